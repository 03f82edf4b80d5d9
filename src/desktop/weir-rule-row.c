/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-row.c: one rule of an iteration: a metric, when it holds, and what else belongs to it
 *
 * The document keeps a rule as one text, "TotalTime.P90 > 250"; the row takes it apart and puts it together
 * again. A text that cannot be taken apart is shown as it is.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-editor-bind.h"
#include "weir-metric.h"
#include "weir-plan-form.h"
#include "weir-rule-parts.h"
#include "weir-rule-row.h"
#include "weir-rule-words.h"
#include "weir-value-entry.h"

/* The first choice of the metric is none: an expression. */
#define N_BEFORE_METRICS 1

struct _WeirRuleRow
{
  GtkWidget parent_instance;

  /* owned */
  WeirEditorContext *context;
  WeirRule *rule;
  GSignalGroup *context_signals;

  /* borrowed */
  GtkBox *line;
  GtkDropDown *metric;
  GtkDropDown *statistic;
  GtkDropDown *operator;
  GtkEditable *low;
  GtkWidget *and;
  GtkEditable *high;
  WeirValueEntry *text; /* of a rule that cannot be taken apart */
  GtkLabel *message;
  WeirPlanForm *further;

  gboolean follows; /* the fields are being given what the document has */
};

enum
{
  REMOVING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirRuleRow, weir_rule_row, GTK_TYPE_WIDGET)

static gboolean
is_error_rate (gpointer rule)
{
  WeirRuleParts parts;
  gboolean is = weir_rule_parts_split (weir_rule_get_metric (rule), &parts)
                && parts.metric == (int) WEIR_METRIC_ERROR_RATE;

  weir_rule_parts_clear (&parts);
  return is || weir_rule_get_status_codes (rule) != NULL;
}

#define COMMON_FIELDS                                                                                        \
  { WEIR_PLAN_FIELD_ENTRY,                                                                                   \
    "expression",                                                                                            \
    N_ ("E_xpression"),                                                                                      \
    "${Metrics.Buyers.Browse.Throughput.RPS} < 10",                                                          \
    N_ ("A condition on ${Metrics…}; the rule holds while it is true"),                                      \
    FALSE,                                                                                                   \
    NULL,                                                                                                    \
    NULL },                                                                                                  \
      { WEIR_PLAN_FIELD_ENTRY,                                                                               \
        "status-codes",                                                                                      \
        N_ ("_Counted statuses"),                                                                            \
        ">= 400, 0",                                                                                         \
        N_ ("Which answers are errors, such as >= 500, or 404, 429; 0 is a request without answer"),         \
        TRUE,                                                                                                \
        NULL,                                                                                                \
        is_error_rate }

#define LATE_FIELDS                                                                                          \
  { WEIR_PLAN_FIELD_ENTRY,                                                                                   \
    "window-us",                                                                                             \
    N_ ("_Only the last"),                                                                                   \
    N_ ("all of the run"),                                                                                   \
    N_ ("Looks at the last seconds instead of all since the start: 10s"),                                    \
    TRUE,                                                                                                    \
    NULL,                                                                                                    \
    NULL },                                                                                                  \
  {                                                                                                          \
    WEIR_PLAN_FIELD_ENTRY, "min-samples", N_ ("_At least requests"), NULL,                                   \
        N_ ("With fewer requests than these the rule does not count; 0 is any number"), TRUE, NULL, NULL     \
  }

static const WeirPlanField failure_fields[] = { COMMON_FIELDS, LATE_FIELDS };

static const WeirPlanField termination_fields[] = {
  COMMON_FIELDS,
  { WEIR_PLAN_FIELD_ENTRY, "grace-us", N_ ("_For at least"), "10s",
    N_ ("How long it must hold without a break until it ends the iteration; 0s at once"), TRUE, NULL, NULL },
  LATE_FIELDS
};

static const char *
get_unit_hint (int metric)
{
  if (weir_metric_is_time ((WeirMetric) metric))
    return "250 ms";
  if (weir_metric_is_share ((WeirMetric) metric))
    return "5 %";
  return metric == (int) WEIR_METRIC_THROUGHPUT ? _("per second") : "10";
}

static void
set_text (GtkEditable *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (entry), text) != 0)
    gtk_editable_set_text (entry, text);
}

static void
show_parts (WeirRuleRow *self, const WeirRuleParts *parts)
{
  gtk_drop_down_set_selected (self->metric, (guint) parts->metric + N_BEFORE_METRICS);
  gtk_drop_down_set_selected (self->statistic, parts->statistic > 0 ? (guint) parts->statistic - 1 : 0);
  gtk_drop_down_set_selected (self->operator, (guint) parts->threshold);
  set_text (self->low, parts->low);
  set_text (self->high, parts->high != NULL ? parts->high : "");
  g_object_set (self->low, "placeholder-text", get_unit_hint (parts->metric), NULL);
}

