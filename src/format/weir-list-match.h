/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-list-match.h: which element of a list was which before
 */

#pragma once

#include "weir-node.h"

G_BEGIN_DECLS

/* An element of a list before, or after */
typedef struct
{
  const WeirNode *node; /* (nullable) for a mapping: its value */
  const char *name;     /* (nullable): what it is called */
  int match;            /* of the new ones: the index of the old one, or -1 */
} WeirListItem;

typedef enum
{
  WEIR_MATCH_BY_PLACE,    /* what is neither the same nor has the same name may be what stood there before */
  WEIR_MATCH_BY_LIKENESS, /* only when much of it is the same */
} WeirMatchHow;

GArray *weir_list_items_new (const WeirNode *list);
void weir_list_match (GArray *before, GArray *after, WeirMatchHow how);

G_END_DECLS
