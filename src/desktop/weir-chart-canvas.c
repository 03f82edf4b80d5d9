/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-canvas.c: a chart on the screen, with a cross-hair for pointer and keyboard
 *
 * The chart is drawn into a texture, and again only when it, its size or the colours change; the cross-hair
 * moves over the texture.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "weir-chart-canvas.h"
#include "weir-chart-readout.h"

#define LEAST_WIDTH 240
#define NATURAL_WIDTH 640
#define RING 5.0f

struct _WeirChartCanvas
{
  GtkWidget parent_instance;

  WeirChart *chart;
  GdkTexture *texture; /* NULL: the chart has to be drawn */
  WeirPaletteKind palette;
  int scale;
  guint n_drawn;
  int measured_width; /* what natural_height is for; 0: nothing yet */
  int natural_height;
  gboolean pointed; /* the cross-hair is on hit */
  WeirChartHit hit;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirChartCanvas, weir_chart_canvas, GTK_TYPE_WIDGET)

/**
 * weir_chart_canvas_get_palette:
 * @widget: a widget
 *
 * Returns: the colours of charts that fit its theme
 */
WeirPaletteKind
weir_chart_canvas_get_palette (GtkWidget *widget)
{
  g_autofree char *theme = NULL;
  const char *forced = g_getenv ("GTK_THEME");
  gboolean strong;
  GdkRGBA text;

  g_object_get (gtk_widget_get_settings (widget), "gtk-theme-name", &theme, NULL);
  strong = (forced != NULL ? strstr (forced, "hc") : strstr (theme, "-hc")) != NULL
           || strstr (theme, "HighContrast") != NULL;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  if (text.red + text.green + text.blue > 1.5f)
    return strong ? WEIR_PALETTE_HIGH_CONTRAST_DARK : WEIR_PALETTE_DARK;
  return strong ? WEIR_PALETTE_HIGH_CONTRAST : WEIR_PALETTE_LIGHT;
}

/* As large as the other texts of the window. */
static void
follow_font (WeirChartCanvas *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  double dpi = pango_cairo_context_get_resolution (context);

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (dpi > 0 ? dpi : 96) / 72;
  if (size > 0 && pango_font_description_get_family (font) != NULL)
    weir_chart_set_font (self->chart, pango_font_description_get_family (font), size * 0.92);
}

static void
forget_drawing (WeirChartCanvas *self)
{
  g_clear_object (&self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
forget_size (WeirChartCanvas *self)
{
  self->measured_width = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  forget_drawing (self);
}

/* The cross-hair stays on what it was on, wherever that is now. */
static void
layout (WeirChartCanvas *self)
{
  follow_font (self);
  weir_chart_layout (self->chart, gtk_widget_get_width (GTK_WIDGET (self)),
                     gtk_widget_get_height (GTK_WIDGET (self)), WEIR_CHART_BARE);
  if (self->pointed)
    self->pointed = weir_chart_locate (self->chart, self->hit.series, self->hit.index, &self->hit);
}

static void
destroy_surface (gpointer surface)
{
  cairo_surface_destroy (surface);
}

static void
draw_texture (WeirChartCanvas *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) * self->scale;
  int height = gtk_widget_get_height (GTK_WIDGET (self)) * self->scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr;
  g_autoptr (GBytes) bytes = NULL;
  gsize stride;

  cairo_surface_set_device_scale (surface, self->scale, self->scale);
  cr = cairo_create (surface);
  weir_chart_draw (self->chart, cr, self->palette);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                      destroy_surface, surface);
  self->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  self->n_drawn++;
}

static void
ensure_texture (WeirChartCanvas *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  WeirPaletteKind palette = weir_chart_canvas_get_palette (GTK_WIDGET (self));

  if (self->texture != NULL && scale == self->scale && palette == self->palette)
    return;
  g_clear_object (&self->texture);
  self->scale = scale;
  self->palette = palette;
  layout (self);
  draw_texture (self);
}

