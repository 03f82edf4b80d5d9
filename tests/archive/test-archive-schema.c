/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-archive-schema.c: files of older, newer and damaged kinds
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "weir-archive.h"
#include "weir-same-brief.h"

typedef struct
{
  char *folder;
  char *file_name;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("weir-archive-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file_name = g_build_filename (fixture->folder, "runs.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->file_name);
  g_free (fixture->folder);
}

static void
execute (const char *file_name, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (file_name, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static int
append_row (void *out, int n, char **values, char **names)
{
  for (int i = 0; i < n; i++)
    g_string_append_printf (out, "%s|", values[i] != NULL ? values[i] : "");
  g_string_append_c (out, '\n');
  return 0;
}

static char *
query (const char *file_name, const char *sql)
{
  GString *out = g_string_new (NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (file_name, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, append_row, out, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  return g_string_free (out, FALSE);
}

/* The archive as that version wrote it. */
static void
make_version (const char *file_name, guint version)
{
  g_autofree char *name = g_strdup_printf ("runs-%u.sql", version);
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "archive", name, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (source, &sql, NULL, &error);
  g_assert_no_error (error);
  execute (file_name, sql);
}

static void
open_and_close (const char *file_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirArchive) archive = weir_archive_open (file_name, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (weir_archive_get_notice (archive), ==, NULL);
}

static void
test_version_1 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirArchive) archive = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (WeirStepResult) result = NULL;
  g_autoptr (WeirRunInfo) next = weir_run_info_new ();
  g_autoptr (GError) error = NULL;
  const WeirRunInfo *run;

  make_version (fixture->file_name, 1);
  archive = weir_archive_open (fixture->file_name, &error);
  g_assert_no_error (error);
  runs = weir_archive_list_runs (archive, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 1);
  run = g_ptr_array_index (runs, 0);
  g_assert_cmpstr (run->name, ==, "Shop");
  g_assert_cmpstr (run->file_name, ==, "/home/ada/shop.flow.yaml");
  g_assert_cmpint (run->outcome, ==, WEIR_OUTCOME_FAILED);
  g_assert_cmpint (run->n_results, ==, 4);
  g_assert_cmpint (run->n_failed, ==, 2);
  g_assert_cmpint (run->bytes, ==, 2 * 1143 + 2 * 792);
  g_assert_false (run->pinned || run->running || run->partial || run->baseline);
  rows = weir_archive_list_results (archive, run->id, NULL, 0, 10, &error);
  g_assert_cmpuint (rows->len, ==, 4);
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    {
      result = weir_archive_get_result (archive, g_array_index (rows, WeirResultRow, 1).id, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (result->name, ==, "Ask for what is not there");
      g_assert_cmpuint (weir_step_result_get_last (result)->status, ==, 404);
    }
  g_assert_true (weir_archive_begin_run (archive, next, &error));
  g_assert_cmpint (next->id, ==, run->id + 1);
}

/* Its results come from no row of a data file; those of a later run may. */
static void
test_version_2 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirArchive) archive = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (WeirRunInfo) next = weir_run_info_new ();
  g_autoptr (GError) error = NULL;
  const WeirRunInfo *run;

  make_version (fixture->file_name, 2);
  archive = weir_archive_open (fixture->file_name, &error);
  g_assert_no_error (error);
  runs = weir_archive_list_runs (archive, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 1);
  run = g_ptr_array_index (runs, 0);
  g_assert_cmpstr (run->summary, ==, "Failed, 2 of 4 steps did not pass");
  g_assert_cmpstr (run->host, ==, "ada");
  g_assert_cmpstr (run->data_file, ==, NULL);
  g_assert_cmpuint (run->data_rows, ==, 0);
  g_assert_false (run->data_random);
  rows = weir_archive_list_results (archive, run->id, NULL, 0, 10, &error);
  g_assert_cmpuint (rows->len, ==, 4);
  for (guint i = 0; i < rows->len; i++)
    {
      const WeirResultRow *row = &g_array_index (rows, WeirResultRow, i);
      g_autoptr (WeirStepResult) result = NULL;

      g_assert_cmpuint (row->brief.row, ==, 0);
      g_assert_cmpuint (row->brief.iteration, ==, i / 2 + 1);
      if (G_BYTE_ORDER != G_LITTLE_ENDIAN)
        continue;
      result = weir_archive_get_result (archive, row->id, &error);
      g_assert_no_error (error);
      assert_same_brief (&row->brief, &result->brief);
    }
  next->data_file = g_strdup ("/home/ada/users.csv");
  g_assert_true (weir_archive_begin_run (archive, next, &error));
}

static void
test_same_tables (Fixture *fixture, gconstpointer data)
{
  static const char sql[] = "SELECT type, name, sql FROM sqlite_master ORDER BY name;"
                            "PRAGMA user_version; PRAGMA application_id;";
  g_autofree char *new_name = g_build_filename (fixture->folder, "new.db", NULL);
  g_autofree char *second_name = g_build_filename (fixture->folder, "second.db", NULL);
  g_autofree char *old = NULL, *new = NULL, *second = NULL;

  make_version (fixture->file_name, 1);
  make_version (second_name, 2);
  open_and_close (fixture->file_name);
  open_and_close (second_name);
  open_and_close (new_name);
  second = query (second_name, sql);
  old = query (fixture->file_name, sql);
  new = query (new_name, sql);
  g_assert_cmpstr (old, ==, new);
  g_assert_cmpstr (second, ==, new);
  g_assert_nonnull (strstr (old, "run_window"));
}

static void
test_interrupted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  /* A table that the way to version 2 wants to make is there already, so that it cannot be gone. */
  make_version (fixture->file_name, 1);
  execute (fixture->file_name, "CREATE TABLE run_data (a)");
  before = query (fixture->file_name, "SELECT sql FROM sqlite_master; PRAGMA user_version");
  g_assert_null (weir_archive_open (fixture->file_name, &error));
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN);
  after = query (fixture->file_name, "SELECT sql FROM sqlite_master; PRAGMA user_version");
  g_assert_cmpstr (before, ==, after);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize size_before, size_after;

  make_version (fixture->file_name, 1);
  execute (fixture->file_name, "PRAGMA user_version = 99");
  g_assert_true (g_file_get_contents (fixture->file_name, &before, &size_before, NULL));
  g_assert_null (weir_archive_open (fixture->file_name, &error));
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN);
  g_assert_nonnull (strstr (error->message, "was written by a newer Weir (its format is 99, this one knows up to 4)"));
  g_assert_nonnull (strstr (error->message, "Use that version"));
  g_assert_true (g_file_get_contents (fixture->file_name, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
}

static guint
count_files (const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, prefix) && !g_str_has_suffix (name, "-wal") && !g_str_has_suffix (name, "-shm");
  return n;
}

