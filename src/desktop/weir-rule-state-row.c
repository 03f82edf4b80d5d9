/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-state-row.c: a rule of a load plan as it stands: what it says, what it sees, how near it is
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-job-summary.h"
#include "weir-rule-state-row.h"
#include "weir-rule-words.h"

struct _WeirRuleStateRow
{
  GtkListBoxRow parent_instance;

  /* borrowed */
  GtkLabel *words;
  GtkLabel *value;
  GtkLabel *effect;
  GtkLabel *state;
  GtkLevelBar *bar;

  char *spoken; /* owned */
};

G_DEFINE_FINAL_TYPE (WeirRuleStateRow, weir_rule_state_row, GTK_TYPE_LIST_BOX_ROW)

static void
weir_rule_state_row_finalize (GObject *object)
{
  g_free (WEIR_RULE_STATE_ROW (object)->spoken);
  G_OBJECT_CLASS (weir_rule_state_row_parent_class)->finalize (object);
}

static void
weir_rule_state_row_class_init (WeirRuleStateRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_rule_state_row_finalize;
}

static GtkLabel *
create_label (gboolean wrap, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, wrap);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static GtkWidget *
create_line (GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_box_append (GTK_BOX (box), line);
  return line;
}

static void
weir_rule_state_row_init (WeirRuleStateRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = create_line (box);

  self->words = create_label (TRUE, NULL);
  self->value = create_label (FALSE, "card-value");
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "numeric");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->value));
  line = create_line (box);
  self->state = create_label (TRUE, "numeric");
  self->effect = create_label (FALSE, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->effect), "caption");
  self->bar = GTK_LEVEL_BAR (gtk_level_bar_new_for_interval (0, 1));
  gtk_widget_set_size_request (GTK_WIDGET (self->bar), 120, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->bar), "countdown");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Time until the rule fires"), -1);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->effect));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rule-state");
}

/**
 * weir_rule_state_row_new:
 *
 * Returns: (transfer floating): a row that shows no rule yet
 */
GtkWidget *
weir_rule_state_row_new (void)
{
  return g_object_new (WEIR_TYPE_RULE_STATE_ROW, NULL);
}

static gboolean
show_text (GtkLabel *label, const char *text)
{
  if (g_str_equal (gtk_label_get_text (label), text))
    return FALSE;
  gtk_label_set_text (label, text);
  return TRUE;
}

static char *
get_value (const WeirRuleState *rule)
{
  g_autofree char *value = weir_rule_state_get_value (rule);

  if (value != NULL)
    return g_steal_pointer (&value);
  return rule->has_metric ? g_strdup ("–") : g_strdup (rule->holds ? _("true") : _("false"));
}

static const char *
get_effect (const WeirRuleState *rule)
{
  if (rule->termination)
    return _("ends the iteration");
  return rule->is_default ? _("makes it fail (default)") : _("makes it fail");
}

/**
 * weir_rule_state_row_show:
 * @self: a row
 * @job: an iteration in its round
 * @rule: one of its rules
 *
 * Costs little when nothing has changed.
 */
void
weir_rule_state_row_show (WeirRuleStateRow *self, const WeirJobState *job, const WeirRuleState *rule)
{
  WeirTone tone;
  g_autofree char *words = weir_words_for_rule (rule);
  g_autofree char *value = get_value (rule);
  g_autofree char *state = weir_words_for_rule_state (job, rule, &tone);
  double countdown = weir_rule_state_get_countdown (job, rule);
  gboolean changed;

  g_return_if_fail (WEIR_IS_RULE_STATE_ROW (self));

  changed = show_text (self->words, words);
  changed |= show_text (self->value, value);
  changed |= show_text (self->state, state);
  changed |= show_text (self->effect, get_effect (rule));
  weir_tone_apply (GTK_WIDGET (self->state), tone);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), countdown >= 0);
  if (countdown >= 0)
    gtk_level_bar_set_value (self->bar, countdown);
  if (!changed)
    return;
  /* As the plan has it, for those who look for it there. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), rule->text);
  g_free (self->spoken);
  self->spoken = g_strdup_printf ("%s: %s. %s. %s", get_effect (rule), words, value, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->spoken, -1);
}

const char *
weir_rule_state_row_get_value (WeirRuleStateRow *self)
{
  g_return_val_if_fail (WEIR_IS_RULE_STATE_ROW (self), NULL);

  return gtk_label_get_text (self->value);
}

const char *
weir_rule_state_row_get_state (WeirRuleStateRow *self)
{
  g_return_val_if_fail (WEIR_IS_RULE_STATE_ROW (self), NULL);

  return gtk_label_get_text (self->state);
}

const char *
weir_rule_state_row_get_spoken (WeirRuleStateRow *self)
{
  g_return_val_if_fail (WEIR_IS_RULE_STATE_ROW (self), NULL);

  return self->spoken;
}

double
weir_rule_state_row_get_countdown (WeirRuleStateRow *self)
{
  g_return_val_if_fail (WEIR_IS_RULE_STATE_ROW (self), -1);

  return gtk_widget_get_visible (GTK_WIDGET (self->bar)) ? gtk_level_bar_get_value (self->bar) : -1;
}
