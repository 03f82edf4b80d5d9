/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-reading.c: what a flow's text becomes, in YAML and in JSON
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "flow-equal.h"
#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-field.h"
#include "weir-flow-format.h"

#define REQUEST "name: F\nsteps:\n- name: S\n  httpRequest:\n    url: http://a/\n"

static const char example[] =
  "name: Checkout\n"
  "description: Log in, pick an item, order it\n"
  "variables:                       # the same entries as in a plan\n"
  "  - { name: baseUrl, value: \"http://127.0.0.1:8020\" }\n"
  "  - { name: password, value: secret }\n"
  "run:                             # what the Run menu sets; the command line may override\n"
  "  iterations: 1                  # > 1 excludes parallel > 1\n"
  "  parallel: 1\n"
  "  delay: 0                       # ms between steps\n"
  "  stopOnFailure: false\n"
  "beforeAll:\n"
  "  - name: Log in\n"
  "    httpRequest:\n"
  "      method: POST\n"
  "      url: ${baseUrl}/login\n"
  "      headers: { Content-Type: application/json }\n"
  "      payload: { raw: '{\"user\": \"ada\", \"password\": \"${password}\"}' }\n"
  "    extract:\n"
  "      - { name: token, from: body, path: $.token, secret: true }\n"
  "steps:\n"
  "  - name: List items\n"
  "    httpRequest:\n"
  "      url: ${baseUrl}/items\n"
  "      headers: { Authorization: \"Bearer ${token}\" }\n"
  "    extract:\n"
  "      - { name: itemId, from: body, path: \"$.items[0].id\" }\n"
  "    assert:\n"
  "      - { from: status, is: \"<\", value: 400 }\n"
  "      - { from: time, is: \"<\", value: 500ms }\n"
  "  - name: Order it\n"
  "    enabled: true\n"
  "    skipIf: ${itemId} = \"\"\n"
  "    retry: { if: \"${status} >= 500\", maxRetries: 2, strategy: Exponential, delayInMs: 100,"
  " maxDelayInMs: 1000 }\n"
  "    httpRequest:\n"
  "      method: POST\n"
  "      url: ${baseUrl}/orders\n"
  "      payload: { raw: '{\"item\": ${itemId}}' }\n"
  "    assert:\n"
  "      - { from: status, is: \"=\", value: 201 }\n"
  "      - { from: header, name: Location, is: exists }\n"
  "afterAll: []\n";

static WeirFlow *
read_text (const char *text, gboolean is_json)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirFlow *flow = weir_flow_parse (text, strlen (text), is_json, problems);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *problem = weir_problem_to_text (problems->pdata[i], "flow");

      g_test_message ("%s", problem);
    }
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_nonnull (flow);
  return flow;
}

static void
assert_same (const char *one, gboolean one_is_json, const char *other, gboolean other_is_json)
{
  g_autoptr (WeirFlow) first = read_text (one, one_is_json);
  g_autoptr (WeirFlow) second = read_text (other, other_is_json);

  assert_objects_equal (G_OBJECT (first), G_OBJECT (second), "flow");
}

static WeirRequest *
first_request (WeirFlow *flow)
{
  return weir_step_get_request (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 0));
}

