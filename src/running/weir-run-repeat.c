/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-repeat.c: the failed iterations of an earlier run, alone, once more
 */

#include "config.h"

#include "weir-run-repeat.h"

#include "weir-document-enums.h"
#include "weir-run-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GHashTable *iterations; /* number → row */
  GHashTable *vus;
  gboolean are_vus;
} Search;

static gboolean
note_cb (const WeirResultRow *row, gpointer data)
{
  Search *search = data;
  gpointer row_number = GUINT_TO_POINTER (row->brief.row);

  g_hash_table_insert (search->iterations, GUINT_TO_POINTER (row->brief.iteration), row_number);
  g_hash_table_insert (search->vus, GUINT_TO_POINTER (row->brief.vu), row_number);
  /* One virtual user of several that was run again alone keeps its number. */
  search->are_vus |= row->brief.vu > 1;
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

static void
take_numbers (WeirRunRepeat *self, GHashTable *failed)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, failed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint number = GPOINTER_TO_UINT (key);

      g_array_append_val (self->numbers, number);
    }
  g_array_sort (self->numbers, compare_numbers);
  for (guint i = 0; i < self->numbers->len; i++)
    {
      guint number = g_array_index (self->numbers, guint, i);
      guint row = GPOINTER_TO_UINT (g_hash_table_lookup (failed, GUINT_TO_POINTER (number)));

      g_array_append_val (self->rows, row);
    }
}

static gboolean
find_failed (WeirRunRepeat *self, WeirArchive *archive, GError **error)
{
  g_autoptr (GHashTable) iterations = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) vus = g_hash_table_new (NULL, NULL);
  WeirResultFilter filter = { .failed_only = TRUE, .part = WEIR_FLOW_PART_STEPS + 1 };
  Search search = { iterations, vus, self->info->parallel > 1 };

  if (!weir_archive_foreach_row (archive, self->info->id, &filter, note_cb, &search, error))
    return FALSE;
  self->are_vus = search.are_vus;
  take_numbers (self, self->are_vus ? vus : iterations);
  return TRUE;
}

static char *
make_title (const WeirRunRepeat *self)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->info->started_at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;
  /* Translators: the day and time of a run; see g_date_time_format() */
  g_autofree char *when = local ? g_date_time_format (local, _ ("%-d %b %Y, %H:%M")) : g_strdup ("");

  if (self->are_vus)
    /* Translators: %1$s is the name of a flow, %2$u a count, %3$s day and time of an earlier run */
    return g_strdup_printf (ngettext ("%1$s: %2$u failed virtual user of %3$s",
                                      "%1$s: %2$u failed virtual users of %3$s", self->numbers->len),
                            self->info->name, self->numbers->len, when);
  /* Translators: %1$s is the name of a flow, %2$u a count, %3$s day and time of an earlier run */
  return g_strdup_printf (ngettext ("%1$s: %2$u failed iteration of %3$s",
                                    "%1$s: %2$u failed iterations of %3$s", self->numbers->len),
                          self->info->name, self->numbers->len, when);
}

/**
 * weir_run_repeat_new:
 * @archive: where the run is
 * @run_id: a run that is over
 * @error: return location for a #WEIR_RUN_ERROR or #WEIR_ARCHIVE_ERROR
 *
 * Returns: (transfer full) (nullable): what to run again
 */
WeirRunRepeat *
weir_run_repeat_new (WeirArchive *archive, gint64 run_id, GError **error)
{
  g_autoptr (WeirRunRepeat) self = g_new0 (WeirRunRepeat, 1);

  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->info = weir_archive_get_run (archive, run_id, error);
  if (!self->info)
    return NULL;
  if (!find_failed (self, archive, error))
    return NULL;
  if (self->numbers->len == 0)
    {
      g_set_error_literal (
          error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
          _ ("No iteration of this run failed, so there is none to run again. What failed in Before "
             "All or After All is run again with the whole flow."));
      return NULL;
    }
  self->title = make_title (self);
  return g_steal_pointer (&self);
}

void
weir_run_repeat_free (WeirRunRepeat *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->info, weir_run_info_free);
  g_array_unref (self->numbers);
  g_array_unref (self->rows);
  g_free (self->title);
  g_free (self);
}

/**
 * weir_run_repeat_apply:
 * @self: what to run again
 * @settings: gets what the run was made with; borrowed from @self
 */
void
weir_run_repeat_apply (const WeirRunRepeat *self, WeirRunSettings *settings)
{
  const WeirRunInfo *info = self->info;

  settings->iterations = settings->parallel = 1;
  settings->delay_ms = info->delay_ms;
  settings->stop_on_failure = info->stop_on_failure;
  settings->only_step = info->only_step;
  settings->file_name = info->file_name;
  settings->data_file = info->data_file;
  settings->title = self->title;
  settings->repeats = info->uuid;
  settings->selection = (WeirRunSelection){
    .numbers = (const guint *) (gpointer) self->numbers->data,
    .n_numbers = self->numbers->len,
    .rows = (const guint *) (gpointer) self->rows->data,
    .are_vus = self->are_vus,
  };
}

/**
 * weir_run_repeat_find_original:
 * @archive: where the runs are
 * @run_id: a run
 *
 * Returns: the id of the run of which @run_id repeats iterations; 0 when there is none, -1 with @error
 */
gint64
weir_run_repeat_find_original (WeirArchive *archive, gint64 run_id, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) bytes = weir_archive_get_run_data (archive, run_id, WEIR_RUN_REPEATS, &cause);
  g_autoptr (WeirRunInfo) info = NULL;
  g_autofree char *uuid = NULL;

  if (bytes)
    {
      uuid = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      info = weir_archive_find_run (archive, uuid, &cause);
    }
  if (info)
    return info->id;
  if (g_error_matches (cause, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND))
    return 0;
  g_propagate_error (error, g_steal_pointer (&cause));
  return -1;
}
