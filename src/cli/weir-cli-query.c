/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-query.c: the command `query`: what a path finds in a file or in what another program prints
 */

#include "config.h"

#include <glib/gi18n.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <unistd.h>

#include "weir-cli-private.h"
#include "weir-limits.h"
#include "weir-query.h"

#define PIECE_BYTES (64 * 1024)

typedef struct
{
  gboolean as_paths;
  GPtrArray *words; /* of char*: the expression, then the file */
} QueryOptions;

static gboolean
paths_cb (const char *name, const char *value, gpointer data, GError **error)
{
  ((QueryOptions *) data)->as_paths = weir_cli_options_parse_boolean (value);
  return TRUE;
}

static gboolean
word_cb (const char *name, const char *value, gpointer data, GError **error)
{
  g_ptr_array_add (((QueryOptions *) data)->words, g_strdup (value));
  return TRUE;
}

/* The whole of @file_name, or of stdin. */
static GByteArray *
read_text (const char *file_name, GError **error)
{
  g_autoptr (GFile) file = file_name != NULL ? g_file_new_for_commandline_arg (file_name) : NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) text = g_byte_array_new ();
  gssize count;

  stream = file != NULL ? G_INPUT_STREAM (g_file_read (file, NULL, error))
                        : g_unix_input_stream_new (STDIN_FILENO, FALSE);
  if (stream == NULL)
    return NULL;
  do
    {
      guint before = text->len;

      g_byte_array_set_size (text, before + PIECE_BYTES);
      count = g_input_stream_read (stream, text->data + before, PIECE_BYTES, NULL, error);
      g_byte_array_set_size (text, before + (guint) MAX (count, 0));
      if (count < 0)
        return NULL;
    }
  while (count > 0 && text->len <= WEIR_LIMIT_FILLED_BYTES);
  if (count == 0)
    return g_steal_pointer (&text);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("It has more than %d MB; that is not looked into."),
               WEIR_LIMIT_FILLED_BYTES / (1024 * 1024));
  return NULL;
}

static WeirCliExit
complain_about (const char *what, const GError *error)
{
  g_autofree char *shown = weir_cli_text_clean (what, -1);
  g_autofree char *message = weir_cli_text_clean (error->message, -1);

  weir_cli_complain ("%s: %s", shown, message);
  return WEIR_CLI_USAGE;
}

static WeirCliExit
query (const QueryOptions *options)
{
  const char *expression = g_ptr_array_index (options->words, 0);
  const char *file_name = options->words->len > 1 ? g_ptr_array_index (options->words, 1) : NULL;
  const char *source = file_name != NULL ? file_name : _("standard input");
  g_autoptr (GByteArray) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  guint n_found = 0;

  if (!weir_query_check (expression, &error))
    return complain_about (expression, error);
  text = read_text (file_name, &error);
  if (text != NULL)
    found = weir_query (expression, (const char *) text->data, text->len, options->as_paths, &n_found,
                        &error);
  if (found == NULL)
    return complain_about (source, error);
  g_print ("%s\n", found);
  return n_found > 0 ? WEIR_CLI_PASSED : WEIR_CLI_FAILED;
}

/**
 * weir_cli_query_main:
 * @arguments: (array zero-terminated=1): what followed `query`
 *
 * Prints what the path finds as a JSON array.
 *
 * Returns: %WEIR_CLI_PASSED, %WEIR_CLI_FAILED when it finds nothing, or %WEIR_CLI_USAGE
 */
WeirCliExit
weir_cli_query_main (const char *const *arguments)
{
  static const GOptionEntry entries[] = {
    { "paths", 0, G_OPTION_FLAG_FILENAME | G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, paths_cb,
      N_("Print where the values are, not the values"), NULL },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, word_cb, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  QueryOptions options = { FALSE, words };
  WeirCliExit code;

  if (!weir_cli_options_parse (WEIR_CLI_COMMAND_QUERY, arguments, entries, &options, &code))
    return code;
  if (words->len == 1 || words->len == 2)
    return query (&options);
  weir_cli_complain (_("Give a path, and a file unless standard input is to be read: weir-cli query "
                       "'$.items[0].id' FILE."));
  return WEIR_CLI_USAGE;
}
