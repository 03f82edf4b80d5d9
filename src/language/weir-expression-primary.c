/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-expression-primary.c: the values of a condition: numbers, text, placeholders, functions, members
 */

#include "config.h"

#include "weir-expression-parser-private.h"

#include <string.h>

#include "weir-suggest.h"

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static gunichar
parse_hex (WeirParser *parser)
{
  gunichar c = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (parser->at[i]);

      if (digit < 0)
        return 0;
      c = c * 16 + (gunichar) digit;
    }
  parser->at += 4;
  return c;
}

/* Behind "\u": 0 when it is no character. */
static gunichar
parse_unicode (WeirParser *parser)
{
  gunichar first = parse_hex (parser);

  if (first >= 0xd800 && first < 0xdc00 && g_str_has_prefix (parser->at, "\\u"))
    {
      gunichar second;

      parser->at += 2;
      second = parse_hex (parser);
      if (second >= 0xdc00 && second < 0xe000)
        return 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
      return 0;
    }
  return first >= 0xd800 && first < 0xe000 ? 0 : first;
}

static gboolean
parse_escape (WeirParser *parser, WeirTemplate *out)
{
  static const char plain[] = "\\\"'trn";
  static const char meant[] = "\\\"'\t\r\n";
  const char *start = parser->at++;
  const char *found = *parser->at ? strchr (plain, *parser->at) : NULL;
  char bytes[6];
  gunichar c;

  if (found)
    {
      weir_template_add_plain (out, meant + (found - plain), 1);
      parser->at++;
      return TRUE;
    }
  if (*parser->at == 'u')
    {
      parser->at++;
      c = parse_unicode (parser);
      if (c != 0)
        {
          weir_template_add_plain (out, bytes, g_unichar_to_utf8 (c, bytes));
          return TRUE;
        }
    }
  weir_parser_fail (parser, start,
                    "This escape is not known; there are \\\\ \\\" \\' \\t \\r \\n and \\uXXXX.");
  return FALSE;
}

/* "$" in a string literal: "$$", a placeholder or plain. */
static gboolean
parse_dollar (WeirParser *parser, WeirTemplate *out)
{
  return weir_template_parse_dollar (out, parser->text, &parser->at, parser->names, parser->placeholder_depth,
                                     parser->error);
}

static gboolean
parse_string_content (WeirParser *parser, char quote, WeirTemplate *out)
{
  const char stops[] = { quote, '\\', '$', '\0' };
  const char *start = parser->at - 1;

  for (;;)
    {
      gsize run = strcspn (parser->at, stops);

      weir_template_add_plain (out, parser->at, (gssize) run);
      parser->at += run;
      if (*parser->at == quote)
        {
          parser->at++;
          return TRUE;
        }
      if (*parser->at == '\0')
        {
          weir_parser_fail (parser, start, "The text that begins here has no closing %c.", quote);
          return FALSE;
        }
      if (*parser->at == '\\' ? !parse_escape (parser, out) : !parse_dollar (parser, out))
        return FALSE;
    }
}

static WeirNode *
add_leaf (WeirParser *parser, WeirPlaceholder *placeholder, WeirTemplate *string)
{
  WeirNode *node = weir_node_new (WEIR_NODE_LEAF);
  WeirLeaf leaf = { placeholder, string };

  node->leaf = parser->leaves->len;
  node->literal.is_quoted = string != NULL;
  g_array_append_val (parser->leaves, leaf);
  return node;
}

static WeirNode *
parse_string (WeirParser *parser)
{
  g_autoptr (WeirTemplate) string = weir_template_new ();
  char quote = *parser->at++;
  const char *plain;
  WeirNode *node;

  if (!parse_string_content (parser, quote, string))
    return NULL;
  plain = weir_template_get_plain (string);
  if (!plain)
    return add_leaf (parser, NULL, g_steal_pointer (&string));
  node = weir_node_new (WEIR_NODE_LITERAL);
  node->literal.is_quoted = TRUE;
  weir_value_set_text (&node->literal.value, plain, -1);
  return node;
}

