/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-archive-runs.c: what is kept of a run beside its results, and what people do with runs
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-archive.h"
#include "weir-record-codec.h"

#define FLOW "/home/ada/shop.flow.yaml"

typedef struct
{
  char *folder;
  char *file_name;
  WeirArchive *archive;
} Fixture;

static WeirArchive *
open_archive (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  WeirArchive *archive = weir_archive_open (fixture->file_name, &error);

  g_assert_no_error (error);
  return archive;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("weir-archive-XXXXXX", NULL);
  fixture->file_name = g_build_filename (fixture->folder, "runs.db", NULL);
  fixture->archive = open_archive (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-lock" };

  g_clear_pointer (&fixture->archive, weir_archive_close);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (fixture->file_name, endings[i], NULL);

      g_remove (name);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->file_name);
  g_free (fixture->folder);
}

static gint64
begin (WeirArchive *archive, const char *file_name, gint64 started_at)
{
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();
  g_autoptr (GError) error = NULL;

  info->name = g_strdup ("Shop");
  info->file_name = g_strdup (file_name);
  info->started_at = started_at;
  weir_run_info_set_machine (info);
  info->environment = g_strdup ("staging");
  info->only_step = g_strdup ("Log in");
  info->data_file = g_strdup ("/home/ada/users.csv");
  info->data_rows = 12;
  info->data_random = TRUE;
  weir_archive_begin_run (archive, info, &error);
  g_assert_no_error (error);
  return info->id;
}

static void
finish (WeirArchive *archive, gint64 run_id, WeirOutcome outcome)
{
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();
  g_autoptr (GError) error = NULL;

  info->id = run_id;
  info->outcome = outcome;
  info->quality = 2;
  info->summary = g_strdup ("That was it");
  weir_archive_finish_run (archive, info, &error);
  g_assert_no_error (error);
}

static WeirRunInfo *
get (WeirArchive *archive, gint64 run_id)
{
  g_autoptr (GError) error = NULL;
  WeirRunInfo *info = weir_archive_get_run (archive, run_id, &error);

  g_assert_no_error (error);
  return info;
}

static void
test_row (Fixture *fixture, gconstpointer data)
{
  gint64 id = begin (fixture->archive, FLOW, 1000);
  g_autoptr (GPtrArray) runs = NULL;
  const WeirRunInfo *info;

  finish (fixture->archive, id, WEIR_OUTCOME_PASSED);
  runs = weir_archive_list_runs (fixture->archive, 1, NULL);
  info = g_ptr_array_index (runs, 0);
  g_assert_cmpstr (info->environment, ==, "staging");
  g_assert_cmpstr (info->only_step, ==, "Log in");
  g_assert_cmpstr (info->data_file, ==, "/home/ada/users.csv");
  g_assert_cmpuint (info->data_rows, ==, 12);
  g_assert_true (info->data_random);
  g_assert_cmpstr (info->weir_version, ==, WEIR_VERSION);
  g_assert_cmpstr (info->host, ==, g_get_host_name ());
  g_assert_true (g_str_has_prefix (info->kernel, "Linux "));
  g_assert_cmpuint (info->cores, ==, g_get_num_processors ());
  g_assert_cmpuint (info->quality, ==, 2);
  g_assert_cmpint (info->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpstr (info->summary, ==, "That was it");
  g_assert_null (info->document);
  g_assert_false (info->partial || info->running || info->pinned || info->baseline);
}

static void
test_people (Fixture *fixture, gconstpointer data)
{
  gint64 id = begin (fixture->archive, FLOW, 1000);
  g_autoptr (WeirRunInfo) named = NULL, unnamed = NULL;
  g_autoptr (GError) error = NULL;

  finish (fixture->archive, id, WEIR_OUTCOME_PASSED);
  g_assert_true (weir_archive_set_title (fixture->archive, id, " Before the new cache ", NULL));
  g_assert_true (weir_archive_set_note (fixture->archive, id, "slow disk\nasked Bo", NULL));
  g_assert_true (weir_archive_set_pinned (fixture->archive, id, TRUE, NULL));
  g_assert_true (weir_archive_set_baseline (fixture->archive, FLOW, id, NULL));
  named = get (fixture->archive, id);
  g_assert_cmpstr (named->title, ==, "Before the new cache");
  g_assert_cmpstr (named->note, ==, "slow disk\nasked Bo");
  g_assert_true (named->pinned && named->baseline);
  g_assert_true (weir_archive_set_title (fixture->archive, id, "  ", NULL));
  g_assert_true (weir_archive_set_note (fixture->archive, id, NULL, NULL));
  unnamed = get (fixture->archive, id);
  g_assert_null (unnamed->title);
  g_assert_null (unnamed->note);

  g_assert_false (weir_archive_set_title (fixture->archive, id + 1, "x", &error));
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (weir_archive_set_baseline (fixture->archive, FLOW, id + 1, &error));
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND);
  g_assert_cmpint (weir_archive_get_baseline (fixture->archive, FLOW, NULL), ==, id);
}