static void
test_example_flow (void)
{
  g_autoptr (WeirFlow) flow = read_text (example, FALSE);
  WeirStep *log_in = weir_flow_get_step (flow, WEIR_FLOW_PART_BEFORE_ALL, 0);
  g_autoptr (WeirField) header = NULL;
  g_autoptr (WeirExtraction) token = NULL;

  g_assert_cmpstr (weir_flow_get_name (flow), ==, "Checkout");
  g_assert_cmpstr (weir_flow_get_description (flow), ==, "Log in, pick an item, order it");
  g_assert_cmpstr (weir_variable_get_value (weir_flow_find_variable (flow, "baseUrl")), ==,
                   "http://127.0.0.1:8020");
  g_assert_cmpuint (weir_flow_count_enabled (flow, WEIR_FLOW_PART_BEFORE_ALL), ==, 1);
  g_assert_cmpuint (weir_flow_count_enabled (flow, WEIR_FLOW_PART_STEPS), ==, 2);
  g_assert_cmpuint (weir_flow_count_enabled (flow, WEIR_FLOW_PART_AFTER_ALL), ==, 0);
  g_assert_cmpstr (weir_request_get_method (weir_step_get_request (log_in)), ==, "POST");
  g_assert_cmpstr (weir_request_get_url (weir_step_get_request (log_in)), ==, "${baseUrl}/login");
  g_assert_cmpstr (weir_request_get_payload_raw (weir_step_get_request (log_in)), ==,
                   "{\"user\": \"ada\", \"password\": \"${password}\"}");
  header = g_list_model_get_item (G_LIST_MODEL (weir_request_get_headers (weir_step_get_request (log_in))),
                                  0);
  g_assert_cmpstr (weir_field_get_name (header), ==, "Content-Type");
  g_assert_cmpstr (weir_field_get_value (header), ==, "application/json");
  token = g_list_model_get_item (G_LIST_MODEL (weir_step_get_extractions (log_in)), 0);
  g_assert_cmpstr (weir_extraction_get_name (token), ==, "token");
  g_assert_cmpint (weir_extraction_get_source (token), ==, WEIR_SOURCE_BODY);
  g_assert_cmpstr (weir_extraction_get_path (token), ==, "$.token");
  g_assert_true (weir_extraction_get_secret (token));
}

static void
test_example_steps (void)
{
  g_autoptr (WeirFlow) flow = read_text (example, FALSE);
  WeirStep *order = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 1);
  WeirRetry *retry = weir_step_get_retry (order);
  g_autoptr (WeirAssertion) status = g_list_model_get_item (G_LIST_MODEL (weir_step_get_assertions (order)),
                                                            0);
  g_autoptr (WeirAssertion) location = g_list_model_get_item (G_LIST_MODEL (weir_step_get_assertions (order)),
                                                              1);

  g_assert_cmpstr (weir_step_get_name (order), ==, "Order it");
  g_assert_cmpstr (weir_step_get_skip_if (order), ==, "${itemId} = \"\"");
  g_assert_cmpstr (weir_retry_get_condition (retry), ==, "${status} >= 500");
  g_assert_null (weir_retry_get_stop_condition (retry));
  g_assert_cmpuint (weir_retry_get_max_retries (retry), ==, 2);
  g_assert_cmpint (weir_retry_get_strategy (retry), ==, WEIR_RETRY_EXPONENTIAL);
  g_assert_cmpuint (weir_retry_get_delay_ms (retry), ==, 100);
  g_assert_cmpuint (weir_retry_get_max_delay_ms (retry), ==, 1000);
  g_assert_cmpint (weir_assertion_get_source (status), ==, WEIR_SOURCE_STATUS);
  g_assert_cmpstr (weir_assertion_get_comparison (status), ==, "=");
  g_assert_cmpstr (weir_assertion_get_value (status), ==, "201");
  g_assert_cmpint (weir_assertion_get_source (location), ==, WEIR_SOURCE_HEADER);
  g_assert_cmpstr (weir_assertion_get_name (location), ==, "Location");
  g_assert_cmpstr (weir_assertion_get_comparison (location), ==, "exists");
  g_assert_null (weir_assertion_get_value (location));
}

static void
test_json (void)
{
  assert_same ("name: \"J \\U0001F600\"\n"
               "run: {iterations: 3, stopOnFailure: true, delay: 1s}\n"
               "steps:\n"
               "- name: S\n"
               "  httpRequest:\n"
               "    url: http://a/\n"
               "    headers: {X: \"1\", Y: \"\"}\n"
               "    payload: {json: {s: \"\\U0001F600 \\u20ac\", n: null, t: true, i: -3, f: 2.5, e: 1e3, l:"
               " [], o: {}}}\n"
               "  assert: [{from: status, is: between, value: [200, 299]}]\n",
               FALSE,
               "\xEF\xBB\xBF{\"name\": \"J \\ud83d\\ude00\",\r\n"
               " \"run\": {\"iterations\": 3, \"stopOnFailure\": true, \"delay\": 1000},\r\n"
               " \"steps\": [{\"name\": \"S\", \"httpRequest\": {\"url\": \"http:\\/\\/a\\/\",\r\n"
               "   \"headers\": {\"X\": 1, \"Y\": null},\r\n"
               "   \"payload\": {\"json\": {\"s\": \"\\uD83D\\uDE00 \\u20ac\", \"n\": null, \"t\": true,"
               " \"i\": -3, \"f\": 2.5, \"e\": 1e3, \"l\": [], \"o\": {}}}},\r\n"
               "   \"assert\": [{\"from\": \"status\", \"is\": \"between\", \"value\": [200, 299]}]}]}\r\n",
               TRUE);
}

