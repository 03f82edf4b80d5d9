/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-option-names.c: the options of all commands, and what each may be called
 */

#include "config.h"

#include <string.h>

#include "weir-cli-private.h"
#include "weir-suggest.h"

enum
{
  RUN = WEIR_CLI_COMMAND_RUN,
  CHECK = WEIR_CLI_COMMAND_CHECK,
  REPORT = WEIR_CLI_COMMAND_REPORT,
  HISTORY = WEIR_CLI_COMMAND_HISTORY,
  LOAD = WEIR_CLI_COMMAND_LOAD,
  URL = WEIR_CLI_COMMAND_URL,
};

#define VALUE WEIR_CLI_OPTION_VALUE
#define BOOLEAN WEIR_CLI_OPTION_BOOLEAN

static const WeirCliOption options[] = {
  { "iterations", RUN, VALUE, { NULL }, NULL },
  { "parallel", RUN, VALUE, { NULL }, NULL },
  { "delay", RUN, VALUE, { NULL }, NULL },
  { "stop-on-failure", RUN, BOOLEAN, { NULL }, NULL },
  { "no-stop-on-failure", RUN, BOOLEAN, { NULL }, NULL },
  { "data", RUN, VALUE, { NULL }, NULL },
  { "environment", RUN | CHECK | LOAD, VALUE, { "e" }, NULL },
  { "variable", RUN | CHECK | LOAD | URL, VALUE, { NULL }, NULL },
  { "lenient", CHECK | LOAD | URL, BOOLEAN, { NULL }, NULL },
  { "compat", CHECK | LOAD | URL, VALUE, { NULL }, NULL },
  { "insecure", LOAD | URL, BOOLEAN, { NULL }, NULL },
  { "workers", LOAD | URL, VALUE, { NULL }, NULL },
  { "round-name", LOAD | URL, VALUE, { "rn" }, NULL },
  { "tag", LOAD, VALUE, { "t" }, NULL },
  { "step", RUN, VALUE, { NULL }, NULL },
  { "out", RUN | REPORT | LOAD | URL, VALUE, { NULL }, NULL },
  { "include-credentials", RUN | REPORT, BOOLEAN, { NULL }, NULL },
  { "sample-api", RUN, BOOLEAN, { NULL }, NULL },
  { "quiet", RUN | CHECK | REPORT | LOAD | URL, BOOLEAN, { NULL }, NULL },
  { "paths", WEIR_CLI_COMMAND_QUERY, BOOLEAN, { NULL }, NULL },
  { "limit", HISTORY, VALUE, { NULL }, NULL },
  { "flow", HISTORY, VALUE, { NULL }, NULL },
  { "json", HISTORY | CHECK, BOOLEAN, { NULL }, NULL },
  { "set-baseline", HISTORY, VALUE, { NULL }, NULL },
  { "tolerance", WEIR_CLI_COMMAND_COMPARE, VALUE, { NULL }, NULL },
  { "port", WEIR_CLI_COMMAND_SERVE, VALUE, { NULL }, NULL },
  { "url", URL, VALUE, { "u" }, NULL },
  { "name", URL, VALUE, { "n" }, NULL },
  { "startup-delay", URL, VALUE, { "sd" }, NULL },
  { "number-of-clients", URL, VALUE, { "nc" }, NULL },
  { "arrival-delay", URL, VALUE, { "ad" }, NULL },
  { "delay-client-creation", URL, BOOLEAN, { "dcc" }, NULL },
  { "run-in-parallel", URL, BOOLEAN, { "rip" }, NULL },
  { "iteration-name", URL, VALUE, { "in" }, NULL },
  { "iteration-mode", URL, VALUE, { "im" }, NULL },
  { "request-count", URL, VALUE, { "rc" }, NULL },
  { "duration", URL, VALUE, { "d" }, NULL },
  { "batch-size", URL, VALUE, { "bs" }, NULL },
  { "cool-down-time", URL, VALUE, { "cdt" }, NULL },
  { "maximize-throughput", URL, BOOLEAN, { "mt" }, NULL },
  { "http-method", URL, VALUE, { "hm" }, "method" },
  { "http-version", URL, VALUE, { "hv" }, NULL },
  { "header", URL, VALUE, { "H" }, NULL },
  { "payload", URL, VALUE, { "p" }, NULL },
  { "download-html-embedded-resources", URL, BOOLEAN, { "dhtmler" }, NULL },
  { "save-response", URL, BOOLEAN, { "sr" }, NULL },
  { "support-h2c", URL, BOOLEAN, { "sh2c", "h2c" }, NULL },
  { "client-certificate-path", URL, VALUE, { "ccp" }, NULL },
  { "client-certificate-password", URL, VALUE, { "ccpw" }, NULL },
  { "failure-rule", URL, VALUE, { "fr" }, NULL },
  { "termination-rule", URL, VALUE, { "tr" }, NULL },
  { "save", URL, WEIR_CLI_OPTION_MAYBE_VALUE, { "s" }, NULL },
  { "help", ~0u, BOOLEAN, { NULL }, NULL },
  { "version", ~0u, BOOLEAN, { NULL }, NULL },
};

