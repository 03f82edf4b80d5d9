/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-columns.c: the columns of the files whose rows a load plan takes
 *
 * A file is looked into again only after it was changed: that happens with every edit, and files can be
 * large.
 */

#include "config.h"

#include <glib/gstdio.h>

#include "weir-data-rows.h"
#include "weir-file.h"
#include "weir-plan-columns.h"

typedef struct
{
  gint64 time;
  gint64 size;
  char **names;
} Columns;

static void
free_columns (gpointer data)
{
  Columns *columns = data;

  g_strfreev (columns->names);
  g_free (columns);
}

static char **
read_names (const char *path)
{
  g_autoptr (WeirDataRows) rows = weir_data_rows_load (NULL, path, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; rows != NULL && i < weir_data_rows_get_n_columns (rows); i++)
    g_strv_builder_add (names, weir_data_rows_get_column (rows, i));
  return g_strv_builder_end (names);
}

static char **
find_names (GHashTable *columns, const char *path)
{
  Columns *known = g_hash_table_lookup (columns, path);
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return NULL;
  if (known != NULL && known->time == info.st_mtime && known->size == info.st_size)
    return known->names;
  known = g_new0 (Columns, 1);
  known->time = info.st_mtime;
  known->size = info.st_size;
  known->names = read_names (path);
  g_hash_table_replace (columns, g_strdup (path), known);
  return known->names;
}

static void
add_source (GHashTable *columns, WeirDataSource *source, const char *folder, GPtrArray *origins)
{
  g_autofree char *path =
      source != NULL ? weir_file_find (folder, weir_data_source_get_file (source), NULL) : NULL;
  char **names = path != NULL ? find_names (columns, path) : NULL;

  for (; names != NULL && *names != NULL; names++)
    weir_origins_add (origins, WEIR_ORIGIN_PLAN, *names);
}

static void
add_iterations (GHashTable *columns, GListStore *iterations, const char *folder, GPtrArray *origins)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (iterations)); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (G_LIST_MODEL (iterations), i);

      add_source (columns, weir_iteration_get_data (iteration), folder, origins);
    }
}

/**
 * weir_plan_columns_new:
 *
 * Returns: (transfer full): nothing is known of any file yet
 */
GHashTable *
weir_plan_columns_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_columns);
}

/**
 * weir_plan_columns_find:
 * @columns: what is known of files
 * @plan: a load plan
 * @folder: (nullable): where the files are that it names
 * @origins: (element-type WeirOrigin): who gives variables their values, which columns do as well
 */
void
weir_plan_columns_find (GHashTable *columns, WeirPlan *plan, const char *folder, GPtrArray *origins)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));

  add_source (columns, weir_plan_get_data (plan), folder, origins);
  add_iterations (columns, weir_plan_get_iterations (plan), folder, origins);
  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      add_source (columns, weir_round_get_data (round), folder, origins);
      add_iterations (columns, weir_round_get_iterations (round), folder, origins);
    }
}
