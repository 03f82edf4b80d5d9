/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edit-step.c: what one undo takes back: one edit, or all of a group
 */

#include "config.h"

#include "weir-edit-private.h"

void
weir_edit_step_free (WeirEditStep *step)
{
  g_free (step->label);
  g_ptr_array_unref (step->edits);
  g_free (step);
}

WeirEditStep *
weir_edit_step_new (const char *label)
{
  WeirEditStep *step = g_new0 (WeirEditStep, 1);

  step->label = g_strdup (label);
  step->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_edit_free);
  return step;
}

void
weir_edit_step_measure (WeirEditStep *step)
{
  step->bytes = 0;
  for (guint i = 0; i < step->edits->len; i++)
    step->bytes += weir_edit_measure (g_ptr_array_index (step->edits, i));
}

void
weir_edit_step_add (WeirEditStep *step, WeirEdit *edit)
{
  WeirEdit *last = step->edits->len > 0 ? g_ptr_array_index (step->edits, step->edits->len - 1) : NULL;

  if (last == NULL || !weir_edit_continues (last, edit))
    {
      g_ptr_array_add (step->edits, edit);
      return;
    }
  if (!weir_edit_merge (last, edit))
    g_ptr_array_set_size (step->edits, (int) step->edits->len - 1);
  weir_edit_free (edit);
}

gboolean
weir_edit_step_continues (WeirEditStep *step, WeirEditStep *later)
{
  if (step->edits->len != later->edits->len || g_strcmp0 (step->label, later->label) != 0)
    return FALSE;
  for (guint i = 0; i < step->edits->len; i++)
    if (!weir_edit_continues (g_ptr_array_index (step->edits, i), g_ptr_array_index (later->edits, i)))
      return FALSE;
  return TRUE;
}

/* Takes @later in. FALSE: nothing is left to undo. */
gboolean
weir_edit_step_merge (WeirEditStep *step, WeirEditStep *later)
{
  for (guint i = step->edits->len; i-- > 0;)
    if (!weir_edit_merge (g_ptr_array_index (step->edits, i), g_ptr_array_index (later->edits, i)))
      g_ptr_array_remove_index (step->edits, i);
  return step->edits->len > 0;
}
