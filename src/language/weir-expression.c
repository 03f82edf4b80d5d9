/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-expression.c: conditions, bound to values and evaluated
 */

#include "config.h"

#include "weir-expression.h"

#include <string.h>

#include "weir-comparison.h"
#include "weir-expression-private.h"
#include "weir-limits.h"

typedef struct
{
  WeirValue *bound;      /* by leaf */
  char *message;         /* why the evaluation failed */
  const WeirValue *item; /* (nullable) */
} Evaluation;

static gboolean evaluate (Evaluation *evaluation, const WeirNode *node, WeirOperand *out);

static void
clear_leaf (gpointer data)
{
  WeirLeaf *leaf = data;

  weir_placeholder_free (leaf->placeholder);
  weir_template_free (leaf->string);
}

/* With @end (out) up to where the condition ends, else the whole text. */
static WeirExpression *
parse (const char *text, const char *at, const WeirNames *names, gboolean has_item, guint depth,
       const char **end, GError **error)
{
  g_autoptr (WeirExpression) self = g_new0 (WeirExpression, 1);

  self->leaves = g_array_new (FALSE, FALSE, sizeof (WeirLeaf));
  g_array_set_clear_func (self->leaves, clear_leaf);
  self->root = weir_expression_parse_root (text, at, names, has_item, depth, self->leaves, end, error);
  if (!self->root)
    return NULL;
  self->text = end ? g_strndup (at, (gsize) (*end - at)) : g_strdup (text);
  return g_steal_pointer (&self);
}

/**
 * weir_expression_parse:
 * @text: a condition
 * @names: what the document knows; all names are in it already
 *
 * Returns: (transfer full) (nullable): the condition, or %NULL with %WEIR_LANGUAGE_ERROR_EXPRESSION, an error
 *   of its placeholders or %WEIR_LANGUAGE_ERROR_LIMIT
 */
WeirExpression *
weir_expression_parse (const char *text, const WeirNames *names, GError **error)
{
  g_return_val_if_fail (text != NULL && names != NULL, NULL);

  if (strnlen (text, WEIR_LIMIT_EXPRESSION_BYTES + 1) > WEIR_LIMIT_EXPRESSION_BYTES)
    {
      g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT, "A condition has at most %d bytes.",
                   WEIR_LIMIT_EXPRESSION_BYTES);
      return NULL;
    }
  return parse (text, text, names, FALSE, 1, NULL, error);
}

WeirExpression *
weir_expression_parse_part (const char *text, const char **at, const WeirNames *names, gboolean has_item,
                            guint depth, GError **error)
{
  return parse (text, *at, names, has_item, depth, at, error);
}

void
weir_expression_free (WeirExpression *self)
{
  if (!self)
    return;
  g_free (self->text);
  weir_node_free (self->root);
  g_array_unref (self->leaves);
  g_free (self);
}

static gboolean
fail_boolean (Evaluation *evaluation, const WeirOperand *operand)
{
  g_autofree char *text = weir_value_to_text (&operand->value);
  g_autofree char *shown = weir_language_shorten (text);

  if (operand->value.type == WEIR_VALUE_MISSING)
    evaluation->message = g_strdup ("A missing value is neither true nor false.");
  else
    evaluation->message = g_strdup_printf ("“%s” is neither true nor false.", shown);
  return FALSE;
}

static gboolean
take_boolean (Evaluation *evaluation, const WeirOperand *operand, gboolean *truth)
{
  const WeirValue *value = &operand->value;

  if (value->type == WEIR_VALUE_BOOLEAN)
    *truth = value->boolean;
  else if (value->type == WEIR_VALUE_TEXT && g_ascii_strcasecmp (value->text, "true") == 0)
    *truth = TRUE;
  else if (value->type == WEIR_VALUE_TEXT && g_ascii_strcasecmp (value->text, "false") == 0)
    *truth = FALSE;
  else
    return fail_boolean (evaluation, operand);
  return TRUE;
}

static gboolean
evaluate_boolean (Evaluation *evaluation, const WeirNode *node, gboolean *truth)
{
  g_auto (WeirOperand) operand = { WEIR_VALUE_INIT, FALSE };

  return evaluate (evaluation, node, &operand) && take_boolean (evaluation, &operand, truth);
}

static void
set_boolean (WeirOperand *out, gboolean truth)
{
  weir_value_set_boolean (&out->value, truth);
  out->is_quoted = FALSE;
}

