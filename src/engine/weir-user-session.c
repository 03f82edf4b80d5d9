/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-user-session.c: what one client has, and what all clients of a worker have in common
 */

#include "config.h"

#include "weir-execution.h"

#include <string.h>

/* What a method warns of belongs to the step that called it; once is enough. */
static void
warn_cb (const char *message, gpointer data)
{
  WeirExecution *execution = data;

  if (g_ptr_array_find_with_equal_func (execution->result->warnings, message, g_str_equal, NULL))
    return;
  weir_step_result_add_warning (execution->result, message);
}

/**
 * weir_user_session_init:
 * @self: (out): a session
 * @shared: what it has in common with others
 * @client: (transfer none): its cookies and connections
 *
 * Has no store yet.
 */
void
weir_user_session_init (WeirUserSession *self, WeirShared *shared, WeirClient *client)
{
  *self = (WeirUserSession){ .client = client };
  self->scope.globals = shared->globals;
  self->scope.state = shared->methods;
  self->scope.warn = warn_cb;
}

void
weir_user_session_clear (WeirUserSession *self, WeirShared *shared)
{
  guint n_slots = weir_names_get_count (shared->names);

  weir_store_free (self->scope.store, n_slots);
  weir_scope_clear (&self->scope);
  weir_notes_free (self->notes, n_slots);
  g_free (self->origins);
  g_clear_pointer (&self->mask, weir_mask_free);
  weir_secret_forget_credentials (self);
}

/**
 * weir_shared_init:
 * @self: (out): what is in common
 * @names: every name the document knows
 * @globals: its variables
 * @files: those it names
 * @folder: (nullable): the one of the document
 *
 * All of it stays borrowed. Everything happens in the thread-default main context of this call.
 */
void
weir_shared_init (WeirShared *self, WeirNames *names, WeirGlobals *globals, WeirFiles *files,
                  const char *folder)
{
  *self = (WeirShared){ .names = names, .globals = globals, .files = files };
  self->transport = weir_transport_new ();
  self->timers = weir_transport_get_timers (self->transport);
  self->methods = weir_method_state_new (folder);
  self->secrets = g_ptr_array_new_with_free_func (g_free);
}

/* Credentials that stand in the document as they are. */
void
weir_shared_hide_written (WeirShared *self, const WeirStepProgram *step)
{
  GPtrArray *secrets = step->request ? step->request->secrets : NULL;

  for (guint i = 0; secrets && i < secrets->len; i++)
    g_ptr_array_add (self->secrets, g_strdup (g_ptr_array_index (secrets, i)));
}

/**
 * weir_shared_set_up_security:
 * @self: what is in common; knows what is written in the document
 * @settings: proxy, authorities, certificate and secrets
 *
 * Returns: %FALSE with an error when a file cannot be used
 */
gboolean
weir_shared_set_up_security (WeirShared *self, const WeirEngineSettings *settings, GError **error)
{
  weir_transport_set_proxy (self->transport, settings->proxy);
  self->insecure = settings->insecure;
  if (settings->authorities &&
      !weir_transport_set_authorities (self->transport, settings->authorities, error))
    return FALSE;
  if (settings->certificate_password)
    g_ptr_array_add (self->secrets, g_strdup (settings->certificate_password));
  if (settings->certificate)
    self->certificate = weir_files_get_certificate (self->files, settings->certificate,
                                                    settings->certificate_password, error);
  /* Those of the environment: hidden from the beginning, for everybody. */
  for (const char *const *given = settings->secrets; given && *given; given++)
    g_ptr_array_add (self->secrets, g_strdup (strchr (*given, '=') + 1));
  if (self->secrets->len > 0)
    self->mask = weir_mask_new ();
  for (guint i = 0; i < self->secrets->len; i++)
    weir_mask_add (self->mask, g_ptr_array_index (self->secrets, i));
  return !settings->certificate || self->certificate;
}

/* After all clients are closed. */
void
weir_shared_clear (WeirShared *self)
{
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  g_clear_pointer (&self->mask, weir_mask_free);
  g_clear_pointer (&self->methods, weir_method_state_free);
  g_clear_pointer (&self->transport, weir_transport_free);
}
