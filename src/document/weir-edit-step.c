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

/* Into what the same property was changed to before, if it was. */
static void
take (WeirEditStep *step, WeirEdit *edit, guint from)
{
  for (guint i = from; i < step->edits->len; i++)
    {
      WeirEdit *before = g_ptr_array_index (step->edits, i);

      if (!weir_edit_continues (before, edit))
        continue;
      if (!weir_edit_merge (before, edit))
        g_ptr_array_remove_index (step->edits, i);
      weir_edit_free (edit);
      return;
    }
  g_ptr_array_add (step->edits, edit);
}

/* Only the last edit can go on: one in between may have moved what this one changes. */
void
weir_edit_step_add (WeirEditStep *step, WeirEdit *edit)
{
  take (step, edit, MAX (step->edits->len, 1) - 1);
}

static gboolean
only_sets (WeirEditStep *step)
{
  for (guint i = 0; i < step->edits->len; i++)
    if (((WeirEdit *) g_ptr_array_index (step->edits, i))->item != NULL)
      return FALSE;
  return TRUE;
}

gboolean
weir_edit_step_continues (WeirEditStep *step, WeirEditStep *later)
{
  return g_strcmp0 (step->label, later->label) == 0 && only_sets (step) && only_sets (later)
         && weir_edit_continues (g_ptr_array_index (step->edits, 0), g_ptr_array_index (later->edits, 0));
}

gboolean
weir_edit_step_merge (WeirEditStep *step, WeirEditStep *later)
{
  while (later->edits->len > 0)
    take (step, g_ptr_array_steal_index (later->edits, 0), 0);
  return step->edits->len > 0;
}
