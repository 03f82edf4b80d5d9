/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-environment.c: the environment a flow runs in, and the values of its secrets
 */

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "weir-cli-private.h"
#include "weir-environment-format.h"
#include "weir-suggest.h"

#define SECRET_BYTES 4096

/* Nobody can see what was meant unless the names are told. */
static char *
explain_name (GPtrArray *environments, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *shown = weir_cli_text_clean (name, -1);
  g_autofree char *all = NULL;
  const char *meant;

  for (guint i = 0; i < environments->len; i++)
    g_ptr_array_add (names, (gpointer) weir_environment_get_name (g_ptr_array_index (environments, i)));
  g_ptr_array_add (names, NULL);
  all = g_strjoinv (", ", (char **) names->pdata);
  meant = weir_suggest (name, (const char *const *) names->pdata);
  if (environments->len == 0)
    return g_strdup_printf (_("There is no environment “%s”: there is no environments.yaml beside the file."),
                            shown);
  if (meant != NULL)
    return g_strdup_printf (_("There is no environment “%s”; did you mean “%s”? There are: %s."), shown,
                            meant, all);
  return g_strdup_printf (_("There is no environment “%s”; there are: %s."), shown, all);
}

/**
 * weir_cli_environment_load:
 * @file_name: a flow's file
 * @name: (nullable): the environment that was asked for; %NULL or empty = none
 * @problems: (element-type WeirProblem): where all problems are appended
 * @environment: (out) (transfer full) (nullable): it
 *
 * Reads the environments beside @file_name.
 *
 * Returns: whether the flow can run as far as its environment goes
 */
gboolean
weir_cli_environment_load (const char *file_name, const char *name, GPtrArray *problems,
                           WeirEnvironment **environment)
{
  g_autoptr (GPtrArray) environments = weir_environments_load_with_problems (file_name, problems);
  g_autofree char *message = NULL;

  if (environments == NULL)
    return FALSE;
  if (name == NULL || *name == '\0')
    return TRUE;
  *environment = weir_environments_find (environments, name);
  if (*environment != NULL)
    {
      g_object_ref (*environment);
      return TRUE;
    }
  message = explain_name (environments, name);
  g_ptr_array_add (problems, weir_problem_new (FALSE, 0, 0, NULL, message));
  return FALSE;
}

/* The value of @name among "NAME=VALUE"…, the last one counts. */
static const char *
find_given (GPtrArray *variables, const char *name)
{
  gsize length = strlen (name);

  for (guint i = variables->len; i-- > 0;)
    {
      const char *given = g_ptr_array_index (variables, i);

      if (strncmp (given, name, length) == 0 && given[length] == '=')
        return given + length + 1;
    }
  return NULL;
}

/* From the terminal, without showing it. ISIG is off meanwhile, so that Ctrl+C cannot leave the terminal
 * mute: it arrives as a character and ends the question. */
static char *
ask (const char *environment, const char *name)
{
  struct termios before, silent;
  char line[SECRET_BYTES];
  gsize length = 0;
  char c = 0;

  if (!isatty (STDIN_FILENO) || !isatty (STDERR_FILENO) || tcgetattr (STDIN_FILENO, &before) < 0)
    return NULL;
  silent = before;
  silent.c_lflag &= ~(tcflag_t) (ECHO | ISIG);
  if (tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent) < 0)
    return NULL;
  /* Not before: whoever answers at once must not see the answer. */
  g_printerr (_("Value of the secret “%s” of “%s”: "), name, environment);
  while (length + 1 < sizeof line && read (STDIN_FILENO, &c, 1) == 1 && c != '\n' && c != '\003')
    line[length++] = c;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");
  line[length] = '\0';
  return c == '\n' && length > 0 && g_utf8_validate (line, (gssize) length, NULL) ? g_strdup (line) : NULL;
}

static char *
find_value (WeirEnvironment *environment, const char *name, const char *key, GPtrArray *variables)
{
  const char *value = find_given (variables, name);

  if (value == NULL)
    value = g_getenv (key);
  if (value != NULL && !g_utf8_validate (value, -1, NULL))
    return NULL;
  return value != NULL ? g_strdup (value) : ask (weir_environment_get_name (environment), name);
}

/**
 * weir_cli_environment_take_secrets:
 * @environment: where a flow runs
 * @file_name: its file, for messages
 * @variables: (element-type utf8): "NAME=VALUE", what was given on the command line
 * @secrets: (element-type utf8): where "NAME=VALUE" of each secret is appended
 *
 * Looks for the values on the command line and in the process's environment, and asks on a terminal.
 *
 * Returns: whether all of them have a value; otherwise what to do was printed
 */
gboolean
weir_cli_environment_take_secrets (WeirEnvironment *environment, const char *file_name, GPtrArray *variables,
                                   GPtrArray *secrets)
{
  const char *const *names = weir_environment_get_secrets (environment);
  g_autofree char *shown_file = g_filename_display_name (file_name);
  gboolean complete = TRUE;

  for (; *names != NULL; names++)
    {
      g_autofree char *key = weir_environment_secret_to_key (*names);
      g_autofree char *value = find_value (environment, *names, key, variables);

      if (value != NULL)
        {
          g_ptr_array_add (secrets, g_strconcat (*names, "=", value, NULL));
          continue;
        }
      complete = FALSE;
      g_printerr (
          _("%s: The environment “%s” needs the secret “%s”: set the variable %s of the shell to its value, "
             "or give --variable %s=….\n"),
          shown_file, weir_environment_get_name (environment), *names, key, *names);
    }
  return complete;
}

/**
 * weir_cli_environment_append_names:
 * @environment: where a flow runs
 * @given: (element-type utf8): where "NAME=" of each variable and secret is appended
 */
void
weir_cli_environment_append_names (WeirEnvironment *environment, GPtrArray *given)
{
  GListModel *variables = G_LIST_MODEL (weir_environment_get_variables (environment));
  const char *const *secrets = weir_environment_get_secrets (environment);

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);

      g_ptr_array_add (given, g_strconcat (weir_variable_get_name (variable), "=", NULL));
    }
  for (; *secrets != NULL; secrets++)
    g_ptr_array_add (given, g_strconcat (*secrets, "=", NULL));
}
