/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-reader.c: problems with their places, and the scalars of a strict schema
 */

#include "config.h"

#include "weir-reader.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-loading.h"
#include "weir-suggest.h"

#define SHOWN_CHARS 60
/* Beyond this length the rest of a path is left out: a path is kept for each text with placeholders. */
#define SHOWN_PATH_BYTES 200

/**
 * weir_shorten:
 * @text: text of a document
 *
 * Returns: (transfer full): @text as a message can quote it: on one line, not longer than a few words
 */
char *
weir_shorten (const char *text)
{
  gboolean is_long = g_utf8_strlen (text, -1) > SHOWN_CHARS;
  g_autofree char *start = is_long ? g_utf8_substring (text, 0, SHOWN_CHARS) : g_strdup (text);
  g_autofree char *one_line = NULL;

  /* Only what would break the line is escaped: quotes and other people's letters stay as written. */
  if (strpbrk (start, "\n\r\t\v\f\b") == NULL)
    return is_long ? g_strconcat (start, "…", NULL) : g_steal_pointer (&start);
  one_line = g_strescape (start, NULL);
  return g_strconcat (one_line, is_long ? "…" : "", NULL);
}

/**
 * weir_reader_init:
 * @self: a reader to set up
 * @problems: (transfer none): where what it finds is appended
 */
void
weir_reader_init (WeirReader *self, GPtrArray *problems)
{
  *self = (WeirReader){ .problems = problems, .first = problems->len, .document = "flow" };
  self->path = g_string_new (NULL);
  self->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_check_free);
}

/**
 * weir_reader_clear:
 * @self: a reader, to be forgotten
 */
void
weir_reader_clear (WeirReader *self)
{
  g_string_free (self->path, TRUE);
  g_ptr_array_unref (self->checks);
}

static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const WeirProblem *first = *(const WeirProblem *const *) a;
  const WeirProblem *second = *(const WeirProblem *const *) b;

  if (first->line != second->line)
    return first->line < second->line ? -1 : 1;
  return (first->column > second->column) - (first->column < second->column);
}

/* What stands behind an anchor is read for each of its aliases, but told once. */
static gboolean
weir_reader_has_told (const WeirReader *self, const WeirProblem *problem)
{
  for (guint i = self->problems->len; i > self->first; i--)
    {
      const WeirProblem *told = g_ptr_array_index (self->problems, i - 1);

      if (told->line != problem->line || told->column != problem->column)
        return FALSE;
      if (g_str_equal (told->message, problem->message))
        return TRUE;
    }
  return FALSE;
}

/**
 * weir_reader_finish:
 * @self: a reader that has read everything
 *
 * Puts what it found in document order.
 */
void
weir_reader_finish (WeirReader *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  while (self->problems->len > self->first)
    g_ptr_array_add (found, g_ptr_array_steal_index (self->problems, self->first));
  g_ptr_array_sort (found, compare_problems);
  for (guint i = 0; i < found->len; i++)
    {
      WeirProblem *problem = g_ptr_array_index (found, i);

      if (weir_reader_has_told (self, problem))
        weir_problem_free (problem);
      else
        g_ptr_array_add (self->problems, problem);
    }
  if (self->n_errors > WEIR_LIMIT_PROBLEMS || self->n_warnings > WEIR_LIMIT_PROBLEMS)
    g_ptr_array_add (self->problems, weir_problem_new (TRUE, 0, 0, NULL,
                                                       "There are more problems than are listed here."));
}

/**
 * weir_reader_is_full:
 * @self: a reader
 *
 * Returns: whether further errors are only counted
 */
gboolean
weir_reader_is_full (const WeirReader *self)
{
  return self->n_errors >= WEIR_LIMIT_PROBLEMS;
}

static void
weir_reader_keep (WeirReader *self, gboolean is_warning, const WeirNode *node, const char *format,
                  va_list args)
{
  guint *count = is_warning ? &self->n_warnings : &self->n_errors;
  g_autofree char *message = NULL;

  (*count)++;
  if (*count > WEIR_LIMIT_PROBLEMS)
    return;
  message = g_strdup_vprintf (format, args);
  g_ptr_array_add (self->problems,
                   weir_problem_new (is_warning, node->line, node->column, self->path->str, message));
}

