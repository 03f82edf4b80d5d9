/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-slots.h: the entries of a collection as pieces of text, each with the comments that belong to it
 */

#pragma once

#include "weir-node.h"
#include "weir-text-layout.h"

G_BEGIN_DECLS

/* One entry. A comment directly above belongs to it, as does one behind it, and further ones that stand more
 * to the right. What lies between @lead and @own belongs to nobody. */
typedef struct
{
  const WeirEntry *entry;
  gsize lead;
  gsize own;  /* where its own comments start */
  gsize item; /* its dash or its key */
  gsize core; /* in brackets: where it ends without comma and comment */
  gsize end;  /* in a block: the end of a line */
} WeirSlot;

typedef struct
{
  const WeirNode *node;
  gsize start; /* of a block: of the line of its first entry, or of what stands above that */
  gsize end;
  gboolean is_flow;
  gboolean is_inline; /* the first entry of a block stands behind a dash */
  char *indentation;  /* of its entries */
  GArray *slots;
} WeirSlots;

/* A new piece of a collection */
typedef struct
{
  char *own;  /* its comments, whole lines; "" for none */
  char *text; /* from its dash or key on */
  char *gap;  /* (nullable): what stands between it and the one before */
  int slot;   /* which one it was, or -1 */
} WeirPiece;

gboolean weir_slots_init (WeirSlots *self, const WeirLayout *layout, const WeirNode *node, gsize from,
                          gsize end);
void weir_slots_clear (WeirSlots *self);
guint weir_slots_count (const WeirSlots *self);
const WeirSlot *weir_slots_get (const WeirSlots *self, guint index);
gboolean weir_slots_is_lines (const WeirSlots *self, const WeirLayout *layout, guint index);
gsize weir_slots_find_end (const WeirLayout *layout, const WeirEntry *entry, gsize column, gsize limit);
gsize weir_skip_properties (const WeirLayout *layout, gsize start, gsize end);

GArray *weir_pieces_new (void);
void weir_pieces_add (GArray *pieces, char *own, char *text, char *gap, int slot);
/* The text from start to end of @self, with @pieces instead of its entries */
void weir_slots_join (const WeirSlots *self, const WeirLayout *layout, GArray *pieces, GString *out);

G_END_DECLS
