/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-globals.c: the variables of a document: computed when they are first used, in the order they need
 */

#include "config.h"

#include "weir-globals.h"

#include "weir-language-private.h"
#include "weir-regex.h"
#include "weir-scope.h"

/* A name put together from values (${${name}}) is only known when it is looked up, so what it needs cannot be
 * computed before it; no more of these lie within one another. */
#define MAX_DEPTH 50

typedef enum
{
  UNDEFINED = 0,
  FIXED,    /* computed at the first use and kept for the run */
  VOLATILE, /* names what a client sets: computed at each use */
  COMPUTED,
} State;

typedef struct
{
  WeirTemplate *template; /* (nullable) */
  WeirType type;
  WeirRegex *regex; /* (nullable) applied to the text */
  GArray *needs;    /* (nullable) of guint: defined slots its text names */
  State state;
  gboolean is_session;   /* steps set it */
  gboolean is_under_way; /* being put in order, or being computed */
  guint64 round;         /* of the look-up it was computed for, if it could be */
  WeirValue value;
} Definition;

struct _WeirGlobals
{
  WeirNames *names;
  Definition *definitions; /* by slot */
  guint n_slots;
  GArray *way; /* of guint: slots under way, the last one first */
  guint64 round;
  guint depth;
};

/**
 * weir_globals_new:
 * @names: what the document knows; gets no further names
 *
 * Returns: (transfer full): no definitions yet
 */
WeirGlobals *
weir_globals_new (WeirNames *names)
{
  WeirGlobals *self = g_new0 (WeirGlobals, 1);

  self->names = weir_names_ref (names);
  self->n_slots = weir_names_get_count (names);
  self->definitions = g_new0 (Definition, self->n_slots);
  self->way = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->n_slots; i++)
    self->definitions[i].is_session = i < WEIR_N_RESERVED_SLOTS || weir_names_is_target (names, i);
  return self;
}

static void
clear_definition (Definition *definition)
{
  g_clear_pointer (&definition->template, weir_template_free);
  g_clear_pointer (&definition->regex, weir_regex_free);
  g_clear_pointer (&definition->needs, g_array_unref);
  weir_value_clear (&definition->value);
  definition->state = UNDEFINED;
}

void
weir_globals_free (WeirGlobals *self)
{
  if (!self)
    return;
  for (guint i = 0; i < self->n_slots; i++)
    clear_definition (&self->definitions[i]);
  g_free (self->definitions);
  g_array_unref (self->way);
  weir_names_unref (self->names);
  g_free (self);
}

/* What needs no values is checked at once, so that a mistake is one of the document and not of a run. */
static gboolean
check_literal (const Definition *definition, GError **error)
{
  const char *plain = weir_template_get_plain (definition->template);
  g_auto (WeirValue) value = WEIR_VALUE_INIT;
  g_autofree char *reason = NULL;

  if (!plain || definition->regex)
    return TRUE;
  weir_value_set_text (&value, plain, -1);
  if (weir_type_convert (definition->type, &value, &reason))
    return TRUE;
  g_set_error_literal (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_NAME, reason);
  return FALSE;
}

/**
 * weir_globals_define:
 * @text: with placeholders
 * @type: what the text is
 * @regex: (nullable): takes a part of the text, the whole match
 *
 * Returns: %FALSE with a #WEIR_LANGUAGE_ERROR when text or regex cannot be understood, or a text without
 *   placeholders is not of @type
 */
gboolean
weir_globals_define (WeirGlobals *self, guint slot, const char *text, WeirType type, const char *regex,
                     GError **error)
{
  Definition *definition = &self->definitions[slot];

  g_return_val_if_fail (slot < self->n_slots, FALSE);

  clear_definition (definition);
  definition->type = type;
  definition->template = weir_template_parse (text, self->names, error);
  if (!definition->template)
    return FALSE;
  if (regex && !(definition->regex = weir_regex_new (regex, error)))
    return FALSE;
  definition->state = FIXED;
  return check_literal (definition, error);
}

/**
 * weir_globals_define_text:
 * @text: taken literally: what is given beside the document, such as a password, may hold any dollars
 */
void
weir_globals_define_text (WeirGlobals *self, guint slot, const char *text)
{
  g_return_if_fail (slot < self->n_slots);

  clear_definition (&self->definitions[slot]);
  self->definitions[slot].state = COMPUTED;
  weir_value_set_text (&self->definitions[slot].value, text, -1);
}

