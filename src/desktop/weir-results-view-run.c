/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-results-view-run.c: what the right pane shows of a run while it goes on and when it has ended
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-limits.h"
#include "weir-result-columns.h"
#include "weir-results-view-private.h"

/**
 * weir_results_view_clear:
 * @self: a results view
 *
 * Shows that there is no run yet, or that a new one begins.
 */
void
weir_results_view_clear (WeirResultsView *self)
{
  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  self->run_id = 0;
  self->done = FALSE;
  self->choose = FALSE;
  weir_results_view_list_run (self);
  weir_cards_update (self->cards, NULL);
  weir_findings_view_update (self->findings, NULL);
  weir_results_view_show_charts (self, NULL);
  weir_statistics_page_update (self->statistics, NULL, NULL);
  weir_log_page_update (self->log, NULL);
  gtk_label_set_text (self->outcome, _("Not run yet"));
  weir_tone_apply (GTK_WIDGET (self->outcome), WEIR_TONE_QUIET);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
}

/**
 * weir_results_view_set_archive:
 * @self: a results view
 * @file_name: (nullable): the archive of the runs that are shown from now on; %NULL for the person's own
 *
 * Shows no run any more when that is another archive.
 */
void
weir_results_view_set_archive (WeirResultsView *self, const char *file_name)
{
  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  if (g_strcmp0 (self->archive, file_name) == 0)
    return;
  weir_results_view_clear (self);
  g_free (self->archive);
  self->archive = g_strdup (file_name);
  weir_result_reader_set_archive (self->reader, file_name);
}

/* What is wrong beside the flow: the worker, the archive, and what the run itself warns of. */
static void
show_trouble (WeirResultsView *self, const WeirRunSnapshot *snapshot)
{
  const char *unread = weir_result_index_get_error (self->index);
  GString *text = g_string_new (NULL);

  if (snapshot->unresponsive && snapshot->phase != WEIR_RUN_DONE)
    g_string_append (text, _("⚠ The worker process has not answered for 2 s. Stop Now ends it.\n"));
  if (snapshot->archive_error != NULL)
    g_string_append_printf (text, _("⚠ Results are not kept any more: %s\n"), snapshot->archive_error);
  if (unread != NULL)
    g_string_append_printf (text, _("⚠ Results cannot be read: %s\n"), unread);
  for (guint i = 0; snapshot->warnings != NULL && i < snapshot->warnings->len; i++)
    g_string_append_printf (text, "⚠ %s\n", (const char *) g_ptr_array_index (snapshot->warnings, i));
  if (self->n_without_bodies > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE,
                                         "⚠ The bodies of %u result were not kept: those of a run may take"
                                         " %u MB, and those of passed results go first.\n",
                                         "⚠ The bodies of %u results were not kept: those of a run may take"
                                         " %u MB, and those of passed results go first.\n",
                                         (gulong) self->n_without_bodies),
                            (guint) self->n_without_bodies, (guint) (WEIR_LIMIT_KEPT_RUN_BYTES >> 20));
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  gtk_label_set_text (self->trouble, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->trouble), text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text->len > 0);
  g_string_free (text, TRUE);
}

static gpointer
read_info (WeirArchive *archive, gpointer data, GError **error)
{
  return weir_archive_get_run (archive, *(gint64 *) data, error);
}

static void
info_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirResultsView) self = data;
  g_autoptr (WeirRunInfo) info = weir_result_reader_call_finish (result, NULL);

  if (info == NULL || info->id != self->run_id || self->charted == NULL)
    return;
  self->n_without_bodies = info->n_without_bodies;
  show_trouble (self, self->charted);
}

/* What only the archive knows of a run that has ended. */
static void
ask_info (WeirResultsView *self)
{
  weir_result_reader_call_async (self->reader, read_info, g_memdup2 (&self->run_id, sizeof self->run_id),
                                 g_free, (GDestroyNotify) weir_run_info_free, NULL, info_read_cb,
                                 g_object_ref (self));
}

/* A run that has just got its place in the archive. */
static void
begin_run (WeirResultsView *self, const WeirRunSnapshot *snapshot, WeirFlow *flow)
{
  self->run_id = snapshot->run_id;
  self->n_without_bodies = 0;
  self->by_vu = snapshot->n_vus > 1;
  self->single = snapshot->n_vus <= 1 && snapshot->n_iterations <= 1;
  g_set_object (&self->flow, flow);
  weir_result_details_set_comparable (self->details, !self->single);
  weir_result_details_set_sendable (self->details, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (self->views); i++)
    weir_result_columns_set_by_vu (self->views[i], self->by_vu);
  weir_results_view_list_run (self);
}

static void
end_run (WeirResultsView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    weir_result_list_set_live (self->lists[i], FALSE);
  if (self->shown_id == 0)
    self->choose = TRUE;
}

/**
 * weir_results_view_update:
 * @self: a results view
 * @snapshot: how the run stands
 * @flow: the flow it runs
 *
 * Shows the run as it stands, and the results that have come since the last call.
 */
void
weir_results_view_update (WeirResultsView *self, WeirRunSnapshot *snapshot, WeirFlow *flow)
{
  g_autofree char *outcome = NULL;
  gboolean was_done;
  WeirTone tone;

  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  was_done = self->done;
  self->done = snapshot->phase == WEIR_RUN_DONE;
  outcome = weir_words_for_run (snapshot, &tone);
  gtk_label_set_text (self->outcome, outcome);
  weir_tone_apply (GTK_WIDGET (self->outcome), tone);
  weir_cards_update (self->cards, snapshot);
  weir_findings_view_update (self->findings, snapshot);
  weir_results_view_show_charts (self, snapshot);
  weir_statistics_page_update (self->statistics, snapshot, flow);
  weir_log_page_update (self->log, snapshot);
  if (snapshot->run_id != self->run_id)
    begin_run (self, snapshot, flow);
  else
    weir_result_index_refresh (self->index);
  if (self->done && !was_done)
    {
      end_run (self);
      ask_info (self);
    }
  weir_results_view_refresh_matches (self);
  show_trouble (self, snapshot);
  weir_results_view_show_count (self);
}
