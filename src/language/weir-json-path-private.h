/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path-private.h: the parsed form of a JSONPath
 */

#pragma once

#include "weir-json-path.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_SELECTOR_NAME,
  WEIR_SELECTOR_INDEX,
  WEIR_SELECTOR_WILDCARD,
} WeirSelectorKind;

typedef struct
{
  WeirSelectorKind kind;
  char *name;   /* owned */
  gint64 index; /* negative: from the end */
} WeirSelector;

typedef struct
{
  gboolean is_descendant;
  GArray *selectors; /* of WeirSelector */
} WeirSegment;

struct _WeirJsonPath
{
  GArray *segments; /* of WeirSegment */
};

G_END_DECLS
