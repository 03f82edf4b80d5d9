/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-options.h: a flow's `run:`: how often, how many at once, how fast
 */

#pragma once

#include <glib-object.h>

#include "weir-document-enums.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RUN_OPTIONS (weir_run_options_get_type ())
G_DECLARE_FINAL_TYPE (WeirRunOptions, weir_run_options, WEIR, RUN_OPTIONS, GObject)

/* properties: iterations (1), parallel (1), delay-ms (0), stop-on-failure (FALSE); of the flow's `data:`:
 * data-file (NULL), data-order (sequential); and one-per-row (FALSE), which is `iterations: rows` */
WeirRunOptions *weir_run_options_new (void);
guint weir_run_options_get_iterations (WeirRunOptions *self);
void weir_run_options_set_iterations (WeirRunOptions *self, guint iterations);
guint weir_run_options_get_parallel (WeirRunOptions *self);
void weir_run_options_set_parallel (WeirRunOptions *self, guint parallel);
guint weir_run_options_get_delay_ms (WeirRunOptions *self);
void weir_run_options_set_delay_ms (WeirRunOptions *self, guint delay_ms);
gboolean weir_run_options_get_stop_on_failure (WeirRunOptions *self);
void weir_run_options_set_stop_on_failure (WeirRunOptions *self, gboolean stop_on_failure);
const char *weir_run_options_get_data_file (WeirRunOptions *self); /* (nullable) */
void weir_run_options_set_data_file (WeirRunOptions *self, const char *data_file);
WeirDataOrder weir_run_options_get_data_order (WeirRunOptions *self);
void weir_run_options_set_data_order (WeirRunOptions *self, WeirDataOrder data_order);
gboolean weir_run_options_get_one_per_row (WeirRunOptions *self);
void weir_run_options_set_one_per_row (WeirRunOptions *self, gboolean one_per_row);

G_END_DECLS
