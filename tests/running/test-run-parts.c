/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-run-parts.c: runs of a part of a flow: up to a step
 */

#include "config.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/parts/up to a step: Before All and the enabled steps before it, once",
                   test_up_to_step);
  g_test_add_func ("/running/parts/a disabled step is run when it is run up to", test_up_to_disabled);
  g_test_add_func ("/running/parts/up to a step of Before All or After All", test_up_to_others);
  g_test_add_func ("/running/parts/what was run up to is there for a Send", test_then_send);
  return g_test_run ();
}
