/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-name-popover.h: asks for the name of a file, and says at once what is wrong with it
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_NAME_POPOVER (weir_name_popover_get_type ())
G_DECLARE_FINAL_TYPE (WeirNamePopover, weir_name_popover, WEIR, NAME_POPOVER, GtkPopover)

/* Returns (transfer full) (nullable): why the name cannot be taken, a whole sentence; "" while nothing was
 * typed. */
typedef char *(*WeirNameCheck) (const char *name, gpointer data);

/* signals:
 *   accepted (WeirNamePopover *popover, const char *name)   the check found nothing wrong with it */
GtkWidget *weir_name_popover_new (WeirNameCheck check, gpointer data);
void weir_name_popover_ask (WeirNamePopover *self, const char *title, const char *name, const char *accept);

G_END_DECLS