/**
 * weir_reader_error:
 * @self: a reader
 * @node: the key or value that is wrong
 * @format: the message, a whole sentence
 * @...: its arguments
 */
void
weir_reader_error (WeirReader *self, const WeirNode *node, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  weir_reader_keep (self, FALSE, node, format, args);
  va_end (args);
}

/**
 * weir_reader_error_whole:
 * @self: a reader
 * @format: the message, a whole sentence about the document as a whole
 * @...: its arguments
 */
void
weir_reader_error_whole (WeirReader *self, const char *format, ...)
{
  static const WeirNode nowhere = { .line = 0 };
  va_list args;

  va_start (args, format);
  weir_reader_keep (self, FALSE, &nowhere, format, args);
  va_end (args);
}

/**
 * weir_reader_error_in:
 * @self: a reader
 * @mapping: the mapping being read
 * @key: one of its keys, whose value is wrong beside the others
 * @format: the message, a whole sentence
 * @...: its arguments
 */
void
weir_reader_error_in (WeirReader *self, const WeirNode *mapping, const char *key, const char *format, ...)
{
  const WeirNode *value = weir_node_find (mapping, key);
  gsize mark = weir_reader_enter (self, key);
  va_list args;

  va_start (args, format);
  weir_reader_keep (self, FALSE, value != NULL ? value : mapping, format, args);
  va_end (args);
  weir_reader_leave (self, mark);
}

/**
 * weir_reader_warn:
 * @self: a reader
 * @node: the key or value that is doubtful
 * @format: the message, a whole sentence
 * @...: its arguments
 */
void
weir_reader_warn (WeirReader *self, const WeirNode *node, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  weir_reader_keep (self, TRUE, node, format, args);
  va_end (args);
}

/**
 * weir_reader_blame:
 * @self: a reader that has just warned
 * @variable: the name whose want of a value is the reason
 *
 * Lets whoever gives that variable a value pass over the warning.
 */
void
weir_reader_blame (WeirReader *self, const char *variable)
{
  WeirProblem *last;

  if (self->n_warnings > WEIR_LIMIT_PROBLEMS)
    return;
  last = g_ptr_array_index (self->problems, self->problems->len - 1);
  g_free (last->variable);
  last->variable = g_strdup (variable);
}

/**
 * weir_reader_note_unrunnable:
 * @self: a reader that has just warned
 *
 * What it warned of lets nobody run the document as it is.
 */
void
weir_reader_note_unrunnable (WeirReader *self)
{
  WeirProblem *last;

  if (self->n_warnings > WEIR_LIMIT_PROBLEMS)
    return;
  last = g_ptr_array_index (self->problems, self->problems->len - 1);
  last->stops_run = TRUE;
}

/**
 * weir_reader_enter:
 * @self: a reader
 * @key: the key whose value is read next
 *
 * Returns: what weir_reader_leave() takes
 */
gsize
weir_reader_enter (WeirReader *self, const char *key)
{
  gsize mark = self->path->len;
  g_autofree char *shown = NULL;

  if (mark > SHOWN_PATH_BYTES)
    return mark;
  shown = weir_shorten (key);
  if (mark > 0)
    g_string_append_c (self->path, '.');
  g_string_append (self->path, shown);
  return mark;
}

/**
 * weir_reader_enter_index:
 * @self: a reader
 * @index: the place in a list, from 0
 *
 * Returns: what weir_reader_leave() takes
 */
gsize
weir_reader_enter_index (WeirReader *self, guint index)
{
  gsize mark = self->path->len;

  if (mark <= SHOWN_PATH_BYTES)
    g_string_append_printf (self->path, "[%u]", index);
  return mark;
}

/**
 * weir_reader_leave:
 * @self: a reader
 * @mark: what entering returned
 */
void
weir_reader_leave (WeirReader *self, gsize mark)
{
  g_string_truncate (self->path, mark);
}

