/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-arrival-rate.h: `arrivalRate:` of an iteration: requests begin by the clock, whatever became of others
 */

#pragma once

#include "weir-rate-stage.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ARRIVAL_RATE (weir_arrival_rate_get_type ())
G_DECLARE_FINAL_TYPE (WeirArrivalRate, weir_arrival_rate, WEIR, ARRIVAL_RATE, GObject)

/* properties: rate (per second, at the beginning), max-in-flight (10 000); and the list stages
 * (WeirRateStage): each changes the rate evenly, and it ends with the last of them */
WeirArrivalRate *weir_arrival_rate_new (void);
double weir_arrival_rate_get_rate (WeirArrivalRate *self);
void weir_arrival_rate_set_rate (WeirArrivalRate *self, double rate);
guint weir_arrival_rate_get_max_in_flight (WeirArrivalRate *self);
void weir_arrival_rate_set_max_in_flight (WeirArrivalRate *self, guint max_in_flight);
GListStore *weir_arrival_rate_get_stages (WeirArrivalRate *self); /* of WeirRateStage, in order */

gint64 weir_arrival_rate_get_length_us (WeirArrivalRate *self);
/* How many requests each client begins in all. */
guint64 weir_arrival_rate_count_starts (WeirArrivalRate *self);

G_END_DECLS
