/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-send-again-window.c: a recorded request that is sent again, beside what came back then
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-record-codec.h"
#include "weir-result-details.h"
#include "weir-result-differences.h"
#include "weir-send-again-window.h"

struct _WeirSendAgainWindow
{
  GtkWindow parent_instance;

  /* template */
  GtkLabel *summary;
  GtkLabel *recorded_title;
  WeirResultDetails *recorded;
  WeirEditorResponse *response;

  /* owned */
  WeirSend *send;
  char *when;

  guint attempt; /* whose request is sent again */
};

G_DEFINE_FINAL_TYPE (WeirSendAgainWindow, weir_send_again_window, GTK_TYPE_WINDOW)

static gboolean
was_sent (const WeirStepResult *result)
{
  const WeirExchange *exchange = result != NULL ? weir_step_result_get_last (result) : NULL;

  return exchange != NULL && exchange->outcome != WEIR_EXCHANGE_UNSENT;
}

static char *
describe (WeirSendAgainWindow *self)
{
  const WeirStepResult *result = weir_send_get_result (self->send);
  const WeirStepResult *recorded;
  g_autofree char *differences = NULL;

  if (!weir_send_is_done (self->send))
    return g_strdup_printf (_("The request is sent again as it was in %s. Closing this window cancels it."),
                            self->when);
  if (!was_sent (result))
    return g_strdup (_("The request was not sent again."));
  recorded = weir_result_details_get_result (self->recorded);
  differences = weir_result_describe_differences (result, recorded,
                                                  g_ptr_array_index (recorded->attempts, self->attempt));
  if (*differences == '\0')
    return g_strdup_printf (_("The request was sent again as it was in %s. Nothing differs."), self->when);
  return g_strdup_printf (_("The request was sent again as it was in %s. What differs now:\n%s"), self->when,
                          differences);
}

static void
show_send (WeirSendAgainWindow *self)
{
  g_autofree char *text = describe (self);

  gtk_label_set_text (self->summary, text);
  weir_editor_response_show (self->response, self->send);
}

static void
weir_send_again_window_dispose (GObject *object)
{
  WeirSendAgainWindow *self = WEIR_SEND_AGAIN_WINDOW (object);

  if (self->send != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->send, self);
      weir_send_cancel (self->send);
    }
  g_clear_object (&self->send);
  g_clear_pointer (&self->when, g_free);
  G_OBJECT_CLASS (weir_send_again_window_parent_class)->dispose (object);
}

static void
weir_send_again_window_class_init (WeirSendAgainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_send_again_window_dispose;
  g_type_ensure (WEIR_TYPE_RESULT_DETAILS);
  g_type_ensure (WEIR_TYPE_EDITOR_RESPONSE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-send-again-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirSendAgainWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, WeirSendAgainWindow, recorded_title);
  gtk_widget_class_bind_template_child (widget_class, WeirSendAgainWindow, recorded);
  gtk_widget_class_bind_template_child (widget_class, WeirSendAgainWindow, response);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
weir_send_again_window_init (WeirSendAgainWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_editor_response_set_alone (self->response, TRUE);
}

/* The result in the list may be another one by the time the answer is there. */
static WeirStepResult *
copy_result (const WeirStepResult *result)
{
  const WeirRecordBodies whole = { .body_limit = G_MAXSIZE };
  g_autoptr (GByteArray) record = g_byte_array_new ();

  weir_record_encode (result, NULL, &whole, record);
  return weir_record_decode (record->data + sizeof (guint32), record->len - sizeof (guint32), NULL);
}

/**
 * weir_send_again_window_new:
 * @parent: the window whose results these are
 * @recorded: the result whose request is sent again; copied
 * @attempt: which of its attempts, from 0
 * @when: of which pass it is
 * @send: what sends it; cancelled when the window is closed
 *
 * Returns: (transfer none): what came back then and what comes back now, side by side; not shown yet
 */
WeirSendAgainWindow *
weir_send_again_window_new (GtkWindow *parent, const WeirStepResult *recorded, guint attempt,
                            const char *when, WeirSend *send)
{
  WeirSendAgainWindow *self =
      g_object_new (WEIR_TYPE_SEND_AGAIN_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  g_autofree char *title = g_strdup_printf (_("%s, sent again"), recorded->name);

  gtk_window_set_title (GTK_WINDOW (self), title);
  self->attempt = attempt;
  self->when = recorded->attempts->len > 1
                   ? g_strdup_printf (_("%s, attempt %u of %u"), when, attempt + 1, recorded->attempts->len)
                   : g_strdup (when);
  gtk_label_set_text (self->recorded_title, self->when);
  weir_result_details_take (self->recorded, copy_result (recorded));
  weir_result_details_choose_attempt (self->recorded, attempt);
  self->send = g_object_ref (send);
  g_signal_connect_object (send, "finished", G_CALLBACK (show_send), self, G_CONNECT_SWAPPED);
  show_send (self);
  return self;
}

/**
 * weir_send_again_window_get_summary:
 * @self: a window
 *
 * Returns: (transfer none): what is said of the request, and what differs
 */
const char *
weir_send_again_window_get_summary (WeirSendAgainWindow *self)
{
  g_return_val_if_fail (WEIR_IS_SEND_AGAIN_WINDOW (self), NULL);

  return gtk_label_get_text (self->summary);
}
