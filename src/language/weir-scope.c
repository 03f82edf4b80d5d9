/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-scope.c: where placeholders take their values from: what one client has set, and what lies below it
 */

#include "config.h"

#include "weir-scope.h"

/**
 * weir_scope_look_up:
 * @slot: of a name the document knows
 *
 * The client's own value comes first, also the one that says there is none (weir_value_set_absent()); what
 * it has not set, the globals give, or what lies between.
 *
 * Returns: (transfer none): the value, missing when there is none; good until the next look-up
 */
const WeirValue *
weir_scope_look_up (WeirScope *self, guint slot)
{
  const WeirValue *value = &self->store[slot];
  const WeirValue *below;

  if (value->type != WEIR_VALUE_MISSING || weir_value_is_absent (value))
    return value;
  if (self->look_below && (below = self->look_below (slot, self->data)))
    return below;
  return self->globals ? weir_globals_look_up (self->globals, slot, self) : value;
}

/**
 * weir_scope_assign:
 * @is_global: for every client of the run; the last one to do so wins
 *
 * Gives a variable a value, as methods do.
 */
void
weir_scope_assign (WeirScope *self, guint slot, gboolean is_global, const WeirValue *value)
{
  if (is_global && self->globals)
    weir_globals_assign (self->globals, slot, value);
  else
    weir_value_copy (value, &self->store[slot]);
  if (self->assigned)
    self->assigned (slot, self->data);
}

void
weir_scope_warn (WeirScope *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (!self->warn)
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->warn (message, self->data);
}

/**
 * weir_scope_clear:
 *
 * Frees what @self owns: counters and the last failure.
 */
void
weir_scope_clear (WeirScope *self)
{
  g_clear_pointer (&self->counters, g_hash_table_unref);
  g_clear_pointer (&self->failure, g_free);
}