static void
follow_rule (WeirRuleRow *self)
{
  const char *text = weir_rule_get_metric (self->rule);
  WeirRuleParts parts;
  gboolean is_known = weir_rule_parts_split (text, &parts);
  gboolean is_between = is_known && parts.threshold == (int) WEIR_THRESHOLD_BETWEEN;

  self->follows = TRUE;
  if (is_known)
    show_parts (self, &parts);
  else
    gtk_drop_down_set_selected (self->metric, 0);
  self->follows = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->metric), is_known || text == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->statistic),
                          is_known && weir_metric_is_time ((WeirMetric) parts.metric));
  gtk_widget_set_visible (GTK_WIDGET (self->operator), is_known);
  gtk_widget_set_visible (GTK_WIDGET (self->low), is_known);
  gtk_widget_set_visible (self->and, is_between);
  gtk_widget_set_visible (GTK_WIDGET (self->high), is_between);
  gtk_widget_set_visible (GTK_WIDGET (self->text), !is_known && text != NULL);
  weir_rule_parts_clear (&parts);
}

/* Without a number it is a rule that has none yet, and says so. */
static char *
compose (WeirRuleRow *self)
{
  guint metric = gtk_drop_down_get_selected (self->metric);
  WeirRuleParts parts = { 0 };

  if (metric < N_BEFORE_METRICS)
    return NULL;
  parts.metric = (int) (metric - N_BEFORE_METRICS);
  parts.statistic = (int) gtk_drop_down_get_selected (self->statistic) + 1;
  parts.threshold = (int) gtk_drop_down_get_selected (self->operator);
  parts.low = (char *) gtk_editable_get_text (self->low);
  parts.high = (char *) gtk_editable_get_text (self->high);
  return weir_rule_parts_join (&parts);
}

static void
changed_cb (WeirRuleRow *self)
{
  g_autofree char *text = NULL;

  if (self->follows)
    return;
  text = compose (self);
  weir_edits_begin (weir_editor_context_get_edits (self->context), NULL);
  weir_edits_set_string (weir_editor_context_get_edits (self->context), self->rule, "metric", text);
  if (text != NULL && weir_rule_get_status_codes (self->rule) != NULL
      && !g_str_has_prefix (text, weir_metric_to_name (WEIR_METRIC_ERROR_RATE)))
    weir_edits_set_string (weir_editor_context_get_edits (self->context), self->rule, "status-codes", NULL);
  weir_edits_end (weir_editor_context_get_edits (self->context));
}

static void
left_cb (WeirRuleRow *self)
{
  weir_edits_seal (weir_editor_context_get_edits (self->context));
}

static void
show_message (WeirRuleRow *self)
{
  gboolean is_warning = FALSE;
  g_autofree char *message =
      weir_editor_context_find_message (self->context, self->rule, "metric", &is_warning);

  if (gtk_widget_get_visible (GTK_WIDGET (self->text)))
    g_clear_pointer (&message, g_free);
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

static void
remove_cb (WeirRuleRow *self)
{
  g_signal_emit (self, signals[REMOVING], 0);
}

/* @words: (transfer full): translated, without their end */
static GtkDropDown *
add_choice (WeirRuleRow *self, GPtrArray *words, const char *label)
{
  GtkWidget *choice;

  g_ptr_array_add (words, NULL);
  choice = weir_editor_choice_new ((const char *const *) words->pdata);
  g_ptr_array_unref (words);
  gtk_widget_set_hexpand (choice, TRUE);
  gtk_widget_set_tooltip_text (choice, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->line, choice);
  return GTK_DROP_DOWN (choice);
}

/* Behind the expression. */
static GPtrArray *
list_metrics (void)
{
  GPtrArray *words = g_ptr_array_new ();

  g_ptr_array_add (words, (gpointer) _("Expression"));
  for (WeirMetric i = 0; i < WEIR_N_METRICS; i++)
    g_ptr_array_add (words, (gpointer) weir_metric_to_words (i));
  return words;
}

/* Without none. */
static GPtrArray *
list_statistics (void)
{
  GPtrArray *words = g_ptr_array_new ();

  for (WeirStatistic i = WEIR_STATISTIC_NONE + 1; i < WEIR_N_STATISTICS; i++)
    g_ptr_array_add (words, (gpointer) weir_statistic_to_words (i));
  return words;
}

static GPtrArray *
list_operators (void)
{
  GPtrArray *words = g_ptr_array_new ();

  for (WeirThreshold i = 0; i <= WEIR_THRESHOLD_BETWEEN; i++)
    g_ptr_array_add (words, (gpointer) weir_threshold_to_words (i));
  return words;
}

static GtkEditable *
add_number (WeirRuleRow *self, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 7);
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_widget_set_tooltip_text (entry, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  gtk_box_append (self->line, entry);
  return GTK_EDITABLE (entry);
}

static void
add_remove (WeirRuleRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("Remove this rule"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Remove this rule"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->line, button);
}

static void
create_line (WeirRuleRow *self)
{
  self->line = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->metric = add_choice (self, list_metrics (), _("What the rule looks at"));
  self->statistic = add_choice (self, list_statistics (), _("Which of its values"));
  self->operator = add_choice (self, list_operators (), _("How it is compared"));
  self->low = add_number (self, _("Threshold, with its unit: 250 ms, 5 %"));
  self->and = gtk_label_new (_("and"));
  gtk_box_append (self->line, self->and);
  self->high = add_number (self, _("Upper threshold"));
  self->text = WEIR_VALUE_ENTRY (weir_value_entry_new (_("Rule")));
  g_object_set (self->text, "plain", TRUE, NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), TRUE);
  gtk_box_append (self->line, GTK_WIDGET (self->text));
  add_remove (self);
  gtk_widget_set_parent (GTK_WIDGET (self->line), GTK_WIDGET (self));
}

static void
weir_rule_row_dispose (GObject *object)
{
  WeirRuleRow *self = WEIR_RULE_ROW (object);
  GtkWidget *child;

  self->follows = TRUE;
  g_clear_object (&self->context_signals);
  if (self->rule != NULL)
    g_signal_handlers_disconnect_by_data (self->rule, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rule);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_rule_row_parent_class)->dispose (object);
}

