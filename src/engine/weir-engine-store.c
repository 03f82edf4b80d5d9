/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-engine-store.c: variables and cookies that an engine begins with, and those it leaves for the next
 *
 * Only a Send and a run of the window do so: in all others nothing of this is kept.
 */

#include "config.h"

#include "weir-engine-private.h"

WeirOrigin *
weir_origins_copy (const WeirOrigin *origins, guint n_slots)
{
  return g_memdup2 (origins, n_slots * sizeof (WeirOrigin));
}

/**
 * weir_store_note_origin:
 * @self: an execution
 * @slot: a variable its current step has given a value, or taken one from
 * @secret: whether the value is one that was declared secret
 */
void
weir_store_note_origin (WeirExecution *self, guint slot, gboolean secret)
{
  WeirOrigin *origin;

  if (!self->session->origins)
    return;
  origin = &self->session->origins[slot];
  origin->step = self->step->name;
  origin->part = self->step->part;
  origin->secret = secret;
  origin->row = 0;
}

/* The value comes from that row of the data file. */
void
weir_store_note_row (WeirVirtualUser *self, guint slot, guint row)
{
  if (self->session.origins)
    self->session.origins[slot] = (WeirOrigin){ .row = row };
}

static void
set_value (WeirValue *value, const WeirStoredVariable *stored)
{
  weir_value_set_from_text (value, (WeirValueType) MIN (stored->type, WEIR_VALUE_CSV), stored->text);
  value->is_quoted = stored->quoted;
}

/* A value that was computed holds only for the definitions it was computed from. */
static void
enter_computed (WeirEngine *self, const WeirStoreImage *image, guint slot, const WeirStoredVariable *stored)
{
  g_auto (WeirValue) value = WEIR_VALUE_INIT;

  if (g_strcmp0 (image->definitions, self->program->definitions) != 0)
    return;
  set_value (&value, stored);
  weir_globals_assign (self->program->globals, slot, &value);
}

static void
enter_variable (WeirEngine *self, const WeirStoreImage *image, const WeirStoredVariable *stored)
{
  int found = weir_names_find (self->program->names, stored->name, -1);
  guint slot = (guint) found;

  if (found < WEIR_N_RESERVED_SLOTS)
    return;
  if (stored->kind == WEIR_STORED_COMPUTED)
    {
      enter_computed (self, image, slot, stored);
      return;
    }
  if (stored->kind == WEIR_STORED_ABSENT)
    weir_value_set_absent (&self->store[slot]);
  else if (stored->kind == WEIR_STORED_SET || stored->kind == WEIR_STORED_ROW)
    set_value (&self->store[slot], stored);
  if (stored->note)
    {
      if (!self->notes)
        self->notes = g_new0 (char *, weir_program_count_slots (self->program));
      g_free (self->notes[slot]);
      self->notes[slot] = g_strdup (stored->note);
    }
  if (!self->origins)
    return;
  self->origins[slot].step = stored->step ? g_intern_string (stored->step) : NULL;
  self->origins[slot].part = stored->part;
  self->origins[slot].secret = stored->secret;
  self->origins[slot].row = stored->row;
}

/**
 * weir_engine_enter_store:
 * @self: a new engine
 * @image: (nullable): what an earlier one left
 *
 * Makes @image what the first step finds; what was hidden then is hidden now.
 */
void
weir_engine_enter_store (WeirEngine *self, const WeirStoreImage *image)
{
  if (self->settings.leave_store)
    self->origins = g_new0 (WeirOrigin, weir_program_count_slots (self->program));
  if (!image)
    return;
  for (guint i = 0; i < image->variables->len; i++)
    enter_variable (self, image, g_ptr_array_index (image->variables, i));
  if (image->status > 0)
    weir_value_set_integer (&self->store[WEIR_SLOT_STATUS], image->status);
  for (guint i = 0; i < image->secrets->len; i++)
    g_ptr_array_add (self->shared.secrets, g_strdup (g_ptr_array_index (image->secrets, i)));
  if (image->cookies)
    self->cookies = weir_cookies_unpack (image->cookies);
}

