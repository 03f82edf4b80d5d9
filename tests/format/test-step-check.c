/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-step-check.c: what is wrong with a step, and with which part of it
 */

#include "config.h"

#include <string.h>

#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-field.h"
#include "weir-part.h"
#include "weir-step-check.h"

static WeirStep *
make_step (const char *url)
{
  WeirStep *step = weir_step_new ("List items");
  g_autoptr (WeirRequest) request = weir_request_new ("GET", url);

  weir_step_set_request (step, request);
  return step;
}

/* There is one problem, an error about @property of @object. */
static void
assert_problem (WeirStep *step, gpointer object, const char *property, const char *part)
{
  g_autoptr (GPtrArray) problems = weir_step_check (step);
  const WeirStepProblem *problem;

  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_false (problem->is_warning);
  g_assert_true (problem->object == object);
  g_assert_cmpstr (problem->property, ==, property);
  if (strstr (problem->message, part) == NULL)
    g_error ("“%s” is not in: %s", part, problem->message);
}

static void
test_right (void)
{
  g_autoptr (WeirStep) step = make_step ("${baseUrl}/items");
  g_autoptr (GPtrArray) problems = weir_step_check (step);

  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_step (void)
{
  g_autoptr (WeirStep) step = make_step ("http://x/");
  g_autoptr (WeirRetry) retry = weir_retry_new ();

  weir_step_set_skip_if (step, "${a} = ");
  assert_problem (step, step, "skip-if", "The condition ends where a value is expected");
  weir_step_set_skip_if (step, NULL);
  weir_step_set_retry (step, retry);
  weir_retry_set_condition (retry, "what");
  assert_problem (step, retry, "condition", "bare word");
}

static void
test_request (void)
{
  g_autoptr (WeirStep) step = make_step ("items");

  assert_problem (step, weir_step_get_request (step), "url", "not an absolute URL");
  weir_request_set_url (weir_step_get_request (step), "http://x/${a");
  assert_problem (step, weir_step_get_request (step), "url", "}");
}

static void
test_rows (void)
{
  g_autoptr (WeirStep) step = make_step ("http://x/");
  GListStore *headers = weir_request_get_headers (weir_step_get_request (step));
  g_autoptr (WeirField) first = weir_field_new ("Accept", "*/*");
  g_autoptr (WeirField) second = weir_field_new ("X.y", "${nothing(}");

  g_list_store_append (headers, first);
  g_list_store_append (headers, second);
  assert_problem (step, second, "value", "nothing");
  weir_field_set_value (second, "");
  weir_field_set_description (second, "a list instead of a mapping");
  weir_field_set_name (second, "X y");
  assert_problem (step, second, "name", "not a header name");
}

static void
test_parts (void)
{
  g_autoptr (WeirStep) step = make_step ("http://x/");
  WeirRequest *request = weir_step_get_request (step);
  g_autoptr (WeirPart) part = weir_part_new_file ("photo", "");

  weir_request_set_payload_kind (request, WEIR_PAYLOAD_MULTIPART);
  g_list_store_append (weir_request_get_multipart_files (request), part);
  assert_problem (step, part, "path", "path");
}

static void
test_answers (void)
{
  g_autoptr (WeirStep) step = make_step ("http://x/");
  g_autoptr (WeirExtraction) extraction = weir_extraction_new ("token", WEIR_SOURCE_BODY, "$.[");
  g_autoptr (WeirAssertion) assertion = weir_assertion_new (WEIR_SOURCE_TIME, "<", "soon");

  g_list_store_append (weir_step_get_extractions (step), extraction);
  assert_problem (step, extraction, "path", "column 3");
  g_list_store_remove_all (weir_step_get_extractions (step));
  g_list_store_append (weir_step_get_assertions (step), assertion);
  assert_problem (step, assertion, "value", "soon");
}

static void
test_nothing (void)
{
  g_autoptr (WeirStep) step = weir_step_new ("Nothing");

  assert_problem (step, step, NULL, "needs");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/step check/nothing is wrong with a step that could be saved", test_right);
  g_test_add_func ("/format/step check/conditions are wrong where they stand", test_step);
  g_test_add_func ("/format/step check/a URL is wrong in the request", test_request);
  g_test_add_func ("/format/step check/a row is found by its place and by its name", test_rows);
  g_test_add_func ("/format/step check/a part of a multipart payload is found", test_parts);
  g_test_add_func ("/format/step check/extractions and assertions are found", test_answers);
  g_test_add_func ("/format/step check/a step that does nothing is wrong as a whole", test_nothing);
  return g_test_run ();
}
