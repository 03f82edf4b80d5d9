/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-missing.c: why a variable has no value, in a sentence that names who should have set it
 */

#include "config.h"

#include "weir-engine-private.h"

#include <string.h>

/* How far the reason is looked for in variables that are made of others. */
#define MAX_CHAIN 100

char **
weir_notes_copy (char *const *notes, guint n_slots)
{
  char **copy;

  if (!notes)
    return NULL;
  copy = g_new0 (char *, n_slots);
  for (guint i = 0; i < n_slots; i++)
    copy[i] = g_strdup (notes[i]);
  return copy;
}

void
weir_notes_free (char **notes, guint n_slots)
{
  if (!notes)
    return;
  for (guint i = 0; i < n_slots; i++)
    g_free (notes[i]);
  g_free (notes);
}

static void
take_note (WeirExecution *self, guint slot, char *note)
{
  WeirUserSession *session = self->session;

  if (!session->notes)
    session->notes = g_new0 (char *, weir_names_get_count (self->shared->names));
  g_free (session->notes[slot]);
  session->notes[slot] = note;
}

/**
 * weir_missing_note:
 * @self: an execution whose request was answered
 * @take: the extraction that found nothing
 * @reason: (nullable): why it could not look, half a sentence
 *
 * Remembers why, for the step that will miss the value.
 */
void
weir_missing_note (WeirExecution *self, const WeirTake *take, const char *reason)
{
  const WeirExchange *exchange = weir_step_result_get_last (self->result);
  const char *name = self->step->name;

  if (!self->shared->keeps_notes)
    return;
  if (!exchange || exchange->outcome != WEIR_EXCHANGE_ANSWERED)
    take_note (self, take->slot,
               g_strdup_printf ("“%s” should take it from %s, but got no answer", name, take->from));
  else if (exchange->status >= 400)
    take_note (
        self, take->slot,
        g_strdup_printf ("“%s” should take it from %s, but answered %u", name, take->from, exchange->status));
  else if (reason)
    take_note (self, take->slot,
               g_strdup_printf ("“%s” should take it from %s, but %s", name, take->from, reason));
  else
    take_note (self, take->slot,
               g_strdup_printf ("“%s” should take it from %s, but its answer (%u) has nothing there", name,
                                take->from, exchange->status));
}

/**
 * weir_missing_note_step:
 * @self: an execution that will not do what it should
 * @why: "was skipped"
 *
 * Remembers why what it sets and takes has no value; a value from an earlier step stays.
 */
void
weir_missing_note_step (WeirExecution *self, const char *why)
{
  const WeirStepProgram *step = self->step;

  if (!self->shared->keeps_notes)
    return;
  for (guint i = 0; i < step->assigns->len; i++)
    {
      guint slot = g_array_index (step->assigns, WeirAssign, i).slot;

      if (self->session->scope.store[slot].type == WEIR_VALUE_MISSING)
        take_note (self, slot, g_strdup_printf ("“%s” should set it, but %s", step->name, why));
    }
  for (guint i = 0; i < step->takes->len; i++)
    {
      const WeirTake *take = &g_array_index (step->takes, WeirTake, i);

      if (self->session->scope.store[take->slot].type == WEIR_VALUE_MISSING)
        take_note (self, take->slot,
                   g_strdup_printf ("“%s” should take it from %s, but %s", step->name, take->from, why));
    }
}

void
weir_missing_forget (WeirExecution *self, guint slot)
{
  if (self->session->notes)
    g_clear_pointer (&self->session->notes[slot], g_free);
}

static const WeirStepProgram *
find_setter (const WeirProgram *program, guint slot)
{
  const WeirStepProgram *disabled = NULL;

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < program->steps[part]->len; i++)
      {
        const WeirStepProgram *step = g_ptr_array_index (program->steps[part], i);

        if (!weir_step_program_sets (step, slot))
          continue;
        if (step->enabled || step->left_out)
          return step;
        if (!disabled)
          disabled = step;
      }
  return disabled;
}

/* Whether @setter had its turn before the current step, in the order of the document. */
static gboolean
comes_before (const WeirStepProgram *setter, const WeirVirtualUser *user)
{
  if (setter->part != user->part)
    return setter->part < user->part;
  return setter->index < user->execution.step->index;
}

static char *
blame_setter (WeirVirtualUser *self, const WeirStepProgram *setter)
{
  const char *name = setter->name;

  if (setter == self->execution.step)
    return g_strdup ("only this step itself sets it");
  if (setter->left_out && self->engine->settings.selection.select == WEIR_SELECT_STEP)
    return g_strdup_printf ("“%s” sets it, and has not been run yet; run up to here, or send “%s” first",
                            name, name);
  if (setter->left_out)
    return g_strdup_printf ("“%s” should set it, but was left out of this run", name);
  if (!setter->enabled)
    return g_strdup_printf ("“%s” should set it, but is disabled", name);
  if (!comes_before (setter, self))
    return g_strdup_printf ("“%s” sets it, but comes after this step", name);
  if (setter->part == WEIR_FLOW_PART_STEPS && self->part == WEIR_FLOW_PART_AFTER_ALL)
    return g_strdup_printf ("“%s” sets it for one pass only; After All has what Before All left", name);
  return g_strdup_printf ("“%s” should set it, but has not run before this step", name);
}

