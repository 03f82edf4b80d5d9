/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-secrets.c: before something is sent: where it runs, and the secrets that needs
 */

#include "config.h"

#include "weir-keyring.h"
#include "weir-session-environment.h"
#include "weir-window-private.h"

/* What waits for secrets, while the keyring is asked. */
typedef struct
{
  WeirWindow *window;
  WeirSession *session;
  WeirEnvironment *environment;
  char *folder;
} Wait;

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->window);
  g_object_unref (wait->session);
  g_object_unref (wait->environment);
  g_free (wait->folder);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

static void
go_on (WeirWindow *self)
{
  WeirWindowThen then = self->then;

  self->then = NULL;
  weir_session_environment_changed (self->session);
  if (then != NULL)
    then (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wait) wait = data;
  WeirWindow *self = wait->window;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) secrets = NULL;
  g_auto (GStrv) missing = NULL;
  const char *notice = NULL;

  if (!weir_keyring_load_finish (result, &error))
    notice = error->message;
  /* Another document is shown by now, or the person has pressed something else. */
  if (self->then == NULL || self->session != wait->session)
    return;
  weir_session_environment_collect (wait->environment, wait->folder, &secrets, &missing);
  if (*missing == NULL)
    go_on (self);
  else
    weir_secret_form_ask (self->secret_form, wait->folder, weir_environment_get_name (wait->environment),
                          (const char *const *) missing, notice);
}

static void
ask_keyring (WeirWindow *self, WeirEnvironment *environment, char *const *missing)
{
  GFile *file = weir_session_get_file (self->session);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (WeirSecretKey));
  Wait *wait = g_new0 (Wait, 1);

  wait->window = g_object_ref (self);
  wait->session = g_object_ref (self->session);
  wait->environment = g_object_ref (environment);
  wait->folder = weir_session_environment_get_folder (path);
  for (; *missing != NULL; missing++)
    {
      WeirSecretKey key = { wait->folder, weir_environment_get_name (environment), *missing };

      g_array_append_val (keys, key);
    }
  weir_keyring_load_async ((const WeirSecretKey *) (gpointer) keys->data, keys->len, NULL, loaded_cb, wait);
}

/**
 * weir_window_prepare:
 * @self: a window that shows a flow
 * @then: what to do
 *
 * Calls @then once every secret of the flow's environment has a value: at once when that is so, else when the
 * keyring had them, else when the person has given them, in a form under the action bar. What is wrong with
 * the environment is shown as a message, and @then is not called. Of several the last one counts.
 */
void
weir_window_prepare (WeirWindow *self, WeirWindowThen then)
{
  g_autoptr (WeirEnvironment) environment = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) secrets = NULL;
  g_auto (GStrv) missing = NULL;

  weir_window_forget_secrets (self);
  if (!weir_session_find_environment (self->session, &environment, &secrets, &missing, &error))
    {
      weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
      return;
    }
  self->then = then;
  if (missing == NULL || *missing == NULL)
    go_on (self);
  else
    ask_keyring (self, environment, missing);
}

/* What waited for secrets, or for leave to load a system, does not happen. */
void
weir_window_forget_secrets (WeirWindow *self)
{
  weir_window_forget_load (self);
  self->then = NULL;
  weir_secret_form_clear (self->secret_form);
}

void
weir_window_secrets_answered (WeirWindow *self)
{
  if (self->session != NULL)
    go_on (self);
}

void
weir_window_secrets_failed (WeirWindow *self, const char *sentence)
{
  weir_window_show_message (self, GTK_MESSAGE_WARNING, sentence);
}
