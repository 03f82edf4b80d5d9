/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path-filter-parser.c: the filters of a JSONPath (RFC 9535 §2.3.5)
 */

#include "config.h"

#include "weir-json-path-private.h"

#include <string.h>

#include "weir-limits.h"

static const struct
{
  const char *text;
  WeirRelation relation;
} relations[] = {
  { "==", WEIR_RELATION_EQUAL },         { "!=", WEIR_RELATION_UNEQUAL },
  { "<=", WEIR_RELATION_LESS_OR_EQUAL }, { ">=", WEIR_RELATION_GREATER_OR_EQUAL },
  { "<", WEIR_RELATION_LESS },           { ">", WEIR_RELATION_GREATER },
};

static WeirFilter *parse_or (WeirPathParser *parser, GError **error);

void
weir_query_clear (WeirQuery *query)
{
  g_clear_pointer (&query->path, weir_json_path_free);
}

void
weir_operand_free (WeirOperand *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->literal, json_node_unref);
  weir_query_clear (&self->query);
  weir_operand_free (self->argument);
  g_free (self);
}

void
weir_filter_free (WeirFilter *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  weir_query_clear (&self->query);
  weir_operand_free (self->left);
  weir_operand_free (self->right);
  g_free (self);
}

static WeirFilter *
new_filter (WeirFilterKind kind)
{
  WeirFilter *self = g_new0 (WeirFilter, 1);

  self->kind = kind;
  if (kind <= WEIR_FILTER_NOT)
    self->terms = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_filter_free);
  return self;
}

/* Standing on "@" or "$". */
gboolean
weir_path_read_query (WeirPathParser *parser, WeirQuery *query, GError **error)
{
  query->from_root = *parser->at++ == '$';
  query->path = weir_path_read_segments (parser, error);
  return query->path != NULL;
}

static gboolean
takes_word (WeirPathParser *parser, const char *word)
{
  gsize length = strlen (word);
  char next;

  if ((gsize) (parser->end - parser->at) < length || strncmp (parser->at, word, length) != 0)
    return FALSE;
  next = weir_path_peek (parser, length);
  if (g_ascii_isalnum (next) || next == '_')
    return FALSE;
  parser->at += length;
  return TRUE;
}

static JsonNode *
new_text (char *text)
{
  JsonNode *node = json_node_init_string (json_node_alloc (), text);

  g_free (text);
  json_node_seal (node);
  return node;
}

JsonNode *
weir_path_read_literal (WeirPathParser *parser, GError **error)
{
  char c = weir_path_peek (parser, 0);
  JsonNode *node = NULL;

  if (c == '\'' || c == '"')
    {
      char *text = weir_path_read_quoted (parser, error);

      return text ? new_text (text) : NULL;
    }
  if (c == '-' || g_ascii_isdigit (c))
    return weir_path_read_number (parser, error);
  if (takes_word (parser, "true"))
    node = json_node_init_boolean (json_node_alloc (), TRUE);
  else if (takes_word (parser, "false"))
    node = json_node_init_boolean (json_node_alloc (), FALSE);
  else if (takes_word (parser, "null"))
    node = json_node_init_null (json_node_alloc ());
  if (node)
    json_node_seal (node);
  return node;
}

/* One side of a comparison, or a test that stands alone. */
typedef struct
{
  const char *start;
  WeirOperand *operand; /* a value */
  WeirFilter *filter;   /* true or false */
} Term;

