/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-placeholder.c: one ${…} or $name (plan.md §4.1): parsed once, resolved from a store
 */

#include "config.h"

#include <string.h>

#include "weir-language-private.h"
#include "weir-limits.h"

struct _WeirPlaceholder
{
  char *written; /* between the braces, or the bare name */
  char *name;    /* NULL when other placeholders make part of it */
  int slot;
  gboolean is_braced;
  WeirJsonPath *path; /* (nullable) */
  char *tail;         /* (nullable): the path of a bare name, plain text when the value has no paths */
  WeirTemplate *dynamic_name; /* (nullable): filled before it is looked up in names */
  WeirTemplate *dynamic_path; /* (nullable): filled before it is read as a path */
  WeirNames *names;           /* only with dynamic_name */
};

typedef struct
{
  const char *text;
  const char *dollar; /* where the placeholder begins */
  const char *at;
  const WeirNames *names;
  guint depth;
} Parser;

void
weir_placeholder_free (WeirPlaceholder *self)
{
  if (!self)
    return;
  g_free (self->written);
  g_free (self->name);
  g_free (self->tail);
  weir_json_path_free (self->path);
  weir_template_free (self->dynamic_name);
  weir_template_free (self->dynamic_path);
  weir_names_unref (self->names);
  g_free (self);
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static gboolean
fail_unclosed (const Parser *parser, GError **error)
{
  weir_language_set_error (error, WEIR_LANGUAGE_ERROR_TEMPLATE, parser->text, parser->dollar,
                           "“${” has no matching “}”; write “$${” if the text itself is meant.");
  return FALSE;
}

static void
set_method_error (const char *text, const char *dollar, const char *word, gsize length, GError **error)
{
  g_autofree char *name = g_strndup (word, MIN (length, 60));

  weir_language_set_error (error, WEIR_LANGUAGE_ERROR_TEMPLATE, text, dollar,
                           "There is no method “%s”; write “$$%s(” if the text itself is meant.", name, name);
}

/* A ${…} within a name or a path. */
static gboolean
parse_nested (Parser *parser, WeirTemplate *out, GError **error)
{
  WeirPlaceholder *nested =
      weir_placeholder_parse (parser->text, &parser->at, parser->names, parser->depth + 1, FALSE, error);

  if (!nested)
    return FALSE;
  weir_template_add_placeholder (out, nested, WEIR_ENCODING_TEXT);
  return TRUE;
}

static gboolean
parse_name (Parser *parser, WeirTemplate *out, GError **error)
{
  const char *start = parser->at;

  while (is_name_char (*parser->at) || (parser->at[0] == '$' && parser->at[1] == '{'))
    {
      const char *run = parser->at;

      while (is_name_char (*parser->at))
        parser->at++;
      weir_template_add_plain (out, run, parser->at - run);
      if (*parser->at == '$' && parser->at[1] == '{' && !parse_nested (parser, out, error))
        return FALSE;
    }
  if (*parser->at == '\0')
    return fail_unclosed (parser, error);
  if (parser->at > start)
    return TRUE;
  weir_language_set_error (
      error, WEIR_LANGUAGE_ERROR_TEMPLATE, parser->text, parser->at,
      "Here the name of a variable is expected, as in “${name}”; write “$${” if the text "
      "itself is meant.");
  return FALSE;
}

static const char *
skip_quoted (const char *at)
{
  char quote = *at++;

  while (*at && *at != quote)
    at += *at == '\\' && at[1] ? 2 : 1;
  return *at ? at + 1 : at;
}

/* The steps behind the name, up to the brace or a blank outside of brackets. */
static gboolean
parse_path (Parser *parser, WeirTemplate *out, GError **error)
{
  guint brackets = 0;

  while (*parser->at && (brackets > 0 || (*parser->at != '}' && !is_blank (*parser->at))))
    {
      const char *run = parser->at;

      if (parser->at[0] == '$' && parser->at[1] == '{')
        {
          if (!parse_nested (parser, out, error))
            return FALSE;
          continue;
        }
      if (brackets > 0 && (*run == '"' || *run == '\''))
        parser->at = skip_quoted (run);
      else
        parser->at++;
      if (*run == '[')
        brackets++;
      else if (*run == ']' && brackets > 0)
        brackets--;
      weir_template_add_plain (out, run, parser->at - run);
    }
  return *parser->at ? TRUE : fail_unclosed (parser, error);
}

typedef struct
{
  gint64 sum;
  gint64 product; /* of the numbers since the last + or - */
} Index;

static gboolean
take_operand (Index *index, char op, gint64 number)
{
  if (op == '*')
    return !__builtin_mul_overflow (index->product, number, &index->product);
  if (op == '/')
    {
      if (number == 0)
        return FALSE;
      index->product /= number;
      return TRUE;
    }
  if (__builtin_add_overflow (index->sum, index->product, &index->sum))
    return FALSE;
  index->product = op == '-' ? -number : number;
  return TRUE;
}

/* "0+1" … "2*3-1", blanks allowed, * and / first. FALSE when it is anything else, a single number too. */
static gboolean
compute_index (const char *p, const char *end, gint64 *result)
{
  Index index = { 0, 0 };
  guint operands = 0;
  char op = '+';

  for (;;)
    {
      gint64 number = 0;
      const char *digits;

      while (p < end && is_blank (*p))
        p++;
      for (digits = p; p < end && g_ascii_isdigit (*p) && p - digits < 15; p++)
        number = number * 10 + g_ascii_digit_value (*p);
      if (p == digits || !take_operand (&index, op, number))
        return FALSE;
      operands++;
      while (p < end && is_blank (*p))
        p++;
      if (p == end)
        return operands > 1 && !__builtin_add_overflow (index.sum, index.product, result);
      op = *p++;
      if (op == '\0' || !strchr ("+-*/", op))
        return FALSE;
    }
}

/* The steps with "[0+1]" computed to "[1]"; NULL when nothing is to be computed. */
static char *
compute_indexes (const char *start, const char *end)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean changed = FALSE;

  for (const char *p = start; p < end;)
    {
      const char *next = *p == '"' || *p == '\'' ? skip_quoted (p) : p + 1;
      const char *close = *p == '[' ? memchr (p, ']', (gsize) (end - p)) : NULL;
      gint64 index;

      if (close && compute_index (p + 1, close, &index))
        {
          g_string_append_printf (out, "[%" G_GINT64_FORMAT "]", index);
          changed = TRUE;
          next = close + 1;
        }
      else
        g_string_append_len (out, p, MIN (next, end) - p);
      p = next;
    }
  return changed ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static WeirJsonPath *
compile_path (const char *text, const char *start, const char *end, GError **error)
{
  g_autofree char *computed = compute_indexes (start, end);

  if (computed)
    return weir_json_path_parse_steps (computed, computed, computed + strlen (computed), error);
  return weir_json_path_parse_steps (text, start, end, error);
}

static gboolean
set_path (WeirPlaceholder *self, const Parser *parser, const char *start, WeirTemplate *path, GError **error)
{
  const char *plain = weir_template_get_plain (path);

  if (!plain)
    {
      self->dynamic_path = path;
      return TRUE;
    }
  weir_template_free (path);
  if (start == parser->at)
    return TRUE;
  /* "run.iteration" is one name with a dot in it. */
  if (g_strcmp0 (self->name, "run") == 0)
    {
      g_free (self->name);
      self->name = g_strndup (start - strlen ("run"), (gsize) (parser->at - start) + strlen ("run"));
      return TRUE;
    }
  self->path = compile_path (parser->text, start, parser->at, error);
  return self->path != NULL;
}

static gboolean
parse_inner (WeirPlaceholder *self, Parser *parser, GError **error)
{
  WeirTemplate *name = weir_template_new ();
  WeirTemplate *path;
  const char *start = parser->at;
  const char *behind;

  self->dynamic_name = name;
  if (!parse_name (parser, name, error))
    return FALSE;
  if (weir_template_get_plain (name))
    {
      self->name = g_strdup (weir_template_get_plain (name));
      g_clear_pointer (&self->dynamic_name, weir_template_free);
    }
  if (*parser->at == '(' && self->name)
    {
      set_method_error (parser->text, parser->dollar, start, (gsize) (parser->at - start), error);
      return FALSE;
    }
  if (*parser->at == '/')
    {
      weir_language_set_error (
          error, WEIR_LANGUAGE_ERROR_TEMPLATE, parser->text, parser->at,
          "XPath is not available here; take the value with an extract row and a path that "
          "begins with “/”.");
      return FALSE;
    }
  behind = parser->at;
  path = weir_template_new ();
  if (*behind != '.' && *behind != '[')
    {
      weir_template_free (path);
      return TRUE;
    }
  if (!parse_path (parser, path, error))
    {
      weir_template_free (path);
      return FALSE;
    }
  return set_path (self, parser, behind, path, error);
}

/* Behind "${". */
static gboolean
parse_braced (WeirPlaceholder *self, Parser *parser, GError **error)
{
  const char *start;

  while (is_blank (*parser->at))
    parser->at++;
  start = parser->at;
  if (*start == '\0')
    return fail_unclosed (parser, error);
  if (!parse_inner (self, parser, error))
    return FALSE;
  self->written = g_strndup (start, (gsize) (parser->at - start));
  while (is_blank (*parser->at))
    parser->at++;
  if (*parser->at == '\0')
    return fail_unclosed (parser, error);
  if (*parser->at != '}')
    {
      weir_language_set_error (
          error, WEIR_LANGUAGE_ERROR_TEMPLATE, parser->text, parser->at,
          "Here “}” is expected: a placeholder is a name and a path, as in “${user.name}”; "
          "write “$${” if the text itself is meant.");
      return FALSE;
    }
  parser->at++;
  self->is_braced = TRUE;
  if (self->name)
    self->slot = weir_names_find (parser->names, self->name, -1);
  else
    self->names = weir_names_ref ((WeirNames *) parser->names);
  return TRUE;
}

/* The length of the longest known name at @word that no letter or digit follows; 0 when there is none. The
 * reserved names are only known in braces: a GraphQL body may well have a "$status" of its own. */
static gsize
find_longest_name (const WeirNames *names, const char *word, int *slot)
{
  gsize length = 0;

  while (length < WEIR_LIMIT_NAME_CHARS && is_name_char (word[length]))
    length++;
  for (; length > 0; length--)
    {
      if (g_unichar_isalnum (g_utf8_get_char (word + length)))
        continue;
      *slot = weir_names_find (names, word, (gssize) length);
      if (*slot >= WEIR_N_RESERVED_SLOTS)
        return length;
    }
  return 0;
}

/* The end of ".member" and "[…]" steps that may follow a bare name. */
static const char *
find_tail_end (const char *at)
{
  for (;;)
    {
      const char *next = at;

      if (*at == '.' && (g_ascii_isalpha (at[1]) || at[1] == '_'))
        for (next = at + 2; g_ascii_isalnum (*next) || *next == '_';)
          next++;
      else if (*at == '[' && (at[1] == '"' || at[1] == '\''))
        next = *skip_quoted (at + 1) == ']' ? skip_quoted (at + 1) + 1 : at;
      else if (*at == '[')
        {
          next = at + 1 + strspn (at + 1, "0123456789+-*/ ");
          next = *next == ']' && next > at + 1 ? next + 1 : at;
        }
      if (next == at)
        return at;
      at = next;
    }
}

static WeirPlaceholder *
parse_bare (const char *text, const char **at, const WeirNames *names, gboolean bare_paths, GError **error)
{
  const char *word = *at + 1;
  int slot = -1;
  gsize length = find_longest_name (names, word, &slot);
  WeirPlaceholder *self;
  const char *end;

  if (length == 0)
    {
      gsize run = strspn (word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

      if (word[run] == '(' && g_ascii_isalpha (*word))
        set_method_error (text, *at, word, run, error);
      return NULL;
    }
  self = g_new0 (WeirPlaceholder, 1);
  self->name = g_strndup (word, length);
  self->written = g_strdup (self->name);
  self->slot = slot;
  *at = word + length;
  end = bare_paths ? find_tail_end (*at) : *at;
  if (end > *at)
    self->path = compile_path (text, *at, end, NULL);
  if (self->path)
    {
      self->tail = g_strndup (*at, (gsize) (end - *at));
      *at = end;
    }
  return self;
}

WeirPlaceholder *
weir_placeholder_parse (const char *text, const char **at, const WeirNames *names, guint depth,
                        gboolean bare_paths, GError **error)
{
  g_autoptr (WeirPlaceholder) self = NULL;
  Parser parser = { text, *at, *at + 2, names, depth };

  if ((*at)[1] != '{')
    return parse_bare (text, at, names, bare_paths, error);
  if (depth > WEIR_LIMIT_PLACEHOLDER_DEPTH)
    {
      weir_language_set_error (error, WEIR_LANGUAGE_ERROR_LIMIT, text, *at,
                               "Placeholders may be nested %d deep at most.", WEIR_LIMIT_PLACEHOLDER_DEPTH);
      return NULL;
    }
  self = g_new0 (WeirPlaceholder, 1);
  self->slot = -1;
  if (!parse_braced (self, &parser, error))
    return NULL;
  *at = parser.at;
  return g_steal_pointer (&self);
}

/* A bare name that is reserved or that nothing sets; conditions have no other meaning for it. */
WeirPlaceholder *
weir_placeholder_new_bare (const WeirNames *names, const char *name, gsize length)
{
  WeirPlaceholder *self = g_new0 (WeirPlaceholder, 1);

  self->name = g_strndup (name, length);
  self->written = g_strdup (self->name);
  self->slot = weir_names_find (names, self->name, -1);
  return self;
}

gboolean
weir_placeholder_is_braced (const WeirPlaceholder *self)
{
  return self->is_braced;
}

gboolean
weir_placeholder_is_dynamic (const WeirPlaceholder *self)
{
  return self->dynamic_name != NULL;
}

static void
take_first (const WeirJsonPath *path, const WeirValue *source, WeirValue *value)
{
  JsonNode *node = source->type == WEIR_VALUE_JSON ? weir_json_path_first (path, source->json) : NULL;

  if (node)
    weir_value_set_json (value, node);
}

static gboolean
take_dynamic_path (const WeirPlaceholder *self, WeirScope *scope, guint slot, WeirValue *value,
                   WeirUnfilled *unfilled)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autoptr (WeirJsonPath) path = NULL;

  if (!weir_template_fill_missing_as_empty (self->dynamic_path, scope, steps, unfilled))
    return FALSE;
  path = compile_path (steps->str, steps->str, steps->str + steps->len, NULL);
  if (path)
    take_first (path, weir_scope_look_up (scope, slot), value);
  return TRUE;
}

gboolean
weir_placeholder_resolve (const WeirPlaceholder *self, WeirScope *scope, WeirValue *value,
                          const char **tail, WeirUnfilled *unfilled)
{
  int slot = self->slot;
  const WeirValue *source;

  weir_value_clear (value);
  *tail = NULL;
  if (self->dynamic_name)
    {
      g_autoptr (GString) name = g_string_new (NULL);

      if (!weir_template_fill_missing_as_empty (self->dynamic_name, scope, name, unfilled))
        return FALSE;
      slot = weir_names_find (self->names, name->str, -1);
    }
  *unfilled = (WeirUnfilled){ slot, self->written };
  if (slot < 0)
    return FALSE;
  if (self->dynamic_path)
    return take_dynamic_path (self, scope, (guint) slot, value, unfilled);
  source = weir_scope_look_up (scope, (guint) slot);
  if (self->path && (!self->tail || source->type == WEIR_VALUE_JSON))
    take_first (self->path, source, value);
  else
    {
      weir_value_copy (source, value);
      *tail = self->tail;
    }
  return TRUE;
}

void
weir_placeholder_foreach (const WeirPlaceholder *self, WeirTemplateFunc function, gpointer data)
{
  if (self->name)
    function (self->slot, self->name, data);
  if (self->dynamic_name)
    weir_template_foreach (self->dynamic_name, function, data);
  if (self->dynamic_path)
    weir_template_foreach (self->dynamic_path, function, data);
}
