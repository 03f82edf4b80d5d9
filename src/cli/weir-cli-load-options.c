/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-load-options.c: what `weir-cli load` and `weir-cli --url` may be told
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-cli-private.h"

/* More processes than this on one machine only get into each other's way. */
#define MOST_WORKERS 64

/**
 * weir_cli_load_options_new:
 *
 * Returns: (transfer full): options in which nothing was said
 */
WeirCliLoadOptions *
weir_cli_load_options_new (void)
{
  WeirCliLoadOptions *options = g_new0 (WeirCliLoadOptions, 1);

  options->files = g_ptr_array_new_with_free_func (g_free);
  options->rounds = g_ptr_array_new_with_free_func (g_free);
  options->tags = g_ptr_array_new_with_free_func (g_free);
  options->environments = g_ptr_array_new_with_free_func (g_free);
  options->variables = g_ptr_array_new_with_free_func (g_free);
  options->outs = g_ptr_array_new_with_free_func (g_free);
  options->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  options->headers = g_ptr_array_new_with_free_func (g_free);
  options->failure_rules = g_ptr_array_new_with_free_func (g_free);
  options->termination_rules = g_ptr_array_new_with_free_func (g_free);
  return options;
}

/**
 * weir_cli_load_options_free:
 * @options: (transfer full): options
 */
void
weir_cli_load_options_free (WeirCliLoadOptions *options)
{
  g_ptr_array_unref (options->files);
  g_ptr_array_unref (options->rounds);
  g_ptr_array_unref (options->tags);
  g_ptr_array_unref (options->environments);
  g_ptr_array_unref (options->variables);
  g_ptr_array_unref (options->outs);
  g_hash_table_unref (options->given);
  g_ptr_array_unref (options->headers);
  g_ptr_array_unref (options->failure_rules);
  g_ptr_array_unref (options->termination_rules);
  g_free (options->save_as);
  g_free (options);
}

static gboolean
check_utf8 (const char *name, const char *value, GError **error)
{
  if (g_utf8_validate (value, -1, NULL))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("The value of %s is not UTF-8 text."),
               name);
  return FALSE;
}

/* The list that an option adds to; (nullable) (transfer none) */
static GPtrArray *
find_list (WeirCliLoadOptions *options, WeirCliCommand command, const char *name)
{
  const struct
  {
    const char *name;
    GPtrArray *list;
  } lists[] = {
    { "--tag", options->tags },
    { "--environment", options->environments },
    { "--header", options->headers },
    { "--failure-rule", options->failure_rules },
    { "--termination-rule", options->termination_rules },
  };

  if (command == WEIR_CLI_COMMAND_LOAD && g_str_equal (name, "--round-name"))
    return options->rounds;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (name, lists[i].name))
      return lists[i].list;
  return NULL;
}

static gboolean
parse_workers (const char *value, guint *workers, GError **error)
{
  g_autofree char *shown = weir_cli_text_clean (value, -1);
  guint64 number;

  if (g_ascii_string_to_unsigned (value, 10, 1, MOST_WORKERS, &number, NULL))
    {
      *workers = (guint) number;
      return TRUE;
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--workers is “%s”, but must be a whole number from 1 to %d."), shown, MOST_WORKERS);
  return FALSE;
}

static void
set_save (WeirCliLoadOptions *options, const char *value)
{
  g_clear_pointer (&options->save_as, g_free);
  if (g_ascii_strcasecmp (value, "true") == 0 || g_str_equal (value, "1"))
    options->save_as = g_strdup ("");
  else if (g_ascii_strcasecmp (value, "false") != 0 && !g_str_equal (value, "0"))
    options->save_as = g_strdup (value);
}

/* What is said about the plan itself, by --url. */
static gboolean
give (WeirCliLoadOptions *options, const char *name, const char *value, GError **error)
{
  if (!check_utf8 (name, value, error))
    return FALSE;
  if (g_hash_table_insert (options->given, g_strdup (name + 2), g_strdup (value)))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("%s was given twice."), name);
  return FALSE;
}

static gboolean
take (WeirCliLoadOptions *options, WeirCliCommand command, const char *name, const char *value,
      GError **error)
{
  GPtrArray *list = find_list (options, command, name);
  gboolean on = weir_cli_options_parse_boolean (value);

  if (list != NULL)
    {
      g_ptr_array_add (list, g_strdup (value));
      return check_utf8 (name, value, error);
    }
  if (g_str_equal (name, "--variable"))
    return weir_cli_options_add_variable (options->variables, value, error);
  if (g_str_equal (name, "--workers"))
    return parse_workers (value, &options->workers, error);
  if (g_str_equal (name, "--compat"))
    {
      options->delays_in_seconds = TRUE;
      return weir_cli_plan_check_compat (value, error);
    }
  if (g_str_equal (name, "--out"))
    g_ptr_array_add (options->outs, g_strdup (value));
  else if (g_str_equal (name, "--lenient"))
    options->lenient = on;
  else if (g_str_equal (name, "--insecure"))
    options->insecure = on;
  else if (g_str_equal (name, "--quiet"))
    options->quiet = on;
  else if (g_str_equal (name, "--save"))
    set_save (options, value);
  else
    return give (options, name, value, error);
  return TRUE;
}

static gboolean
load_cb (const char *name, const char *value, gpointer data, GError **error)
{
  return take (data, WEIR_CLI_COMMAND_LOAD, name, value, error);
}

static gboolean
url_cb (const char *name, const char *value, gpointer data, GError **error)
{
  return take (data, WEIR_CLI_COMMAND_URL, name, value, error);
}

static gboolean
file_cb (const char *name, const char *value, gpointer data, GError **error)
{
  g_ptr_array_add (((WeirCliLoadOptions *) data)->files, g_strdup (value));
  return TRUE;
}

