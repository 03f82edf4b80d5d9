/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-placeholder.c: one ${…} or $name: parsed once, resolved from a scope
 */

#include "config.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-placeholder-private.h"

typedef WeirPlaceholderParser Parser;

void
weir_placeholder_free (WeirPlaceholder *self)
{
  if (!self)
    return;
  g_free (self->written);
  g_free (self->source);
  g_free (self->name);
  weir_invocation_free (self->invocation);
  weir_steps_clear (&self->steps);
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

static void
set_method_error (const char *text, const char *dollar, const char *word, gsize length, GError **error)
{
  g_autofree char *name = g_strndup (word, MIN (length, 60));
  const char *near = weir_method_suggest (word, MIN (length, 60));

  if (near)
    weir_language_set_error (
        error, WEIR_LANGUAGE_ERROR_TEMPLATE, text, dollar,
        "There is no method “%s”; did you mean “%s”? Write “$$%s(” if the text itself is meant.", name, near,
        name);
  else
    weir_language_set_error (error, WEIR_LANGUAGE_ERROR_TEMPLATE, text, dollar,
                             "There is no method “%s”; write “$$%s(” if the text itself is meant.", name,
                             name);
}

static gboolean
check_depth (const char *text, const char *at, guint depth, GError **error)
{
  if (depth <= WEIR_LIMIT_PLACEHOLDER_DEPTH)
    return TRUE;
  weir_language_set_error (error, WEIR_LANGUAGE_ERROR_LIMIT, text, at,
                           "Placeholders may be nested %d deep at most.", WEIR_LIMIT_PLACEHOLDER_DEPTH);
  return FALSE;
}

/* A ${…} within a name. */
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
    return weir_placeholder_fail_unclosed (parser, error);
  if (parser->at > start)
    return TRUE;
  weir_language_set_error (
      error, WEIR_LANGUAGE_ERROR_TEMPLATE, parser->text, parser->at,
      "Here the name of a variable is expected, as in “${name}”; write “$${” if the text "
      "itself is meant.");
  return FALSE;
}

static gboolean
set_path (WeirPlaceholder *self, const Parser *parser, const char *start, WeirTemplate *path, GError **error)
{
  if (!weir_template_get_plain (path))
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
  return weir_steps_compile (&self->steps, parser->text, start, parser->at, error);
}

/* Behind "${", at "method(". */
static gboolean
parse_call (WeirPlaceholder *self, Parser *parser, const char *start, GError **error)
{
  gsize length = (gsize) (parser->at - start);
  const WeirMethod *method = weir_method_find (start, length);

  if (!method)
    {
      set_method_error (parser->text, parser->dollar, start, length, error);
      return FALSE;
    }
  g_clear_pointer (&self->name, g_free);
  self->invocation =
      weir_invocation_parse (parser->text, &parser->at, method, parser->names, parser->depth, error);
  return self->invocation != NULL;
}

/* "Metrics.Load test.Log in.Throughput.RPS" is one name: rounds and iterations may have spaces and dots in
 * theirs. */
static void
take_metrics (WeirPlaceholder *self, Parser *parser, const char *start)
{
  gsize length = strcspn (start, "}");

  while (length > 0 && weir_placeholder_is_blank (start[length - 1]))
    length--;
  parser->at = start + length;
  g_free (self->name);
  self->name = g_strndup (start, length);
}

static gboolean
parse_inner (WeirPlaceholder *self, Parser *parser, GError **error)
{
  WeirTemplate *path;
  const char *start = parser->at;
  const char *behind;

  self->dynamic_name = weir_template_new ();
  if (!parse_name (parser, self->dynamic_name, error))
    return FALSE;
  if (weir_template_get_plain (self->dynamic_name))
    {
      self->name = g_strdup (weir_template_get_plain (self->dynamic_name));
      g_clear_pointer (&self->dynamic_name, weir_template_free);
    }
  if (*parser->at == '(' && self->name)
    return parse_call (self, parser, start, error);
  behind = parser->at;
  if (*behind == '.' && g_strcmp0 (self->name, "Metrics") == 0)
    {
      take_metrics (self, parser, start);
      return TRUE;
    }
  if (*behind != '.' && *behind != '[' && *behind != '/')
    return TRUE;
  path = weir_template_new ();
  if (!weir_placeholder_parse_path (parser, path, error))
    {
      weir_template_free (path);
      return FALSE;
    }
  return set_path (self, parser, behind, path, error);
}

