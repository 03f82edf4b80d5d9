/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-item.h: one row of the list of results
 */

#pragma once

#include <glib-object.h>

#include "weir-step-result.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RESULT_ITEM (weir_result_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirResultItem, weir_result_item, WEIR, RESULT_ITEM, GObject)

WeirResultItem *weir_result_item_new (gint64 id, const WeirStepBrief *brief, const char *name);
gint64 weir_result_item_get_id (WeirResultItem *self);
const WeirStepBrief *weir_result_item_get_brief (WeirResultItem *self);
const char *weir_result_item_get_name (WeirResultItem *self);

G_END_DECLS
