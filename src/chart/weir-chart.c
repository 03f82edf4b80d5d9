/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart.c: what all charts have: a title, series to show and hide, a layout, a table
 */

#include "config.h"

#include <math.h>

#include "weir-chart-private.h"

#define FONT_FAMILY "sans-serif"
#define FONT_SIZE 12.0
/* Below this nothing can be drawn; what is smaller is laid out for this and cut by whoever shows it. */
#define LEAST_WIDTH 120.0
#define LEAST_HEIGHT 80.0
/* Characters of a name within a sentence. */
#define SAID_CHARS 40

static void
clear_series (gpointer data)
{
  g_free (((WeirChartSeries *) data)->name);
}

/*
 * Makes a chart of @kind, which is the first member of the struct that is returned.
 */
gpointer
weir_chart_new (const WeirChartKind *kind, const char *id, const char *title)
{
  WeirChart *chart = g_malloc0 (kind->size);

  chart->kind = kind;
  chart->id = g_strdup (id);
  chart->title = g_utf8_make_valid (title, -1);
  chart->series = g_array_new (FALSE, TRUE, sizeof (WeirChartSeries));
  g_array_set_clear_func (chart->series, clear_series);
  chart->keys = g_array_new (FALSE, TRUE, sizeof (WeirChartSeries));
  g_array_set_clear_func (chart->keys, clear_series);
  chart->entries = g_array_new (FALSE, FALSE, sizeof (WeirChartEntry));
  chart->font_family = g_strdup (FONT_FAMILY);
  chart->font_size = FONT_SIZE;
  return chart;
}

/**
 * weir_chart_free:
 * @chart: (transfer full): a chart
 */
void
weir_chart_free (WeirChart *chart)
{
  chart->kind->finalize (chart);
  weir_pen_clear (&chart->pen);
  g_array_unref (chart->series);
  g_array_unref (chart->keys);
  g_array_unref (chart->entries);
  g_free (chart->font_family);
  g_free (chart->id);
  g_free (chart->title);
  g_free (chart->summary);
  g_free (chart->note);
  g_free (chart);
}

char *
weir_chart_shorten (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *begin = NULL;

  if (g_utf8_strlen (valid, -1) <= SAID_CHARS)
    return g_steal_pointer (&valid);
  begin = g_utf8_substring (valid, 0, SAID_CHARS - 1);
  return g_strconcat (g_strchomp (begin), "…", NULL);
}

void
weir_chart_take_summary (WeirChart *chart, char *summary)
{
  g_free (chart->summary);
  chart->summary = summary;
}

void
weir_chart_take_note (WeirChart *chart, char *note)
{
  g_free (chart->note);
  chart->note = note;
}

/* There is not enough to draw: @sentence says what is missing. */
void
weir_chart_take_empty (WeirChart *chart, char *sentence)
{
  chart->empty = TRUE;
  weir_chart_take_summary (chart, sentence);
}

static WeirChartSeries *
append (GArray *array, const WeirChartSeries *series)
{
  g_array_append_vals (array, series, 1);
  return &g_array_index (array, WeirChartSeries, array->len - 1);
}

/* A series drawn as a line; @look tells it from the others. */
WeirChartSeries *
weir_chart_add_line (WeirChart *chart, const char *name, guint look)
{
  WeirChartSeries series = {
    .name = g_utf8_make_valid (name, -1),
    .swatch = WEIR_SWATCH_LINE,
    .look = look,
    .ink = weir_pen_get_series_ink (look),
    .alpha = 1,
    .visible = TRUE,
  };

  return append (chart->series, &series);
}

/* A series drawn as areas or bars. */
WeirChartSeries *
weir_chart_add_block (WeirChart *chart, const char *name, WeirInk ink, double alpha, WeirPattern pattern)
{
  WeirChartSeries series = {
    .name = g_utf8_make_valid (name, -1),
    .swatch = WEIR_SWATCH_BLOCK,
    .ink = ink,
    .alpha = alpha,
    .pattern = pattern,
    .visible = TRUE,
  };

  return append (chart->series, &series);
}

/* An entry of the legend that cannot be hidden. */
WeirChartSeries *
weir_chart_add_key (WeirChart *chart, const char *name, WeirSwatch swatch, WeirInk ink, WeirPattern pattern)
{
  WeirChartSeries series = {
    .name = g_utf8_make_valid (name, -1),
    .swatch = swatch,
    .ink = ink,
    .alpha = 1,
    .pattern = pattern,
    .visible = TRUE,
  };

  return append (chart->keys, &series);
}