static void
bind_name (WeirPlaceholder *self, const WeirNames *names)
{
  self->slot = self->name ? weir_names_find (names, self->name, -1) : -1;
  if (self->dynamic_name)
    self->names = weir_names_ref ((WeirNames *) names);
}

/* Behind "${". */
static gboolean
parse_braced (WeirPlaceholder *self, Parser *parser, GError **error)
{
  const char *start;

  while (weir_placeholder_is_blank (*parser->at))
    parser->at++;
  start = parser->at;
  if (*start == '\0')
    return weir_placeholder_fail_unclosed (parser, error);
  if (!parse_inner (self, parser, error))
    return FALSE;
  self->written = g_strndup (start, (gsize) (parser->at - start));
  while (weir_placeholder_is_blank (*parser->at))
    parser->at++;
  if (*parser->at == '\0')
    return weir_placeholder_fail_unclosed (parser, error);
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
  bind_name (self, parser->names);
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

static gboolean
parse_tail (WeirPlaceholder *self, Parser *parser)
{
  const char *start = parser->at;
  WeirTemplate *tail = weir_template_new ();

  weir_placeholder_parse_tail (parser, tail);
  if (!weir_template_get_plain (tail))
    {
      self->dynamic_path = tail;
      return TRUE;
    }
  weir_template_free (tail);
  if (parser->at > start && !weir_steps_compile (&self->steps, parser->text, start, parser->at, NULL))
    {
      weir_steps_clear (&self->steps);
      parser->at = start;
    }
  return TRUE;
}

/* "$method(…)"; NULL without error when the word is no method. */
static WeirPlaceholder *
parse_bare_call (Parser *parser, GError **error)
{
  static const char word_chars[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
  const char *word = parser->dollar + 1;
  gsize length = g_ascii_isalpha (*word) ? strspn (word, word_chars) : 0;
  const WeirMethod *method = length > 0 && word[length] == '(' ? weir_method_find (word, length) : NULL;
  g_autoptr (WeirPlaceholder) self = NULL;

  if (!method || !check_depth (parser->text, parser->dollar, parser->depth, error))
    return NULL;
  self = g_new0 (WeirPlaceholder, 1);
  self->slot = -1;
  /* A call always has a value to give or a reason not to; it is never left as text. */
  self->is_braced = TRUE;
  parser->at = word + length;
  self->invocation =
      weir_invocation_parse (parser->text, &parser->at, method, parser->names, parser->depth, error);
  self->written = g_strndup (word, (gsize) (parser->at - word));
  return self->invocation ? g_steal_pointer (&self) : NULL;
}

static WeirPlaceholder *
parse_bare_name (Parser *parser, gboolean bare_paths, GError **error)
{
  const char *word = parser->dollar + 1;
  int slot = -1;
  gsize length = find_longest_name (parser->names, word, &slot);
  WeirPlaceholder *self;

  if (length == 0)
    {
      gsize run = strspn (word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

      if (word[run] == '(' && g_ascii_isalpha (*word))
        set_method_error (parser->text, parser->dollar, word, run, error);
      return NULL;
    }
  self = g_new0 (WeirPlaceholder, 1);
  self->name = g_strndup (word, length);
  self->written = g_strdup (self->name);
  self->slot = slot;
  parser->at = word + length;
  if (bare_paths)
    parse_tail (self, parser);
  return self;
}

WeirPlaceholder *
weir_placeholder_parse (const char *text, const char **at, const WeirNames *names, guint depth,
                        gboolean bare_paths, GError **error)
{
  g_autoptr (WeirPlaceholder) self = NULL;
  g_autoptr (GError) local = NULL;
  Parser parser = { text, *at, *at + 2, names, depth };

  if ((*at)[1] == '{')
    {
      if (!check_depth (text, *at, depth, error))
        return NULL;
      self = g_new0 (WeirPlaceholder, 1);
      self->slot = -1;
      if (!parse_braced (self, &parser, error))
        return NULL;
    }
  else
    {
      self = parse_bare_call (&parser, &local);
      if (!self && !local)
        self = parse_bare_name (&parser, bare_paths, &local);
      if (local)
        g_propagate_error (error, g_steal_pointer (&local));
      if (!self)
        return NULL;
    }
  self->source = g_strndup (*at, (gsize) (parser.at - *at));
  *at = parser.at;
  return g_steal_pointer (&self);
}

/* "$word" that names nothing; @at stands on the "$" and is moved behind it. NULL when no name follows. */
WeirPlaceholder *
weir_placeholder_parse_unknown (const char **at)
{
  const char *word = *at + 1;
  gsize length = 0;
  WeirPlaceholder *self;

  if (!g_ascii_isalpha (*word) && *word != '_')
    return NULL;
  while (is_name_char (word[length]))
    length++;
  self = g_new0 (WeirPlaceholder, 1);
  self->name = g_strndup (word, length);
  self->written = g_strdup (self->name);
  self->source = g_strndup (*at, length + 1);
  self->slot = -1;
  *at = word + length;
  return self;
}

/* As it stands in its text. */
const char *
weir_placeholder_get_source (const WeirPlaceholder *self)
{
  return self->source;
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

/* Text has no parts: of a bare name the steps are text then, in braces they lead nowhere. */
static void
take_static (const WeirPlaceholder *self, WeirScope *scope, const WeirValue *source, WeirValue *value,
             char **tail)
{
  if (self->steps.text && (self->is_braced || weir_value_has_paths (source)))
    {
      weir_steps_take (&self->steps, source, value);
      if (!weir_value_has_paths (source) && source->type != WEIR_VALUE_MISSING)
        weir_scope_warn (scope, "%s has no parts, so ${%s} has no value.", self->name ? self->name : "It",
                         self->written);
      return;
    }
  weir_value_copy (source->type == WEIR_VALUE_ANSWER ? weir_captured_get_body (source->captured) : source,
                   value);
  *tail = g_strdup (self->steps.text);
}

static gboolean
take_dynamic (const WeirPlaceholder *self, WeirScope *scope, guint slot, WeirValue *value, char **tail,
              WeirUnfilled *unfilled)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  g_auto (WeirValue) source = WEIR_VALUE_INIT;
  WeirSteps compiled = { NULL };

  if (!weir_template_fill_missing_as_empty (self->dynamic_path, scope, steps, unfilled))
    return FALSE;
  weir_value_copy (weir_scope_look_up (scope, slot), &source);
  if (!self->is_braced && !weir_value_has_paths (&source))
    {
      weir_value_copy (&source, value);
      *tail = g_string_free (g_steal_pointer (&steps), FALSE);
      return TRUE;
    }
  if (weir_steps_compile (&compiled, steps->str, steps->str, steps->str + steps->len, NULL))
    weir_steps_take (&compiled, &source, value);
  weir_steps_clear (&compiled);
  return TRUE;
}

gboolean
weir_placeholder_resolve (const WeirPlaceholder *self, WeirScope *scope, gboolean allow_missing,
                          WeirValue *value, char **tail, WeirUnfilled *unfilled)
{
  int slot = self->slot;

  weir_value_clear (value);
  *tail = NULL;
  if (self->invocation)
    return weir_invocation_resolve (self->invocation, self->written, scope, allow_missing, value, unfilled);
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
    return take_dynamic (self, scope, (guint) slot, value, tail, unfilled);
  take_static (self, scope, weir_scope_look_up (scope, (guint) slot), value, tail);
  return TRUE;
}

void
weir_placeholder_visit (const WeirPlaceholder *self, const WeirVisitor *visitor)
{
  if (self->name && visitor->name)
    visitor->name (self->slot, self->name, visitor->data);
  if (self->invocation && visitor->call)
    visitor->call (visitor->data);
  if (self->invocation)
    weir_invocation_visit (self->invocation, visitor);
  if (self->dynamic_name)
    weir_template_visit (self->dynamic_name, visitor);
  if (self->dynamic_name && visitor->dynamic)
    visitor->dynamic (visitor->data);
  if (self->dynamic_path)
    weir_template_visit (self->dynamic_path, visitor);
}
