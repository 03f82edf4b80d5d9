/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-children.h: the results of one pass as a list model, read from the archive when first asked for
 */

#pragma once

#include <gio/gio.h>

#include "weir-flow.h"
#include "weir-result-item.h"
#include "weir-result-reader.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RESULT_CHILDREN (weir_result_children_get_type ())
G_DECLARE_FINAL_TYPE (WeirResultChildren, weir_result_children, WEIR, RESULT_CHILDREN, GObject)

/* signals:
 *   settled (WeirResultChildren *children)   they were read, or cannot be read */
WeirResultChildren *weir_result_children_new (WeirResultReader *reader, gint64 run_id,
                                              const WeirResultPass *pass, gboolean failed_only,
                                              WeirFlow *flow);
void weir_result_children_update (WeirResultChildren *self, const WeirResultPass *pass);
gboolean weir_result_children_is_busy (WeirResultChildren *self);

G_END_DECLS