static WeirNode *
parse_placeholder (WeirParser *parser)
{
  g_autoptr (GError) local = NULL;
  const char *start = parser->at;
  WeirPlaceholder *placeholder = weir_placeholder_parse (parser->text, &parser->at, parser->names,
                                                         parser->placeholder_depth, FALSE, &local);
  gsize length = weir_parser_word_length (start + 1);

  if (local)
    {
      g_propagate_error (parser->error, g_steal_pointer (&local));
      return NULL;
    }
  if (placeholder)
    return add_leaf (parser, placeholder, NULL);
  if (length == 0)
    return weir_parser_fail (parser, start,
                             "Behind “$” the name of a variable is expected, as in “${name}”.");
  parser->at = start + 1 + length;
  return add_leaf (parser, weir_placeholder_new_bare (parser->names, start + 1, length), NULL);
}

static WeirNode *
parse_number (WeirParser *parser)
{
  static const char digits[] = "0123456789";
  const char *start = parser->at;
  g_autofree char *text = NULL;
  WeirNumber number;
  gboolean integral = TRUE;
  WeirNode *node;

  parser->at += strspn (parser->at, digits);
  if (*parser->at == '.' && g_ascii_isdigit (parser->at[1]))
    {
      parser->at += 1 + strspn (parser->at + 1, digits);
      integral = FALSE;
    }
  if (*parser->at == 'e' || *parser->at == 'E')
    {
      gsize sign = parser->at[1] == '-' || parser->at[1] == '+';
      gsize exponent = strspn (parser->at + 1 + sign, digits);

      parser->at += exponent > 0 ? 1 + sign + exponent : 0;
      integral = integral && exponent == 0;
    }
  if (is_word_char (*parser->at))
    return weir_parser_fail (
        parser, start,
        "A number is digits, with a fraction and an exponent if need be, and nothing else; "
        "write text in quotes.");
  text = g_strndup (start, (gsize) (parser->at - start));
  if (!weir_number_parse (text, &number) || (integral && !number.is_integer))
    return weir_parser_fail (
        parser, start, "This number is too large; whole numbers go up to %" G_GINT64_FORMAT ".", G_MAXINT64);
  node = weir_node_new (WEIR_NODE_LITERAL);
  if (number.is_integer)
    weir_value_set_integer (&node->literal.value, number.integer);
  else
    weir_value_set_double (&node->literal.value, number.number);
  return node;
}

static const WeirCall *
find_call (const WeirCall *calls, const char *word, gsize length)
{
  for (; calls->name; calls++)
    if (strlen (calls->name) == length && g_ascii_strncasecmp (calls->name, word, length) == 0)
      return calls;
  return NULL;
}

/* "did you mean …" or all names there are. */
static WeirNode *
fail_call (WeirParser *parser, const char *at, gsize length, const char *what, const WeirCall *calls)
{
  g_autofree char *name = g_strndup (at, MIN (length, 60));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *all = NULL;
  const char *near;

  for (; calls->name; calls++)
    g_ptr_array_add (names, (gpointer) calls->name);
  g_ptr_array_add (names, NULL);
  near = weir_suggest (name, (const char *const *) names->pdata);
  if (near)
    return weir_parser_fail (parser, at, "There is no %s “%s”; did you mean “%s”?", what, name, near);
  all = g_strjoinv (", ", (char **) names->pdata);
  return weir_parser_fail (parser, at, "There is no %s “%s”; there are %s.", what, name, all);
}

static gboolean
check_count (WeirParser *parser, const char *at, const WeirCall *call, guint count)
{
  if (count >= call->min && count <= call->max)
    return TRUE;
  if (call->min == call->max)
    weir_parser_fail (parser, at, "“%s” takes %u argument%s, not %u.", call->name, call->min,
                      call->min == 1 ? "" : "s", count);
  else if (call->max == G_MAXUINT)
    weir_parser_fail (parser, at, "“%s” takes at least %u arguments, not %u.", call->name, call->min, count);
  else
    weir_parser_fail (parser, at, "“%s” takes %u to %u arguments, not %u.", call->name, call->min, call->max,
                      count);
  return FALSE;
}

