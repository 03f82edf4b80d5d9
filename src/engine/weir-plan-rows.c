/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-rows.c: `data:` of a load plan: which row a slot takes, and what its columns hold
 */

#include "config.h"

#include "weir-plan-engine-private.h"

#include "weir-data-values.h"
#include "weir-plan-lookup.h"

static void
rows_program_free (WeirRowsProgram *self)
{
  g_clear_pointer (&self->rows, weir_data_rows_unref);
  g_free (self->columns);
  g_free (self);
}

/**
 * weir_plan_program_find_rows:
 * @self: a program
 * @source: (nullable): where rows come from
 *
 * Returns: (transfer none) (nullable): its rows
 */
WeirRowsProgram *
weir_plan_program_find_rows (const WeirPlanProgram *self, WeirDataSource *source)
{
  for (guint i = 0; source && i < self->rows->len; i++)
    {
      WeirRowsProgram *rows = g_ptr_array_index (self->rows, i);

      if (rows->source == source)
        return rows;
    }
  return NULL;
}

static gboolean
load (WeirPlanProgram *self, WeirDataSource *source, const char *folder, GError **error)
{
  WeirRowsProgram *rows;

  if (!source || weir_plan_program_find_rows (self, source))
    return TRUE;
  rows = g_new0 (WeirRowsProgram, 1);
  g_ptr_array_add (self->rows, rows);
  rows->source = source;
  rows->order = weir_data_source_get_order (source);
  rows->rows = weir_data_rows_load (folder, weir_data_source_get_file (source), error);
  if (rows->rows)
    weir_data_rows_add_names (rows->rows, self->names);
  return rows->rows != NULL;
}

/**
 * weir_plan_program_load_rows:
 * @self: a program whose names do not have those of columns yet
 * @plan: the plan
 * @folder: (nullable): of the document
 *
 * Returns: %FALSE with an error when a file cannot be used
 */
gboolean
weir_plan_program_load_rows (WeirPlanProgram *self, WeirPlan *plan, const char *folder, GError **error)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rows_program_free);
  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);
      g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (plan, round);

      for (guint j = 0; j < iterations->len; j++)
        if (!load (self, weir_plan_find_data (plan, round, g_ptr_array_index (iterations, j)), folder, error))
          return FALSE;
    }
  return TRUE;
}

/* What names a column is computed anew for every slot. */
void
weir_plan_program_mark_columns (WeirPlanProgram *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      WeirRowsProgram *rows = g_ptr_array_index (self->rows, i);

      rows->columns = g_new0 (guint, weir_names_get_count (self->names));
      for (guint j = 0; j < weir_data_rows_get_n_columns (rows->rows); j++)
        {
          guint slot = weir_names_add (self->names, weir_data_rows_get_column (rows->rows, j));

          rows->columns[slot] = j + 1;
          weir_globals_mark_session (self->globals, slot);
        }
    }
}

/* Whether the client may begin: where each has a row of its own, there must be one for it. */
gboolean
weir_plan_loop_has_row (const WeirPlanLoop *self)
{
  const WeirRowsProgram *rows = self->job->program->rows;

  return !rows || rows->order != WEIR_DATA_UNIQUE ||
         self->client->index < weir_data_rows_get_count (rows->rows);
}

static guint
choose (const WeirPlanSlot *self, WeirRowsProgram *rows)
{
  guint n_rows = weir_data_rows_get_count (rows->rows);

  switch (rows->order)
    {
    case WEIR_DATA_UNIQUE:
      return self->loop->client->index;
    case WEIR_DATA_RANDOM:
      return (guint) g_random_int_range (0, (gint32) n_rows);
    case WEIR_DATA_SEQUENTIAL:
    default:
      return (guint) (rows->n_taken++ % n_rows);
    }
}

static void
clear_value (gpointer value)
{
  weir_value_clear (value);
}

/**
 * weir_plan_slot_take_row:
 * @self: a slot that is about to begin, or that carries out what is around a loop
 * @of_slot: which of the two; around a loop there is only the row of the client, if each has one of its own
 *
 * The slot keeps its row, however often its request is sent.
 */
void
weir_plan_slot_take_row (WeirPlanSlot *self, gboolean of_slot)
{
  WeirRowsProgram *rows = self->loop->job->program->rows;

  self->row = 0;
  if (!rows || (!of_slot && rows->order != WEIR_DATA_UNIQUE))
    return;
  if (!self->values)
    {
      self->values = g_array_new (FALSE, TRUE, sizeof (WeirValue));
      g_array_set_clear_func (self->values, clear_value);
    }
  g_array_set_size (self->values, 0);
  g_array_set_size (self->values, weir_data_rows_get_n_columns (rows->rows));
  self->row = choose (self, rows) + 1;
  weir_data_rows_get_values (rows->rows, self->row - 1, (WeirValue *) (gpointer) self->values->data);
}

/**
 * weir_plan_slot_look_up_column:
 * @self: a slot
 * @slot: of a name
 *
 * Returns: (transfer none) (nullable): what the slot's row has there
 */
const WeirValue *
weir_plan_slot_look_up_column (const WeirPlanSlot *self, guint slot)
{
  const WeirRowsProgram *rows = self->loop->job->program->rows;
  guint column = self->row > 0 ? rows->columns[slot] : 0;
  const WeirValue *value = column > 0 ? &g_array_index (self->values, WeirValue, column - 1) : NULL;

  /* An object of a JSON file may lack a key that others have; then a variable of the plan may be meant. */
  return value && value->type != WEIR_VALUE_MISSING ? value : NULL;
}
