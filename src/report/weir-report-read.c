/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-read.c: a report in JSON back into an archive
 */

#include "config.h"

#include <string.h>

#include "weir-flow-format.h"
#include "weir-json-stream.h"
#include "weir-record-codec.h"
#include "weir-limits.h"
#include "weir-plan-format.h"
#include "weir-report-plan.h"
#include "weir-run-data.h"
#include "weir-time-window.h"

/* Results between two looks at the cancellable and two words on the progress. */
#define RESULTS_PER_LOOK 64
/* Weir writes "weir" and "schema" first; others may have sorted the keys. */
#define KEYS_LOOKED_AT 16

typedef struct
{
  const char *file_name;
  WeirArchive *archive;
  const WeirReportOptions *options; /* (nullable) */
  GCancellable *cancellable;
  WeirRunInfo *info;
  JsonParser *parser;
  WeirStepResult *result;
  GByteArray *bytes;
  guint64 n_results;
  WeirFindings *findings;
  gboolean has_findings; /* an earlier Weir wrote none; they are then looked for when they are wanted */
  WeirRunSeries *series; /* (nullable) when the document says nothing of steps */
  WeirTimeWindowRecorder *recorder; /* what happened second by second is counted anew */
  guint64 n_requests;
  gint64 reached_us; /* the latest end of a result */
} Reading;

static gboolean
set_no_report (const Reading *reading, const char *why, GError **error)
{
  g_set_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_READ,
               "“%s” cannot be opened as results: %s. Choose a file that Weir wrote as a report in JSON.",
               reading->file_name, why);
  return FALSE;
}

