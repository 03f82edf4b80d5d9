/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-names.c: a variable that is renamed where it is extracted keeps its value
 */

#include "config.h"

#include "weir-extraction.h"
#include "weir-session-private.h"

static void
note_extraction (WeirSession *self, WeirExtraction *extraction)
{
  const char *name = weir_extraction_get_name (extraction);

  if (name != NULL && *name != '\0')
    g_hash_table_insert (self->names, g_object_ref (extraction), g_strdup (name));
}

static void
note_step (WeirSession *self, WeirStep *step)
{
  GListModel *extractions = G_LIST_MODEL (weir_step_get_extractions (step));

  for (guint i = 0; i < g_list_model_get_n_items (extractions); i++)
    {
      g_autoptr (WeirExtraction) extraction = g_list_model_get_item (extractions, i);

      note_extraction (self, extraction);
    }
}

/* What extractions are called now, for when one of them is renamed. */
void
weir_session_note_names (WeirSession *self)
{
  if (self->names == NULL)
    self->names = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  g_hash_table_remove_all (self->names);
  for (WeirFlowPart part = 0; self->flow != NULL && part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (self->flow, part)));

      for (guint i = 0; i < n_steps; i++)
        note_step (self, weir_flow_get_step (self->flow, part, i));
    }
}

/* @object was edited; without @property it is new, or gone. The value is that of the last answer, whatever it
 * is called: Send need not be pressed again. */
void
weir_session_follow_name (WeirSession *self, GObject *object, const char *property)
{
  const char *name = WEIR_IS_EXTRACTION (object) ? weir_extraction_get_name (WEIR_EXTRACTION (object)) : NULL;
  const char *before;

  /* With what moves only, as a step that is dragged does, no other one has come. */
  if (property == NULL && self->names == NULL)
    weir_session_note_names (self);
  else if (property == NULL && WEIR_IS_EXTRACTION (object))
    note_extraction (self, WEIR_EXTRACTION (object));
  else if (property == NULL && WEIR_IS_STEP (object))
    note_step (self, WEIR_STEP (object));
  if (property == NULL)
    return;
  before = self->names != NULL ? g_hash_table_lookup (self->names, object) : NULL;
  if (name == NULL || *name == '\0' || before == NULL || g_str_equal (name, before))
    return;
  weir_current_store_rename (self->store, before, name);
  g_hash_table_insert (self->names, g_object_ref (object), g_strdup (name));
}
