/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-failures.c: how one failed step is explained
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "weir-cli-private.h"
#include "weir-report-failures.h"

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
assert_explained (const WeirStepResult *result, const char *where, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  weir_cli_failure_append (out, 2, result, where, "POST", &plain);
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
  assert_explained (result, "iteration 3",
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
  assert_explained (result, "VU 4",
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
  assert_explained (result, NULL, "2. Log in, Before All\n   token has no value.\n");
}

static void
assert_body (WeirStepResult *result, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *body;

  weir_cli_failure_append (out, 1, result, NULL, NULL, &plain);
  body = strstr (out->str, "   Body: ");
  g_assert_cmpstr (body, ==, expected);
}

static void
test_body (void)
{
  g_autofree char *many = g_strnfill (100000, 'x');
  g_autofree char *shown = g_strndup (many, 299);
  g_autofree char *expected = g_strdup_printf ("   Body: %s…\n", shown);
  g_autoptr (WeirStepResult) big = new_failure (500, many, 100000);
  g_autoptr (WeirStepResult) hostile = new_failure (500, "\033[2J\007", 5);
  g_autoptr (WeirStepResult) old_charset = new_failure (500, "caf\xe9 ferm\xe9", 10);

  assert_body (big, expected);
  assert_body (hostile, "   Body: �[2J�\n");
  assert_body (old_charset, "   Body: caf� ferm�\n");
}

static void
test_body_of_interest (void)
{
  g_autoptr (WeirStepResult) good = new_failure (200, "{\"price\": 0.75}", 15);
  g_autoptr (WeirStepResult) other = new_failure (200, "{\"price\": 0.75}", 15);

  weir_step_result_add_check (other, FALSE, "time < 5ms", "less than 5 ms", "12 ms");
  assert_body (other, NULL);
  weir_step_result_add_check (good, FALSE, "body $.price = 0.5", "equal to 0.5", "0.75");
  assert_body (good, "   Body: {\"price\": 0.75}\n");
}

static void
test_binary (void)
{
  g_autoptr (WeirStepResult) nul = new_failure (500, "a\0b", 3);
  g_autoptr (WeirStepResult) noise = new_failure (500, "\x89\xff\xfe\xfd\x90\x91\x92\x93", 8);

  assert_body (nul, "   Body: binary, 3 bytes\n");
  weir_step_result_get_last (noise)->body_size = 10240;
  assert_body (noise, "   Body: binary, 10240 bytes\n");
}

static void
test_redirects (void)
{
  g_autoptr (WeirStepResult) result = new_failure (200, "", 0);
  WeirExchange *exchange = weir_step_result_get_last (result);

  g_free (exchange->method);
  exchange->method = g_strdup ("GET");
  g_string_assign (exchange->url, "http://127.0.0.1:8021/me?a=1");
  weir_exchange_add_hop (exchange, 303, "http://127.0.0.1:8020/redirpost");
  weir_exchange_add_hop (exchange, 302, "http://127.0.0.1:8020/old");
  result->message = g_strdup ("Wrong.");
  assert_explained (result, NULL,
                    "2. Order it\n"
                    "   POST http://127.0.0.1:8020/redirpost → 303 → /old → 302 → "
                    "GET http://127.0.0.1:8021/me?a=1 → 200, 12 ms\n"
                    "   Wrong.\n");
}

static void
assert_ranges (const guint *numbers, guint n, const char *expected)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *text = NULL;

  g_array_append_vals (array, numbers, n);
  text = weir_report_ranges_to_text (array);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_ranges (void)
{
  const guint few[] = { 7, 1, 2, 5, 4, 3 };
  const guint pair[] = { 2, 1, 2 };
  const guint odd[] = { 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 };

  assert_ranges (few, 6, "1–5, 7");
  assert_ranges (pair, 3, "1, 2");
  assert_ranges (odd, 1, "1");
  assert_ranges (odd, 8, "1, 3, 5, 7, 9, 11, 13, 15");
  assert_ranges (odd, 10, "1, 3, 5, 7, 9, 11, 13, 15, …");
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
  g_test_add_func ("/cli/failures/a failed assertion on a body shows the body", test_body_of_interest);
  g_test_add_func ("/cli/failures/a body that is no text is only counted", test_binary);
  g_test_add_func ("/cli/failures/a redirected request shows its way", test_redirects);
  g_test_add_func ("/cli/failures/iterations are told as ranges", test_ranges);
  return g_test_run ();
}
