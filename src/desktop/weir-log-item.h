/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-log-item.h: one line of the log of a run
 */

#pragma once

#include <glib-object.h>

#include "weir-log-scan.h"

G_BEGIN_DECLS

#define WEIR_TYPE_LOG_ITEM (weir_log_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirLogItem, weir_log_item, WEIR, LOG_ITEM, GObject)

WeirLogItem *weir_log_item_new (const WeirLogEvent *event);
const WeirLogEvent *weir_log_item_get_event (WeirLogItem *self);

G_END_DECLS