WeirChartSeries *
weir_chart_get_series (const WeirChart *chart, guint series)
{
  return &g_array_index (chart->series, WeirChartSeries, series);
}

/**
 * weir_chart_get_id:
 * @chart: a chart
 *
 * Returns: which chart it is: "time-per-iteration"; the same for every run, and fit for a file name
 */
const char *
weir_chart_get_id (const WeirChart *chart)
{
  return chart->id;
}

/**
 * weir_chart_get_title:
 * @chart: a chart
 *
 * Returns: its title
 */
const char *
weir_chart_get_title (const WeirChart *chart)
{
  return chart->title;
}

/**
 * weir_chart_get_summary:
 * @chart: a chart
 *
 * Returns: what it shows in one sentence; of an empty chart, what is missing
 */
const char *
weir_chart_get_summary (const WeirChart *chart)
{
  return chart->summary != NULL ? chart->summary : "";
}

/**
 * weir_chart_get_note:
 * @chart: a chart
 *
 * Returns: (nullable): what is not shown, and why
 */
const char *
weir_chart_get_note (const WeirChart *chart)
{
  return chart->note;
}

/**
 * weir_chart_is_empty:
 * @chart: a chart
 *
 * Returns: whether there is not enough to draw
 */
gboolean
weir_chart_is_empty (const WeirChart *chart)
{
  return chart->empty;
}

/**
 * weir_chart_get_n_series:
 * @chart: a chart
 *
 * Returns: how many series can be shown and hidden
 */
guint
weir_chart_get_n_series (const WeirChart *chart)
{
  return chart->series->len;
}

/**
 * weir_chart_get_series_name:
 * @chart: a chart
 * @series: which series
 *
 * Returns: its name
 */
const char *
weir_chart_get_series_name (const WeirChart *chart, guint series)
{
  g_return_val_if_fail (series < chart->series->len, NULL);

  return weir_chart_get_series (chart, series)->name;
}

/**
 * weir_chart_get_series_visible:
 * @chart: a chart
 * @series: which series
 *
 * Returns: whether it is shown
 */
gboolean
weir_chart_get_series_visible (const WeirChart *chart, guint series)
{
  g_return_val_if_fail (series < chart->series->len, FALSE);

  return weir_chart_get_series (chart, series)->visible;
}

/**
 * weir_chart_set_series_visible:
 * @chart: a chart
 * @series: which series
 * @visible: whether it is shown
 *
 * A chart that was laid out is laid out again, because its scales follow what is shown.
 */
void
weir_chart_set_series_visible (WeirChart *chart, guint series, gboolean visible)
{
  g_return_if_fail (series < chart->series->len);

  if (weir_chart_get_series (chart, series)->visible == visible)
    return;
  weir_chart_get_series (chart, series)->visible = visible;
  chart->chosen = TRUE;
  if (chart->width > 0)
    weir_chart_layout (chart, chart->width, chart->height, chart->parts);
}

/**
 * weir_chart_copy_visibility:
 * @chart: a chart
 * @from: an earlier chart of the same kind
 *
 * Series of the same place and name are shown and hidden as they were, if that was ever changed; else the
 * chart shows what it would by itself.
 */
void
weir_chart_copy_visibility (WeirChart *chart, const WeirChart *from)
{
  if (!from->chosen)
    return;
  chart->chosen = TRUE;
  for (guint i = 0; i < MIN (chart->series->len, from->series->len); i++)
    if (g_str_equal (weir_chart_get_series (chart, i)->name, weir_chart_get_series (from, i)->name))
      weir_chart_get_series (chart, i)->visible = weir_chart_get_series (from, i)->visible;
  chart->width = 0;
}

/**
 * weir_chart_set_font:
 * @chart: a chart
 * @family: a family of fonts
 * @size: pixels; of SVG and PDF, units
 *
 * The chart has to be laid out again.
 */
void
weir_chart_set_font (WeirChart *chart, const char *family, double size)
{
  g_return_if_fail (family != NULL && size > 0);

  if (size == chart->font_size && g_str_equal (family, chart->font_family))
    return;
  g_free (chart->font_family);
  chart->font_family = g_strdup (family);
  chart->font_size = size;
  weir_pen_clear (&chart->pen);
  chart->width = 0;
}

static void
ensure_pen (WeirChart *chart)
{
  if (chart->pen.layout == NULL)
    weir_pen_init (&chart->pen, chart->font_family, chart->font_size);
}

