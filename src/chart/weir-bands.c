/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-bands.c: bands from one instant to another, in lanes: what they are, where they are, and as a table
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-bands-private.h"

#define LANE_HEIGHT 22.0
#define AROUND 48.0
/* Pixels beside a band that still mean it: a short one is narrower than a hand is steady. */
#define REACH 4.0

WeirLane *
weir_bands_get_lane (const WeirBands *bands, guint lane)
{
  return &g_array_index (bands->lanes, WeirLane, lane);
}

WeirBand *
weir_bands_get_band (const WeirBands *bands, guint lane, guint index)
{
  return &g_array_index (bands->bands, WeirBand, weir_bands_get_lane (bands, lane)->first + index);
}

void
weir_bands_get_rect (const WeirBands *bands, guint lane, guint index, WeirRect *rect)
{
  const WeirRect *plot = &bands->chart.plot_area;
  const WeirBand *band = weir_bands_get_band (bands, lane, index);
  double height = plot->height / bands->lanes->len;

  rect->x = weir_scale_map (&bands->scale, band->begin);
  rect->width = weir_scale_map (&bands->scale, band->end) - rect->x;
  rect->height = MIN (height * (height > 6 ? 0.7 : 0.95), 16);
  rect->y = plot->y + height * lane + (height - rect->height) / 2;
}

static void
bands_finalize (WeirChart *chart)
{
  WeirBands *bands = (WeirBands *) chart;

  for (guint i = 0; i < bands->lanes->len; i++)
    {
      g_free (weir_bands_get_lane (bands, i)->name);
      g_free (weir_bands_get_lane (bands, i)->label);
    }
  g_array_unref (bands->lanes);
  g_array_unref (bands->bands);
  g_free (bands->first_heading);
}

static double
bands_get_natural_height (WeirChart *chart, double width)
{
  return MAX (((WeirBands *) chart)->lanes->len * LANE_HEIGHT + AROUND, 90);
}

static guint
bands_get_n_lanes (const WeirChart *chart)
{
  return ((const WeirBands *) chart)->lanes->len;
}

static guint
bands_get_n_places (const WeirChart *chart, guint series)
{
  return weir_bands_get_lane ((const WeirBands *) chart, series)->n_bands;
}

static gboolean
bands_locate (WeirChart *chart, guint series, guint index, WeirChartHit *hit)
{
  WeirBands *bands = (WeirBands *) chart;
  const WeirBand *band = weir_bands_get_band (bands, series, index);
  WeirRect rect;

  weir_bands_get_rect (bands, series, index, &rect);
  hit->x = rect.x + rect.width / 2;
  hit->y = rect.y + rect.height / 2;
  hit->width = rect.width;
  hit->height = rect.height;
  hit->value = band->end - band->begin;
  hit->failed = band->failed;
  hit->subject = band->subject;
  return TRUE;
}

static gboolean
bands_hit (WeirChart *chart, double x, double y, WeirChartHit *hit)
{
  WeirBands *bands = (WeirBands *) chart;
  guint lane = (guint) CLAMP ((y - chart->plot_area.y) / chart->plot_area.height * bands->lanes->len, 0,
                              bands->lanes->len - 1);
  double nearest = INFINITY;

  for (guint i = 0; i < weir_bands_get_lane (bands, lane)->n_bands; i++)
    {
      WeirRect rect;
      double distance;

      weir_bands_get_rect (bands, lane, i, &rect);
      distance = MAX (MAX (rect.x - x, x - rect.x - rect.width), 0);
      if (distance < nearest)
        {
          nearest = distance;
          weir_chart_locate (chart, lane, i, hit);
        }
    }
  /* In a waterfall the whole line means its request. */
  return bands->whole ? isfinite (nearest) : nearest <= REACH;
}

static const char *
get_key_name (const WeirBands *bands, const WeirBand *band)
{
  return g_array_index (bands->chart.keys, WeirChartSeries, band->key).name;
}

static void
read_band (WeirBands *bands, const WeirBand *band, WeirChartReadout *readout)
{
  weir_chart_readout_add (readout, -1, band->failed, get_key_name (bands, band),
                          weir_unit_to_text (WEIR_UNIT_DURATION, band->end - band->begin));
}

