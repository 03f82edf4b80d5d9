/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-missing.c: why a variable has no value, in a sentence that names who should have set it
 */

#include "config.h"

#include "weir-engine-private.h"

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
take_note (WeirVirtualUser *self, guint slot, char *note)
{
  if (!self->notes)
    self->notes = g_new0 (char *, weir_program_count_slots (self->engine->program));
  g_free (self->notes[slot]);
  self->notes[slot] = note;
}

/**
 * weir_missing_note:
 * @self: the virtual user whose current step was answered
 * @take: the extraction that found nothing
 * @reason: (nullable): why it could not look, half a sentence
 *
 * Remembers why, for the step that will miss the value.
 */
void
weir_missing_note (WeirVirtualUser *self, const WeirTake *take, const char *reason)
{
  const WeirExchange *exchange = weir_step_result_get_last (self->result);
  const char *name = self->step->name;

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

/* A skipped step leaves its variables without a value; one from an earlier step stays. */
void
weir_missing_note_skipped (WeirVirtualUser *self)
{
  for (guint i = 0; i < self->step->takes->len; i++)
    {
      WeirTake *take = &g_array_index (self->step->takes, WeirTake, i);

      if (self->store[take->slot].type == WEIR_VALUE_MISSING)
        take_note (
            self, take->slot,
            g_strdup_printf ("“%s” should take it from %s, but was skipped", self->step->name, take->from));
    }
}

void
weir_missing_forget (WeirVirtualUser *self, guint slot)
{
  if (self->notes)
    g_clear_pointer (&self->notes[slot], g_free);
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
        if (step->enabled)
          return step;
        if (!disabled)
          disabled = step;
      }
  return disabled;
}

/**
 * weir_missing_explain:
 * @self: the virtual user that cannot go on
 * @unfilled: the placeholder without a value
 *
 * Returns: (transfer full): a sentence that names the variable, the step that should have set it and why it
 *   did not
 */
char *
weir_missing_explain (WeirVirtualUser *self, const WeirUnfilled *unfilled)
{
  const WeirStepProgram *setter;

  if (unfilled->slot >= 0 && self->notes && self->notes[unfilled->slot])
    return g_strdup_printf ("%s has no value: %s.", unfilled->name, self->notes[unfilled->slot]);
  setter = unfilled->slot >= 0 ? find_setter (self->engine->program, unfilled->slot) : NULL;
  if (!setter)
    return g_strdup_printf ("%s has no value: nothing in this flow sets it. Add it to the variables, or give "
                            "it on the command line with --variable %s=VALUE.",
                            unfilled->name, unfilled->name);
  if (!setter->enabled && self->engine->settings.only_step)
    return g_strdup_printf ("%s has no value: “%s” should set it, but was left out of this run.",
                            unfilled->name, setter->name);
  if (!setter->enabled)
    return g_strdup_printf ("%s has no value: “%s” should set it, but is disabled.", unfilled->name,
                            setter->name);
  return g_strdup_printf ("%s has no value: “%s” should set it, but has not run before this step.",
                          unfilled->name, setter->name);
}
