/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edit-memory.c: what a document said when it was edited last, so that the next edit need not read it
 */

#include "config.h"

#include "weir-edit-memory.h"

#include <string.h>

#include "weir-document-edit.h"

struct _WeirEditMemory
{
  WeirReading *reading; /* (nullable) */
};

/**
 * weir_reading_new:
 * @text: a document
 * @length: its length in bytes
 * @is_json: how it was read
 * @source: (transfer full): its tree
 * @said: (transfer full): what it says
 *
 * Returns: (transfer full): all of it together
 */
WeirReading *
weir_reading_new (const char *text, gsize length, gboolean is_json, WeirTree *source, WeirTree *said)
{
  WeirReading *self = g_new0 (WeirReading, 1);

  self->n_refs = 1;
  self->text = g_strndup (text, length);
  self->length = length;
  self->is_json = is_json;
  self->source = source;
  self->said = said;
  return self;
}

static WeirReading *
weir_reading_ref (WeirReading *self)
{
  self->n_refs++;
  return self;
}

/**
 * weir_reading_unref:
 * @self: (transfer full): a reading
 */
void
weir_reading_unref (WeirReading *self)
{
  if (--self->n_refs > 0)
    return;
  g_clear_pointer (&self->source, weir_tree_free);
  g_clear_pointer (&self->said, weir_tree_free);
  g_free (self->text);
  g_free (self);
}

/**
 * weir_edit_memory_new:
 *
 * Returns: (transfer full): a memory of nothing yet
 */
WeirEditMemory *
weir_edit_memory_new (void)
{
  return g_new0 (WeirEditMemory, 1);
}

/**
 * weir_edit_memory_free:
 * @self: (transfer full): a memory
 */
void
weir_edit_memory_free (WeirEditMemory *self)
{
  g_clear_pointer (&self->reading, weir_reading_unref);
  g_free (self);
}

/**
 * weir_edit_memory_recall:
 * @self: a memory
 * @text: a document, of the kind that was edited with this memory before
 * @length: its length in bytes
 * @is_json: how it is to be read
 *
 * Returns: (transfer full) (nullable): what it says, when it is the one that was remembered
 */
WeirReading *
weir_edit_memory_recall (const WeirEditMemory *self, const char *text, gsize length, gboolean is_json)
{
  WeirReading *reading = self->reading;

  if (reading == NULL || reading->is_json != is_json || reading->length != length ||
      memcmp (reading->text, text, length) != 0)
    return NULL;
  return weir_reading_ref (reading);
}

/**
 * weir_edit_memory_remember:
 * @self: a memory
 * @reading: what a document says
 *
 * Forgets what was remembered before.
 */
void
weir_edit_memory_remember (WeirEditMemory *self, WeirReading *reading)
{
  weir_reading_ref (reading);
  g_clear_pointer (&self->reading, weir_reading_unref);
  self->reading = reading;
}