static void
test_data (void)
{
  static const char text[] = "name: F\ndata: {file: \"sub/users $1.csv\", order: Random}\nrun: {iterations: ROWS}\n"
                             "steps: []\n";
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (text, strlen (text), FALSE, problems);
  WeirRunOptions *options;

  g_assert_cmpuint (problems->len, ==, 0);
  options = weir_flow_get_run_options (flow);
  g_assert_cmpstr (weir_run_options_get_data_file (options), ==, "sub/users $1.csv");
  g_assert_cmpint (weir_run_options_get_data_order (options), ==, WEIR_DATA_RANDOM);
  g_assert_true (weir_run_options_get_one_per_row (options));
  g_assert_cmpuint (weir_run_options_get_iterations (options), ==, 1);
}

/* Its columns are names that the flow knows; a name that nearly is one is doubtful. */
static void
test_columns (void)
{
  static const char text[] = "name: F\ndata: {file: users.csv}\nsteps:\n"
                             "- {name: A, httpRequest: {url: \"http://h/${user}/$user/${usr}\"}}\n";
  g_autofree char *folder = g_dir_make_tmp ("weir-columns-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "f.flow.yaml", NULL);
  g_autofree char *data = g_build_filename (folder, "users.csv", NULL);
  g_autofree char *other = g_build_filename (folder, "other.csv", NULL);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = NULL, again = NULL, without = NULL;
  WeirProblem *problem;

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_assert_true (g_file_set_contents (data, "user,password\nada,x\n", -1, NULL));
  g_assert_true (g_file_set_contents (other, "usr,user\nada,x\n", -1, NULL));
  flow = weir_flow_load (file, problems, NULL);
  g_assert_nonnull (flow);
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (problem->message, ==, "Nothing in this flow sets \"usr\"; did you mean \"user\"?");
  g_assert_false (problem->stops_run);

  g_ptr_array_set_size (problems, 0);
  again = weir_flow_load_with_data (file, other, problems, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (problems->len, ==, 0);

  /* It can be looked at without its file; what its columns are called nobody knows then. */
  g_assert_true (g_file_set_contents (data, "user,user\n1,2\n", -1, NULL));
  without = weir_flow_load (file, problems, NULL);
  g_assert_nonnull (without);
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_true (problem->is_warning && problem->stops_run);
  g_assert_cmpuint (problem->line, ==, 2);
  g_assert_cmpuint (problem->column, ==, 14);
  g_assert_cmpstr (problem->path, ==, "data.file");
  g_assert_cmpstr (problem->message, ==, "The data file “users.csv”, line 1: Two columns are called “user”; the"
                                         " names of columns must differ.");
  g_remove (file);
  g_remove (data);
  g_remove (other);
  g_rmdir (folder);
}

static void
test_spellings (void)
{
  assert_same ("NAME: F\n"
               "RUN: {Iterations: \"2\", STOPONFAILURE: True}\n"
               "STEPS:\n"
               "- Name: S\n"
               "  HttpRequest: {URL: \"http://a/\", HTTPMETHOD: pOsT, httpHeaders: {A: b}}\n"
               "  RETRY: {strategy: exponential}\n"
               "  Extract: [{name: x, FROM: Header, path: Location}]\n"
               "  Assert: [{from: STATUS, is: EXISTS}]\n",
               FALSE,
               "name: F\n"
               "run: {iterations: 2, stopOnFailure: true}\n"
               "steps:\n"
               "- name: S\n"
               "  httpRequest: {url: \"http://a/\", method: POST, headers: {A: b}}\n"
               "  retry: {strategy: Exponential}\n"
               "  extract: [{name: x, from: header, path: Location}]\n"
               "  assert: [{from: status, is: exists}]\n",
               FALSE);
}

static void
test_anchors (void)
{
  assert_same ("name: F\n"
               "steps:\n"
               "- name: A\n"
               "  httpRequest: &base\n"
               "    url: &url http://a/\n"
               "    headers: &common {Accept: x, B: b}\n"
               "- name: B\n"
               "  httpRequest:\n"
               "    <<: *base\n"
               "    Method: PUT\n"
               "    headers: {accept: y, <<: [*common, {B: c, C: d}]}\n"
               "- name: C\n"
               "  httpRequest: {<<: [{METHOD: POST}, *base], method: HEAD, url: *url}\n",
               FALSE,
               "name: F\n"
               "steps:\n"
               "- name: A\n"
               "  httpRequest: {url: \"http://a/\", headers: {Accept: x, B: b}}\n"
               "- name: B\n"
               "  httpRequest: {url: \"http://a/\", method: PUT, headers: {accept: y, B: b, C: d}}\n"
               "- name: C\n"
               "  httpRequest: {url: \"http://a/\", method: HEAD, headers: {Accept: x, B: b}}\n",
               FALSE);
}

static void
assert_payload (const char *yaml, const char *expected)
{
  g_autofree char *text = g_strdup_printf (REQUEST "    payload: {json: %s}\n", yaml);
  g_autoptr (WeirFlow) flow = read_text (text, FALSE);
  g_autofree char *json = json_to_string (weir_request_get_payload_json (first_request (flow)), FALSE);

  g_assert_cmpint (weir_request_get_payload_kind (first_request (flow)), ==, WEIR_PAYLOAD_JSON);
  g_assert_cmpstr (json, ==, expected);
}

static void
test_core_schema (void)
{
  assert_payload ("[null, ~, Null, true, FALSE, yes, tRUE]", "[null,null,null,true,false,\"yes\",\"tRUE\"]");
  assert_payload ("[1, -2, +3, 0x1F, 0o17, 9223372036854775807, -9223372036854775808]",
                  "[1,-2,3,31,15,9223372036854775807,-9223372036854775808]");
  assert_payload ("[0.5, -.25, 4., 1e3]", "[0.5,-0.25,4.0,1000.0]");
  assert_payload ("[\"1\", 'true', \"\", 1.2.3, 1_000, 0x, e3, '.inf', 2024-01-01]",
                  "[\"1\",\"true\",\"\",\"1.2.3\",\"1_000\",\"0x\",\"e3\",\".inf\",\"2024-01-01\"]");
  assert_payload ("{b: 1, a: {c: [x]}}", "{\"b\":1,\"a\":{\"c\":[\"x\"]}}");
  assert_payload ("null", "null");
  assert_payload ("!!str 5", "\"5\"");
}

static void
test_scalars_as_written (void)
{
  g_autoptr (WeirFlow) flow = read_text ("name: 2.0\n"
                                         "variables: [{name: a, value: 007}, {name: b, value: true}]\n"
                                         "steps:\n"
                                         "- name: S\n"
                                         "  set: {x: 1.50, y: , z: ~}\n"
                                         "  wait: 1.5s\n", FALSE);
  WeirStep *step = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 0);
  static const char *const expected[] = { "1.50", "", "" };

  g_assert_cmpstr (weir_flow_get_name (flow), ==, "2.0");
  g_assert_cmpstr (weir_variable_get_value (weir_flow_find_variable (flow, "a")), ==, "007");
  g_assert_cmpstr (weir_variable_get_value (weir_flow_find_variable (flow, "b")), ==, "true");
  g_assert_cmpint (weir_step_get_wait_us (step), ==, 1500000);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (WeirVariable) set = g_list_model_get_item (G_LIST_MODEL (weir_step_get_assignments (step)),
                                                            i);

      g_assert_cmpstr (weir_variable_get_value (set), ==, expected[i]);
    }
}

