/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-failures.c: how one failed step is explained
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "weir-cli-private.h"

static const WeirCliStyle plain = { 80, TRUE, FALSE };

static WeirStepResult *
new_failure (guint status, const char *body, gsize length)
{
  WeirStepResult *result = weir_step_result_new ();
  WeirExchange *exchange = weir_step_result_add_attempt (result);

  result->name = g_strdup ("Order it");
  result->brief.part = WEIR_FLOW_PART_STEPS;
  result->brief.outcome = WEIR_STEP_FAILED;
  result->brief.iteration = 3;
  result->brief.vu = 4;
  result->brief.n_attempts = 1;
  exchange->outcome = status > 0 ? WEIR_EXCHANGE_ANSWERED : WEIR_EXCHANGE_ERROR;
  exchange->status = status;
  exchange->method = g_strdup ("POST");
  g_string_assign (exchange->url, "http://127.0.0.1:8020/orders");
  exchange->timings.waiting_us = 12000;
  g_byte_array_append (exchange->response_body, (const guint8 *) body, length);
  exchange->body_size = length;
  return result;
}

static void
assert_explained (const WeirStepResult *result, gboolean iteration, gboolean vu, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  weir_cli_failure_append (out, 2, result, iteration, vu, &plain);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_assertion (void)
{
  g_autoptr (WeirStepResult) result = new_failure (422, "{\"error\":\n  \"no item\"}", 22);

  weir_step_result_get_last (result)->reason = g_strdup ("Unprocessable Entity");
  weir_step_result_add_check (result, TRUE, "time < 500ms", "less than 500 ms", "12 ms");
  weir_step_result_add_check (result, FALSE, "status = 201", "equal to 201", "422");
  result->message = g_strdup ("status = 201 failed.");
  assert_explained (result, TRUE, FALSE,
                    "2. Order it, iteration 3\n"
                    "   POST http://127.0.0.1:8020/orders → 422 Unprocessable Entity, 12 ms\n"
                    "   Assertion failed: status = 201\n"
                    "     expected: equal to 201\n"
                    "     actual:   422\n"
                    "   Body: {\"error\": \"no item\"}\n");
}

static void
test_no_answer (void)
{
  g_autoptr (WeirStepResult) result = new_failure (0, "", 0);

  result->brief.n_attempts = 3;
  result->message = g_strdup ("Nothing listens at 127.0.0.1:8020.");
  assert_explained (result, FALSE, TRUE,
                    "2. Order it, VU 4\n"
                    "   POST http://127.0.0.1:8020/orders → no answer after 12 ms\n"
                    "   the last of 3 attempts\n"
                    "   Nothing listens at 127.0.0.1:8020.\n");
}

static void
test_before_all (void)
{
  g_autoptr (WeirStepResult) result = weir_step_result_new ();

  result->name = g_strdup ("Log in");
  result->message = g_strdup ("token has no value.");
  result->brief.part = WEIR_FLOW_PART_BEFORE_ALL;
  assert_explained (result, TRUE, FALSE, "2. Log in, Before All\n   token has no value.\n");
}

static void
test_body (void)
{
  g_autofree char *many = g_strnfill (100000, 'x');
  g_autoptr (WeirStepResult) big = new_failure (500, many, 100000);
  g_autoptr (WeirStepResult) binary = new_failure (500, "a\0b", 3);
  g_autoptr (WeirStepResult) good = new_failure (200, "secret page", 11);
  g_autoptr (WeirStepResult) hostile = new_failure (500, "\033[2J\007", 5);
  g_autoptr (GString) out = g_string_new (NULL);

  weir_cli_failure_append (out, 1, big, FALSE, FALSE, &plain);
  g_assert_cmpuint (out->len, <, 500);
  g_assert_nonnull (strstr (out->str, "xxx…\n"));

  g_string_truncate (out, 0);
  weir_cli_failure_append (out, 1, binary, FALSE, FALSE, &plain);
  g_assert_nonnull (strstr (out->str, "   Body: 3 bytes that are no text\n"));

  g_string_truncate (out, 0);
  weir_cli_failure_append (out, 1, good, FALSE, FALSE, &plain);
  g_assert_null (strstr (out->str, "Body"));

  g_string_truncate (out, 0);
  weir_cli_failure_append (out, 1, hostile, FALSE, FALSE, &plain);
  g_assert_nonnull (strstr (out->str, "   Body: �[2J�\n"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/failures/a failed assertion shows expected and actual", test_assertion);
  g_test_add_func ("/cli/failures/a request without answer shows why", test_no_answer);
  g_test_add_func ("/cli/failures/a step of Before All says so", test_before_all);
  g_test_add_func ("/cli/failures/only a short piece of an error's body is shown, and made safe", test_body);
  return g_test_run ();
}
