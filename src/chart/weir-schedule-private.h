/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-schedule-private.h: the kinds of charts of what is going to happen
 */

#pragma once

#include "weir-chart-private.h"
#include "weir-schedule-chart.h"

G_BEGIN_DECLS

/* One client. */
typedef struct
{
  WeirChart chart;
  WeirScheduleMode mode; /* its rates are owned */
  guint64 n_launches;    /* of batches; 0: without end */
  gint64 end_us;         /* of the axis */
  gboolean open;         /* it goes on beyond the axis */
  WeirScale time;
  WeirScale values; /* requests at once, or starts per second */
} WeirModeSchedule;

/* How many boxes, launches or corners are drawn and can be pointed at. */
guint weir_mode_schedule_count_places (const WeirModeSchedule *self);
/* Of one of them: a launch that ends when it begins, or a request that takes a time nobody knows. */
void weir_mode_schedule_get_place (const WeirModeSchedule *self, guint place, double *begin, double *end,
                                   double *value);
void weir_mode_schedule_get_rect (const WeirModeSchedule *self, guint place, WeirRect *rect);
void weir_mode_schedule_layout (WeirChart *chart, const WeirRect *area);
void weir_mode_schedule_draw (WeirChart *chart, WeirPen *pen);

/* A whole plan. */
typedef struct
{
  char *name;
  char *detail;
  WeirScheduleLane lane; /* its arrivals are owned, its texts are those above */
} WeirPlanLane;

typedef struct
{
  WeirChart chart;
  GArray *lanes; /* of WeirPlanLane */
  gint64 end_us; /* of what is known of the lanes; 0: nothing is */
  WeirScale time;
} WeirPlanSchedule;

const WeirPlanLane *weir_plan_schedule_get_lane (const WeirPlanSchedule *self, guint lane);
guint64 weir_plan_lane_count_clients (const WeirScheduleLane *lane);
gint64 weir_plan_lane_get_last_arrival_us (const WeirScheduleLane *lane);
void weir_plan_schedule_get_rect (const WeirPlanSchedule *self, guint lane, WeirRect *rect);
void weir_plan_schedule_layout (WeirChart *chart, const WeirRect *area);
void weir_plan_schedule_draw (WeirChart *chart, WeirPen *pen);

/* What goes on from there, nobody knows how far: a zigzag, and a fading. weir-schedule-draw.c */
void weir_schedule_draw_open_end (WeirPen *pen, WeirInk ink, const WeirRect *rect);

G_END_DECLS
