/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-schedule-plan.c: rounds and iterations of a load plan in lanes: what they are, and as a table
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "weir-schedule-private.h"

#define LANE_HEIGHT 24.0
#define AROUND 34.0

const WeirPlanLane *
weir_plan_schedule_get_lane (const WeirPlanSchedule *self, guint lane)
{
  return &g_array_index (self->lanes, WeirPlanLane, lane);
}

guint64
weir_plan_lane_count_clients (const WeirScheduleLane *lane)
{
  return lane->n_arrivals > 0 ? lane->arrivals[lane->n_arrivals - 1].n_clients : 0;
}

gint64
weir_plan_lane_get_last_arrival_us (const WeirScheduleLane *lane)
{
  return lane->n_arrivals > 0 ? lane->arrivals[lane->n_arrivals - 1].at_us : 0;
}

static void
clear_lane (gpointer data)
{
  WeirPlanLane *lane = data;

  g_free (lane->name);
  g_free (lane->detail);
  g_free ((gpointer) lane->lane.arrivals);
}

static gint64
get_length (const WeirScheduleLane *lane)
{
  return weir_plan_lane_get_last_arrival_us (lane) + lane->length_us;
}

static char *
describe_begin (const WeirScheduleLane *lane)
{
  g_autofree char *time = weir_unit_to_text (WEIR_UNIT_DURATION, (double) lane->begin_us);

  if (lane->begin == WEIR_SCHEDULE_OPEN)
    return g_strdup (_ ("when a rule or Stop has ended what is before it"));
  if (lane->begin == WEIR_SCHEDULE_AT_LEAST && lane->begin_us == 0)
    return g_strdup (_ ("when the server has answered what is before it"));
  if (lane->begin == WEIR_SCHEDULE_AT_LEAST)
    return g_strdup_printf (_ ("after at least %s"), time);
  return lane->begin_us == 0 ? g_strdup (_ ("at once")) : g_strdup_printf (_ ("after %s"), time);
}

static char *
describe_length (const WeirScheduleLane *lane)
{
  gint64 length_us = get_length (lane);
  g_autofree char *time = weir_unit_to_text (WEIR_UNIT_DURATION, (double) length_us);

  if (lane->end == WEIR_SCHEDULE_OPEN)
    return g_strdup (_ ("until a rule or Stop ends it"));
  if (lane->end == WEIR_SCHEDULE_AT_LEAST && length_us == 0)
    return g_strdup (_ ("as long as the server takes"));
  if (lane->end == WEIR_SCHEDULE_AT_LEAST)
    return g_strdup_printf (_ ("at least %s"), time);
  return g_steal_pointer (&time);
}

static void
plan_finalize (WeirChart *chart)
{
  g_array_unref (((WeirPlanSchedule *) chart)->lanes);
}

static double
plan_get_natural_height (WeirChart *chart, double width)
{
  return MAX (((WeirPlanSchedule *) chart)->lanes->len * LANE_HEIGHT + AROUND, 80);
}

static guint
plan_get_n_lanes (const WeirChart *chart)
{
  return ((const WeirPlanSchedule *) chart)->lanes->len;
}

static guint
plan_get_n_places (const WeirChart *chart, guint series)
{
  return 1;
}

static gboolean
plan_locate (WeirChart *chart, guint series, guint index, WeirChartHit *hit)
{
  WeirPlanSchedule *self = (WeirPlanSchedule *) chart;
  const WeirScheduleLane *lane = &weir_plan_schedule_get_lane (self, series)->lane;
  WeirRect rect;

  weir_plan_schedule_get_rect (self, series, &rect);
  hit->x = rect.x + rect.width / 2;
  hit->y = rect.y + rect.height / 2;
  hit->width = MAX (rect.width, 1);
  hit->height = rect.height;
  hit->value = (double) get_length (lane);
  hit->subject = lane->subject;
  return TRUE;
}

static gboolean
plan_hit (WeirChart *chart, double x, double y, WeirChartHit *hit)
{
  WeirPlanSchedule *self = (WeirPlanSchedule *) chart;
  double place = (y - chart->plot_area.y) / chart->plot_area.height * self->lanes->len;

  return weir_chart_locate (chart, (guint) CLAMP (place, 0, self->lanes->len - 1), 0, hit);
}

static void
plan_read (WeirChart *chart, const WeirChartHit *hit, WeirChartReadout *readout)
{
  const WeirPlanLane *lane = weir_plan_schedule_get_lane ((WeirPlanSchedule *) chart, hit->series);

  readout->title = g_strdup (lane->name);
  if (lane->detail != NULL)
    weir_chart_readout_add (readout, -1, FALSE, NULL, g_strdup (lane->detail));
  weir_chart_readout_add (readout, -1, FALSE, _ ("Begins"), describe_begin (&lane->lane));
  weir_chart_readout_add (readout, -1, FALSE, _ ("Lasts"), describe_length (&lane->lane));
}

