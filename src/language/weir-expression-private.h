/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-expression-private.h: the parsed form of a condition, and what its parser and its evaluation share
 */

#pragma once

#include "weir-expression.h"
#include "weir-language-private.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_NODE_LITERAL,
  WEIR_NODE_LEAF,  /* a value bound before the evaluation */
  WEIR_NODE_ITEM,  /* what `where` and `select` look at */
  WEIR_NODE_FIELD, /* item.name */
  WEIR_NODE_CHAIN, /* a + b - c …: flat, so that a long chain needs no deep stack */
  WEIR_NODE_NEGATE,
  WEIR_NODE_PLUS,
  WEIR_NODE_NOT,
  WEIR_NODE_IN,
  WEIR_NODE_IF,
  WEIR_NODE_FUNCTION,
  WEIR_NODE_MEMBER,
} WeirNodeKind;

typedef enum
{
  WEIR_OPERATOR_XOR,
  WEIR_OPERATOR_OR,
  WEIR_OPERATOR_AND,
  WEIR_OPERATOR_EQUAL,
  WEIR_OPERATOR_NOT_EQUAL,
  WEIR_OPERATOR_LESS,
  WEIR_OPERATOR_LESS_EQUAL,
  WEIR_OPERATOR_GREATER,
  WEIR_OPERATOR_GREATER_EQUAL,
  WEIR_OPERATOR_ADD,
  WEIR_OPERATOR_SUBTRACT,
  WEIR_OPERATOR_MULTIPLY,
  WEIR_OPERATOR_DIVIDE,
  WEIR_OPERATOR_MODULO,
  WEIR_OPERATOR_POWER,
} WeirOperator;

/* A value and whether it came from a string literal, which the coercion table treats apart. */
typedef struct
{
  WeirValue value;
  gboolean is_quoted;
} WeirOperand;

/* Calls get @operands with @n of them, a member its object first. FALSE: *message says why. */
typedef gboolean (*WeirCallFunc) (WeirOperand *operands, guint n, WeirOperand *result, char **message);

typedef struct
{
  const char *name;
  guint min, max; /* arguments, without the object of a member */
  WeirCallFunc call;
} WeirCall;

typedef struct _WeirNode WeirNode;
struct _WeirNode
{
  WeirNodeKind kind;
  GPtrArray *children; /* (nullable) of WeirNode */
  GArray *operators;   /* (nullable) of WeirOperator: a chain's, one less than children */
  WeirOperand literal;
  guint leaf;
  const WeirCall *call;
  char *field; /* (nullable) */
};

/* What is bound: one placeholder, or a string literal with placeholders in it. */
typedef struct
{
  WeirPlaceholder *placeholder;
  WeirTemplate *string;
} WeirLeaf;

struct _WeirExpression
{
  char *text;
  WeirNode *root;
  GArray *leaves; /* of WeirLeaf, left to right */
};

extern const WeirCall weir_expression_functions[];
extern const WeirCall weir_expression_members[];

/* Up to the end of the text, or with @end (out) up to where the condition ends. */
WeirNode *weir_expression_parse_root (const char *text, const char *at, const WeirNames *names,
                                      gboolean has_item, guint placeholder_depth, GArray *leaves,
                                      const char **end, GError **error);
void weir_node_free (WeirNode *node);
void weir_operand_clear (WeirOperand *operand);
gboolean weir_operand_get_number (const WeirOperand *operand, WeirNumber *number);
gboolean weir_operand_calculate (WeirOperator op, const WeirOperand *a, const WeirOperand *b,
                                 WeirOperand *result, char **message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirNode, weir_node_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirOperand, weir_operand_clear)

G_END_DECLS
