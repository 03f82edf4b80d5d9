/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-history.c: the command `history`: the runs that are kept; which of them is a flow's baseline
 */

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

#include "weir-cli-private.h"
#include "weir-duration.h"

#define SHOWN_RUNS 20
/* Enough to tell a few dozen runs apart, and to type. */
#define ID_CHARS 8

typedef struct
{
  guint limit;
  char *flow;     /* (nullable) absolute */
  char *baseline; /* (nullable) the run to make the baseline */
  gboolean json;
  GPtrArray *words; /* of char*, which there should be none of */
} HistoryOptions;

static gboolean
option_cb (const char *name, const char *value, gpointer data, GError **error)
{
  HistoryOptions *options = data;
  guint64 number;

  if (g_str_equal (name, "--json"))
    options->json = weir_cli_options_parse_boolean (value);
  else if (g_str_equal (name, "--flow"))
    {
      g_free (options->flow);
      options->flow = g_canonicalize_filename (value, NULL);
    }
  else if (g_str_equal (name, "--set-baseline"))
    {
      g_free (options->baseline);
      options->baseline = g_strdup (value);
    }
  else if (g_ascii_string_to_unsigned (value, 10, 1, G_MAXINT, &number, NULL))
    options->limit = (guint) number;
  else
    {
      g_autofree char *shown = weir_cli_text_clean (value, -1);

      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--limit is “%s”, but has to be a number from 1 on."), shown);
      return FALSE;
    }
  return TRUE;
}

static gboolean
word_cb (const char *name, const char *value, gpointer data, GError **error)
{
  g_ptr_array_add (((HistoryOptions *) data)->words, g_strdup (value));
  return TRUE;
}

/**
 * weir_cli_run_to_text:
 * @info: a run
 *
 * Returns: (transfer full): what people call it
 */
char *
weir_cli_run_to_text (const WeirRunInfo *info)
{
  return weir_cli_text_clean (info->title != NULL ? info->title : info->name, -1);
}

/**
 * weir_cli_instant_to_text:
 * @us: µs since the epoch
 *
 * Returns: (transfer full): date and time of day where the program runs, to the minute
 */
char *
weir_cli_instant_to_text (gint64 us)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_local (us / G_USEC_PER_SEC);

  return instant != NULL ? g_date_time_format (instant, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static const char *
outcome_to_text (const WeirRunInfo *info)
{
  switch (info->outcome)
    {
    case WEIR_OUTCOME_PASSED:
      return _("passed");
    case WEIR_OUTCOME_FAILED:
      return _("failed");
    case WEIR_OUTCOME_STOPPED:
      return _("stopped");
    case WEIR_OUTCOME_TERMINATED:
      return _("terminated");
    case WEIR_OUTCOME_SKIPPED:
      return _("skipped");
    case WEIR_OUTCOME_INVALID:
      return _("invalid");
    case WEIR_OUTCOME_NONE:
    default:
      return info->running ? _("running") : _("cut off");
    }
}

static WeirCliColour
outcome_to_colour (const WeirRunInfo *info)
{
  if (info->outcome == WEIR_OUTCOME_PASSED)
    return WEIR_CLI_COLOUR_GOOD;
  if (info->outcome == WEIR_OUTCOME_FAILED || info->outcome == WEIR_OUTCOME_INVALID)
    return WEIR_CLI_COLOUR_BAD;
  return WEIR_CLI_COLOUR_NOTICE;
}

static char *
remarks_to_text (const WeirRunInfo *info)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (info->baseline)
    g_ptr_array_add (words, _("baseline"));
  if (info->pinned)
    g_ptr_array_add (words, _("pinned"));
  if (info->partial)
    g_ptr_array_add (words, _("partial"));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static void
add_row (WeirCliTable *table, const WeirRunInfo *info)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, info->id);
  g_autofree char *id = g_strndup (info->uuid != NULL ? info->uuid : "", ID_CHARS);
  g_autofree char *clean_id = weir_cli_text_clean (id, -1);
  g_autofree char *started = weir_cli_instant_to_text (info->started_at);
  g_autofree char *name = weir_cli_run_to_text (info);
  g_autofree char *failed = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, info->n_failed,
                                             info->n_results);
  g_autofree char *duration = weir_duration_to_display (info->duration_us);
  g_autofree char *remarks = remarks_to_text (info);

  weir_cli_table_add_cell (table, number, WEIR_CLI_COLOUR_NONE);
  weir_cli_table_add_cell (table, clean_id, WEIR_CLI_COLOUR_DIM);
  weir_cli_table_add_cell (table, started, WEIR_CLI_COLOUR_NONE);
  weir_cli_table_add_cell (table, name, WEIR_CLI_COLOUR_NONE);
  weir_cli_table_add_cell (table, outcome_to_text (info), outcome_to_colour (info));
  /* A run that is going on has not counted yet. */
  weir_cli_table_add_cell (table, info->running ? "" : failed, WEIR_CLI_COLOUR_NONE);
  weir_cli_table_add_cell (table, info->running ? "" : duration, WEIR_CLI_COLOUR_NONE);
  weir_cli_table_add_cell (table, remarks, WEIR_CLI_COLOUR_NOTICE);
}