static guint
plan_get_n_columns (const WeirChart *chart)
{
  return 4;
}

static char *
plan_get_heading (const WeirChart *chart, guint column)
{
  const char *headings[] = { _ ("Round or iteration"), _ ("Begins"), _ ("Lasts"), _ ("How much") };

  return g_strdup (headings[column]);
}

static char *
plan_get_cell (const WeirChart *chart, guint row, guint column)
{
  const WeirPlanLane *lane = weir_plan_schedule_get_lane ((const WeirPlanSchedule *) chart, row);

  switch (column)
    {
    case 0:
      return g_strdup (lane->name);
    case 1:
      return describe_begin (&lane->lane);
    case 2:
      return describe_length (&lane->lane);
    default:
      return g_strdup (lane->detail != NULL ? lane->detail : "");
    }
}

static const WeirChartKind kind = {
  .size = sizeof (WeirPlanSchedule),
  .finalize = plan_finalize,
  .layout = weir_plan_schedule_layout,
  .draw = weir_plan_schedule_draw,
  .get_natural_height = plan_get_natural_height,
  .get_n_lanes = plan_get_n_lanes,
  .get_n_places = plan_get_n_places,
  .locate = plan_locate,
  .hit = plan_hit,
  .read = plan_read,
  .get_n_columns = plan_get_n_columns,
  .get_n_rows = plan_get_n_lanes,
  .get_heading = plan_get_heading,
  .get_cell = plan_get_cell,
};

/* Sums of a few such times are times still. */
static gint64
limit_time (gint64 us)
{
  return CLAMP (us, 0, G_MAXINT64 / 8);
}

static void
add_lane (WeirPlanSchedule *self, const WeirScheduleLane *lane)
{
  WeirScheduleArrival *arrivals = g_memdup2 (lane->arrivals, lane->n_arrivals * sizeof *arrivals);
  WeirPlanLane added = { g_utf8_make_valid (lane->name != NULL ? lane->name : "", -1),
                         g_strdup (lane->detail), *lane };

  for (guint i = 0; i < lane->n_arrivals; i++)
    arrivals[i].at_us = limit_time (arrivals[i].at_us);
  added.lane.name = added.name;
  added.lane.detail = added.detail;
  added.lane.arrivals = arrivals;
  added.lane.begin_us = limit_time (lane->begin_us);
  added.lane.length_us = limit_time (lane->length_us);
  g_array_append_val (self->lanes, added);
  self->end_us = MAX (self->end_us, added.lane.begin_us + get_length (&added.lane));
}

static gboolean
has_unknown (const WeirPlanSchedule *self)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const WeirScheduleLane *lane = &weir_plan_schedule_get_lane (self, i)->lane;

      if (lane->begin != WEIR_SCHEDULE_EXACT || lane->end != WEIR_SCHEDULE_EXACT)
        return TRUE;
    }
  return FALSE;
}

static void
take_notes (WeirPlanSchedule *self, guint n_left_out)
{
  g_autoptr (GString) note = g_string_new (NULL);

  if (has_unknown (self))
    g_string_append (note, _ ("Dashed and fading edges are the earliest; the server or a person decides."));
  if (n_left_out > 0)
    g_string_append_printf (note,
                            ngettext ("%s%u more is not drawn.", "%s%u more are not drawn.", n_left_out),
                            note->len > 0 ? " " : "", n_left_out);
  if (note->len > 0)
    weir_chart_take_note (&self->chart, g_strdup (note->str));
}

/**
 * weir_chart_new_plan_schedule:
 * @lanes: (array length=n_lanes): rounds, each followed by its iterations; copied
 * @n_lanes: how many there are
 * @n_left_out: how many more there would be
 * @missing: (nullable): why there is nothing to draw
 *
 * Returns: (transfer full): when the clients of each come, and how long they stay; empty without lanes
 */
WeirChart *
weir_chart_new_plan_schedule (const WeirScheduleLane *lanes, guint n_lanes, guint n_left_out,
                              const char *missing)
{
  WeirPlanSchedule *self = weir_chart_new (&kind, "plan-schedule", _ ("Rounds and iterations over time"));

  self->lanes = g_array_new (FALSE, TRUE, sizeof (WeirPlanLane));
  g_array_set_clear_func (self->lanes, clear_lane);
  for (guint i = 0; i < n_lanes && missing == NULL; i++)
    add_lane (self, &lanes[i]);
  if (self->lanes->len == 0)
    weir_chart_take_empty (&self->chart, g_strdup (missing != NULL ? missing : _ ("There is no round yet.")));
  else
    take_notes (self, n_left_out);
  return &self->chart;
}
