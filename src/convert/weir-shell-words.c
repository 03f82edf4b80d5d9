/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-shell-words.c: a command line taken apart as a shell would do it
 *
 * Of the shell's language, what people and browsers write around curl: quotes, $'…', backslashes, continued
 * lines, variables. Nothing is run. Browsers on Windows write for its command prompt, with a caret before
 * nearly everything.
 */

#include "config.h"

#include "weir-shell-words.h"

#include <string.h>

#include "weir-convert-error.h"
#include "weir-shell-private.h"

#define SHOWN_CHARACTERS 60

typedef struct
{
  const char *at;
  GString *word;
  gboolean has_word; /* quotes make an empty one */
  GPtrArray *words;
  GPtrArray *warnings;
} WeirShell;

static void
end_word (WeirShell *self)
{
  if (self->has_word)
    g_ptr_array_add (self->words, g_utf8_make_valid (self->word->str, (gssize) self->word->len));
  if (self->has_word && !g_utf8_validate (self->word->str, (gssize) self->word->len, NULL))
    g_ptr_array_add (self->warnings,
                     g_strdup ("The command holds bytes that are no text in UTF-8; they are shown as"
                               " \xEF\xBF\xBD. Put such a body into a file and choose it as payload."));
  g_string_truncate (self->word, 0);
  self->has_word = FALSE;
}

/* These two mark variables, and nobody writes them. */
static void
append (WeirShell *self, char c)
{
  self->has_word = TRUE;
  if (c != WEIR_SHELL_VARIABLE_START && c != WEIR_SHELL_VARIABLE_END)
    g_string_append_c (self->word, c);
}

static gsize
name_length (const char *text)
{
  gsize length = 0;

  if (g_ascii_isdigit (*text))
    return 0;
  while (g_ascii_isalnum (text[length]) || text[length] == '_')
    length++;
  return length;
}

static void
warn_about_shell (WeirShell *self)
{
  g_ptr_array_add (self->warnings,
                   g_strdup ("The command holds something that a shell would have to run or work out,"
                             " such as $(…); it is left as text."));
}

/* At a "$" that is not quoted, or in double quotes */
static void
read_variable (WeirShell *self)
{
  gboolean is_braced = self->at[1] == '{';
  const char *name = self->at + (is_braced ? 2 : 1);
  gsize length = name_length (name);

  if (length == 0 || length > 60 || (is_braced && name[length] != '}'))
    {
      if (self->at[1] == '(' || is_braced)
        warn_about_shell (self);
      append (self, *self->at++);
      return;
    }
  self->has_word = TRUE;
  g_string_append_printf (self->word, "%c%.*s%c", WEIR_SHELL_VARIABLE_START, (int) length, name,
                          WEIR_SHELL_VARIABLE_END);
  g_ptr_array_add (self->warnings,
                   g_strdup_printf ("The shell's variable %.*s became ${%.*s}; give it a value among"
                                    " the variables.",
                                    (int) length, name, (int) length, name));
  self->at = name + length + (is_braced ? 1 : 0);
}

static gboolean
fail_unclosed (GError **error)
{
  g_set_error_literal (error, WEIR_CONVERT_ERROR, WEIR_CONVERT_ERROR_INVALID,
                       "A quote in the command is not closed; copy all of it.");
  return FALSE;
}

static gboolean
read_double_quotes (WeirShell *self, GError **error)
{
  self->has_word = TRUE;
  self->at++;
  while (*self->at != '"')
    {
      if (*self->at == '\0')
        return fail_unclosed (error);
      if (*self->at == '\\' && self->at[1] == '\n')
        self->at += 2;
      else if (*self->at == '\\' && self->at[1] != '\0' && strchr ("$`\"\\", self->at[1]) != NULL)
        {
          append (self, self->at[1]);
          self->at += 2;
        }
      else if (*self->at == '$')
        read_variable (self);
      else
        append (self, *self->at++);
    }
  self->at++;
  return TRUE;
}

static gboolean
read_single_quotes (WeirShell *self, GError **error)
{
  const char *end = strchr (self->at + 1, '\'');

  if (end == NULL)
    return fail_unclosed (error);
  self->has_word = TRUE;
  for (self->at++; self->at < end; self->at++)
    append (self, *self->at);
  self->at++;
  return TRUE;
}

static gboolean
read_escapes (WeirShell *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *end = weir_shell_unescape (self->at + 2, text);

  if (end == NULL)
    return fail_unclosed (error);
  self->has_word = TRUE;
  for (gsize i = 0; i < text->len; i++)
    append (self, text->str[i]);
  self->at = end + 1;
  return TRUE;
}

/* Line breaks end a command, but people lose the backslash when they copy. */
static gboolean
goes_on (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '-';
}