/**
 * weir_reader_subject:
 * @self: a reader
 *
 * Returns: (transfer none): what is being read, as a message names it: the last key of the path
 */
const char *
weir_reader_subject (const WeirReader *self)
{
  const char *dot = strrchr (self->path->str, '.');

  if (self->path->len == 0)
    return "the document";
  return dot != NULL ? dot + 1 : self->path->str;
}

/**
 * weir_reader_text:
 * @self: a reader
 * @node: a value
 *
 * Returns: (transfer none) (nullable): its text as written; NULL with an error if it is no scalar
 */
const char *
weir_reader_text (WeirReader *self, const WeirNode *node)
{
  if (node->kind == WEIR_NODE_SCALAR)
    return node->text;
  weir_reader_error (self, node, "\"%s\" must be text, not %s.", weir_reader_subject (self),
                     node->kind == WEIR_NODE_SEQUENCE ? "a list" : "a mapping");
  return NULL;
}

static const char *
check_filled (WeirReader *self, const WeirNode *node, const char *text)
{
  if (text == NULL || text[strspn (text, " \t\r\n")] != '\0')
    return text;
  weir_reader_error (self, node, "\"%s\" is empty; write a text.", weir_reader_subject (self));
  return NULL;
}

/**
 * weir_reader_filled_text:
 * @self: a reader
 * @node: a value
 *
 * Returns: (transfer none) (nullable): its text as written; NULL with an error if it is no scalar or has
 *   nothing but blanks in it
 */
const char *
weir_reader_filled_text (WeirReader *self, const WeirNode *node)
{
  return check_filled (self, node, weir_reader_text (self, node));
}

/**
 * weir_reader_loaded:
 * @self: a reader
 * @node: a value that is needed before anything runs
 *
 * Returns: (transfer none) (nullable): its text, in a plan with its placeholders filled in; NULL with an
 *   error if it is no scalar or a placeholder has no value yet
 */
const char *
weir_reader_loaded (WeirReader *self, const WeirNode *node)
{
  const char *text = weir_reader_text (self, node);

  return text != NULL && self->loading != NULL ? weir_loading_fill (self->loading, self, node) : text;
}

/**
 * weir_reader_loaded_filled:
 * @self: a reader
 * @node: a value that is needed before anything runs
 *
 * Returns: (transfer none) (nullable): as weir_reader_loaded(); NULL with an error also if it has nothing but
 *   blanks in it
 */
const char *
weir_reader_loaded_filled (WeirReader *self, const WeirNode *node)
{
  return check_filled (self, node, weir_reader_loaded (self, node));
}

/**
 * weir_reader_no_line_break:
 * @self: a reader
 * @node: a scalar that must stand on one line
 */
void
weir_reader_no_line_break (WeirReader *self, const WeirNode *node)
{
  if (strpbrk (node->text, "\r\n") != NULL)
    weir_reader_error (self, node, "\"%s\" has a line break in it; write it on one line%s.",
                       weir_reader_subject (self),
                       node->style == WEIR_NODE_BLOCK ? ", without | or >" : "");
}

/**
 * weir_reader_boolean:
 * @self: a reader
 * @node: a value
 * @value: (out): true or false
 *
 * Returns: whether it is one of the two, in any case
 */
gboolean
weir_reader_boolean (WeirReader *self, const WeirNode *node, gboolean *value)
{
  const char *text = weir_reader_loaded (self, node);
  g_autofree char *shown = NULL;

  if (text == NULL)
    return FALSE;
  *value = g_ascii_strcasecmp (text, "true") == 0;
  if (*value || g_ascii_strcasecmp (text, "false") == 0)
    return TRUE;
  shown = weir_shorten (text);
  weir_reader_error (self, node, "\"%s\" must be true or false, not \"%s\".", weir_reader_subject (self),
                     shown);
  return FALSE;
}

/**
 * weir_reader_integer:
 * @self: a reader
 * @node: a value
 * @minimum: the least number allowed
 * @maximum: the greatest number allowed
 * @value: (out): the number
 *
 * Returns: whether it is a whole number in the range
 */
