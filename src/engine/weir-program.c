/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-program.c: a frozen flow in the form it is carried out in: every template, path and condition compiled
 */

#include "config.h"

#include "weir-program.h"

#include "weir-flow-definitions.h"
#include "weir-flow-names.h"
#include "weir-limits.h"

#include <string.h>

G_DEFINE_QUARK (weir - engine - error - quark, weir_engine_error)

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

/* What names what the step sets cannot be fixed at the start. */
void
weir_step_program_mark_session (const WeirStepProgram *step, WeirGlobals *globals)
{
  for (guint i = 0; i < step->takes->len; i++)
    weir_globals_mark_session (globals, g_array_index (step->takes, WeirTake, i).slot);
  for (guint i = 0; i < step->assigns->len; i++)
    weir_globals_mark_session (globals, g_array_index (step->assigns, WeirAssign, i).slot);
}

static void
mark_session_slots (WeirProgram *program)
{
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < program->steps[part]->len; i++)
      weir_step_program_mark_session (g_ptr_array_index (program->steps[part], i), program->globals);
}

/**
 * weir_globals_define_list:
 * @globals: not sealed yet
 * @names: has all names in @variables
 * @variables: a list of #WeirVariable
 *
 * Returns: %FALSE with an error that begins with the name of the variable that cannot be defined
 */
gboolean
weir_globals_define_list (WeirGlobals *globals, WeirNames *names, GListModel *variables, GError **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);
      int slot = weir_names_find (names, weir_variable_get_name (variable), -1);
      const char *type = weir_variable_get_value_type (variable);
      WeirType parsed = WEIR_TYPE_UNTYPED;

      g_assert (slot >= 0);
      if ((type && !weir_type_parse (type, &parsed, error)) ||
          !weir_globals_define (globals, (guint) slot, weir_variable_get_value (variable), parsed,
                                weir_variable_get_regex (variable), error))
        {
          g_prefix_error (error, "Variable “%s”: ", weir_variable_get_name (variable));
          return FALSE;
        }
    }
  return TRUE;
}

/* Those of the environment are written as the document's own are. */
static gboolean
define_environment (WeirProgram *program, const char *const *environment, GError **error)
{
  for (; environment && *environment; environment++)
    {
      const char *equals = strchr (*environment, '=');
      int slot = weir_names_find (program->names, *environment, equals - *environment);

      g_assert (slot >= 0);
      if (!weir_globals_define (program->globals, (guint) slot, equals + 1, WEIR_TYPE_UNTYPED, NULL, error))
        {
          g_prefix_error (error, "Variable “%.*s” of the environment: ", (int) (equals - *environment),
                          *environment);
          return FALSE;
        }
    }
  return TRUE;
}

/* What was given beside the document is taken literally: a password may hold any number of dollars. */
void
weir_globals_define_given (WeirGlobals *globals, WeirNames *names, const char *const *given)
{
  for (; given && *given; given++)
    {
      const char *equals = strchr (*given, '=');
      int slot = weir_names_find (names, *given, equals - *given);

      g_assert (slot >= 0);
      weir_globals_define_text (globals, (guint) slot, equals + 1);
    }
}

static gboolean
define_globals (WeirProgram *program, WeirFlow *flow, const WeirEngineSettings *settings, GError **error)
{
  program->globals = weir_globals_new (program->names);
  mark_session_slots (program);
  weir_program_mark_columns (program);
  if (!weir_globals_define_list (program->globals, program->names,
                                 G_LIST_MODEL (weir_flow_get_variables (flow)), error) ||
      (settings->above &&
       !weir_globals_define_list (program->globals, program->names, settings->above, error)) ||
      !define_environment (program, settings->environment, error))
    return FALSE;
  weir_globals_define_given (program->globals, program->names, settings->variables);
  weir_globals_define_given (program->globals, program->names, settings->secrets);
  return weir_globals_seal (program->globals, error);
}

