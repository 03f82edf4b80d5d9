/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-run-parts.c: runs of a part of a flow: up to a step; the iterations that failed
 */

#include "config.h"

#include "weir-run-repeat.h"
#include "weir-send-test.h"

static char *
get_title (Desk *self)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (self->archive_file, NULL);
  g_autoptr (WeirRunInfo) info = weir_archive_get_run (archive, self->snapshot->run_id, NULL);

  g_assert_nonnull (info);
  return g_strdup (info->title);
}

static void
run_up_to (Desk *self, WeirFlowPart part, guint step)
{
  WeirRunSettings settings = desk_settings (self);

  settings.iterations = 5;
  settings.selection = (WeirRunSelection){ WEIR_SELECT_UP_TO, part, step };
  desk_run (self, &settings);
}

#define CALL(name) "{ name: " name ", httpRequest: { url: \"${base}/" name "\" } }"
#define OFF(name) "{ name: " name ", enabled: false, httpRequest: { url: \"${base}/" name "\" } }"

static const char flow[] = "name: F\n"
                           "beforeAll: [" CALL ("b1") ", " CALL (
                               "b2") "]\n"
                                     "steps: [" CALL ("s1") ", " OFF ("s2") ", " CALL ("s3") ", " CALL (
                                         "s4") "]\n"
                                               "afterAll: [" CALL ("a1") ", " CALL ("a2") "]\n";

static void
assert_asked (Desk *self, const char *paths)
{
  g_autoptr (GString) asked = g_string_new (NULL);

  for (guint i = 0; i < weir_test_server_get_n_requests (self->server); i++)
    g_string_append (asked, weir_test_server_get_request (self->server, i)->path);
  g_assert_cmpstr (asked->str, ==, paths);
}

static void
test_up_to_step (void)
{
  g_autoptr (Desk) desk = desk_new (flow);
  g_autofree char *title = NULL;

  run_up_to (desk, WEIR_FLOW_PART_STEPS, 2);
  g_assert_cmpint (desk->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (desk->snapshot->n_iterations, ==, 1);
  assert_asked (desk, "/b1/b2/s1/s3");
  title = get_title (desk);
  g_assert_cmpstr (title, ==, "F, up to “s3”");
}

static void
test_up_to_disabled (void)
{
  g_autoptr (Desk) desk = desk_new (flow);

  run_up_to (desk, WEIR_FLOW_PART_STEPS, 1);
  assert_asked (desk, "/b1/b2/s1/s2");
}

static void
test_up_to_others (void)
{
  g_autoptr (Desk) before = desk_new (flow);
  g_autoptr (Desk) after = desk_new (flow);

  run_up_to (before, WEIR_FLOW_PART_BEFORE_ALL, 0);
  assert_asked (before, "/b1");
  run_up_to (after, WEIR_FLOW_PART_AFTER_ALL, 0);
  assert_asked (after, "/b1/b2/s1/s3/s4/a1");
}

/* What the error of Send proposes. */
static void
test_then_send (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nbeforeAll: [{ name: B, set: { x: one } }]\n"
                                    "steps: [{ name: S, set: { y: \"${x} two\" } }, " CALL (
                                        "last") "]\n"
                                                "afterAll: [{ name: A, set: { z: \"${y}\" } }]\n");

  run_up_to (desk, WEIR_FLOW_PART_STEPS, 0);
  desk_assert_value (desk, "y", "one two");
  g_assert_null (weir_current_variable_get_value (weir_current_store_find (desk->store, "z")));
  desk_send (desk, WEIR_FLOW_PART_AFTER_ALL, 0);
  desk_assert_value (desk, "z", "one two");
  assert_asked (desk, "");
}

/* Iterations and virtual users 2 and 4 fail, as long as @data says so. */
static void
answer_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  const gboolean *broken = data;

  if (*broken && (g_str_has_suffix (request->path, "/2") || g_str_has_suffix (request->path, "/4")))
    answer->status = 500;
}

