/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-parser.c: the arguments of a call, text → parsed form
 */

#include "config.h"

#include "weir-method-private.h"

#include <string.h>

#include "weir-expression-private.h"
#include "weir-limits.h"
#include "weir-suggest.h"

static const char blanks[] = " \t\r\n";

typedef struct
{
  const char *text;
  const char *open; /* the "(" of the call */
  const char *at;
  const WeirNames *names;
  guint depth;
  WeirInvocation *call;
  GError **error;
} Parser;

/* What every method takes besides its own. */
enum
{
  VARIABLE = WEIR_METHOD_MAX_PARAMETERS,
  IS_GLOBAL,
  AS,
  NO_PARAMETER,
};
static const WeirParameter common[] = { { "variable", WEIR_PARAMETER_TARGET, "" },
                                        { "isGlobal", WEIR_PARAMETER_BOOLEAN, "false" },
                                        { "as", WEIR_PARAMETER_TEXT, "" } };

static void
clear_argument (WeirArgument *argument)
{
  g_clear_pointer (&argument->text, weir_template_free);
  g_clear_pointer (&argument->elements, g_ptr_array_unref);
  g_clear_pointer (&argument->condition, weir_expression_free);
  g_clear_pointer (&argument->name, g_free);
}

void
weir_invocation_free (WeirInvocation *self)
{
  if (!self)
    return;
  for (guint i = 0; i < WEIR_METHOD_MAX_PARAMETERS; i++)
    clear_argument (&self->arguments[i]);
  clear_argument (&self->variable);
  g_free (self);
}

static gboolean fail (Parser *parser, const char *at, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (Parser *parser, const char *at, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  weir_language_set_error (parser->error, WEIR_LANGUAGE_ERROR_TEMPLATE, parser->text, at, "%s", message);
  return FALSE;
}

static gboolean
fail_unclosed (Parser *parser)
{
  return fail (parser, parser->open,
               "The arguments of “%s” have no closing “)”; put a value with brackets or commas of its own in "
               "double quotes.",
               parser->call->method->name);
}

static void
skip_blanks (Parser *parser)
{
  parser->at += strspn (parser->at, blanks);
}

static guint
count_parameters (const WeirMethod *method)
{
  guint n = 0;

  while (n < WEIR_METHOD_MAX_PARAMETERS && method->parameters[n].name)
    n++;
  return n;
}

static const WeirParameter *
get_parameter (const Parser *parser, guint index)
{
  return index < VARIABLE ? &parser->call->method->parameters[index] : &common[index - VARIABLE];
}

static char *
list_parameters (const WeirMethod *method)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < count_parameters (method); i++)
    g_string_append_printf (list, "%s, ", method->parameters[i].name);
  g_string_append (list, "variable, isGlobal and as");
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static guint
find_parameter (const Parser *parser, const char *word, gsize length)
{
  for (guint i = 0; i < NO_PARAMETER; i++)
    {
      const char *name = get_parameter (parser, i)->name;

      if (name && strlen (name) == length && g_ascii_strncasecmp (name, word, length) == 0)
        return i;
    }
  return NO_PARAMETER;
}

static gboolean
fail_key (Parser *parser, const char *word, gsize length)
{
  const WeirMethod *method = parser->call->method;
  g_autofree char *name = g_strndup (word, MIN (length, 60));
  g_autofree char *all = list_parameters (method);
  const char *known[NO_PARAMETER + 1] = { NULL };
  guint n = 0;
  const char *near;

  for (guint i = 0; i < NO_PARAMETER; i++)
    if (get_parameter (parser, i)->name)
      known[n++] = get_parameter (parser, i)->name;
  near = weir_suggest (name, known);
  if (near)
    return fail (parser, word, "“%s” has no argument “%s”; did you mean “%s”?", method->name, name, near);
  return fail (parser, word,
               "“%s” has no argument “%s”; it has %s. A value with “=” in it goes into double quotes.",
               method->name, name, all);
}

/* One "$" in a value. */
static gboolean
parse_dollar (Parser *parser, WeirTemplate *out)
{
  return weir_template_parse_dollar (out, parser->text, &parser->at, parser->names, parser->depth + 1,
                                     parser->error);
}

/* A value that is in double quotes as a whole loses them; \" and \\ in it are a quote and a backslash.
 * *@whole is FALSE when something follows the quotes. */
