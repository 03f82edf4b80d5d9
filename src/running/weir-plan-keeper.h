/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-keeper.h: a run of a load plan on its way to the archive, on a thread of its own
 *
 * The run's own thread looks at rules ten times a second and must not wait for a disk. What it hands over
 * here is written in its own time; rows of requests that the disk cannot keep up with are left out, and
 * counted.
 */

#pragma once

#include "weir-archive.h"

G_BEGIN_DECLS

typedef struct _WeirPlanKeeper WeirPlanKeeper;

typedef struct
{
  gint64 run_id;       /* 0 = not known yet, or there is no archive */
  char *error;         /* (nullable) owned: what is not kept, and why */
  char *notice;        /* (nullable) owned: what opening the archive found and did about it */
  gint64 lost_from_us; /* from the beginning of the run; 0 = nothing is lost */
  guint64 n_lost;      /* rows of requests */
} WeirPlanKept;

/* @archive: (nullable) the archive's file. @info: copied, begins the run; @origin_us: monotonic */
WeirPlanKeeper *weir_plan_keeper_new (const char *archive, const WeirRunInfo *info, gint64 origin_us);
void weir_plan_keeper_drain (WeirPlanKeeper *self);
void weir_plan_keeper_free (WeirPlanKeeper *self);
/* Results as weir_record_next() reads them. */
void weir_plan_keeper_add_results (WeirPlanKeeper *self, const guint8 *results, gsize size);
/* A worker could not even hand over so many. */
void weir_plan_keeper_add_lost (WeirPlanKeeper *self, guint64 n_lost);
void weir_plan_keeper_add_window (WeirPlanKeeper *self, const char *kind, gint64 start_us, GBytes *data);
void weir_plan_keeper_set_data (WeirPlanKeeper *self, const char *kind, GBytes *data);
/* How the run ended: last of all. @info: copied; id, partial and lost_from_us are filled in. */
void weir_plan_keeper_finish (WeirPlanKeeper *self, const WeirRunInfo *info);
void weir_plan_keeper_read (WeirPlanKeeper *self, WeirPlanKept *kept);
void weir_plan_kept_clear (WeirPlanKept *kept);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlanKeeper, weir_plan_keeper_free)

G_END_DECLS
