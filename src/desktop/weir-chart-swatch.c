/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-swatch.c: what stands before the name of a series in the buttons
 */

#include "config.h"

#include "weir-chart-swatch.h"

#define WIDTH 22
#define HEIGHT 14

struct _WeirChartSwatch
{
  GtkWidget parent_instance;

  WeirChartCanvas *canvas; /* owned */
  guint series;
};

G_DEFINE_FINAL_TYPE (WeirChartSwatch, weir_chart_swatch, GTK_TYPE_WIDGET)

static void
weir_chart_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirChartSwatch *self = WEIR_CHART_SWATCH (widget);
  WeirChart *chart = weir_chart_canvas_get_chart (self->canvas);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  cairo_t *cr;

  if (chart == NULL || self->series >= weir_chart_get_n_series (chart))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  weir_chart_draw_swatch (chart, self->series, cr, (double) width, (double) height,
                          weir_chart_canvas_get_palette (widget));
  cairo_destroy (cr);
}

static void
weir_chart_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                           int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
weir_chart_swatch_dispose (GObject *object)
{
  g_clear_object (&WEIR_CHART_SWATCH (object)->canvas);
  G_OBJECT_CLASS (weir_chart_swatch_parent_class)->dispose (object);
}

static void
weir_chart_swatch_class_init (WeirChartSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_chart_swatch_dispose;
  widget_class->snapshot = weir_chart_swatch_snapshot;
  widget_class->measure = weir_chart_swatch_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
weir_chart_swatch_init (WeirChartSwatch *self)
{
}

/**
 * weir_chart_swatch_new:
 * @canvas: the canvas with the chart
 * @series: which series
 *
 * Returns: (transfer floating): its colour, dash and shape
 */
GtkWidget *
weir_chart_swatch_new (WeirChartCanvas *canvas, guint series)
{
  WeirChartSwatch *self = g_object_new (WEIR_TYPE_CHART_SWATCH, NULL);

  self->canvas = g_object_ref (canvas);
  self->series = series;
  return GTK_WIDGET (self);
}