static gboolean
parse_quoted (Parser *parser, char close, WeirTemplate *out, gboolean *whole)
{
  for (parser->at++; *parser->at && *parser->at != '"';)
    {
      gsize run = strcspn (parser->at, "\"\\$");

      weir_template_add_plain (out, parser->at, (gssize) run);
      parser->at += run;
      if (*parser->at == '\\')
        {
          gboolean escapes = parser->at[1] == '"' || parser->at[1] == '\\';

          weir_template_add_plain (out, parser->at + escapes, 1);
          parser->at += 1 + escapes;
        }
      else if (*parser->at == '$' && !parse_dollar (parser, out))
        return FALSE;
    }
  if (*parser->at == '\0')
    return fail_unclosed (parser);
  parser->at++;
  skip_blanks (parser);
  *whole = *parser->at == ',' || *parser->at == close;
  return TRUE;
}

typedef struct
{
  guint depth; /* of brackets */
  gboolean in_quotes;
} Nesting;

static gboolean
ends_value (const Nesting *nesting, char c, char close)
{
  return nesting->depth == 0 && !nesting->in_quotes && (c == ',' || c == close);
}

static void
follow (Nesting *nesting, char c)
{
  if (c == '"')
    nesting->in_quotes = !nesting->in_quotes;
  else if (nesting->in_quotes)
    return;
  else if (strchr ("([{", c))
    nesting->depth++;
  else if (strchr (")]}", c) && nesting->depth > 0)
    nesting->depth--;
}

/* As it stands, without the blanks around it. */
static gboolean
parse_plain (Parser *parser, char close, WeirTemplate *out)
{
  Nesting nesting = { 0, FALSE };

  while (*parser->at && !ends_value (&nesting, *parser->at, close))
    {
      gsize gap = strspn (parser->at, blanks);

      if (parser->at[gap] == '\0' || ends_value (&nesting, parser->at[gap], close))
        {
          parser->at += gap;
          break;
        }
      weir_template_add_plain (out, parser->at, (gssize) gap);
      parser->at += gap;
      if (*parser->at == '$')
        {
          if (!parse_dollar (parser, out))
            return FALSE;
          continue;
        }
      if (nesting.in_quotes && *parser->at == '\\' && parser->at[1])
        weir_template_add_plain (out, parser->at++, 1);
      else
        follow (&nesting, *parser->at);
      weir_template_add_plain (out, parser->at++, 1);
    }
  return *parser->at ? TRUE : fail_unclosed (parser);
}

static WeirTemplate *
parse_text (Parser *parser, char close)
{
  g_autoptr (WeirTemplate) out = weir_template_new ();
  const char *start;
  gboolean whole = FALSE;

  skip_blanks (parser);
  start = parser->at;
  if (*start == '"' && !parse_quoted (parser, close, out, &whole))
    return NULL;
  if (whole)
    return g_steal_pointer (&out);
  weir_template_free (out);
  out = weir_template_new ();
  parser->at = start;
  return parse_plain (parser, close, out) ? g_steal_pointer (&out) : NULL;
}

/* "[" elements "]" */
static gboolean
parse_elements (Parser *parser, WeirArgument *argument)
{
  argument->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_template_free);
  parser->at++;
  skip_blanks (parser);
  while (*parser->at != ']')
    {
      WeirTemplate *element = parse_text (parser, ']');

      if (!element)
        return FALSE;
      g_ptr_array_add (argument->elements, element);
      if (argument->elements->len > WEIR_LIMIT_PLACEHOLDERS)
        return fail (parser, parser->open, "A list in a call has at most %d elements.",
                     WEIR_LIMIT_PLACEHOLDERS);
      if (*parser->at == ',')
        parser->at++;
    }
  parser->at++;
  skip_blanks (parser);
  return TRUE;
}

/* An expression that is in double quotes as a whole is parsed without them. */
static WeirExpression *
parse_quoted_condition (Parser *parser, gboolean has_item)
{
  const char *p = parser->at + 1;
  g_autoptr (GString) inner = g_string_new (NULL);
  const char *inner_at;
  WeirExpression *expression;

  for (; *p && *p != '"'; p++)
    {
      if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
        p++;
      g_string_append_c (inner, *p);
    }
  if (*p == '\0' || !strchr (",)", p[1 + strspn (p + 1, blanks)]) || p[1 + strspn (p + 1, blanks)] == '\0')
    return NULL;
  inner_at = inner->str;
  expression = weir_expression_parse_part (inner->str, &inner_at, parser->names, has_item, parser->depth + 1,
                                           parser->error);
  if (expression && *inner_at != '\0')
    {
      fail (parser, parser->at, "The condition in double quotes does not end where the quotes do.");
      g_clear_pointer (&expression, weir_expression_free);
    }
  parser->at = p + 1;
  return expression;
}

static gboolean
parse_condition (Parser *parser, WeirArgument *argument, gboolean has_item)
{
  const char *start;

  skip_blanks (parser);
  start = parser->at;
  if (*start == '"')
    argument->condition = parse_quoted_condition (parser, has_item);
  if (!argument->condition && parser->at == start)
    argument->condition = weir_expression_parse_part (parser->text, &parser->at, parser->names, has_item,
                                                      parser->depth + 1, parser->error);
  skip_blanks (parser);
  return argument->condition != NULL;
}

