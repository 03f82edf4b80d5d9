/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-command.c: the line for a terminal that does what the Run or the Start button does
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "weir-run-command.h"

#define APPLICATION "io.github.weir_app.Weir"
#define HOST_PATH "xattr::document-portal.host-path"

static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("_@%+=:,./-", *text) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
has_odd_bytes (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return TRUE;
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text))
      return TRUE;
  return FALSE;
}

/* Every shell of POSIX reads this; the clipboard holds UTF-8 only, and a line break would be Enter. */
static void
append_printf (GString *line, const char *text)
{
  g_string_append (line, "\"$(printf '");
  for (; *text != '\0'; text++)
    {
      if (g_ascii_isalnum (*text) || strchr ("_@+=:,./- ", *text) != NULL)
        g_string_append_c (line, *text);
      else
        g_string_append_printf (line, "\\%03o", (guchar) *text);
    }
  g_string_append (line, "')\"");
}

static void
append_quoted (GString *line, const char *text)
{
  g_autofree char *quoted = NULL;

  if (has_odd_bytes (text))
    append_printf (line, text);
  else if (is_plain (text))
    g_string_append (line, text);
  else
    {
      quoted = g_shell_quote (text);
      g_string_append (line, quoted);
    }
}

/* The sandbox sees nothing of the person's files by itself: the folder of the document is given to it. */
static void
append_flatpak (GString *line, const char *command, const char *file_name)
{
  g_autofree char *folder = g_path_get_dirname (file_name);
  GString *option = g_string_new ("--filesystem=");

  for (const char *c = folder; *c != '\0'; c++)
    {
      /* A colon would begin the rights. */
      if (*c == ':' || *c == '\\')
        g_string_append_c (option, '\\');
      g_string_append_c (option, *c);
    }
  g_string_append (option, ":ro");
  g_string_append (line, "flatpak run ");
  append_quoted (line, option->str);
  g_string_append_printf (line, " --command=weir-cli %s %s", APPLICATION, command);
  g_string_free (option, TRUE);
}

static void
append_program (GString *line, const char *command, const char *file_name, gboolean in_flatpak)
{
  if (in_flatpak)
    append_flatpak (line, command, file_name);
  else
    g_string_append_printf (line, "weir-cli %s", command);
}

static void
append_environment (GString *line, const char *environment)
{
  if (environment == NULL)
    return;
  g_string_append (line, " --environment ");
  if (*environment == '\0')
    g_string_append (line, "''");
  else
    append_quoted (line, environment);
}

/* One of the two says it all: the command line takes it in place of both of the file. */
static void
append_count (GString *line, WeirRunOptions *wanted, WeirRunOptions *saved)
{
  guint iterations = weir_run_options_get_iterations (wanted);
  guint parallel = weir_run_options_get_parallel (wanted);

  gboolean per_row = weir_run_options_get_one_per_row (wanted);

  if (saved != NULL && per_row == weir_run_options_get_one_per_row (saved) &&
      iterations == weir_run_options_get_iterations (saved) &&
      parallel == weir_run_options_get_parallel (saved))
    return;
  if (per_row)
    {
      g_string_append (line, " --iterations rows");
      return;
    }
  if (parallel > 1 || (saved != NULL && iterations == 1 && weir_run_options_get_parallel (saved) > 1))
    g_string_append_printf (line, " --parallel %u", parallel);
  else
    g_string_append_printf (line, " --iterations %u", iterations);
}

/* With its whole path: the command may be run anywhere. */
static void
append_data (GString *line, const char *file_name, WeirRunOptions *wanted, WeirRunOptions *saved,
             gboolean in_flatpak)
{
  const char *path = weir_run_options_get_data_file (wanted);
  g_autofree char *folder = g_path_get_dirname (file_name);
  g_autofree char *whole = path != NULL ? g_canonicalize_filename (path, folder) : NULL;
  g_autofree char *host = NULL;

  if (path == NULL ||
      (saved != NULL && g_strcmp0 (path, weir_run_options_get_data_file (saved)) == 0))
    return;
  if (in_flatpak)
    host = weir_run_command_find_host_path (whole);
  g_string_append (line, " --data ");
  append_quoted (line, host != NULL ? host : whole);
}

