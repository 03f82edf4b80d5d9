/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-archive-file.c: the file of an archive: made, refused, damaged, full
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "weir-archive-private.h"
#include "weir-record-codec.h"

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("weir-archive-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_remove (path);
    }
  g_rmdir (folder);
}

static void
assert_refused (const char *file_name, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_archive_open (file_name, &error));
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, file_name));
}

static void
execute (const char *file_name, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (file_name, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
append (WeirArchive *archive, gint64 run_id, gsize body_size)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  WeirStepBrief brief;
  const guint8 *record;
  gsize position = 0, size;

  g_byte_array_set_size (weir_step_result_add_attempt (result)->response_body, (guint) body_size);
  memset (weir_step_result_get_last (result)->response_body->data, 'x', body_size);
  weir_record_encode (result, NULL, NULL, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, NULL));
  weir_archive_append (archive, run_id, &brief, record, size, NULL);
}

static void
test_made (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *file_name = g_build_filename (folder, "a", "b", "runs.db", NULL);
  g_autoptr (GError) error = NULL;
  WeirArchive *archive = weir_archive_open (file_name, &error);
  struct stat status;

  g_assert_no_error (error);
  g_assert_nonnull (archive);
  g_assert_cmpint (g_stat (file_name, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 077, ==, 0);
  weir_archive_close (archive);
  archive = weir_archive_open (file_name, &error);
  g_assert_no_error (error);
  weir_archive_close (archive);
  remove_folder (folder);
}

static void
test_default_name (void)
{
  g_autofree char *set = NULL, *unset = NULL;

  g_setenv ("WEIR_DATA_DIR", "/somewhere/else", TRUE);
  set = weir_archive_get_default_file_name ();
  g_assert_cmpstr (set, ==, "/somewhere/else/runs.db");
  g_unsetenv ("WEIR_DATA_DIR");
  unset = weir_archive_get_default_file_name ();
  g_assert_true (g_str_has_prefix (unset, g_get_user_data_dir ()));
  g_assert_true (g_str_has_suffix (unset, "/weir/runs.db"));
}

static gpointer
open_and_close (gpointer file_name)
{
  g_autoptr (GError) error = NULL;
  WeirArchive *archive = weir_archive_open (file_name, &error);

  g_assert_no_error (error);
  weir_archive_close (archive);
  return NULL;
}

static void
test_made_by_many (void)
{
  /* More than once: the ways of getting in each other's way are many. */
  for (guint round = 0; round < 20; round++)
    {
      g_autofree char *folder = make_folder ();
      g_autofree char *file_name = g_build_filename (folder, "runs.db", NULL);
      GThread *threads[4];

      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("opener", open_and_close, file_name);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
      remove_folder (folder);
    }
}

static void
test_refused (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *foreign = g_build_filename (folder, "foreign.db", NULL);

  execute (foreign, "CREATE TABLE letters (a)");
  assert_refused (foreign, "another program");
  assert_refused (folder, "could not be opened");
  remove_folder (folder);
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_archive_open ("/proc/weir/runs.db", &error));
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN);
  g_assert_nonnull (strstr (error->message, "“/proc/weir”"));
  g_assert_nonnull (strstr (error->message, "WEIR_DATA_DIR"));
}

static void
test_read_only (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *file_name = g_build_filename (folder, "runs.db", NULL);

  if (geteuid () == 0)
    g_test_skip ("everything may be written to by root");
  else
    {
      open_and_close (file_name);
      g_assert_cmpint (g_chmod (file_name, 0400), ==, 0);
      assert_refused (file_name, "may not be written to");
    }
  remove_folder (folder);
}

static void
test_locked (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *file_name = g_build_filename (folder, "runs.db", NULL);
  g_autoptr (WeirArchive) archive = weir_archive_open (file_name, NULL);
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  sqlite3_busy_timeout (archive->db, 50); /* a test need not wait as long as a run */
  g_assert_cmpint (sqlite3_open (file_name, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (weir_archive_begin_run (archive, info, &error));
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "locked"));
  sqlite3_close (other);
  remove_folder (folder);
}

static void
test_no_room (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *file_name = g_build_filename (folder, "runs.db", NULL);
  g_autoptr (WeirArchive) archive = weir_archive_open (file_name, NULL);
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();
  g_autoptr (GError) error = NULL;
  struct rlimit before, small = { 512 * 1024, 512 * 1024 };

  g_assert_true (weir_archive_begin_run (archive, info, NULL));
  append (archive, info->id, 100);
  g_assert_true (weir_archive_commit (archive, NULL));

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small.rlim_max = before.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  for (guint i = 0; i < 10; i++)
    append (archive, info->id, 200000);
  g_assert_false (weir_archive_commit (archive, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, file_name));

  /* Once there is room again it goes on, with nothing of what failed. */
  append (archive, info->id, 100);
  g_assert_true (weir_archive_commit (archive, NULL));
  g_assert_cmpint (weir_archive_count_results (archive, info->id, NULL, NULL), ==, 2);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/archive/file/is made with its folders, for its owner only", test_made);
  g_test_add_func ("/archive/file/its name follows WEIR_DATA_DIR", test_default_name);
  g_test_add_func ("/archive/file/many may make it at the same time", test_made_by_many);
  g_test_add_func ("/archive/file/that of another program is refused and left alone", test_refused);
  g_test_add_func ("/archive/file/a folder that cannot be made is named with the cure", test_no_folder);
  g_test_add_func ("/archive/file/one that may not be written to is refused", test_read_only);
  g_test_add_func ("/archive/file/one that another program locks is named", test_locked);
  g_test_add_func ("/archive/file/without room results are lost, not the archive", test_no_room);
  return g_test_run ();
}
