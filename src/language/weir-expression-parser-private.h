/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-expression-parser-private.h: what the two halves of the parser of conditions share
 */

#pragma once

#include "weir-expression-private.h"

G_BEGIN_DECLS

typedef struct
{
  const char *text;
  const char *at;
  const WeirNames *names;
  GArray *leaves;
  guint depth;
  GError **error;
  gboolean has_item;
  guint placeholder_depth;
} WeirParser;

typedef WeirNode *(*WeirParseFunc) (WeirParser *parser);

WeirNode *weir_node_new (WeirNodeKind kind);
void weir_node_add_child (WeirNode *node, WeirNode *child);

/* Sets the error with the column of @at; always NULL. */
WeirNode *weir_parser_fail (WeirParser *parser, const char *at, const char *format, ...) G_GNUC_PRINTF (3, 4);
void weir_parser_skip_blanks (WeirParser *parser);
gsize weir_parser_word_length (const char *at);
gboolean weir_parser_is_word (const char *at, const char *word);
/* Moves behind @symbol when it is next; a word when it begins with a letter. */
gboolean weir_parser_accept (WeirParser *parser, const char *symbol);
gboolean weir_parser_enter (WeirParser *parser);
gboolean weir_parser_arguments (WeirParser *parser, WeirNode *node, WeirParseFunc next);
WeirNode *weir_parser_expression (WeirParser *parser);
WeirNode *weir_parser_postfix (WeirParser *parser);

G_END_DECLS
