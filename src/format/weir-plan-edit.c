/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-edit.c: changes to a load plan written into its document, in place
 *
 * Names, numbers and rules of a plan are known by their values only, which variables were filled into. While
 * the document is compared with the plan, these keep the values they had when it was read: so a number that
 * is written as a variable stays so, whatever the variable is by now.
 */

#include "config.h"

#include "weir-plan-edit.h"

#include <string.h>

#include "weir-document-edit.h"
#include "weir-loading.h"
#include "weir-plan-private.h"

/* Whether a document may be opened was decided when it was: here unknown keys only stay where they are. */
static const WeirPlanOptions lenient = { .is_lenient = TRUE };

static WeirTree *
read_plan (const WeirTree *tree, gpointer data, char **message)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) plan = weir_plan_from_tree (tree, NULL, &lenient, data, problems);

  if (plan != NULL)
    return weir_plan_to_tree (plan);
  *message = weir_document_first_error (problems);
  return NULL;
}

/* Whether @plan can be read back once it is written. The first error is said with its place in the plan. */
static gboolean
is_valid (WeirPlan *plan, GError **error)
{
  g_autofree char *yaml = weir_plan_to_yaml (plan);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) back = weir_plan_parse (yaml, strlen (yaml), FALSE, NULL, NULL, problems);

  for (guint i = 0; back == NULL && i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      if (problem->is_warning)
        continue;
      g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                   "The plan cannot be written as it is; %s%s%s", problem->path != NULL ? problem->path : "",
                   problem->path != NULL ? ": " : "", problem->message);
      return FALSE;
    }
  return TRUE;
}

/**
 * weir_plan_edit_text:
 * @text: the document that @plan was read from; UTF-8, a byte order mark is tolerated and stays
 * @length: its length in bytes
 * @is_json: strict JSON instead of YAML
 * @plan: the plan, with anything in it changed by now
 * @error: WEIR_FORMAT_ERROR_INVALID when @text cannot be read any more, when @plan is not valid, or when the
 *   document is written in a way that a change cannot be put into it
 *
 * Writes what differs into the document, as weir_flow_edit_text() does for flows: which round, iteration or
 * rule was which is told by what it says, its name and its neighbours. Keys that are only known to other
 * programs stay.
 *
 * Returns: (transfer full) (nullable): the text with what differs changed, the same when nothing differs
 */
char *
weir_plan_edit_text (const char *text, gsize length, gboolean is_json, WeirPlan *plan, GError **error)
{
  WeirDocumentKind kind = { .is_json = is_json, .shape = WEIR_SHAPE_PLAN, .read = read_plan };
  WeirProblem *unread = NULL;
  g_autoptr (WeirTree) source = NULL;
  g_autoptr (WeirTree) wanted = NULL;
  g_autoptr (WeirLoading) loading = NULL;
  g_autoptr (GError) problem = NULL;
  char *edited = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (WEIR_IS_PLAN (plan), NULL);

  source = weir_tree_read (text, length, is_json, &unread);
  g_clear_pointer (&unread, weir_problem_free);
  if (source != NULL)
    kind.data = loading = weir_plan_load_variables (source, NULL, &lenient);
  wanted = weir_plan_to_tree (plan);
  edited = weir_document_edit (&kind, text, length, wanted, &problem);
  if (edited == NULL && is_valid (plan, error))
    g_propagate_error (error, g_steal_pointer (&problem));
  return edited;
}

/**
 * weir_plan_save_edits:
 * @plan: a plan, with anything in it changed by now
 * @file_name: the file it was read from; the ending .json chooses JSON
 * @error: as weir_plan_edit_text(), and WEIR_FORMAT_ERROR_READ or WEIR_FORMAT_ERROR_WRITE
 *
 * Edits the document in the file as weir_plan_edit_text() does. The file is replaced at once; nothing is
 * written when nothing differs.
 *
 * Returns: whether the file now says what @plan says
 */
gboolean
weir_plan_save_edits (WeirPlan *plan, const char *file_name, GError **error)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *edited = NULL;

  g_return_val_if_fail (WEIR_IS_PLAN (plan), FALSE);
  g_return_val_if_fail (file_name != NULL, FALSE);

  text = g_string_new (NULL);
  if (!weir_format_read_file (file_name, text, error))
    return FALSE;
  edited = weir_plan_edit_text (text->str, text->len, weir_format_is_json (file_name), plan, error);
  if (edited == NULL)
    return FALSE;
  return g_str_equal (edited, text->str) || weir_format_write_file (file_name, edited, -1, error);
}