static gboolean
parse_target (Parser *parser, WeirArgument *argument)
{
  const char *start = parser->at + strspn (parser->at, blanks);
  g_autoptr (WeirTemplate) text = parse_text (parser, ')');
  g_autoptr (GError) local = NULL;

  if (!text)
    return FALSE;
  if (!weir_template_get_plain (text))
    return fail (parser, start, "The name of a variable to set is written out, without placeholders.");
  if (!weir_name_is_valid (weir_template_get_plain (text), &local))
    return fail (parser, start, "%s", local->message);
  argument->name = g_strdup (weir_template_get_plain (text));
  argument->target = weir_names_find (parser->names, argument->name, -1);
  return TRUE;
}

static gboolean
is_one_of (const char *const *words, const char *text)
{
  for (; *words; words++)
    if (g_ascii_strcasecmp (*words, text) == 0)
      return TRUE;
  return FALSE;
}

/* What is written out is checked at once. */
static gboolean
check_literal (Parser *parser, const char *at, const WeirParameter *parameter, const char *literal)
{
  WeirNumber number;
  gboolean is_number = weir_number_parse (literal, &number);
  g_autofree char *shown = weir_language_shorten (literal);

  if (parameter->kind == WEIR_PARAMETER_INTEGER && !(is_number && number.is_integer))
    return fail (parser, at, "“%s” is a whole number, not “%s”.", parameter->name, shown);
  if (parameter->kind == WEIR_PARAMETER_NUMBER && !is_number)
    return fail (parser, at, "“%s” is a number, not “%s”.", parameter->name, shown);
  if (parameter->kind == WEIR_PARAMETER_BOOLEAN && g_ascii_strcasecmp (literal, "true") != 0 &&
      g_ascii_strcasecmp (literal, "false") != 0)
    return fail (parser, at, "“%s” is true or false, not “%s”.", parameter->name, shown);
  if (parameter->kind == WEIR_PARAMETER_WORD && !is_one_of (parameter->words, literal))
    {
      const char *near = weir_suggest (literal, parameter->words);
      g_autofree char *all = g_strjoinv (", ", (char **) parameter->words);

      if (near)
        return fail (parser, at, "“%s” cannot be “%s”; did you mean “%s”?", parameter->name, shown, near);
      return fail (parser, at, "“%s” cannot be “%s”; there are %s.", parameter->name, shown, all);
    }
  return TRUE;
}

/* isGlobal and as hold for the call, not for one value, so they are written out. */
static gboolean
take_common (Parser *parser, const char *at, guint index, const WeirTemplate *text)
{
  const char *plain = weir_template_get_plain (text);
  g_autoptr (GError) local = NULL;

  if (!plain)
    return fail (parser, at, "“%s” is written out, without placeholders.",
                 get_parameter (parser, index)->name);
  if (index == IS_GLOBAL)
    parser->call->is_global = g_ascii_strcasecmp (plain, "true") == 0;
  else if (!weir_type_parse (plain, &parser->call->type, &local))
    return fail (parser, at, "%s", local->message);
  return TRUE;
}

static gboolean
parse_value (Parser *parser, guint index)
{
  const WeirParameter *parameter = get_parameter (parser, index);
  WeirArgument *argument = index < VARIABLE ? &parser->call->arguments[index] : &parser->call->variable;
  const char *start = parser->at + strspn (parser->at, blanks);
  g_autoptr (WeirTemplate) text = NULL;

  if (parameter->kind == WEIR_PARAMETER_TARGET)
    return parse_target (parser, argument);
  if (parameter->kind == WEIR_PARAMETER_CONDITION || parameter->kind == WEIR_PARAMETER_FILTER)
    return parse_condition (parser, argument, parameter->kind == WEIR_PARAMETER_FILTER);
  if (parameter->kind == WEIR_PARAMETER_SELECT && g_ascii_strncasecmp (start, "item", 4) == 0 &&
      strchr (".,) ", start[4]) && start[4])
    return parse_condition (parser, argument, TRUE);
  if (parameter->kind == WEIR_PARAMETER_LIST && *start == '[')
    {
      parser->at = start;
      return parse_elements (parser, argument);
    }
  text = parse_text (parser, ')');
  if (!text)
    return FALSE;
  if (weir_template_get_plain (text) &&
      !check_literal (parser, start, parameter, weir_template_get_plain (text)))
    return FALSE;
  if (index > VARIABLE)
    return take_common (parser, start, index, text);
  argument->text = g_steal_pointer (&text);
  return TRUE;
}

