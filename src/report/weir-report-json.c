/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-json.c: one run as one JSON value, schema 1 of this room's README
 */

#include "config.h"

#include "weir-kept-requests.h"
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

/* Of a load plan those requests whose bodies are kept: every one of them has a line of its own in JSON Lines,
 * and all figures are in the iterations. */
static gboolean
put_kept_requests (Writing *writing, GError **error)
{
  WeirReport *report = writing->report;
  g_autoptr (WeirKeptRequests) kept = weir_kept_requests_new ();
  g_autoptr (GArray) requests = NULL;

  if (!weir_kept_requests_look (kept, report->archive, writing->run->info->id, 0, NULL, error))
    return FALSE;
  requests = weir_kept_requests_list (kept);
  for (guint i = 0; i < requests->len; i++)
    {
      gint64 id = g_array_index (requests, WeirKeptRequest, i).row.id;
      g_autoptr (WeirStepResult) result = weir_archive_get_result (report->archive, id, error);

      if (result == NULL || !put_result (id, result, writing)
          || g_cancellable_set_error_if_cancelled (report->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_results (Writing *writing, GError **error)
{
  return writing->run->jobs != NULL
             ? put_kept_requests (writing, error)
             : weir_report_foreach_result (writing->report, writing->run, put_result, writing, error);
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

  if (!put_head (&writing) || !put_results (&writing, error))
    return FALSE;
  g_string_assign (text, "\n]");
  if (!weir_report_put (report, text) ||
      (writing.run->jobs != NULL && !weir_report_put_kept (report, writing.run, error)))
    return FALSE;
  g_string_assign (text, "}\n");
  return weir_report_put (report, text);
}
