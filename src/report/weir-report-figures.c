/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-figures.c: what was worked out about a run: findings, quality, each step in each pass
 */

#include "config.h"

#include <math.h>

#include "weir-report-private.h"
#include "weir-run-data.h"

/* NULL when the run has none of that kind: it was cut off, or is of an earlier Weir. */
static GBytes *
get_data (WeirReport *report, const WeirReportRun *run, const char *kind)
{
  return weir_archive_get_run_data (report->archive, run->info->id, kind, NULL);
}

static gboolean
add_row (const WeirResultRow *row, gpointer data)
{
  weir_run_series_add (data, &row->brief, NULL);
  return TRUE;
}

/* Out of the heads of the results: without phases, which only the results themselves know. */
static WeirRunSeries *
count_series (WeirReport *report, const WeirReportRun *run)
{
  WeirRunSeries *series = run->flow != NULL ? weir_report_make_series (run->flow, run->info) : NULL;

  if (series != NULL)
    weir_archive_foreach_row (report->archive, run->info->id, NULL, add_row, series, NULL);
  return series;
}

/* (transfer full): empty, for the steps of @flow. */
WeirRunSeries *
weir_report_make_series (WeirFlow *flow, const WeirRunInfo *info)
{
  GListModel *steps = G_LIST_MODEL (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS));
  guint n = g_list_model_get_n_items (steps);
  g_autofree const char **names = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = weir_step_get_name (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, i));
  return weir_run_series_new (names, n, info->parallel > 1);
}

/* Figures that cannot be read, say of a later Weir, are counted again where that is possible. */
void
weir_report_read_figures (WeirReport *report, WeirReportRun *run)
{
  g_autoptr (GBytes) quality = get_data (report, run, WEIR_RUN_DATA_QUALITY);
  g_autoptr (GBytes) findings = get_data (report, run, WEIR_RUN_DATA_FINDINGS);
  g_autoptr (GBytes) series = get_data (report, run, WEIR_RUN_DATA_SERIES);

  run->quality = quality != NULL ? weir_quality_decode (quality, NULL) : NULL;
  run->findings = findings != NULL ? weir_findings_decode (findings, NULL) : NULL;
  run->series = series != NULL ? weir_run_series_decode (series, NULL) : NULL;
  if (run->series == NULL)
    run->series = count_series (report, run);
  if (run->findings == NULL && run->jobs != NULL)
    run->findings = weir_findings_new_for_jobs (run->jobs, run->quality);
  if (run->findings == NULL && run->series != NULL)
    run->findings = weir_findings_new (run->series, run->quality);
}

/* To the last digit: read again it is the same number. */
static void
add_real (WeirJsonWriter *json, const char *key, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    weir_json_add_number (json, key, g_ascii_dtostr (text, sizeof text, value));
  else
    weir_json_add_null (json, key);
}

static void
add_finding (WeirJsonWriter *json, const WeirFinding *finding)
{
  weir_json_begin_object (json, NULL);
  weir_json_add_string (json, "kind", weir_finding_kind_to_nick (finding->kind));
  weir_json_add_string (json, "sentence", finding->sentence);
  if (finding->step >= 0)
    weir_json_add_integer (json, "step", (gint64) finding->step + 1);
  else
    weir_json_add_null (json, "step");
  weir_json_add_string (json, "stepName", finding->step_name);
  weir_json_add_integer (json, "count", (gint64) finding->n_passes);
  weir_json_begin_array (json, "iterations");
  for (guint i = 0; i < finding->passes->len; i++)
    weir_json_add_integer (json, NULL, g_array_index (finding->passes, guint, i));
  weir_json_end_array (json);
  weir_json_begin_array (json, "numbers");
  for (guint i = 0; i < finding->numbers->len; i++)
    {
      const WeirFindingNumber *number = &g_array_index (finding->numbers, WeirFindingNumber, i);

      weir_json_begin_object (json, NULL);
      weir_json_add_string (json, "name", number->name);
      add_real (json, "value", number->value);
      weir_json_add_string (json, "unit", number->unit);
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
  weir_json_end_object (json);
}

static void
add_findings (WeirJsonWriter *json, const char *key, GPtrArray *findings, const char *line)
{
  weir_json_begin_array (json, key);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      if (line != NULL)
        g_string_append (json->text, line);
      add_finding (json, g_ptr_array_index (findings, i));
    }
  weir_json_end_array (json);
}

static void
add_quality (WeirJsonWriter *json, const WeirQuality *quality)
{
  if (quality == NULL)
    {
      weir_json_add_null (json, "quality");
      return;
    }
  weir_json_begin_object (json, "quality");
  weir_json_add_string (json, "level", weir_quality_level_to_nick (quality->level));
  weir_json_begin_array (json, "reasons");
  for (guint i = 0; i < quality->reasons->len; i++)
    {
      const WeirQualityReason *reason = g_ptr_array_index (quality->reasons, i);

      weir_json_begin_object (json, NULL);
      weir_json_add_string (json, "kind", weir_quality_kind_to_nick (reason->kind));
      weir_json_add_string (json, "level", weir_quality_level_to_nick (reason->level));
      add_real (json, "value", reason->value);
      weir_json_add_string (json, "sentence", reason->sentence);
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
  weir_json_add_strings (json, "notes", quality->notes);
  weir_json_end_object (json);
}

void
weir_report_json_add_figures (WeirJsonWriter *json, const WeirReportRun *run, const char *line)
{
  if (line != NULL)
    g_string_append (json->text, line);
  add_quality (json, run->quality);
  if (line != NULL)
    g_string_append (json->text, line);
  add_findings (json, "findings", run->findings != NULL ? run->findings->findings : NULL, line);
  if (line != NULL)
    g_string_append (json->text, line);
  add_findings (json, "notApplied", run->findings != NULL ? run->findings->notes : NULL, line);
}
