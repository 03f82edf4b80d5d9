/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pacing-words.h: what the mode of an iteration and its numbers mean, in words
 */

#pragma once

#include "weir-pacing.h"

G_BEGIN_DECLS

/* What each client does, and what the mode follows from where none is written. */
char *weir_pacing_describe (WeirPacing *pacing);

G_END_DECLS
