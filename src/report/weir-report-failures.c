/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-failures.c: failures that say the same, told once
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "weir-report-failures.h"

/* Results are read whole to be compared. What comes after these many, or after so many bytes of bodies, is
 * only counted: a run may have a million failures, and nobody waits for them. */
#define READ_RESULTS 5000
#define READ_BYTES (256 * 1024 * 1024)
#define ROWS_PER_PAGE 500
/* Of "1–5, 7, 9": more pieces tell nobody anything. */
#define SHOWN_RANGES 8

static void
group_free (gpointer data)
{
  WeirReportFailureGroup *group = data;

  g_array_unref (group->numbers);
  g_array_unref (group->rows);
  g_free (group);
}

/* What is printed of a failure, without what differs from one time to the next. */
static char *
make_key (const WeirStepResult *result)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%u %u %u %s", result->brief.part, result->brief.step, result->brief.status,
                          result->message != NULL ? result->message : "");
  for (guint i = 0; i < result->checks->len; i++)
    {
      const WeirCheck *check = &g_array_index (result->checks, WeirCheck, i);

      if (!check->passed)
        g_string_append_printf (key, "\n%s\n%s\n%s", check->label, check->expected, check->actual);
    }
  return g_string_free (key, FALSE);
}

static void
add_to_group (WeirReportFailures *failures, GHashTable *by_key, gint64 id, const WeirStepResult *result,
              gboolean by_vu)
{
  g_autofree char *key = make_key (result);
  WeirReportFailureGroup *group = g_hash_table_lookup (by_key, key);
  guint row = result->brief.row;
  guint number = by_vu ? result->brief.vu : result->brief.iteration;

  if (group == NULL)
    {
      group = g_new0 (WeirReportFailureGroup, 1);
      group->first_id = id;
      group->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
      group->rows = g_array_new (FALSE, FALSE, sizeof (guint));
      g_ptr_array_add (failures->groups, group);
      g_hash_table_insert (by_key, g_steal_pointer (&key), group);
    }
  g_array_append_val (group->numbers, number);
  if (row > 0)
    g_array_append_val (group->rows, row);
}

static gsize
get_size (const WeirStepResult *result)
{
  gsize size = 0;

  for (guint i = 0; i < result->attempts->len; i++)
    size += ((const WeirExchange *) g_ptr_array_index (result->attempts, i))->response_body->len;
  return size;
}

/**
 * weir_report_failures_free:
 * @failures: (transfer full): failures
 */
void
weir_report_failures_free (WeirReportFailures *failures)
{
  g_ptr_array_unref (failures->groups);
  g_free (failures);
}

/**
 * weir_report_failures_read:
 * @archive: the archive the run went to
 * @run_id: the run's id there
 * @by_vu: whether to remember in which VU each was, else in which iteration
 * @error: return location for a #WeirArchiveError
 *
 * Reads the failed steps of a run and puts together those of one step that failed in the same way.
 *
 * Returns: (transfer full) (nullable): the failures, %NULL when the archive could not be read
 */
WeirReportFailures *
weir_report_failures_read (WeirArchive *archive, gint64 run_id, gboolean by_vu, GError **error)
{
  const WeirResultFilter filter = { .failed_only = TRUE };
  g_autoptr (WeirReportFailures) failures = g_new0 (WeirReportFailures, 1);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize bytes = 0;
  gboolean more = TRUE;

  failures->groups = g_ptr_array_new_with_free_func (group_free);
  failures->count = weir_archive_count_results (archive, run_id, &filter, error);
  if (failures->count < 0)
    return NULL;
  while (more)
    {
      g_autoptr (GArray) rows
          = weir_archive_list_results (archive, run_id, &filter, failures->n_read, ROWS_PER_PAGE, error);

      if (rows == NULL)
        return NULL;
      more = rows->len == ROWS_PER_PAGE;
      for (guint i = 0; i < rows->len && bytes < READ_BYTES; i++)
        {
          gint64 id = g_array_index (rows, WeirResultRow, i).id;
          g_autoptr (WeirStepResult) result = weir_archive_get_result (archive, id, error);

          if (result == NULL)
            return NULL;
          add_to_group (failures, by_key, id, result, by_vu);
          bytes += get_size (result);
          failures->n_read++;
        }
      more &= bytes < READ_BYTES && failures->n_read < READ_RESULTS;
    }
  return g_steal_pointer (&failures);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *) a, other = *(const guint *) b;

  return (one > other) - (one < other);
}

/**
 * weir_report_ranges_to_text:
 * @numbers: (element-type guint): some numbers; they are sorted
 *
 * Returns: (transfer full): "1–5, 7"; with "…" at the end when there are many pieces
 */
char *
weir_report_ranges_to_text (GArray *numbers)
{
  GString *out = g_string_new (NULL);
  guint pieces = 0;

  g_array_sort (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len;)
    {
      guint first = g_array_index (numbers, guint, i);
      guint last = first;

      for (; i < numbers->len && g_array_index (numbers, guint, i) <= last + 1; i++)
        last = g_array_index (numbers, guint, i);
      if (pieces++ == SHOWN_RANGES)
        {
          g_string_append (out, ", …");
          break;
        }
      g_string_append_printf (out, pieces > 1 ? ", %u" : "%u", first);
      if (last > first)
        g_string_append_printf (out, last == first + 1 ? ", %u" : "–%u", last);
    }
  return g_string_free (out, FALSE);
}

/**
 * weir_report_rows_to_text:
 * @group: failures that say the same
 *
 * Returns: (transfer full): ", data rows 1–5, 7", to follow where they were; "" without a data file
 */
char *
weir_report_rows_to_text (const WeirReportFailureGroup *group)
{
  g_autofree char *ranges = weir_report_ranges_to_text (group->rows);

  if (group->rows->len == 0)
    return g_strdup ("");
  return g_strdup_printf (group->rows->len == 1 ? _ (", data row %s") : _ (", data rows %s"), ranges);
}