static void
clear_term (Term *term)
{
  weir_operand_free (term->operand);
  weir_filter_free (term->filter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Term, clear_term)

static gboolean
fail_at_term (WeirPathParser *parser, GError **error)
{
  if (g_ascii_isalpha (weir_path_peek (parser, 0)))
    return weir_path_fail (parser, parser->at, error,
                           "A filter compares what “@” finds, and texts stand in quotes, as in "
                           "[?@.name == 'ada'].");
  return weir_path_fail (parser, parser->at, error,
                         "Here a filter needs “@” or “$” with a path, a function, or a value to compare "
                         "with, as in [?@.price < 10].");
}

static gboolean
parse_term (WeirPathParser *parser, Term *term, GError **error)
{
  char c = weir_path_peek (parser, 0);
  g_autoptr (GError) local = NULL;

  term->start = parser->at;
  if (c != '@' && c != '$' && weir_path_is_function (parser))
    return weir_path_read_function (parser, &term->operand, &term->filter, error);
  term->operand = g_new0 (WeirOperand, 1);
  if (c == '@' || c == '$')
    {
      term->operand->kind = WEIR_OPERAND_QUERY;
      return weir_path_read_query (parser, &term->operand->query, error);
    }
  term->operand->literal = weir_path_read_literal (parser, &local);
  if (term->operand->literal)
    return TRUE;
  if (!local)
    return fail_at_term (parser, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
takes_relation (WeirPathParser *parser, WeirRelation *relation)
{
  for (gsize i = 0; i < G_N_ELEMENTS (relations); i++)
    {
      gsize length = strlen (relations[i].text);

      if ((gsize) (parser->end - parser->at) < length || strncmp (parser->at, relations[i].text, length) != 0)
        continue;
      parser->at += length;
      *relation = relations[i].relation;
      return TRUE;
    }
  return FALSE;
}

/* Well-typed (RFC 9535 §2.4.3): what is compared is one value. */
static gboolean
check_comparable (const WeirPathParser *parser, const Term *term, GError **error)
{
  if (term->filter)
    return weir_path_fail (parser, term->start, error,
                           "What this function gives is true or false and cannot be compared; use it alone, "
                           "or with “!” in front.");
  if (term->operand->kind == WEIR_OPERAND_QUERY && !weir_json_path_is_singular (term->operand->query.path))
    return weir_path_fail (parser, term->start, error,
                           "This path can find several values, and only one can be compared; write value(…) "
                           "or count(…) around it, or a path of names and indexes.");
  return TRUE;
}

static WeirFilter *
parse_comparison (WeirPathParser *parser, Term *left, WeirRelation relation, GError **error)
{
  g_auto (Term) right = { 0 };
  WeirFilter *self;

  if (!check_comparable (parser, left, error))
    return NULL;
  if (relation == WEIR_RELATION_LESS && weir_path_peek (parser, 0) == '>')
    {
      weir_path_fail (parser, parser->at - 1, error, "“<>” is no operator of a filter; write “!=”.");
      return NULL;
    }
  weir_path_skip_blanks (parser);
  if (!parse_term (parser, &right, error) || !check_comparable (parser, &right, error))
    return NULL;
  self = new_filter (WEIR_FILTER_COMPARE);
  self->relation = relation;
  self->left = g_steal_pointer (&left->operand);
  self->right = g_steal_pointer (&right.operand);
  return self;
}

/* A term that no operator follows: a function that is true or false, or a path that finds something. */
static WeirFilter *
make_test (const WeirPathParser *parser, Term *term, GError **error)
{
  WeirFilter *self;

  if (term->filter)
    return g_steal_pointer (&term->filter);
  if (weir_path_peek (parser, 0) == '=')
    weir_path_fail (parser, parser->at, error, "“=” is no operator of a filter; write “==”.");
  else if (term->operand->kind == WEIR_OPERAND_LITERAL)
    weir_path_fail (parser, term->start, error,
                    "A value alone is no condition; compare it, as in [?@.a == 1].");
  else if (term->operand->kind != WEIR_OPERAND_QUERY)
    weir_path_fail (parser, term->start, error,
                    "This function gives a value; compare it, as in [?length(@.name) > 3].");
  else
    {
      self = new_filter (WEIR_FILTER_EXISTS);
      self->query = term->operand->query;
      term->operand->query.path = NULL;
      return self;
    }
  return NULL;
}

static WeirFilter *
parse_parentheses (WeirPathParser *parser, GError **error)
{
  const char *start = parser->at++;
  g_autoptr (WeirFilter) self = NULL;
  WeirRelation relation;

  if (parser->depth == WEIR_LIMIT_EXPRESSION_DEPTH)
    {
      weir_path_fail (parser, start, error, "Parentheses may be nested %d deep at most.",
                      WEIR_LIMIT_EXPRESSION_DEPTH);
      return NULL;
    }
  parser->depth++;
  self = parse_or (parser, error);
  parser->depth--;
  if (!self)
    return NULL;
  weir_path_skip_blanks (parser);
  if (weir_path_peek (parser, 0) != ')')
    {
      weir_path_fail (parser, weir_path_peek (parser, 0) ? parser->at : start, error,
                      "The parenthesis is not closed here; write “)”.");
      return NULL;
    }
  start = ++parser->at;
  weir_path_skip_blanks (parser);
  if (takes_relation (parser, &relation))
    {
      weir_path_fail (parser, parser->at - 1, error,
                      "What stands in parentheses is true or false and cannot be compared.");
      return NULL;
    }
  parser->at = start;
  return g_steal_pointer (&self);
}

static WeirFilter *
parse_test_or_comparison (WeirPathParser *parser, gboolean negated, GError **error)
{
  g_auto (Term) term = { 0 };
  WeirRelation relation;
  const char *at;

  if (!parse_term (parser, &term, error))
    return NULL;
  weir_path_skip_blanks (parser);
  at = parser->at;
  if (!takes_relation (parser, &relation))
    return make_test (parser, &term, error);
  if (negated)
    {
      weir_path_fail (parser, at, error,
                      "“!” applies to a whole condition; write parentheses, as in !(@.a == 1), or “!=”.");
      return NULL;
    }
  return parse_comparison (parser, &term, relation, error);
}

static WeirFilter *
parse_basic (WeirPathParser *parser, GError **error)
{
  gboolean negated = weir_path_peek (parser, 0) == '!';
  WeirFilter *self, *negation;

  if (negated)
    {
      parser->at++;
      weir_path_skip_blanks (parser);
    }
  if (weir_path_peek (parser, 0) == '(')
    self = parse_parentheses (parser, error);
  else
    self = parse_test_or_comparison (parser, negated, error);
  if (!self || !negated)
    return self;
  negation = new_filter (WEIR_FILTER_NOT);
  g_ptr_array_add (negation->terms, self);
  return negation;
}

/* Terms joined by "&&" or "||"; of one term alone that term itself. */
static WeirFilter *
parse_chain (WeirPathParser *parser, WeirFilterKind kind, GError **error)
{
  char joint = kind == WEIR_FILTER_OR ? '|' : '&';
  g_autoptr (WeirFilter) chain = new_filter (kind);

  for (;;)
    {
      WeirFilter *term;

      weir_path_skip_blanks (parser);
      term =
          kind == WEIR_FILTER_OR ? parse_chain (parser, WEIR_FILTER_AND, error) : parse_basic (parser, error);
      if (!term)
        return NULL;
      g_ptr_array_add (chain->terms, term);
      weir_path_skip_blanks (parser);
      if (weir_path_peek (parser, 0) != joint)
        break;
      if (weir_path_peek (parser, 1) != joint)
        {
          weir_path_fail (parser, parser->at, error, "“%c” is no operator of a filter; write “%c%c”.", joint,
                          joint, joint);
          return NULL;
        }
      parser->at += 2;
    }
  if (chain->terms->len > 1)
    return g_steal_pointer (&chain);
  return g_ptr_array_steal_index (chain->terms, 0);
}

static WeirFilter *
parse_or (WeirPathParser *parser, GError **error)
{
  return parse_chain (parser, WEIR_FILTER_OR, error);
}

/* Behind "?"; (transfer full) (nullable) */
WeirFilter *
weir_path_read_filter (WeirPathParser *parser, GError **error)
{
  g_autoptr (WeirFilter) self = parse_or (parser, error);
  char c = self ? weir_path_peek (parser, 0) : '\0';

  if (!self || c == '\0' || c == ',' || c == ']')
    return g_steal_pointer (&self);
  weir_path_fail (parser, parser->at, error,
                  "Here a filter ends, or goes on with “&&”, “||” or one of == != < <= > >=.");
  return NULL;
}