static void
leave_out_rest (WeirShell *self)
{
  g_autofree char *rest = g_strdup (self->at);
  g_autofree char *shown = NULL;

  g_strstrip (rest);
  if (*rest == '\0' || *rest == '#')
    return;
  rest[strcspn (rest, "\r\n")] = '\0';
  shown = g_utf8_substring (rest, 0, MIN (g_utf8_strlen (rest, -1), SHOWN_CHARACTERS));
  g_ptr_array_add (self->warnings, g_strdup_printf ("What follows the command was left out: %s", shown));
}

/* Before a line break it joins two lines; before anything else it takes away its meaning. */
static void
read_backslash (WeirShell *self)
{
  self->at++;
  if (*self->at == '\r' && self->at[1] == '\n')
    self->at++;
  if (*self->at != '\0' && *self->at != '\n')
    append (self, *self->at);
  if (*self->at != '\0')
    self->at++;
}

/* One piece of a word, or what stands between words. FALSE when the command is over or *@error is set. */
static gboolean
read_piece (WeirShell *self, GError **error)
{
  char c = *self->at;

  if (c == '\0' || strchr ("|;&<>", c) != NULL || (c == '#' && !self->has_word) ||
      (c == '\n' && !goes_on (self->at)))
    return FALSE;
  if (strchr (" \t\r\n", c) != NULL)
    {
      end_word (self);
      self->at++;
      return TRUE;
    }
  if (c == '\\')
    {
      read_backslash (self);
      return TRUE;
    }
  if (c == '"')
    return read_double_quotes (self, error);
  if (c == '\'')
    return read_single_quotes (self, error);
  if (c == '$' && self->at[1] == '\'')
    return read_escapes (self, error);
  if (c == '$' && self->at[1] == '"')
    {
      self->at++;
      return TRUE;
    }
  if (c == '$')
    read_variable (self);
  else
    {
      if (c == '`')
        warn_about_shell (self);
      append (self, c);
      self->at++;
    }
  return TRUE;
}

/* Carets before line ends, or before quotes that start a word, are only written for the command prompt. */
static gboolean
is_command_prompt (const char *text)
{
  for (const char *caret = strchr (text, '^'); caret != NULL; caret = strchr (caret + 1, '^'))
    if (caret[1] == '\n' || (caret[1] == '\r' && caret[2] == '\n') ||
        (caret[1] == '"' && caret > text && caret[-1] == ' '))
      return TRUE;
  return FALSE;
}

static char *
remove_carets (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text != '^' || text[1] == '\0')
        {
          g_string_append_c (out, *text);
          continue;
        }
      text++;
      if (*text == '\r' && text[1] == '\n')
        text++;
      /* "^", line break, empty line is how a line break is written there. */
      if (*text == '\n' && (text[1] == '\n' || (text[1] == '\r' && text[2] == '\n')))
        {
          g_string_append_c (out, '\n');
          text += text[1] == '\r' ? 2 : 1;
        }
      else if (*text != '\n')
        g_string_append_c (out, *text);
      else
        g_string_append_c (out, ' ');
    }
  return g_string_free (out, FALSE);
}

/* As programs on Windows take their command line apart: only double quotes, and backslashes only before
   them */
static gboolean
read_prompt (WeirShell *self, GError **error)
{
  gboolean is_quoted = FALSE;

  for (; *self->at != '\0'; self->at++)
    {
      gsize n_slashes = strspn (self->at, "\\");

      if (n_slashes > 0 && self->at[n_slashes] == '"')
        {
          for (gsize i = 0; i < n_slashes / 2; i++)
            append (self, '\\');
          self->at += n_slashes - (n_slashes % 2 == 0 ? 1 : 0);
          if (n_slashes % 2 == 1)
            append (self, '"');
        }
      else if (*self->at == '"' && is_quoted && self->at[1] == '"')
        append (self, *self->at++);
      else if (*self->at == '"')
        {
          is_quoted = !is_quoted;
          self->has_word = TRUE;
        }
      else if (!is_quoted && g_ascii_isspace (*self->at))
        end_word (self);
      else
        append (self, *self->at);
    }
  return !is_quoted || fail_unclosed (error);
}

static void
skip_prompt (WeirShell *self)
{
  self->at += strspn (self->at, " \t\r\n");
  if ((*self->at == '$' || *self->at == '%' || *self->at == '>' || *self->at == '#') && self->at[1] == ' ')
    self->at += 2;
}

/**
 * weir_shell_words:
 * @text: a command as it was copied; UTF-8
 * @warnings: (element-type utf8): where sentences are appended about what is left out
 * @error: WEIR_CONVERT_ERROR_INVALID when a quote is not closed
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the words of the first command
 */
GPtrArray *
weir_shell_words (const char *text, GPtrArray *warnings, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *plain = NULL;
  WeirShell self = { .at = text, .word = word, .words = words, .warnings = warnings };
  GError *problem = NULL;

  skip_prompt (&self);
  if (is_command_prompt (self.at))
    {
      self.at = plain = remove_carets (self.at);
      read_prompt (&self, &problem);
    }
  else
    {
      while (read_piece (&self, &problem))
        ;
      if (problem == NULL)
        leave_out_rest (&self);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  end_word (&self);
  return g_steal_pointer (&words);
}
