/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-readout.c: the box beside a cross-hair with the values there
 */

#include "config.h"

#include <math.h>

#include "weir-chart-readout.h"

#define PADDING 8
#define SWATCH 20
#define GAP 8
#define AWAY 14
#define LONGEST 220

static PangoLayout *
create_layout (GtkWidget *widget, const char *text, gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

/* Names in one column, values in another. */
typedef struct
{
  GPtrArray *names;
  GPtrArray *values;
  PangoLayout *title;
  int name_width;
  int value_width;
  int line_height;
} Box;

static void
add_line (Box *box, GtkWidget *widget, const WeirChartLine *line, gboolean bold)
{
  g_autofree char *value = line->failed ? g_strdup_printf ("✕ %s", line->value) : g_strdup (line->value);
  PangoLayout *name = create_layout (widget, line->name != NULL ? line->name : "", bold);
  PangoLayout *text = create_layout (widget, value, bold);
  int width;
  int height;

  pango_layout_get_pixel_size (name, &width, &height);
  if (width > LONGEST)
    pango_layout_set_width (name, LONGEST * PANGO_SCALE);
  box->name_width = MAX (box->name_width, MIN (width, LONGEST));
  box->line_height = MAX (box->line_height, height);
  pango_layout_get_pixel_size (text, &width, &height);
  box->value_width = MAX (box->value_width, width);
  g_ptr_array_add (box->names, name);
  g_ptr_array_add (box->values, text);
}

static void
append_layout (GtkSnapshot *snapshot, PangoLayout *layout, float x, float y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
append_frame (GtkSnapshot *snapshot, const graphene_rect_t *rect, WeirPaletteKind palette,
              const GdkRGBA *text)
{
  const float widths[] = { 1, 1, 1, 1 };
  WeirColor color;
  GdkRGBA background;
  GdkRGBA edge = *text;
  GskRoundedRect rounded;

  weir_palette_get_color (palette, WEIR_INK_BACKGROUND, &color);
  background = (GdkRGBA) { (float) color.red, (float) color.green, (float) color.blue, 0.96f };
  edge.alpha = weir_palette_is_high_contrast (palette) ? 1 : 0.25f;
  gsk_rounded_rect_init_from_rect (&rounded, rect, 7);
  gtk_snapshot_append_outset_shadow (snapshot, &rounded, &(GdkRGBA) { 0, 0, 0, 0.2f }, 0, 1, 0, 5);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &background, rect);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rounded, widths, (const GdkRGBA[]) { edge, edge, edge, edge });
}

static void
append_lines (GtkSnapshot *snapshot, const Box *box, WeirChart *chart, const WeirChartReadout *readout,
              WeirPaletteKind palette, const graphene_rect_t *rect, gboolean swatches, const GdkRGBA *text)
{
  float x = rect->origin.x + PADDING;
  float y = rect->origin.y + PADDING;
  float indent = swatches ? SWATCH + GAP : 0;

  append_layout (snapshot, box->title, x, y, text);
  for (guint i = 0; i < readout->lines->len; i++)
    {
      const WeirChartLine *line = &g_array_index (readout->lines, WeirChartLine, i);

      y += (float) box->line_height;
      if (line->series >= 0 && swatches)
        {
          cairo_t *cr = gtk_snapshot_append_cairo (
              snapshot, &GRAPHENE_RECT_INIT (x, y, SWATCH, (float) box->line_height));

          cairo_translate (cr, (double) x, (double) y);
          weir_chart_draw_swatch (chart, (guint) line->series, cr, SWATCH, box->line_height, palette);
          cairo_destroy (cr);
        }
      append_layout (snapshot, g_ptr_array_index (box->names, i), x + indent, y, text);
      append_layout (snapshot, g_ptr_array_index (box->values, i),
                     x + indent + (float) box->name_width + (box->name_width > 0 ? GAP : 0), y, text);
    }
}

/* Right of the mark, or left of it where there is no room; always within the widget, if it fits at all. */
static void
find_place (GtkWidget *widget, const WeirChartHit *hit, float width, float height, graphene_rect_t *rect)
{
  float x = (float) (hit->x + hit->width / 2) + AWAY;
  float y = (float) hit->y - height / 2;

  if (x + width > (float) gtk_widget_get_width (widget))
    x = (float) (hit->x - hit->width / 2) - AWAY - width;
  if (x < 0)
    x = MAX (0, (float) gtk_widget_get_width (widget) - width);
  y = CLAMP (y, 0, MAX (0, (float) gtk_widget_get_height (widget) - height));
  *rect = GRAPHENE_RECT_INIT (floorf (x), floorf (y), width, height);
}

/**
 * weir_chart_readout_snapshot:
 * @widget: the widget that shows the chart
 * @snapshot: where to draw
 * @chart: the chart, as laid out for the widget
 * @hit: what the cross-hair is on
 * @palette: the colours
 */
void
weir_chart_readout_snapshot (GtkWidget *widget, GtkSnapshot *snapshot, WeirChart *chart,
                             const WeirChartHit *hit,
                             WeirPaletteKind palette)
{
  g_autoptr (WeirChartReadout) readout = weir_chart_read (chart, hit);
  Box box
      = { g_ptr_array_new_with_free_func (g_object_unref), g_ptr_array_new_with_free_func (g_object_unref) };
  gboolean swatches = FALSE;
  graphene_rect_t rect;
  GdkRGBA text;
  int width;

  box.title = create_layout (widget, readout->title, TRUE);
  pango_layout_get_pixel_size (box.title, &width, &box.line_height);
  if (width > 2 * LONGEST)
    pango_layout_set_width (box.title, 2 * LONGEST * PANGO_SCALE);
  for (guint i = 0; i < readout->lines->len; i++)
    {
      const WeirChartLine *line = &g_array_index (readout->lines, WeirChartLine, i);

      swatches |= line->series >= 0;
      add_line (&box, widget, line, line->series >= 0 && (guint) line->series == hit->series);
    }
  width = MAX (MIN (width, 2 * LONGEST),
               (swatches ? SWATCH + GAP : 0) + box.name_width + (box.name_width > 0 ? GAP : 0)
                   + box.value_width);
  find_place (widget, hit, (float) width + 2 * PADDING,
              (float) ((readout->lines->len + 1) * (guint) box.line_height + 2 * PADDING), &rect);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  append_frame (snapshot, &rect, palette, &text);
  append_lines (snapshot, &box, chart, readout, palette, &rect, swatches, &text);
  g_object_unref (box.title);
  g_ptr_array_unref (box.names);
  g_ptr_array_unref (box.values);
}