/* FILENAME: values as the shell gave them, not converted from the charset of the locale. */
#define WITH_VALUE 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK
#define SWITCH 0, G_OPTION_FLAG_FILENAME | G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK
#define HIDDEN_SWITCH                                                                                        \
  0, G_OPTION_FLAG_FILENAME | G_OPTION_FLAG_OPTIONAL_ARG | G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK

#define ENTRIES_OF_BOTH(callback)                                                                            \
  { "variable", WITH_VALUE, callback, N_("A variable's value; repeatable"), N_("NAME=VALUE") },            \
      { "out", WITH_VALUE, callback, N_("Write a report, as the ending says"), N_("FILE") },               \
      { "workers", WITH_VALUE, callback, N_("Send from N processes"), N_("N") },                           \
      { "insecure", SWITCH, callback, N_("Do not verify certificates of servers"), NULL },                  \
      { "lenient", SWITCH, callback, N_("Only warn of unknown and doubled keys"), NULL },                   \
      { "compat", WITH_VALUE, callback, N_("Read delays of plans as lps-3.0.4 does"), N_("FORMAT") },      \
      { "quiet", SWITCH, callback, N_("Print only errors"), NULL },                                         \
      { G_OPTION_REMAINING, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, file_cb, NULL, NULL },         \
  {                                                                                                          \
    NULL                                                                                                     \
  }

static const GOptionEntry load_entries[] = {
  { "round-name", WITH_VALUE, load_cb, N_("Run this round (-rn); repeatable"), N_("NAME") },
  { "tag", WITH_VALUE, load_cb, N_("Run the rounds with this tag (-t); repeatable"), N_("TAG") },
  { "environment", WITH_VALUE, load_cb, N_("Run in this environment (-e); repeatable"), N_("NAME") },
  ENTRIES_OF_BOTH (load_cb),
};

static const GOptionEntry url_entries[] = {
  { "url", WITH_VALUE, url_cb, N_("Where the request goes (-u)"), N_("URL") },
  { "http-method", WITH_VALUE, url_cb, N_("Its method, GET if not given (-hm)"), N_("METHOD") },
  { "http-version", WITH_VALUE, url_cb, N_("Its version of HTTP (-hv)"), N_("VERSION") },
  { "header", WITH_VALUE, url_cb, N_("A header (-H); repeatable"), N_("NAME:VALUE") },
  { "payload", WITH_VALUE, url_cb, N_("Its body, or Path:FILE (-p)"), N_("TEXT") },
  { "client-certificate-path", WITH_VALUE, url_cb, N_("The client's certificate (-ccp)"), N_("FILE") },
  { "client-certificate-password", WITH_VALUE, url_cb, N_("What opens it (-ccpw)"), N_("TEXT") },
  { "request-count", WITH_VALUE, url_cb, N_("Requests of each client (-rc)"), N_("N") },
  { "duration", WITH_VALUE, url_cb, N_("Send so long: seconds, or as in 2m (-d)"), N_("TIME") },
  { "batch-size", WITH_VALUE, url_cb, N_("Requests launched together (-bs)"), N_("N") },
  { "cool-down-time", WITH_VALUE, url_cb, N_("From batch to batch: ms, or 2s (-cdt)"), N_("TIME") },
  { "iteration-mode", WITH_VALUE, url_cb, N_("R, D, CB, CRB or DCB (-im)"), N_("MODE") },
  { "maximize-throughput", SWITCH, url_cb, N_("As fast as possible; costs more (-mt)"), NULL },
  { "number-of-clients", WITH_VALUE, url_cb, N_("How many clients there are (-nc)"), N_("N") },
  { "arrival-delay", WITH_VALUE, url_cb, N_("From client to client: ms (-ad)"), N_("TIME") },
  { "startup-delay", WITH_VALUE, url_cb, N_("Before the first client: ms (-sd)"), N_("TIME") },
  { "delay-client-creation", SWITCH, url_cb, N_("Make clients when they arrive (-dcc)"), NULL },
  { "run-in-parallel", SWITCH, url_cb, N_("A client's iterations at once (-rip)"), NULL },
  { "failure-rule", WITH_VALUE, url_cb, N_("“METRIC;CODES” fails it (-fr)"), N_("RULE") },
  { "termination-rule", WITH_VALUE, url_cb, N_("“METRIC;GRACE;CODES” ends it (-tr)"), N_("RULE") },
  { "name", WITH_VALUE, url_cb, N_("The name of the plan (-n)"), N_("NAME") },
  { "round-name", WITH_VALUE, url_cb, N_("The name of its round (-rn)"), N_("NAME") },
  { "iteration-name", WITH_VALUE, url_cb, N_("The name of its iteration (-in)"), N_("NAME") },
  { "save", SWITCH, url_cb, N_("Write the plan as NAME.yaml (-s)"), N_("FILE") },
  /* Other programs have them; what they ask for is refused with a sentence. */
  { "download-html-embedded-resources", HIDDEN_SWITCH, url_cb, NULL, NULL },
  { "save-response", HIDDEN_SWITCH, url_cb, NULL, NULL },
  { "support-h2c", HIDDEN_SWITCH, url_cb, NULL, NULL },
  ENTRIES_OF_BOTH (url_cb),
};

/**
 * weir_cli_load_options_get_entries:
 * @command: %WEIR_CLI_COMMAND_LOAD or %WEIR_CLI_COMMAND_URL
 *
 * Returns: (transfer none): its options for weir_cli_options_parse(); data is a #WeirCliLoadOptions
 */
const GOptionEntry *
weir_cli_load_options_get_entries (WeirCliCommand command)
{
  return command == WEIR_CLI_COMMAND_URL ? url_entries : load_entries;
}