/* "Stop-On-Failure" and "stoponfailure" are the same option. */
static char *
fold (const char *name, gsize length)
{
  GString *folded = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (name[i] != '-')
      g_string_append_c (folded, g_ascii_tolower (name[i]));
  return g_string_free (folded, FALSE);
}

static gboolean
is_called (const char *name, const char *wanted)
{
  g_autofree char *known = name != NULL ? fold (name, strlen (name)) : NULL;

  return g_strcmp0 (known, wanted) == 0;
}

static const WeirCliOption *
find_long (const char *name, gsize length)
{
  g_autofree char *wanted = fold (name, length);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (is_called (options[i].name, wanted) || is_called (options[i].alias, wanted))
      return &options[i];
  return NULL;
}

static const WeirCliOption *
find_short (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    for (guint j = 0; j < G_N_ELEMENTS (options[i].shorts); j++)
      if (g_strcmp0 (options[i].shorts[j], name) == 0)
        return &options[i];
  return NULL;
}

/**
 * weir_cli_option_find:
 * @argument: a short or a long name with its dashes; more may follow
 * @length: the length of the name without the dashes
 *
 * Long names are the same in any case and with any hyphens, short ones only as they are.
 *
 * Returns: (transfer none) (nullable): the option of that name, of whichever command
 */
const WeirCliOption *
weir_cli_option_find (const char *argument, gsize length)
{
  g_autofree char *name = g_strndup (argument + 1, length);

  return g_str_has_prefix (argument, "--") ? find_long (argument + 2, length) : find_short (name);
}

/* A short name in another case, with its dash. */
static char *
suggest_short (WeirCliCommand command, const char *name, gsize length)
{
  g_autofree char *wanted = g_strndup (name, length);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    for (guint j = 0; j < G_N_ELEMENTS (options[i].shorts); j++)
      if ((options[i].commands & command) && options[i].shorts[j] != NULL &&
          g_ascii_strcasecmp (options[i].shorts[j], wanted) == 0)
        return g_strconcat ("-", options[i].shorts[j], NULL);
  return NULL;
}

/**
 * weir_cli_option_suggest:
 * @command: whose options are meant
 * @name: a name no option has, without its dashes; more may follow
 * @length: its length
 * @is_long: whether it was written as a long name
 *
 * Compared as folded, shown as spelled in the help.
 *
 * Returns: (transfer full) (nullable): what was probably meant, with its dashes
 */
char *
weir_cli_option_suggest (WeirCliCommand command, const char *name, gsize length, gboolean is_long)
{
  g_autofree char *wanted = fold (name, length);
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);
  char *meant_short = is_long ? NULL : suggest_short (command, name, length);
  const char *meant;

  if (meant_short != NULL)
    return meant_short;
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].commands & command)
      g_ptr_array_add (folded, fold (options[i].name, strlen (options[i].name)));
  g_ptr_array_add (folded, NULL);
  meant = weir_suggest (wanted, (const char *const *) folded->pdata);
  return meant != NULL ? g_strconcat ("--", find_long (meant, strlen (meant))->name, NULL) : NULL;
}
