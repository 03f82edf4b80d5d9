/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-run.c: one run out of the archive: its document, its steps added up, its results one by one
 */

#include "config.h"

#include <string.h>

#include "weir-auth.h"
#include "weir-field.h"
#include "weir-flow-format.h"
#include "weir-mask.h"
#include "weir-report-plan.h"

/* Results between two looks at the cancellable and two words on the progress. */
#define RESULTS_PER_LOOK 256

typedef struct
{
  WeirReport *report;
  GHashTable *steps;
} Adding;

typedef struct
{
  WeirReport *report;
  WeirArchiveFunc function;
  gpointer data;
} Visit;

/* FALSE when it is to end. */
static gboolean
count_work (WeirReport *report)
{
  report->work_done++;
  if (report->work_done % RESULTS_PER_LOOK != 0)
    return TRUE;
  if (report->options.progress != NULL && report->work > 0)
    report->options.progress (MIN (1.0, (double) report->work_done / (double) report->work),
                              report->options.progress_data);
  return !g_cancellable_is_cancelled (report->cancellable);
}

void
weir_report_step_free (WeirReportStep *step)
{

  g_free (step->name);
  weir_step_statistics_unref (step->summary);
  g_clear_pointer (&step->within, g_ptr_array_unref);
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
  Adding *adding = data;
  const WeirStepBrief *brief = &row->brief;
  gint64 key = ((gint64) brief->part << 32) | brief->step;
  WeirReportStep *step = g_hash_table_lookup (adding->steps, &key);

  if (step == NULL)
    {
      step = g_new0 (WeirReportStep, 1);
      step->part = brief->part;
      step->step = brief->step;
      step->first_result_id = row->id;
      step->summary = weir_step_statistics_new ();
      g_hash_table_insert (adding->steps, g_memdup2 (&key, sizeof key), step);
    }
  weir_step_statistics_add (step->summary, brief);
  step->unanswered += brief->outcome == WEIR_STEP_FAILED
                      && (!brief->has_exchange || brief->exchange != WEIR_EXCHANGE_ANSWERED);
  return count_work (adding->report);
}

/* Of WeirReportStep, in the order of the document; NULL with @error. */
static GPtrArray *
read_steps (WeirReport *report, gint64 run_id, GError **error)
{
  g_autoptr (GHashTable) steps = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                        (GDestroyNotify) weir_report_step_free);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_report_step_free);
  Adding adding = { report, steps };
  GHashTableIter iter;
  gpointer key, value;

  if (!weir_archive_foreach_row (report->archive, run_id, NULL, add_row, &adding, error)
      || g_cancellable_set_error_if_cancelled (report->cancellable, error))
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
      g_autoptr (WeirStepResult) result = NULL;

      result = weir_archive_get_result (report->archive, step->first_result_id, error);
      if (result == NULL)
        return NULL;
      step->name = g_strdup (result->name != NULL ? result->name : "");
      step->summary->part = step->part;
      step->summary->step = step->step;
      g_free (step->summary->name);
      step->summary->name = g_strdup (step->name);
    }
  return g_steal_pointer (&list);
}

/* Whether @text is worth hiding: not hidden already, and more than the name of a variable. */
static gboolean
tells_something (const char *text)
{
  if (*text == '\0' || strcmp (text, WEIR_MASK_TEXT) == 0)
    return FALSE;
  return !g_str_has_prefix (text, "${") || strchr (text, '}') != text + strlen (text) - 1;
}

static gboolean
hide_in_auth (WeirAuth *auth)
{
  static const struct
  {
    const char *(*get) (WeirAuth *);
    void (*set) (WeirAuth *, const char *);
  } fields[] = {
    { weir_auth_get_password, weir_auth_set_password },
    { weir_auth_get_token, weir_auth_set_token },
    { weir_auth_get_value, weir_auth_set_value },
  };
  gboolean hidden = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (tells_something (fields[i].get (auth)))
      {
        fields[i].set (auth, WEIR_MASK_TEXT);
        hidden = TRUE;
      }
  return hidden;
}

