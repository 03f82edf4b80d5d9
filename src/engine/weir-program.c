/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-program.c: a frozen flow in the form it is carried out in: every template, path and condition compiled
 */

#include "config.h"

#include "weir-program.h"

#include "weir-flow-names.h"

#include <string.h>

G_DEFINE_QUARK (weir - engine - error - quark, weir_engine_error)

/* Which variables the document gives, while their values are worked out. */
typedef struct
{
  WeirProgram *program;
  WeirTemplate **values; /* by slot; NULL = not a variable with placeholders */
  guint8 *states;        /* by slot: see below */
  guint8 *session;       /* by slot: steps, or the program while it runs, set it */
  GArray *path;          /* of guint: slots to be computed, the last one first */
  gboolean varies;       /* the variable being computed names something that steps set */
  GError *error;
} Globals;

enum
{
  UNSEEN = 0,
  UNDER_WAY,
  FIXED,   /* has its value for the whole run */
  DERIVED, /* depends on what steps set: computed before each step */
};

/**
 * weir_store_copy:
 * @store: values by slot
 * @n_slots: how many
 *
 * Returns: (transfer full): a copy; text and JSON are shared, not copied
 */
WeirValue *
weir_store_copy (const WeirValue *store, guint n_slots)
{
  WeirValue *copy = g_new0 (WeirValue, n_slots);

  for (guint i = 0; i < n_slots; i++)
    weir_value_copy (&store[i], &copy[i]);
  return copy;
}

void
weir_store_free (WeirValue *store, guint n_slots)
{
  if (!store)
    return;
  for (guint i = 0; i < n_slots; i++)
    weir_value_clear (&store[i]);
  g_free (store);
}

/* Notes which slots steps set, for a variable that names one of them cannot be fixed at the start. */
static void
mark_session_slots (WeirProgram *program, guint8 *session)
{
  for (guint i = 0; i < WEIR_N_RESERVED_SLOTS; i++)
    session[i] = TRUE;
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < program->steps[part]->len; i++)
      {
        WeirStepProgram *step = g_ptr_array_index (program->steps[part], i);

        for (guint j = 0; j < step->takes->len; j++)
          session[g_array_index (step->takes, WeirTake, j).slot] = TRUE;
        for (guint j = 0; j < step->assigns->len; j++)
          session[g_array_index (step->assigns, WeirAssign, j).slot] = TRUE;
      }
}

/* What a variable names is computed before it. No recursion: ten thousand variables may form one chain. */
static void
visit_reference_cb (int slot, const char *name, gpointer data)
{
  Globals *globals = data;
  guint place = (guint) slot;

  if (slot < 0 || globals->error)
    return;
  if (globals->states[slot] == UNDER_WAY)
    globals->error = g_error_new (WEIR_ENGINE_ERROR, WEIR_ENGINE_ERROR_PROGRAM,
                                  "The variable “%s” depends on itself; give one of the variables in the "
                                  "circle a value of its own.",
                                  name);
  else if (globals->states[slot] == UNSEEN && globals->values[slot])
    g_array_append_val (globals->path, place);
}

static void
note_variation_cb (int slot, const char *name, gpointer data)
{
  Globals *globals = data;

  if (slot >= 0 && (globals->session[slot] || globals->states[slot] == DERIVED))
    globals->varies = TRUE;
}

static void
fix_or_derive (Globals *globals, guint slot)
{
  WeirProgram *program = globals->program;
  WeirTemplate *template = globals->values[slot];
  g_autoptr (GString) text = g_string_new (NULL);
  WeirUnfilled unfilled;

  globals->varies = FALSE;
  weir_template_foreach (template, note_variation_cb, globals);
  if (!globals->varies && weir_template_fill (template, program->globals, text, &unfilled))
    {
      weir_value_set_text (&program->globals[slot], text->str, text->len);
      globals->states[slot] = FIXED;
      return;
    }
  globals->states[slot] = DERIVED;
  program->is_derived[slot] = TRUE;
  g_array_append_val (program->derived, ((WeirDerived){ slot, g_steal_pointer (&globals->values[slot]) }));
}

static void
compute_global (Globals *globals, guint first)
{
  g_array_append_val (globals->path, first);
  while (globals->path->len > 0 && !globals->error)
    {
      guint slot = g_array_index (globals->path, guint, globals->path->len - 1);

      if (globals->states[slot] == UNSEEN)
        {
          globals->states[slot] = UNDER_WAY;
          weir_template_foreach (globals->values[slot], visit_reference_cb, globals);
          continue;
        }
      if (globals->states[slot] == UNDER_WAY)
        fix_or_derive (globals, slot);
      g_array_set_size (globals->path, globals->path->len - 1);
    }
}

static gboolean
parse_variables (Globals *globals, WeirFlow *flow, GError **error)
{
  GListModel *variables = G_LIST_MODEL (weir_flow_get_variables (flow));
  WeirProgram *program = globals->program;

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);
      int slot = weir_names_find (program->names, weir_variable_get_name (variable), -1);
      WeirTemplate *value = weir_template_parse (weir_variable_get_value (variable), program->names, error);

      if (!value)
        {
          g_prefix_error (error, "Variable “%s”: ", weir_variable_get_name (variable));
          return FALSE;
        }
      g_assert (slot >= 0);
      g_clear_pointer (&globals->values[slot], weir_template_free);
      globals->values[slot] = value;
    }
  return TRUE;
}

