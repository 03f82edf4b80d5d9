/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-editor-curl.c: a curl command in the URL field of the editor becomes the whole request
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-step-editor-private.h"
#include "weir-step-names.h"

/* Called after its request, unless a person has given it a name. */
static void
name_after_request (WeirStepEditor *self, WeirEdits *edits, WeirRequest *request)
{
  g_autoptr (GHashTable) names =
      weir_step_names_collect (weir_editor_context_get_flow (self->context), self->step);
  g_autofree char *suggested = weir_request_suggest_name (request);
  g_autofree char *name = weir_step_names_add (names, suggested);

  weir_edits_set_string (edits, self->step, "name", name);
}

static void
fill_step (WeirStepEditor *self, WeirCurlImport *import)
{
  WeirEdits *edits = weir_editor_context_get_edits (self->context);
  WeirRequest *request = weir_step_get_request (import->step);
  gboolean follows = weir_step_has_suggested_name (self->step);

  weir_edits_seal (edits);
  weir_edits_begin (edits, _("Paste curl Command"));
  weir_edits_set_object (edits, self->step, "request", request);
  if (follows)
    name_after_request (self, edits, request);
  weir_edits_end (edits);
}

static void
taken_cb (WeirStepEditor *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirCurlImport *import = weir_curl_import (text, &error);

  if (import == NULL)
    {
      weir_curl_notice_show_error (self->curl_notice, error->message);
      return;
    }
  weir_session_keep_curl_secrets (self->session, import);
  fill_step (self, import);
  weir_step_editor_show_import (self, import);
}

static gboolean
is_in_body (WeirStepEditor *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->body));
}

/**
 * weir_step_editor_offer_curl:
 * @widget: an editor
 * @action: the name of the action
 * @command: a curl command that was pasted into one of its fields
 *
 * Offers to make a step of it, where there are steps. In a body it may be what shall be sent.
 */
void
weir_step_editor_offer_curl (GtkWidget *widget, const char *action, GVariant *command)
{
  WeirStepEditor *self = WEIR_STEP_EDITOR (widget);

  if (weir_editor_context_get_flow (self->context) != NULL && !is_in_body (self))
    weir_curl_notice_show_offer (self->curl_notice, g_variant_get_string (command, NULL),
                                 weir_editor_context_get_edits (self->context));
}

/* The URL field takes commands. */
void
weir_step_editor_install_curl (WeirStepEditor *self)
{
  weir_value_entry_set_take (self->url, weir_curl_is_command);
  g_signal_connect_object (self->url, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
}

/* Where most of what the command said is now. */
static WeirEditorTab
find_main_tab (WeirRequest *request)
{
  if (weir_request_get_payload_kind (request) != WEIR_PAYLOAD_NONE)
    return WEIR_EDITOR_TAB_BODY;
  if (g_list_model_get_n_items (G_LIST_MODEL (weir_request_get_query (request))) > 0)
    return WEIR_EDITOR_TAB_PARAMS;
  return WEIR_EDITOR_TAB_HEADERS;
}

/**
 * weir_step_editor_show_import:
 * @self: an editor
 * @import: (transfer full): what the request of its step comes from
 *
 * Says below the URL what was not taken over, and what is secret.
 */
void
weir_step_editor_show_import (WeirStepEditor *self, WeirCurlImport *import)
{
  g_return_if_fail (WEIR_IS_STEP_EDITOR (self));

  weir_curl_notice_show_import (self->curl_notice, import, weir_editor_context_get_edits (self->context));
  weir_step_editor_show_tab (self, find_main_tab (weir_step_get_request (self->step)));
}

/**
 * weir_step_editor_get_curl_notice:
 * @self: an editor
 *
 * Returns: (transfer none): what it says about a curl command
 */
WeirCurlNotice *
weir_step_editor_get_curl_notice (WeirStepEditor *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_EDITOR (self), NULL);

  return self->curl_notice;
}