/**
 * weir_names_add_given:
 * @names: what the document knows
 * @given: (nullable): "NAME=VALUE"…
 *
 * Returns: %FALSE with a #WEIR_ENGINE_ERROR or #WEIR_LANGUAGE_ERROR when one is not of that form
 */
gboolean
weir_names_add_given (WeirNames *names, const char *const *given, GError **error)
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
is_chosen (const WeirStepProgram *step, const WeirEngineSettings *settings)
{
  const WeirRunSelection *selection = &settings->selection;
  gboolean is_it = step->part == selection->part && step->index == selection->step;

  switch (selection->select)
    {
    case WEIR_SELECT_STEP:
      return is_it;
    case WEIR_SELECT_UP_TO:
      return is_it || (step->enabled && (step->part < selection->part ||
                                         (step->part == selection->part && step->index < selection->step)));
    case WEIR_SELECT_ALL:
    default:
      if (settings->only_step && step->part == WEIR_FLOW_PART_STEPS)
        return g_str_equal (settings->only_step, step->name);
      return step->enabled;
    }
}

static void
choose (WeirStepProgram *step, const WeirEngineSettings *settings)
{
  gboolean chosen = is_chosen (step, settings);

  step->left_out = step->enabled && !chosen;
  step->enabled = chosen;
  if (!chosen || settings->selection.select != WEIR_SELECT_STEP)
    return;
  step->keep_body = TRUE;
  if (step->request)
    step->request->body_limit = WEIR_LIMIT_SENT_BODY_BYTES;
}

static gboolean
compile_part (WeirProgram *program, WeirFlow *flow, WeirFlowPart part, const WeirEngineSettings *settings,
              GError **error)
{
  GListModel *steps = G_LIST_MODEL (weir_flow_get_part (flow, part));

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (WeirStep) step = g_list_model_get_item (steps, i);
      WeirStepProgram *compiled = weir_step_program_new (step, part, i, program->names, error);

      if (!compiled)
        return FALSE;
      choose (compiled, settings);
      g_ptr_array_add (program->steps[part], compiled);
    }
  return TRUE;
}

static void
add_variables (WeirNames *names, GListModel *variables)
{
  for (guint i = 0; variables && i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);

      weir_names_add (names, weir_variable_get_name (variable));
    }
}

/* A step that set a variable may be gone by now: the value is still there. */
static void
add_stored_names (WeirNames *names, const WeirStoreImage *image)
{
  for (guint i = 0; i < image->variables->len; i++)
    {
      const WeirStoredVariable *stored = g_ptr_array_index (image->variables, i);

      if (weir_name_is_valid (stored->name, NULL))
        weir_names_add (names, stored->name);
    }
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
  self->files = weir_files_new (settings->folder);
  add_variables (self->names, settings->above);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    self->steps[part] = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_program_free);
  if (!weir_names_add_given (self->names, settings->environment, error) ||
      !weir_names_add_given (self->names, settings->variables, error) ||
      !weir_names_add_given (self->names, settings->secrets, error))
    return NULL;
  if (settings->store)
    add_stored_names (self->names, settings->store);
  weir_program_take_rows (self, settings->rows, settings->random_rows);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    if (!compile_part (self, flow, part, settings, error))
      return NULL;
  if (!define_globals (self, flow, settings, error))
    return NULL;
  if (settings->leave_store || settings->store)
    self->definitions = weir_flow_sum_definitions (flow, settings->environment, settings->variables,
                                                   settings->secrets);
  return g_steal_pointer (&self);
}

void
weir_program_free (WeirProgram *self)
{
  if (!self)
    return;
  weir_program_drop_rows (self);
  g_clear_pointer (&self->files, weir_files_free);
  g_clear_pointer (&self->globals, weir_globals_free);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    g_clear_pointer (&self->steps[part], g_ptr_array_unref);
  g_clear_pointer (&self->names, weir_names_unref);
  g_free (self->definitions);
  g_free (self);
}

guint
weir_program_count_slots (const WeirProgram *self)
{
  return weir_names_get_count (self->names);
}