/**
 * weir_globals_mark_session:
 * @slot: a variable that a client may set while it runs
 *
 * What names it is computed anew at each use.
 */
void
weir_globals_mark_session (WeirGlobals *self, guint slot)
{
  g_return_if_fail (slot < self->n_slots);
  self->definitions[slot].is_session = TRUE;
}

typedef struct
{
  WeirGlobals *globals;
  Definition *definition;
} Needs;

static void
note_need_cb (int slot, const char *name, gpointer data)
{
  Needs *needs = data;
  guint need = (guint) slot;

  if (slot < 0)
    return;
  if (needs->globals->definitions[slot].is_session)
    needs->definition->state = VOLATILE;
  if (needs->globals->definitions[slot].template)
    g_array_append_val (needs->definition->needs, need);
}

/* What it needs is only known when it is looked up; that may be anything. */
static void
note_dynamic_cb (gpointer data)
{
  ((Needs *) data)->definition->state = VOLATILE;
}

static void
find_needs (WeirGlobals *self, Definition *definition)
{
  Needs needs = { self, definition };
  WeirVisitor visitor = { .name = note_need_cb, .dynamic = note_dynamic_cb, .data = &needs };

  definition->needs = g_array_new (FALSE, FALSE, sizeof (guint));
  weir_template_visit (definition->template, &visitor);
}

static gboolean
fail_circle (WeirGlobals *self, guint slot, GError **error)
{
  g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_NAME,
               "The variable “%s” depends on itself; give one of the variables in the circle a value of its "
               "own.",
               weir_names_get (self->names, slot));
  return FALSE;
}

/* Puts what @slot needs, and is not @seen, on top of the way. FALSE: it needs itself. */
static gboolean
push_needs (WeirGlobals *self, const Definition *definition, const gboolean *seen, GError **error)
{
  for (guint i = 0; i < definition->needs->len; i++)
    {
      guint need = g_array_index (definition->needs, guint, i);

      if (self->definitions[need].is_under_way)
        return fail_circle (self, need, error);
      if (!seen[need])
        g_array_append_val (self->way, need);
    }
  return TRUE;
}

static gboolean
needs_volatile (const WeirGlobals *self, const Definition *definition)
{
  for (guint i = 0; i < definition->needs->len; i++)
    if (self->definitions[g_array_index (definition->needs, guint, i)].state == VOLATILE)
      return TRUE;
  return FALSE;
}

/* What a variable names is looked at before it. No recursion: ten thousand variables may form one chain. */
static gboolean
put_in_order (WeirGlobals *self, guint first, gboolean *seen, GError **error)
{
  g_array_set_size (self->way, 0);
  g_array_append_val (self->way, first);
  while (self->way->len > 0)
    {
      guint slot = g_array_index (self->way, guint, self->way->len - 1);
      Definition *definition = &self->definitions[slot];

      if (!seen[slot] && !definition->is_under_way)
        {
          definition->is_under_way = TRUE;
          if (!push_needs (self, definition, seen, error))
            return FALSE;
          continue;
        }
      if (definition->is_under_way && needs_volatile (self, definition))
        definition->state = VOLATILE;
      definition->is_under_way = FALSE;
      seen[slot] = TRUE;
      g_array_set_size (self->way, self->way->len - 1);
    }
  return TRUE;
}

/**
 * weir_globals_seal:
 *
 * Ends the definitions and finds out which values are fixed for the run.
 *
 * Returns: %FALSE with %WEIR_LANGUAGE_ERROR_NAME when variables form a circle
 */