/**
 * weir_chart_layout:
 * @chart: a chart
 * @width: pixels
 * @height: pixels
 * @parts: what stands around the axes
 *
 * Finds a place for everything. Drawing and asking what is where use the last layout.
 */
void
weir_chart_layout (WeirChart *chart, double width, double height, WeirChartParts parts)
{
  g_return_if_fail (chart != NULL);

  ensure_pen (chart);
  chart->width = MAX (width, LEAST_WIDTH);
  chart->height = MAX (height, LEAST_HEIGHT);
  chart->parts = parts;
  weir_chart_layout_frame (chart);
  chart->plot_area = chart->area;
  if (!chart->empty)
    chart->kind->layout (chart, &chart->area);
}

/**
 * weir_chart_get_natural_height:
 * @chart: a chart
 * @width: pixels
 * @parts: what stands around the axes
 *
 * Returns: the height at which every row has its name and nothing is crowded; pixels
 */
double
weir_chart_get_natural_height (WeirChart *chart, double width, WeirChartParts parts)
{
  WeirChartParts before = chart->parts;
  double height;

  ensure_pen (chart);
  chart->parts = parts;
  height = weir_chart_get_frame_height (chart, width);
  height += chart->empty && !chart->kind->keeps_height ? chart->font_size * 6
                                                       : chart->kind->get_natural_height (chart, width);
  /* Measuring used the legend; what was laid out stays as it was. */
  if (chart->width > 0)
    weir_chart_layout (chart, chart->width, chart->height, before);
  return ceil (height);
}

static void
draw_empty (WeirChart *chart, WeirPen *pen)
{
  double line = weir_pen_get_line_height (pen, WEIR_TEXT_NORMAL);
  guint max_lines = (guint) MAX (1, chart->area.height / line);
  g_auto (GStrv) lines
      = weir_pen_wrap (pen, WEIR_TEXT_NORMAL, chart->summary, chart->area.width * 0.9, max_lines);
  guint n_lines = g_strv_length (lines);

  for (guint i = 0; i < n_lines; i++)
    weir_pen_text (pen, WEIR_TEXT_NORMAL, WEIR_INK_DIM, WEIR_ALIGN_MIDDLE,
                   chart->area.x + chart->area.width / 2,
                   chart->area.y + chart->area.height / 2 + (i - (n_lines - 1) / 2.0) * line, lines[i]);
}

/*
 * Draws with @pen, which has a context; weir_chart_draw() and the pictures use it.
 */
static void
draw_with_pen (WeirChart *chart, WeirPen *pen)
{
  weir_chart_draw_frame (chart, pen);
  cairo_save (pen->cr);
  if (chart->empty)
    draw_empty (chart, pen);
  else
    chart->kind->draw (chart, pen);
  cairo_restore (pen->cr);
}

/*
 * weir_chart_draw() with texts written into @svg_texts, unless that is NULL.
 */
void
weir_chart_draw_to (WeirChart *chart, cairo_t *cr, WeirPaletteKind palette, GString *svg_texts)
{
  WeirPen pen = chart->pen; /* borrows what it measures with */

  pen.cr = cr;
  pen.palette = palette;
  pen.svg_texts = svg_texts;
  cairo_save (cr);
  draw_with_pen (chart, &pen);
  cairo_restore (cr);
}

/**
 * weir_chart_draw:
 * @chart: a chart that was laid out
 * @cr: where the upper left corner of the chart is the origin
 * @palette: the colours; the background is not painted
 */
void
weir_chart_draw (WeirChart *chart, cairo_t *cr, WeirPaletteKind palette)
{
  g_return_if_fail (chart != NULL && chart->width > 0);
  g_return_if_fail (cr != NULL);

  weir_chart_draw_to (chart, cr, palette, NULL);
}

/**
 * weir_chart_draw_swatch:
 * @chart: a chart
 * @series: which series
 * @cr: where to draw
 * @width: pixels
 * @height: pixels
 * @palette: the colours
 *
 * Draws what stands before the name of the series in a legend.
 */
void
weir_chart_draw_swatch (const WeirChart *chart, guint series, cairo_t *cr, double width, double height,
                        WeirPaletteKind palette)
{
  WeirPen pen = { .cr = cr, .palette = palette };

  g_return_if_fail (series < chart->series->len);

  cairo_save (cr);
  weir_chart_draw_entry (&pen, weir_chart_get_series (chart, series), 0, height / 2, width);
  cairo_restore (cr);
}
