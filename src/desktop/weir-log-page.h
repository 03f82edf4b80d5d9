/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-log-page.h: what happened in a run, and when
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-result-reader.h"
#include "weir-run-snapshot.h"

G_BEGIN_DECLS

#define WEIR_TYPE_LOG_PAGE (weir_log_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirLogPage, weir_log_page, WEIR, LOG_PAGE, GtkWidget)

/* signals:
 *   result-chosen (WeirLogPage *page, guint64 pass_key, int step)   a line was activated */
void weir_log_page_set_reader (WeirLogPage *self, WeirResultReader *reader);
void weir_log_page_update (WeirLogPage *self, WeirRunSnapshot *snapshot);
gboolean weir_log_page_is_busy (WeirLogPage *self);

G_END_DECLS
