/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-kept-requests.c: the slowest and the first failed requests of each iteration of a load plan
 */

#include "config.h"

#include <glib/gstdio.h>

#include "weir-kept-requests.h"
#include "weir-limits.h"
#include "weir-record-codec.h"

typedef struct
{
  char *folder;
  char *file_name;
  WeirArchive *archive;
  gint64 run_id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();

  fixture->folder = g_dir_make_tmp ("weir-archive-XXXXXX", NULL);
  fixture->file_name = g_build_filename (fixture->folder, "runs.db", NULL);
  fixture->archive = weir_archive_open (fixture->file_name, NULL);
  g_assert_nonnull (fixture->archive);
  info->uuid = g_uuid_string_random ();
  info->name = g_strdup ("Plan");
  info->document = g_strdup ("name: Plan\n");
  info->is_plan = TRUE;
  g_assert_true (weir_archive_begin_run (fixture->archive, info, NULL));
  fixture->run_id = info->id;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-lock" };

  weir_archive_close (fixture->archive);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (fixture->file_name, endings[i], NULL);

      g_unlink (name);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->file_name);
  g_free (fixture->folder);
}

static void
append (Fixture *fixture, guint job, gint64 time_us, gboolean failed)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize position = 0, size;
  const guint8 *record;
  WeirStepBrief brief;

  result->brief = (WeirStepBrief) {
    .part = 1,
    .step = job,
    .iteration = 1,
    .vu = 1,
    .outcome = failed ? WEIR_STEP_FAILED : WEIR_STEP_PASSED,
    .has_exchange = TRUE,
    .status = failed ? 500 : 200,
    .time_us = time_us,
  };
  result->name = g_strdup ("Request");
  weir_record_encode (result, NULL, NULL, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, NULL));
  g_assert_true (weir_archive_append (fixture->archive, fixture->run_id, &brief, record, size, NULL));
}

static void
commit (Fixture *fixture)
{
  g_assert_true (weir_archive_commit (fixture->archive, NULL));
}

static guint
count (const GArray *requests, guint job, gboolean slow)
{
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const WeirKeptRequest *request = &g_array_index (requests, WeirKeptRequest, i);

      n += request->row.brief.step == job && (slow ? request->slow : request->failed);
    }
  return n;
}

static GArray *
look_at_all (Fixture *fixture)
{
  g_autoptr (WeirKeptRequests) requests = weir_kept_requests_new ();
  gboolean more = TRUE;

  g_assert_true (weir_kept_requests_look (requests, fixture->archive, fixture->run_id, 0, &more, NULL));
  g_assert_false (more);
  return weir_kept_requests_list (requests);
}

/* 1 to 300 ms in a shuffled order; every third fails in the first iteration, none in the second. */
static void
test_chosen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) requests = NULL;
  guint n_failed = 0;

  for (guint i = 0; i < 300; i++)
    {
      gint64 time_us = (1 + (i * 7) % 300) * 1000;

      append (fixture, 0, time_us, i % 3 == 0);
      append (fixture, 3, time_us, FALSE);
    }
  commit (fixture);
  requests = look_at_all (fixture);
  g_assert_cmpuint (count (requests, 0, TRUE), ==, WEIR_LIMIT_SLOWEST_BODIES);
  g_assert_cmpuint (count (requests, 3, TRUE), ==, WEIR_LIMIT_SLOWEST_BODIES);
  g_assert_cmpuint (count (requests, 0, FALSE), ==, WEIR_LIMIT_FAILED_BODIES);
  g_assert_cmpuint (count (requests, 3, FALSE), ==, 0);
  for (guint i = 0; i < requests->len; i++)
    {
      const WeirKeptRequest *request = &g_array_index (requests, WeirKeptRequest, i);

      g_assert_true (request->slow || request->failed);
      g_assert_cmpint (request->slow, ==, request->row.brief.time_us > 280000);
      if (i > 0)
        g_assert_cmpint (request->row.id, >, g_array_index (requests, WeirKeptRequest, i - 1).row.id);
      /* The first fifty: i = 0, 3 … 147, two results for each i, and ids begin with 1. */
      if (request->failed)
        g_assert_cmpint (request->row.id, ==, 1 + 6 * n_failed++);
    }
}

static gboolean
is_same (const GArray *a, const GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_array_index (a, WeirKeptRequest, i).row.id != g_array_index (b, WeirKeptRequest, i).row.id)
      return FALSE;
  return TRUE;
}

/* Looks of a few results each, while more come, find what one look at all finds. */
static void
test_little_by_little (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirKeptRequests) requests = weir_kept_requests_new ();
  g_autoptr (GArray) little = NULL;
  g_autoptr (GArray) all = NULL;
  gboolean more = TRUE;

  for (guint i = 0; i < 50; i++)
    append (fixture, 0, 1 + (i * 13) % 50, FALSE);
  commit (fixture);
  for (guint i = 0; more; i++)
    {
      g_assert_cmpuint (i, <, 20);
      g_assert_true (weir_kept_requests_look (requests, fixture->archive, fixture->run_id, 7, &more, NULL));
    }
  g_assert_cmpuint (weir_kept_requests_get_seen (requests), ==, 50);
  for (guint i = 0; i < 30; i++)
    append (fixture, 1, 1 + i, i == 4);
  commit (fixture);
  g_assert_true (weir_kept_requests_look (requests, fixture->archive, fixture->run_id, 0, &more, NULL));
  g_assert_cmpuint (weir_kept_requests_get_seen (requests), ==, 80);
  little = weir_kept_requests_list (requests);
  all = look_at_all (fixture);
  g_assert_true (is_same (little, all));
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) requests = NULL;

  commit (fixture);
  requests = look_at_all (fixture);
  g_assert_cmpuint (requests->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/archive/kept requests/twenty slowest and the first fifty failed of each iteration, each once",
              Fixture, NULL, set_up, test_chosen, tear_down);
  g_test_add ("/archive/kept requests/little by little they are the same as at once", Fixture, NULL, set_up,
              test_little_by_little, tear_down);
  g_test_add ("/archive/kept requests/a run without results has none", Fixture, NULL, set_up, test_none,
              tear_down);
  return g_test_run ();
}