static char *
blame_nobody (const char *name)
{
  g_autofree char *variable = g_strndup (name, strcspn (name, ".[/"));

  return g_strdup_printf ("nothing in this flow sets it. Add it to the variables, or give it on the command "
                          "line with --variable %s=VALUE",
                          variable);
}

static char *
blame_row (const WeirVirtualUser *self)
{
  if (self->row == 0)
    return g_strdup ("it is a column of the data file, and only the steps of an iteration have a row of it");
  return g_strdup_printf ("row %u of the data file has no such key, and nothing else gives it a value",
                          self->row);
}

/* Why, without the full stop. */
static char *
find_reason (WeirVirtualUser *self, const WeirUnfilled *unfilled)
{
  const WeirProgram *program = self->engine->program;
  const WeirStepProgram *setter;
  int slot = unfilled->slot;

  if (slot == WEIR_UNFILLED_METHOD)
    return g_strndup (self->session.scope.failure, strlen (self->session.scope.failure) - 1);
  if (slot < 0)
    return blame_nobody (unfilled->name);
  if (weir_scope_look_up (&self->session.scope, (guint) slot)->type != WEIR_VALUE_MISSING)
    return g_strdup_printf ("there is nothing of that kind in the value of %s",
                            weir_names_get (program->names, (guint) slot));
  if (self->session.notes && self->session.notes[slot])
    return g_strdup (self->session.notes[slot]);
  if (slot == WEIR_SLOT_STATUS)
    return g_strdup ("no request was answered before this step");
  if (slot < WEIR_N_RESERVED_SLOTS)
    return g_strdup ("it is known in After All only");
  if (weir_program_has_column (program, (guint) slot))
    return blame_row (self);
  setter = find_setter (program, (guint) slot);
  return setter ? blame_setter (self, setter) : blame_nobody (unfilled->name);
}

/* For whoever offers to run that step first. */
static void
note_missing (WeirVirtualUser *self, const WeirUnfilled *unfilled)
{
  WeirEngine *engine = self->engine;
  const WeirStepProgram *setter = NULL;

  if (!engine->settings.leave_store || unfilled->slot == WEIR_UNFILLED_METHOD ||
      (unfilled->slot >= 0 && unfilled->slot < WEIR_N_RESERVED_SLOTS))
    return;
  if (unfilled->slot >= 0)
    setter = find_setter (engine->program, (guint) unfilled->slot);
  g_free (engine->missing);
  g_free (engine->setter);
  engine->missing = g_strdup (unfilled->name);
  engine->setter = setter && setter != self->execution.step ? g_strdup (setter->name) : NULL;
}

/* A variable made of others has no value because one of these has none: the template that makes it, unless a
 * step should have given it a value of its own. */
static const WeirTemplate *
find_derivation (WeirVirtualUser *self, int slot)
{
  if (slot < 0 || weir_value_is_absent (&self->session.scope.store[slot]))
    return NULL;
  return weir_globals_get_template (self->engine->program->globals, (guint) slot);
}

/**
 * weir_missing_explain:
 * @execution: the one of a virtual user that cannot go on
 * @unfilled: the placeholder without a value
 *
 * Returns: (transfer full): a sentence that names the variable, the step that should have set it and why it
 *   did not
 */
char *
weir_missing_explain (WeirExecution *execution, const WeirUnfilled *unfilled)
{
  WeirVirtualUser *self = (WeirVirtualUser *) execution;
  g_autoptr (GString) out = g_string_new (unfilled->name);
  g_autoptr (GString) ignored = g_string_new (NULL);
  WeirUnfilled inner = *unfilled;
  const WeirTemplate *derivation;
  guint length = 0;
  g_autofree char *reason = NULL;

  g_string_append (out, " has no value");
  /* A long chain is shortened to its ends, a very long one to its beginning. */
  while (length++ < MAX_CHAIN && (derivation = find_derivation (self, inner.slot)) &&
         !weir_template_fill (derivation, &self->session.scope, ignored, &inner))
    g_string_truncate (ignored, 0);
  if (inner.slot != unfilled->slot)
    g_string_append_printf (out, ", because %s has no value", inner.name);
  reason = find_reason (self, &inner);
  note_missing (self, &inner);
  g_string_append_printf (out, ": %s.", reason);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