static void
test_header_rows (void)
{
  g_autoptr (WeirFlow) flow = read_text (REQUEST "    headers:\n"
                                                 "    - {name: A, value: 1, enabled: false, description:"
                                                 " off}\n    - {name: a, value: null}\n"
                                                 "    - {name: B}\n", FALSE);
  GListModel *headers = G_LIST_MODEL (weir_request_get_headers (first_request (flow)));
  g_autoptr (WeirField) first = g_list_model_get_item (headers, 0);
  g_autoptr (WeirField) second = g_list_model_get_item (headers, 1);

  g_assert_cmpuint (g_list_model_get_n_items (headers), ==, 3);
  g_assert_false (weir_field_get_enabled (first));
  g_assert_cmpstr (weir_field_get_description (first), ==, "off");
  g_assert_cmpstr (weir_field_get_name (second), ==, "a");
  g_assert_cmpstr (weir_field_get_value (second), ==, "");
  g_assert_true (weir_field_get_enabled (second));
}

static void
assert_operand (const char *row, const char *value, const char *upper)
{
  g_autofree char *text = g_strdup_printf (REQUEST "  assert: [{from: body, %s}]\n", row);
  g_autoptr (WeirFlow) flow = read_text (text, FALSE);
  WeirStep *step = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 0);
  g_autoptr (WeirAssertion) assertion = g_list_model_get_item (G_LIST_MODEL (weir_step_get_assertions (step)),
                                                               0);

  g_assert_cmpstr (weir_assertion_get_value (assertion), ==, value);
  g_assert_cmpstr (weir_assertion_get_upper (assertion), ==, upper);
}

