/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-text.h: steps as text, for the clipboard and for copies
 */

#pragma once

#include "weir-flow.h"

G_BEGIN_DECLS

char *weir_step_to_text (WeirStep *step);
GPtrArray *weir_steps_from_text (const char *text, GError **error);
WeirStep *weir_step_copy (WeirStep *step);

G_END_DECLS
