/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pacing.h: how often a client sends the request of an iteration, and when: the mode and its numbers
 */

#pragma once

#include <gio/gio.h>

#include "weir-arrival-rate.h"
#include "weir-document-enums.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PACING (weir_pacing_get_type ())
G_DECLARE_FINAL_TYPE (WeirPacing, weir_pacing, WEIR, PACING, GObject)

/* properties: mode, request-count (1), duration-us, batch-size (1), cool-down-us, maximize-throughput,
 * arrival-rate (nullable). A number that the mode has no use for means nothing; with an arrival rate, the
 * mode is D with its length, and that alone says when requests begin. */
WeirPacing *weir_pacing_new (void);
WeirMode weir_pacing_get_mode (WeirPacing *self);
void weir_pacing_set_mode (WeirPacing *self, WeirMode mode);
guint64 weir_pacing_get_request_count (WeirPacing *self);
void weir_pacing_set_request_count (WeirPacing *self, guint64 request_count);
gint64 weir_pacing_get_duration_us (WeirPacing *self);
void weir_pacing_set_duration_us (WeirPacing *self, gint64 duration_us);
guint weir_pacing_get_batch_size (WeirPacing *self);
void weir_pacing_set_batch_size (WeirPacing *self, guint batch_size);
gint64 weir_pacing_get_cool_down_us (WeirPacing *self);
void weir_pacing_set_cool_down_us (WeirPacing *self, gint64 cool_down_us);
gboolean weir_pacing_get_maximize_throughput (WeirPacing *self);
void weir_pacing_set_maximize_throughput (WeirPacing *self, gboolean maximize_throughput);
WeirArrivalRate *weir_pacing_get_arrival_rate (WeirPacing *self);
void weir_pacing_set_arrival_rate (WeirPacing *self, WeirArrivalRate *arrival_rate);

G_END_DECLS
