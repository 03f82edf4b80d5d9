/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-options.c: every spelling of an option becomes its canonical one, then GOptionContext takes over
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-cli-private.h"

static const struct
{
  WeirCliCommand command;
  const char *name;
  const char *usage;
  const char *summary;
  const char *exit_codes;
} commands[] = {
  { WEIR_CLI_COMMAND_RUN, "weir-cli run", N_("FILE…"),
    N_("Runs flows, one file after another, and prints what came back.\nAll files are checked before "
       "anything is sent."),
    N_("Exit code: 0 passed, 1 a step failed,\n2 wrong usage or an invalid file, nothing was sent,\n"
       "4 this computer could not do the job, or results could not be written,\n130 stopped.") },
  { WEIR_CLI_COMMAND_LOAD, "weir-cli load", N_("PLAN"),
    N_("Carries out a load plan and says how each iteration of each round came out."),
    N_("Exit code: 0 passed, 1 an iteration failed,\n2 wrong usage or an invalid plan, nothing was sent,\n"
       "3 a rule ended an iteration,\n4 this computer could not do the job, or results could not be written,"
       "\n130 stopped.") },
  { WEIR_CLI_COMMAND_URL, "weir-cli", N_("--url URL"),
    N_("Carries out a load plan of one request.\nWhich of R, D, CB, CRB and DCB it is follows from the "
       "numbers that are given."),
    N_("Exit code: 0 passed, 1 an iteration failed,\n2 wrong usage or an invalid plan, nothing was sent,\n"
       "3 a rule ended an iteration,\n4 this computer could not do the job, or results could not be written,"
       "\n130 stopped.") },
  { WEIR_CLI_COMMAND_CHECK, "weir-cli check", N_("FILE…"),
    N_("Reads flows and load plans and names every problem with its line and column;\nsends nothing. Of a "
       "plan it says what will happen, iteration by iteration."),
    N_("Exit code: 0 all files are valid, 2 otherwise.") },
  { WEIR_CLI_COMMAND_REPORT, "weir-cli report", N_("RUN|FILE.json…"),
    N_("Writes reports of runs that are kept, or of results in JSON.\nRUN is “last”, or a run's number or "
       "the beginning of its id."),
    N_("Exit code: 0 all reports are written,\n2 wrong usage, no such run, or a file that is no such "
       "report,\n4 a report could not be written.") },
  { WEIR_CLI_COMMAND_QUERY, "weir-cli query", N_("EXPRESSION [FILE]"),
    N_("Prints what a path finds in FILE, or in what is given on standard input, as a\nJSON array: a "
       "JSONPath such as '$.items[*].id' in JSON, an XPath such as\n'/items/item/@id' in XML."),
    N_("Exit code: 0 found, 1 nothing found,\n2 wrong usage, no valid path, or no JSON or XML.") },
  { WEIR_CLI_COMMAND_HISTORY, "weir-cli history", "",
    N_("Lists the runs that are kept, the latest first."),
    N_("RUN is “last”, or a run's number or the beginning of its id.\n"
       "Exit code: 0, or 2 wrong usage or no such run,\n4 the runs could not be read.") },
  { WEIR_CLI_COMMAND_COMPARE, "weir-cli compare", N_("RUN|FILE.json RUN|FILE.json"),
    N_("Sets two runs side by side, and says what changed and what is only noise.\nRUN is “last”, “baseline” "
       "for that of the other's flow, or a run's number or the\nbeginning of its id. FILE.json has exported "
       "results."),
    N_("Exit code: 0, or with --tolerance 1 when the second run is worse by more,\n2 wrong usage, no such "
       "run, or nothing to compare.") },
  { WEIR_CLI_COMMAND_SERVE, "weir-cli serve", "",
    N_("Serves the sample API, a small shop on this computer to try flows on, until\nCtrl+C is pressed."),
    NULL },
};

static const char *
command_name (WeirCliCommand command)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].command & command)
      return commands[i].name;
  return "weir-cli";
}

