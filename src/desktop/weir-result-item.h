/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-item.h: one row of the list of results: a pass, or one execution of a step
 */

#pragma once

#include <glib-object.h>

#include "weir-result-pass.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RESULT_ITEM (weir_result_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirResultItem, weir_result_item, WEIR, RESULT_ITEM, GObject)

/* signals:
 *   changed (WeirResultItem *item)   a pass got more results, or a result was read */
WeirResultItem *weir_result_item_new_pass (const WeirResultPass *pass, const char *name, gboolean running);
WeirResultItem *weir_result_item_new_result (const WeirResultRow *row, const char *name);
WeirResultItem *weir_result_item_new_unread (gint64 id);
void weir_result_item_set_result (WeirResultItem *self, const WeirStepBrief *brief, const char *name);
gboolean weir_result_item_is_unread (WeirResultItem *self);
void weir_result_item_set_pass (WeirResultItem *self, const WeirResultPass *pass, gboolean running);
const WeirResultPass *weir_result_item_get_pass (WeirResultItem *self);
gboolean weir_result_item_is_running (WeirResultItem *self);
gint64 weir_result_item_get_id (WeirResultItem *self);
const WeirStepBrief *weir_result_item_get_brief (WeirResultItem *self);
WeirPassKey weir_result_item_get_key (WeirResultItem *self);
const char *weir_result_item_get_name (WeirResultItem *self);

G_END_DECLS