/* (transfer none) (nullable): the object in @text, until the next. */
static JsonObject *
parse (Reading *reading, const GString *text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  if (!json_parser_load_from_data (reading->parser, text->str, (gssize) text->len, &problem))
    {
      set_no_report (reading, problem->message, error);
      return NULL;
    }
  root = json_parser_get_root (reading->parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_get_object (root);
  set_no_report (reading, "a value in it is not what it should be", error);
  return NULL;
}

static gint64
read_instant (JsonObject *object, const char *key)
{
  const char *text = weir_report_read_string (object, key);
  g_autoptr (GDateTime) instant = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (instant == NULL)
    return 0;
  return g_date_time_to_unix (instant) * G_USEC_PER_SEC + g_date_time_get_microsecond (instant);
}

static gboolean
is_plan (const char *document)
{
  return weir_plan_is_one (document, strlen (document), document[strspn (document, " \t\r\n")] == '{');
}

static void
read_run (JsonObject *object, WeirRunInfo *info)
{
  JsonObject *computer = weir_report_read_object (object, "computer");
  JsonObject *data = weir_report_read_object (object, "data");
  const char *outcome = weir_report_read_string (object, "outcome");

  info->uuid = g_strdup (weir_report_read_string (object, "id"));
  info->is_plan = weir_report_read_boolean (object, "plan");
  info->name = g_strdup (weir_report_read_string (object, "name"));
  info->file_name = g_strdup (weir_report_read_string (object, "file"));
  info->title = g_strdup (weir_report_read_string (object, "title"));
  info->note = g_strdup (weir_report_read_string (object, "note"));
  info->data_file = g_strdup (weir_report_read_string (data, "file"));
  info->data_rows = (guint) weir_report_read_integer (data, "rows", WEIR_LIMIT_DATA_ROWS);
  info->data_random = g_strcmp0 (weir_report_read_string (data, "order"), "random") == 0;
  info->unverified = weir_report_read_boolean (object, "unverified");
  info->environment = g_strdup (weir_report_read_string (object, "environment"));
  info->only_step = g_strdup (weir_report_read_string (object, "onlyStep"));
  info->weir_version = g_strdup (weir_report_read_string (computer, "weir"));
  info->host = g_strdup (weir_report_read_string (computer, "host"));
  info->kernel = g_strdup (weir_report_read_string (computer, "kernel"));
  info->cores = (guint) weir_report_read_integer (computer, "cores", G_MAXINT32);
  info->document = g_strdup (weir_report_read_string (object, "document"));
  info->summary = g_strdup (weir_report_read_string (object, "summary"));
  info->started_at = read_instant (object, "started");
  info->duration_us = weir_report_read_ms (object, "durationMs");
  info->iterations = (guint) weir_report_read_integer (object, "iterations", G_MAXINT32);
  info->parallel = (guint) weir_report_read_integer (object, "parallel", G_MAXINT32);
  info->delay_ms = (guint) weir_report_read_integer (object, "delayMs", G_MAXINT32);
  info->stop_on_failure = weir_report_read_boolean (object, "stopOnFailure");
  info->partial = weir_report_read_boolean (object, "partial");
  info->lost_from_us = weir_report_read_ms (object, "lostFromMs");
  info->outcome = outcome != NULL ? weir_outcome_from_nick (outcome) : WEIR_OUTCOME_NONE;
  /* An earlier Weir did not say it. */
  if (info->document != NULL)
    info->is_plan |= is_plan (info->document);
}

/* What stands before the results, wherever it stands. Ends as soon as all is known: the results are many. */
static gboolean
read_head (Reading *reading, GError **error)
{
  g_autoptr (WeirJsonStream) stream = weir_json_stream_open (reading->file_name, error);
  GError *problem = NULL;
  const GString *value = NULL;
  gint64 schema = 0;
  const char *key;

  if (stream == NULL)
    return FALSE;
  while ((schema == 0 || reading->info->uuid == NULL)
         && (key = weir_json_stream_next_key (stream, &problem)) != NULL)
    {
      gboolean is_run = strcmp (key, "run") == 0, is_schema = strcmp (key, "schema") == 0;
      JsonObject *object;

      if (!is_run && !is_schema)
        {
          if (!weir_json_stream_skip_value (stream, &problem))
            break;
          continue;
        }
      value = weir_json_stream_take_value (stream, &problem);
      if (value == NULL)
        break;
      if (is_schema)
        schema = g_ascii_strtoll (value->str, NULL, 10);
      else if ((object = parse (reading, value, error)) == NULL)
        return FALSE;
      else
        read_run (object, reading->info);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (schema == 0 || reading->info->uuid == NULL)
    return set_no_report (reading, "it says nothing of a run", error);
  if (schema > WEIR_REPORT_SCHEMA)
    return set_no_report (reading, "a later Weir wrote it, which says it in another way", error);
  return TRUE;
}

static gboolean
append_windows (Reading *reading, gint64 until_us, GError **error)
{
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  g_autoptr (GBytes) bytes = NULL;
  gint64 start_us;

  weir_time_window_recorder_close (reading->recorder, until_us, windows);
  if (windows->len == 0)
    return TRUE;
  start_us = (gint64) ((WeirTimeWindow *) g_ptr_array_index (windows, 0))->second * G_USEC_PER_SEC;
  bytes = weir_time_window_encode (windows);
  return weir_archive_append_window (reading->archive, reading->info->id, WEIR_RUN_DATA_SECONDS, start_us,
                                     g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

/* A step ends after its earlier attempts and the waits before the last one. */
static gboolean
add_to_windows (Reading *reading, const gint64 *phases, GError **error)
{
  const WeirStepResult *result = reading->result;
  const WeirExchange *last = weir_step_result_get_last (result);
  gint64 end_us = result->brief.offset_us;

  if (last != NULL)
    {
      const WeirExchange *first = g_ptr_array_index (result->attempts, 0);

      end_us += last->timings.intended_us - first->timings.intended_us + last->timings.blocked_us
                + result->brief.time_us;
      reading->n_requests += result->attempts->len;
    }
  end_us = MAX (end_us, 0);
  if (end_us / G_USEC_PER_SEC > reading->reached_us / G_USEC_PER_SEC
      && !append_windows (reading, end_us, error))
    return FALSE;
  reading->reached_us = MAX (reading->reached_us, end_us);
  weir_time_window_recorder_note (reading->recorder, end_us, reading->n_requests, 0, 0);
  weir_time_window_recorder_add (reading->recorder, end_us, &result->brief, phases);
  return TRUE;
}

/* What charts are drawn of, phases included. */
static gboolean
add_to_figures (Reading *reading, GError **error)
{
  const WeirExchange *last = weir_step_result_get_last (reading->result);
  const WeirTimings *timings = last != NULL ? &last->timings : NULL;
  gint64 phases[WEIR_N_PHASES] = { 0 };

  if (timings != NULL)
    memcpy (phases, (const gint64[]) { timings->blocked_us, timings->dns_us, timings->tcp_us, timings->tls_us,
                                       timings->sending_us, timings->waiting_us, timings->receiving_us },
            sizeof phases);
  if (reading->series != NULL)
    weir_run_series_add (reading->series, &reading->result->brief, timings != NULL ? phases : NULL);
  return add_to_windows (reading, timings != NULL ? phases : NULL, error);
}

static gboolean
append_result (Reading *reading, const GString *text, GError **error)
{
  static const WeirRecordBodies whole = { .body_limit = G_MAXSIZE };
  JsonObject *object = parse (reading, text, error);
  g_autoptr (GError) problem = NULL;
  const guint8 *record;
  WeirStepBrief brief;
  gsize position = 0, size;

  if (object == NULL)
    return FALSE;
  if (!weir_report_read_result (object, reading->result, &problem))
    return set_no_report (reading, problem->message, error);
  /* What a load plan came to is kept as it was: the requests here are only some of it. */
  if (!reading->info->is_plan && !add_to_figures (reading, error))
    return FALSE;
  g_byte_array_set_size (reading->bytes, 0);
  weir_record_encode (reading->result, NULL, &whole, reading->bytes);
  return weir_record_next (reading->bytes->data, reading->bytes->len, &position, &record, &size, &brief,
                           error)
         && weir_archive_append (reading->archive, reading->info->id, &brief, record, size, error);
}

/* FALSE when it was cancelled. */
static gboolean
look_up (Reading *reading, WeirJsonStream *stream, GError **error)
{
  reading->n_results++;
  if (reading->n_results % RESULTS_PER_LOOK != 0)
    return TRUE;
  if (reading->options != NULL && reading->options->progress != NULL)
    reading->options->progress (weir_json_stream_get_done (stream), reading->options->progress_data);
  return !g_cancellable_set_error_if_cancelled (reading->cancellable, error);
}

static gboolean
read_list (Reading *reading, WeirJsonStream *stream, GError **error)
{
  const GString *text;
  GError *problem = NULL;

  if (!weir_json_stream_enter_array (stream, error))
    return FALSE;
  while ((text = weir_json_stream_next_element (stream, &problem)) != NULL)
    if (!append_result (reading, text, error) || !look_up (reading, stream, error))
      return FALSE;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* What the archive keeps of a load plan. */
static gboolean
read_kept (Reading *reading, WeirJsonStream *stream, GError **error)
{
  const GString *text;
  GError *problem = NULL;

  if (!weir_json_stream_enter_array (stream, error))
    return FALSE;
  while ((text = weir_json_stream_next_element (stream, &problem)) != NULL)
    {
      JsonObject *object = parse (reading, text, error);

      if (object == NULL || !weir_report_read_kept (reading->archive, reading->info->id, object, error))
        return FALSE;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static JsonArray *
parse_array (Reading *reading, const GString *text)
{
  JsonNode *root = NULL;

  if (json_parser_load_from_data (reading->parser, text->str, (gssize) text->len, NULL))
    root = json_parser_get_root (reading->parser);
  return root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
}

static gboolean
keep_quality (Reading *reading, const GString *text, GError **error)
{
  JsonObject *object = parse (reading, text, error);
  g_autoptr (WeirQuality) quality = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (object == NULL)
    return FALSE;
  quality = weir_report_read_quality (object);
  bytes = weir_quality_encode (quality);
  reading->info->quality = (guint) quality->level + 1;
  return weir_archive_set_run_data (reading->archive, reading->info->id, WEIR_RUN_DATA_QUALITY, bytes, error);
}

/* The value of any other key. */
static gboolean
read_figures (Reading *reading, WeirJsonStream *stream, const char *key, GError **error)
{
  gboolean is_quality = strcmp (key, "quality") == 0, is_note = strcmp (key, "notApplied") == 0;
  const GString *value;

  if (strcmp (key, "kept") == 0)
    return read_kept (reading, stream, error);
  if (!is_quality && !is_note && strcmp (key, "findings") != 0)
    return weir_json_stream_skip_value (stream, error);
  value = weir_json_stream_take_value (stream, error);
  if (value == NULL)
    return FALSE;
  if (is_quality)
    return strcmp (value->str, "null") == 0 || keep_quality (reading, value, error);
  reading->has_findings = TRUE;
  weir_report_read_findings (parse_array (reading, value), reading->findings, is_note);
  return TRUE;
}

static gboolean
read_results (Reading *reading, GError **error)
{
  g_autoptr (WeirJsonStream) stream = weir_json_stream_open (reading->file_name, error);
  GError *problem = NULL;
  const char *key;

  if (stream == NULL)
    return FALSE;
  while ((key = weir_json_stream_next_key (stream, &problem)) != NULL)
    if (strcmp (key, "results") == 0 ? !read_list (reading, stream, &problem)
                                     : !read_figures (reading, stream, key, &problem))
      break;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
keep_figures (Reading *reading, GError **error)
{
  g_autoptr (GBytes) findings = weir_findings_encode (reading->findings);
  g_autoptr (GBytes) series = reading->series != NULL ? weir_run_series_encode (reading->series) : NULL;
  gint64 id = reading->info->id;

  return (!reading->has_findings
          || weir_archive_set_run_data (reading->archive, id, WEIR_RUN_DATA_FINDINGS, findings, error))
         && (series == NULL
             || weir_archive_set_run_data (reading->archive, id, WEIR_RUN_DATA_SERIES, series, error));
}

/* What a person called the run and wrote about it is no part of its beginning or end. */
static gboolean
finish (Reading *reading, GError **error)
{
  const WeirRunInfo *info = reading->info;

  return append_windows (reading, G_MAXINT64, error)
         && keep_figures (reading, error)
         && (info->title == NULL || weir_archive_set_title (reading->archive, info->id, info->title, error))
         && (info->note == NULL || weir_archive_set_note (reading->archive, info->id, info->note, error))
         && weir_archive_finish_run (reading->archive, info, error);
}

/* Half a run is none: it is ended, or the archive would not let it go, and removed. */
static void
remove_run (Reading *reading)
{
  g_autoptr (GError) error = NULL;

  reading->info->partial = TRUE;
  if (!weir_archive_finish_run (reading->archive, reading->info, &error)
      || !weir_archive_delete_run (reading->archive, reading->info->id, &error))
    g_info ("%s", error->message);
}

static void
make_series (Reading *reading)
{
  const char *document = reading->info->document;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = NULL;

  if (document != NULL && !reading->info->is_plan)
    flow = weir_flow_parse (document, strlen (document), FALSE, problems);
  if (flow != NULL)
    reading->series = weir_report_make_series (flow, reading->info);
}

static gboolean
read_all (Reading *reading, GError **error)
{
  if (!read_head (reading, error) || !weir_archive_begin_run (reading->archive, reading->info, error))
    return FALSE;
  make_series (reading);
  if (read_results (reading, error) && finish (reading, error))
    return TRUE;
  remove_run (reading);
  return FALSE;
}

/**
 * weir_report_read_json:
 * @file_name: a report that weir_report_write() wrote as .json, of this version or an earlier one
 * @archive: where to put it: best one of its own, as the run has the id it had when it was made
 * @options: (nullable): who is told of the progress
 * @cancellable: (nullable): ends it
 * @error: set to %WEIR_REPORT_ERROR_READ, a #GFileError, %G_IO_ERROR_CANCELLED or an error of the archive
 *
 * Reads the report result by result, so that memory does not grow with the run. What it holds can then be
 * shown, compared and written again like any run; what was hidden when it was written stays hidden.
 *
 * Returns: the run's id in @archive; 0 with @error set
 */
gint64
weir_report_read_json (const char *file_name, WeirArchive *archive, const WeirReportOptions *options,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (WeirFindings) findings = weir_findings_new_empty ();
  g_autoptr (WeirTimeWindowRecorder) recorder = weir_time_window_recorder_new ();
  Reading reading = {
    .file_name = file_name,
    .archive = archive,
    .options = options,
    .cancellable = cancellable,
    .info = info,
    .parser = parser,
    .result = result,
    .bytes = bytes,
    .findings = findings,
    .recorder = recorder,
  };
  gboolean done = read_all (&reading, error);

  g_clear_pointer (&reading.series, weir_run_series_unref);
  return done ? info->id : 0;
}

/**
 * weir_report_is_json:
 * @file_name: any file
 *
 * Looks at the beginning of the file only; whether the rest is whole shows when it is read.
 *
 * Returns: whether the file says that it is a report in JSON
 */
gboolean
weir_report_is_json (const char *file_name)
{
  g_autoptr (WeirJsonStream) stream = weir_json_stream_open (file_name, NULL);
  gboolean weir = FALSE, schema = FALSE;

  for (guint i = 0; stream != NULL && i < KEYS_LOOKED_AT && !(weir && schema); i++)
    {
      const char *key = weir_json_stream_next_key (stream, NULL);

      if (key == NULL)
        return FALSE;
      /* No flow has that key, and it may be too long to be passed over. */
      if (strcmp (key, "results") == 0)
        return TRUE;
      weir = weir || strcmp (key, "weir") == 0;
      schema = schema || strcmp (key, "schema") == 0;
      if (!weir_json_stream_skip_value (stream, NULL))
        return FALSE;
    }
  return weir && schema;
}
