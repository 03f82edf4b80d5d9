/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-run-options.c: what `weir-cli run` may be told, and what that makes of a flow's own options
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-cli-private.h"
#include "weir-data-rows.h"
#include "weir-duration.h"
#include "weir-limits.h"

/**
 * weir_cli_run_options_new:
 *
 * Returns: (transfer full): options in which nothing was said
 */
WeirCliRunOptions *
weir_cli_run_options_new (void)
{
  WeirCliRunOptions *options = g_new0 (WeirCliRunOptions, 1);

  options->delay_ms = -1;
  options->stop_on_failure = -1;
  options->variables = g_ptr_array_new_with_free_func (g_free);
  options->outs = g_ptr_array_new_with_free_func (g_free);
  options->files = g_ptr_array_new_with_free_func (g_free);
  return options;
}

/**
 * weir_cli_run_options_free:
 * @options: (transfer full): options
 */
void
weir_cli_run_options_free (WeirCliRunOptions *options)
{
  g_ptr_array_unref (options->variables);
  g_ptr_array_unref (options->outs);
  g_ptr_array_unref (options->files);
  g_free (options->data_file);
  g_free (options->environment);
  g_free (options->step);
  g_free (options);
}

G_GNUC_PRINTF (2, 3)
static gboolean
set_error (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
parse_count (const char *option, const char *value, guint highest, guint *count, GError **error)
{
  g_autofree char *shown = weir_cli_text_clean (value, -1);
  guint64 number;

  if (!g_ascii_string_to_unsigned (value, 10, 1, highest, &number, NULL))
    return set_error (error, _("%s is “%s”, but must be a whole number from 1 to %u."), option, shown,
                      highest);
  *count = number;
  return TRUE;
}

static gboolean
parse_iterations (const char *value, WeirCliRunOptions *options, GError **error)
{
  g_autofree char *shown = weir_cli_text_clean (value, -1);
  guint64 number;

  options->iterations = 1;
  options->one_per_row = g_ascii_strcasecmp (value, "rows") == 0;
  if (options->one_per_row)
    return TRUE;
  if (!g_ascii_string_to_unsigned (value, 10, 1, WEIR_LIMIT_ITERATIONS, &number, NULL))
    return set_error (error, _("--iterations is “%s”, but must be a whole number from 1 to %u, or “rows”: "
                               "one for each row of the data file."),
                      shown, WEIR_LIMIT_ITERATIONS);
  options->iterations = number;
  return TRUE;
}

static gboolean
parse_delay (const char *value, gint64 *delay_ms, GError **error)
{
  g_autofree char *shown = weir_cli_text_clean (value, -1);
  gint64 us;

  if (!weir_duration_parse (value, WEIR_DURATION_UNIT_MS, &us, NULL) ||
      us > (gint64) WEIR_LIMIT_DELAY_MS * 1000)
    return set_error (error, _("--delay is “%s”, but must be milliseconds from 0 to %d, or a duration such "
                               "as 250ms or 2s."),
                      shown, WEIR_LIMIT_DELAY_MS);
  *delay_ms = us / 1000;
  return TRUE;
}

/* The names a document may give a variable, see the documents' rules for `variables:`. */
static gboolean
is_variable_name (const char *name, gsize length)
{
  static const char *const reserved[] = { "Metrics", "run", "item", NULL };
  g_autofree char *copy = g_strndup (name, length);

  if (length < 1 || length > WEIR_LIMIT_NAME_CHARS || g_strv_contains (reserved, copy))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && name[i] != '_' && name[i] != '-')
      return FALSE;
  return TRUE;
}

/**
 * weir_cli_options_add_variable:
 * @variables: of char*
 * @value: what followed --variable
 * @error: %G_OPTION_ERROR_BAD_VALUE
 *
 * Returns: whether it is NAME=VALUE and was added to @variables
 */
