/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path-private.h: the parsed form of a JSONPath, and what its files share
 */

#pragma once

#include "weir-json-path.h"

#include "weir-regex.h"

G_BEGIN_DECLS

typedef struct _WeirFilter WeirFilter;
typedef struct _WeirOperand WeirOperand;

typedef enum
{
  WEIR_SELECTOR_NAME,
  WEIR_SELECTOR_INDEX,
  WEIR_SELECTOR_WILDCARD,
  WEIR_SELECTOR_SLICE,
  WEIR_SELECTOR_FILTER,
} WeirSelectorKind;

typedef struct
{
  WeirSelectorKind kind;
  char *name;         /* owned */
  gint64 index;       /* negative: from the end; where a slice begins */
  gint64 end;         /* of a slice; not part of it */
  gint64 step;        /* of a slice */
  gboolean has_start; /* of a slice */
  gboolean has_end;
  WeirFilter *filter; /* owned */
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

/* "@.a" or "$.a" within a filter. */
typedef struct
{
  gboolean from_root;
  WeirJsonPath *path; /* owned */
} WeirQuery;

typedef enum
{
  WEIR_OPERAND_LITERAL,
  WEIR_OPERAND_QUERY,
  WEIR_OPERAND_LENGTH, /* of another operand */
  WEIR_OPERAND_COUNT,  /* of what a query finds */
  WEIR_OPERAND_VALUE,  /* of the one node a query finds */
} WeirOperandKind;

/* What stands beside a comparison operator, or as a value in a function. */
struct _WeirOperand
{
  WeirOperandKind kind;
  JsonNode *literal;
  WeirQuery query;
  WeirOperand *argument;
};

typedef enum
{
  WEIR_RELATION_EQUAL,
  WEIR_RELATION_UNEQUAL,
  WEIR_RELATION_LESS_OR_EQUAL,
  WEIR_RELATION_GREATER_OR_EQUAL,
  WEIR_RELATION_LESS,
  WEIR_RELATION_GREATER,
} WeirRelation;

typedef enum
{
  WEIR_FILTER_OR,
  WEIR_FILTER_AND,
  WEIR_FILTER_NOT,
  WEIR_FILTER_EXISTS,
  WEIR_FILTER_COMPARE,
  WEIR_FILTER_MATCH,  /* the whole text */
  WEIR_FILTER_SEARCH, /* anywhere in the text */
} WeirFilterKind;

struct _WeirFilter
{
  WeirFilterKind kind;
  GPtrArray *terms; /* of WeirFilter: of OR and AND two or more, of NOT one */
  WeirQuery query;
  WeirRelation relation;
  WeirOperand *left;  /* compared, or the text */
  WeirOperand *right; /* compared, or the pattern */
};

/* Reading */
typedef struct
{
  const char *text; /* columns count from here */
  const char *at;
  const char *end;
  guint depth;   /* of parentheses and functions */
  guint filters; /* filters within filters */
} WeirPathParser;

char weir_path_peek (const WeirPathParser *parser, gsize offset);
void weir_path_skip_blanks (WeirPathParser *parser);
gboolean weir_path_fail (const WeirPathParser *parser, const char *at, GError **error, const char *format,
                         ...) G_GNUC_PRINTF (4, 5);
char *weir_path_read_quoted (WeirPathParser *parser, GError **error);
gboolean weir_path_read_integer (WeirPathParser *parser, gint64 *integer, GError **error);
JsonNode *weir_path_read_number (WeirPathParser *parser, GError **error);
/* All segments that follow; stops at what begins none. */
WeirJsonPath *weir_path_read_segments (WeirPathParser *parser, GError **error);
/* Behind "?". */
WeirFilter *weir_path_read_filter (WeirPathParser *parser, GError **error);
/* A function with its parentheses; exactly one of @operand and @filter is set, by what it gives. */
gboolean weir_path_read_function (WeirPathParser *parser, WeirOperand **operand, WeirFilter **filter,
                                  GError **error);
gboolean weir_path_read_query (WeirPathParser *parser, WeirQuery *query, GError **error);
/* A literal, or NULL without error when none begins here. */
JsonNode *weir_path_read_literal (WeirPathParser *parser, GError **error);
gboolean weir_path_is_function (const WeirPathParser *parser);
void weir_query_clear (WeirQuery *query);
void weir_operand_free (WeirOperand *self);
void weir_filter_free (WeirFilter *self);

/* Searching. What one search may cost in all, filters included. */
typedef struct
{
  JsonNode *root;
  guint64 steps; /* left */
  gboolean exceeded;
  char *pattern; /* the last I-Regexp, and what it became; NULL when it is none */
  gboolean anchored;
  WeirRegex *regex;
} WeirPathWork;

gboolean weir_path_spend (WeirPathWork *work, guint64 steps);
void weir_path_work_clear (WeirPathWork *work);
JsonNode *weir_path_follow (const WeirJsonPath *path, JsonNode *from);
guint weir_path_count (const WeirJsonPath *path, JsonNode *from, guint wanted, WeirPathWork *work,
                       JsonNode **first);
gboolean weir_filter_holds (const WeirFilter *self, JsonNode *current, WeirPathWork *work);
/* RFC 9485 in PCRE2's terms, for the whole text or for any part of it; NULL when @pattern is no I-Regexp. */
char *weir_i_regexp_translate (const char *pattern, gboolean whole);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirOperand, weir_operand_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFilter, weir_filter_free)

G_END_DECLS
