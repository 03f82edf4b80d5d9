/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-data-reader.c: `data:` of a plan, its rounds and iterations, and the columns of its files
 */

#include "config.h"

#include "weir-data-values.h"
#include "weir-plan-private.h"

static void
read_file (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_data_source_set_file (target, weir_reader_filled_text (reader, value));
}

static void
read_order (WeirReader *reader, WeirNode *value, gpointer target)
{
  static const char *const words[] = { "sequential", "random", "unique-per-client", NULL };
  guint order = WEIR_DATA_SEQUENTIAL;

  if (weir_reader_word (reader, value, words, &order))
    weir_data_source_set_order (target, order);
}

static const WeirSchema data_schema = {
  "data",
  {
      { "file", NULL, WEIR_KEY_REQUIRED, read_file },
      { "order", NULL, WEIR_KEY_DEFAULT, read_order },
  },
  NULL,
};

/**
 * weir_read_data_source:
 * @reader: where problems go
 * @value: the value of `data:`
 *
 * Returns: (transfer full): the source as far as it could be read
 */
WeirDataSource *
weir_read_data_source (WeirReader *reader, WeirNode *value)
{
  WeirDataSource *source = weir_data_source_new ("");

  weir_reader_mapping (reader, value, &data_schema, source, NULL);
  return source;
}

/* The columns of the file that @source names, at @node: a plan, a round or an iteration. */
static void
read_columns (WeirReader *reader, WeirNode *node, WeirDataSource *source, WeirNames *names)
{
  WeirNode *data = weir_node_find (node, "data");
  WeirNode *file = data != NULL ? weir_node_find (data, "file") : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirDataRows) rows = NULL;

  if (source == NULL || file == NULL)
    return;
  if (reader->folder == NULL)
    {
      reader->columns_unknown = TRUE;
      return;
    }
  rows = weir_data_rows_load (reader->folder, weir_data_source_get_file (source), &error);
  if (rows != NULL)
    weir_data_rows_add_names (rows, names);
  else
    {
      gsize mark = weir_reader_enter (reader, "data");

      weir_reader_error_in (reader, data, "file", "%s", error->message);
      weir_reader_leave (reader, mark);
    }
}

static void
read_columns_of_list (WeirReader *reader, WeirNode *node, GListStore *iterations, WeirNames *names)
{
  WeirNode *list = weir_node_find (node, "iterations");
  gsize mark = weir_reader_enter (reader, "iterations");

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (iterations)); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (G_LIST_MODEL (iterations), i);
      gsize inner = weir_reader_enter_index (reader, i);

      read_columns (reader, weir_node_entry (list, i)->value, weir_iteration_get_data (iteration), names);
      weir_reader_leave (reader, inner);
    }
  weir_reader_leave (reader, mark);
}

/**
 * weir_read_plan_columns:
 * @reader: where problems go
 * @root: the root of a document
 * @plan: what was read of it
 * @names: the names it knows, to which the columns of its data files are added
 *
 * Where files cannot be looked for, any name may be a column.
 */
void
weir_read_plan_columns (WeirReader *reader, WeirNode *root, WeirPlan *plan, WeirNames *names)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  WeirNode *list = weir_node_find (root, "rounds");
  gsize mark;

  read_columns (reader, root, weir_plan_get_data (plan), names);
  read_columns_of_list (reader, root, weir_plan_get_iterations (plan), names);
  mark = weir_reader_enter (reader, "rounds");
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);
      WeirNode *node = weir_node_entry (list, i)->value;
      gsize inner = weir_reader_enter_index (reader, i);

      read_columns (reader, node, weir_round_get_data (round), names);
      read_columns_of_list (reader, node, weir_round_get_iterations (round), names);
      weir_reader_leave (reader, inner);
    }
  weir_reader_leave (reader, mark);
}