static gboolean
compare (WeirOperator op, const WeirOperand *a, const WeirOperand *b, Evaluation *evaluation,
         WeirOperand *out)
{
  gboolean quoted = a->is_quoted || b->is_quoted;
  gboolean comparable, truth;
  int order;

  if (op == WEIR_OPERATOR_EQUAL || op == WEIR_OPERATOR_NOT_EQUAL)
    truth =
        weir_value_equals_quoted (&a->value, &b->value, quoted, &comparable) == (op == WEIR_OPERATOR_EQUAL);
  else
    {
      order = weir_value_order_quoted (&a->value, &b->value, quoted, &comparable);
      truth =
          order != WEIR_VALUE_UNORDERED &&
          ((op == WEIR_OPERATOR_LESS && order < 0) || (op == WEIR_OPERATOR_LESS_EQUAL && order <= 0) ||
           (op == WEIR_OPERATOR_GREATER && order > 0) || (op == WEIR_OPERATOR_GREATER_EQUAL && order >= 0));
    }
  if (!comparable)
    {
      g_autofree char *left = weir_value_to_text (&a->value);
      g_autofree char *right = weir_value_to_text (&b->value);
      g_autofree char *left_shown = weir_language_shorten (left);
      g_autofree char *right_shown = weir_language_shorten (right);

      evaluation->message =
          g_strdup_printf ("“%s” and “%s” cannot be compared in this way.", left_shown, right_shown);
      return FALSE;
    }
  set_boolean (out, truth);
  return TRUE;
}

/* and, or stop as soon as the result is known. */
static gboolean
evaluate_logic (Evaluation *evaluation, const WeirNode *node, WeirOperand *out)
{
  gboolean truth = FALSE;

  if (!evaluate_boolean (evaluation, g_ptr_array_index (node->children, 0), &truth))
    return FALSE;
  for (guint i = 1; i < node->children->len; i++)
    {
      WeirOperator op = g_array_index (node->operators, WeirOperator, i - 1);
      gboolean right = FALSE;

      if ((op == WEIR_OPERATOR_AND && !truth) || (op == WEIR_OPERATOR_OR && truth))
        break;
      if (!evaluate_boolean (evaluation, g_ptr_array_index (node->children, i), &right))
        return FALSE;
      truth = op == WEIR_OPERATOR_XOR ? truth != right : right;
    }
  set_boolean (out, truth);
  return TRUE;
}

static gboolean
combine (Evaluation *evaluation, WeirOperator op, const WeirOperand *a, const WeirOperand *b,
         WeirOperand *out)
{
  if (op >= WEIR_OPERATOR_ADD)
    return weir_operand_calculate (op, a, b, out, &evaluation->message);
  return compare (op, a, b, evaluation, out);
}

static gboolean
evaluate_chain (Evaluation *evaluation, const WeirNode *node, WeirOperand *out)
{
  g_auto (WeirOperand) left = { WEIR_VALUE_INIT, FALSE };

  if (g_array_index (node->operators, WeirOperator, 0) <= WEIR_OPERATOR_AND)
    return evaluate_logic (evaluation, node, out);
  if (!evaluate (evaluation, g_ptr_array_index (node->children, 0), &left))
    return FALSE;
  for (guint i = 1; i < node->children->len; i++)
    {
      g_auto (WeirOperand) right = { WEIR_VALUE_INIT, FALSE };
      g_auto (WeirOperand) result = { WEIR_VALUE_INIT, FALSE };

      if (!evaluate (evaluation, g_ptr_array_index (node->children, i), &right) ||
          !combine (evaluation, g_array_index (node->operators, WeirOperator, i - 1), &left, &right, &result))
        return FALSE;
      weir_value_copy (&result.value, &left.value);
      left.is_quoted = result.is_quoted;
    }
  weir_value_copy (&left.value, &out->value);
  out->is_quoted = left.is_quoted;
  return TRUE;
}

static gboolean
evaluate_in (Evaluation *evaluation, const WeirNode *node, WeirOperand *out)
{
  g_auto (WeirOperand) left = { WEIR_VALUE_INIT, FALSE };
  gboolean found = FALSE;

  if (!evaluate (evaluation, g_ptr_array_index (node->children, 0), &left))
    return FALSE;
  for (guint i = 1; i < node->children->len && !found; i++)
    {
      g_auto (WeirOperand) right = { WEIR_VALUE_INIT, FALSE };
      g_auto (WeirOperand) result = { WEIR_VALUE_INIT, FALSE };

      if (!evaluate (evaluation, g_ptr_array_index (node->children, i), &right) ||
          !compare (WEIR_OPERATOR_EQUAL, &left, &right, evaluation, &result))
        return FALSE;
      found = result.value.boolean;
    }
  set_boolean (out, found);
  return TRUE;
}