gboolean
weir_report_hide_in_request (WeirRequest *request)
{
  GListModel *headers = G_LIST_MODEL (weir_request_get_headers (request));
  WeirAuth *auth = weir_request_get_auth (request);
  gboolean hidden = auth != NULL && hide_in_auth (auth);

  for (guint i = 0; i < g_list_model_get_n_items (headers); i++)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (headers, i);

      if (!weir_mask_is_credential_header (weir_field_get_name (field))
          || strcmp (weir_field_get_value (field), WEIR_MASK_TEXT) == 0)
        continue;
      weir_field_set_value (field, WEIR_MASK_TEXT);
      hidden = TRUE;
    }
  return hidden;
}

/* Returns whether there was anything to hide. */
static gboolean
hide_credentials (WeirFlow *flow)
{
  gboolean hidden = FALSE;

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      GListModel *steps = G_LIST_MODEL (weir_flow_get_part (flow, (WeirFlowPart) part));

      for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
        {
          g_autoptr (WeirStep) step = g_list_model_get_item (steps, i);

          if (weir_step_get_request (step) != NULL)
            hidden |= weir_report_hide_in_request (weir_step_get_request (step));
        }
    }
  return hidden;
}

/* The document stays as it was run to the letter, unless something in it had to be hidden. One that cannot be
 * read, say of a later Weir, could hold anything: it is shown only where credentials may be. */
static void
read_document (WeirReportRun *run, const WeirReport *report)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  const char *text = run->info->document;

  if (text == NULL || *text == '\0')
    return;
  if (run->jobs != NULL)
    {
      run->document = report->options.include_credentials ? g_strdup (text)
                                                          : weir_report_hide_in_plan (run->info);
      return;
    }
  run->flow = weir_flow_parse (text, strlen (text), FALSE, problems);
  if (report->options.include_credentials)
    run->document = g_strdup (text);
  else if (run->flow != NULL)
    run->document = hide_credentials (run->flow) ? weir_flow_to_yaml (run->flow) : g_strdup (text);
}

WeirReportRun *
weir_report_run_new (WeirReport *report, gint64 run_id, GError **error)
{
  WeirReportRun *run = g_new0 (WeirReportRun, 1);

  run->info = weir_archive_get_run (report->archive, run_id, error);
  if (run->info != NULL)
    run->steps = read_steps (report, run_id, error);
  if (run->steps == NULL)
    {
      weir_report_run_free (run);
      return NULL;
    }
  weir_report_read_plan (report, run);
  run->total = weir_step_statistics_new ();
  for (guint i = 0; i < run->steps->len; i++)
    weir_step_statistics_merge (run->total, ((WeirReportStep *) g_ptr_array_index (run->steps, i))->summary);
  read_document (run, report);
  weir_report_read_figures (report, run);
  return run;
}

void
weir_report_run_free (WeirReportRun *run)
{
  weir_run_info_free (run->info);
  g_free (run->document);
  g_clear_object (&run->flow);
  g_clear_pointer (&run->steps, g_ptr_array_unref);
  weir_step_statistics_unref (run->total);
  weir_quality_unref (run->quality);
  weir_findings_unref (run->findings);
  g_clear_pointer (&run->series, weir_run_series_unref);
  g_clear_pointer (&run->jobs, g_ptr_array_unref);
  g_clear_pointer (&run->run_warnings, g_ptr_array_unref);
  g_free (run->workers);
  g_free (run);
}

const char *
weir_report_run_get_method (const WeirReportRun *run, const WeirStepBrief *brief)
{
  WeirStep *step = NULL;
  WeirRequest *request = NULL;

  if (run->flow != NULL && brief->part < WEIR_N_FLOW_PARTS)
    step = weir_flow_get_step (run->flow, (WeirFlowPart) brief->part, brief->step);
  if (step != NULL)
    request = weir_step_get_request (step);
  return request != NULL ? weir_request_get_method (request) : NULL;
}

static gboolean
visit_result (gint64 id, const WeirStepResult *result, gpointer data)
{
  Visit *visit = data;

  return visit->function (id, result, visit->data) && count_work (visit->report);
}

gboolean
weir_report_foreach_result (WeirReport *report, const WeirReportRun *run, WeirArchiveFunc function,
                            gpointer data, GError **error)
{
  Visit visit = { report, function, data };

  return weir_archive_foreach_result (report->archive, run->info->id, visit_result, &visit, error)
         && !g_cancellable_set_error_if_cancelled (report->cancellable, error);
}
