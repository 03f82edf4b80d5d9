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
 * it has not set, the globals give.
 *
 * Returns: (transfer none): the value, missing when there is none; good until the next look-up
 */
const WeirValue *
weir_scope_look_up (WeirScope *self, guint slot)
{
  const WeirValue *value = &self->store[slot];

  if (value->type != WEIR_VALUE_MISSING || !self->globals || weir_value_is_absent (value))
    return value;
  return weir_globals_look_up (self->globals, slot, self);
}