static void
test_operands (void)
{
  assert_operand ("is: =, value: 1.0", "1.0", NULL);
  assert_operand ("is: =, value: \"\"", "", NULL);
  assert_operand ("is: =, value: {b: [1, \"x\", null], a: true}", "{\"b\":[1,\"x\",null],\"a\":true}", NULL);
  assert_operand ("is: contains, value: [1, 2]", "[1,2]", NULL);
  assert_operand ("is: between, value: [1, 2.50]", "1", "2.50");
  assert_operand ("is: Does Not Exist", NULL, NULL);
}

static void
test_line_ends (void)
{
  static const char text[] = "\xEF\xBB\xBFname: \xE2\x80\xA8 F\r\nsteps:\r\n- nam: S\r\n  wait: 1\r\n";
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  const WeirProblem *problem = NULL;

  /* U+2028 is a line end for YAML's reader, but for no editor. */
  g_assert_null (weir_flow_parse (text, strlen (text), FALSE, problems));
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpuint (problem->line, ==, 3);
  g_assert_cmpuint (problem->column, ==, 3);
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-reading-XXXXXX", NULL);
  g_autofree char *json_name = g_build_filename (folder, "a.flow.JSON", NULL);
  g_autofree char *yaml_name = g_build_filename (folder, "a.flow.yaml", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.yaml", NULL);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirFlow) from_json = NULL;
  g_autoptr (WeirFlow) from_yaml = NULL;

  g_assert_true (g_file_set_contents (json_name, "{\"name\": \"\\ud83d\\ude00\", \"steps\": []}", -1, NULL));
  from_json = weir_flow_load (json_name, problems, &error);
  g_assert_no_error (error);
  g_assert_nonnull (from_json);
  g_assert_true (weir_flow_save (from_json, yaml_name, &error));
  from_yaml = weir_flow_load (yaml_name, problems, &error);
  assert_objects_equal (G_OBJECT (from_json), G_OBJECT (from_yaml), "flow");
  g_assert_null (weir_flow_load (missing, problems, &error));
  g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_READ);
  g_assert_cmpuint (problems->len, ==, 0);
  g_clear_error (&error);
  g_assert_null (weir_flow_load (folder, problems, &error));
  g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_READ);
  g_clear_error (&error);
  g_assert_false (weir_flow_save (from_json, "/nowhere/at/all.yaml", &error));
  g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_WRITE);
  g_unlink (json_name);
  g_unlink (yaml_name);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/reading/the flow and Before All of the example", test_example_flow);
  g_test_add_func ("/format/reading/the steps of the example", test_example_steps);
  g_test_add_func ("/format/reading/JSON and YAML give equal flows", test_json);
  g_test_add_func ("/format/reading/keys and words are read in any case and by their aliases",
                   test_spellings);
  g_test_add_func ("/format/reading/anchors, aliases and merges are followed", test_anchors);
  g_test_add_func ("/format/reading/a JSON payload has the types of the core schema", test_core_schema);
  g_test_add_func ("/format/reading/scalars are taken as written", test_scalars_as_written);
  g_test_add_func ("/format/reading/headers may be rows with repeated names", test_header_rows);
  g_test_add_func ("/format/reading/what an assertion expects is text", test_operands);
  g_test_add_func ("/format/reading/lines are counted as editors count them", test_line_ends);
  g_test_add_func ("/format/reading/files are read by their ending and written whole", test_files);
  g_test_add_func ("/format/flow/data rows and how many iterations they make", test_data);
  g_test_add_func ("/format/flow/columns of the data file are names", test_columns);
  return g_test_run ();
}
