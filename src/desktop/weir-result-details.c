/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-details.c: one result whole: request, response, timings, assertions, values
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-duration.h"
#include "weir-fact-table.h"
#include "weir-result-details.h"
#include "weir-timings-view.h"

struct _WeirResultDetails
{
  GtkWidget parent_instance;

  /* template */
  GtkStack *content;
  GtkLabel *why_nothing;
  GtkLabel *outcome;
  GtkLabel *name;
  GtkLabel *facts;
  GtkDropDown *attempts;
  GtkWidget *compare;
  GtkWidget *send_again;
  GtkLabel *message;
  GtkLabel *warnings;
  WeirMessageView *request;
  WeirMessageView *response;
  WeirTimingsView *timings;
  WeirFactTable *assertions;
  GtkLabel *assertions_tab;
  WeirFactTable *values;
  GtkLabel *values_tab;

  /* owned */
  WeirStepResult *result; /* unless it has an owner */
  GObject *owner;         /* nullable */

  gboolean comparable; /* there are other results of the same step */
  gboolean sendable;   /* requests can be sent again */
};

G_DEFINE_FINAL_TYPE (WeirResultDetails, weir_result_details, GTK_TYPE_WIDGET)

static void
show_optional (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* "200 OK · 41 ms · 1.2 kB" */
static void
show_facts (WeirResultDetails *self, const WeirExchange *exchange)
{
  GString *text = g_string_new (NULL);

  if (exchange != NULL && exchange->status != 0)
    {
      g_autofree char *size = g_format_size (exchange->body_size);

      g_string_append_printf (text, "%u %s · ", exchange->status,
                              exchange->reason != NULL ? exchange->reason : "");
      g_string_append_printf (text, "%s · ", size);
    }
  if (exchange != NULL && exchange->outcome != WEIR_EXCHANGE_UNSENT)
    {
      g_autofree char *time = weir_duration_to_display (weir_timings_get_total (&exchange->timings));

      g_string_append (text, time);
    }
  gtk_label_set_text (self->facts, text->str);
  g_string_free (text, TRUE);
}

static void
show_exchange (WeirResultDetails *self, const WeirExchange *exchange)
{
  show_facts (self, exchange);
  weir_timings_view_set_exchange (self->timings, exchange);
  if (exchange == NULL)
    {
      weir_message_view_set_nothing (self->request, _("This step sent no request."));
      weir_message_view_set_nothing (self->response, _("This step sent no request, so there is no answer."));
      return;
    }
  weir_message_view_set_request (self->request, exchange);
  weir_message_view_set_response (self->response, exchange);
}

static void
attempt_selected_cb (WeirResultDetails *self)
{
  guint selected = gtk_drop_down_get_selected (self->attempts);

  if (self->result != NULL && selected < self->result->attempts->len)
    show_exchange (self, g_ptr_array_index (self->result->attempts, selected));
}

static void
show_attempts (WeirResultDetails *self)
{
  guint n_attempts = self->result->attempts->len;
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_attempts; i++)
    gtk_string_list_take (names, g_strdup_printf (_("Attempt %u of %u"), i + 1, n_attempts));
  gtk_drop_down_set_model (self->attempts, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->attempts), n_attempts > 1);
  if (n_attempts > 0)
    gtk_drop_down_set_selected (self->attempts, n_attempts - 1);
  g_object_unref (names);
}

static void
show_assertions (WeirResultDetails *self)
{
  const char *const titles[] = { "", _("Assertion"), _("Expected"), _("Actual"), NULL };
  guint n_failed = 0;
  g_autofree char *tab = NULL;

  weir_fact_table_begin (self->assertions, titles, _("No assertion looked at this answer."));
  for (guint i = 0; i < self->result->checks->len; i++)
    {
      const WeirCheck *check = &g_array_index (self->result->checks, WeirCheck, i);
      const char *const texts[] = { check->passed ? _("✓ passed") : _("✗ failed"), check->label,
                                    check->expected != NULL ? check->expected : "",
                                    check->actual != NULL ? check->actual : "", NULL };

      n_failed += !check->passed;
      weir_fact_table_add (self->assertions, check->passed ? WEIR_TONE_GOOD : WEIR_TONE_BAD, texts);
    }
  if (n_failed > 0)
    tab = g_strdup_printf (_("Assertions (%u failed)"), n_failed);
  else if (self->result->checks->len > 0)
    tab = g_strdup_printf (_("Assertions (%u)"), self->result->checks->len);
  gtk_label_set_text (self->assertions_tab, tab != NULL ? tab : _("Assertions"));
}

