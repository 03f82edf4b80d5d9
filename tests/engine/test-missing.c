/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-missing.c: the sentence for a variable that has no value names who should have set it, and why not
 */

#include "config.h"

#include "weir-test-engine.h"

/* What the first failed step of the flow says. */
static void
assert_message (const char *yaml, const char *only_step, const char *expected)
{
  g_autoptr (WeirTestEngine) test = weir_test_engine_run (yaml, only_step, NULL);

  for (guint i = 0; i < test->results->len; i++)
    {
      const WeirStepResult *result = g_ptr_array_index (test->results, i);

      if (result->brief.outcome != WEIR_STEP_FAILED)
        continue;
      g_assert_cmpstr (result->message, ==, expected);
      return;
    }
  g_error ("No step failed");
}

static void
test_nobody (void)
{
  assert_message ("name: F\nsteps: [{ name: Use, set: { x: \"${token}\" } }]\n", NULL,
                  "token has no value: nothing in this flow sets it. Add it to the variables, or give it on "
                  "the command line with --variable token=VALUE.");
}

static void
test_disabled (void)
{
  assert_message ("name: F\nsteps:\n"
                  "  - { name: Log in, enabled: false, set: { token: t } }\n"
                  "  - { name: Use, set: { x: \"${token}\" } }\n",
                  NULL, "token has no value: “Log in” should set it, but is disabled.");
}

static void
test_later (void)
{
  assert_message ("name: F\nsteps:\n"
                  "  - { name: Use, set: { x: \"${token}\" } }\n"
                  "  - { name: Log in, set: { token: t } }\n",
                  NULL, "token has no value: “Log in” sets it, but comes after this step.");
  assert_message ("name: F\nsteps: [{ name: Use, set: { x: \"${token}\" } }]\n"
                  "afterAll: [{ name: Log out, set: { token: t } }]\n",
                  NULL, "token has no value: “Log out” sets it, but comes after this step.");
}

/* After All starts from what Before All left: what a pass set is not there. */
static void
test_pass_in_after_all (void)
{
  assert_message ("name: F\nsteps: [{ name: Log in, set: { token: t } }]\n"
                  "afterAll: [{ name: Log out, set: { x: \"${token}\" } }]\n",
                  NULL,
                  "token has no value: “Log in” sets it for one pass only; After All has what Before All "
                  "left.");
}

static void
test_skipped (void)
{
  assert_message ("name: F\nsteps:\n"
                  "  - { name: Log in, skipIf: \"1 = 1\", set: { token: t } }\n"
                  "  - { name: Use, set: { x: \"${token}\" } }\n",
                  NULL, "token has no value: “Log in” should set it, but was skipped.");
  assert_message ("name: F\nsteps:\n"
                  "  - name: Log in\n"
                  "    skipIf: 1 = 1\n"
                  "    httpRequest: { url: \"http://127.0.0.1:1/\" }\n"
                  "    extract: [{ name: token, from: body, path: $.token }]\n"
                  "  - { name: Use, set: { x: \"${token}\" } }\n",
                  NULL, "token has no value: “Log in” should take it from $.token, but was skipped.");
}

/* A step that was itself not sent is named, rather than said not to have run. */
static void
test_unsent (void)
{
  g_autoptr (WeirTestEngine) test = weir_test_engine_run ("name: F\nsteps:\n"
                                                 "  - name: Log in\n"
                                                 "    httpRequest: { url: \"http://127.0.0.1:1/${user}\" }\n"
                                                 "    extract: [{ name: token, from: body, path: $.token }]\n"
                                                 "  - { name: Use, set: { x: \"${token}\" } }\n",
                                                 NULL, NULL);
  const WeirStepResult *use = g_ptr_array_index (test->results, 1);

  g_assert_cmpstr (use->message, ==,
                   "token has no value: “Log in” should take it from $.token, but was not sent.");
}

static void
test_no_answer (void)
{
  g_autoptr (WeirTestEngine) test = weir_test_engine_run ("name: F\nsteps:\n"
                                                 "  - name: Log in\n"
                                                 "    httpRequest: { url: \"http://127.0.0.1:1/\" }\n"
                                                 "    extract: [{ name: token, from: header, path: T }]\n"
                                                 "  - { name: Use, set: { x: \"${token}\" } }\n",
                                                 NULL, NULL);
  const WeirStepResult *use = g_ptr_array_index (test->results, 1);

  g_assert_cmpstr (use->message, ==,
                   "token has no value: “Log in” should take it from header T, but got no answer.");
}

/* One step alone: the others are not disabled, they were left out. */
static void
test_only_step (void)
{
  assert_message ("name: F\nsteps:\n"
                  "  - { name: Log in, set: { token: t } }\n"
                  "  - { name: Use, set: { x: \"${token}\" } }\n",
                  "Use", "token has no value: “Log in” should set it, but was left out of this run.");
}

/* A variable made of others is as good as these. */
static void
test_through_a_variable (void)
{
  assert_message ("name: F\nvariables: [{ name: bearer, value: \"Bearer ${token}\" }]\nsteps:\n"
                  "  - { name: Use, set: { x: \"${bearer}\" } }\n"
                  "  - { name: Log in, set: { token: t } }\n",
                  NULL,
                  "bearer has no value, because token has no value: “Log in” sets it, but comes after this "
                  "step.");
  assert_message ("name: F\nvariables: [{ name: bearer, value: \"Bearer ${token}\" }]\n"
                  "steps: [{ name: Use, set: { x: \"${bearer}\" } }]\n",
                  NULL,
                  "bearer has no value, because token has no value: nothing in this flow sets it. Add it to "
                  "the variables, or give it on the command line with --variable token=VALUE.");
}

static void
test_reserved (void)
{
  assert_message ("name: F\nsteps: [{ name: Use, set: { x: \"${run.outcome}\" } }]\n", NULL,
                  "run.outcome has no value: it is known in After All only.");
  assert_message ("name: F\nsteps: [{ name: Use, set: { x: \"${status}\" } }]\n", NULL,
                  "status has no value: no request was answered before this step.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/missing/a name that nothing sets says how to give it a value", test_nobody);
  g_test_add_func ("/engine/missing/a disabled step is named", test_disabled);
  g_test_add_func ("/engine/missing/a step that comes later is named", test_later);
  g_test_add_func ("/engine/missing/what a pass set is not there in After All", test_pass_in_after_all);
  g_test_add_func ("/engine/missing/a skipped step is named", test_skipped);
  g_test_add_func ("/engine/missing/a step that was not sent is named", test_unsent);
  g_test_add_func ("/engine/missing/a step without an answer is named", test_no_answer);
  g_test_add_func ("/engine/missing/a step that was left out is not called disabled", test_only_step);
  g_test_add_func ("/engine/missing/a variable made of others leads to the one without a value",
                   test_through_a_variable);
  g_test_add_func ("/engine/missing/what the program itself sets says when it does", test_reserved);
  return g_test_run ();
}
