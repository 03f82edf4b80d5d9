/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-frame.c: title and summary above a chart, legend and note below it
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-chart-private.h"

#define MARGIN 12.0
#define GAP 6.0
#define SWATCH_WIDTH 22.0
#define ENTRY_GAP 14.0
/* A name in the legend is cut here, so that one long name does not take all of it. */
#define LONGEST_NAME 180.0
#define MOST_SUMMARY_LINES 2
/* What must be left for the axes before the legend gets a second line. */
#define LEAST_AREA 110.0

static guint
count_summary_lines (WeirChart *chart, double width)
{
  g_auto (GStrv) lines = NULL;

  if (chart->summary == NULL || chart->empty)
    return 0;
  lines = weir_pen_wrap (&chart->pen, WEIR_TEXT_NORMAL, chart->summary, width, MOST_SUMMARY_LINES);
  return g_strv_length (lines);
}

static double
get_title_height (WeirChart *chart, double width)
{
  if ((chart->parts & WEIR_CHART_TITLE) == 0)
    return 0;
  return weir_pen_get_line_height (&chart->pen, WEIR_TEXT_TITLE)
         + count_summary_lines (chart, width) * weir_pen_get_line_height (&chart->pen, WEIR_TEXT_NORMAL)
         + 2 * GAP;
}

static const WeirChartSeries *
get_entry_series (const WeirChart *chart, const WeirChartEntry *entry)
{
  return &g_array_index (entry->key ? chart->keys : chart->series, WeirChartSeries, entry->number);
}

static gboolean
add_entry (WeirChart *chart, gboolean key, guint number, double width, guint max_lines, guint *line,
           double *x)
{
  WeirChartEntry entry = { key, number, .y = 0 };
  double text;

  if (chart->n_left_out > 0 && !key)
    {
      chart->n_left_out++;
      return FALSE;
    }
  text = weir_pen_get_text_width (&chart->pen, WEIR_TEXT_SMALL, get_entry_series (chart, &entry)->name);
  entry.width = SWATCH_WIDTH + GAP + MIN (ceil (text) + 1, MIN (LONGEST_NAME, width - SWATCH_WIDTH - GAP));
  if (*x > 0 && *x + entry.width > width)
    {
      if (*line + 1 >= max_lines)
        {
          chart->n_left_out += !key;
          return FALSE;
        }
      *x = 0;
      (*line)++;
    }
  entry.x = *x;
  entry.y = *line;
  *x += entry.width + ENTRY_GAP;
  g_array_append_val (chart->entries, entry);
  return TRUE;
}

/* Fills the entries, their y being a line still; returns how many lines they take. */
static guint
flow_legend (WeirChart *chart, double width, guint max_lines)
{
  guint line = 0;
  double x = 0;

  g_array_set_size (chart->entries, 0);
  chart->n_left_out = 0;
  if ((chart->parts & WEIR_CHART_LEGEND) == 0 || chart->empty)
    return 0;
  /* What explains a mark comes first, so that it is never what is left out. */
  for (guint i = 0; i < chart->keys->len; i++)
    if (g_array_index (chart->keys, WeirChartSeries, i).visible)
      add_entry (chart, TRUE, i, width, max_lines, &line, &x);
  /* The name of the only kind of bars is the title. */
  if (chart->series->len == 1 && weir_chart_get_series (chart, 0)->swatch == WEIR_SWATCH_BLOCK)
    return chart->entries->len > 0 ? line + 1 : 0;
  for (guint i = 0; i < chart->series->len; i++)
    if (weir_chart_get_series (chart, i)->visible)
      add_entry (chart, FALSE, i, width, max_lines, &line, &x);
  return chart->entries->len > 0 ? line + 1 : 0;
}

static gboolean
has_last_line (const WeirChart *chart)
{
  return (chart->parts & WEIR_CHART_LEGEND) != 0 && (chart->note != NULL || chart->n_left_out > 0);
}

static double
get_legend_line (WeirChart *chart)
{
  return weir_pen_get_line_height (&chart->pen, WEIR_TEXT_SMALL) + 3;
}

static double
get_legend_height (WeirChart *chart, guint n_lines)
{
  guint all = n_lines + has_last_line (chart);

  return all > 0 ? all * get_legend_line (chart) + GAP : 0;
}

/*
 * Title and legend at that width, with every entry; and the margins.
 */
double
weir_chart_get_frame_height (WeirChart *chart, double width)
{
  double inner = width - 2 * MARGIN;
  guint n_lines = flow_legend (chart, inner, 6);

  return 2 * MARGIN + get_title_height (chart, inner) + get_legend_height (chart, n_lines);
}

/*
 * Finds the place of title, legend and, between them, chart->area.
 */
void
weir_chart_layout_frame (WeirChart *chart)
{
  double inner = chart->width - 2 * MARGIN;
  double title = get_title_height (chart, inner);
  double room = chart->height - 2 * MARGIN - title - LEAST_AREA;
  guint max_lines = (guint) CLAMP (room / get_legend_line (chart), 1, 6);
  guint n_lines = flow_legend (chart, inner, max_lines);
  double legend = get_legend_height (chart, n_lines);

  chart->area = (WeirRect) { MARGIN, MARGIN + title, inner, chart->height - 2 * MARGIN - title - legend };
  chart->area.height = MAX (chart->area.height, 30);
  for (guint i = 0; i < chart->entries->len; i++)
    {
      WeirChartEntry *entry = &g_array_index (chart->entries, WeirChartEntry, i);

      entry->x += MARGIN;
      entry->y = chart->area.y + chart->area.height + GAP + (entry->y + 0.5) * get_legend_line (chart);
    }
}