/* name(arguments), @at on the name, the parser behind "(" */
static WeirNode *
parse_call (WeirParser *parser, const char *at, WeirNodeKind kind, const WeirCall *call)
{
  g_autoptr (WeirNode) node = weir_node_new (kind);

  node->call = call;
  if (!weir_parser_arguments (parser, node, weir_parser_expression) ||
      !check_count (parser, at, call, node->children->len))
    return NULL;
  return g_steal_pointer (&node);
}

/* What the conditions of other tools have and these have not. */
static WeirNode *
fail_word (WeirParser *parser, const char *at, gsize length)
{
  g_autofree char *word = g_strndup (at, MIN (length, 60));
  const char *behind = at + length + strspn (at + length, " \t\r\n");

  if (weir_parser_is_word (at, "cast"))
    return weir_parser_fail (
        parser, at, "“cast” is not available; a value that looks like a number is compared as a number.");
  if (weir_parser_is_word (at, "item"))
    return weir_parser_fail (parser, at, "“item” is only known in where and select.");
  if (*behind == '.' && g_ascii_isalpha (behind[1]))
    {
      g_autofree char *member = g_strndup (behind + 1, weir_parser_word_length (behind + 1));

      return weir_parser_fail (
          parser, at,
          "“%s.%s” is not available; write \"%s\" in quotes if it is text, or ${%s.%s} if it "
          "is a variable.",
          word, member, word, word, member);
    }
  if (*behind == '(')
    return fail_call (parser, at, length, "function", weir_expression_functions);
  return weir_parser_fail (
      parser, at, "“%s” is a bare word; write \"%s\" in quotes if it is text, or ${%s} if it is a variable.",
      word, word, word);
}

static WeirNode *
parse_literal (const char *at, gsize length)
{
  WeirNode *node = weir_node_new (WEIR_NODE_LITERAL);

  if (g_ascii_strncasecmp (at, "null", length) == 0)
    node->literal.value.type = WEIR_VALUE_NULL;
  else
    weir_value_set_boolean (&node->literal.value, length == strlen ("true"));
  return node;
}

static WeirNode *
parse_word (WeirParser *parser)
{
  static const WeirCall condition = { "if", 3, 3, NULL };
  static const char null_or_empty[] = "String.IsNullOrEmpty";
  const char *at = parser->at;
  gsize length = weir_parser_word_length (at);
  const WeirCall *call = find_call (weir_expression_functions, at, length);

  if (weir_parser_is_word (at, "true") || weir_parser_is_word (at, "false") ||
      weir_parser_is_word (at, "null"))
    {
      parser->at += length;
      return parse_literal (at, length);
    }
  if (parser->has_item && weir_parser_is_word (at, "item"))
    {
      parser->at += length;
      return weir_node_new (WEIR_NODE_ITEM);
    }
  if (weir_parser_is_word (at, "if"))
    call = &condition;
  if (g_ascii_strncasecmp (at, null_or_empty, strlen (null_or_empty)) == 0 &&
      !is_word_char (at[strlen (null_or_empty)]))
    {
      length = strlen (null_or_empty);
      call = find_call (weir_expression_functions, at, length);
    }
  if (!call)
    return fail_word (parser, at, length);
  parser->at += length;
  if (!weir_parser_accept (parser, "("))
    return weir_parser_fail (
        parser, at,
        "“%s” is a function: write its arguments in round brackets behind it, or \"%s\" in "
        "quotes if it is text.",
        call->name, call->name);
  return parse_call (parser, at, call == &condition ? WEIR_NODE_IF : WEIR_NODE_FUNCTION, call);
}

