/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample.h: the flow people try first
 */

#pragma once

#include "weir-flow.h"

G_BEGIN_DECLS

WeirFlow *weir_sample_flow_new (const char *url, GError **error);

G_END_DECLS