static void
test_flow_runs (Fixture *fixture, gconstpointer data)
{
  gint64 first = begin (fixture->archive, FLOW, 1000);
  gint64 other = begin (fixture->archive, "/home/ada/other.flow.yaml", 2000);
  gint64 second = begin (fixture->archive, FLOW, 3000);
  g_autoptr (GPtrArray) runs = weir_archive_list_flow_runs (fixture->archive, FLOW, 10, NULL);
  g_autoptr (GPtrArray) latest = weir_archive_list_flow_runs (fixture->archive, FLOW, 1, NULL);

  g_assert_cmpint (other, >, first);
  g_assert_cmpuint (runs->len, ==, 2);
  g_assert_cmpint (((WeirRunInfo *) g_ptr_array_index (runs, 0))->id, ==, second);
  g_assert_cmpint (((WeirRunInfo *) g_ptr_array_index (runs, 1))->id, ==, first);
  g_assert_cmpuint (latest->len, ==, 1);
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  const char *renamed = "/home/ada/basket.flow.yaml";
  gint64 first = begin (fixture->archive, FLOW, 1000);
  gint64 other = begin (fixture->archive, "/home/ada/other.flow.yaml", 2000);
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (WeirRunInfo) untouched = NULL;

  finish (fixture->archive, first, WEIR_OUTCOME_PASSED);
  g_assert_true (weir_archive_set_baseline (fixture->archive, FLOW, first, NULL));
  g_assert_true (weir_archive_move_flow (fixture->archive, FLOW, renamed, NULL));
  before = weir_archive_list_flow_runs (fixture->archive, FLOW, 10, NULL);
  after = weir_archive_list_flow_runs (fixture->archive, renamed, 10, NULL);
  untouched = get (fixture->archive, other);
  g_assert_cmpuint (before->len, ==, 0);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (((WeirRunInfo *) g_ptr_array_index (after, 0))->id, ==, first);
  g_assert_cmpint (weir_archive_get_baseline (fixture->archive, renamed, NULL), ==, first);
  g_assert_cmpint (weir_archive_get_baseline (fixture->archive, FLOW, NULL), ==, 0);
  g_assert_cmpstr (untouched->file_name, ==, "/home/ada/other.flow.yaml");
  g_assert_true (weir_archive_move_flow (fixture->archive, "/home/ada/never-run.yaml", FLOW, NULL));
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  gint64 id = begin (fixture->archive, FLOW, 1000);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("1", 1);
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  g_assert_false (weir_archive_delete_run (fixture->archive, id, &error));
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_RUNNING);
  g_assert_cmpstr (error->message, ==, "The run is still going on. Stop it, then delete it.");
  g_clear_error (&error);
  finish (fixture->archive, id, WEIR_OUTCOME_PASSED);
  g_assert_true (weir_archive_set_pinned (fixture->archive, id, TRUE, NULL));
  g_assert_true (weir_archive_set_baseline (fixture->archive, FLOW, id, NULL));
  g_assert_true (weir_archive_set_run_data (fixture->archive, id, "statistics", bytes, NULL));
  g_assert_true (weir_archive_append_window (fixture->archive, id, "seconds", 0, (const guint8 *) "1", 1, NULL));
  g_assert_true (weir_archive_commit (fixture->archive, NULL));

  g_assert_true (weir_archive_delete_run (fixture->archive, id, &error));
  g_assert_null (weir_archive_get_run (fixture->archive, id, NULL));
  g_assert_cmpint (weir_archive_get_baseline (fixture->archive, FLOW, NULL), ==, 0);
  while (!done)
    g_assert_true (weir_archive_tidy (fixture->archive, 1000, &done, &error));
  g_assert_null (weir_archive_get_run_data (fixture->archive, id, "statistics", NULL));
}

static void
test_data (Fixture *fixture, gconstpointer data)
{
  gint64 id = begin (fixture->archive, FLOW, 1000);
  g_autoptr (GBytes) first = g_bytes_new_static ("old\0ish", 7), second = g_bytes_new_static ("new", 3);
  g_autoptr (GBytes) none = g_bytes_new_static (NULL, 0), read = NULL, empty = NULL;
  g_autoptr (WeirArchive) other = open_archive (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_archive_set_run_data (fixture->archive, id, "findings", first, &error));
  read = weir_archive_get_run_data (other, id, "findings", &error);
  g_assert_true (g_bytes_equal (read, first));
  g_clear_pointer (&read, g_bytes_unref);
  g_assert_true (weir_archive_set_run_data (fixture->archive, id, "findings", second, &error));
  g_assert_true (weir_archive_set_run_data (fixture->archive, id, "quality", none, &error));
  read = weir_archive_get_run_data (other, id, "findings", &error);
  g_assert_true (g_bytes_equal (read, second));
  empty = weir_archive_get_run_data (other, id, "quality", &error);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_assert_null (weir_archive_get_run_data (other, id, "statistics", &error));
  g_assert_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND);
}