static WeirNode *
parse_group (WeirParser *parser)
{
  const char *start = parser->at++;
  g_autoptr (WeirNode) inner = weir_parser_expression (parser);

  if (!inner || weir_parser_accept (parser, ")"))
    return g_steal_pointer (&inner);
  if (*parser->at == '\0')
    return weir_parser_fail (parser, start, "This bracket is not closed; write “)” where its content ends.");
  return weir_parser_fail (parser, parser->at, "Here “)” or an operator is expected.");
}

static WeirNode *
parse_primary (WeirParser *parser)
{
  char c;

  weir_parser_skip_blanks (parser);
  c = *parser->at;
  if (c == '"' || c == '\'')
    return parse_string (parser);
  if (c == '$')
    return parse_placeholder (parser);
  if (c == '(')
    return parse_group (parser);
  if (g_ascii_isdigit (c))
    return parse_number (parser);
  if (weir_parser_word_length (parser->at) > 0)
    return parse_word (parser);
  if (c == '\0')
    return weir_parser_fail (parser, parser->at, "The condition ends where a value is expected.");
  if (c == '#')
    return weir_parser_fail (parser, parser->at,
                             "Date literals (#…#) are not available; compare dates as text in quotes.");
  return weir_parser_fail (parser, parser->at,
                           "Here a value is expected: a number, text in quotes, ${variable} or a bracket.");
}

static gboolean
is_of_item (const WeirNode *node)
{
  return node->kind == WEIR_NODE_ITEM || node->kind == WEIR_NODE_FIELD;
}

/* item.name; what has round brackets is a member, and so is what has a member's name behind a field. */
static gboolean
is_field (const WeirNode *object, const char *at, gsize length)
{
  if (!is_of_item (object) || at[length + strspn (at + length, " \t\r\n")] == '(')
    return FALSE;
  return object->kind == WEIR_NODE_ITEM || !find_call (weir_expression_members, at, length);
}

static WeirNode *
parse_field (WeirParser *parser, WeirNode *object, gsize length)
{
  WeirNode *node = weir_node_new (WEIR_NODE_FIELD);

  weir_node_add_child (node, object);
  node->field = g_strndup (parser->at, length);
  parser->at += length;
  return node;
}

/* Behind ".". */
static WeirNode *
parse_member (WeirParser *parser, WeirNode *object)
{
  const char *at = parser->at;
  gsize length = weir_parser_word_length (at);
  const WeirCall *call = find_call (weir_expression_members, at, length);
  g_autoptr (WeirNode) node = weir_node_new (WEIR_NODE_MEMBER);

  weir_node_add_child (node, object);
  if (!call && object->kind == WEIR_NODE_LEAF && !object->literal.is_quoted)
    return weir_parser_fail (
        parser, at,
        "“%.*s” is no member such as Length or Contains; a path into a value goes into the "
        "braces, as in ${user.%.*s}.",
        (int) MIN (length, 60), at, (int) MIN (length, 60), at);
  if (!call)
    return fail_call (parser, at, length, "member", weir_expression_members);
  node->call = call;
  parser->at += length;
  if (weir_parser_accept (parser, "(") && !weir_parser_accept (parser, ")") &&
      !weir_parser_arguments (parser, node, weir_parser_expression))
    return NULL;
  return check_count (parser, at, call, node->children->len - 1) ? g_steal_pointer (&node) : NULL;
}

WeirNode *
weir_parser_postfix (WeirParser *parser)
{
  guint depth = parser->depth;
  WeirNode *node = parse_primary (parser);

  while (node && *parser->at == '.' && weir_parser_word_length (parser->at + 1) > 0)
    {
      if (!weir_parser_enter (parser))
        {
          weir_node_free (node);
          return NULL;
        }
      parser->at++;
      if (is_field (node, parser->at, weir_parser_word_length (parser->at)))
        node = parse_field (parser, node, weir_parser_word_length (parser->at));
      else
        node = parse_member (parser, node);
    }
  parser->depth = depth;
  if (node && *parser->at == '[')
    {
      weir_node_free (node);
      return weir_parser_fail (parser, parser->at,
                               "Here [ ] is not available; write the path into the placeholder, as in "
                               "${list[0].id}.");
    }
  return node;
}