gboolean
weir_cli_options_add_variable (GPtrArray *variables, const char *value, GError **error)
{
  const char *equals = strchr (value, '=');
  g_autofree char *shown = weir_cli_text_clean (value, equals != NULL ? equals - value : -1);

  if (equals == NULL)
    return set_error (error, _("--variable is “%s”, but must be NAME=VALUE."), shown);
  if (!is_variable_name (value, equals - value))
    return set_error (error, _("--variable names “%s”, but a name is 1 to %d letters, digits, “_” or “-”, "
                               "and not “run”, “item” or “Metrics”."),
                      shown, WEIR_LIMIT_NAME_CHARS);
  if (!g_utf8_validate (equals + 1, -1, NULL))
    return set_error (error, _("The value of --variable %s is not UTF-8 text."), shown);
  g_ptr_array_add (variables, g_strdup (value));
  return TRUE;
}

static gboolean
parse_step (const char *value, char **step, GError **error)
{
  if (!g_utf8_validate (value, -1, NULL))
    return set_error (error, _("The name given with --step is not UTF-8 text."));
  if (*step != NULL)
    return set_error (error, _("--step was given twice, but one step alone can be run."));
  *step = g_strdup (value);
  return TRUE;
}

/* Looked at at once: a file that cannot be used is a mistake of the command line. */
static gboolean
parse_data (const char *value, char **data_file, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (WeirDataRows) rows = NULL;

  if (*data_file != NULL)
    return set_error (error, _("--data was given twice, but a flow takes its rows from one file."));
  rows = weir_data_rows_load (NULL, value, &cause);
  if (rows == NULL)
    return set_error (error, "%s", cause->message);
  *data_file = g_strdup (value);
  return TRUE;
}

static gboolean
parse_environment (const char *value, char **environment, GError **error)
{
  if (!g_utf8_validate (value, -1, NULL))
    return set_error (error, _("The name given with --environment is not UTF-8 text."));
  if (*environment != NULL)
    return set_error (error, _("--environment was given twice, but a flow runs in one."));
  *environment = g_strdup (value);
  return TRUE;
}

static gboolean
option_cb (const char *name, const char *value, gpointer data, GError **error)
{
  WeirCliRunOptions *options = data;
  gboolean on = weir_cli_options_parse_boolean (value);

  if (g_str_equal (name, "--iterations"))
    return parse_iterations (value, options, error);
  if (g_str_equal (name, "--parallel"))
    return parse_count (name, value, WEIR_LIMIT_PARALLEL, &options->parallel, error);
  if (g_str_equal (name, "--delay"))
    return parse_delay (value, &options->delay_ms, error);
  if (g_str_equal (name, "--data"))
    return parse_data (value, &options->data_file, error);
  if (g_str_equal (name, "--environment"))
    return parse_environment (value, &options->environment, error);
  if (g_str_equal (name, "--variable"))
    return weir_cli_options_add_variable (options->variables, value, error);
  if (g_str_equal (name, "--step"))
    return parse_step (value, &options->step, error);

  if (g_str_equal (name, "--out"))
    g_ptr_array_add (options->outs, g_strdup (value));
  else if (g_str_equal (name, "--include-credentials"))
    options->include_credentials = on;
  else if (g_str_equal (name, "--stop-on-failure"))
    options->stop_on_failure = on;
  else if (g_str_equal (name, "--no-stop-on-failure"))
    options->stop_on_failure = !on;
  else if (g_str_equal (name, "--quiet"))
    options->quiet = on;
  else
    options->sample_api = on;
  return TRUE;
}

static gboolean
file_cb (const char *name, const char *value, gpointer data, GError **error)
{
  WeirCliRunOptions *options = data;

  g_ptr_array_add (options->files, g_strdup (value));
  return TRUE;
}

/**
 * weir_cli_run_options_get_entries:
 *
 * Returns: (transfer none): the options of `run` for weir_cli_options_parse(); data is a #WeirCliRunOptions
 */