/* Opens a file that is damaged, and looks for what was said and kept. */
static void
assert_moved_aside (Fixture *fixture, const char *contents, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirArchive) archive = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autofree char *aside = NULL, *kept = NULL;
  const char *notice;
  gsize kept_size;

  g_assert_true (g_file_set_contents (fixture->file_name, contents, (gssize) size, NULL));
  archive = weir_archive_open (fixture->file_name, &error);
  g_assert_no_error (error);
  notice = weir_archive_get_notice (archive);
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice, "are damaged. The file was renamed to “"));
  aside = g_strdup (strstr (notice, "renamed to “") + strlen ("renamed to “"));
  *strstr (aside, "”") = '\0';
  g_assert_true (g_file_get_contents (aside, &kept, &kept_size, NULL));
  g_assert_cmpmem (contents, size, kept, kept_size);
  runs = weir_archive_list_runs (archive, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 0);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char letter[] = "This is a letter, no database, and long enough to be taken for one at first "
                               "sight. It goes on for a while: the header of a database has 100 bytes.";
  g_autofree char *contents = NULL;
  gsize size;

  assert_moved_aside (fixture, letter, strlen (letter));
  g_remove (fixture->file_name);
  make_version (fixture->file_name, 1);
  open_and_close (fixture->file_name);
  g_assert_true (g_file_get_contents (fixture->file_name, &contents, &size, NULL));
  memset (contents + 4096, 0xa5, size - 4096);
  assert_moved_aside (fixture, contents, size);
  /* Neither took the place of the other. */
  g_assert_cmpuint (count_files (fixture->folder, "runs.db.damaged-"), ==, 2);
  open_and_close (fixture->file_name);
}

static void
test_damaged_and_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirArchive) open = weir_archive_open (fixture->file_name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  FILE *file;

  /* In place, with nothing in the journal that would mend it. */
  execute (fixture->file_name, "PRAGMA wal_checkpoint (TRUNCATE)");
  file = g_fopen (fixture->file_name, "w");
  g_assert_cmpint (fputs ("no database at all", file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
  g_assert_null (weir_archive_open (fixture->file_name, &error));
  g_assert_nonnull (strstr (error->message, "is damaged, and another program has it open. Close that program"));
  g_assert_true (g_file_get_contents (fixture->file_name, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "no database at all");
}

static gpointer
open_damaged (gpointer file_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirArchive) archive = weir_archive_open (file_name, &error);
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();

  g_assert_no_error (error);
  g_assert_true (weir_archive_begin_run (archive, info, &error));
  return NULL;
}

static void
test_damaged_for_many (Fixture *fixture, gconstpointer data)
{
  for (guint round = 0; round < 10; round++)
    {
      GThread *threads[4];
      g_autofree char *count = NULL;

      g_assert_true (g_file_set_contents (fixture->file_name, "no database at all", -1, NULL));
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("opener", open_damaged, fixture->file_name);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
      count = query (fixture->file_name, "SELECT count(*) FROM run");
      g_assert_cmpstr (count, ==, "4|\n");
      g_assert_cmpuint (count_files (fixture->folder, "runs.db.damaged-"), ==, round + 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/archive/schema/an archive of version 1 is brought up to date with all its runs", test_version_1);
  ADD ("/archive/schema/an archive of version 2 is brought up to date with all its runs", test_version_2);
  ADD ("/archive/schema/an old archive and a new one have the same tables", test_same_tables);
  ADD ("/archive/schema/an update that cannot be ended leaves the file as it was", test_interrupted);
  ADD ("/archive/schema/a newer archive is refused and not touched", test_newer);
  ADD ("/archive/schema/a damaged file is moved aside, whole, and said so", test_damaged);
  ADD ("/archive/schema/of many that find the damage one moves the file aside", test_damaged_for_many);
  ADD ("/archive/schema/a damaged file that somebody has open stays where it is", test_damaged_and_open);
#undef ADD
  return g_test_run ();
}