static gboolean
evaluate_call (Evaluation *evaluation, const WeirNode *node, WeirOperand *out)
{
  guint n = node->children->len;
  g_autofree WeirOperand *operands = g_new0 (WeirOperand, n);
  gboolean done = TRUE;

  for (guint i = 0; i < n && done; i++)
    done = evaluate (evaluation, g_ptr_array_index (node->children, i), &operands[i]);
  done = done && node->call->call (operands, n, out, &evaluation->message);
  for (guint i = 0; i < n; i++)
    weir_operand_clear (&operands[i]);
  return done;
}

static gboolean
evaluate_sign (Evaluation *evaluation, const WeirNode *node, WeirOperand *out)
{
  static const WeirOperand zero = { { .type = WEIR_VALUE_INTEGER, .integer = 0 }, FALSE };
  g_auto (WeirOperand) operand = { WEIR_VALUE_INIT, FALSE };
  WeirOperator op = node->kind == WEIR_NODE_NEGATE ? WEIR_OPERATOR_SUBTRACT : WEIR_OPERATOR_ADD;

  if (!evaluate (evaluation, g_ptr_array_index (node->children, 0), &operand))
    return FALSE;
  /* Only numbers have a sign; "+" must not join. */
  if (operand.is_quoted)
    op = WEIR_OPERATOR_SUBTRACT;
  return weir_operand_calculate (op, &zero, &operand, out, &evaluation->message);
}

static gboolean
evaluate_not (Evaluation *evaluation, const WeirNode *node, WeirOperand *out)
{
  gboolean truth;

  if (!evaluate_boolean (evaluation, g_ptr_array_index (node->children, 0), &truth))
    return FALSE;
  set_boolean (out, !truth);
  return TRUE;
}

static gboolean
evaluate_if (Evaluation *evaluation, const WeirNode *node, WeirOperand *out)
{
  gboolean truth;

  if (!evaluate_boolean (evaluation, g_ptr_array_index (node->children, 0), &truth))
    return FALSE;
  return evaluate (evaluation, g_ptr_array_index (node->children, truth ? 1 : 2), out);
}

/* Missing when there is no such field, or no object to have it. */
static gboolean
evaluate_field (Evaluation *evaluation, const WeirNode *node, WeirOperand *out)
{
  g_auto (WeirOperand) object = { WEIR_VALUE_INIT, FALSE };
  JsonNode *member = NULL;

  if (!evaluate (evaluation, g_ptr_array_index (node->children, 0), &object))
    return FALSE;
  if (object.value.type == WEIR_VALUE_JSON && JSON_NODE_HOLDS_OBJECT (object.value.json))
    member = json_object_get_member (json_node_get_object (object.value.json), node->field);
  if (member)
    weir_value_set_json (&out->value, member);
  return TRUE;
}

/* @out is empty before. The parser bounds the depth. */
static gboolean
evaluate (Evaluation *evaluation, const WeirNode *node, WeirOperand *out)
{
  switch (node->kind)
    {
    case WEIR_NODE_LITERAL:
      weir_value_copy (&node->literal.value, &out->value);
      out->is_quoted = node->literal.is_quoted;
      return TRUE;
    case WEIR_NODE_LEAF:
      weir_value_copy (&evaluation->bound[node->leaf], &out->value);
      out->is_quoted = node->literal.is_quoted;
      return TRUE;
    case WEIR_NODE_ITEM:
      if (evaluation->item)
        weir_value_copy (evaluation->item, &out->value);
      return TRUE;
    case WEIR_NODE_FIELD:
      return evaluate_field (evaluation, node, out);
    case WEIR_NODE_CHAIN:
      return evaluate_chain (evaluation, node, out);
    case WEIR_NODE_NEGATE:
    case WEIR_NODE_PLUS:
      return evaluate_sign (evaluation, node, out);
    case WEIR_NODE_NOT:
      return evaluate_not (evaluation, node, out);
    case WEIR_NODE_IN:
      return evaluate_in (evaluation, node, out);
    case WEIR_NODE_IF:
      return evaluate_if (evaluation, node, out);
    case WEIR_NODE_FUNCTION:
    case WEIR_NODE_MEMBER:
    default:
      return evaluate_call (evaluation, node, out);
    }
}

/* In conditions XML, CSV and quoted types are plain text. */
static void
make_plain (WeirValue *value)
{
  if (weir_value_is_text (value))
    value->type = WEIR_VALUE_TEXT;
  value->is_quoted = FALSE;
}