static void
bands_read (WeirChart *chart, const WeirChartHit *hit, WeirChartReadout *readout)
{
  WeirBands *bands = (WeirBands *) chart;
  const WeirLane *lane = weir_bands_get_lane (bands, hit->series);

  readout->title = g_strdup (lane->name);
  for (guint i = 0; bands->whole && i < lane->n_bands; i++)
    read_band (bands, weir_bands_get_band (bands, hit->series, i), readout);
  if (!bands->whole)
    read_band (bands, weir_bands_get_band (bands, hit->series, hit->index), readout);
  else if (lane->label != NULL)
    weir_chart_readout_add (readout, -1, FALSE, _("Altogether"), g_strdup (lane->label));
}

static guint
bands_get_n_columns (const WeirChart *chart)
{
  return 5;
}

static guint
bands_get_n_rows (const WeirChart *chart)
{
  return ((const WeirBands *) chart)->bands->len;
}

static char *
bands_get_heading (const WeirChart *chart, guint column)
{
  const WeirBands *bands = (const WeirBands *) chart;

  switch (column)
    {
    case 0:
      return g_strdup (bands->first_heading);
    case 1:
      return g_strdup (bands->whole ? _("Phase") : _("Step"));
    case 2:
      return g_strdup (_("Begins after"));
    case 3:
      return g_strdup (_("Takes"));
    default:
      return g_strdup (_("Outcome"));
    }
}

/* The lanes are few and each knows its first band. */
static guint
find_lane (const WeirBands *bands, guint band)
{
  guint lane = 0;

  while (lane + 1 < bands->lanes->len && weir_bands_get_lane (bands, lane + 1)->first <= band)
    lane++;
  return lane;
}

static char *
bands_get_cell (const WeirChart *chart, guint row, guint column)
{
  const WeirBands *bands = (const WeirBands *) chart;
  const WeirBand *band = &g_array_index (bands->bands, WeirBand, row);

  switch (column)
    {
    case 0:
      return g_strdup (weir_bands_get_lane (bands, find_lane (bands, row))->name);
    case 1:
      return g_strdup (get_key_name (bands, band));
    case 2:
      return weir_unit_to_text (WEIR_UNIT_DURATION, band->begin);
    case 3:
      return weir_unit_to_text (WEIR_UNIT_DURATION, band->end - band->begin);
    default:
      return g_strdup (band->failed ? _("failed") : "");
    }
}

static const WeirChartKind kind = {
  .size = sizeof (WeirBands),
  .finalize = bands_finalize,
  .layout = weir_bands_layout,
  .draw = weir_bands_draw,
  .get_natural_height = bands_get_natural_height,
  .get_n_lanes = bands_get_n_lanes,
  .get_n_places = bands_get_n_places,
  .locate = bands_locate,
  .hit = bands_hit,
  .read = bands_read,
  .get_n_columns = bands_get_n_columns,
  .get_n_rows = bands_get_n_rows,
  .get_heading = bands_get_heading,
  .get_cell = bands_get_cell,
};

/*
 * Makes a chart of bands; their looks are its keys, lanes are added with their bands after them.
 */
WeirBands *
weir_bands_new (const char *id, const char *title, const char *first_heading, gboolean whole)
{
  WeirBands *bands = weir_chart_new (&kind, id, title);

  bands->first_heading = g_strdup (first_heading);
  bands->whole = whole;
  bands->lanes = g_array_new (FALSE, TRUE, sizeof (WeirLane));
  bands->bands = g_array_new (FALSE, TRUE, sizeof (WeirBand));
  return bands;
}

WeirLane *
weir_bands_add_lane (WeirBands *bands, const char *name, char *label)
{
  WeirLane lane = { .name = g_utf8_make_valid (name, -1), .label = label, .first = bands->bands->len };

  g_array_append_val (bands->lanes, lane);
  return weir_bands_get_lane (bands, bands->lanes->len - 1);
}

WeirBand *
weir_bands_add (WeirBands *bands, double begin, double end, guint key, const WeirChartSubject *subject)
{
  WeirBand band = { .begin = begin, .end = end, .key = key, .subject = *subject };

  g_array_append_val (bands->bands, band);
  weir_bands_get_lane (bands, bands->lanes->len - 1)->n_bands++;
  return &g_array_index (bands->bands, WeirBand, bands->bands->len - 1);
}