#define PASSES(options, number)                                                                              \
  "name: Shop\nrun: { " options                                                                              \
  " }\nbeforeAll: [" CALL ("login") "]\n"                                                                    \
                                    "steps:\n  - name: S\n    httpRequest: { url: \"${base}/pass/" number    \
                                    "\" }\n"                                                                 \
                                    "    assert: [{ from: status, is: \"<\", value: 400 }]\n"                \
                                    "afterAll: [" CALL ("logout") "]\n"

static WeirRunRepeat *
find_failed (Desk *self)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (self->archive_file, NULL);
  g_autoptr (GError) error = NULL;
  WeirRunRepeat *repeat = weir_run_repeat_new (archive, self->snapshot->run_id, &error);

  g_assert_no_error (error);
  return repeat;
}

static void
run_again (Desk *self)
{
  g_autoptr (WeirRunRepeat) repeat = find_failed (self);
  WeirRunSettings settings = desk_settings (self);

  g_assert_cmpstr (repeat->info->environment, ==, self->environment ? "staging" : NULL);
  desk_set_flow (self, repeat->info->document);
  weir_run_repeat_apply (repeat, &settings);
  desk_run (self, &settings);
}

static void
assert_repeats (Desk *self, gint64 original, const char *title)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (self->archive_file, NULL);
  g_autofree char *given = get_title (self);

  g_assert_cmpint (weir_run_repeat_find_original (archive, self->snapshot->run_id, NULL), ==, original);
  g_assert_cmpint (weir_run_repeat_find_original (archive, original, NULL), ==, 0);
  g_assert_true (g_str_has_prefix (given, title));
}

static void
test_failed_iterations (void)
{
  g_autoptr (Desk) desk = desk_new (PASSES ("iterations: 5, delay: 1", "${run.iteration}"));
  WeirRunSettings settings = desk_settings (desk);
  gboolean broken = TRUE;
  gint64 first;

  desk->environment = weir_environment_new ("staging");
  settings.environment = desk->environment;
  weir_test_server_set_callback (desk->server, answer_cb, &broken);
  settings.iterations = 5;
  g_assert_cmpint (desk_run (desk, &settings)->outcome, ==, WEIR_OUTCOME_FAILED);
  first = desk->snapshot->run_id;
  broken = FALSE;
  /* Edited since: what ran then is what runs again. */
  desk_set_flow (desk, "name: Other\nsteps: [{ name: S, wait: 0 }]\n");
  run_again (desk);
  g_assert_cmpint (desk->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (desk->snapshot->n_iterations, ==, 2);
  g_assert_cmpuint (desk->snapshot->passes_done, ==, 2);
  assert_asked (desk, "/login/pass/1/pass/2/pass/3/pass/4/pass/5/logout/login/pass/2/pass/4/logout");
  assert_repeats (desk, first, "Shop: 2 failed iterations of ");
}

static gboolean
list_cb (gint64 result_id, const WeirStepResult *result, gpointer data)
{
  if (result->brief.part == WEIR_FLOW_PART_STEPS)
    g_string_append_printf (data, "%u/%u ", result->brief.iteration, result->brief.vu);
  return TRUE;
}

static void
assert_listed (Desk *self, const char *either, const char * or)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (self->archive_file, NULL);
  g_autoptr (GString) listed = g_string_new (NULL);

  weir_archive_foreach_result (archive, self->snapshot->run_id, list_cb, listed, NULL);
  if (strcmp (listed->str, or) != 0)
    g_assert_cmpstr (listed->str, ==, either);
}

