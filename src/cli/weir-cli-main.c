/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-main.c: the program weir-cli: which command was asked for
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-cli-private.h"
#include "weir-locale.h"
#include "weir-suggest.h"

static const struct
{
  const char *name;
  const char *meaning;
  WeirCliExit (*main) (const char *const *arguments);
} commands[] = {
  { "run", N_("run flows and print what came back"), weir_cli_run_main },
  { "load", N_("carry out load plans and judge them by their rules"), weir_cli_load_main },
  { "check", N_("read flows and load plans, name every problem"), weir_cli_check_main },
  { "report", N_("write reports of runs that are over"), weir_cli_report_main },
  { "history", N_("list the runs that are kept"), weir_cli_history_main },
  { "compare", N_("set two runs side by side; a gate for CI"), weir_cli_compare_main },
  { "query", N_("print what a path finds in JSON or XML"), weir_cli_query_main },
  { "serve", N_("serve the sample API to try flows on"), weir_cli_serve_main },
};

/* What others have and this program has not, nor its plans. */
static const struct
{
  const char *name;
  const char *answer;
} refusals[] = {
  { "cluster", N_("Weir runs on one machine.") },
  { "record", N_("There is no browser recorder.") },
  { "influxdb", N_("There is no InfluxDB push. Use --out with .json, .csv or .jsonl.") },
  { "dashboard", N_("There is no web dashboard and no listening port. Use the Weir window, or --out with "
                    ".html.") },
  { "httpclient", N_("Settings live in the plan (timeout, insecure, maxRedirects).") },
  { "watchdog", N_("Settings live in the plan (timeout, insecure, maxRedirects).") },
  { "logger", N_("Settings live in the plan (timeout, insecure, maxRedirects).") },
  { "create", N_("Load plans are written with an editor; “weir-cli check FILE” names every problem.") },
  { "round", N_("Load plans are written with an editor; “weir-cli check FILE” names every problem.") },
  { "iteration", N_("Load plans are written with an editor; “weir-cli check FILE” names every problem.") },
  { "capture", N_("Load plans are written with an editor; “weir-cli check FILE” names every problem.") },
  { "variable", N_("Load plans are written with an editor; “weir-cli check FILE” names every problem.") },
};

static char *
help_to_text (void)
{
  GString *out = g_string_new (NULL);

  g_string_append (out, _("Usage:\n  weir-cli COMMAND [OPTION…] …\n  weir-cli --url URL [OPTION…]\n\n"
                          "Runs flows of HTTP requests and load plans without a window.\n\nCommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (out, "  %-8s %s\n", commands[i].name, _(commands[i].meaning));
  g_string_append (out, _("\n“weir-cli help COMMAND” tells more about one, “weir-cli --url --help” about\n"
                          "load plans of one request, “weir-cli --version” the version.\n"));
  return g_string_free (out, FALSE);
}

/* Options may only be spelled in front of a command when they ask about the program itself. */
static WeirCliExit
run_without_command (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *help = help_to_text ();
  g_auto (GStrv) rewritten = weir_cli_options_rewrite (WEIR_CLI_COMMAND_NONE, arguments, &error);

  if (rewritten == NULL)
    weir_cli_complain ("%s", error->message);
  else if (g_str_equal (rewritten[0], "--help=true"))
    g_print ("%s", help);
  else if (g_str_equal (rewritten[0], "--version=true"))
    g_print ("weir-cli %s\n", WEIR_VERSION);
  else
    g_printerr ("%s", help);
  return rewritten != NULL && g_str_has_suffix (rewritten[0], "=true") ? WEIR_CLI_PASSED : WEIR_CLI_USAGE;
}

/* Whoever names a file first has most likely left out the command. */
static void
complain_about_command (const char *word)
{
  const char *names[G_N_ELEMENTS (commands) + 1] = { NULL };
  g_autofree char *shown = weir_cli_text_clean (word, -1);
  g_autofree char *all = NULL;
  const char *meant;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    names[i] = commands[i].name;
  all = g_strjoinv (", ", (char **) names);
  meant = weir_suggest (shown, names);
  if (weir_plan_is_file (word))
    weir_cli_complain (_("“%s” is no command; did you mean “weir-cli load %s”?"), shown, shown);
  else if (g_file_test (word, G_FILE_TEST_IS_REGULAR))
    weir_cli_complain (_("“%s” is no command; did you mean “weir-cli run %s”?"), shown, shown);
  else if (meant != NULL)
    weir_cli_complain (_("There is no command “%s”; did you mean “%s”?"), shown, meant);
  else
    weir_cli_complain (_("There is no command “%s”; the commands are %s."), shown, all);
}

static gboolean
refuse_command (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_str_equal (word, refusals[i].name))
      {
        weir_cli_complain ("%s", _(refusals[i].answer));
        return TRUE;
      }
  return FALSE;
}

static WeirCliExit
run_command (const char *const *arguments)
{
  const char *word = *arguments;

  if (word != NULL && word[0] == '-' && weir_cli_is_url (arguments))
    return weir_cli_url_main (arguments);
  if (word == NULL || word[0] == '-')
    return run_without_command (arguments);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (word, commands[i].name))
      return commands[i].main (arguments + 1);
  if (!refuse_command (word))
    complain_about_command (word);
  return WEIR_CLI_USAGE;
}

/* "help run" is "run --help". */
static WeirCliExit
help_with (const char *command)
{
  const char *asked[] = { command, "--help", NULL };

  return run_command (command != NULL && command[0] != '-' ? asked : asked + 1);
}

int
main (int argc, char **argv)
{
  weir_locale_begin ();
  g_set_prgname ("weir-cli");
  weir_cli_output_begin ();
  if (argc > 1 && g_str_equal (argv[1], "help"))
    return weir_cli_output_end (help_with (argv[2]));
  return weir_cli_output_end (run_command ((const char *const *) argv + MIN (argc, 1)));
}
