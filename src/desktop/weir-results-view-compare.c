/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-results-view-compare.c: the failed result that is shown, beside one of the same step that passed
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-compare-window.h"
#include "weir-results-view-private.h"

typedef struct
{
  gint64 run_id;
  gint64 failed_id;
  WeirResultFilter filter; /* of the step */
  gint64 passed_id;        /* the nearest so far; 0 = none */
} Question;

typedef struct
{
  WeirStepResult *failed;
  WeirStepResult *passed; /* NULL: none passed */
} Pair;

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_clear_pointer (&pair->failed, weir_step_result_free);
  g_clear_pointer (&pair->passed, weir_step_result_free);
  g_free (pair);
}

/* Ids grow as results come: the nearest one before, else the first one after. */
static gboolean
look_at_row (const WeirResultRow *row, gpointer data)
{
  Question *question = data;

  if (row->brief.outcome != WEIR_STEP_PASSED || row->brief.not_checked)
    return TRUE;
  if (row->id > question->failed_id && question->passed_id != 0)
    return FALSE;
  question->passed_id = row->id;
  return row->id < question->failed_id;
}

static gpointer
find_pair (WeirArchive *archive, gpointer data, GError **error)
{
  Question *question = data;
  Pair *pair = g_new0 (Pair, 1);

  if (!weir_archive_foreach_row (archive, question->run_id, &question->filter, look_at_row, question, error))
    return pair;
  pair->failed = weir_archive_get_result (archive, question->failed_id, error);
  if (pair->failed != NULL && question->passed_id != 0)
    pair->passed = weir_archive_get_result (archive, question->passed_id, error);
  return pair;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirResultsView) self = data;
  g_autoptr (GError) error = NULL;
  Pair *pair = weir_result_reader_call_finish (result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->comparing = FALSE;
  if (pair != NULL && pair->passed != NULL && GTK_IS_WINDOW (root))
    {
      WeirCompareWindow *window =
          weir_compare_window_new (GTK_WINDOW (root), g_steal_pointer (&pair->failed),
                                   g_steal_pointer (&pair->passed), self->by_vu);

      gtk_window_present (GTK_WINDOW (window));
    }
  else if (pair != NULL)
    weir_result_details_set_note (self->details, _("No iteration of this run passed this step."));
  else
    weir_result_details_set_note (self->details, error->message);
  g_clear_pointer (&pair, pair_free);
}

/**
 * weir_results_view_compare:
 * @self: a results view that shows a failed result
 *
 * Opens a window with that result and the one of the same step that passed last before it, else first after.
 */
void
weir_results_view_compare (WeirResultsView *self)
{
  const WeirStepResult *shown = weir_result_details_get_result (self->details);
  Question question = { .run_id = self->run_id, .failed_id = self->shown_id };

  if (shown == NULL || self->shown_id == 0 || self->comparing)
    return;
  question.filter.part = (int) shown->brief.part + 1;
  question.filter.step = (int) shown->brief.step + 1;
  self->comparing = TRUE;
  weir_result_reader_call_async (self->reader, find_pair, g_memdup2 (&question, sizeof question), g_free,
                                 pair_free, NULL, found_cb, g_object_ref (self));
}
