/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-matches.h: the results of a run that match, in the order asked for, as a list model
 */

#pragma once

#include <gio/gio.h>

#include "weir-flow.h"
#include "weir-result-item.h"
#include "weir-result-reader.h"
#include "weir-result-selection.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RESULT_MATCHES (weir_result_matches_get_type ())
G_DECLARE_FINAL_TYPE (WeirResultMatches, weir_result_matches, WEIR, RESULT_MATCHES, GObject)

WeirResultMatches *weir_result_matches_new (WeirResultReader *reader);
void weir_result_matches_set_flow (WeirResultMatches *self, WeirFlow *flow, gboolean by_vu);
void weir_result_matches_set_selection (WeirResultMatches *self, WeirResultSelection *selection);
WeirResultSelection *weir_result_matches_get_selection (WeirResultMatches *self);
gboolean weir_result_matches_is_busy (WeirResultMatches *self);

G_END_DECLS
