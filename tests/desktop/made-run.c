/* SPDX-License-Identifier: GPL-3.0-or-later
 * made-run.c: a run in the archive that no worker ran, shown in the window
 */

#include "config.h"

#include "made-run.h"
#include "weir-record-codec.h"

static const char four_steps[] = "name: Four\n"
                                 "steps:\n"
                                 "  - { name: One, httpRequest: { url: BASE/items } }\n"
                                 "  - { name: Two, httpRequest: { url: BASE/items } }\n"
                                 "  - { name: Three, httpRequest: { url: BASE/items } }\n"
                                 "  - { name: Four, httpRequest: { url: BASE/items } }\n";

void
made_begin (Made *made)
{
  g_autoptr (GError) error = NULL;

  made->drop_bodies = FALSE;
  made->archive = weir_archive_open (NULL, &error);
  g_assert_no_error (error);
  made->info = weir_run_info_new ();
  made->info->uuid = g_uuid_string_random ();
  made->info->name = g_strdup ("Made");
  made->info->document = g_strdup ("");
  made->info->started_at = g_get_real_time ();
  g_assert_true (weir_archive_begin_run (made->archive, made->info, NULL));
  made->run_id = made->info->id;
}

void
made_append_result (Made *made, const WeirStepResult *result)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const WeirRecordBodies bodies = { .body_limit = G_MAXUINT32, .drop_bodies = made->drop_bodies };
  const guint8 *record;
  gsize record_size;
  gsize position = 0;
  WeirStepBrief head;

  weir_record_encode (result, NULL, &bodies, bytes);
  g_assert_true (weir_record_next (bytes->data, bytes->len, &position, &record, &record_size, &head, NULL));
  g_assert_true (weir_archive_append (made->archive, made->run_id, &head, record, record_size, NULL));
}

void
made_append (Made *made, const WeirStepBrief *brief)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  WeirExchange *exchange = weir_step_result_add_attempt (result);

  exchange->status = brief->status;
  exchange->http_version = 11;
  exchange->method = g_strdup ("GET");
  g_string_assign (exchange->url, "http://127.0.0.1/");
  if (made->drop_bodies)
    {
      g_byte_array_append (exchange->response_body, (const guint8 *) "{}", 2);
      exchange->body_size = 2;
    }
  result->name = g_strdup_printf ("Step %u", brief->step + 1);
  result->brief = *brief;
  made_append_result (made, result);
}

void
made_commit (Made *made)
{
  g_assert_true (weir_archive_commit (made->archive, NULL));
}

void
made_end (Made *made)
{
  made_commit (made);
  weir_run_info_free (made->info);
  weir_archive_close (made->archive);
}

WeirStepBrief
made_brief (guint iteration, guint vu, guint step)
{
  return (WeirStepBrief) {
    .part = WEIR_FLOW_PART_STEPS,
    .step = step,
    .iteration = iteration,
    .vu = vu,
    .has_exchange = TRUE,
    .status = 200,
    .n_attempts = 1,
    .offset_us = 1000 * (gint64) (iteration * 10 + step),
    .time_us = 500,
  };
}

void
made_open_flow (Fixture *fixture)
{
  fixture_open_text (fixture, four_steps);
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window), "view",
                                      g_variant_new_string ("results"));
}

WeirResultsView *
made_get_view (Fixture *fixture)
{
  return weir_window_get_results_view (fixture->window);
}

void
made_show (Fixture *fixture, const Made *made, guint n_iterations, guint n_vus, WeirRunPhase phase)
{
  g_autoptr (WeirRunSnapshot) snapshot = g_atomic_rc_box_new0 (WeirRunSnapshot);

  snapshot->phase = phase;
  snapshot->outcome = phase == WEIR_RUN_DONE ? WEIR_OUTCOME_PASSED : WEIR_OUTCOME_NONE;
  snapshot->run_id = made->run_id;
  snapshot->n_iterations = n_iterations;
  snapshot->n_vus = n_vus;
  weir_results_view_update (made_get_view (fixture), snapshot, weir_window_get_flow (fixture->window));
}