static void
show_values (WeirResultDetails *self)
{
  const char *const titles[] = { _("Variable"), _("Value"), NULL };
  g_autofree char *tab = g_strdup_printf (_("Values (%u)"), self->result->taken->len);

  weir_fact_table_begin (self->values, titles, _("This step set no variable."));
  for (guint i = 0; i < self->result->taken->len; i++)
    {
      const WeirTaken *taken = &g_array_index (self->result->taken, WeirTaken, i);
      const char *const texts[] = { taken->name,
                                    taken->value != NULL ? taken->value : _("⚠ nothing was found"), NULL };

      weir_fact_table_add (self->values, WEIR_TONE_QUIET, texts);
    }
  gtk_label_set_text (self->values_tab, self->result->taken->len > 0 ? tab : _("Values"));
}

static void
show_warnings (WeirResultDetails *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->result->warnings->len; i++)
    g_string_append_printf (text, "%s⚠ %s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (self->result->warnings, i));
  show_optional (self->warnings, text->str);
  g_string_free (text, TRUE);
}

static void
forget_result (WeirResultDetails *self)
{
  if (self->owner != NULL)
    self->result = NULL;
  g_clear_object (&self->owner);
  g_clear_pointer (&self->result, weir_step_result_free);
}

/* @owner: (nullable): without one the result is this widget's own */
static void
show_result (WeirResultDetails *self, WeirStepResult *result, GObject *owner)
{
  g_autofree char *outcome = NULL;
  WeirTone tone;

  forget_result (self);
  self->result = result;
  g_set_object (&self->owner, owner);
  outcome = weir_words_for_brief (&result->brief, &tone);
  gtk_label_set_text (self->outcome, outcome);
  weir_tone_apply (GTK_WIDGET (self->outcome), tone);
  gtk_label_set_text (self->name, result->name != NULL ? result->name : "");
  show_optional (self->message, result->message);
  gtk_widget_set_visible (self->compare, self->comparable && result->brief.outcome == WEIR_STEP_FAILED);
  gtk_widget_set_visible (self->send_again, self->sendable && result->attempts->len > 0);
  weir_tone_apply (GTK_WIDGET (self->message), tone);
  show_warnings (self);
  show_attempts (self);
  show_exchange (self, weir_step_result_get_last (result));
  show_assertions (self);
  show_values (self);
  gtk_stack_set_visible_child_name (self->content, "result");
}

static void
weir_result_details_dispose (GObject *object)
{
  WeirResultDetails *self = WEIR_RESULT_DETAILS (object);
  GtkWidget *content = GTK_WIDGET (self->content);

  self->content = NULL;
  g_clear_pointer (&content, gtk_widget_unparent);
  forget_result (self);
  G_OBJECT_CLASS (weir_result_details_parent_class)->dispose (object);
}

