/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-problem.c: what is wrong with a document, and exactly where
 */

#include "config.h"

#include "weir-problem.h"

#include <string.h>

G_DEFINE_QUARK (weir-format-error-quark, weir_format_error)

/**
 * weir_problem_new:
 * @is_warning: whether the document can be used in spite of it
 * @line: the line, from 1; 0 when it concerns the document as a whole
 * @column: the column in characters, from 1
 * @path: (nullable): the place in the document, such as "steps[1].httpRequest.url"
 * @message: a whole sentence without the place
 *
 * Returns: (transfer full): a problem
 */
WeirProblem *
weir_problem_new (gboolean is_warning, guint line, guint column, const char *path, const char *message)
{
  WeirProblem *problem = g_new0 (WeirProblem, 1);

  problem->is_warning = is_warning;
  problem->line = line;
  problem->column = column;
  problem->path = g_strdup (path != NULL ? path : "");
  problem->message = g_strdup (message);
  return problem;
}

/**
 * weir_problem_free:
 * @problem: (transfer full) (nullable): a problem
 */
void
weir_problem_free (WeirProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->path);
  g_free (problem->message);
  g_free (problem->file);
  g_free (problem->variable);
  g_free (problem);
}

/**
 * weir_problem_to_text:
 * @problem: a problem
 * @file_name: the document's name as the user gave it
 *
 * Returns: (transfer full): "FILE:LINE:COLUMN: message", with "warning: " before the message of a warning and
 *   without the numbers when the problem concerns the document as a whole
 */
char *
weir_problem_to_text (const WeirProblem *problem, const char *file_name)
{
  const char *kind = NULL;

  g_return_val_if_fail (problem != NULL, NULL);
  g_return_val_if_fail (file_name != NULL, NULL);

  kind = problem->is_warning ? "warning: " : "";
  if (problem->line == 0)
    return g_strdup_printf ("%s: %s%s", file_name, kind, problem->message);
  return g_strdup_printf ("%s:%u:%u: %s%s", file_name, problem->line, problem->column, kind,
                          problem->message);
}

/**
 * weir_problem_get_suggestion:
 * @problem: a problem
 *
 * Every message that knows what was probably meant ends a question with it, so it is not kept twice.
 *
 * Returns: (transfer full) (nullable): the word as it should be written; %NULL when there is none
 */
char *
weir_problem_get_suggestion (const WeirProblem *problem)
{
  static const char asks[] = "did you mean ";
  const char *start, *end;

  g_return_val_if_fail (problem != NULL, NULL);

  start = strstr (problem->message, asks);
  if (start == NULL)
    return NULL;
  start += strlen (asks);
  if (g_str_has_prefix (start, "“"))
    {
      start += strlen ("“");
      end = strstr (start, "”");
    }
  else if (*start == '"')
    end = strchr (++start, '"');
  else
    end = strchr (start, '?');
  return end != NULL ? g_strndup (start, (gsize) (end - start)) : NULL;
}

/**
 * weir_problems_new:
 *
 * Returns: (transfer full): an empty array that owns its #WeirProblem elements
 */
GPtrArray *
weir_problems_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) weir_problem_free);
}

/**
 * weir_problems_count_errors:
 * @problems: an array of #WeirProblem
 *
 * Returns: how many of them are not merely warnings
 */
guint
weir_problems_count_errors (GPtrArray *problems)
{
  guint n_errors = 0;

  g_return_val_if_fail (problems != NULL, 0);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      n_errors += problem->is_warning ? 0 : 1;
    }
  return n_errors;
}