/* What was given beside the document is taken literally: a password may hold any number of dollars. */
static void
take_given_variables (Globals *globals, const char *const *given)
{
  for (; given && *given; given++)
    {
      const char *equals = strchr (*given, '=');
      g_autofree char *name = NULL;
      int slot;

      if (!equals)
        continue;
      name = g_strndup (*given, equals - *given);
      slot = weir_names_find (globals->program->names, name, -1);
      g_assert (slot >= 0);
      g_clear_pointer (&globals->values[slot], weir_template_free);
      weir_value_set_text (&globals->program->globals[slot], equals + 1, -1);
      globals->states[slot] = FIXED;
    }
}

static gboolean
compute_globals (WeirProgram *program, WeirFlow *flow, const char *const *given, GError **error)
{
  guint n_slots = weir_program_count_slots (program);
  g_autofree WeirTemplate **values = g_new0 (WeirTemplate *, n_slots);
  g_autofree guint8 *states = g_new0 (guint8, n_slots);
  g_autofree guint8 *session = g_new0 (guint8, n_slots);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));
  Globals globals = { program, values, states, session, path, FALSE, NULL };
  gboolean parsed = parse_variables (&globals, flow, error);

  program->globals = g_new0 (WeirValue, n_slots);
  program->is_derived = g_new0 (gboolean, n_slots);
  mark_session_slots (program, session);
  for (guint i = 0; i < n_slots; i++)
    if (session[i] && !values[i])
      states[i] = DERIVED;
  take_given_variables (&globals, given);
  for (guint i = 0; parsed && i < n_slots && !globals.error; i++)
    if (states[i] == UNSEEN && values[i])
      compute_global (&globals, i);
  for (guint i = 0; i < n_slots; i++)
    g_clear_pointer (&values[i], weir_template_free);
  if (globals.error)
    g_propagate_error (error, globals.error);
  return parsed && !globals.error;
}

/**
 * weir_program_derive:
 * @self: a program
 * @store: values by slot
 * @own: (nullable): by slot: whether a step gave the variable a value of its own, which then stays
 * @text: overwritten
 *
 * Computes the variables whose values name what steps set, as far as those have values.
 */
void
weir_program_derive (const WeirProgram *self, WeirValue *store, const gboolean *own, GString *text)
{
  for (guint i = 0; i < self->derived->len; i++)
    {
      WeirDerived *derived = &g_array_index (self->derived, WeirDerived, i);
      WeirUnfilled unfilled;

      if (own && own[derived->slot])
        continue;
      g_string_truncate (text, 0);
      if (weir_template_fill (derived->value, store, text, &unfilled))
        weir_value_set_text (&store[derived->slot], text->str, text->len);
      else
        weir_value_clear (&store[derived->slot]);
    }
}

static void
clear_derived (gpointer data)
{
  WeirDerived *derived = data;

  weir_template_free (derived->value);
}

static gboolean
add_given_names (WeirNames *names, const char *const *given, GError **error)
{
  for (; given && *given; given++)
    {
      const char *equals = strchr (*given, '=');
      g_autofree char *name = equals ? g_strndup (*given, equals - *given) : g_strdup (*given);

      if (!equals)
        {
          g_set_error (error, WEIR_ENGINE_ERROR, WEIR_ENGINE_ERROR_PROGRAM,
                       "“%s” is not of the form NAME=VALUE.", *given);
          return FALSE;
        }
      if (!weir_name_is_valid (name, error))
        return FALSE;
      weir_names_add (names, name);
    }
  return TRUE;
}

static gboolean
compile_part (WeirProgram *program, WeirFlow *flow, WeirFlowPart part, const char *only_step, GError **error)
{
  GListModel *steps = G_LIST_MODEL (weir_flow_get_part (flow, part));

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (WeirStep) step = g_list_model_get_item (steps, i);
      WeirStepProgram *compiled = weir_step_program_new (step, part, i, program->names, error);

      if (!compiled)
        return FALSE;
      if (only_step && part == WEIR_FLOW_PART_STEPS)
        compiled->enabled = g_str_equal (only_step, compiled->name);
      g_ptr_array_add (program->steps[part], compiled);
    }
  return TRUE;
}

/**
 * weir_program_new:
 * @flow: the frozen document
 * @settings: what the press of Run decided
 *
 * Returns: (transfer full) (nullable): the flow compiled, or %NULL with a #WEIR_ENGINE_ERROR that names the
 *   step and the part of it that cannot be carried out
 */
WeirProgram *
weir_program_new (WeirFlow *flow, const WeirEngineSettings *settings, GError **error)
{
  g_autoptr (WeirProgram) self = g_new0 (WeirProgram, 1);

  self->names = weir_flow_collect_names (flow);
  self->derived = g_array_new (FALSE, FALSE, sizeof (WeirDerived));
  g_array_set_clear_func (self->derived, clear_derived);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    self->steps[part] = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_program_free);
  if (!add_given_names (self->names, settings->variables, error))
    return NULL;
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    if (!compile_part (self, flow, part, settings->only_step, error))
      return NULL;
  if (!compute_globals (self, flow, settings->variables, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
weir_program_free (WeirProgram *self)
{
  if (!self)
    return;
  weir_store_free (self->globals, self->names ? weir_program_count_slots (self) : 0);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    g_clear_pointer (&self->steps[part], g_ptr_array_unref);
  g_clear_pointer (&self->derived, g_array_unref);
  g_free (self->is_derived);
  g_clear_pointer (&self->names, weir_names_unref);
  g_free (self);
}

guint
weir_program_count_slots (const WeirProgram *self)
{
  return weir_names_get_count (self->names);
}
