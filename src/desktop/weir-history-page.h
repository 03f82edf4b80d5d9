/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-history-page.h: the runs that were kept
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-past-run.h"

G_BEGIN_DECLS

#define WEIR_TYPE_HISTORY_PAGE (weir_history_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirHistoryPage, weir_history_page, WEIR, HISTORY_PAGE, GtkWidget)

/* signals:
 *   run-loaded (WeirHistoryPage *page, gpointer run)   a #WeirPastRun the person chose; valid during the call
 *   delete-asked (WeirHistoryPage *page, gint64 run_id, const char *name)   confirm, then delete
 *   compare-asked (WeirHistoryPage *page, gint64 run_id)   compare it with the run that is shown
 *   runs-compared (WeirHistoryPage *page, gpointer pair)   a #WeirRunPair; valid during the call
 *   many-compared (WeirHistoryPage *page, gpointer runs)   a #WeirRunTable; valid during the call
 *   failed (WeirHistoryPage *page, const char *message)   the archive refused something */
void weir_history_page_set_document (WeirHistoryPage *self, const char *file_name, const char *name,
                                     gboolean is_plan);
void weir_history_page_refresh (WeirHistoryPage *self);
void weir_history_page_delete (WeirHistoryPage *self, gint64 run_id);
void weir_history_page_compare (WeirHistoryPage *self, gint64 run_id, const char *other_archive,
                                gint64 other_id);
gboolean weir_history_page_is_busy (WeirHistoryPage *self);
GtkListBox *weir_history_page_get_list (WeirHistoryPage *self);

G_END_DECLS
