/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-placeholder-private.h: the parsed form of one placeholder, and what its two halves share
 */

#pragma once

#include "weir-captured.h"
#include "weir-method-private.h"
#include "weir-xpath.h"

G_BEGIN_DECLS

/* The steps behind a name. */
typedef struct _WeirSteps WeirSteps;
struct _WeirSteps
{
  char *text;         /* (nullable) with its indexes computed; NULL = no steps */
  WeirJsonPath *json; /* (nullable) */
  WeirXpath *xml;     /* (nullable); neither: the row and column of a cell */
  gboolean of_answer; /* they could be steps into a whole answer */
  WeirSteps *body;    /* (nullable) of these: the steps into its body */
};

struct _WeirPlaceholder
{
  char *written;              /* between the braces, or the bare name */
  char *source;               /* all of it, from the dollar on */
  WeirInvocation *invocation; /* (nullable) a call; nothing below is set then */
  char *name;                 /* NULL when other placeholders make part of it */
  int slot;
  gboolean is_braced;
  WeirSteps steps;
  WeirTemplate *dynamic_name; /* (nullable): filled before it is looked up in names */
  WeirTemplate *dynamic_path; /* (nullable): filled before it is read as steps */
  WeirNames *names;           /* only with dynamic_name */
};

typedef struct
{
  const char *text;
  const char *dollar; /* where the placeholder begins */
  const char *at;
  const WeirNames *names;
  guint depth;
} WeirPlaceholderParser;

/* weir-placeholder-path.c */
gboolean weir_placeholder_is_blank (char c);
gboolean weir_placeholder_fail_unclosed (const WeirPlaceholderParser *parser, GError **error);
/* The steps from where the parser stands, into @out; up to the brace, or a blank outside of brackets. */
gboolean weir_placeholder_parse_path (WeirPlaceholderParser *parser, WeirTemplate *out, GError **error);
/* The ".member" and "[…]" steps that may follow a bare name. */
void weir_placeholder_parse_tail (WeirPlaceholderParser *parser, WeirTemplate *out);
/* @text is the document's, for the columns of errors, or @start. */
gboolean weir_steps_compile (WeirSteps *self, const char *text, const char *start, const char *end,
                             GError **error);
void weir_steps_clear (WeirSteps *self);
/* weir-captured.c */
gboolean weir_captured_is_path (const char *text, const char **rest);
void weir_captured_take (const WeirCaptured *self, const char *text, const WeirSteps *body, WeirValue *value);
gboolean weir_value_has_paths (const WeirValue *value);
/* What the steps lead to; @value stays missing when there is nothing. */
void weir_steps_take (const WeirSteps *self, const WeirValue *source, WeirValue *value);

G_END_DECLS
