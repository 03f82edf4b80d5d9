/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-archive-crash.c: a process that writes 100 000 results is killed in the middle of it
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "weir-archive.h"
#include "weir-record-codec.h"

#define N_RESULTS 100000
/* As a run commits: ten times a second. */
#define COMMIT_US 100000
#define DEADLINE_US (60 * G_USEC_PER_SEC)

/* What the writer has done, where it can be read after its end. */
typedef struct
{
  volatile gint appended;
  volatile gint committed; /* of them, when the latest commit was back */
  volatile gint failed;
} Diary;

static void
write_results (const char *file_name, Diary *diary)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (file_name, NULL);
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gint64 next_us = g_get_monotonic_time () + COMMIT_US;
  WeirStepBrief brief;
  const guint8 *record;
  gsize position = 0, size;

  g_byte_array_set_size (weir_step_result_add_attempt (result)->response_body, 200);
  weir_record_encode (result, NULL, NULL, bytes);
  weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, NULL);
  diary->failed = archive == NULL || !weir_archive_begin_run (archive, info, NULL);
  for (int i = 1; i <= N_RESULTS && !diary->failed; i++)
    {
      brief.iteration = (guint) i;
      brief.offset_us = i;
      diary->failed = !weir_archive_append (archive, info->id, &brief, record, size, NULL);
      diary->appended = i;
      if (g_get_monotonic_time () < next_us)
        continue;
      next_us = g_get_monotonic_time () + COMMIT_US;
      diary->failed |= !weir_archive_commit (archive, NULL);
      diary->committed = i;
    }
  /* It never ends by itself: whoever waits for its death decides when. */
  while (!diary->failed)
    pause ();
}

/* Kills the writer once it has committed @enough; returns what it had committed by then, or more. */
static int
kill_writer (const char *file_name, Diary *diary, int enough)
{
  gint64 end_us = g_get_monotonic_time () + DEADLINE_US;
  pid_t writer = fork ();
  int status;

  g_assert_cmpint (writer, >=, 0);
  if (writer == 0)
    {
      write_results (file_name, diary);
      _exit (1);
    }
  while (diary->committed < enough && diary->appended < N_RESULTS && g_get_monotonic_time () < end_us)
    g_usleep (1000);
  g_assert_cmpint (kill (writer, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (writer, &status, 0), ==, writer);
  g_assert_true (WIFSIGNALED (status));
  g_assert_false (diary->failed);
  return diary->committed;
}

static gint64
query (const char *file_name, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_open (file_name, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return number;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* At moments of all kinds: early, in the middle, late. */
static void
test_killed (gconstpointer enough)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-archive-XXXXXX", NULL);
  g_autofree char *file_name = g_build_filename (folder, "runs.db", NULL);
  Diary *diary = mmap (NULL, sizeof *diary, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_autoptr (WeirArchive) archive = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;
  const WeirRunInfo *run;
  int committed;

  g_assert_true (diary != MAP_FAILED);
  committed = kill_writer (file_name, diary, GPOINTER_TO_INT (enough));
  archive = weir_archive_open (file_name, &error);
  g_assert_no_error (error);
  g_assert_null (weir_archive_get_notice (archive));
  runs = weir_archive_list_runs (archive, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 1);
  run = g_ptr_array_index (runs, 0);
  g_assert_false (run->running);
  g_assert_true (run->partial);
  g_assert_cmpint (run->outcome, ==, WEIR_OUTCOME_NONE);
  /* Everything up to the last commit that was back, in one piece, and nothing that was not written whole. */
  g_assert_cmpint (run->n_results, >=, committed);
  g_assert_cmpint (run->n_results, <=, diary->appended);
  g_assert_cmpint (run->duration_us, ==, run->n_results);
  g_assert_cmpint (query (file_name, "SELECT count(*) FROM step_result WHERE iteration <> id"), ==, 0);
  g_assert_cmpint (query (file_name, "SELECT count(*) FROM step_record"), ==, run->n_results);
  g_assert_cmpint (query (file_name, "SELECT count(*) FROM sample"), ==, run->n_results);
  g_assert_cmpint (query (file_name, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), ==, 1);
  g_clear_pointer (&archive, weir_archive_close);
  munmap (diary, sizeof *diary);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/archive/crash/killed early, all that was committed is there", GINT_TO_POINTER (1),
                        test_killed);
  g_test_add_data_func ("/archive/crash/killed in the middle, all that was committed is there",
                        GINT_TO_POINTER (N_RESULTS / 2), test_killed);
  g_test_add_data_func ("/archive/crash/killed late, all that was committed is there",
                        GINT_TO_POINTER (N_RESULTS * 9 / 10), test_killed);
  return g_test_run ();
}
