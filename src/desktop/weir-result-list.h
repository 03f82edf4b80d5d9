/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-list.h: the results of a run as a list model that reads the archive as it is scrolled
 */

#pragma once

#include <gio/gio.h>

#include "weir-archive.h"
#include "weir-flow.h"
#include "weir-result-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RESULT_LIST (weir_result_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirResultList, weir_result_list, WEIR, RESULT_LIST, GObject)

WeirResultList *weir_result_list_new (void);
void weir_result_list_set_run (WeirResultList *self, gint64 run_id, WeirFlow *flow);
void weir_result_list_set_filter (WeirResultList *self, const WeirResultFilter *filter);
const WeirResultFilter *weir_result_list_get_filter (WeirResultList *self);
void weir_result_list_refresh (WeirResultList *self, gboolean at_once);
WeirStepResult *weir_result_list_load (WeirResultList *self, gint64 result_id, GError **error);
const char *weir_result_list_get_error (WeirResultList *self);

G_END_DECLS