static void
set_unknown (WeirCliCommand command, const char *argument, const char *name, gsize length, GError **error)
{
  gboolean is_long = g_str_has_prefix (argument, "--");
  const WeirCliOption *elsewhere = weir_cli_option_find (argument, length);
  g_autofree char *meant = weir_cli_option_suggest (command, name, length, is_long);
  g_autofree char *shown = weir_cli_text_clean (argument, name + length - argument);

  if (elsewhere != NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                 _("--%s is an option of “%s”, not of “%s”."), elsewhere->name,
                 command_name (elsewhere->commands), command_name (command));
  else if (meant != NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                 _("There is no option %s; did you mean %s?"), shown, meant);
  else
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                 _("There is no option %s; “%s --help” lists the options."), shown, command_name (command));
}

static gboolean
is_boolean_word (const char *text)
{
  return text != NULL && (g_str_equal (text, "0") || g_str_equal (text, "1") ||
                          g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "false") == 0);
}

/**
 * weir_cli_options_parse_boolean:
 * @text: one of 0, 1, true and false, in any case
 *
 * Returns: what it means
 */
gboolean
weir_cli_options_parse_boolean (const char *text)
{
  return g_str_equal (text, "1") || g_ascii_strcasecmp (text, "true") == 0;
}

/* What looks like the next option is one; --out=--x is how to mean it otherwise. */
static gboolean
is_value (WeirCliCommand command, const char *next)
{
  const WeirCliOption *option = next != NULL && *next == '-' ? weir_cli_option_find (next, strlen (next + 1))
                                                             : NULL;

  return next != NULL && !g_str_has_prefix (next, "--") && (option == NULL || !(option->commands & command));
}

static gboolean
set_missing (const WeirCliOption *option, GError **error)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--%s needs a value: --%s=VALUE."),
               option->name, option->name);
  return FALSE;
}

/* Appends "--name=value". @value is what followed "=" or NULL, @next the argument after this one if it can be
 * a value. Returns whether @next was used up. */
static gboolean
rewrite_one (const WeirCliOption *option, const char *value, const char *next, GPtrArray *out, GError **error)
{
  gboolean takes_next = FALSE;

  if (option->kind == WEIR_CLI_OPTION_BOOLEAN && value != NULL && !is_boolean_word (value))
    {
      g_autofree char *shown = weir_cli_text_clean (value, -1);

      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--%s is “%s”, but can only be true, false, 1 or 0."), option->name, shown);
      return FALSE;
    }
  if (value == NULL && option->kind != WEIR_CLI_OPTION_VALUE)
    {
      takes_next = option->kind == WEIR_CLI_OPTION_BOOLEAN ? is_boolean_word (next) : next != NULL;
      value = takes_next ? next : "true";
    }
  else if (value == NULL)
    {
      if (next == NULL)
        return set_missing (option, error);
      takes_next = TRUE;
      value = next;
    }
  g_ptr_array_add (out, g_strdup_printf ("--%s=%s", option->name, value));
  return takes_next;
}

/**
 * weir_cli_options_rewrite:
 * @command: whose options are allowed
 * @arguments: (array zero-terminated=1): as typed after the command
 * @error: return location for a #GOptionError
 *
 * Spells options canonically: any case, free hyphens and short names become the one long form, always as
 * "--name=value"; -h and -? become "--help=true". Everything else, and all that follows "--", stays and comes
 * last.
 *
 * Returns: (transfer full) (nullable): the rewritten arguments, %NULL with @error set
 */
char **
weir_cli_options_rewrite (WeirCliCommand command, const char *const *arguments, GError **error)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  GError *problem = NULL;

  for (; *arguments != NULL && !g_str_equal (*arguments, "--"); arguments++)
    {
      const char *argument = *arguments;
      const char *name = argument + (g_str_has_prefix (argument, "--") ? 2 : 1);
      const char *equals = strchr (name, '=');
      gsize length = equals != NULL ? (gsize) (equals - name) : strlen (name);
      const WeirCliOption *option = *argument == '-' ? weir_cli_option_find (argument, length) : NULL;
      const char *next = is_value (command, arguments[1]) ? arguments[1] : NULL;

      if (g_str_equal (argument, "-h") || g_str_equal (argument, "-?"))
        g_ptr_array_add (out, g_strdup ("--help=true"));
      else if (argument[0] != '-' || argument[1] == '\0')
        g_ptr_array_add (files, g_strdup (argument));
      else if (option == NULL || !(option->commands & command))
        set_unknown (command, argument, name, length, &problem);
      else if (rewrite_one (option, equals != NULL ? equals + 1 : NULL, next, out, &problem))
        arguments++;
      if (problem != NULL)
        {
          g_propagate_error (error, problem);
          return NULL;
        }
    }
  if (*arguments != NULL)
    arguments++;
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (files, g_strdup (*arguments));

  g_ptr_array_add (out, g_strdup ("--"));
  g_ptr_array_extend_and_steal (out, g_steal_pointer (&files));
  g_ptr_array_add (out, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&out), FALSE);
}

