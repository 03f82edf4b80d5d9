/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-item.h: one row of the slowest and failed requests of a load plan
 */

#pragma once

#include <glib-object.h>

#include "weir-kept-requests.h"

G_BEGIN_DECLS

#define WEIR_TYPE_REQUEST_ITEM (weir_request_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirRequestItem, weir_request_item, WEIR, REQUEST_ITEM, GObject)

WeirRequestItem *weir_request_item_new (const WeirKeptRequest *request, const char *name);
const WeirStepBrief *weir_request_item_get_brief (WeirRequestItem *self);
gint64 weir_request_item_get_id (WeirRequestItem *self);
const char *weir_request_item_get_name (WeirRequestItem *self);

G_END_DECLS
