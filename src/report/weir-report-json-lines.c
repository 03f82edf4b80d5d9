/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-json-lines.c: runs as JSON Lines: one that says what ran, one per result, one with the totals
 */

#include "config.h"

#include "weir-report-plan.h"

void
weir_report_begin_line (WeirReportLines *writing, const char *type)
{
  g_string_truncate (writing->json.text, 0);
  writing->json.comma = FALSE;
  weir_json_begin_object (&writing->json, NULL);
  weir_json_add_string (&writing->json, "type", type);
}

gboolean
weir_report_end_line (WeirReportLines *writing)
{
  weir_json_end_object (&writing->json);
  g_string_append_c (writing->json.text, '\n');
  return weir_report_put (writing->report, writing->json.text);
}

static gboolean
put_run (WeirReportLines *writing)
{
  weir_report_begin_line (writing, "run");
  weir_json_add_string (&writing->json, "weir", WEIR_VERSION);
  weir_json_add_integer (&writing->json, "schema", WEIR_REPORT_SCHEMA);
  weir_report_json_add_run (&writing->json, writing->run);
  return weir_report_end_line (writing);
}

static gboolean
put_result (gint64 id, const WeirStepResult *result, gpointer data)
{
  WeirReportLines *writing = data;

  weir_report_begin_line (writing, "result");
  weir_report_json_add_result (&writing->json, writing->report, writing->run, result);
  return weir_report_end_line (writing);
}

static gboolean
put_end (WeirReportLines *writing)
{
  WeirJsonWriter *json = &writing->json;

  weir_report_begin_line (writing, "end");
  weir_json_add_string (json, "outcome", weir_outcome_to_nick (writing->run->info->outcome));
  weir_json_add_boolean (json, "partial", writing->run->info->partial);
  if (writing->run->jobs != NULL)
    {
      weir_report_json_add_jobs (json, writing->run, NULL);
      weir_report_json_add_run_warnings (json, writing->run);
    }
  else
    {
      weir_json_begin_object (json, "summary");
      weir_report_json_add_counts (json, writing->run->total);
      weir_json_end_object (json);
      weir_report_json_add_steps (json, writing->run, NULL);
    }
  weir_report_json_add_figures (json, writing->run, NULL);
  return weir_report_end_line (writing);
}

gboolean
weir_report_write_json_lines (WeirReport *report, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < report->runs->len; i++)
    {
      const WeirReportRun *run = g_ptr_array_index (report->runs, i);
      WeirReportLines writing = { .json.text = text, .report = report, .run = run };

      if (!put_run (&writing) ||
          !weir_report_foreach_result (report, run, run->jobs != NULL ? weir_report_put_requests : put_result,
                                       &writing, error) ||
          !put_end (&writing))
        return FALSE;
    }
  return TRUE;
}
