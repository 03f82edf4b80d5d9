/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-send.c: one step of an open document alone, and the values that runs and Sends left
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-flow-format.h"
#include "weir-session-private.h"

#define PLACE_AFTER_MS 150

static gboolean
place_store_cb (gpointer data)
{
  WeirSession *self = data;

  self->place_idle = 0;
  weir_session_note_names (self);
  weir_current_store_set_place (self->store, self->flow, self->environment,
                                (const char *const *) self->secrets, NULL);
  return G_SOURCE_REMOVE;
}

/* When a person pauses: nobody reads the values between two keys. */
void
weir_session_place_store (WeirSession *self)
{
  if (self->place_idle == 0)
    self->place_idle = g_timeout_add (PLACE_AFTER_MS, place_store_cb, self);
}

/* So that the fields know that these have a value. */
static void
add_given_names (WeirSession *self)
{
  GHashTableIter iter;
  gpointer name;

  if (self->given == NULL)
    return;
  if (self->environment == NULL)
    self->environment = weir_environment_new (_("this session"));
  g_hash_table_iter_init (&iter, self->given);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!weir_environment_is_secret (self->environment, name))
      weir_environment_add_secret (self->environment, name);
}

/* One that cannot be used is no error here: Run and Send say so. */
void
weir_session_read_environment (WeirSession *self)
{
  g_auto (GStrv) missing = NULL;

  g_clear_object (&self->environment);
  g_clear_pointer (&self->secrets, g_strfreev);
  if (self->document != NULL)
    weir_session_find_environment (self, &self->environment, &self->secrets, &missing, NULL);
  add_given_names (self);
  weir_session_place_store (self);
}

void
weir_session_drop_send (WeirSession *self)
{
  if (self->send == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->send, self);
  weir_send_cancel (self->send);
  g_clear_object (&self->send);
  g_clear_object (&self->sent_step);
}

static void
finished_cb (WeirSession *self)
{
  g_signal_emit_by_name (self, "send-changed");
}

/* Without the other steps that have errors: they are no reason not to send this one. */
static WeirFlow *
copy_sound_steps (WeirSession *self, WeirStep *sent)
{
  WeirFlow *copy = weir_flow_new (weir_flow_get_name (self->flow));
  GListModel *variables = G_LIST_MODEL (weir_flow_get_variables (self->flow));

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (GObject) variable = g_list_model_get_item (variables, i);

      g_list_store_append (weir_flow_get_variables (copy), variable);
    }
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (self->flow, part)));
         i++)
      {
        WeirStep *step = weir_flow_get_step (self->flow, part, i);

        if (step == sent || !weir_flow_problems_has_error (self->edit_problems, step))
          g_list_store_append (weir_flow_get_part (copy, part), step);
      }
  return copy;
}

static gboolean
find_place (WeirFlow *flow, WeirStep *step, WeirSendSettings *settings)
{
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      settings->part = part;
      if (g_list_store_find (weir_flow_get_part (flow, part), step, &settings->step))
        return TRUE;
    }
  return FALSE;
}

/**
 * weir_session_start_send:
 * @self: a document with a flow
 * @step: a step of it without errors
 * @error: return location for a #WEIR_RUN_ERROR, or %WEIR_FORMAT_ERROR_INVALID about its environment
 *
 * Sends that step alone, with what the last run or Send left. One that is under way is cancelled.
 *
 * Returns: whether it has begun
 */
gboolean
weir_session_start_send (WeirSession *self, WeirStep *step, GError **error)
{
  g_autoptr (WeirFlow) flow = NULL;
  g_autofree char *yaml = NULL;
  g_autofree char *path = NULL;
  g_autoptr (WeirEnvironment) environment = NULL;
  g_auto (GStrv) secrets = NULL;
  g_auto (GStrv) missing = NULL;
  WeirSendSettings settings = { 0 };
  WeirSend *send;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);
  g_return_val_if_fail (self->flow != NULL, FALSE);

  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  if (!weir_session_find_environment (self, &environment, &secrets, &missing, error) ||
      !weir_session_has_secrets (environment, missing, error))
    return FALSE;
  flow = weir_flow_problems_find_step (self->edit_problems) != NULL ? copy_sound_steps (self, step)
                                                                    : g_object_ref (self->flow);
  if (!find_place (flow, step, &settings))
    return FALSE;
  yaml = weir_flow_to_yaml (flow);
  settings.store = self->store;
  settings.environment = environment;
  settings.secrets = (const char *const *) secrets;
  settings.file_name = path;
  weir_current_store_set_place (self->store, self->flow, environment, settings.secrets, NULL);
  send = weir_send_new (flow, yaml, &settings, error);
  if (send == NULL)
    return FALSE;
  weir_session_drop_send (self);
  self->send = send;
  self->sent_step = g_object_ref (step);
  g_signal_connect_object (send, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  weir_send_start (send);
  g_signal_emit_by_name (self, "send-changed");
  return TRUE;
}

/**
 * weir_session_send_again:
 * @self: a document with a flow
 * @run_flow: the flow as it was run
 * @file_name: (nullable): the file it was in
 * @result: of that run
 * @exchange: one of its attempts
 * @error: as for weir_session_start_send()
 *
 * Sends a recorded request again as it was. What the record hides is filled in with what the last run or
 * Send left. It is no Send of the document: its steps do not show it.
 *
 * Returns: (transfer full) (nullable): what has begun
 */
WeirSend *
weir_session_send_again (WeirSession *self, WeirFlow *run_flow, const char *file_name,
                         const WeirStepResult *result, const WeirExchange *exchange, GError **error)
{
  g_autofree char *yaml = NULL;
  g_autoptr (WeirEnvironment) environment = NULL;
  g_auto (GStrv) secrets = NULL;
  g_auto (GStrv) missing = NULL;
  WeirSendSettings settings = { .again = exchange };
  WeirSend *send;

  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  if (!weir_session_find_environment (self, &environment, &secrets, &missing, error) ||
      !weir_session_has_secrets (environment, missing, error))
    return NULL;
  yaml = weir_flow_to_yaml (run_flow);
  settings.part = (WeirFlowPart) result->brief.part;
  settings.step = result->brief.step;
  settings.store = self->store;
  settings.environment = environment;
  settings.secrets = (const char *const *) secrets;
  settings.file_name = file_name;
  send = weir_send_new (run_flow, yaml, &settings, error);
  if (send != NULL)
    weir_send_start (send);
  return send;
}

/**
 * weir_session_cancel_send:
 * @self: a document
 *
 * Ends the Send that is under way, if one is.
 */
void
weir_session_cancel_send (WeirSession *self)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  if (weir_session_is_sending (self))
    weir_send_cancel (self->send);
}

/**
 * weir_session_is_sending:
 * @self: a document
 *
 * Returns: whether a Send is under way
 */
gboolean
weir_session_is_sending (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  return self->send != NULL && !weir_send_is_done (self->send);
}

/**
 * weir_session_get_send:
 * @self: a document
 * @step: a step of it
 *
 * Returns: (transfer none) (nullable): the latest Send, if it was of that step
 */
WeirSend *
weir_session_get_send (WeirSession *self, WeirStep *step)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return step != NULL && step == self->sent_step ? self->send : NULL;
}

/**
 * weir_session_get_store:
 * @self: a document
 *
 * Returns: (transfer none): what runs and Sends left
 */
WeirCurrentStore *
weir_session_get_store (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->store;
}

/**
 * weir_session_get_environment:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): where its flow runs
 */
WeirEnvironment *
weir_session_get_environment (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->environment;
}