const GOptionEntry *
weir_cli_run_options_get_entries (void)
{
  /* FILENAME: values as the shell gave them, not converted from the charset of the locale. */
  enum { WITH_VALUE = G_OPTION_FLAG_FILENAME, SWITCH = G_OPTION_FLAG_FILENAME | G_OPTION_FLAG_OPTIONAL_ARG };
  static const GOptionEntry entries[] = {
    { "iterations", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Run the flow N times, or once for each of its rows"), N_("N|rows") },
    { "parallel", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Run the flow as N virtual users (VUs) at once"), N_("N") },
    { "delay", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Wait between steps: milliseconds, or as in 2s"), N_("MS") },
    { "stop-on-failure", 0, SWITCH, G_OPTION_ARG_CALLBACK, option_cb, N_("Stop at the first failed step"),
      NULL },
    { "no-stop-on-failure", 0, SWITCH, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Go on after failed steps, whatever the file says"), NULL },
    { "data", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Take the rows from FILE, not the flow's file"), N_("FILE") },
    { "environment", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Run in this one of environments.yaml"), N_("NAME") },
    { "variable", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Give a variable a value above the file's; repeatable"), N_("NAME=VALUE") },
    { "step", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb, N_("Run only this one of the flow's steps"),
      N_("NAME") },
    { "out", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Write a report, as FILE's ending says; repeatable"), N_("FILE") },
    { "include-credentials", 0, SWITCH, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Show Authorization and cookies in reports"), NULL },
    { "sample-api", 0, SWITCH, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Serve the sample API meanwhile and set baseUrl to it"), NULL },
    { "quiet", 0, SWITCH, G_OPTION_ARG_CALLBACK, option_cb, N_("Print only errors"), NULL },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, file_cb, NULL, NULL },
    { NULL },
  };

  return entries;
}

static gboolean
sets_base_url (const WeirCliRunOptions *options)
{
  for (guint i = 0; i < options->variables->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (options->variables, i), "baseUrl="))
      return TRUE;
  return FALSE;
}

/**
 * weir_cli_run_options_check:
 * @options: what was said
 * @error: return location for a #GOptionError, or a #WeirReportError about a place for results
 *
 * Looks at what no single option can tell: what excludes each other, and whether results could be written.
 *
 * Returns: whether it makes sense
 */
gboolean
weir_cli_run_options_check (const WeirCliRunOptions *options, GError **error)
{
  if (options->files->len == 0)
    return set_error (error, _("Name the file of a flow: weir-cli run FILE."));
  if (options->iterations > 0 && options->parallel > 0)
    return set_error (error, _("--iterations and --parallel exclude each other: give the number of "
                               "iterations, which run one after another, or the number of VUs, which run at "
                               "once."));
  if (options->sample_api && sets_base_url (options))
    return set_error (error, _("--sample-api sets the variable baseUrl: leave out --variable baseUrl=…, or "
                               "--sample-api."));
  return weir_cli_outs_check (options->outs, options->files, WEIR_CLI_INPUT_FLOW, options->files->len, error);
}

/**
 * weir_cli_run_options_apply:
 * @options: what was said
 * @flow: the flow to run
 * @settings: the settings to fill: how often, how many at once, how fast, stopping, and the one step
 *
 * The flow's own options count where the command line says nothing. Giving one of iterations and parallel
 * replaces the file's other.
 */
void
weir_cli_run_options_apply (const WeirCliRunOptions *options, WeirFlow *flow, WeirRunSettings *settings)
{
  WeirRunOptions *own = weir_flow_get_run_options (flow);

  settings->iterations = weir_run_options_get_iterations (own);
  settings->parallel = weir_run_options_get_parallel (own);
  settings->delay_ms = weir_run_options_get_delay_ms (own);
  settings->stop_on_failure = weir_run_options_get_stop_on_failure (own);
  settings->only_step = options->step;
  settings->data_file = options->data_file;
  settings->one_per_row = weir_run_options_get_one_per_row (own);
  if (options->iterations > 0 || options->parallel > 0)
    {
      settings->iterations = MAX (options->iterations, 1);
      settings->one_per_row = options->one_per_row;
      settings->parallel = MAX (options->parallel, 1);
    }
  if (options->delay_ms >= 0)
    settings->delay_ms = options->delay_ms;
  if (options->stop_on_failure >= 0)
    settings->stop_on_failure = options->stop_on_failure;
}
