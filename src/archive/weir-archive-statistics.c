/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-statistics.c: what the results of each step add up to
 */

#include "config.h"

#include "weir-archive-private.h"
#include "weir-run-data.h"

typedef struct
{
  GPtrArray *steps;  /* of WeirStepStatistics, as they come */
  GArray *first_ids; /* of gint64: the first result of each, which knows its name */
} Count;

static WeirStepStatistics *
get_step (Count *count, const WeirResultRow *row)
{
  WeirStepStatistics *step;

  for (guint i = 0; i < count->steps->len; i++)
    {
      step = g_ptr_array_index (count->steps, i);
      if (step->part == row->brief.part && step->step == row->brief.step)
        return step;
    }
  step = weir_step_statistics_new ();
  step->part = row->brief.part;
  step->step = row->brief.step;
  g_ptr_array_add (count->steps, step);
  g_array_append_val (count->first_ids, row->id);
  return step;
}

static gboolean
count_row (const WeirResultRow *row, gpointer data)
{
  weir_step_statistics_add (get_step (data, row), &row->brief);
  return TRUE;
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const WeirStepStatistics *first = *(WeirStepStatistics *const *) a;
  const WeirStepStatistics *second = *(WeirStepStatistics *const *) b;

  if (first->part != second->part)
    return first->part < second->part ? -1 : 1;
  return first->step < second->step ? -1 : first->step > second->step;
}

static gboolean
name_steps (WeirArchive *archive, const Count *count, GError **error)
{
  for (guint i = 0; i < count->steps->len; i++)
    {
      WeirStepStatistics *step = g_ptr_array_index (count->steps, i);
      g_autoptr (WeirStepResult) result
        = weir_archive_get_result (archive, g_array_index (count->first_ids, gint64, i), error);

      if (result == NULL)
        return FALSE;
      step->name = g_strdup (result->name);
    }
  return TRUE;
}

static GPtrArray *
count_results (WeirArchive *archive, gint64 run_id, GError **error)
{
  Count count = {
    .steps = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_statistics_unref),
    .first_ids = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };
  gboolean whole = weir_archive_foreach_row (archive, run_id, NULL, count_row, &count, error)
                   && name_steps (archive, &count, error);

  g_array_unref (count.first_ids);
  if (whole)
    g_ptr_array_sort (count.steps, compare_steps);
  else
    g_clear_pointer (&count.steps, g_ptr_array_unref);
  return count.steps;
}

/**
 * weir_archive_get_statistics:
 * @archive: an archive
 * @run_id: the run's id
 * @error: set to %WEIR_ARCHIVE_ERROR_READ or %WEIR_RECORD_ERROR_DAMAGED
 *
 * Gives what the run itself added up, exact even where results were lost (%WEIR_RUN_DATA_STATISTICS). Where
 * nobody kept that, say of a run that was cut off, the results that are there are counted.
 *
 * Returns: (transfer full) (nullable) (element-type WeirStepStatistics): each step that has results, in the
 *   order of the flow; %NULL with @error set
 */
GPtrArray *
weir_archive_get_statistics (WeirArchive *archive, gint64 run_id, GError **error)
{
  g_autoptr (GBytes) bytes = weir_archive_get_run_data (archive, run_id, WEIR_RUN_DATA_STATISTICS, NULL);
  g_autoptr (GPtrArray) steps = bytes != NULL ? weir_step_statistics_decode (bytes, NULL) : NULL;

  return steps != NULL ? g_steal_pointer (&steps) : count_results (archive, run_id, error);
}
