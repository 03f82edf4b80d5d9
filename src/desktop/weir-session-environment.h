/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-environment.h: where a flow of the window runs, and the values of its secrets
 */

#pragma once

#include "weir-environment.h"
#include "weir-flow.h"

G_BEGIN_DECLS

gboolean weir_session_find_environment (WeirFlow *flow, const char *file_name, WeirEnvironment **environment,
                                        char ***secrets, GError **error);

G_END_DECLS