static void
test_failed_vus (void)
{
  g_autoptr (Desk) desk = desk_new (PASSES ("parallel: 5", "${run.vu}"));
  WeirRunSettings settings = desk_settings (desk);
  gboolean broken = TRUE;

  weir_test_server_set_callback (desk->server, answer_cb, &broken);
  settings.parallel = 5;
  desk_run (desk, &settings);
  run_again (desk);
  g_assert_cmpuint (desk->snapshot->n_vus, ==, 2);
  assert_listed (desk, "1/2 1/4 ", "1/4 1/2 ");
  /* And again those of that run. */
  broken = FALSE;
  run_again (desk);
  g_assert_cmpint (desk->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  assert_listed (desk, "1/2 1/4 ", "1/4 1/2 ");
  g_assert_cmpuint (desk_count (desk, "/pass/2"), ==, 3);
  g_assert_cmpuint (desk_count (desk, "/pass/3"), ==, 1);
}

static void
only_four_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  if (g_str_has_suffix (request->path, "/4"))
    answer->status = 500;
}

/* One virtual user alone is still the fourth. */
static void
test_failed_vu (void)
{
  g_autoptr (Desk) desk = desk_new (PASSES ("parallel: 5", "${run.vu}"));
  WeirRunSettings settings = desk_settings (desk);

  weir_test_server_set_callback (desk->server, only_four_cb, NULL);
  settings.parallel = 5;
  desk_run (desk, &settings);
  run_again (desk);
  assert_listed (desk, "1/4 ", "1/4 ");
  run_again (desk);
  assert_listed (desk, "1/4 ", "1/4 ");
  g_assert_cmpuint (desk_count (desk, "/pass/4"), ==, 3);
}

/* Drawn at random then, and the same now. */
static void
test_failed_rows (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\ndata: { file: rows.csv, order: random }\n"
                                    "steps:\n  - name: S\n"
                                    "    httpRequest: { url: \"${base}/row/${n}\" }\n"
                                    "    assert: [{ from: status, is: \"=\", value: 201 }]\n");
  g_autofree char *rows = g_build_filename (desk->folder, "rows.csv", NULL);
  g_autofree char *file_name = g_build_filename (desk->folder, "f.flow.yaml", NULL);
  WeirRunSettings settings = desk_settings (desk);
  guint n;

  g_assert_true (g_file_set_contents (rows, "n\na\nb\nc\nd\ne\nf\ng\nh\n", -1, NULL));
  settings.iterations = 6;
  settings.file_name = file_name;
  desk_run (desk, &settings);
  run_again (desk);
  n = weir_test_server_get_n_requests (desk->server);
  g_assert_cmpuint (n, ==, 12);
  for (guint i = 0; i < n / 2; i++)
    g_assert_cmpstr (weir_test_server_get_request (desk->server, i)->path, ==,
                     weir_test_server_get_request (desk->server, n / 2 + i)->path);
}

static void
test_nothing_failed (void)
{
  g_autoptr (Desk) desk = desk_new (PASSES ("iterations: 2", "1"));
  WeirRunSettings settings = desk_settings (desk);
  g_autoptr (WeirArchive) archive = NULL;
  g_autoptr (GError) error = NULL;

  desk_run (desk, &settings);
  archive = weir_archive_open (desk->archive_file, NULL);
  g_assert_null (weir_run_repeat_new (archive, desk->snapshot->run_id, &error));
  g_assert_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/parts/up to a step: Before All and the enabled steps before it, once",
                   test_up_to_step);
  g_test_add_func ("/running/parts/a disabled step is run when it is run up to", test_up_to_disabled);
  g_test_add_func ("/running/parts/up to a step of Before All or After All", test_up_to_others);
  g_test_add_func ("/running/parts/what was run up to is there for a Send", test_then_send);
  g_test_add_func (
      "/running/parts/failed iterations are run again alone, with their numbers and the frozen flow",
      test_failed_iterations);
  g_test_add_func ("/running/parts/failed virtual users are run again alone, also a second time",
                   test_failed_vus);
  g_test_add_func ("/running/parts/a single failed virtual user keeps its number", test_failed_vu);
  g_test_add_func ("/running/parts/failed iterations take the rows they had", test_failed_rows);
  g_test_add_func ("/running/parts/of a run without a failed iteration nothing is run again",
                   test_nothing_failed);
  return g_test_run ();
}
