/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-load-question.c: asks in place whether a load may go to systems that are not this computer
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-load-question.h"
#include "weir-plan-words.h"

/* More than these are only counted. */
#define MOST_HOSTS 4

struct _WeirLoadQuestion
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkLabel *text;
  GtkWidget *cancel;
};

enum
{
  ALLOWED,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirLoadQuestion, weir_load_question, GTK_TYPE_WIDGET)

static void
start_cb (WeirLoadQuestion *self)
{
  weir_load_question_clear (self);
  g_signal_emit (self, signals[ALLOWED], 0);
}

static void
cancel_cb (WeirLoadQuestion *self)
{
  weir_load_question_clear (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  cancel_cb (WEIR_LOAD_QUESTION (widget));
  return TRUE;
}

static void
weir_load_question_dispose (GObject *object)
{
  g_clear_pointer (&WEIR_LOAD_QUESTION (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_load_question_parent_class)->dispose (object);
}

static void
weir_load_question_class_init (WeirLoadQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_load_question_dispose;
  /**
   * WeirLoadQuestion::allowed:
   * @self: the question
   *
   * The person says that they may load these systems.
   */
  signals[ALLOWED] = g_signal_new ("allowed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * WeirLoadQuestion::cancelled:
   * @self: the question
   *
   * Nothing shall be sent.
   */
  signals[CANCELLED] =
      g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_answer (WeirLoadQuestion *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
create_texts (WeirLoadQuestion *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = gtk_label_new (_("Only load systems you are allowed to"));

  self->text = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (self->text, 0);
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_wrap_mode (self->text, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->text));
  return texts;
}

static void
weir_load_question_init (WeirLoadQuestion *self)
{
  GtkWidget *start;

  self->content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->content, "secret-form");
  gtk_box_append (GTK_BOX (self->content), create_texts (self));
  self->cancel = add_answer (self, self->content, _("Cancel"), G_CALLBACK (cancel_cb));
  start = add_answer (self, self->content, _("Start"), G_CALLBACK (start_cb));
  gtk_widget_add_css_class (start, "suggested-action");
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Only load systems you are allowed to"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
append_host (GString *text, const WeirPlanHost *host)
{
  if (host->peak_rate < 0)
    g_string_append_printf (text, _("%s gets requests as fast as it answers them."), host->host);
  else if (host->peak_rate < 10)
    g_string_append_printf (text, _("%s gets up to %.1f requests a second."), host->host, host->peak_rate);
  else
    {
      g_autofree char *rate = weir_words_for_number ((guint64) (host->peak_rate + 0.5));

      g_string_append_printf (text, _("%s gets up to %s requests a second."), host->host, rate);
    }
  g_string_append_c (text, '\n');
}

/**
 * weir_load_question_ask:
 * @self: the question
 * @hosts: (element-type WeirPlanHost): those that are not this computer and were not asked about yet
 * @some_unknown: whether others are only known when the plan runs
 *
 * Shows itself, and how much of the load each of them gets. It is Cancel that has the focus: nobody shall
 * answer with a key that was meant for something else.
 */
void
weir_load_question_ask (WeirLoadQuestion *self, GPtrArray *hosts, gboolean some_unknown)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_if_fail (WEIR_IS_LOAD_QUESTION (self));

  for (guint i = 0; i < hosts->len && i < MOST_HOSTS; i++)
    append_host (text, g_ptr_array_index (hosts, i));
  if (hosts->len > MOST_HOSTS)
    g_string_append_printf (text,
                            ngettext ("… and %u more host.\n", "… and %u more hosts.\n",
                                      hosts->len - MOST_HOSTS),
                            hosts->len - MOST_HOSTS);
  if (some_unknown)
    g_string_append (text, hosts->len > 0
                               ? _("Other requests go to hosts that are only known when the plan runs.\n")
                               : _("It is only known when the plan runs which hosts get its requests.\n"));
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  gtk_label_set_text (self->text, text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->cancel);
}

/**
 * weir_load_question_clear:
 * @self: the question
 *
 * Asks no more.
 */
void
weir_load_question_clear (WeirLoadQuestion *self)
{
  g_return_if_fail (WEIR_IS_LOAD_QUESTION (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * weir_load_question_get_text:
 * @self: the question
 *
 * Returns: (transfer none) (nullable): what it says; %NULL while it does not ask
 */
const char *
weir_load_question_get_text (WeirLoadQuestion *self)
{
  g_return_val_if_fail (WEIR_IS_LOAD_QUESTION (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (self->text) : NULL;
}
