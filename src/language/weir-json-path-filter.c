/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path-filter.c: whether a filter of a JSONPath holds for a node (RFC 9535 §2.3.5.2, §2.4)
 */

#include "config.h"

#include "weir-json-path-private.h"

#include <string.h>

#include "weir-language-private.h"
#include "weir-limits.h"

/* What a pattern that takes too long on a text costs of the steps of a search. */
#define HOPELESS_PATTERN_STEPS (WEIR_LIMIT_PATH_STEPS / 20)
/* Texts are looked at this much faster than nodes. */
#define BYTES_PER_STEP 64

/* The value of an operand: nothing, a node, or a number that a function worked out. */
typedef struct
{
  JsonNode *node; /* borrowed */
  gboolean is_computed;
  gint64 computed;
} Value;

gboolean
weir_path_spend (WeirPathWork *work, guint64 steps)
{
  if (work->steps < steps)
    {
      work->steps = 0;
      work->exceeded = TRUE;
      return FALSE;
    }
  work->steps -= steps;
  return TRUE;
}

void
weir_path_work_clear (WeirPathWork *work)
{
  g_clear_pointer (&work->pattern, g_free);
  g_clear_pointer (&work->regex, weir_regex_free);
}

static const char *
get_text (const Value *value)
{
  if (!value->node || !JSON_NODE_HOLDS_VALUE (value->node) ||
      json_node_get_value_type (value->node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (value->node);
}

static JsonNode *
get_start (const WeirQuery *query, JsonNode *current, const WeirPathWork *work)
{
  return query->from_root ? work->root : current;
}

static void set_value (const WeirOperand *operand, JsonNode *current, WeirPathWork *work, Value *value);

static void
set_length (const WeirOperand *operand, JsonNode *current, WeirPathWork *work, Value *value)
{
  Value of = { NULL };
  const char *text;

  set_value (operand, current, work, &of);
  text = get_text (&of);
  value->is_computed = TRUE;
  if (text && weir_path_spend (work, strlen (text) / BYTES_PER_STEP))
    value->computed = g_utf8_strlen (text, -1);
  else if (of.node && JSON_NODE_HOLDS_ARRAY (of.node))
    value->computed = json_array_get_length (json_node_get_array (of.node));
  else if (of.node && JSON_NODE_HOLDS_OBJECT (of.node))
    value->computed = json_object_get_size (json_node_get_object (of.node));
  else
    value->is_computed = FALSE;
}

static void
set_value (const WeirOperand *operand, JsonNode *current, WeirPathWork *work, Value *value)
{
  JsonNode *found = NULL;

  switch (operand->kind)
    {
    case WEIR_OPERAND_LITERAL:
      value->node = operand->literal;
      break;
    case WEIR_OPERAND_QUERY:
      value->node = weir_path_follow (operand->query.path, get_start (&operand->query, current, work));
      break;
    case WEIR_OPERAND_LENGTH:
      set_length (operand->argument, current, work, value);
      break;
    case WEIR_OPERAND_COUNT:
      value->is_computed = TRUE;
      value->computed = weir_path_count (operand->query.path, get_start (&operand->query, current, work),
                                         G_MAXUINT, work, &found);
      break;
    case WEIR_OPERAND_VALUE:
      if (weir_path_count (operand->query.path, get_start (&operand->query, current, work), 2, work,
                           &found) == 1)
        value->node = found;
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
get_number (const Value *value, WeirNumber *number)
{
  if (!value->is_computed)
    return value->node && weir_json_get_number (value->node, number);
  *number = (WeirNumber){ TRUE, value->computed, (double) value->computed };
  return TRUE;
}

static gboolean
values_equal (const Value *a, const Value *b, WeirPathWork *work)
{
  WeirNumber left, right;
  const char *a_text = get_text (a);
  const char *b_text = get_text (b);

  if (get_number (a, &left))
    return get_number (b, &right) && weir_number_order (&left, &right) == 0;
  if (!a->node || !b->node)
    return !a->node && !b->node && !b->is_computed;
  if (a_text && b_text)
    return strcmp (a_text, b_text) == 0;
  if (weir_json_equal_within (a->node, b->node, &work->steps))
    return TRUE;
  work->exceeded = work->exceeded || work->steps == 0;
  return FALSE;
}

/* Only numbers and texts have an order; texts that of their characters' numbers, which is that of UTF-8. */
static gboolean
is_less (const Value *a, const Value *b)
{
  WeirNumber left, right;
  const char *a_text = get_text (a);
  const char *b_text = get_text (b);

  if (a_text && b_text)
    return strcmp (a_text, b_text) < 0;
  return get_number (a, &left) && get_number (b, &right) && weir_number_order (&left, &right) < 0;
}

static gboolean
compare (const WeirFilter *self, JsonNode *current, WeirPathWork *work)
{
  Value a = { NULL };
  Value b = { NULL };

  set_value (self->left, current, work, &a);
  set_value (self->right, current, work, &b);
  switch (self->relation)
    {
    case WEIR_RELATION_EQUAL:
      return values_equal (&a, &b, work);
    case WEIR_RELATION_UNEQUAL:
      return !values_equal (&a, &b, work);
    case WEIR_RELATION_LESS:
      return is_less (&a, &b);
    case WEIR_RELATION_GREATER:
      return is_less (&b, &a);
    case WEIR_RELATION_LESS_OR_EQUAL:
      return is_less (&a, &b) || values_equal (&a, &b, work);
    case WEIR_RELATION_GREATER_OR_EQUAL:
      return is_less (&b, &a) || values_equal (&a, &b, work);
    default:
      g_assert_not_reached ();
    }
}

/* A filter mostly has one pattern, which is translated once. NULL when it is no I-Regexp. */
static const WeirRegex *
get_regex (const char *pattern, gboolean whole, WeirPathWork *work)
{
  g_autofree char *translated = NULL;

  if (work->pattern && work->anchored == whole && strcmp (work->pattern, pattern) == 0)
    return work->regex;
  weir_path_work_clear (work);
  work->pattern = g_strdup (pattern);
  work->anchored = whole;
  weir_path_spend (work, 1 + strlen (pattern));
  translated = weir_i_regexp_translate (pattern, whole);
  if (translated)
    work->regex = weir_regex_new (translated, NULL);
  return work->regex;
}

static gboolean
matches (const WeirFilter *self, JsonNode *current, WeirPathWork *work)
{
  Value text = { NULL };
  Value pattern = { NULL };
  const WeirRegex *regex;
  g_autoptr (GError) error = NULL;
  gboolean found;

  set_value (self->left, current, work, &text);
  set_value (self->right, current, work, &pattern);
  if (!get_text (&text) || !get_text (&pattern))
    return FALSE;
  regex = get_regex (get_text (&pattern), self->kind == WEIR_FILTER_MATCH, work);
  if (!regex || !weir_path_spend (work, 1 + strlen (get_text (&text)) / BYTES_PER_STEP))
    return FALSE;
  found = weir_regex_search (regex, get_text (&text), -1, &error);
  if (error)
    weir_path_spend (work, HOPELESS_PATTERN_STEPS);
  return found;
}

static gboolean
terms_hold (const WeirFilter *self, JsonNode *current, WeirPathWork *work)
{
  gboolean decisive = self->kind == WEIR_FILTER_OR;

  for (guint i = 0; i < self->terms->len; i++)
    if (weir_filter_holds (g_ptr_array_index (self->terms, i), current, work) == decisive)
      return decisive;
  return !decisive;
}

/* Once work->exceeded is set the answer no longer counts. */
gboolean
weir_filter_holds (const WeirFilter *self, JsonNode *current, WeirPathWork *work)
{
  JsonNode *found = NULL;

  if (!weir_path_spend (work, 1))
    return FALSE;
  switch (self->kind)
    {
    case WEIR_FILTER_OR:
    case WEIR_FILTER_AND:
      return terms_hold (self, current, work);
    case WEIR_FILTER_NOT:
      return !weir_filter_holds (g_ptr_array_index (self->terms, 0), current, work);
    case WEIR_FILTER_EXISTS:
      return weir_path_count (self->query.path, get_start (&self->query, current, work), 1, work, &found) > 0;
    case WEIR_FILTER_COMPARE:
      return compare (self, current, work);
    case WEIR_FILTER_MATCH:
    case WEIR_FILTER_SEARCH:
      return matches (self, current, work);
    default:
      g_assert_not_reached ();
    }
}
