/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-editor-send.c: Send in the editor of a step, and what is made of values in its answer
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-json.h"
#include "weir-step-editor-private.h"
#include "weir-tooltip.h"

static WeirSend *
get_send (WeirStepEditor *self)
{
  return self->session != NULL && self->step != NULL ? weir_session_get_send (self->session, self->step)
                                                     : NULL;
}

static gboolean
is_under_way (WeirSend *send)
{
  return send != NULL && !weir_send_is_done (send);
}

/**
 * weir_step_editor_show_send:
 * @self: an editor
 *
 * Shows how the latest Send of its step stands.
 */
void
weir_step_editor_show_send (WeirStepEditor *self)
{
  WeirSend *send;
  gboolean under_way;

  g_return_if_fail (WEIR_IS_STEP_EDITOR (self));

  send = get_send (self);
  under_way = is_under_way (send);
  gtk_label_set_text (self->send_label, under_way ? _("Cancel") : _("Send"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->send_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  under_way ? _("Cancel") : _("Send"), -1);
  weir_tooltip_set (self->send_button, under_way ? _("Cancel the request (Ctrl+Shift+Return)")
                                                 : _("Send this step alone, with what the last run left "
                                                     "(Ctrl+Shift+Return)"));
  weir_editor_response_show (self->response, send);
  gtk_widget_set_visible (GTK_WIDGET (self->response), send != NULL);
  weir_value_picker_set_active (self->picker, send != NULL && !under_way);
}

static gboolean
has_name (GListModel *extractions, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (extractions); i++)
    {
      g_autoptr (WeirExtraction) extraction = g_list_model_get_item (extractions, i);

      if (g_strcmp0 (weir_extraction_get_name (extraction), name) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
find_free_name (GListModel *extractions, const char *wanted)
{
  char *name = g_strdup (wanted);

  for (guint i = 2; has_name (extractions, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s%u", wanted, i);
    }
  return name;
}

/* What was seen can be used by the next step at once. Of a secret only dots were seen. */
static void
learn (WeirStepEditor *self, const char *name, const WeirJsonPlace *place)
{
  WeirFlow *flow = weir_editor_context_get_flow (self->context);
  g_autoptr (JsonNode) node = NULL;

  if (place->value == NULL || strstr (place->value, "•••") != NULL)
    return;
  if (place->is_text)
    node = json_node_init_string (json_node_alloc (), place->value);
  else
    node = weir_json_parse (place->value, strlen (place->value));
  for (WeirFlowPart part = 0; node != NULL && part < WEIR_N_FLOW_PARTS; part++)
    if (g_list_store_find (weir_flow_get_part (flow, part), self->step, NULL))
      weir_current_store_learn (weir_session_get_store (self->session), part, weir_step_get_name (self->step),
                                name, node, place->is_secret);
}

static void
extract_cb (WeirStepEditor *self, const WeirJsonPlace *place)
{
  WeirEdits *edits = weir_editor_context_get_edits (self->context);
  GListStore *extractions = weir_step_get_extractions (self->step);
  g_autofree char *name = find_free_name (G_LIST_MODEL (extractions), place->name);
  g_autoptr (WeirExtraction) extraction = weir_extraction_new (name, WEIR_SOURCE_BODY, place->path);

  weir_extraction_set_secret (extraction, place->is_secret);
  weir_edits_begin (edits, _("Extract Variable"));
  weir_edits_insert (edits, extractions, G_MAXUINT, extraction);
  weir_edits_end (edits);
  learn (self, name, place);
  weir_step_editor_show_tab (self, WEIR_EDITOR_TAB_EXTRACT);
  weir_field_rows_focus_item (self->extractions, extraction, "name");
}

static void
assert_cb (WeirStepEditor *self, const WeirJsonPlace *place)
{
  WeirEdits *edits = weir_editor_context_get_edits (self->context);
  g_autoptr (WeirAssertion) assertion =
      weir_assertion_new (WEIR_SOURCE_BODY, place->value != NULL ? "=" : "exists", place->value);

  weir_assertion_set_path (assertion, place->path);
  weir_edits_begin (edits, _("Add Assertion"));
  weir_edits_insert (edits, weir_step_get_assertions (self->step), G_MAXUINT, assertion);
  weir_edits_end (edits);
  weir_step_editor_show_tab (self, WEIR_EDITOR_TAB_ASSERT);
  weir_field_rows_focus_item (self->assertions, assertion, place->value != NULL ? "value" : "path");
}

/* As in the address bar of a browser; a second time does not cancel, as the button would. */
static void
url_activated_cb (WeirStepEditor *self)
{
  if (!is_under_way (get_send (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.send", NULL);
}

/* Return in the URL sends. Values are picked here and not in the results of runs: those are of a step as it
 * was then. */
void
weir_step_editor_install_send (WeirStepEditor *self)
{
  WeirResultDetails *details = weir_editor_response_get_details (self->response);
  WeirBodyView *body = weir_message_view_get_body (weir_result_details_get_response (details));

  self->picker = weir_value_picker_new (weir_body_view_get_view (body));
  g_signal_connect_swapped (self->picker, "extract", G_CALLBACK (extract_cb), self);
  g_signal_connect_swapped (self->picker, "assert", G_CALLBACK (assert_cb), self);
  g_signal_connect_object (weir_value_entry_get_editable (self->url), "activate",
                           G_CALLBACK (url_activated_cb), self, G_CONNECT_SWAPPED);
}

/**
 * weir_step_editor_get_response:
 * @self: an editor
 *
 * Returns: (transfer none): what came back from Send
 */
WeirEditorResponse *
weir_step_editor_get_response (WeirStepEditor *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  return self->response;
}

/**
 * weir_step_editor_get_picker:
 * @self: an editor
 *
 * Returns: (transfer none): what makes variables and assertions of values in the answer
 */
WeirValuePicker *
weir_step_editor_get_picker (WeirStepEditor *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  return self->picker;
}
