/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-output.c: what goes to stdout and stderr, in characters the locale has; what of it was lost
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "weir-cli-private.h"

/* The errno of the first text that did not arrive on stdout, 0 while all did. */
static int stdout_error;

/* The characters beyond ASCII that the program itself writes. */
static const struct
{
  const char *utf8;
  const char *plain;
} own_characters[] = {
  { "µ", "u" },  { "→", "->" }, { "–", "-" },  { "—", "-" },  { "·", "-" },  { "•", "*" },
  { "…", "..." }, { "“", "\"" }, { "”", "\"" }, { "‘", "'" },  { "’", "'" },  { "×", "x" },
};

/**
 * weir_cli_text_to_plain:
 * @text: UTF-8
 *
 * Spells the program's own characters in ASCII, for where there is no UTF-8; what came from elsewhere stays.
 *
 * Returns: (transfer full): the text, still UTF-8
 */
char *
weir_cli_text_to_plain (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  while (*text != '\0')
    {
      gsize length = g_utf8_skip[*(const guchar *) text];
      gboolean own = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (own_characters) && length > 1 && !own; i++)
        if (g_str_has_prefix (text, own_characters[i].utf8))
          {
            g_string_append (out, own_characters[i].plain);
            own = TRUE;
          }
      length = strnlen (text, length);
      if (!own)
        g_string_append_len (out, text, (gssize) length);
      text += length;
    }
  return g_string_free (out, FALSE);
}

/* What the locale has no character for becomes a question mark. */
static char *
to_locale (const char *text)
{
  g_autofree char *plain = NULL;
  const char *charset;
  char *converted;

  if (g_get_charset (&charset))
    return g_strdup (text);
  plain = weir_cli_text_to_plain (text);
  converted = g_convert_with_fallback (plain, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
  return converted != NULL ? converted : g_steal_pointer (&plain);
}

static int
write_all (int fd, const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize written = write (fd, text, length);

      if (written < 0 && errno == EAGAIN)
        g_usleep (1000); /* somebody made the terminal we share non-blocking */
      else if (written < 0 && errno != EINTR)
        return errno;
      text += MAX (written, 0);
      length -= MAX (written, 0);
    }
  return 0;
}

static void
print_cb (const char *text)
{
  g_autofree char *shown = to_locale (text);

  if (stdout_error == 0)
    stdout_error = write_all (STDOUT_FILENO, shown);
}

static void
printerr_cb (const char *text)
{
  g_autofree char *shown = to_locale (text);

  write_all (STDERR_FILENO, shown);
}

/**
 * weir_cli_output_begin:
 *
 * Makes g_print() and g_printerr() write in the characters of the locale, and remember what was lost. To be
 * called before anything is opened.
 */
void
weir_cli_output_begin (void)
{
  /* A closed descriptor would be given to the next file or socket that is opened, and results would be
   * written into that. Writing to one that is open for reading only fails as writing to a closed one does. */
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", fd == STDERR_FILENO ? O_WRONLY : O_RDONLY) < 0)
      break;
  g_set_print_handler (print_cb);
  g_set_printerr_handler (printerr_cb);
}

/**
 * weir_cli_output_end:
 * @code: the exit code so far
 *
 * Says on stderr when text for stdout was lost, unless its reader has just gone away, as with "| head".
 *
 * Returns: the exit code
 */
WeirCliExit
weir_cli_output_end (WeirCliExit code)
{
  if (stdout_error == 0 || stdout_error == EPIPE)
    return code;
  weir_cli_complain (_("The results could not be printed: %s."), g_strerror (stdout_error));
  return weir_cli_worse_exit (code, WEIR_CLI_GENERATOR);
}