gboolean
weir_reader_integer (WeirReader *self, const WeirNode *node, guint minimum, guint maximum, guint *value)
{
  guint64 number = 0;

  if (!weir_reader_count (self, node, minimum, maximum, &number))
    return FALSE;
  *value = (guint) number;
  return TRUE;
}

/**
 * weir_reader_count:
 * @self: a reader
 * @node: a value
 * @minimum: the least number allowed
 * @maximum: the greatest number allowed
 * @value: (out): the number
 *
 * Returns: whether it is a whole number in the range
 */
gboolean
weir_reader_count (WeirReader *self, const WeirNode *node, guint64 minimum, guint64 maximum, guint64 *value)
{
  const char *text = weir_reader_loaded (self, node);
  g_autofree char *shown = NULL;

  if (text == NULL)
    return FALSE;
  if (g_ascii_string_to_unsigned (text, 10, minimum, maximum, value, NULL))
    return TRUE;
  shown = weir_shorten (text);
  weir_reader_error (self, node, "\"%s\" must be a whole number from %" G_GUINT64_FORMAT
                                 " to %" G_GUINT64_FORMAT ", not \"%s\".",
                     weir_reader_subject (self), minimum, maximum, shown);
  return FALSE;
}

/**
 * weir_reader_word:
 * @self: a reader
 * @node: a value
 * @words: (array zero-terminated=1): the words allowed, in canonical spelling
 * @index: (out): which of them it is
 *
 * Returns: whether it is one of @words, in any case
 */
gboolean
weir_reader_word (WeirReader *self, const WeirNode *node, const char *const *words, guint *index)
{
  const char *text = weir_reader_loaded (self, node);
  const char *near = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *allowed = NULL;

  if (text == NULL)
    return FALSE;
  for (*index = 0; words[*index] != NULL; (*index)++)
    if (g_ascii_strcasecmp (words[*index], text) == 0)
      return TRUE;
  shown = weir_shorten (text);
  allowed = g_strjoinv (", ", (char **) words);
  near = weir_suggest (text, words);
  if (near != NULL)
    weir_reader_error (self, node, "\"%s\" cannot be \"%s\"; did you mean \"%s\"?",
                       weir_reader_subject (self), shown, near);
  else
    weir_reader_error (self, node, "\"%s\" cannot be \"%s\"; it must be one of %s.",
                       weir_reader_subject (self), shown, allowed);
  return FALSE;
}

/**
 * weir_reader_milliseconds:
 * @self: a reader
 * @node: a value
 * @minimum: the least number of milliseconds allowed
 * @value: (out): the duration in milliseconds
 *
 * Returns: whether it is a duration, milliseconds without unit, of at most an hour
 */
gboolean
weir_reader_milliseconds (WeirReader *self, const WeirNode *node, guint minimum, guint *value)
{
  g_autofree char *shown = NULL;
  gint64 us = 0;

  if (!weir_reader_duration (self, node, WEIR_DURATION_UNIT_MS, &us))
    return FALSE;
  if (us >= (gint64) minimum * 1000 && us <= (gint64) WEIR_LIMIT_DELAY_MS * 1000)
    {
      *value = (guint) (us / 1000);
      return TRUE;
    }
  shown = weir_shorten (node->text);
  weir_reader_error (self, node, "\"%s\" must be from %u ms to %d ms (1h), not \"%s\".",
                     weir_reader_subject (self), minimum, WEIR_LIMIT_DELAY_MS, shown);
  return FALSE;
}

/**
 * weir_reader_duration:
 * @self: a reader
 * @node: a value
 * @unit: what a number without unit means
 * @us: (out): the duration in microseconds
 *
 * Returns: whether it is a duration
 */
gboolean
weir_reader_duration (WeirReader *self, const WeirNode *node, WeirDurationUnit unit, gint64 *us)
{
  const char *text = weir_reader_loaded (self, node);
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return FALSE;
  if (weir_duration_parse (text, unit, us, &error))
    return TRUE;
  weir_reader_error (self, node, "\"%s\": %s", weir_reader_subject (self), error->message);
  return FALSE;
}