/**
 * weir_run_command_new:
 * @file_name: the flow's file, absolute
 * @wanted: how it shall run
 * @saved: (nullable): what the file says about that; %NULL when it cannot be read
 * @environment: (nullable): where it shall run: a name, or "" for nowhere; %NULL when that is as in the file
 * @in_flatpak: whether `weir-cli` is inside the Flatpak
 *
 * Only the options in which @wanted differs from @saved are spelled out, so that the line stays short and
 * follows the file. Without @saved all are.
 *
 * Returns: (transfer full): one line for a shell, in UTF-8
 */
char *
weir_run_command_new (const char *file_name, WeirRunOptions *wanted, WeirRunOptions *saved,
                      const char *environment, gboolean in_flatpak)
{
  guint delay_ms = weir_run_options_get_delay_ms (wanted);
  gboolean stop = weir_run_options_get_stop_on_failure (wanted);
  GString *line = g_string_new (NULL);

  append_program (line, "run", file_name, in_flatpak);
  append_environment (line, environment);
  append_count (line, wanted, saved);
  if (saved == NULL || delay_ms != weir_run_options_get_delay_ms (saved))
    g_string_append_printf (line, " --delay %u", delay_ms);
  if (saved == NULL || stop != weir_run_options_get_stop_on_failure (saved))
    g_string_append (line, stop ? " --stop-on-failure" : " --no-stop-on-failure");
  append_data (line, file_name, wanted, saved, in_flatpak);
  g_string_append_c (line, ' ');
  append_quoted (line, file_name);
  return g_string_free (line, FALSE);
}

/**
 * weir_load_command_new:
 * @file_name: the load plan's file, absolute
 * @rounds: (nullable): the names of the rounds that shall run; %NULL for all
 * @environment: (nullable): where it shall run
 * @in_flatpak: whether `weir-cli` is inside the Flatpak
 *
 * Returns: (transfer full): one line for a shell, in UTF-8
 */
char *
weir_load_command_new (const char *file_name, const char *const *rounds, const char *environment,
                       gboolean in_flatpak)
{
  GString *line = g_string_new (NULL);

  append_program (line, "load", file_name, in_flatpak);
  append_environment (line, environment);
  for (; rounds != NULL && *rounds != NULL; rounds++)
    {
      g_string_append (line, " --round-name=");
      append_quoted (line, *rounds);
    }
  g_string_append_c (line, ' ');
  append_quoted (line, file_name);
  return g_string_free (line, FALSE);
}

/* GIO writes the bytes of an extended attribute that are not plain ASCII as \xNN. */
static char *
unescape (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (text[0] == '\\' && text[1] == 'x' && g_ascii_isxdigit (text[2]) && g_ascii_isxdigit (text[3]))
        {
          g_string_append_c (plain, g_ascii_xdigit_value (text[2]) * 16 + g_ascii_xdigit_value (text[3]));
          text += 3;
        }
      else
        g_string_append_c (plain, *text);
    }
  /* The attribute may hold the terminating zero, too: the text ends there. */
  plain->len = strlen (plain->str);
  return g_string_free (plain, FALSE);
}

/**
 * weir_run_command_find_host_path:
 * @file_name: a file, as this program sees it
 *
 * The portal shows a sandbox its files under names of its own and tells the real one in an attribute.
 *
 * Returns: (transfer full): where the file is outside of the sandbox; @file_name when nothing tells
 */
char *
weir_run_command_find_host_path (const char *file_name)
{
  g_autoptr (GFile) file = g_file_new_for_path (file_name);
  g_autoptr (GFileInfo) info = g_file_query_info (file, HOST_PATH, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  const char *host = info != NULL ? g_file_info_get_attribute_string (info, HOST_PATH) : NULL;

  return host != NULL && *host != '\0' ? unescape (host) : g_strdup (file_name);
}
