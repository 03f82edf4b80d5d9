/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-scalar-text.h: a single value as it is written, in the style of what stood there
 */

#pragma once

#include "weir-node.h"

G_BEGIN_DECLS

/* Where a value is to stand. */
typedef struct
{
  gboolean is_json;
  gboolean is_flow; /* within brackets */
  const char *line_break;
  const char *indentation; /* of the key or the dash it belongs to; NULL where no block scalar may stand */
  gsize step;              /* how much further its lines stand to the right */
} WeirScalarPlace;

/* What stands there now. */
typedef struct
{
  const WeirNode *node;
  const char *text; /* as written, without anchor and tag */
  gsize length;
} WeirScalarSource;

gboolean weir_text_is_plain (const char *text, gboolean is_typed);
gboolean weir_text_has_other_breaks (const char *text);
char *weir_text_to_quoted (const char *text, char quote);

/* @node is of a tree that was written; @old is nullable. */
char *weir_scalar_to_text (const WeirNode *node, const WeirScalarPlace *place, const WeirScalarSource *old);
char *weir_key_to_text (const char *key, const WeirScalarPlace *place, char quote);

G_END_DECLS
