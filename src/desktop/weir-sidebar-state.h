/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sidebar-state.h: what of the sidebar is kept between starts
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean visible;
  int width;     /* 0: never set */
  char *folder;  /* (nullable) the one that was open */
  char **recent; /* folders that were open, the latest first */
} WeirSidebarState;

WeirSidebarState *weir_sidebar_state_load (void);
void weir_sidebar_state_save (const WeirSidebarState *state);
void weir_sidebar_state_add_recent (GFile *folder);
void weir_sidebar_state_free (WeirSidebarState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSidebarState, weir_sidebar_state_free)

G_END_DECLS