static void
weir_rule_row_class_init (WeirRuleRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_rule_row_dispose;
  /**
   * WeirRuleRow::removing:
   * @row: the row
   *
   * A person wants the rule removed.
   */
  signals[REMOVING] = g_signal_new ("removing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
weir_rule_row_init (WeirRuleRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rule-row");
  create_line (self);
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->message, 0);
  gtk_label_set_wrap (self->message, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "field-message");
  gtk_widget_set_parent (GTK_WIDGET (self->message), GTK_WIDGET (self));
  self->context_signals = g_signal_group_new (WEIR_TYPE_EDITOR_CONTEXT);
  g_signal_group_connect_swapped (self->context_signals, "updated", G_CALLBACK (show_message), self);
}

/**
 * weir_rule_row_new:
 * @context: what is known
 * @rule: a rule of an iteration
 * @termination: whether it ends the iteration; else it makes it fail
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
weir_rule_row_new (WeirEditorContext *context, WeirRule *rule, gboolean termination)
{
  WeirRuleRow *self = g_object_new (WEIR_TYPE_RULE_ROW, NULL);
  GtkWidget *further = termination
                           ? weir_plan_form_new (termination_fields, G_N_ELEMENTS (termination_fields))
                           : weir_plan_form_new (failure_fields, G_N_ELEMENTS (failure_fields));

  self->context = g_object_ref (context);
  self->rule = g_object_ref (rule);
  self->further = WEIR_PLAN_FORM (further);
  gtk_widget_set_parent (further, GTK_WIDGET (self));
  weir_plan_form_bind (self->further, context, rule);
  weir_value_entry_bind (self->text, context, rule, "metric");
  g_signal_connect_object (rule, "notify::metric", G_CALLBACK (follow_rule), self, G_CONNECT_SWAPPED);
  g_signal_group_set_target (self->context_signals, context);
  follow_rule (self);
  show_message (self);
  return GTK_WIDGET (self);
}

/**
 * weir_rule_row_get_metric:
 * @self: a row
 *
 * Returns: (transfer none): the choice of what the rule looks at
 */
GtkDropDown *
weir_rule_row_get_metric (WeirRuleRow *self)
{
  g_return_val_if_fail (WEIR_IS_RULE_ROW (self), NULL);

  return self->metric;
}

/**
 * weir_rule_row_get_statistic:
 * @self: a row
 *
 * Returns: (transfer none): the choice of the statistic
 */
GtkDropDown *
weir_rule_row_get_statistic (WeirRuleRow *self)
{
  g_return_val_if_fail (WEIR_IS_RULE_ROW (self), NULL);

  return self->statistic;
}

/**
 * weir_rule_row_get_operator:
 * @self: a row
 *
 * Returns: (transfer none): the choice of the comparison
 */
GtkDropDown *
weir_rule_row_get_operator (WeirRuleRow *self)
{
  g_return_val_if_fail (WEIR_IS_RULE_ROW (self), NULL);

  return self->operator;
}

/**
 * weir_rule_row_get_threshold:
 * @self: a row
 *
 * Returns: (transfer none): the field of the threshold
 */
GtkEditable *
weir_rule_row_get_threshold (WeirRuleRow *self)
{
  g_return_val_if_fail (WEIR_IS_RULE_ROW (self), NULL);

  return self->low;
}

/**
 * weir_rule_row_get_field:
 * @self: a row
 * @property: of its rule
 *
 * Returns: (transfer none) (nullable): the field of that property
 */
GtkWidget *
weir_rule_row_get_field (WeirRuleRow *self, const char *property)
{
  g_return_val_if_fail (WEIR_IS_RULE_ROW (self), NULL);

  if (g_strcmp0 (property, "metric") == 0)
    return gtk_widget_get_visible (GTK_WIDGET (self->text)) ? GTK_WIDGET (self->text)
                                                            : GTK_WIDGET (self->low);
  return weir_plan_form_get_field (self->further, property);
}

/**
 * weir_rule_row_get_message:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what is wrong with the rule itself
 */
const char *
weir_rule_row_get_message (WeirRuleRow *self)
{
  g_return_val_if_fail (WEIR_IS_RULE_ROW (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->message)) ? gtk_label_get_text (self->message) : NULL;
}