static gboolean
note_window (gint64 start_us, const guint8 *data, gsize size, gpointer out)
{
  g_string_append_printf (out, "%d:%.*s ", (int) start_us, (int) size, (const char *) data);
  return strstr (((GString *) out)->str, "stop") == NULL;
}

static char *
read_windows (WeirArchive *archive, gint64 id, const char *kind, gint64 from_us, gint64 until_us)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  weir_archive_foreach_window (archive, id, kind, from_us, until_us, note_window, out, &error);
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

static void
add_window (Fixture *fixture, gint64 id, const char *kind, gint64 start_us, const char *text)
{
  g_autoptr (GError) error = NULL;

  weir_archive_append_window (fixture->archive, id, kind, start_us, (const guint8 *) text, strlen (text),
                              &error);
  g_assert_no_error (error);
}

static void
test_windows (Fixture *fixture, gconstpointer data)
{
  gint64 id = begin (fixture->archive, FLOW, 1000);
  g_autoptr (WeirArchive) other = open_archive (fixture);
  g_autofree char *before = NULL, *all = NULL, *some = NULL, *stopped = NULL;

  add_window (fixture, id, "step", 2, "c");
  add_window (fixture, id, "step", 0, "a");
  add_window (fixture, id, "step", 1, "");
  add_window (fixture, id, "stop", 0, "stop");
  add_window (fixture, id, "stop", 1, "never seen");
  before = read_windows (other, id, "step", 0, G_MAXINT64);
  g_assert_cmpstr (before, ==, "");
  g_assert_true (weir_archive_commit (fixture->archive, NULL));
  all = read_windows (other, id, "step", 0, G_MAXINT64);
  g_assert_cmpstr (all, ==, "0:a 1: 2:c ");
  some = read_windows (other, id, "step", 1, 2);
  g_assert_cmpstr (some, ==, "1: ");
  stopped = read_windows (other, id, "stop", 0, G_MAXINT64);
  g_assert_cmpstr (stopped, ==, "0:stop ");
}

static void
append_with_body (WeirArchive *archive, gint64 id, gsize size, gboolean drop)
{
  const WeirRecordBodies bodies = { .body_limit = 1000, .drop_bodies = drop };
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize position = 0, record_size;
  const guint8 *record;
  WeirStepBrief brief;

  g_byte_array_set_size (weir_step_result_add_attempt (result)->response_body, (guint) size);
  weir_record_encode (result, NULL, &bodies, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &record_size, &brief, NULL));
  g_assert_true (weir_archive_append (archive, id, &brief, record, record_size, NULL));
}

static void
test_without_bodies (Fixture *fixture, gconstpointer data)
{
  gint64 id = begin (fixture->archive, FLOW, 1000);
  g_autoptr (WeirRunInfo) info = NULL;

  append_with_body (fixture->archive, id, 2000, FALSE); /* cut, which is something else */
  append_with_body (fixture->archive, id, 500, TRUE);
  append_with_body (fixture->archive, id, 500, TRUE);
  append_with_body (fixture->archive, id, 0, TRUE); /* had none */
  finish (fixture->archive, id, WEIR_OUTCOME_PASSED);
  info = get (fixture->archive, id);
  g_assert_cmpint (info->n_results, ==, 4);
  g_assert_cmpint (info->n_without_bodies, ==, 2);
}

static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  gint64 id = begin (fixture->archive, FLOW, 1000);
  g_autoptr (WeirArchive) other = open_archive (fixture);
  g_autoptr (WeirRunInfo) going_on = get (other, id), cut_off = NULL;

  g_assert_true (going_on->running);
  g_assert_false (going_on->partial);
  g_assert_cmpstr (going_on->summary, ==, NULL);
  g_clear_pointer (&fixture->archive, weir_archive_close);
  fixture->archive = open_archive (fixture);
  cut_off = get (fixture->archive, id);
  g_assert_false (cut_off->running);
  g_assert_true (cut_off->partial);
  g_assert_cmpint (cut_off->outcome, ==, WEIR_OUTCOME_NONE);
  g_assert_cmpstr (cut_off->summary, ==,
                   "Cut off: the program that ran it ended first. What it had measured until then is here.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/archive/runs/a row of the list tells environment, version, machine and quality", test_row);
  ADD ("/archive/runs/a run is renamed, noted, pinned and made the baseline", test_people);
  ADD ("/archive/runs/the latest runs of one flow are found", test_flow_runs);
  ADD ("/archive/runs/runs and baseline follow a flow whose file is renamed", test_move);
  ADD ("/archive/runs/a run is deleted with all that belongs to it, but not while it goes on", test_delete);
  ADD ("/archive/runs/data of each kind are kept, the latest of each", test_data);
  ADD ("/archive/runs/windows are read in their order and in parts", test_windows);
  ADD ("/archive/runs/results whose bodies found no room are counted", test_without_bodies);
  ADD ("/archive/runs/a run whose writer went without a word says it was cut off", test_cut_off);
#undef ADD
  return g_test_run ();
}
