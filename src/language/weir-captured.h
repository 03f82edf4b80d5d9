/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-captured.h: a whole answer as the value of a variable, and the paths into it
 *
 * ".StatusCode", ".StatusReason", ".Headers.Name", ".Headers.Name[i]", ".Body" and a path into the body.
 */

#pragma once

#include "weir-value.h"

G_BEGIN_DECLS

/* Immutable and counted, in one thread. */
WeirCaptured *weir_captured_new (guint status, const char *reason, const char *headers, gsize headers_size,
                                 const WeirValue *body);
WeirCaptured *weir_captured_ref (WeirCaptured *self);
void weir_captured_unref (WeirCaptured *self);
const WeirValue *weir_captured_get_body (const WeirCaptured *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCaptured, weir_captured_unref)

G_END_DECLS