/*
 * A bar or area in the look of @series.
 */
void
weir_chart_draw_block (WeirPen *pen, const WeirChartSeries *series, const WeirRect *rect)
{
  gboolean strong = weir_palette_is_high_contrast (pen->palette);

  if (rect->width <= 0 || rect->height <= 0)
    return;
  weir_pen_set_ink (pen, series->ink, series->alpha);
  weir_pen_fill (pen, rect);
  weir_pen_hatch (pen, WEIR_INK_BACKGROUND, series->pattern, rect);
  if (strong && rect->width > 3 && rect->height > 3)
    {
      weir_pen_set_ink (pen, WEIR_INK_TEXT, 1);
      cairo_set_line_width (pen->cr, 1);
      cairo_rectangle (pen->cr, rect->x + 0.5, rect->y + 0.5, rect->width - 1, rect->height - 1);
      cairo_stroke (pen->cr);
    }
}

/*
 * What stands before a name in the legend: @width wide around the line @y.
 */
void
weir_chart_draw_entry (WeirPen *pen, const WeirChartSeries *series, double x, double y, double width)
{
  WeirRect block = { x + width / 2 - 7, y - 5, 14, 10 };

  cairo_save (pen->cr);
  switch (series->swatch)
    {
    case WEIR_SWATCH_LINE:
      weir_pen_set_series (pen, series->look);
      weir_pen_line (pen, x, y, x + width, y);
      cairo_set_dash (pen->cr, NULL, 0, 0);
      weir_pen_add_marker (pen, series->look, x + width / 2, y, 3);
      cairo_fill (pen->cr);
      break;
    case WEIR_SWATCH_BLOCK:
      weir_chart_draw_block (pen, series, &block);
      break;
    case WEIR_SWATCH_MARKER:
      weir_pen_set_ink (pen, series->ink, 1);
      weir_pen_add_marker (pen, series->look, x + width / 2, y, 4);
      cairo_fill (pen->cr);
      break;
    case WEIR_SWATCH_WHISKER:
      weir_pen_set_ink (pen, series->ink, 1);
      cairo_set_line_width (pen->cr, 2);
      weir_pen_line (pen, x + 2, y, x + width - 3, y);
      weir_pen_line (pen, x + width - 3, y - 5, x + width - 3, y + 5);
      break;
    case WEIR_SWATCH_CROSS:
      weir_pen_cross (pen, x + width / 2, y, 3.5);
      break;
    default:
      g_assert_not_reached ();
    }
  cairo_restore (pen->cr);
}

static void
draw_title (WeirChart *chart, WeirPen *pen)
{
  double inner = chart->width - 2 * MARGIN;
  double line = weir_pen_get_line_height (pen, WEIR_TEXT_NORMAL);
  double y = MARGIN + weir_pen_get_line_height (pen, WEIR_TEXT_TITLE) / 2;
  g_auto (GStrv) lines = NULL;

  weir_pen_text_within (pen, WEIR_TEXT_TITLE, WEIR_INK_TEXT, WEIR_ALIGN_START, MARGIN, y, inner,
                        chart->title);
  if (chart->summary == NULL || chart->empty)
    return;
  lines = weir_pen_wrap (pen, WEIR_TEXT_NORMAL, chart->summary, inner, MOST_SUMMARY_LINES);
  y += weir_pen_get_line_height (pen, WEIR_TEXT_TITLE) / 2 + line / 2 + 2;
  for (guint i = 0; lines[i] != NULL; i++)
    weir_pen_text (pen, WEIR_TEXT_NORMAL, WEIR_INK_DIM, WEIR_ALIGN_START, MARGIN, y + i * line, lines[i]);
}

static void
draw_last_line (WeirChart *chart, WeirPen *pen)
{
  g_autofree char *text = NULL;

  if (!has_last_line (chart))
    return;
  if (chart->n_left_out > 0)
    {
      g_autofree char *more
          = g_strdup_printf (ngettext ("%u more series is drawn.", "%u more series are drawn.",
                                                         chart->n_left_out), chart->n_left_out);

      text = g_strjoin (" ", more, chart->note, NULL);
    }
  weir_pen_text_within (pen, WEIR_TEXT_SMALL, WEIR_INK_DIM, WEIR_ALIGN_START, MARGIN,
                        chart->height - MARGIN - get_legend_line (chart) / 2, chart->width - 2 * MARGIN,
                        text != NULL ? text : chart->note);
}

/*
 * Draws everything around chart->area.
 */
void
weir_chart_draw_frame (WeirChart *chart, WeirPen *pen)
{
  if ((chart->parts & WEIR_CHART_TITLE) != 0)
    draw_title (chart, pen);
  if ((chart->parts & WEIR_CHART_LEGEND) == 0 || chart->empty)
    return;
  for (guint i = 0; i < chart->entries->len; i++)
    {
      const WeirChartEntry *entry = &g_array_index (chart->entries, WeirChartEntry, i);
      const WeirChartSeries *series = get_entry_series (chart, entry);

      weir_chart_draw_entry (pen, series, entry->x, entry->y, SWATCH_WIDTH);
      weir_pen_text_within (pen, WEIR_TEXT_SMALL, WEIR_INK_TEXT, WEIR_ALIGN_START,
                            entry->x + SWATCH_WIDTH + GAP, entry->y, entry->width - SWATCH_WIDTH - GAP,
                            series->name);
    }
  draw_last_line (chart, pen);
}
