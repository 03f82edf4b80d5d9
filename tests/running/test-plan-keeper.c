/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-keeper.c: rows of requests that come faster than a disk takes them
 */

#include "config.h"

#include "weir-plan-keeper.h"
#include "weir-record-codec.h"

#include <glib/gstdio.h>
#include <string.h>

#define FRAMES 200
#define BODY_BYTES (1024 * 1024)

/* One failed request with a large body, as a worker sends it. */
static GByteArray *
make_frame (void)
{
  static const WeirRecordBodies bodies = { G_MAXUINT32, FALSE };
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  WeirExchange *exchange = weir_step_result_add_attempt (result);
  GByteArray *frame = g_byte_array_new ();

  exchange->outcome = WEIR_EXCHANGE_ANSWERED;
  exchange->status = 500;
  exchange->method = g_strdup ("GET");
  g_byte_array_set_size (exchange->response_body, BODY_BYTES);
  memset (exchange->response_body->data, 'x', BODY_BYTES);
  result->name = g_strdup ("I");
  result->brief.part = 1;
  result->brief.iteration = result->brief.vu = 1;
  result->brief.outcome = WEIR_STEP_FAILED;
  result->brief.has_exchange = TRUE;
  result->brief.status = 500;
  result->brief.n_attempts = 1;
  weir_record_encode (result, NULL, &bodies, frame);
  return frame;
}

static WeirRunInfo *
make_info (void)
{
  WeirRunInfo *info = weir_run_info_new ();

  info->is_plan = TRUE;
  info->uuid = g_uuid_string_random ();
  info->name = g_strdup ("P");
  info->document = g_strdup ("name: P");
  info->iterations = info->parallel = 1;
  return info;
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* 200 MB at once: memory stays bounded, what finds no room is counted, and nobody waits. */
static void
test_too_fast (void)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "runs.db", NULL);
  g_autoptr (WeirRunInfo) info = make_info ();
  g_autoptr (GByteArray) frame = make_frame ();
  gint64 begun_us = g_get_monotonic_time ();
  g_autoptr (WeirPlanKeeper) keeper = weir_plan_keeper_new (file, info, begun_us);
  g_autoptr (WeirArchive) archive = NULL;
  g_autoptr (WeirRunInfo) read = NULL;
  WeirPlanKept kept;

  for (guint i = 0; i < FRAMES; i++)
    weir_plan_keeper_add_results (keeper, frame->data, frame->len);
  info->outcome = WEIR_OUTCOME_FAILED;
  weir_plan_keeper_finish (keeper, info);
  weir_plan_keeper_drain (keeper);
  weir_plan_keeper_read (keeper, &kept);
  g_assert_cmpuint (kept.n_lost, >, 0);
  g_assert_cmpuint (kept.n_lost, <, FRAMES);
  g_assert_cmpint (kept.lost_from_us, >, 0);
  g_assert_nonnull (strstr (kept.error, "The disk could not keep up: "));
  archive = weir_archive_open (file, NULL);
  g_assert_cmpint (weir_archive_count_results (archive, kept.run_id, NULL, NULL), ==,
                   (gint64) (FRAMES - kept.n_lost));
  read = weir_archive_get_run (archive, kept.run_id, NULL);
  g_assert_cmpint (read->outcome, ==, WEIR_OUTCOME_FAILED);
  g_assert_true (read->partial);
  g_assert_cmpint (read->lost_from_us, ==, kept.lost_from_us);
  weir_plan_kept_clear (&kept);
  g_clear_pointer (&archive, weir_archive_close);
  remove_all (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/plan keeper/rows that come faster than the disk takes them are counted",
                   test_too_fast);
  return g_test_run ();
}