static void
weir_result_details_class_init (WeirResultDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_result_details_dispose;
  g_type_ensure (WEIR_TYPE_MESSAGE_VIEW);
  g_type_ensure (WEIR_TYPE_TIMINGS_VIEW);
  g_type_ensure (WEIR_TYPE_FACT_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-result-details.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, content);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, why_nothing);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, outcome);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, name);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, attempts);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, compare);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, send_again);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, message);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, warnings);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, request);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, response);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, timings);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, assertions);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, assertions_tab);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, values);
  gtk_widget_class_bind_template_child (widget_class, WeirResultDetails, values_tab);
  gtk_widget_class_bind_template_callback (widget_class, attempt_selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_result_details_init (WeirResultDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_result_details_take:
 * @self: a view
 * @result: (transfer full): what to show
 */
void
weir_result_details_take (WeirResultDetails *self, WeirStepResult *result)
{
  g_return_if_fail (WEIR_IS_RESULT_DETAILS (self));

  show_result (self, result, NULL);
}

/**
 * weir_result_details_show:
 * @self: a view
 * @result: what to show
 * @owner: has the result as long as it lives
 *
 * As weir_result_details_take(), for a result that is too large to be copied.
 */
void
weir_result_details_show (WeirResultDetails *self, const WeirStepResult *result, GObject *owner)
{
  g_return_if_fail (WEIR_IS_RESULT_DETAILS (self));
  g_return_if_fail (G_IS_OBJECT (owner));

  show_result (self, (WeirStepResult *) result, owner);
}

/**
 * weir_result_details_get_response:
 * @self: a view
 *
 * Returns: (transfer none): what shows the answer
 */
WeirMessageView *
weir_result_details_get_response (WeirResultDetails *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_DETAILS (self), NULL);

  return self->response;
}

/**
 * weir_result_details_clear:
 * @self: a view
 * @why: what to say instead of a result
 */
void
weir_result_details_clear (WeirResultDetails *self, const char *why)
{
  g_return_if_fail (WEIR_IS_RESULT_DETAILS (self));

  forget_result (self);
  gtk_label_set_text (self->why_nothing, why);
  gtk_stack_set_visible_child_name (self->content, "nothing");
}

/**
 * weir_result_details_set_comparable:
 * @self: a view
 * @comparable: whether there are other results of the same steps, so that a failed one can be compared
 */
void
weir_result_details_set_comparable (WeirResultDetails *self, gboolean comparable)
{
  g_return_if_fail (WEIR_IS_RESULT_DETAILS (self));

  self->comparable = comparable;
}

/**
 * weir_result_details_set_sendable:
 * @self: a view
 * @sendable: whether the requests it shows can be sent again as they were
 */
void
weir_result_details_set_sendable (WeirResultDetails *self, gboolean sendable)
{
  g_return_if_fail (WEIR_IS_RESULT_DETAILS (self));

  self->sendable = sendable;
}

/**
 * weir_result_details_get_exchange:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the attempt that is shown
 */
const WeirExchange *
weir_result_details_get_exchange (WeirResultDetails *self)
{
  guint selected;

  g_return_val_if_fail (WEIR_IS_RESULT_DETAILS (self), NULL);

  selected = gtk_drop_down_get_selected (self->attempts);
  if (self->result == NULL || selected >= self->result->attempts->len)
    return NULL;
  return g_ptr_array_index (self->result->attempts, selected);
}

/**
 * weir_result_details_choose_attempt:
 * @self: a view of a result
 * @attempt: from 0
 *
 * Shows that attempt of it.
 */
void
weir_result_details_choose_attempt (WeirResultDetails *self, guint attempt)
{
  g_return_if_fail (WEIR_IS_RESULT_DETAILS (self));

  gtk_drop_down_set_selected (self->attempts, attempt);
}

/**
 * weir_result_details_set_note:
 * @self: a view
 * @note: a whole sentence, shown below what is said of the result until another one is shown
 */
void
weir_result_details_set_note (WeirResultDetails *self, const char *note)
{
  g_autofree char *text = NULL;

  g_return_if_fail (WEIR_IS_RESULT_DETAILS (self));

  if (self->result == NULL)
    return;
  text = self->result->message != NULL ? g_strdup_printf ("%s\n%s", self->result->message, note)
                                       : g_strdup (note);
  show_optional (self->message, text);
}

/**
 * weir_result_details_get_result:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is shown
 */
const WeirStepResult *
weir_result_details_get_result (WeirResultDetails *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_DETAILS (self), NULL);

  return self->result;
}