static void
print_table (GPtrArray *runs)
{
  g_autoptr (WeirCliTable) table = weir_cli_table_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  WeirCliStyle style = weir_cli_style_of (STDOUT_FILENO);

  weir_cli_table_add_column (table, C_("a noun", "Run"), WEIR_CLI_COLUMN_RIGHT);
  weir_cli_table_add_column (table, _("Id"), WEIR_CLI_COLUMN_OPTIONAL);
  weir_cli_table_add_column (table, _("Started"), WEIR_CLI_COLUMN_LEFT);
  weir_cli_table_add_column (table, _("Flow"), WEIR_CLI_COLUMN_FLEXIBLE);
  weir_cli_table_add_column (table, _("Outcome"), WEIR_CLI_COLUMN_LEFT);
  weir_cli_table_add_column (table, _("Failed"), WEIR_CLI_COLUMN_RIGHT | WEIR_CLI_COLUMN_OPTIONAL);
  weir_cli_table_add_column (table, _("Duration"), WEIR_CLI_COLUMN_RIGHT | WEIR_CLI_COLUMN_OPTIONAL);
  weir_cli_table_add_column (table, _("Remarks"), WEIR_CLI_COLUMN_LEFT);
  for (guint i = 0; i < runs->len; i++)
    add_row (table, g_ptr_array_index (runs, i));
  weir_cli_table_append_to (table, out, &style);
  g_print ("%s", out->str);
}

static void
add_text (JsonBuilder *json, const char *key, const char *value)
{
  json_builder_set_member_name (json, key);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
add_number (JsonBuilder *json, const char *key, gint64 value)
{
  json_builder_set_member_name (json, key);
  json_builder_add_int_value (json, value);
}

static void
add_switch (JsonBuilder *json, const char *key, gboolean value)
{
  json_builder_set_member_name (json, key);
  json_builder_add_boolean_value (json, value);
}

static void
add_run (JsonBuilder *json, const WeirRunInfo *info)
{
  g_autoptr (GDateTime) whole = g_date_time_new_from_unix_utc (info->started_at / G_USEC_PER_SEC);
  g_autofree char *started = whole != NULL ? g_date_time_format_iso8601 (whole) : NULL;

  json_builder_begin_object (json);
  add_number (json, "run", info->id);
  add_text (json, "id", info->uuid);
  add_text (json, "started", started);
  add_text (json, "name", info->name);
  add_text (json, "title", info->title);
  add_text (json, "note", info->note);
  add_text (json, "file", info->file_name);
  add_text (json, "outcome", info->outcome != WEIR_OUTCOME_NONE ? weir_outcome_to_nick (info->outcome)
                             : info->running                    ? "running"
                                                                : "cutOff");
  add_text (json, "summary", info->summary);
  add_number (json, "durationMs", info->duration_us / 1000);
  add_number (json, "results", info->n_results);
  add_number (json, "failed", info->n_failed);
  add_number (json, "iterations", info->iterations);
  add_number (json, "parallel", info->parallel);
  add_text (json, "environment", info->environment);
  add_text (json, "host", info->host);
  add_switch (json, "partial", info->partial);
  add_switch (json, "pinned", info->pinned);
  add_switch (json, "baseline", info->baseline);
  json_builder_end_object (json);
}

static void
print_json (GPtrArray *runs)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (json);
  for (guint i = 0; i < runs->len; i++)
    add_run (json, g_ptr_array_index (runs, i));
  json_builder_end_array (json);
  root = json_builder_get_root (json);
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);
}

