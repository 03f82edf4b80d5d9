/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-open-document.c: what can be open in a window: a flow or a load plan, read and written alike
 */

#include "config.h"

#include "weir-open-document.h"

#include <string.h>

#include "weir-flow-adopt.h"
#include "weir-flow-edit.h"
#include "weir-flow-format.h"
#include "weir-plan-adopt.h"
#include "weir-plan-edit.h"
#include "weir-plan-format.h"

/**
 * weir_open_document_parse:
 * @type: %WEIR_TYPE_FLOW or %WEIR_TYPE_PLAN; %G_TYPE_NONE for what the text is by its keys
 * @text: a document
 * @is_json: whether it is JSON; else it is YAML
 * @folder: (nullable): where the files are that a plan names
 * @problems: (element-type WeirProblem): where every error and warning is appended
 *
 * Returns: (transfer full) (nullable): the document; %NULL when there is any error
 */
gpointer
weir_open_document_parse (GType type, const char *text, gboolean is_json, const char *folder,
                          GPtrArray *problems)
{
  gsize length = strlen (text);

  if (type == WEIR_TYPE_PLAN || (type == G_TYPE_NONE && weir_plan_is_one (text, length, is_json)))
    return weir_plan_parse (text, length, is_json, folder, NULL, problems);
  return weir_flow_parse (text, length, is_json, problems);
}

/**
 * weir_open_document_load:
 * @path: a file; the ending .json chooses JSON
 * @problems: (element-type WeirProblem): where every error and warning is appended
 * @error: set when the file cannot be read
 *
 * Returns: (transfer full) (nullable): the document; %NULL when there is any error
 */
gpointer
weir_open_document_load (const char *path, GPtrArray *problems, GError **error)
{
  if (weir_plan_is_file (path))
    return weir_plan_load (path, NULL, problems, error);
  return weir_flow_load (path, problems, error);
}

/**
 * weir_open_document_get_name:
 * @document: a document
 *
 * Returns: (transfer none): what it is called
 */
const char *
weir_open_document_get_name (gpointer document)
{
  return WEIR_IS_PLAN (document) ? weir_plan_get_name (document) : weir_flow_get_name (document);
}

/**
 * weir_open_document_to_yaml:
 * @document: a document
 *
 * Returns: (transfer full): it in YAML, in canonical form
 */
char *
weir_open_document_to_yaml (gpointer document)
{
  return WEIR_IS_PLAN (document) ? weir_plan_to_yaml (document) : weir_flow_to_yaml (document);
}

/**
 * weir_open_document_edit_text:
 * @document: a document
 * @text: what it was read from
 * @is_json: whether that is JSON; else it is YAML
 * @error: %WEIR_FORMAT_ERROR_INVALID when what was edited cannot be written as it is
 *
 * Returns: (transfer full) (nullable): @text with what differs changed in place
 */
char *
weir_open_document_edit_text (gpointer document, const char *text, gboolean is_json, GError **error)
{
  if (WEIR_IS_PLAN (document))
    return weir_plan_edit_text (text, strlen (text), is_json, document, error);
  return weir_flow_edit_text (text, strlen (text), is_json, document, error);
}

/**
 * weir_open_document_edit_draft:
 * @type: %WEIR_TYPE_FLOW or %WEIR_TYPE_PLAN
 * @text: what the document was read from
 * @is_json: whether that is JSON; else it is YAML
 * @yaml: what weir_open_document_to_yaml() makes of it now
 *
 * Returns: (transfer full) (nullable): @text with what differs changed in place, for another program start;
 *   %NULL when that cannot be done
 */
char *
weir_open_document_edit_draft (GType type, const char *text, gboolean is_json, const char *yaml)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) plan = NULL;

  if (type != WEIR_TYPE_PLAN)
    return weir_flow_edit_draft (text, strlen (text), is_json, yaml);
  plan = weir_plan_parse (yaml, strlen (yaml), FALSE, NULL, NULL, problems);
  return plan != NULL ? weir_plan_edit_text (text, strlen (text), is_json, plan, NULL) : NULL;
}

/**
 * weir_open_document_save_edits:
 * @document: a document
 * @path: the file it was read from
 * @error: set to a #WeirFormatError
 *
 * Returns: whether the file now says what @document says
 */
gboolean
weir_open_document_save_edits (gpointer document, const char *path, GError **error)
{
  return WEIR_IS_PLAN (document) ? weir_plan_save_edits (document, path, error)
                                 : weir_flow_save_edits (document, path, error);
}

/**
 * weir_open_document_adopt:
 * @document: a document
 * @edits: its edits, in a group
 * @other: one of the same type; is not used for anything else afterwards
 *
 * Edits @document until it says what @other says.
 */
void
weir_open_document_adopt (gpointer document, WeirEdits *edits, gpointer other)
{
  g_return_if_fail (G_OBJECT_TYPE (document) == G_OBJECT_TYPE (other));

  if (WEIR_IS_PLAN (document))
    weir_plan_adopt (document, edits, other);
  else
    weir_flow_adopt (document, edits, other);
}
