/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-fixture.h: an archive with one run of 22 results, among them all that is awkward to write down
 */

#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "weir-finding.h"
#include "weir-record-codec.h"
#include "weir-report.h"
#include "weir-run-data.h"
#include "weir-step-statistics.h"

typedef struct
{
  char *folder;
  char *file_name;
  WeirArchive *archive;
  gint64 run_id;
  WeirStepStatistics *items; /* what the results of step 1 add up to */
} Fixture;

static void
append (Fixture *fixture, const WeirStepResult *result)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  WeirStepBrief brief;
  const guint8 *record;
  gsize position = 0, size;

  weir_record_encode (result, NULL, NULL, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &size, &brief, NULL));
  g_assert_true (weir_archive_append (fixture->archive, fixture->run_id, &brief, record, size, NULL));
  if (brief.part == 1 && brief.step == 0)
    weir_step_statistics_add (fixture->items, &brief);
}

static WeirExchange *
add_attempt (WeirStepResult *result, guint status, const char *body, gsize size)
{
  WeirExchange *exchange = weir_step_result_add_attempt (result);

  exchange->outcome = WEIR_EXCHANGE_ANSWERED;
  exchange->status = status;
  exchange->http_version = 11;
  exchange->method = g_strdup ("GET");
  exchange->reason = g_strdup ("Fine");
  g_string_append (exchange->url, "http://127.0.0.1:8020/items?a=1,2");
  weir_headers_append (exchange->request_headers, "Authorization", "Bearer hunter2");
  weir_headers_append (exchange->request_headers, "Cookie", "session=hunter2");
  weir_headers_append (exchange->response_headers, "set-cookie", "session=hunter2");
  weir_headers_append (exchange->response_headers, "Content-Type", "text/plain");
  g_byte_array_append (exchange->response_body, (const guint8 *) body, (guint) size);
  exchange->body_size = size;
  exchange->timings = (WeirTimings) { .intended_us = 5000, .started_us = 5250, .blocked_us = 250,
                                      .waiting_us = 12000, .receiving_us = 345 };
  exchange->bytes_sent = 100;
  exchange->bytes_received = 1000;
  return exchange;
}

/* Step 1 of one pass, passed. */
static void
append_items (Fixture *fixture, guint iteration)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();

  result->name = g_strdup ("List \"items\", all");
  add_attempt (result, 200, "h\xc3\xa9llo", 6);
  result->brief = (WeirStepBrief) {
    .part = 1,
    .iteration = iteration,
    .vu = 1,
    .outcome = WEIR_STEP_PASSED,
    .has_exchange = TRUE,
    .status = 200,
    .offset_us = 1500,
    .time_us = 12345 + 1000 * iteration,
    .blocked_us = 250,
    .bytes_sent = 100,
    .bytes_received = 1000,
  };
  append (fixture, result);
}

/* Step 2: one attempt that broke, then a binary body that an assertion did not like. */
static void
append_order (Fixture *fixture)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  WeirExchange *broken = add_attempt (result, 0, "", 0);
  WeirExchange *last = add_attempt (result, 200, "\xff\x00\x01", 3);

  broken->outcome = WEIR_EXCHANGE_ERROR;
  broken->error_kind = WEIR_ERROR_KIND_RESET;
  broken->error_message = g_strdup ("The server closed the connection.");
  weir_exchange_add_hop (last, 302, "http://127.0.0.1:8020/old");
  result->name = g_strdup ("=HYPERLINK(\"http://evil\")");
  result->message = g_strdup ("status = 201: expected 201,\nbut it was 200");
  weir_step_result_add_check (result, FALSE, "status = 201", "201", "200");
  weir_step_result_add_taken (result, "orderId", NULL);
  weir_step_result_add_warning (result, "orderId was not found.");
  result->brief.part = result->brief.step = result->brief.iteration = result->brief.vu = 1;
  result->brief.outcome = WEIR_STEP_FAILED;
  result->brief.has_exchange = TRUE;
  result->brief.status = 200;
  result->brief.time_us = 12345;
  result->brief.blocked_us = 250;
  result->brief.bytes_sent = 200;
  result->brief.bytes_received = 2000;
  append (fixture, result);
}

static void
append_skipped (Fixture *fixture)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();

  result->name = g_strdup ("Clean up");
  result->brief.part = 2;
  result->brief.outcome = WEIR_STEP_SKIPPED;
  append (fixture, result);
}