static WeirCliExit
list_runs (const HistoryOptions *options, WeirArchive *archive)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = NULL;

  if (options->flow != NULL)
    runs = weir_archive_list_flow_runs (archive, options->flow, options->limit, &error);
  else
    runs = weir_archive_list_runs (archive, options->limit, &error);
  if (runs == NULL)
    {
      weir_cli_complain ("%s", error->message);
      return WEIR_CLI_GENERATOR;
    }
  if (options->json)
    print_json (runs);
  else if (runs->len > 0)
    print_table (runs);
  else if (options->flow != NULL)
    g_print (_("No run of this flow is kept.\n"));
  else
    g_print (_("No run is kept yet. Run a flow first: weir-cli run FILE.\n"));
  return WEIR_CLI_PASSED;
}

static WeirCliExit
set_baseline (const HistoryOptions *options, WeirArchive *archive)
{
  gint64 run_id = weir_cli_find_run (archive, options->baseline);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, run_id);
  g_autoptr (WeirRunInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;

  if (run_id == 0)
    return WEIR_CLI_USAGE;
  info = weir_archive_get_run (archive, run_id, &error);
  if (info != NULL && info->file_name == NULL)
    {
      weir_cli_complain (_("The flow of run %s has no file, so it can have no baseline."), number);
      return WEIR_CLI_USAGE;
    }
  if (info == NULL || !weir_archive_set_baseline (archive, info->file_name, run_id, &error))
    {
      weir_cli_complain ("%s", error->message);
      return WEIR_CLI_GENERATOR;
    }
  file = weir_cli_text_clean (info->file_name, -1);
  g_print (_("Run %s is now the baseline of %s.\n"), number, file);
  return WEIR_CLI_PASSED;
}

static WeirCliExit
show (const HistoryOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirArchive) archive = weir_archive_open (NULL, &error);

  if (archive == NULL)
    {
      weir_cli_complain ("%s", error->message);
      return WEIR_CLI_GENERATOR;
    }
  if (weir_archive_get_notice (archive) != NULL)
    weir_cli_complain ("%s", weir_archive_get_notice (archive));
  return options->baseline != NULL ? set_baseline (options, archive) : list_runs (options, archive);
}

/**
 * weir_cli_history_main:
 * @arguments: (array zero-terminated=1): what followed `history`
 *
 * Returns: the exit code
 */
WeirCliExit
weir_cli_history_main (const char *const *arguments)
{
  enum { WITH_VALUE = G_OPTION_FLAG_FILENAME, SWITCH = G_OPTION_FLAG_FILENAME | G_OPTION_FLAG_OPTIONAL_ARG };
  static const GOptionEntry entries[] = {
    { "limit", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb, N_("How many runs at most; 20 by default"),
      N_("N") },
    { "flow", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb, N_("Only runs of the flow in this file"),
      N_("FILE") },
    { "json", 0, SWITCH, G_OPTION_ARG_CALLBACK, option_cb, N_("Print them as JSON"), NULL },
    { "set-baseline", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Make this run the baseline of its flow"), N_("RUN") },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, word_cb, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  HistoryOptions options = { .limit = SHOWN_RUNS, .words = words };
  WeirCliExit code;

  if (weir_cli_options_parse (WEIR_CLI_COMMAND_HISTORY, arguments, entries, &options, &code))
    {
      if (words->len > 0)
        {
          g_autofree char *shown = weir_cli_text_clean (g_ptr_array_index (words, 0), -1);

          weir_cli_complain (_("“%s” is too much; for the runs of a flow write --flow FILE."), shown);
          code = WEIR_CLI_USAGE;
        }
      else
        code = show (&options);
    }
  g_free (options.flow);
  g_free (options.baseline);
  return code;
}
