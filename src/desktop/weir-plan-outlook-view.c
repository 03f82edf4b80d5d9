/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-outlook-view.c: what a load plan will do: a sentence, a picture, and what they leave out
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-outlook-view.h"
#include "weir-plan-outlook.h"
#include "weir-plan-picture.h"

/* While numbers are typed, the outlook waits for them. */
#define PAUSE_MS 150

struct _WeirPlanOutlookView
{
  GtkWidget parent_instance;

  /* owned */
  WeirSession *session;
  GSignalGroup *session_signals;

  /* borrowed */
  GtkLabel *sentence;
  WeirChartView *picture;
  GtkLabel *notes;

  guint pause; /* the source that looks again; 0: none */
  gboolean is_stale; /* what is shown is not of the plan as it is now */
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirPlanOutlookView, weir_plan_outlook_view, GTK_TYPE_WIDGET)

static WeirPlan *
get_plan (WeirPlanOutlookView *self)
{
  return self->session != NULL ? weir_session_get_plan (self->session) : NULL;
}

static WeirPlanOutlook *
look (WeirPlanOutlookView *self, WeirPlan *plan)
{
  return self->session != NULL ? weir_session_new_outlook (self->session) : weir_plan_outlook_new (plan);
}

static void
show_notes (WeirPlanOutlookView *self, const WeirPlanOutlook *outlook)
{
  GPtrArray *notes = weir_plan_outlook_get_notes (outlook);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (notes, i));
  gtk_label_set_text (self->notes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), notes->len > 0);
}

static void
show_nothing (WeirPlanOutlookView *self)
{
  gtk_label_set_text (self->sentence, "");
  gtk_label_set_text (self->notes, "");
  gtk_widget_set_visible (GTK_WIDGET (self->picture), FALSE);
}

static void
update (WeirPlanOutlookView *self)
{
  WeirPlan *plan = get_plan (self);
  g_autoptr (WeirPlanOutlook) outlook = NULL;
  g_autofree char *sentence = NULL;

  self->is_stale = FALSE;
  if (plan == NULL)
    {
      show_nothing (self);
      return;
    }
  outlook = look (self, plan);
  sentence = weir_plan_outlook_describe (outlook);
  gtk_label_set_text (self->sentence, sentence);
  show_notes (self, outlook);
  weir_chart_view_take_chart (self->picture, weir_plan_picture_new_chart (outlook));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), TRUE);
}

static void
pause_cb (gpointer data)
{
  WeirPlanOutlookView *self = data;

  self->pause = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

/* What nobody sees is not worked out. */
static void
update_later (WeirPlanOutlookView *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->pause == 0)
    self->pause = g_timeout_add_once (PAUSE_MS, pause_cb, self);
}

static void
jump_cb (WeirPlanOutlookView *self, int round, int iteration, guint first, guint second)
{
  if (round >= 0)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, (guint) round, iteration);
}

static void
weir_plan_outlook_view_map (GtkWidget *widget)
{
  WeirPlanOutlookView *self = WEIR_PLAN_OUTLOOK_VIEW (widget);

  if (self->is_stale)
    update (self);
  GTK_WIDGET_CLASS (weir_plan_outlook_view_parent_class)->map (widget);
}

static void
weir_plan_outlook_view_dispose (GObject *object)
{
  WeirPlanOutlookView *self = WEIR_PLAN_OUTLOOK_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->session_signals);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_plan_outlook_view_parent_class)->dispose (object);
}

static void
weir_plan_outlook_view_class_init (WeirPlanOutlookViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_plan_outlook_view_dispose;
  widget_class->map = weir_plan_outlook_view_map;
  signals[SIGNAL_CHOSEN]
      = g_signal_new ("chosen", WEIR_TYPE_PLAN_OUTLOOK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "planoutlook");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (WeirPlanOutlookView *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
add_help (WeirPlanOutlookView *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("help-about-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.help");
  gtk_widget_set_tooltip_text (button, _("How load plans work (F1)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How load plans work"), -1);
  gtk_widget_add_css_class (button, "flat");
  weir_chart_view_set_control (self->picture, button);
}

static void
weir_plan_outlook_view_init (WeirPlanOutlookView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the plan will do"), -1);
  self->sentence = add_label (self, NULL);
  self->picture = WEIR_CHART_VIEW (weir_chart_view_new ());
  weir_chart_view_hide_summary (self->picture);
  gtk_widget_set_parent (GTK_WIDGET (self->picture), GTK_WIDGET (self));
  add_help (self);
  g_signal_connect_object (self->picture, "jump", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);
  self->notes = add_label (self, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->notes), "dim-label");
  self->session_signals = g_signal_group_new (WEIR_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "edited", G_CALLBACK (update_later), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::environment", G_CALLBACK (update_later),
                                  self);
}

/**
 * weir_plan_outlook_view_new:
 *
 * Returns: (transfer floating): a view of nothing yet
 */
GtkWidget *
weir_plan_outlook_view_new (void)
{
  return g_object_new (WEIR_TYPE_PLAN_OUTLOOK_VIEW, NULL);
}

static void
begin (WeirPlanOutlookView *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

/**
 * weir_plan_outlook_view_set_session:
 * @self: a view
 * @session: (nullable): a document with a plan
 *
 * Shows what the plan will do in the environment that is chosen, and follows both. To be called again when
 * the document has got another plan, or other rounds are chosen.
 */
void
weir_plan_outlook_view_set_session (WeirPlanOutlookView *self, WeirSession *session)
{
  g_return_if_fail (WEIR_IS_PLAN_OUTLOOK_VIEW (self));

  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  begin (self);
}

/**
 * weir_plan_outlook_view_get_sentence:
 * @self: a view
 *
 * Returns: (transfer none): what it says the plan will do
 */
const char *
weir_plan_outlook_view_get_sentence (WeirPlanOutlookView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_OUTLOOK_VIEW (self), NULL);

  return gtk_label_get_text (self->sentence);
}

/**
 * weir_plan_outlook_view_get_picture:
 * @self: a view
 *
 * Returns: (transfer none): its rounds and iterations over time
 */
WeirChartView *
weir_plan_outlook_view_get_picture (WeirPlanOutlookView *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_OUTLOOK_VIEW (self), NULL);

  return self->picture;
}
