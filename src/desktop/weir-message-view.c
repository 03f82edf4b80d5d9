/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-message-view.c: a request or a response: its first line, its body, its header fields, its redirects
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-body-text.h"
#include "weir-body-view.h"
#include "weir-duration.h"
#include "weir-fact-table.h"
#include "weir-limits.h"
#include "weir-message-view.h"

struct _WeirMessageView
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkWidget *head;
  GtkLabel *line;
  GtkLabel *note;
  GtkStack *pages;
  GtkWidget *save;
  WeirBodyView *body;
  GtkStackPage *headers_page;
  WeirFactTable *headers;
  GtkStackPage *redirects_page;
  WeirFactTable *redirects;

  /* owned */
  GString *text; /* first line and header fields in the form of the wire */
};

G_DEFINE_FINAL_TYPE (WeirMessageView, weir_message_view, GTK_TYPE_WIDGET)

static void
show_line (WeirMessageView *self, const char *line)
{
  g_autofree char *valid = g_utf8_make_valid (line, -1);

  g_string_assign (self->text, valid);
  gtk_label_set_text (self->line, valid);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->line), valid);
}

static void
show_headers (WeirMessageView *self, const WeirHeaders *headers)
{
  const char *const titles[] = { _("Name"), _("Value"), NULL };
  g_autofree char *title = NULL;
  gsize position = 0;
  const char *name;
  const char *value;
  guint n_headers = 0;

  weir_fact_table_begin (self->headers, titles, _("There are no header fields."));
  for (; weir_headers_next (headers, &position, &name, &value); n_headers++)
    {
      const char *const texts[] = { name, value, NULL };

      weir_fact_table_add (self->headers, WEIR_TONE_QUIET, texts);
      g_string_append_printf (self->text, "\n%s: %s", name, value);
    }
  title = g_strdup_printf (_("Headers (%u)"), n_headers);
  gtk_stack_page_set_title (self->headers_page, title);
}

static void
show_redirects (WeirMessageView *self, const WeirExchange *exchange)
{
  const char *const titles[] = { _("Status"), _("URL that answered"), _("Time"), NULL };
  guint n_hops = exchange != NULL ? exchange->hops->len : 0;
  g_autofree char *title = g_strdup_printf (_("Redirects (%u)"), n_hops);

  weir_fact_table_begin (self->redirects, titles, "");
  for (guint i = 0; i < n_hops; i++)
    {
      const WeirHop *hop = &g_array_index (exchange->hops, WeirHop, i);
      g_autofree char *status = g_strdup_printf ("%u", hop->status);
      g_autofree char *time = hop->time_us > 0 ? weir_duration_to_display (hop->time_us) : g_strdup ("–");
      const char *const texts[] = { status, hop->url, time, NULL };

      weir_fact_table_add (self->redirects, WEIR_TONE_QUIET, texts);
    }
  if (n_hops > 0)
    {
      g_autofree char *status = g_strdup_printf ("%u", exchange->status);
      const char *const texts[] = { status, exchange->url->str, "", NULL };

      weir_fact_table_add (self->redirects, WEIR_TONE_QUIET, texts);
    }
  gtk_stack_page_set_title (self->redirects_page, title);
  gtk_stack_page_set_visible (self->redirects_page, n_hops > 0);
  if (n_hops == 0 && g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "redirects") == 0)
    gtk_stack_set_visible_child_name (self->pages, "body");
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
show_body (WeirMessageView *self, const guint8 *data, gsize size, const char *type, const char *spoken,
           GString *note)
{
  g_autofree char *done = NULL;
  g_autofree char *text = weir_body_text (data, size, type, &done);
  gboolean binary = done != NULL && size > 0 && g_str_has_prefix (text, "00000000  ");

  weir_body_view_set_text (self->body, text, binary ? NULL : weir_body_guess_language (type, text), spoken);
  add_sentence (note, done);
  if (size == 0)
    add_sentence (note, _("There is no body."));
}

static void
begin (WeirMessageView *self)
{
  gtk_widget_set_visible (self->head, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->pages), TRUE);
}

static void
search_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirMessageView *self = WEIR_MESSAGE_VIEW (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->pages)))
    return;
  gtk_stack_set_visible_child_name (self->pages, "body");
  gtk_widget_activate_action (GTK_WIDGET (self->body), "body.search", NULL);
}

