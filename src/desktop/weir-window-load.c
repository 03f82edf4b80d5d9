/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-load.c: before a load plan runs: whether the systems it loads may be loaded
 */

#include "config.h"

#include "weir-load-hosts.h"
#include "weir-preferences.h"
#include "weir-window-private.h"

/* Those that nobody has been asked about yet; (transfer container) */
static GPtrArray *
list_new_hosts (WeirPlanOutlook *outlook)
{
  GPtrArray *all = weir_plan_outlook_get_hosts (outlook);
  GPtrArray *hosts = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      WeirPlanHost *host = g_ptr_array_index (all, i);

      if (!host->is_this_machine && !weir_load_hosts_contains (host->host))
        g_ptr_array_add (hosts, host);
    }
  return hosts;
}

static void
forget (WeirWindow *self)
{
  g_clear_pointer (&self->load_outlook, weir_plan_outlook_unref);
  self->load_then = NULL;
}

/* The plan may have been edited while the question was there: what is new is asked about, too. */
static void
allowed_cb (WeirWindow *self)
{
  WeirWindowThen then = self->load_then;
  g_autoptr (GPtrArray) hosts = self->load_outlook != NULL ? list_new_hosts (self->load_outlook) : NULL;

  for (guint i = 0; hosts != NULL && i < hosts->len; i++)
    weir_load_hosts_add (((const WeirPlanHost *) g_ptr_array_index (hosts, i))->host);
  if (then == NULL || !weir_window_has_plan (self))
    return;
  weir_session_allow_unknown_hosts (self->session);
  weir_window_allow_load (self, then);
}

static void
cancelled_cb (WeirWindow *self)
{
  forget (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->action_bar));
}

/**
 * weir_window_install_load:
 * @self: a window that is being made
 *
 * Adds the question to what is above the document.
 */
void
weir_window_install_load (WeirWindow *self)
{
  self->load_question = g_object_new (WEIR_TYPE_LOAD_QUESTION, NULL);
  gtk_box_append (GTK_BOX (self->document_bar), GTK_WIDGET (self->load_question));
  g_signal_connect_object (self->load_question, "allowed", G_CALLBACK (allowed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->load_question, "cancelled", G_CALLBACK (cancelled_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * weir_window_allow_load:
 * @self: a window that shows a load plan
 * @then: what to do
 *
 * Calls @then when the plan loads this computer only, or systems that the person has allowed to be loaded:
 * at once, or when they have said so, in a form under the action bar. Each host is asked about once; hosts
 * that only the run will tell, once for as long as the document is open.
 */
void
weir_window_allow_load (WeirWindow *self, WeirWindowThen then)
{
  g_autoptr (GPtrArray) hosts = NULL;
  gboolean some_unknown;

  weir_window_forget_load (self);
  self->load_outlook = weir_session_new_outlook (self->session);
  hosts = list_new_hosts (self->load_outlook);
  some_unknown = weir_plan_outlook_has_unknown_hosts (self->load_outlook)
                 && !weir_session_allows_unknown_hosts (self->session);
  if (!weir_preferences_get_confirm_load (weir_preferences_get_default ())
      || (hosts->len == 0 && !some_unknown))
    {
      forget (self);
      then (self);
      return;
    }
  self->load_then = then;
  weir_load_question_ask (self->load_question, hosts, some_unknown);
}

/**
 * weir_window_forget_load:
 * @self: a window
 *
 * What waits for an answer does not happen.
 */
void
weir_window_forget_load (WeirWindow *self)
{
  forget (self);
  weir_load_question_clear (self->load_question);
}

/**
 * weir_window_get_load_question:
 * @self: a window
 *
 * Returns: (transfer none): what asks before foreign systems are loaded
 */
WeirLoadQuestion *
weir_window_get_load_question (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->load_question;
}
