/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-toggles.c: buttons that show and hide the series of a chart
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-chart-toggles.h"
#include "weir-chart-swatch.h"

#define LONGEST_NAME 28
/* More series than this get a list of their own height. */
#define TALLEST 116

struct _WeirChartToggles
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkFlowBox *box;
  GPtrArray *buttons;      /* of GtkToggleButton, borrowed from the box */
  WeirChartCanvas *canvas; /* owned */
};

G_DEFINE_FINAL_TYPE (WeirChartToggles, weir_chart_toggles, GTK_TYPE_WIDGET)

static void
toggled_cb (WeirChartToggles *self, GtkToggleButton *button)
{
  guint series;

  if (g_ptr_array_find (self->buttons, button, &series))
    weir_chart_canvas_set_series_visible (self->canvas, series, gtk_toggle_button_get_active (button));
}

static void
add_button (WeirChartToggles *self, WeirChart *chart, guint series)
{
  const char *name = weir_chart_get_series_name (chart, series);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST_NAME);
  gtk_box_append (GTK_BOX (content), weir_chart_swatch_new (self->canvas, series));
  gtk_box_append (GTK_BOX (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "chart-series");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Shown in the chart while pressed"),
                                      -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), weir_chart_get_series_visible (chart, series));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  /* The button is what the keyboard goes to, not the place it lies in. */
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_flow_box_append (self->box, child);
  g_ptr_array_add (self->buttons, button);
}

static gboolean
has_same_series (WeirChartToggles *self, WeirChart *chart)
{
  guint n = chart != NULL ? weir_chart_get_n_series (chart) : 0;

  if (n != self->buttons->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (g_ptr_array_index (self->buttons, i)),
                   weir_chart_get_series_name (chart, i)) != 0)
      return FALSE;
  return TRUE;
}

static void
weir_chart_toggles_dispose (GObject *object)
{
  WeirChartToggles *self = WEIR_CHART_TOGGLES (object);

  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->canvas);
  G_OBJECT_CLASS (weir_chart_toggles_parent_class)->dispose (object);
}

static void
weir_chart_toggles_class_init (WeirChartTogglesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_chart_toggles_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
weir_chart_toggles_init (WeirChartToggles *self)
{
  self->buttons = g_ptr_array_new ();
  self->box = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->box, 12);
  gtk_widget_set_focusable (GTK_WIDGET (self->box), FALSE);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), TALLEST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->box));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Shown in the chart"), -1);
}

/**
 * weir_chart_toggles_set_canvas:
 * @self: the buttons
 * @canvas: the canvas with the chart; kept
 */
void
weir_chart_toggles_set_canvas (WeirChartToggles *self, WeirChartCanvas *canvas)
{
  g_set_object (&self->canvas, canvas);
}

/**
 * weir_chart_toggles_update:
 * @self: the buttons
 *
 * Makes a button for each series of the chart; those that are there already, and the focus, stay.
 */
void
weir_chart_toggles_update (WeirChartToggles *self)
{
  WeirChart *chart = weir_chart_canvas_get_chart (self->canvas);
  guint n = chart != NULL ? weir_chart_get_n_series (chart) : 0;
  GtkWidget *child;

  /* What cannot be hidden without hiding everything needs no button. */
  gtk_widget_set_visible (GTK_WIDGET (self), n > 1 && !weir_chart_is_empty (chart));
  if (has_same_series (self, chart))
    {
      /* A step that failed just now is shown from now on, unless the person chose what is shown. */
      for (guint i = 0; i < n; i++)
        gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i),
                                      weir_chart_get_series_visible (chart, i));
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }
  g_ptr_array_set_size (self->buttons, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_flow_box_remove (self->box, child);
  for (guint i = 0; i < n; i++)
    add_button (self, chart, i);
}

/**
 * weir_chart_toggles_get_button:
 * @self: the buttons
 * @series: which series
 *
 * Returns: (transfer none): its button
 */
GtkToggleButton *
weir_chart_toggles_get_button (WeirChartToggles *self, guint series)
{
  g_return_val_if_fail (series < self->buttons->len, NULL);

  return g_ptr_array_index (self->buttons, series);
}
