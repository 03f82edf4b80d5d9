/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-source-page.h: the text of the shown document, to be edited as text
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SOURCE_PAGE (weir_source_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirSourcePage, weir_source_page, WEIR, SOURCE_PAGE, GtkWidget)

/* signals:
 *   step-reached (WeirSourcePage *page, guint part, guint index)   the cursor is in that step now
 *   checked (WeirSourcePage *page)   whether it has errors may be another answer now */
void weir_source_page_set_session (WeirSourcePage *self, WeirSession *session);
void weir_source_page_show_step (WeirSourcePage *self, WeirFlowPart part, guint index);
void weir_source_page_show_problem (WeirSourcePage *self);
GtkTextBuffer *weir_source_page_get_buffer (WeirSourcePage *self);
gboolean weir_source_page_has_errors (WeirSourcePage *self);
gboolean weir_source_page_is_busy (WeirSourcePage *self);
char *weir_source_page_get_problem (WeirSourcePage *self, guint position);

G_END_DECLS
