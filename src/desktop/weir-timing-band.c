/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-timing-band.c: a bar from one instant to another on a shared axis
 */

#include "config.h"

#include "weir-timing-band.h"

#define HEIGHT 12
/* A phase that took time is seen, however short beside the others. */
#define THINNEST 2.0

struct _WeirTimingBand
{
  GtkWidget parent_instance;

  double begin; /* of the whole width */
  double end;
};

G_DEFINE_FINAL_TYPE (WeirTimingBand, weir_timing_band, GTK_TYPE_WIDGET)

static void
append_bar (GtkSnapshot *snapshot, const GdkRGBA *color, double x, double width, double height)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x, 0, width, height);
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &rect, MIN (3, width / 2));
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, &rect);
  gtk_snapshot_pop (snapshot);
}

static void
weir_timing_band_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirTimingBand *self = WEIR_TIMING_BAND (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double x = self->begin * width;
  GdkRGBA color;
  GdkRGBA track;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  track = color;
  track.alpha = 0.12;
  append_bar (snapshot, &track, 0, width, height);
  if (self->end <= self->begin)
    return;
  x = MIN (x, width - THINNEST);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = width - x - MAX ((self->end - self->begin) * width, THINNEST);
  append_bar (snapshot, &color, x, MAX ((self->end - self->begin) * width, THINNEST), height);
}

static void
weir_timing_band_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 40;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 200;
}

static void
weir_timing_band_class_init (WeirTimingBandClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = weir_timing_band_snapshot;
  widget_class->measure = weir_timing_band_measure;
  gtk_widget_class_set_css_name (widget_class, "timingband");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
weir_timing_band_init (WeirTimingBand *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * weir_timing_band_new:
 * @begin: where the bar begins, as a fraction of the axis
 * @end: where it ends; not above 1
 *
 * Returns: (transfer floating): a bar in the text colour of its style
 */
GtkWidget *
weir_timing_band_new (double begin, double end)
{
  WeirTimingBand *self = g_object_new (WEIR_TYPE_TIMING_BAND, NULL);

  self->begin = begin;
  self->end = end;
  return GTK_WIDGET (self);
}
