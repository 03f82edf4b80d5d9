/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-step-result.c: step results are filled, emptied and used again
 */

#include "config.h"

#include "weir-step-result.h"

static void
test_fill (void)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  WeirExchange *first, *second;
  const WeirCheck *check;

  g_assert_null (weir_step_result_get_last (result));
  first = weir_step_result_add_attempt (result);
  second = weir_step_result_add_attempt (result);
  g_assert_true (first != second);
  g_assert_true (weir_step_result_get_last (result) == second);
  weir_step_result_add_check (result, FALSE, "status < 400", "less than 400", "503");
  weir_step_result_add_taken (result, "token", NULL);
  weir_step_result_add_warning (result, "token was not found.");

  check = &g_array_index (result->checks, WeirCheck, 0);
  g_assert_cmpstr (check->label, ==, "status < 400");
  g_assert_cmpstr (check->expected, ==, "less than 400");
  g_assert_cmpstr (check->actual, ==, "503");
  g_assert_null (g_array_index (result->taken, WeirTaken, 0).value);
  g_assert_cmpuint (result->brief.n_warnings, ==, 1);
}

static void
test_reset (void)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  WeirExchange *first = weir_step_result_add_attempt (result);

  first->status = 200;
  result->name = g_strdup ("List items");
  result->message = g_strdup ("It failed.");
  result->brief.status = 200;
  weir_step_result_add_check (result, TRUE, "a", "b", "c");
  weir_step_result_add_taken (result, "a", "b");
  weir_step_result_add_warning (result, "Oh.");

  weir_step_result_reset (result);
  g_assert_null (result->name);
  g_assert_null (result->message);
  g_assert_cmpuint (result->attempts->len, ==, 0);
  g_assert_cmpuint (result->checks->len, ==, 0);
  g_assert_cmpuint (result->taken->len, ==, 0);
  g_assert_cmpuint (result->warnings->len, ==, 0);
  g_assert_cmpuint (result->brief.status, ==, 0);
  g_assert_cmpuint (result->brief.n_warnings, ==, 0);
  g_assert_true (weir_step_result_add_attempt (result) == first);
  g_assert_cmpuint (first->status, ==, 0);
}

static void
test_reset_many (void)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();

  for (guint i = 0; i < 1000; i++)
    weir_step_result_add_attempt (result);
  weir_step_result_reset (result);
  g_assert_cmpuint (result->spare->len, <=, 8);
  for (guint i = 0; i < 10; i++)
    g_assert_cmpuint (weir_step_result_add_attempt (result)->status, ==, 0);
  g_assert_cmpuint (result->attempts->len, ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/step-result/keeps what it is given", test_fill);
  g_test_add_func ("/record/step-result/reset empties it and the attempt is used again", test_reset);
  g_test_add_func ("/record/step-result/a thousand retries are not kept for ever", test_reset_many);
  return g_test_run ();
}
