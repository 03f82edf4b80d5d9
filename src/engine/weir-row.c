/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-row.c: the row of the data file that a pass takes, and its values in the pass's store
 */

#include "config.h"

#include "weir-engine-private.h"

#include "weir-data-values.h"

/**
 * weir_program_take_rows:
 * @self: a program whose names do not have those of the columns yet
 * @rows: (nullable): what passes take their values from
 * @is_random: any row for a pass instead of the next one
 */
void
weir_program_take_rows (WeirProgram *self, WeirDataRows *rows, gboolean is_random)
{
  if (!rows)
    return;
  self->rows = weir_data_rows_ref (rows);
  self->is_random = is_random;
  self->column_slots = g_new (guint, weir_data_rows_get_n_columns (rows));
  for (guint i = 0; i < weir_data_rows_get_n_columns (rows); i++)
    self->column_slots[i] = weir_names_add (self->names, weir_data_rows_get_column (rows, i));
}

/* What names a column is computed anew for every pass. */
void
weir_program_mark_columns (WeirProgram *self)
{
  for (guint i = 0; self->rows && i < weir_data_rows_get_n_columns (self->rows); i++)
    weir_globals_mark_session (self->globals, self->column_slots[i]);
}

gboolean
weir_program_has_column (const WeirProgram *self, guint slot)
{
  for (guint i = 0; self->rows && i < weir_data_rows_get_n_columns (self->rows); i++)
    if (self->column_slots[i] == slot)
      return TRUE;
  return FALSE;
}

void
weir_program_drop_rows (WeirProgram *self)
{
  g_clear_pointer (&self->rows, weir_data_rows_unref);
  g_clear_pointer (&self->column_slots, g_free);
}

/* 0-based. An iteration that is run again takes the row it had. */
static guint
choose_row (const WeirVirtualUser *self, guint n_rows)
{
  const WeirRunSelection *selection = &self->engine->settings.selection;
  guint index = selection->are_vus ? self->place : self->turn - 1;

  if (self->given_row > 0)
    return (self->given_row - 1) % n_rows;
  if (selection->rows && index < selection->n_numbers && selection->rows[index] > 0)
    return (selection->rows[index] - 1) % n_rows;
  if (self->engine->program->is_random)
    return (guint) g_random_int_range (0, (gint32) n_rows);
  return (self->iteration - 1 + self->number - 1) % n_rows;
}

/**
 * weir_virtual_user_take_row:
 * @self: a virtual user whose pass begins, its store a copy of what Before All left
 *
 * The values lie below what Before All set and above the document's variables. Iteration i takes row i, and
 * so does virtual user i, beginning anew after the last one; with either there is only one of the other.
 */
void
weir_virtual_user_take_row (WeirVirtualUser *self)
{
  const WeirProgram *program = self->engine->program;
  guint n_columns, n_rows, row;
  g_autofree WeirValue *values = NULL;

  self->row = 0;
  if (!program->rows || self->part != WEIR_FLOW_PART_STEPS)
    return;
  n_rows = weir_data_rows_get_count (program->rows);
  n_columns = weir_data_rows_get_n_columns (program->rows);
  row = choose_row (self, n_rows);
  values = g_new0 (WeirValue, n_columns);
  weir_data_rows_get_values (program->rows, row, values);
  for (guint i = 0; i < n_columns; i++)
    {
      WeirValue *stored = &self->session.scope.store[program->column_slots[i]];

      if (stored->type == WEIR_VALUE_MISSING && !weir_value_is_absent (stored))
        {
          weir_value_copy (&values[i], stored);
          weir_store_note_row (self, program->column_slots[i], row + 1);
        }
      weir_value_clear (&values[i]);
    }
  self->row = row + 1;
}
