/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-section.c: Before All or After All: its own outcome above its steps, which can be folded away
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-snug-layout.h"
#include "weir-step-section.h"
#include "weir-words.h"

struct _WeirStepSection
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *expander;
  GtkLabel *title;
  GtkLabel *outcome;
  GtkSpinner *spinner;
  GtkListBox *list;
  GtkWidget *add;

  WeirFlowPart part;
  gboolean empty;
};

G_DEFINE_FINAL_TYPE (WeirStepSection, weir_step_section, GTK_TYPE_WIDGET)

/* What its steps have come to, in one word, and whether there is more to come. */
typedef struct
{
  guint64 counts[WEIR_N_STEP_OUTCOMES];
  guint64 not_checked;
  gboolean under_way;
  gboolean over;
} Sum;

static Sum
add_up (const WeirRunSnapshot *snapshot, WeirFlowPart part)
{
  const WeirRunPhase own = part == WEIR_FLOW_PART_BEFORE_ALL ? WEIR_RUN_BEFORE_ALL : WEIR_RUN_FINISHING;
  Sum sum = { 0 };

  if (snapshot == NULL)
    return sum;
  sum.under_way = snapshot->phase == own;
  sum.over = snapshot->phase > own;
  for (guint i = 0; i < snapshot->n_steps[part]; i++)
    {
      const WeirStepStatistics *summary = snapshot->steps[part][i];

      for (guint outcome = 0; outcome < WEIR_N_STEP_OUTCOMES; outcome++)
        sum.counts[outcome] += summary->counts[outcome];
      sum.not_checked += summary->not_checked;
    }
  return sum;
}

static const char *
find_words (const Sum *sum, WeirTone *tone)
{
  *tone = WEIR_TONE_QUIET;
  if (sum->counts[WEIR_STEP_FAILED] > 0)
    {
      *tone = WEIR_TONE_BAD;
      return _("✗ failed");
    }
  if (!sum->over)
    return "";
  if (sum->counts[WEIR_STEP_CANCELLED] > 0)
    return _("■ cancelled");
  if (sum->not_checked > 0)
    {
      *tone = WEIR_TONE_WARNING;
      return _("⚠ not checked");
    }
  if (sum->counts[WEIR_STEP_PASSED] > 0)
    {
      *tone = WEIR_TONE_GOOD;
      return _("✓ passed");
    }
  return sum->counts[WEIR_STEP_SKIPPED] > 0 ? _("– skipped") : _("not run");
}

static void
set_spoken (WeirStepSection *self, const char *outcome)
{
  g_autofree char *spoken =
      g_strdup_printf ("%s%s%s", weir_words_for_part (self->part), *outcome != '\0' ? ", " : "", outcome);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
weir_step_section_dispose (GObject *object)
{
  WeirStepSection *self = WEIR_STEP_SECTION (object);

  g_clear_pointer (&self->expander, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_step_section_parent_class)->dispose (object);
}

static void
weir_step_section_class_init (WeirStepSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_step_section_dispose;
  g_type_ensure (WEIR_TYPE_SNUG_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-step-section.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirStepSection, expander);
  gtk_widget_class_bind_template_child (widget_class, WeirStepSection, title);
  gtk_widget_class_bind_template_child (widget_class, WeirStepSection, outcome);
  gtk_widget_class_bind_template_child (widget_class, WeirStepSection, spinner);
  gtk_widget_class_bind_template_child (widget_class, WeirStepSection, list);
  gtk_widget_class_bind_template_child (widget_class, WeirStepSection, add);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "stepsection");
}

static void
weir_step_section_init (WeirStepSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_step_section_set_part:
 * @self: a section
 * @part: Before All or After All
 */
void
weir_step_section_set_part (WeirStepSection *self, WeirFlowPart part)
{
  g_return_if_fail (WEIR_IS_STEP_SECTION (self));

  self->part = part;
  gtk_widget_add_css_class (GTK_WIDGET (self),
                            part == WEIR_FLOW_PART_BEFORE_ALL ? "before-all" : "after-all");
  gtk_label_set_text (self->title, weir_words_for_part (part));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  weir_words_for_part (part), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), part == WEIR_FLOW_PART_BEFORE_ALL
                                                                  ? "steps.add-before-all"
                                                                  : "steps.add-after-all");
  gtk_widget_set_tooltip_text (self->add, part == WEIR_FLOW_PART_BEFORE_ALL
                                              ? _("Add a step that runs once, before all others")
                                              : _("Add a step that runs once, after all others"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  part == WEIR_FLOW_PART_BEFORE_ALL ? _("Add a step to Before All")
                                                                    : _("Add a step to After All"),
                                  -1);
  weir_step_section_update (self, NULL);
}

/**
 * weir_step_section_get_list:
 * @self: a section
 *
 * Returns: (transfer none): the list of its steps, to be filled by its owner
 */
GtkListBox *
weir_step_section_get_list (WeirStepSection *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_SECTION (self), NULL);

  return self->list;
}

/**
 * weir_step_section_set_empty:
 * @self: a section
 * @empty: whether it has no steps
 *
 * Without steps there is only the heading, on which steps can be dropped. To be followed by an update.
 */
void
weir_step_section_set_empty (WeirStepSection *self, gboolean empty)
{
  g_return_if_fail (WEIR_IS_STEP_SECTION (self));

  if (self->empty == empty)
    return;
  self->empty = empty;
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), !empty);
}

/**
 * weir_step_section_unfold:
 * @self: a section
 *
 * Shows its steps.
 */
void
weir_step_section_unfold (WeirStepSection *self)
{
  g_return_if_fail (WEIR_IS_STEP_SECTION (self));

  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), TRUE);
}

/**
 * weir_step_section_update:
 * @self: a section
 * @snapshot: (nullable): how the run stands; %NULL takes the outcome away
 */
void
weir_step_section_update (WeirStepSection *self, const WeirRunSnapshot *snapshot)
{
  const char *words;
  WeirTone tone;
  Sum sum;

  g_return_if_fail (WEIR_IS_STEP_SECTION (self));

  sum = add_up (snapshot, self->part);
  words = find_words (&sum, &tone);
  if (self->empty && *words == '\0')
    words = _("no steps");
  gtk_label_set_text (self->outcome, words);
  weir_tone_apply (GTK_WIDGET (self->outcome), tone);
  gtk_spinner_set_spinning (self->spinner, sum.under_way);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), sum.under_way);
  set_spoken (self, sum.under_way ? _("running") : words);
}

/**
 * weir_step_section_get_outcome:
 * @self: a section
 *
 * Returns: (transfer none): the outcome as it is shown: "✓ passed"
 */
const char *
weir_step_section_get_outcome (WeirStepSection *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_SECTION (self), NULL);

  return gtk_label_get_text (self->outcome);
}
