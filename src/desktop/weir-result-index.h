/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-index.h: the passes of a run, added up from the archive as its results come
 */

#pragma once

#include "weir-result-pass.h"
#include "weir-result-reader.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RESULT_INDEX (weir_result_index_get_type ())
G_DECLARE_FINAL_TYPE (WeirResultIndex, weir_result_index, WEIR, RESULT_INDEX, GObject)

/* signals:
 *   reset (index, guint n_before)               all passes went away
 *   inserted (index, guint position, guint n)   passes came
 *   changed (index, guint position)             a pass got more results
 *   settled (index)                             the archive was read to its end */
WeirResultIndex *weir_result_index_new (WeirResultReader *reader);
void weir_result_index_set_run (WeirResultIndex *self, gint64 run_id, const WeirResultFilter *filter);
void weir_result_index_refresh (WeirResultIndex *self);
gint64 weir_result_index_get_run (WeirResultIndex *self);
guint weir_result_index_get_n_passes (WeirResultIndex *self);
const WeirResultPass *weir_result_index_get_pass (WeirResultIndex *self, guint position);
gboolean weir_result_index_find (WeirResultIndex *self, WeirPassKey key, guint *position);
const WeirResultPass *weir_result_index_get_total (WeirResultIndex *self);
gboolean weir_result_index_is_busy (WeirResultIndex *self);
const char *weir_result_index_get_error (WeirResultIndex *self);

G_END_DECLS
