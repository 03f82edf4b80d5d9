/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pacing-editor.c: how often an iteration sends its request: a mode with its numbers, or a rate
 *
 * Numbers that the chosen mode has no use for stay in the document's object, though not in its text: choosing
 * the mode before brings them back. A number that a mode needs and nobody has given is set with the choice,
 * so that each choice is a plan that runs.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-editor-bind.h"
#include "weir-pacing-editor.h"
#include "weir-pacing-words.h"
#include "weir-plan-fields.h"

#define DURATION_US (60 * G_USEC_PER_SEC)
#define COOL_DOWN_US (1 * G_USEC_PER_SEC)
#define BATCHES 10
#define RATE 10

struct _WeirPacingEditor
{
  GtkWidget parent_instance;

  /* owned */
  WeirEditorContext *context;
  WeirPacing *pacing;
  WeirArrivalRate *last_rate; /* (nullable): the one that was there before a mode was chosen */
  GSignalGroup *pacing_signals;
  GSignalGroup *rate_signals;
  GSignalGroup *context_signals;

  /* borrowed */
  GtkDropDown *choice;
  GtkLabel *message;
  GtkLabel *words;
  WeirPlanForm *numbers;
  WeirPlanForm *rate;
  WeirItemRows *stages;

  gboolean follows; /* the choice is being given what the document has */
};

G_DEFINE_FINAL_TYPE (WeirPacingEditor, weir_pacing_editor, GTK_TYPE_WIDGET)

static WeirArrivalRate *
get_rate (WeirPacingEditor *self)
{
  return self->pacing != NULL ? weir_pacing_get_arrival_rate (self->pacing) : NULL;
}

static void
show_words (WeirPacingEditor *self)
{
  g_autofree char *words = self->pacing != NULL ? weir_pacing_describe (self->pacing) : NULL;

  gtk_label_set_text (self->words, words != NULL ? words : "");
}

static void
show_message (WeirPacingEditor *self)
{
  gboolean is_warning = FALSE;
  g_autofree char *message = NULL;

  if (self->context != NULL && self->pacing != NULL)
    message = weir_editor_context_find_message (self->context, self->pacing, "mode", &is_warning);
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

static void
follow_rate (WeirPacingEditor *self)
{
  WeirArrivalRate *rate = get_rate (self);

  if (rate != NULL)
    g_set_object (&self->last_rate, rate);
  weir_plan_form_bind (self->rate, self->context, rate);
  weir_item_rows_bind (self->stages, self->context,
                       rate != NULL ? weir_arrival_rate_get_stages (rate) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->rate), rate != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->stages), rate != NULL);
  g_signal_group_set_target (self->rate_signals, rate);
}

static void
follow_pacing (WeirPacingEditor *self)
{
  self->follows = TRUE;
  if (self->pacing != NULL)
    gtk_drop_down_set_selected (self->choice, weir_plan_pacing_get_choice (self->pacing));
  self->follows = FALSE;
  show_words (self);
}

static void
rate_changed_cb (WeirPacingEditor *self)
{
  follow_rate (self);
  follow_pacing (self);
}

static void
set_count (WeirEdits *edits, WeirPacing *pacing, guint64 count)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_UINT64);
  g_value_set_uint64 (&value, count);
  weir_edits_set_property (edits, pacing, "request-count", &value);
}

static void
fill_numbers (WeirEdits *edits, WeirPacing *pacing, WeirMode mode)
{
  guint batch = weir_pacing_get_batch_size (pacing);
  gint64 cool_down_us = weir_pacing_get_cool_down_us (pacing);
  gint64 duration_us = weir_pacing_get_duration_us (pacing);

  if (mode != WEIR_MODE_R && mode != WEIR_MODE_D && cool_down_us == 0)
    weir_edits_set_int64 (edits, pacing, "cool-down-us", cool_down_us = COOL_DOWN_US);
  if ((mode == WEIR_MODE_D && duration_us == 0)
      || (mode == WEIR_MODE_DCB && (duration_us == 0 || duration_us <= cool_down_us)))
    weir_edits_set_int64 (edits, pacing, "duration-us", MAX (DURATION_US, BATCHES * cool_down_us));
  if (mode == WEIR_MODE_CRB && weir_pacing_get_request_count (pacing) < batch)
    set_count (edits, pacing, (guint64) BATCHES * batch);
}

