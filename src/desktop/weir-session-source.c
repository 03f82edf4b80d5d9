/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-source.c: the text of an open document, with what has been edited in place
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-flow-adopt.h"
#include "weir-flow-edit.h"
#include "weir-session-private.h"

/**
 * weir_session_is_json:
 * @self: a document
 *
 * Returns: whether its text is JSON; else it is YAML
 */
gboolean
weir_session_is_json (WeirSession *self)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  lower = self->name != NULL ? g_ascii_strdown (self->name, -1) : NULL;
  return lower != NULL && g_str_has_suffix (lower, ".json");
}

/**
 * weir_session_dup_source:
 * @self: a document with a flow
 * @error: %WEIR_FORMAT_ERROR_INVALID, when what was edited cannot be written as it is
 *
 * Returns: (transfer full) (nullable): its text with its comments, and with what is not saved
 */
char *
weir_session_dup_source (WeirSession *self, GError **error)
{
  const char *text;

  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);
  g_return_val_if_fail (self->flow != NULL && self->text != NULL, NULL);

  text = self->source != NULL ? weir_source_text_get_text (self->source) : self->text;
  return weir_flow_edit_text (text, strlen (text), weir_session_is_json (self), self->flow, error);
}

/**
 * weir_session_apply_source:
 * @self: a document with a flow
 * @text: its text as a person has typed it
 * @flow: what that text says; is not used for anything else afterwards
 *
 * Takes the text over as one edit: the flow says what the text says, steps of the same name stay the same
 * objects, and saving writes the text with its comments.
 */
void
weir_session_apply_source (WeirSession *self, const char *text, WeirFlow *flow)
{
  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (self->flow != NULL && self->text != NULL);
  g_return_if_fail (WEIR_IS_FLOW (flow));

  if (self->source == NULL)
    self->source = weir_source_text_new (self->text);
  weir_edits_begin (self->edits, _("Edit Source"));
  weir_flow_adopt (self->flow, self->edits, flow);
  weir_edits_set_string (self->edits, self->source, "text", text);
  weir_edits_end (self->edits);
}