/**
 * weir_cli_complain:
 * @format: printf format of a whole sentence
 * @...: its arguments
 *
 * Says on stderr what is wrong with how the program was called or with what it was to do.
 */
void
weir_cli_complain (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("weir-cli: %s\n", message);
}

static void
print_help (WeirCliCommand command, GOptionContext *context)
{
  g_autofree char *help = NULL;

  /* GOptionContext names the program, not the command, in the usage line. */
  g_set_prgname (command_name (command));
  help = g_option_context_get_help (context, TRUE, NULL);
  g_set_prgname ("weir-cli");
  g_print ("%s", help);
}

static GOptionContext *
new_context (WeirCliCommand command, const GOptionEntry *entries, gpointer data)
{
  static const GOptionEntry help_entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, NULL, N_("Show this help"), NULL },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, data, NULL);
  GOptionContext *context = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].command == command)
      {
        context = g_option_context_new (*commands[i].usage != '\0' ? _(commands[i].usage) : NULL);
        g_option_context_set_summary (context, _(commands[i].summary));
        if (commands[i].exit_codes != NULL)
          g_option_context_set_description (context, _(commands[i].exit_codes));
      }
  g_assert (context != NULL);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_group_add_entries (group, entries);
  g_option_group_add_entries (group, help_entries);
  g_option_context_set_main_group (context, group);
  return context;
}

/* --help and --version are answered before anything else is looked at. */
static gboolean
asks_for (char **rewritten, const char *argument)
{
  for (; !g_str_equal (*rewritten, "--"); rewritten++)
    if (g_str_equal (*rewritten, argument))
      return TRUE;
  return FALSE;
}

/* What GOptionContext parses: a program name first, and nothing that was answered already. */
static char **
new_argv (char **rewritten)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, g_strdup ("weir-cli"));
  for (; *rewritten != NULL; rewritten++)
    if (!g_str_equal (*rewritten, "--help=false") && !g_str_equal (*rewritten, "--version=false"))
      g_ptr_array_add (argv, g_strdup (*rewritten));
  g_ptr_array_add (argv, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&argv), FALSE);
}

/**
 * weir_cli_options_parse:
 * @command: a command, not %WEIR_CLI_COMMAND_NONE
 * @arguments: (array zero-terminated=1): as typed after the command
 * @entries: the command's options; callbacks that get @data, values always given
 * @data: given to the callbacks
 * @code: (out): the exit code when the command is not to go on
 *
 * Reads a command's options, printing its help or what is wrong with them.
 *
 * Returns: whether the command is to go on
 */
gboolean
weir_cli_options_parse (WeirCliCommand command, const char *const *arguments, const GOptionEntry *entries,
                        gpointer data, WeirCliExit *code)
{
  g_autoptr (GOptionContext) context = new_context (command, entries, data);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rewritten = weir_cli_options_rewrite (command, arguments, &error);
  g_auto (GStrv) argv = NULL;

  *code = WEIR_CLI_PASSED;
  if (rewritten != NULL && asks_for (rewritten, "--help=true"))
    {
      print_help (command, context);
      return FALSE;
    }
  if (rewritten != NULL && asks_for (rewritten, "--version=true"))
    {
      g_print ("weir-cli %s\n", WEIR_VERSION);
      return FALSE;
    }
  if (rewritten != NULL)
    {
      argv = new_argv (rewritten);
      g_option_context_parse_strv (context, &argv, &error);
    }
  if (error == NULL)
    return TRUE;

  weir_cli_complain ("%s", error->message);
  *code = WEIR_CLI_USAGE;
  return FALSE;
}
