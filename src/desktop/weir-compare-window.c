/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-compare-window.c: a failed result beside one of the same step that passed
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-compare-window.h"
#include "weir-duration.h"
#include "weir-result-details.h"
#include "weir-result-words.h"

struct _WeirCompareWindow
{
  GtkWindow parent_instance;

  /* template */
  GtkLabel *differences;
  GtkLabel *failed_title;
  GtkLabel *passed_title;
  WeirResultDetails *failed;
  WeirResultDetails *passed;
};

G_DEFINE_FINAL_TYPE (WeirCompareWindow, weir_compare_window, GTK_TYPE_WINDOW)

static void
weir_compare_window_class_init (WeirCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WEIR_TYPE_RESULT_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, differences);
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, failed_title);
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, passed_title);
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, passed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
weir_compare_window_init (WeirCompareWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_line (GString *text, char *line)
{
  g_string_append_printf (text, "%s● %s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

static gboolean
has_same_bytes (GBytes *a, GBytes *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_bytes_equal (a, b);
}

static gboolean
has_same_body (const WeirExchange *a, const WeirExchange *b)
{
  return a->body_size == b->body_size && a->response_body->len == b->response_body->len
         && memcmp (a->response_body->data != NULL ? (const char *) a->response_body->data : "",
                    b->response_body->data != NULL ? (const char *) b->response_body->data : "",
                    a->response_body->len) == 0;
}

static void
compare_requests (GString *text, const WeirExchange *failed, const WeirExchange *passed)
{
  if (g_strcmp0 (failed->method, passed->method) != 0 || !g_string_equal (failed->url, passed->url))
    add_line (text, g_strdup_printf (_("Asked for %s %s instead of %s %s"), failed->method, failed->url->str,
                                     passed->method, passed->url->str));
  if (!g_string_equal (failed->request_headers, passed->request_headers))
    add_line (text, g_strdup (_("Other header fields were sent")));
  if (!has_same_bytes (failed->request_body, passed->request_body))
    add_line (text, g_strdup (_("Another body was sent")));
  if (failed->new_connection != passed->new_connection)
    add_line (text, g_strdup (failed->new_connection ? _("Over a new connection instead of a kept one")
                                                     : _("Over a kept connection instead of a new one")));
}

static void
compare_answers (GString *text, const WeirStepResult *failed_result, const WeirStepResult *passed_result,
                 const WeirExchange *failed, const WeirExchange *passed)
{
  g_autofree char *failed_status = weir_words_for_status (&failed_result->brief);
  g_autofree char *passed_status = weir_words_for_status (&passed_result->brief);
  g_autofree char *failed_time = weir_words_for_time (&failed_result->brief);
  g_autofree char *passed_time = weir_words_for_time (&passed_result->brief);
  g_autofree char *failed_size = g_format_size (failed->body_size);
  g_autofree char *passed_size = g_format_size (passed->body_size);

  if (!g_str_equal (failed_status, passed_status))
    add_line (text, g_strdup_printf (_("Answered %s instead of %s"), failed_status, passed_status));
  if (!has_same_body (failed, passed))
    add_line (text,
              g_strdup_printf (_("Another body came back: %s instead of %s"), failed_size, passed_size));
  if (!g_str_equal (failed_time, passed_time))
    add_line (text, g_strdup_printf (_("Took %s instead of %s"), failed_time, passed_time));
}

static char *
describe (const WeirStepResult *failed, const WeirStepResult *passed)
{
  const WeirExchange *failed_exchange = weir_step_result_get_last (failed);
  const WeirExchange *passed_exchange = weir_step_result_get_last (passed);
  GString *text = g_string_new (NULL);

  if (failed->message != NULL)
    add_line (text, g_strdup (failed->message));
  if (failed_exchange == NULL || passed_exchange == NULL)
    add_line (text, g_strdup (failed_exchange == NULL ? _("No request was sent") : _("A request was sent")));
  else
    {
      compare_requests (text, failed_exchange, passed_exchange);
      compare_answers (text, failed, passed, failed_exchange, passed_exchange);
    }
  return g_string_free (text, FALSE);
}

static void
show_title (GtkLabel *label, const WeirStepResult *result, gboolean by_vu)
{
  g_autofree char *name = weir_words_for_pass_name (weir_pass_key_for_brief (&result->brief), by_vu);

  gtk_label_set_text (label, name);
}

/**
 * weir_compare_window_new:
 * @parent: the window whose results these are
 * @failed: (transfer full): a result
 * @passed: (transfer full): one of the same step that passed
 * @by_vu: whether the passes of the run are told apart by their virtual user
 *
 * Returns: (transfer none): both side by side, with what differs above them; not shown yet
 */
WeirCompareWindow *
weir_compare_window_new (GtkWindow *parent, WeirStepResult *failed, WeirStepResult *passed, gboolean by_vu)
{
  WeirCompareWindow *self =
      g_object_new (WEIR_TYPE_COMPARE_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  g_autofree char *title = g_strdup_printf (_("%s, failed and passed"), failed->name);
  g_autofree char *differences = describe (failed, passed);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->differences, differences);
  show_title (self->failed_title, failed, by_vu);
  show_title (self->passed_title, passed, by_vu);
  weir_result_details_take (self->failed, failed);
  weir_result_details_take (self->passed, passed);
  return self;
}