/* A judgement and a finding as a run keeps them. */
static void
keep_figures (Fixture *fixture)
{
  g_autoptr (WeirQuality) quality = weir_quality_new ();
  g_autoptr (WeirFindings) findings = weir_findings_new_empty ();
  g_autoptr (GBytes) quality_bytes = NULL, finding_bytes = NULL;
  WeirFinding *finding;
  guint pass = 7;

  weir_quality_take_reason (quality, WEIR_QUALITY_PROCESSOR, WEIR_QUALITY_AMBER, 0.1 + 0.2,
                            g_strdup ("A processor was 71 % <busy>."));
  g_ptr_array_add (quality->notes, g_strdup ("TLS certificates were not verified."));
  finding = weir_findings_restore (findings, FALSE, WEIR_FINDING_SLOW_OUTLIER, "Iteration 7 was \"slow\" & odd.", 0,
                                   "List");
  finding->n_passes = 1;
  g_array_append_val (finding->passes, pass);
  g_assert_true (weir_finding_restore_number (finding, "median", 1e6 / 3, "µs"));
  g_assert_false (weir_finding_restore_number (finding, "no such number", 1, "µs"));
  weir_findings_restore (findings, TRUE, WEIR_FINDING_DEGRADATION, "Trend: needs 10 iterations.", -1, NULL);
  quality_bytes = weir_quality_encode (quality);
  finding_bytes = weir_findings_encode (findings);
  g_assert_true (weir_archive_set_run_data (fixture->archive, fixture->run_id, WEIR_RUN_DATA_QUALITY,
                                            quality_bytes, NULL));
  g_assert_true (weir_archive_set_run_data (fixture->archive, fixture->run_id, WEIR_RUN_DATA_FINDINGS,
                                            finding_bytes, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRunInfo) info = weir_run_info_new ();
  g_autofree char *archive = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("weir-report-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file_name = g_build_filename (fixture->folder, data != NULL ? data : "run.json", NULL);
  archive = g_build_filename (fixture->folder, "runs.db", NULL);
  fixture->archive = weir_archive_open (archive, &error);
  g_assert_no_error (error);
  fixture->items = weir_step_statistics_new ();
  info->uuid = g_strdup ("7c9e6679");
  info->name = g_strdup ("Checkout");
  info->document = g_strdup ("name: Checkout\nsteps:\n"
                             "  - name: A\n"
                             "    httpRequest:\n      url: 'http://127.0.0.1:8020/items'\n"
                             "      auth: { type: basic, username: ada, password: hunter2 }\n"
                             "  - name: B\n"
                             "    httpRequest:\n      method: POST\n      url: 'http://127.0.0.1:8020/old'\n"
                             "      headers: { Authorization: Bearer hunter2 }\n");
  info->iterations = 20;
  info->parallel = 1;
  info->environment = g_strdup ("staging");
  info->host = g_strdup ("a-host");
  info->started_at = G_GINT64_CONSTANT (1700000000123456);
  g_assert_true (weir_archive_begin_run (fixture->archive, info, NULL));
  fixture->run_id = info->id;
  for (guint i = 1; i <= 20; i++)
    append_items (fixture, i);
  append_order (fixture);
  append_skipped (fixture);
  keep_figures (fixture);
  info->outcome = WEIR_OUTCOME_FAILED;
  info->duration_us = 2500;
  info->summary = g_strdup ("Failed: 1 of 22");
  g_assert_true (weir_archive_finish_run (fixture->archive, info, NULL));
  g_assert_true (weir_archive_set_title (fixture->archive, info->id, "After the \"fix\"", NULL));
  g_assert_true (weir_archive_set_note (fixture->archive, info->id, "Two lines\nof <note>", NULL));
}

static G_GNUC_UNUSED guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *archive = g_build_filename (fixture->folder, "runs.db", NULL);
  g_autofree char *lock = g_strconcat (archive, "-lock", NULL);

  weir_archive_close (fixture->archive);
  weir_step_statistics_unref (fixture->items);
  g_remove (archive);
  g_remove (lock);
  g_remove (fixture->file_name);
  /* Fails when a report left something else behind. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->file_name);
  g_free (fixture->folder);
}

static G_GNUC_UNUSED char *
write_report (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (weir_report_check (fixture->file_name, 1, &error));
  weir_report_write (fixture->archive, &fixture->run_id, 1, fixture->file_name, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->file_name, &text, NULL, NULL));
  return text;
}
