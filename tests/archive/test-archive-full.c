/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-archive-full.c: a run that ends on a full disk
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

#include "weir-archive.h"
#include "weir-record-codec.h"

/* No file may grow beyond; the program stands for itself, so nobody else is in the way. */
#define DISK_BYTES (600 * 1024)

static void
append_until_full (WeirArchive *archive, gint64 run_id, guint per_commit, guint *n)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize position = 0, size;
  const guint8 *record;
  WeirStepBrief brief;

  weir_record_encode (result, NULL, NULL, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, NULL));
  for (*n = 0; *n < 100000; *n += per_commit)
    {
      for (guint i = 0; i < per_commit; i++)
        g_assert_true (weir_archive_append (archive, run_id, &brief, record, size, NULL));
      if (!weir_archive_commit (archive, NULL))
        return;
    }
  g_assert_not_reached ();
}

/* Commits as small as they can be leave least room behind when the last one finds none. */
static void
test_end (gconstpointer data)
{
  const struct rlimit small = { DISK_BYTES, RLIM_INFINITY }, none = { RLIM_INFINITY, RLIM_INFINITY };
  g_autofree char *folder = g_dir_make_tmp ("weir-archive-XXXXXX", NULL);
  g_autofree char *file_name = g_build_filename (folder, "runs.db", NULL);
  g_autofree char *lock = g_strconcat (file_name, "-lock", NULL);
  WeirArchive *archive = weir_archive_open (file_name, NULL);
  g_autoptr (WeirRunInfo) info = weir_run_info_new (), found = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (weir_archive_begin_run (archive, info, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  append_until_full (archive, info->id, GPOINTER_TO_UINT (data), &n);
  info->outcome = WEIR_OUTCOME_PASSED;
  weir_archive_finish_run (archive, info, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  g_assert_no_error (error);
  found = weir_archive_get_run (archive, info->id, NULL);
  g_assert_cmpint (found->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpint (found->n_results, ==, n);
  weir_archive_close (archive);
  g_remove (file_name);
  g_remove (lock);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, per_commit) g_test_add_data_func ("/archive/full/" path, GUINT_TO_POINTER (per_commit), test_end)

  ADD ("how a run ended finds room behind results written one by one", 1);
  ADD ("how a run ended finds room behind results written by the hundred", 100);

  return g_test_run ();
}