static WeirArrivalRate *
create_rate (void)
{
  WeirArrivalRate *rate = weir_arrival_rate_new ();
  g_autoptr (WeirRateStage) stage = weir_rate_stage_new (RATE, DURATION_US);

  weir_arrival_rate_set_rate (rate, RATE);
  g_list_store_append (weir_arrival_rate_get_stages (rate), stage);
  return rate;
}

static void
choose (WeirPacingEditor *self, guint choice)
{
  WeirEdits *edits = weir_editor_context_get_edits (self->context);
  g_autoptr (WeirPacing) pacing = g_object_ref (self->pacing);
  g_autoptr (WeirArrivalRate) rate = NULL;

  if (choice == WEIR_PLAN_CHOICE_RATE)
    rate = self->last_rate != NULL ? g_object_ref (self->last_rate) : create_rate ();
  weir_edits_begin (edits, _("Change Mode"));
  weir_edits_set_object (edits, pacing, "arrival-rate", rate);
  if (rate == NULL)
    {
      weir_edits_set_enum (edits, pacing, "mode", (int) choice);
      fill_numbers (edits, pacing, choice);
    }
  weir_edits_end (edits);
}

static void
chosen_cb (WeirPacingEditor *self)
{
  guint choice = gtk_drop_down_get_selected (self->choice);

  if (!self->follows && self->pacing != NULL && choice != weir_plan_pacing_get_choice (self->pacing))
    choose (self, choice);
}

static void
weir_pacing_editor_dispose (GObject *object)
{
  WeirPacingEditor *self = WEIR_PACING_EDITOR (object);
  GtkWidget *child;

  self->follows = TRUE;
  g_clear_object (&self->pacing_signals);
  g_clear_object (&self->rate_signals);
  g_clear_object (&self->context_signals);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->last_rate);
  g_clear_object (&self->pacing);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_pacing_editor_parent_class)->dispose (object);
}

static void
weir_pacing_editor_class_init (WeirPacingEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_pacing_editor_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
add_label (WeirPacingEditor *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
create_choice (WeirPacingEditor *self)
{
  const char *words[WEIR_PLAN_N_CHOICES + 1] = { NULL };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("_Mode"));

  for (guint i = 0; i < WEIR_PLAN_N_CHOICES; i++)
    words[i] = weir_plan_mode_to_words (i);
  self->choice = GTK_DROP_DOWN (weir_editor_choice_new (words));
  gtk_widget_set_hexpand (GTK_WIDGET (self->choice), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->choice), _("How a client spreads its requests over time"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Mode"),
                                  -1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->choice));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->choice));
  gtk_widget_set_parent (line, GTK_WIDGET (self));
}

static gpointer
add (WeirPacingEditor *self, GtkWidget *widget)
{
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
  return widget;
}

