/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-words.h: how the latest run of an open document came out, in the words people read
 */

#pragma once

#include "weir-session.h"
#include "weir-words.h"

G_BEGIN_DECLS

/* "✓ Passed", of flows and load plans alike; "" before the first run. (transfer full) */
char *weir_session_describe_run (WeirSession *session, WeirTone *tone);

G_END_DECLS