static WeirStoredVariable *
leave_value (WeirStoreImage *image, const char *name, WeirStoredKind kind, const WeirValue *value)
{
  WeirStoredVariable *stored = weir_store_image_add (image, name, kind);

  stored->type = value->type;
  stored->quoted = value->is_quoted;
  stored->text = weir_value_to_text (value);
  return stored;
}

/* What was set is in the user's store; what a method made global, and what was computed, lies below. */
static void
leave_slot (WeirVirtualUser *user, guint slot, WeirStoreImage *image)
{
  const WeirProgram *program = user->engine->program;
  const char *name = weir_names_get (program->names, slot);
  const WeirValue *own = &user->session.scope.store[slot];
  const WeirValue *global = weir_globals_peek (program->globals, slot);
  const WeirOrigin *origin = &user->session.origins[slot];
  WeirStoredVariable *stored = NULL;

  if (own->type != WEIR_VALUE_MISSING)
    stored = leave_value (image, name, origin->row > 0 ? WEIR_STORED_ROW : WEIR_STORED_SET, own);
  else if (weir_value_is_absent (own))
    stored = weir_store_image_add (image, name, WEIR_STORED_ABSENT);
  else if (global && origin->step)
    stored = leave_value (image, name, WEIR_STORED_SET, global);
  else if (global && weir_globals_get_template (program->globals, slot))
    leave_value (image, name, WEIR_STORED_COMPUTED, global);
  else if (user->session.notes && user->session.notes[slot])
    stored = weir_store_image_add (image, name, WEIR_STORED_UNSET);
  if (!stored)
    return;
  stored->step = g_strdup (origin->step);
  stored->part = origin->part;
  stored->secret = origin->secret;
  stored->row = origin->row;
  if (stored->kind != WEIR_STORED_SET && user->session.notes && user->session.notes[slot])
    stored->note = g_utf8_make_valid (user->session.notes[slot], -1);
}

/**
 * weir_engine_leave_store:
 * @self: an engine that shall leave a store
 * @user: a virtual user whose steps are over
 *
 * Remembers what @user has by now as what the engine leaves.
 */
void
weir_engine_leave_store (WeirEngine *self, WeirVirtualUser *user)
{
  const WeirMask *mask = weir_execution_get_mask (&user->execution);
  const GPtrArray *secrets = mask ? weir_mask_get_secrets (mask) : NULL;
  g_autoptr (WeirCookies) cookies = NULL;
  const WeirValue *status = &user->session.scope.store[WEIR_SLOT_STATUS];
  WeirStoreImage *image;

  if (!self->settings.leave_store)
    return;
  image = weir_store_image_new ();
  for (guint slot = WEIR_N_RESERVED_SLOTS; slot < weir_program_count_slots (self->program); slot++)
    leave_slot (user, slot, image);
  for (guint i = 0; secrets && i < secrets->len; i++)
    g_ptr_array_add (image->secrets, g_strdup (g_ptr_array_index (secrets, i)));
  cookies = weir_client_copy_cookies (user->session.client);
  image->cookies = g_variant_ref_sink (weir_cookies_pack (cookies));
  image->status = status->type == WEIR_VALUE_INTEGER ? (guint) status->integer : 0;
  image->definitions = g_strdup (self->program->definitions);
  g_clear_pointer (&self->left, weir_store_image_free);
  self->left = image;
}

/**
 * weir_engine_get_left:
 * @self: an engine that is finished, and was to leave its store
 *
 * Returns: (transfer none) (nullable): what its last virtual user had in the end
 */
const WeirStoreImage *
weir_engine_get_left (WeirEngine *self)
{
  if (!self->left)
    return NULL;
  g_free (self->left->missing);
  g_free (self->left->setter);
  self->left->missing = g_strdup (self->missing);
  self->left->setter = g_strdup (self->setter);
  return self->left;
}