static void
weir_pacing_editor_init (WeirPacingEditor *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  create_choice (self);
  self->message = add_label (self, "field-message");
  self->words = add_label (self, "dim-label");
  self->numbers = add (self, weir_plan_fields_new_pacing ());
  self->rate = add (self, weir_plan_fields_new_rate ());
  self->stages = add (self, weir_item_rows_new (WEIR_ITEMS_RATE_STAGES));
  self->pacing_signals = g_signal_group_new (WEIR_TYPE_PACING);
  g_signal_group_connect_swapped (self->pacing_signals, "notify::arrival-rate", G_CALLBACK (rate_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->pacing_signals, "notify", G_CALLBACK (follow_pacing), self);
  self->rate_signals = g_signal_group_new (WEIR_TYPE_ARRIVAL_RATE);
  g_signal_group_connect_swapped (self->rate_signals, "notify", G_CALLBACK (show_words), self);
  self->context_signals = g_signal_group_new (WEIR_TYPE_EDITOR_CONTEXT);
  g_signal_group_connect_swapped (self->context_signals, "updated", G_CALLBACK (show_message), self);
  g_signal_group_connect_swapped (self->context_signals, "updated", G_CALLBACK (show_words), self);
}

/**
 * weir_pacing_editor_new:
 *
 * Returns: (transfer floating): a form of nothing yet
 */
GtkWidget *
weir_pacing_editor_new (void)
{
  return g_object_new (WEIR_TYPE_PACING_EDITOR, NULL);
}

/**
 * weir_pacing_editor_bind:
 * @self: a form
 * @context: (nullable): what is known
 * @pacing: (nullable): of an iteration
 */
void
weir_pacing_editor_bind (WeirPacingEditor *self, WeirEditorContext *context, WeirPacing *pacing)
{
  g_return_if_fail (WEIR_IS_PACING_EDITOR (self));

  if (self->pacing != pacing)
    g_clear_object (&self->last_rate);
  g_set_object (&self->context, context);
  g_set_object (&self->pacing, pacing);
  weir_plan_form_bind (self->numbers, context, pacing);
  g_signal_group_set_target (self->pacing_signals, pacing);
  g_signal_group_set_target (self->context_signals, context);
  follow_rate (self);
  follow_pacing (self);
  show_message (self);
}

/**
 * weir_pacing_editor_set_picture:
 * @self: a form
 * @picture: of what the numbers make; called once
 *
 * Shows it where it stays in sight while numbers are typed.
 */
void
weir_pacing_editor_set_picture (WeirPacingEditor *self, GtkWidget *picture)
{
  g_return_if_fail (WEIR_IS_PACING_EDITOR (self));

  gtk_widget_insert_after (picture, GTK_WIDGET (self), GTK_WIDGET (self->words));
}

/**
 * weir_pacing_editor_focus:
 * @self: a form
 * @object: of the document
 * @property: (nullable): of it
 *
 * Returns: whether it has a field for that, which has the focus now
 */
gboolean
weir_pacing_editor_focus (WeirPacingEditor *self, gpointer object, const char *property)
{
  WeirArrivalRate *rate;
  GtkWidget *field;

  g_return_val_if_fail (WEIR_IS_PACING_EDITOR (self), FALSE);

  rate = get_rate (self);
  if (self->pacing == NULL)
    return FALSE;
  if (rate != NULL && weir_item_rows_focus (self->stages, object, property))
    return TRUE;
  if (object != self->pacing && object != rate)
    return FALSE;
  field = weir_pacing_editor_get_field (self, object, property);
  return field != NULL && gtk_widget_grab_focus (field);
}

/**
 * weir_pacing_editor_get_field:
 * @self: a form
 * @object: the pacing, or its arrival rate
 * @property: (nullable): of @object
 *
 * Returns: (transfer none) (nullable): the field of that property
 */
GtkWidget *
weir_pacing_editor_get_field (WeirPacingEditor *self, gpointer object, const char *property)
{
  g_return_val_if_fail (WEIR_IS_PACING_EDITOR (self), NULL);

  if (g_strcmp0 (property, "mode") == 0 || g_strcmp0 (property, "arrival-rate") == 0)
    return GTK_WIDGET (self->choice);
  return weir_plan_form_get_field (WEIR_IS_ARRIVAL_RATE (object) ? self->rate : self->numbers, property);
}

/**
 * weir_pacing_editor_get_stages:
 * @self: a form
 *
 * Returns: (transfer none): the stages of an arrival rate
 */
WeirItemRows *
weir_pacing_editor_get_stages (WeirPacingEditor *self)
{
  g_return_val_if_fail (WEIR_IS_PACING_EDITOR (self), NULL);

  return self->stages;
}
