/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-message-view.c: a request or a response as text: first line, header fields, body
 *
 * One read-only text in the form of the wire, so that any of it can be selected and copied at once.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-body-text.h"
#include "weir-message-view.h"

struct _WeirMessageView
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkLabel *note;
  GtkTextView *view;
  GtkTextBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (WeirMessageView, weir_message_view, GTK_TYPE_WIDGET)

static void
append (WeirMessageView *self, const char *text, const char *tag)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  if (tag != NULL)
    gtk_text_buffer_insert_with_tags_by_name (self->buffer, &end, valid, -1, tag, NULL);
  else
    gtk_text_buffer_insert (self->buffer, &end, valid, -1);
}

static void
append_headers (WeirMessageView *self, const WeirHeaders *headers)
{
  gsize position = 0;
  const char *name;
  const char *value;

  while (weir_headers_next (headers, &position, &name, &value))
    {
      append (self, "\n", NULL);
      append (self, name, "strong");
      append (self, ": ", NULL);
      append (self, value, NULL);
    }
}

static void
set_note (WeirMessageView *self, GString *note)
{
  gtk_label_set_text (self->note, note->str);
  gtk_widget_set_visible (GTK_WIDGET (self->note), note->len > 0);
  g_string_free (note, TRUE);
}

static void
add_sentence (GString *note, const char *sentence)
{
  if (sentence == NULL)
    return;
  if (note->len > 0)
    g_string_append_c (note, ' ');
  g_string_append (note, sentence);
}

static void
append_body (WeirMessageView *self, const guint8 *data, gsize size, const char *type, GString *note)
{
  g_autofree char *done = NULL;
  g_autofree char *text = weir_body_text (data, size, type, &done);

  if (*text != '\0')
    {
      append (self, "\n\n", NULL);
      append (self, text, NULL);
    }
  add_sentence (note, done);
}

static void
begin (WeirMessageView *self, const char *spoken)
{
  gtk_text_buffer_set_text (self->buffer, "", 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
rewind_view (WeirMessageView *self)
{
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), 0);
}

static void
add_hops (const WeirExchange *exchange, GString *note)
{
  for (guint i = 0; i < exchange->hops->len; i++)
    {
      const WeirHop *hop = &g_array_index (exchange->hops, WeirHop, i);
      g_autofree char *text = g_strdup_printf (_("Redirected: %s answered %u."), hop->url, hop->status);

      add_sentence (note, text);
    }
}

static void
weir_message_view_dispose (GObject *object)
{
  WeirMessageView *self = WEIR_MESSAGE_VIEW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_message_view_parent_class)->dispose (object);
}

static void
weir_message_view_class_init (WeirMessageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_message_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-message-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, content);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, note);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, view);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_message_view_init (WeirMessageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_create_tag (self->buffer, "strong", "weight", PANGO_WEIGHT_BOLD, NULL);
}

/**
 * weir_message_view_set_request:
 * @self: a view
 * @exchange: a request as it was sent; not kept
 */
void
weir_message_view_set_request (WeirMessageView *self, const WeirExchange *exchange)
{
  g_autofree char *line = NULL;
  GString *note = g_string_new (NULL);
  gsize size = 0;
  const guint8 *data = NULL;

  g_return_if_fail (WEIR_IS_MESSAGE_VIEW (self));

  line = g_strdup_printf ("%s %s", exchange->method != NULL ? exchange->method : "", exchange->url->str);
  begin (self, _("Request"));
  append (self, line, "strong");
  append_headers (self, exchange->request_headers);
  if (exchange->request_body != NULL)
    data = g_bytes_get_data (exchange->request_body, &size);
  append_body (self, data, size, weir_headers_find (exchange->request_headers, "Content-Type", 0), note);
  set_note (self, note);
  rewind_view (self);
}

/**
 * weir_message_view_set_response:
 * @self: a view
 * @exchange: what came back; not kept
 */
void
weir_message_view_set_response (WeirMessageView *self, const WeirExchange *exchange)
{
  g_autofree char *line = NULL;
  GString *note;

  g_return_if_fail (WEIR_IS_MESSAGE_VIEW (self));

  if (exchange->status == 0)
    {
      weir_message_view_set_nothing (self, exchange->error_message != NULL ? exchange->error_message
                                                                           : _("There was no answer."));
      return;
    }
  note = g_string_new (NULL);
  line = g_strdup_printf ("HTTP/%u.%u %u %s", exchange->http_version / 10, exchange->http_version % 10,
                          exchange->status, exchange->reason != NULL ? exchange->reason : "");
  begin (self, _("Response"));
  append (self, line, "strong");
  append_headers (self, exchange->response_headers);
  append_body (self, exchange->response_body->data, exchange->response_body->len,
               weir_headers_find (exchange->response_headers, "Content-Type", 0), note);
  if (exchange->body_truncated)
    {
      g_autofree char *kept = g_format_size (exchange->response_body->len);
      g_autofree char *whole = g_format_size (exchange->body_size);
      g_autofree char *text = g_strdup_printf (_("Of the body of %s only %s were kept."), whole, kept);

      add_sentence (note, text);
    }
  add_hops (exchange, note);
  add_sentence (note, exchange->error_message);
  set_note (self, note);
  rewind_view (self);
}

/**
 * weir_message_view_set_nothing:
 * @self: a view
 * @why: why there is nothing to show, a whole sentence
 */
void
weir_message_view_set_nothing (WeirMessageView *self, const char *why)
{
  g_return_if_fail (WEIR_IS_MESSAGE_VIEW (self));

  begin (self, why);
  set_note (self, g_string_new (why));
}

/**
 * weir_message_view_get_text:
 * @self: a view
 *
 * Returns: (transfer full): all that the text shows
 */
char *
weir_message_view_get_text (WeirMessageView *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (WEIR_IS_MESSAGE_VIEW (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}
