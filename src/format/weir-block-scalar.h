/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-block-scalar.h: texts of several lines as YAML's literal blocks
 */

#pragma once

#include "weir-scalar-text.h"

G_BEGIN_DECLS

char *weir_block_scalar_to_text (const char *text, const WeirScalarPlace *place);
char *weir_block_scalar_to_text_like (const char *text, const WeirScalarPlace *place,
                                      const WeirScalarSource *old);

G_END_DECLS
