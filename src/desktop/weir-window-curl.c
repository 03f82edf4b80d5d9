/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-curl.c: steps from curl commands on the clipboard, and steps as such commands
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-curl-export.h"
#include "weir-window-private.h"

/**
 * weir_window_add_curl:
 * @self: a window that shows a flow
 * @text: what was on the clipboard
 *
 * Adds a step that does what the command does, after the selected one, and says what was not taken over.
 */
void
weir_window_add_curl (WeirWindow *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirCurlImport *import = weir_curl_import (text, &error);

  if (import == NULL)
    {
      weir_window_show_message (self, GTK_MESSAGE_WARNING, error->message);
      self->message_passes = TRUE;
      return;
    }
  weir_session_keep_curl_secrets (self->session, import);
  if (!weir_step_list_add (self->step_list, import->step, _("Add Step from curl")))
    {
      weir_curl_import_free (import);
      return;
    }
  weir_window_set_view (self, "edit");
  weir_step_editor_show_import (self->editor, import);
}

/* What a Send would find. A value that is worked out when it is used stays the placeholder that it is. */
static void
collect_values (WeirSession *session, WeirCurlValues *values)
{
  GListModel *store = G_LIST_MODEL (weir_session_get_store (session));

  for (guint i = 0; i < g_list_model_get_n_items (store); i++)
    {
      g_autoptr (WeirCurrentVariable) variable = g_list_model_get_item (store, i);
      const char *name = weir_current_variable_get_name (variable);
      const char *value = weir_current_variable_get_value (variable);

      if (weir_current_variable_get_secret (variable))
        g_hash_table_add (values->secrets, g_strdup (name));
      else if (value != NULL && !weir_current_variable_get_as_written (variable))
        g_hash_table_insert (values->values, g_strdup (name), g_strdup (value));
    }
}

static void
add_secrets (WeirSession *session, GHashTable *values)
{
  g_autoptr (WeirEnvironment) environment = NULL;
  g_auto (GStrv) secrets = NULL;
  g_auto (GStrv) missing = NULL;

  if (!weir_session_find_environment (session, &environment, &secrets, &missing, NULL))
    return;
  for (char **pair = secrets; pair != NULL && *pair != NULL; pair++)
    {
      char *value = strchr (*pair, '=');

      g_hash_table_insert (values, g_strndup (*pair, (gsize) (value - *pair)), g_strdup (value + 1));
    }
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  WeirStepRow *row = weir_step_list_get_selected (self->step_list);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  WeirCurlValues values = { known, secrets, g_variant_get_boolean (parameter) };
  g_autofree char *command = NULL;

  if (row == NULL)
    return;
  collect_values (self->session, &values);
  if (values.shows_secrets)
    add_secrets (self->session, known);
  command = weir_curl_export (weir_step_row_get_step (row), &values);
  if (command != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), command);
}

static void
add_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_add_curl (WEIR_WINDOW (data), g_variant_get_string (parameter, NULL));
}

/**
 * weir_window_update_curl:
 * @self: a window
 *
 * A step with a request can be copied as a command.
 */
void
weir_window_update_curl (WeirWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "copy-as-curl");
  WeirStepRow *row = self->session != NULL ? weir_step_list_get_selected (self->step_list) : NULL;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               row != NULL && weir_step_get_request (weir_step_row_get_step (row)) != NULL);
}

/**
 * weir_window_install_curl:
 * @self: a window
 *
 * Gives the window its action about commands.
 */
void
weir_window_install_curl (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "add-curl", .parameter_type = "s", .activate = add_action },
    { .name = "copy-as-curl", .parameter_type = "b", .activate = copy_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