static void
snapshot_hair (WeirChartCanvas *self, GtkSnapshot *snapshot, const GdkRGBA *text)
{
  const WeirChartHit *hit = &self->hit;
  const float widths[] = { 2, 2, 2, 2 };
  const GdkRGBA colors[] = { *text, *text, *text, *text };
  GdkRGBA faint = *text;
  GskRoundedRect ring;
  double x;
  double y;
  double width;
  double height;

  weir_chart_get_plot_area (self->chart, &x, &y, &width, &height);
  if (hit->width <= 0)
    {
      faint.alpha = 0.35f;
      gtk_snapshot_append_color (snapshot, &faint,
                                 &GRAPHENE_RECT_INIT ((float) floor (hit->x), (float) y, 1, (float) height));
      gsk_rounded_rect_init_from_rect (&ring,
                                       &GRAPHENE_RECT_INIT ((float) hit->x - RING, (float) hit->y - RING,
                                                                  2 * RING, 2 * RING), RING);
    }
  else
    gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT ((float) (hit->x - hit->width / 2) - 1,
                                                                (float) (hit->y - hit->height / 2) - 1,
                                                                (float) hit->width + 2, (float) hit->height
                                                                    + 2), 2);
  gtk_snapshot_append_border (snapshot, &ring, widths, colors);
}

static void
weir_chart_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirChartCanvas *self = WEIR_CHART_CANVAS (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  GdkRGBA text;

  if (self->chart == NULL || width < 1 || height < 1)
    return;
  ensure_texture (self);
  gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!self->pointed)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  snapshot_hair (self, snapshot, &text);
  weir_chart_readout_snapshot (widget, snapshot, self->chart, &self->hit, self->palette);
}

static void
weir_chart_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                           int *natural, int *minimum_baseline, int *natural_baseline)
{
  WeirChartCanvas *self = WEIR_CHART_CANVAS (widget);
  int width = for_size > 0 ? for_size : NATURAL_WIDTH;

  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->chart == NULL)
    {
      *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : 0;
      *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : 0;
      return;
    }
  if (self->measured_width != width)
    {
      follow_font (self);
      self->natural_height = (int) weir_chart_get_natural_height (self->chart, width, WEIR_CHART_BARE);
      self->measured_width = width;
    }
  *minimum = *natural = self->natural_height;
}

static GtkSizeRequestMode
weir_chart_canvas_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
weir_chart_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirChartCanvas *self = WEIR_CHART_CANVAS (widget);

  g_clear_object (&self->texture);
  if (self->chart != NULL)
    layout (self);
}

static void
weir_chart_canvas_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (weir_chart_canvas_parent_class)->css_changed (widget, change);
  forget_size (WEIR_CHART_CANVAS (widget));
}

/* What is told to a screen reader: the name of the chart stays, what the cross-hair is on describes it. */
static void
update_accessible (WeirChartCanvas *self)
{
  g_autofree char *text = self->pointed ? weir_chart_describe (self->chart, &self->hit)
                                        : g_strdup (weir_chart_get_summary (self->chart));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  weir_chart_get_title (self->chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      text, -1);
}