gboolean
weir_globals_seal (WeirGlobals *self, GError **error)
{
  g_autofree gboolean *seen = g_new0 (gboolean, self->n_slots);

  for (guint i = 0; i < self->n_slots; i++)
    if (self->definitions[i].template)
      find_needs (self, &self->definitions[i]);
    else
      seen[i] = TRUE;
  for (guint i = 0; i < self->n_slots; i++)
    if (!seen[i] && !put_in_order (self, i, seen, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_current (const WeirGlobals *self, const Definition *definition)
{
  return definition->state == UNDEFINED || definition->state == COMPUTED || definition->round == self->round;
}

/* The part of the text that the regex takes; nothing, with a warning, when it matches nowhere. */
static void
apply_regex (const Definition *definition, const char *name, WeirValue *value, WeirScope *scope)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = weir_regex_match (definition->regex, value->text, -1, &error);

  if (error)
    weir_scope_warn (scope, "The regex of the variable %s gave nothing: %s", name, error->message);
  else if (!found)
    weir_scope_warn (scope, "The regex of the variable %s matches nowhere in its value.", name);
  weir_value_set_text (value, found ? found : "", -1);
}

static gboolean
compute_value (WeirGlobals *self, guint slot, WeirScope *scope)
{
  Definition *definition = &self->definitions[slot];
  const char *name = weir_names_get (self->names, slot);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *reason = NULL;

  weir_value_clear (&definition->value);
  if (!weir_template_fill (definition->template, scope, text, NULL))
    return FALSE;
  weir_value_set_text (&definition->value, text->str, (gssize) text->len);
  if (definition->regex)
    apply_regex (definition, name, &definition->value, scope);
  if (weir_type_convert (definition->type, &definition->value, &reason))
    return TRUE;
  weir_scope_warn (scope, "The variable %s has no value: %s", name, reason);
  weir_value_clear (&definition->value);
  return FALSE;
}

static void
compute (WeirGlobals *self, guint slot, WeirScope *scope)
{
  Definition *definition = &self->definitions[slot];

  definition->is_under_way = TRUE;
  if (compute_value (self, slot, scope) && definition->state == FIXED)
    definition->state = COMPUTED;
  definition->round = self->round;
  definition->is_under_way = FALSE;
}

/* Puts what has to be computed before @definition on top of the way; whether there was any. A need that the
 * client has set itself is computed in vain at most. */
static gboolean
push_uncomputed (WeirGlobals *self, const Definition *definition)
{
  guint before = self->way->len;

  for (guint i = 0; i < definition->needs->len; i++)
    {
      guint need = g_array_index (definition->needs, guint, i);

      if (!is_current (self, &self->definitions[need]) && !self->definitions[need].is_under_way)
        g_array_append_val (self->way, need);
    }
  return self->way->len > before;
}

static void
compute_in_order (WeirGlobals *self, guint slot, WeirScope *scope)
{
  guint bottom = self->way->len;

  g_array_append_val (self->way, slot);
  while (self->way->len > bottom)
    {
      guint next = g_array_index (self->way, guint, self->way->len - 1);
      Definition *definition = &self->definitions[next];

      if (is_current (self, definition))
        g_array_set_size (self->way, self->way->len - 1);
      else if (!push_uncomputed (self, definition))
        {
          compute (self, next, scope);
          g_array_set_size (self->way, self->way->len - 1);
        }
    }
}

/**
 * weir_globals_look_up:
 * @scope: whose client it is for
 *
 * Computes the value when it has to be: once per run, or at each use when it names what a client sets.
 *
 * Returns: (transfer none): missing when it has none; good until the next look-up
 */
const WeirValue *
weir_globals_look_up (WeirGlobals *self, guint slot, WeirScope *scope)
{
  static const WeirValue missing = WEIR_VALUE_INIT;
  Definition *definition = &self->definitions[slot];

  if (definition->state == COMPUTED || definition->state == UNDEFINED)
    return &definition->value;
  if (definition->is_under_way || self->depth > MAX_DEPTH)
    return &missing;
  if (self->depth == 0)
    self->round++;
  self->depth++;
  compute_in_order (self, slot, scope);
  self->depth--;
  return &definition->value;
}

/**
 * weir_globals_assign:
 *
 * Gives the variable a value that stays for the run, or until the next one.
 */
void
weir_globals_assign (WeirGlobals *self, guint slot, const WeirValue *value)
{
  weir_value_copy (value, &self->definitions[slot].value);
  self->definitions[slot].state = COMPUTED;
}

/**
 * weir_globals_peek:
 *
 * Returns: (transfer none) (nullable): the value that stays for the run, if it has been computed or assigned
 */
const WeirValue *
weir_globals_peek (const WeirGlobals *self, guint slot)
{
  return self->definitions[slot].state == COMPUTED ? &self->definitions[slot].value : NULL;
}

/* (nullable): by its name */
const WeirValue *
weir_globals_look_up_name (WeirGlobals *self, const char *name, WeirScope *scope)
{
  int slot = weir_names_find (self->names, name, -1);

  return slot >= 0 ? weir_scope_look_up (scope, (guint) slot) : NULL;
}

/**
 * weir_globals_get_template:
 *
 * Returns: (nullable) (transfer none): what the variable is made of; %NULL when it has a value of its own
 */
const WeirTemplate *
weir_globals_get_template (const WeirGlobals *self, guint slot)
{
  return self->definitions[slot].template;
}
