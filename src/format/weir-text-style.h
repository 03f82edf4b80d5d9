/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-text-style.h: how a document is laid out, and nodes written so
 */

#pragma once

#include "weir-node.h"
#include "weir-scalar-text.h"
#include "weir-text-layout.h"

G_BEGIN_DECLS

typedef struct
{
  const WeirLayout *layout;
  const WeirNode *root;
  gboolean is_json;
  gboolean is_spread; /* JSON with a line for each entry */
  const char *line_break;
  char quote;          /* of keys, 0 for none */
  const char *colon;   /* within brackets: ":" or ": " */
  const char *padding; /* within brackets in one line: "" or " " */
  gsize step;          /* how far a mapping stands to the right of its key */
  gsize list_step;     /* and a list */
  char *unit;          /* of JSON: the indentation of one level */
  GHashTable *compact; /* key → whether its value is written in one line of brackets; "key[]": its elements */
} WeirTextStyle;

/* Where a node is to be written. */
typedef struct
{
  const char *key;         /* it is the value of, or for an element of its list "key[]" */
  const char *indentation; /* of that key, or of the dash */
  gboolean is_flow;        /* within brackets */
  gboolean is_item;        /* an element of a list, not the value of a key */
} WeirTextPlace;

void weir_text_style_init (WeirTextStyle *self, const WeirLayout *layout, const WeirNode *root,
                           gboolean is_json);
void weir_text_style_clear (WeirTextStyle *self);

/* Whether @node would be written in one line of brackets there */
gboolean weir_text_style_is_compact (const WeirTextStyle *self, const WeirNode *node,
                                     const WeirTextPlace *place);
/* Behind "key:", or behind a dash: with the blank or the line break before it */
void weir_text_style_append_value (const WeirTextStyle *self, const WeirNode *node,
                                   const WeirTextPlace *place, GString *out);
/* "key: value" */
void weir_text_style_append_entry (const WeirTextStyle *self, const char *key, const WeirNode *node,
                                   const WeirTextPlace *place, GString *out);
/* "- value", or the value alone in brackets */
void weir_text_style_append_item (const WeirTextStyle *self, const WeirNode *node, const WeirTextPlace *place,
                                  GString *out);
WeirScalarPlace weir_text_style_scalar_place (const WeirTextStyle *self, const WeirTextPlace *place);

G_END_DECLS
