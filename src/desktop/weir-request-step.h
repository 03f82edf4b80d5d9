/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-step.h: a step of a flow out of a request that was sent, or out of one of a load plan
 */

#pragma once

#include "weir-exchange.h"
#include "weir-iteration.h"

G_BEGIN_DECLS

/* @left_out: of char*: sentences on what was not taken over are added. Both (transfer full); NULL: there is
 * no request. */
WeirStep *weir_request_step_new_for_exchange (const WeirExchange *exchange, const char *name,
                                              GPtrArray *left_out);
WeirStep *weir_request_step_new_for_iteration (WeirIteration *iteration, const char *base_url,
                                               GPtrArray *left_out);

G_END_DECLS
