/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rate-stage.h: an entry of `stages:` of an arrival rate: the rate it leads to, and in what time
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_TYPE_RATE_STAGE (weir_rate_stage_get_type ())
G_DECLARE_FINAL_TYPE (WeirRateStage, weir_rate_stage, WEIR, RATE_STAGE, GObject)

/* properties: rate (per second), duration-us */
WeirRateStage *weir_rate_stage_new (double rate, gint64 duration_us);
double weir_rate_stage_get_rate (WeirRateStage *self);
void weir_rate_stage_set_rate (WeirRateStage *self, double rate);
gint64 weir_rate_stage_get_duration_us (WeirRateStage *self);
void weir_rate_stage_set_duration_us (WeirRateStage *self, gint64 duration_us);

G_END_DECLS
