/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-list.h: the passes of a run, or those that failed, as a list model
 */

#pragma once

#include <gio/gio.h>

#include "weir-flow.h"
#include "weir-result-index.h"
#include "weir-result-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RESULT_LIST (weir_result_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirResultList, weir_result_list, WEIR, RESULT_LIST, GObject)

WeirResultList *weir_result_list_new (WeirResultIndex *index, WeirResultReader *reader, gboolean failed_only);
void weir_result_list_set_flow (WeirResultList *self, WeirFlow *flow, gboolean by_vu, gboolean flat);
void weir_result_list_set_live (WeirResultList *self, gboolean live);
GListModel *weir_result_list_create_children (WeirResultList *self, WeirResultItem *item);
const WeirResultPass *weir_result_list_get_pass (WeirResultList *self, guint position);
gboolean weir_result_list_find (WeirResultList *self, WeirPassKey key, guint *position);
gboolean weir_result_list_is_flat (WeirResultList *self);

G_END_DECLS