static void
weir_message_view_dispose (GObject *object)
{
  WeirMessageView *self = WEIR_MESSAGE_VIEW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_message_view_parent_class)->dispose (object);
}

static void
weir_message_view_finalize (GObject *object)
{
  g_string_free (WEIR_MESSAGE_VIEW (object)->text, TRUE);
  G_OBJECT_CLASS (weir_message_view_parent_class)->finalize (object);
}

static void
weir_message_view_class_init (WeirMessageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_message_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_message_view_finalize;
  gtk_widget_class_install_action (widget_class, "message.search", NULL, search_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "message.search", NULL);
  g_type_ensure (WEIR_TYPE_BODY_VIEW);
  g_type_ensure (WEIR_TYPE_FACT_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-message-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, content);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, head);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, line);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, note);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, pages);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, save);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, body);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, headers_page);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, headers);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, redirects_page);
  gtk_widget_class_bind_template_child (widget_class, WeirMessageView, redirects);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_message_view_init (WeirMessageView *self)
{
  self->text = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
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
  begin (self);
  show_line (self, line);
  show_headers (self, exchange->request_headers);
  show_redirects (self, NULL);
  if (exchange->request_body != NULL)
    data = g_bytes_get_data (exchange->request_body, &size);
  show_body (self, data, size, weir_headers_find (exchange->request_headers, "Content-Type", 0),
             _("Body of the request"), note);
  if (exchange->request_body_truncated)
    {
      g_autofree char *kept = g_format_size (size);
      g_autofree char *text = g_strdup_printf (_("Only the first %s of the body were kept."), kept);

      add_sentence (note, text);
    }
  set_note (self, note);
}

static void
add_truncated (const WeirExchange *exchange, GString *note)
{
  g_autofree char *kept = g_format_size (exchange->response_body->len);
  g_autofree char *whole = g_format_size (exchange->body_size);
  g_autofree char *text = NULL;

  if (exchange->response_body->len == 0)
    text = g_strdup_printf (_("Its body of %s was not kept: the bodies of a run may take %u MB, and those of"
                              " passed results go first."),
                            whole, (guint) (WEIR_LIMIT_KEPT_RUN_BYTES >> 20));
  else
    text = g_strdup_printf (_("Of the body of %s only %s were kept."), whole, kept);
  add_sentence (note, text);
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
  begin (self);
  show_line (self, line);
  show_headers (self, exchange->response_headers);
  show_redirects (self, exchange);
  show_body (self, exchange->response_body->data, exchange->response_body->len,
             weir_headers_find (exchange->response_headers, "Content-Type", 0), _("Body of the response"),
             note);
  if (exchange->body_truncated)
    add_truncated (exchange, note);
  add_sentence (note, exchange->error_message);
  set_note (self, note);
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

  g_string_truncate (self->text, 0);
  weir_body_view_set_text (self->body, "", NULL, why);
  gtk_widget_set_visible (self->head, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->pages), FALSE);
  set_note (self, g_string_new (why));
}

/**
 * weir_message_view_set_savable:
 * @self: a view
 * @savable: whether somebody around it has the whole body and saves it, by response.save-body
 *
 * Offers that.
 */
void
weir_message_view_set_savable (WeirMessageView *self, gboolean savable)
{
  g_return_if_fail (WEIR_IS_MESSAGE_VIEW (self));

  gtk_widget_set_visible (self->save, savable);
}

/**
 * weir_message_view_get_body:
 * @self: a view
 *
 * Returns: (transfer none): what shows the body
 */
WeirBodyView *
weir_message_view_get_body (WeirMessageView *self)
{
  g_return_val_if_fail (WEIR_IS_MESSAGE_VIEW (self), NULL);

  return self->body;
}

/**
 * weir_message_view_get_text:
 * @self: a view
 *
 * Returns: (transfer full): the message in the form of the wire: first line, header fields, body as shown
 */
char *
weir_message_view_get_text (WeirMessageView *self)
{
  g_autofree char *body = NULL;

  g_return_val_if_fail (WEIR_IS_MESSAGE_VIEW (self), NULL);

  body = weir_body_view_get_text (self->body);
  return g_strdup_printf ("%s\n\n%s", self->text->str, body);
}