static gboolean
bind_leaf (const WeirLeaf *leaf, WeirScope *scope, WeirValue *value, WeirUnfilled *unfilled)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *tail = NULL;

  if (leaf->placeholder)
    {
      if (!weir_placeholder_resolve (leaf->placeholder, scope, TRUE, value, &tail, unfilled))
        return FALSE;
      make_plain (value);
      return TRUE;
    }
  text = g_string_new (NULL);
  if (!weir_template_fill_missing_as_empty (leaf->string, scope, text, unfilled))
    return FALSE;
  weir_value_set_text (value, text->str, -1);
  return TRUE;
}

/* All leaves, left to right, before anything is evaluated. */
static gboolean
bind (const WeirExpression *self, WeirScope *scope, Evaluation *evaluation)
{
  for (guint i = 0; i < self->leaves->len; i++)
    {
      WeirUnfilled unfilled = { -1, "" };

      if (bind_leaf (&g_array_index (self->leaves, WeirLeaf, i), scope, &evaluation->bound[i], &unfilled))
        continue;
      if (unfilled.slot == WEIR_UNFILLED_METHOD)
        evaluation->message = g_strdup_printf ("%s gave no value: %s", unfilled.name, scope->failure);
      else if (unfilled.slot < 0)
        evaluation->message = g_strdup_printf ("“%s” is the name of no variable.", unfilled.name);
      else
        evaluation->message = g_strdup ("The text with its values filled in is too long.");
      return FALSE;
    }
  return TRUE;
}

static Evaluation
begin (const WeirExpression *self, const WeirValue *item)
{
  return (Evaluation){ g_new0 (WeirValue, self->leaves->len), NULL, item };
}

static void
end (const WeirExpression *self, Evaluation *evaluation, char **warning)
{
  for (guint i = 0; i < self->leaves->len; i++)
    weir_value_clear (&evaluation->bound[i]);
  g_free (evaluation->bound);
  if (evaluation->message && warning)
    {
      g_autofree char *shown = weir_language_shorten (self->text);

      *warning = g_strdup_printf ("The condition “%s” counts as false: %s", shown, evaluation->message);
    }
  g_free (evaluation->message);
}

gboolean
weir_expression_holds_for (const WeirExpression *self, WeirScope *scope, const WeirValue *item,
                           char **warning)
{
  Evaluation evaluation = begin (self, item);
  gboolean truth = FALSE;

  *warning = NULL;
  if (bind (self, scope, &evaluation) && !evaluate_boolean (&evaluation, self->root, &truth))
    truth = FALSE;
  end (self, &evaluation, warning);
  return truth;
}

gboolean
weir_expression_evaluate (const WeirExpression *self, WeirScope *scope, const WeirValue *item,
                          WeirValue *value, char **warning)
{
  Evaluation evaluation = begin (self, item);
  g_auto (WeirOperand) operand = { WEIR_VALUE_INIT, FALSE };
  gboolean done = bind (self, scope, &evaluation) && evaluate (&evaluation, self->root, &operand);

  *warning = NULL;
  if (done)
    weir_value_copy (&operand.value, value);
  end (self, &evaluation, warning);
  return done;
}

/**
 * weir_expression_is_true:
 * @scope: the values; its names are those this was parsed with
 * @warning: (out) (optional) (transfer full) (nullable): why the condition counts as false although nobody
 *   said so, a whole sentence
 *
 * Binds every placeholder first, then evaluates. What a value holds never changes the structure.
 *
 * Returns: the truth of the condition; %FALSE with @warning when a name is unresolved, the evaluation fails
 *   or the result is no boolean
 */
gboolean
weir_expression_is_true (const WeirExpression *self, WeirScope *scope, char **warning)
{
  g_autofree char *ignored = NULL;

  return weir_expression_holds_for (self, scope, NULL, warning ? warning : &ignored);
}

void
weir_expression_visit (const WeirExpression *self, const WeirVisitor *visitor)
{
  for (guint i = 0; i < self->leaves->len; i++)
    {
      const WeirLeaf *leaf = &g_array_index (self->leaves, WeirLeaf, i);

      if (leaf->placeholder)
        weir_placeholder_visit (leaf->placeholder, visitor);
      else
        weir_template_visit (leaf->string, visitor);
    }
}

/**
 * weir_expression_foreach:
 *
 * Calls @function for each placeholder, left to right, those in string literals and in calls included.
 */
void
weir_expression_foreach (const WeirExpression *self, WeirTemplateFunc function, gpointer data)
{
  WeirVisitor visitor = { .name = function, .data = data };

  weir_expression_visit (self, &visitor);
}
