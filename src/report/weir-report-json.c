/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-json.c: one run as one JSON value, schema 1 of this room's README
 */

#include "config.h"

#include "weir-report-plan.h"

typedef struct
{
  WeirJsonWriter json;
  WeirReport *report;
  const WeirReportRun *run;
  gboolean first;
} Writing;

/* Everything before the results. */
static gboolean
put_head (Writing *writing)
{
  WeirJsonWriter *json = &writing->json;

  weir_json_begin_object (json, NULL);
  weir_json_add_string (json, "weir", WEIR_VERSION);
  weir_json_add_integer (json, "schema", WEIR_REPORT_SCHEMA);
  g_string_append_c (json->text, '\n');
  weir_json_begin_object (json, "run");
  weir_report_json_add_run (json, writing->run);
  weir_json_end_object (json);
  g_string_append_c (json->text, '\n');
  weir_json_begin_object (json, "summary");
  weir_report_json_add_counts (json, writing->run->total);
  weir_json_end_object (json);
  g_string_append_c (json->text, '\n');
  weir_report_json_add_steps (json, writing->run, "\n");
  weir_report_json_add_figures (json, writing->run, "\n");
  if (writing->run->jobs != NULL)
    {
      g_string_append_c (json->text, '\n');
      weir_report_json_add_jobs (json, writing->run, "\n");
      weir_report_json_add_run_warnings (json, writing->run);
    }
  g_string_append_c (json->text, '\n');
  weir_json_begin_array (json, "results");
  return weir_report_put (writing->report, json->text);
}

static gboolean
put_result (gint64 id, const WeirStepResult *result, gpointer data)
{
  Writing *writing = data;
  WeirJsonWriter *json = &writing->json;

  g_string_assign (json->text, writing->first ? "\n" : ",\n");
  writing->first = FALSE;
  json->comma = FALSE;
  weir_json_begin_object (json, NULL);
  weir_report_json_add_result (json, writing->report, writing->run, result);
  weir_json_end_object (json);
  return weir_report_put (writing->report, json->text);
}

gboolean
weir_report_write_json (WeirReport *report, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Writing writing = {
    .json.text = text,
    .report = report,
    .run = g_ptr_array_index (report->runs, 0),
    .first = TRUE,
  };

  if (!put_head (&writing) || !weir_report_foreach_result (report, writing.run, put_result, &writing, error))
    return FALSE;
  g_string_assign (text, "\n]");
  if (!weir_report_put (report, text) ||
      (writing.run->jobs != NULL && !weir_report_put_kept (report, writing.run, error)))
    return FALSE;
  g_string_assign (text, "}\n");
  return weir_report_put (report, text);
}