static void
set_hit (WeirChartCanvas *self, const WeirChartHit *hit)
{
  gboolean pointed = hit != NULL;

  if (pointed == self->pointed
      && (!pointed || (hit->series == self->hit.series && hit->index == self->hit.index)))
    return;
  self->pointed = pointed;
  if (pointed)
    self->hit = *hit;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (WeirChartCanvas *self, double x, double y)
{
  weir_chart_canvas_point_at (self, x, y);
}

static void
released_cb (WeirChartCanvas *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  weir_chart_canvas_point_at (self, x, y);
  weir_chart_canvas_activate (self);
}

static gboolean
key_pressed_cb (WeirChartCanvas *self, guint key, guint code, GdkModifierType state)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
      return weir_chart_canvas_move (self, mirrored ? WEIR_CHART_NEXT : WEIR_CHART_PREVIOUS);
    case GDK_KEY_Right:
      return weir_chart_canvas_move (self, mirrored ? WEIR_CHART_PREVIOUS : WEIR_CHART_NEXT);
    case GDK_KEY_Up:
      return weir_chart_canvas_move (self, WEIR_CHART_UP);
    case GDK_KEY_Down:
      return weir_chart_canvas_move (self, WEIR_CHART_DOWN);
    case GDK_KEY_Home:
      return weir_chart_canvas_move (self, WEIR_CHART_FIRST);
    case GDK_KEY_End:
      return weir_chart_canvas_move (self, WEIR_CHART_LAST);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      weir_chart_canvas_activate (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (!self->pointed)
        return GDK_EVENT_PROPAGATE;
      weir_chart_canvas_leave (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
weir_chart_canvas_dispose (GObject *object)
{
  WeirChartCanvas *self = WEIR_CHART_CANVAS (object);

  g_clear_object (&self->texture);
  g_clear_pointer (&self->chart, weir_chart_free);
  G_OBJECT_CLASS (weir_chart_canvas_parent_class)->dispose (object);
}

static void
weir_chart_canvas_class_init (WeirChartCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_chart_canvas_dispose;
  widget_class->snapshot = weir_chart_canvas_snapshot;
  widget_class->measure = weir_chart_canvas_measure;
  widget_class->get_request_mode = weir_chart_canvas_get_request_mode;
  widget_class->size_allocate = weir_chart_canvas_size_allocate;
  widget_class->css_changed = weir_chart_canvas_css_changed;
  signals[SIGNAL_ACTIVATED]
      = g_signal_new ("activated", WEIR_TYPE_CHART_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 4, G_TYPE_INT, G_TYPE_INT, G_TYPE_UINT,
                                                G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "chartcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
weir_chart_canvas_init (WeirChartCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (weir_chart_canvas_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * weir_chart_canvas_take_chart:
 * @self: a canvas
 * @chart: (transfer full): what it shows from now on
 *
 * The cross-hair stays where it was, if something is there.
 */
void
weir_chart_canvas_take_chart (WeirChartCanvas *self, WeirChart *chart)
{
  g_return_if_fail (WEIR_IS_CHART_CANVAS (self));

  g_clear_pointer (&self->chart, weir_chart_free);
  self->chart = chart;
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    layout (self);
  else
    self->pointed = FALSE;
  update_accessible (self);
  forget_size (self);
}

/**
 * weir_chart_canvas_get_chart:
 * @self: a canvas
 *
 * Returns: (transfer none) (nullable): the chart
 */
WeirChart *
weir_chart_canvas_get_chart (WeirChartCanvas *self)
{
  return self->chart;
}

/**
 * weir_chart_canvas_set_series_visible:
 * @self: a canvas with a chart
 * @series: which series
 * @visible: whether it is shown
 */
void
weir_chart_canvas_set_series_visible (WeirChartCanvas *self, guint series, gboolean visible)
{
  weir_chart_set_series_visible (self->chart, series, visible);
  if (self->pointed && !weir_chart_locate (self->chart, self->hit.series, self->hit.index, &self->hit))
    set_hit (self, NULL);
  forget_size (self);
}

/**
 * weir_chart_canvas_get_hit:
 * @self: a canvas
 * @hit: (out): what the cross-hair is on
 *
 * Returns: whether it is on anything
 */
gboolean
weir_chart_canvas_get_hit (WeirChartCanvas *self, WeirChartHit *hit)
{
  *hit = self->hit;
  return self->pointed;
}

/**
 * weir_chart_canvas_point_at:
 * @self: a canvas
 * @x: pixels
 * @y: pixels
 *
 * Puts the cross-hair on what is there, as the pointer does.
 */
void
weir_chart_canvas_point_at (WeirChartCanvas *self, double x, double y)
{
  WeirChartHit hit;

  if (self->chart != NULL)
    set_hit (self, weir_chart_hit (self->chart, x, y, &hit) ? &hit : NULL);
}

/**
 * weir_chart_canvas_move:
 * @self: a canvas
 * @move: where to
 *
 * Moves the cross-hair, as the arrow keys do.
 *
 * Returns: whether there was anything to go to
 */
gboolean
weir_chart_canvas_move (WeirChartCanvas *self, WeirChartMove move)
{
  WeirChartHit hit;

  if (self->chart == NULL || !weir_chart_move (self->chart, self->pointed ? &self->hit : NULL, move, &hit))
    return FALSE;
  set_hit (self, &hit);
  return TRUE;
}

/**
 * weir_chart_canvas_leave:
 * @self: a canvas
 *
 * Takes the cross-hair away.
 */
void
weir_chart_canvas_leave (WeirChartCanvas *self)
{
  set_hit (self, NULL);
}

/**
 * weir_chart_canvas_activate:
 * @self: a canvas
 *
 * Activates what the cross-hair is on, as a click and Return do.
 */
void
weir_chart_canvas_activate (WeirChartCanvas *self)
{
  const WeirChartSubject *subject = &self->hit.subject;

  if (self->pointed)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, subject->part, subject->step, subject->iteration,
                   subject->vu);
}

/**
 * weir_chart_canvas_get_n_drawn:
 * @self: a canvas
 *
 * Returns: how often the chart was drawn: moving the cross-hair does not draw it
 */
guint
weir_chart_canvas_get_n_drawn (WeirChartCanvas *self)
{
  return self->n_drawn;
}
