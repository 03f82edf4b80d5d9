/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-totals.c: the steps of a run, added up; forms that all reports share
 */

#include "config.h"

#include "weir-mask.h"
#include "weir-report-private.h"

static void
free_step (gpointer data)
{
  WeirReportStep *step = data;

  g_free (step->name);
  weir_step_statistics_unref (step->summary);
  g_free (step);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const WeirReportStep *one = *(WeirReportStep *const *) a;
  const WeirReportStep *other = *(WeirReportStep *const *) b;

  if (one->part != other->part)
    return one->part < other->part ? -1 : 1;
  return (one->step > other->step) - (one->step < other->step);
}

static gboolean
add_row (const WeirResultRow *row, gpointer data)
{
  GHashTable *steps = data;
  gint64 key = ((gint64) row->brief.part << 32) | row->brief.step;
  WeirReportStep *step = g_hash_table_lookup (steps, &key);

  if (step == NULL)
    {
      step = g_new0 (WeirReportStep, 1);
      step->part = row->brief.part;
      step->step = row->brief.step;
      step->first_result_id = row->id;
      step->summary = weir_step_statistics_new ();
      g_hash_table_insert (steps, g_memdup2 (&key, sizeof key), step);
    }
  weir_step_statistics_add (step->summary, &row->brief);
  return TRUE;
}

GPtrArray *
weir_report_get_steps (WeirArchive *archive, gint64 run_id, GError **error)
{
  g_autoptr (GHashTable) steps = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_step);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_step);
  GHashTableIter iter;
  gpointer key, value;

  if (!weir_archive_foreach_row (archive, run_id, NULL, add_row, steps, error))
    return NULL;
  g_hash_table_iter_init (&iter, steps);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_hash_table_iter_steal (&iter);
      g_free (key);
      g_ptr_array_add (list, value);
    }
  g_ptr_array_sort (list, compare_steps);
  for (guint i = 0; i < list->len; i++)
    {
      WeirReportStep *step = g_ptr_array_index (list, i);
      g_autoptr (WeirStepResult) result = weir_archive_get_result (archive, step->first_result_id, error);

      if (result == NULL)
        return NULL;
      step->name = g_strdup (result->name != NULL ? result->name : "");
    }
  return g_steal_pointer (&list);
}

const char *
weir_report_part_to_nick (guint part)
{
  static const char *const nicks[] = { "beforeAll", "steps", "afterAll" };

  return part < G_N_ELEMENTS (nicks) ? nicks[part] : "steps";
}

const char *
weir_report_header_value (const char *name, const char *value)
{
  return weir_mask_is_credential_header (name) ? WEIR_MASK_TEXT : value;
}

const char *
weir_report_http_version (const WeirExchange *exchange)
{
  switch (exchange->http_version)
    {
    case 10:
      return "1.0";
    case 11:
      return "1.1";
    case 20:
      return "2";
    default:
      return NULL;
    }
}

void
weir_report_append_ms (GString *text, gint64 us)
{
  guint64 whole = us < 0 ? -(guint64) us : (guint64) us;

  g_string_append_printf (text, "%s%" G_GUINT64_FORMAT ".%03u", us < 0 ? "-" : "", whole / 1000,
                          (guint) (whole % 1000));
}