static gsize
get_word_length (const char *at)
{
  gsize length = 0;

  if (g_ascii_isalpha (*at))
    while (g_ascii_isalnum (at[length]))
      length++;
  return length;
}

/* Which parameter the argument is for, the parser behind its "="; NO_PARAMETER when that is an error. */
static guint
parse_key (Parser *parser, guint n_before)
{
  const WeirMethod *method = parser->call->method;
  gsize length = get_word_length (parser->at);
  const char *behind = parser->at + length + strspn (parser->at + length, blanks);
  const char *word = parser->at;
  guint index = length > 0 ? find_parameter (parser, word, length) : NO_PARAMETER;
  g_autofree char *all = NULL;

  if (length > 0 && *behind == '=' && behind[1] != '=')
    {
      parser->at = behind + 1;
      if (index == NO_PARAMETER)
        fail_key (parser, word, length);
      return index;
    }
  if (index != NO_PARAMETER && *behind == ':')
    {
      fail (parser, behind, "Arguments are written “%s=value”, with “=” instead of “:”.",
            get_parameter (parser, index)->name);
      return NO_PARAMETER;
    }
  if (method->positional && n_before == 0)
    return 0;
  all = list_parameters (method);
  fail (parser, word, "Here an argument such as “name=value” is expected; “%s” has %s.", method->name, all);
  return NO_PARAMETER;
}

static gboolean
parse_argument (Parser *parser, guint n_before, gboolean *given)
{
  const char *start;
  guint index;

  skip_blanks (parser);
  start = parser->at;
  if (*start == '\0')
    return fail_unclosed (parser);
  index = parse_key (parser, n_before);
  if (index == NO_PARAMETER)
    return FALSE;
  if (given[index])
    return fail (parser, start, "“%s” is given twice; keep one.", get_parameter (parser, index)->name);
  given[index] = TRUE;
  return parse_value (parser, index);
}

static gboolean
check_complete (Parser *parser, const gboolean *given)
{
  const WeirMethod *method = parser->call->method;

  for (guint i = 0; i < count_parameters (method); i++)
    if (!given[i] && !method->parameters[i].fallback)
      return fail (parser, parser->open, "“%s” needs the argument “%s”: %s(%s=…).", method->name,
                   method->parameters[i].name, method->name, method->parameters[i].name);
  return TRUE;
}

WeirInvocation *
weir_invocation_parse (const char *text, const char **at, const WeirMethod *method, const WeirNames *names,
                       guint depth, GError **error)
{
  g_autoptr (WeirInvocation) self = g_new0 (WeirInvocation, 1);
  Parser parser = { text, *at, *at + 1, names, depth, self, error };
  gboolean given[NO_PARAMETER] = { FALSE };
  guint n = 0;

  self->method = method;
  self->variable.target = -1;
  if (method->refusal)
    {
      weir_language_set_error (error, WEIR_LANGUAGE_ERROR_TEMPLATE, text, *at, "%s", method->refusal);
      return NULL;
    }
  skip_blanks (&parser);
  while (*parser.at != ')')
    {
      if (!parse_argument (&parser, n++, given))
        return NULL;
      if (*parser.at == ',')
        parser.at++;
      else if (*parser.at != ')')
        {
          fail (&parser, parser.at, "Here “,” or “)” is expected.");
          return NULL;
        }
    }
  if (!check_complete (&parser, given))
    return NULL;
  *at = parser.at + 1;
  return g_steal_pointer (&self);
}

static void
visit_argument (const WeirArgument *argument, const WeirVisitor *visitor)
{
  if (argument->text)
    weir_template_visit (argument->text, visitor);
  for (guint i = 0; argument->elements && i < argument->elements->len; i++)
    weir_template_visit (g_ptr_array_index (argument->elements, i), visitor);
  if (argument->condition)
    weir_expression_visit (argument->condition, visitor);
  if (argument->name && visitor->target)
    visitor->target (argument->name, visitor->data);
}

/* A method that reads a variable by its name. */
static gboolean
reads_variable (const WeirInvocation *self)
{
  for (guint i = 0; i < count_parameters (self->method); i++)
    if (self->method->parameters[i].words == weir_method_sources && self->arguments[i].text)
      {
        const char *plain = weir_template_get_plain (self->arguments[i].text);

        return !plain || g_ascii_strcasecmp (plain, "variable") == 0;
      }
  return FALSE;
}

void
weir_invocation_visit (const WeirInvocation *self, const WeirVisitor *visitor)
{
  if (visitor->dynamic && reads_variable (self))
    visitor->dynamic (visitor->data);
  for (guint i = 0; i < WEIR_METHOD_MAX_PARAMETERS; i++)
    visit_argument (&self->arguments[i], visitor);
  visit_argument (&self->variable, visitor);
}
