/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-edit.c: changes to a flow written into its document, in place
 */

#include "config.h"

#include "weir-flow-edit.h"

#include <string.h>

#include "weir-document-edit.h"
#include "weir-flow-format.h"
#include "weir-format-private.h"

static WeirTree *
read_flow (const WeirTree *tree, gpointer data, char **message)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_from_tree (tree, NULL, NULL, problems);

  if (flow != NULL)
    return weir_flow_to_tree (flow);
  *message = weir_document_first_error (problems);
  return NULL;
}

/* Whether @flow can be read back once it is written. The first error is said with its place in the flow. */
static gboolean
is_valid (WeirFlow *flow, GError **error)
{
  g_autofree char *yaml = weir_flow_to_yaml (flow);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) back = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);

  for (guint i = 0; back == NULL && i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      if (problem->is_warning)
        continue;
      g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                   "The flow cannot be written as it is;"
                   " %s%s%s",
                   problem->path != NULL ? problem->path : "", problem->path != NULL ? ": " : "",
                   problem->message);
      return FALSE;
    }
  return TRUE;
}

/**
 * weir_flow_edit_text:
 * @text: the document that @flow was read from; UTF-8, a byte order mark is tolerated and stays
 * @length: its length in bytes
 * @is_json: strict JSON instead of YAML
 * @flow: the flow, with anything in it changed by now
 * @error: WEIR_FORMAT_ERROR_INVALID when @text cannot be read any more, when @flow is not valid, or when the
 *   document is written in a way that a change cannot be put into it
 *
 * Writes what differs into the document. Which step or row was which is told by what it says, its name and
 * its neighbours; it keeps its comments and its layout, wherever it stands now. A key that goes back to its
 * default goes, unless a comment is about it: then the default is written out. What came through an alias
 * or "<<" is written into the step itself; a step that others share changes none of them.
 *
 * Returns: (transfer full) (nullable): the text with what differs changed, the same when nothing differs
 */
char *
weir_flow_edit_text (const char *text, gsize length, gboolean is_json, WeirFlow *flow, GError **error)
{
  g_autoptr (WeirEditMemory) memory = weir_edit_memory_new ();

  return weir_flow_edit_text_with (memory, text, length, is_json, flow, error);
}

/**
 * weir_flow_edit_text_with:
 * @memory: what is known of the document; of this one alone
 * @text: as of weir_flow_edit_text()
 * @length: its length in bytes
 * @is_json: strict JSON instead of YAML
 * @flow: the flow, with anything in it changed by now
 * @error: as of weir_flow_edit_text()
 *
 * Does what weir_flow_edit_text() does, and does not read @text again when it is the one of the last time.
 *
 * Returns: (transfer full) (nullable): the text with what differs changed, the same when nothing differs
 */
char *
weir_flow_edit_text_with (WeirEditMemory *memory, const char *text, gsize length, gboolean is_json,
                          WeirFlow *flow, GError **error)
{
  WeirDocumentKind kind = { is_json, WEIR_SHAPE_FLOW, read_flow, .memory = memory };
  g_autoptr (WeirTree) wanted = NULL;
  g_autoptr (GError) problem = NULL;
  char *edited = NULL;

  g_return_val_if_fail (memory != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (WEIR_IS_FLOW (flow), NULL);

  wanted = weir_flow_to_tree (flow);
  edited = weir_document_edit (&kind, text, length, wanted, &problem);
  if (edited == NULL && is_valid (flow, error))
    g_propagate_error (error, g_steal_pointer (&problem));
  return edited;
}

/**
 * weir_flow_read_ahead:
 * @text: a document, as weir_flow_edit_text_with() will get it
 * @length: its length in bytes
 * @is_json: strict JSON instead of YAML
 *
 * Reads a document before it is edited; may be called on any thread.
 *
 * Returns: (transfer full): a memory of it, with which its first edit is as quick as the next ones
 */
WeirEditMemory *
weir_flow_read_ahead (const char *text, gsize length, gboolean is_json)
{
  WeirEditMemory *memory = weir_edit_memory_new ();
  WeirDocumentKind kind = { is_json, WEIR_SHAPE_FLOW, read_flow, .memory = memory };

  weir_document_read_ahead (&kind, text, length);
  return memory;
}

/**
 * weir_flow_edit_draft:
 * @text: the document as it was read
 * @length: its length in bytes
 * @is_json: whether it is JSON instead of YAML
 * @yaml: what weir_flow_to_yaml() makes of the flow as it is now
 *
 * For keeping a flow that is being edited, errors and all. May be called from any thread.
 *
 * Returns: (transfer full) (nullable): the document with what differs changed; NULL when @yaml, or @text,
 *   cannot be read even as a tree, or @text shares parts that an edit would change, too
 */
char *
weir_flow_edit_draft (const char *text, gsize length, gboolean is_json, const char *yaml)
{
  WeirDocumentKind kind = { .is_json = is_json, .shape = WEIR_SHAPE_FLOW, .read = read_flow };
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = NULL;
  g_autoptr (WeirTree) wanted = NULL;
  WeirProblem *problem = NULL;
  char *edited = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (yaml != NULL, NULL);

  flow = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);
  if (flow != NULL)
    edited = weir_flow_edit_text (text, length, is_json, flow, NULL);
  else if ((wanted = weir_tree_read (yaml, strlen (yaml), FALSE, &problem)) != NULL)
    edited = weir_document_edit_unchecked (&kind, text, length, wanted);
  g_clear_pointer (&problem, weir_problem_free);
  return edited;
}

/**
 * weir_flow_save_edits:
 * @flow: a flow, with anything in it changed by now
 * @file_name: the file it was read from; the ending .json chooses JSON
 * @error: as weir_flow_edit_text(), and WEIR_FORMAT_ERROR_READ or WEIR_FORMAT_ERROR_WRITE
 *
 * Edits the document in the file as weir_flow_edit_text() does. The file is replaced at once; nothing is
 * written when nothing differs.
 *
 * Returns: whether the file now says what @flow says
 */
gboolean
weir_flow_save_edits (WeirFlow *flow, const char *file_name, GError **error)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *edited = NULL;

  g_return_val_if_fail (WEIR_IS_FLOW (flow), FALSE);
  g_return_val_if_fail (file_name != NULL, FALSE);

  text = g_string_new (NULL);
  if (!weir_format_read_file (file_name, text, error))
    return FALSE;
  edited = weir_flow_edit_text (text->str, text->len, weir_format_is_json (file_name), flow, error);
  if (edited == NULL)
    return FALSE;
  return g_str_equal (edited, text->str) || weir_format_write_file (file_name, edited, -1, error);
}
