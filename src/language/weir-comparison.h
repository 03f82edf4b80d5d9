/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-comparison.h: the operators of assertions, and the equality and order every condition shares
 */

#pragma once

#include <glib.h>

#include "weir-language-error.h"
#include "weir-regex.h"
#include "weir-value.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_COMPARISON_EQUAL,
  WEIR_COMPARISON_NOT_EQUAL,
  WEIR_COMPARISON_LESS,
  WEIR_COMPARISON_LESS_EQUAL,
  WEIR_COMPARISON_GREATER,
  WEIR_COMPARISON_GREATER_EQUAL,
  WEIR_COMPARISON_BETWEEN,
  WEIR_COMPARISON_CONTAINS,
  WEIR_COMPARISON_NOT_CONTAINS,
  WEIR_COMPARISON_STARTS_WITH,
  WEIR_COMPARISON_ENDS_WITH,
  WEIR_COMPARISON_MATCHES,
  WEIR_COMPARISON_EXISTS,
  WEIR_COMPARISON_NOT_EXISTS,
  WEIR_COMPARISON_IS_TYPE,
} WeirComparison;
#define WEIR_N_COMPARISONS 15

/* "does not contain" ⇄ WEIR_COMPARISON_NOT_CONTAINS; any case; an unknown word is an error that suggests */
gboolean weir_comparison_parse (const char *text, WeirComparison *comparison, GError **error);
const char *weir_comparison_to_text (WeirComparison comparison);      /* "<", "does not contain" */
const char *weir_comparison_to_words (WeirComparison comparison);     /* "is less than", "does not contain" */
guint weir_comparison_count_operands (WeirComparison comparison);     /* 0 exists, 2 between, else 1 */

/* What weir_value_order() gives for what has no order and is no error: missing, null, NaN. */
#define WEIR_VALUE_UNORDERED 2

/* Equality and order of two values; FALSE in *comparable means "is an error" of the coercion table. Text
 * counts as bare: two texts that look like numbers are compared as numbers. */
gboolean weir_value_equals (const WeirValue *a, const WeirValue *b, gboolean *comparable);
int weir_value_order (const WeirValue *a, const WeirValue *b, gboolean *comparable);

/* Whether @actual stands in @comparison to @expected (and @upper, for between). @regex is the compiled
 * @expected of "matches" and NULL otherwise. FALSE with *reason (transfer full, nullable) when the two
 * cannot be compared at all: "abc is not a number". */
gboolean weir_comparison_holds (WeirComparison comparison, const WeirValue *actual, const WeirValue *expected,
                                const WeirValue *upper, const WeirRegex *regex, char **reason);

G_END_DECLS
