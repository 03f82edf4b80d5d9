/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-shell-escape.c: the escapes of $'…', and texts in quotes for a shell
 */

#include "config.h"

#include "weir-shell-private.h"
#include "weir-shell-words.h"

#include <string.h>

/* Reads at most @most digits of @base. */
static const char *
read_number (const char *text, guint base, guint most, gunichar *number)
{
  *number = 0;
  for (guint i = 0; i < most; i++)
    {
      int digit = g_ascii_xdigit_value (*text);

      if (digit < 0 || (guint) digit >= base)
        break;
      *number = *number * base + (gunichar) digit;
      text++;
    }
  return text;
}

/* NUL ends a word in bash; nothing of it is kept. */
static void
append_byte (GString *out, gunichar byte)
{
  if ((byte & 0xFF) != 0)
    g_string_append_c (out, (char) (byte & 0xFF));
}

static void
append_character (GString *out, gunichar character)
{
  if (character != 0 && g_unichar_validate (character))
    g_string_append_unichar (out, character);
}

/* Behind the backslash; returns what follows the escape. */
static const char *
unescape_one (const char *text, GString *out)
{
  static const char letters[] = "abeEfnrtv\\'\"?";
  static const char meanings[] = "\a\b\x1b\x1b\f\n\r\t\v\\'\"?";
  const char *found = *text != '\0' ? strchr (letters, *text) : NULL;
  gunichar number = 0;

  if (found != NULL)
    {
      g_string_append_c (out, meanings[found - letters]);
      return text + 1;
    }
  if (*text >= '0' && *text <= '7')
    {
      text = read_number (text, 8, 3, &number);
      append_byte (out, number);
      return text;
    }
  if ((*text == 'x' || *text == 'u' || *text == 'U') && g_ascii_isxdigit (text[1]))
    {
      char kind = *text;

      text = read_number (text + 1, 16, kind == 'x' ? 2 : kind == 'u' ? 4 : 8, &number);
      if (kind == 'x')
        append_byte (out, number);
      else
        append_character (out, number);
      return text;
    }
  if (*text == 'c' && text[1] != '\0')
    {
      append_byte (out, (gunichar) text[1] & 0x1F);
      return text + 2;
    }
  g_string_append_c (out, '\\');
  return text;
}

/**
 * weir_shell_unescape:
 * @text: what follows $'
 * @out: where what is meant is appended; it need not be UTF-8
 *
 * Returns: (nullable): the closing quote, %NULL if there is none
 */
const char *
weir_shell_unescape (const char *text, GString *out)
{
  while (*text != '\'')
    {
      if (*text == '\0')
        return NULL;
      if (*text == '\\')
        text = unescape_one (text + 1, out);
      else
        g_string_append_c (out, *text++);
    }
  return text;
}

/* What could be taken for a placeholder by what follows the "$" */
static gboolean
needs_escape (const char *next)
{
  return g_ascii_isalnum (*next) || *next == '_' || *next == '-' || *next == '{' || *next == '$' ||
         *next == WEIR_SHELL_VARIABLE_START;
}

/**
 * weir_shell_word_to_template:
 * @word: a word
 *
 * Returns: (transfer full): a template that is filled in as the word: "$" is written twice where it could
 *   start a placeholder, and a variable of the shell is the placeholder of that name
 */
char *
weir_shell_word_to_template (const char *word)
{
  GString *out = g_string_new (NULL);

  for (; *word != '\0'; word++)
    if (*word == WEIR_SHELL_VARIABLE_START)
      g_string_append (out, "${");
    else if (*word == WEIR_SHELL_VARIABLE_END)
      g_string_append_c (out, '}');
    else if (*word == '$' && needs_escape (word + 1))
      g_string_append (out, "$$");
    else
      g_string_append_c (out, *word);
  return g_string_free (out, FALSE);
}

/**
 * weir_shell_word_to_text:
 * @word: a word
 *
 * Returns: (transfer full): the word for where there are no placeholders; a variable of the shell is "$NAME"
 */
char *
weir_shell_word_to_text (const char *word)
{
  GString *out = g_string_new (NULL);

  for (; *word != '\0'; word++)
    if (*word == WEIR_SHELL_VARIABLE_START)
      g_string_append_c (out, '$');
    else if (*word != WEIR_SHELL_VARIABLE_END)
      g_string_append_c (out, *word);
  return g_string_free (out, FALSE);
}

/**
 * weir_shell_quote:
 * @text: any text
 *
 * Returns: (transfer full): one word of a POSIX shell that stands for exactly @text, in single quotes
 *   unless it needs none
 */
char *
weir_shell_quote (const char *text)
{
  GString *out = NULL;

  if (*text != '\0' &&
      text[strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@%+=,")] == '\0')
    return g_strdup (text);
  out = g_string_new ("'");
  for (; *text != '\0'; text++)
    if (*text == '\'')
      g_string_append (out, "'\\''");
    else
      g_string_append_c (out, *text);
  g_string_append_c (out, '\'');
  return g_string_free (out, FALSE);
}
