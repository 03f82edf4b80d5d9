/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-edit-fields.c: one field of a flow changed, and the text that becomes of its document
 */

#include "config.h"

#include "flow-edit.h"
#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-field.h"
#include "weir-part.h"

#define SHOP                                                                                                 \
  "# the shop\n"                                                                                             \
  "name: 'Shop' # in the title\n"                                                                            \
  "description: >-\n"                                                                                        \
  "  Orders of\n"                                                                                            \
  "  the shop\n"                                                                                             \
  "variables:\n"                                                                                             \
  "  # where\n"                                                                                              \
  "  - { name: base, value: \"http://127.0.0.1\" } # here\n"                                                 \
  "  - name: user   # who\n"                                                                                 \
  "    value: ada\n"                                                                                         \
  "\n"                                                                                                       \
  "steps:\n"                                                                                                 \
  "  # first of all\n"                                                                                       \
  "  - name: Order  # it\n"                                                                                  \
  "    retry: { maxRetries: 2, delayInMs: 1s }\n"                                                            \
  "    httpRequest:\n"                                                                                       \
  "      # over there\n"                                                                                     \
  "      URL: \"${base}/orders\"   # plural\n"                                                               \
  "      httpMethod: POST\n"                                                                                 \
  "      headers:\n"                                                                                         \
  "        # what we send\n"                                                                                 \
  "        Content-Type: application/json # always\n"                                                        \
  "        'X-Trace': 1\n"                                                                                   \
  "      query: { page: 1, size: \"20\" }\n"                                                                 \
  "      auth: { type: basic, username: ada, password: \"${pw}\" }\n"                                        \
  "      payload:\n"                                                                                         \
  "        raw: |   # the body\n"                                                                            \
  "          {\n"                                                                                            \
  "            \"item\": 1,\n"                                                                               \
  "            \"count\": 2\n"                                                                               \
  "          }\n"                                                                                            \
  "      timeout: 30 # seconds\n"                                                                            \
  "    extract:\n"                                                                                           \
  "      - { name: id, from: body, path: $.id } # for later\n"                                               \
  "    # what must hold\n"                                                                                   \
  "    assert:\n"                                                                                            \
  "      - { from: status, is: \"<\", value: 400 } # not wrong\n"                                            \
  "      - from: time # quick\n"                                                                             \
  "        is: <\n"                                                                                          \
  "        value: 500ms\n"                                                                                   \
  "  - name: Wait\n"                                                                                         \
  "    wait: 2s # a while\n"                                                                                 \
  "# the end\n"

/* One line of SHOP becomes another one, or goes (NULL). */
static void
assert_line (ChangeFlow change, const char *line, const char *expected)
{
  g_autoptr (GString) text = g_string_new (SHOP);
  g_autofree char *old = g_strconcat (line, "\n", NULL);
  g_autofree char *new = expected != NULL ? g_strconcat (expected, "\n", NULL) : g_strdup ("");

  g_assert_cmpuint (g_string_replace (text, old, new, 0), ==, 1);
  assert_text_after (SHOP, change, text->str);
}

static void
rename_flow (WeirFlow *flow)
{
  weir_flow_set_name (flow, "Ada's shop");
}

static void
describe_flow (WeirFlow *flow)
{
  weir_flow_set_description (flow, "Orders");
}

static void
set_environment (WeirFlow *flow)
{
  weir_flow_set_environment (flow, "staging");
}

static void
change_variable (WeirFlow *flow)
{
  weir_variable_set_value (item_at (weir_flow_get_variables (flow), 0), "https://shop.example/a b");
}

static void
type_variable (WeirFlow *flow)
{
  weir_variable_set_value_type (item_at (weir_flow_get_variables (flow), 1), "json");
  weir_variable_set_value (item_at (weir_flow_get_variables (flow), 1), "{}");
}

static void
test_flow (void)
{
  assert_line (rename_flow, "name: 'Shop' # in the title", "name: 'Ada''s shop' # in the title");
  assert_line (describe_flow, "description: >-\n  Orders of\n  the shop", "description: >-\n  Orders");
  assert_line (set_environment, "    value: ada", "    value: ada\nenvironment: staging");
  assert_line (change_variable, "  - { name: base, value: \"http://127.0.0.1\" } # here",
               "  - { name: base, value: \"https://shop.example/a b\" } # here");
  assert_line (type_variable, "    value: ada", "    value: \"{}\"\n    as: json");
}

static void
rename_step (WeirFlow *flow)
{
  weir_step_set_name (step_at (flow, 0), "Order: it");
}

static void
describe_step (WeirFlow *flow)
{
  weir_step_set_description (step_at (flow, 0), "line one\nline two\n");
}

static void
disable_step (WeirFlow *flow)
{
  weir_step_set_enabled (step_at (flow, 0), FALSE);
}

static void
skip_step (WeirFlow *flow)
{
  weir_step_set_skip_if (step_at (flow, 0), "${id} = \"\"");
}

static void
change_retry (WeirFlow *flow)
{
  WeirRetry *retry = weir_step_get_retry (step_at (flow, 0));

  weir_retry_set_delay_ms (retry, 2500);
  weir_retry_set_condition (retry, "${status} >= 500");
}

static void
clear_retry (WeirFlow *flow)
{
  weir_step_set_retry (step_at (flow, 0), NULL);
}

static void
change_wait (WeirFlow *flow)
{
  weir_step_set_wait_us (step_at (flow, 1), 1500000);
}

static void
keep_body (WeirFlow *flow)
{
  weir_step_set_keep_body (step_at (flow, 0), TRUE);
}

static void
test_step (void)
{
  assert_line (rename_step, "  - name: Order  # it", "  - name: \"Order: it\"  # it");
  assert_line (describe_step, "  - name: Order  # it",
               "  - name: Order  # it\n    description: |\n      line one\n      line two");
  assert_line (disable_step, "  - name: Order  # it", "  - name: Order  # it\n    enabled: false");
  assert_line (skip_step, "  - name: Order  # it", "  - name: Order  # it\n    skipIf: ${id} = \"\"");
  assert_line (change_retry, "    retry: { maxRetries: 2, delayInMs: 1s }",
               "    retry: { if: \"${status} >= 500\", maxRetries: 2, delayInMs: 2500ms }");
  assert_line (clear_retry, "    retry: { maxRetries: 2, delayInMs: 1s }", NULL);
  assert_line (change_wait, "    wait: 2s # a while", "    wait: 1500ms # a while");
  assert_line (keep_body, "        value: 500ms", "        value: 500ms\n    keepBody: true");
}

static void
change_url (WeirFlow *flow)
{
  weir_request_set_url (request_at (flow, 0), "${base}/o?a=\"b\"");
}

static void
change_method (WeirFlow *flow)
{
  weir_request_set_method (request_at (flow, 0), "PUT");
}

static void
reset_method (WeirFlow *flow)
{
  weir_request_set_method (request_at (flow, 0), "GET");
}

static void
change_header (WeirFlow *flow)
{
  weir_field_set_value (item_at (weir_request_get_headers (request_at (flow, 0)), 0),
                        "text/plain; charset=x");
}

static void
rename_header (WeirFlow *flow)
{
  weir_field_set_name (item_at (weir_request_get_headers (request_at (flow, 0)), 1), "X-Span");
}

static void
change_query (WeirFlow *flow)
{
  weir_field_set_value (item_at (weir_request_get_query (request_at (flow, 0)), 0), "a, b");
}

static void
change_auth (WeirFlow *flow)
{
  weir_auth_set_username (weir_request_get_auth (request_at (flow, 0)), "grace");
}

static void
replace_auth (WeirFlow *flow)
{
  g_autoptr (WeirAuth) auth = weir_auth_new (WEIR_AUTH_BEARER);

  weir_auth_set_token (auth, "${token}");
  weir_request_set_auth (request_at (flow, 0), auth);
}

static void
remove_auth (WeirFlow *flow)
{
  weir_request_set_auth (request_at (flow, 0), NULL);
}

static void
change_timeout (WeirFlow *flow)
{
  weir_request_set_timeout_us (request_at (flow, 0), 45000000);
}

static void
change_timeout_to_ms (WeirFlow *flow)
{
  weir_request_set_timeout_us (request_at (flow, 0), 4500000);
}

static void
set_options (WeirFlow *flow)
{
  static const char *const statements[] = { "${random(variable=a)}", NULL };

  weir_request_set_max_redirects (request_at (flow, 0), 0);
  weir_request_set_insecure (request_at (flow, 0), TRUE);
  weir_request_set_certificate_path (request_at (flow, 0), "client.p12");
  weir_request_set_before (request_at (flow, 0), statements);
}

static void
test_request (void)
{
  assert_line (change_url, "      URL: \"${base}/orders\"   # plural",
               "      URL: \"${base}/o?a=\\\"b\\\"\"   # plural");
  assert_line (change_method, "      httpMethod: POST", "      httpMethod: PUT");
  assert_line (reset_method, "      httpMethod: POST", NULL);
  assert_line (change_header, "        Content-Type: application/json # always",
               "        Content-Type: text/plain; charset=x # always");
  assert_line (rename_header, "        'X-Trace': 1", "        'X-Span': 1");
  assert_line (change_query, "      query: { page: 1, size: \"20\" }",
               "      query: { page: \"a, b\", size: \"20\" }");
  assert_line (change_auth, "      auth: { type: basic, username: ada, password: \"${pw}\" }",
               "      auth: { type: basic, username: grace, password: \"${pw}\" }");
  assert_line (replace_auth, "      auth: { type: basic, username: ada, password: \"${pw}\" }",
               "      auth: { type: bearer, token: \"${token}\" }");
  assert_line (remove_auth, "      auth: { type: basic, username: ada, password: \"${pw}\" }", NULL);
  assert_line (change_timeout, "      timeout: 30 # seconds", "      timeout: 45 # seconds");
  assert_line (change_timeout_to_ms, "      timeout: 30 # seconds", "      timeout: 4500ms # seconds");
  assert_line (set_options, "      timeout: 30 # seconds",
               "      timeout: 30 # seconds\n      maxRedirects: 0\n      insecure: true\n"
               "      clientCertificatePath: client.p12\n      before:\n        - ${random(variable=a)}");
}

static void
change_body_line (WeirFlow *flow)
{
  weir_request_set_payload_raw (request_at (flow, 0), "{\n  \"item\": 1,\n  \"count\": 3\n}\n");
}

static void
shorten_body (WeirFlow *flow)
{
  weir_request_set_payload_raw (request_at (flow, 0), "{}");
}

static void
indent_body (WeirFlow *flow)
{
  weir_request_set_payload_raw (request_at (flow, 0), "  a\nb");
}

static void
empty_body (WeirFlow *flow)
{
  weir_request_set_payload_raw (request_at (flow, 0), "");
}

static void
odd_body (WeirFlow *flow)
{
  weir_request_set_payload_raw (request_at (flow, 0), "a\r\nb\t\x01");
}

static void
file_body (WeirFlow *flow)
{
  weir_request_set_payload_file (request_at (flow, 0), "order.json");
}

static void
form_body (WeirFlow *flow)
{
  g_autoptr (WeirField) field = weir_field_new ("item", "1 2");

  weir_request_set_payload_kind (request_at (flow, 0), WEIR_PAYLOAD_FORM);
  g_list_store_append (weir_request_get_form (request_at (flow, 0)), field);
}

static void
json_body (WeirFlow *flow)
{
  g_autoptr (JsonNode) json =
      json_from_string ("{\"a\": [1, \"1\", null, {\"b\": \"x\\ny\"}], \"c\": {}}", NULL);

  weir_request_set_payload_json (request_at (flow, 0), json);
}

static void
multipart_body (WeirFlow *flow)
{
  g_autoptr (WeirPart) field = weir_part_new_field ("note", "a: b");
  g_autoptr (WeirPart) file = weir_part_new_file ("picture", "cat.png");

  weir_request_set_payload_kind (request_at (flow, 0), WEIR_PAYLOAD_MULTIPART);
  g_list_store_append (weir_request_get_multipart_fields (request_at (flow, 0)), field);
  g_list_store_append (weir_request_get_multipart_files (request_at (flow, 0)), file);
}

#define BODY                                                                                                 \
  "        raw: |   # the body\n          {\n            \"item\": 1,\n            \"count\": 2\n          " \
  "}"

static void
test_payload (void)
{
  assert_line (change_body_line, "            \"count\": 2", "            \"count\": 3");
  assert_line (shorten_body, BODY, "        raw: |-   # the body\n          {}");
  assert_line (indent_body, BODY, "        raw: |2-\n            a\n          b");
  assert_line (empty_body, BODY, "        raw: \"\"");
  assert_line (odd_body, BODY, "        raw: \"a\\r\\nb\\t\\u0001\"");
  assert_line (file_body, BODY, "        file: order.json");
  assert_line (form_body, BODY, "        form:\n          item: 1 2");
  assert_line (json_body, BODY,
               "        json:\n          a:\n            - 1\n            - \"1\"\n            - null\n"
               "            - b: |-\n                x\n                y\n          c: {}");
  assert_line (multipart_body, BODY,
               "        multipart:\n          fields:\n            - { name: note, value: \"a: b\" }\n"
               "          files:\n            - { name: picture, path: cat.png }");
}

static void
change_extraction (WeirFlow *flow)
{
  WeirExtraction *extraction = item_at (weir_step_get_extractions (step_at (flow, 0)), 0);

  weir_extraction_set_path (extraction, "$.items[0].id");
  weir_extraction_set_secret (extraction, TRUE);
}

static void
change_assertion (WeirFlow *flow)
{
  weir_assertion_set_value (item_at (weir_step_get_assertions (step_at (flow, 0)), 0), "300");
}

static void
change_comparison (WeirFlow *flow)
{
  weir_assertion_set_comparison (item_at (weir_step_get_assertions (step_at (flow, 0)), 1), "<=");
}

static void
widen_assertion (WeirFlow *flow)
{
  WeirAssertion *assertion = item_at (weir_step_get_assertions (step_at (flow, 0)), 0);

  weir_assertion_set_comparison (assertion, "between");
  weir_assertion_set_value (assertion, "200");
  weir_assertion_set_upper (assertion, "299");
}

static void
test_rows (void)
{
  assert_line (change_extraction, "      - { name: id, from: body, path: $.id } # for later",
               "      - { name: id, from: body, path: \"$.items[0].id\", secret: true } # for later");
  assert_line (change_assertion, "      - { from: status, is: \"<\", value: 400 } # not wrong",
               "      - { from: status, is: \"<\", value: 300 } # not wrong");
  assert_line (change_comparison, "        is: <", "        is: <=");
  assert_line (widen_assertion, "      - { from: status, is: \"<\", value: 400 } # not wrong",
               "      - { from: status, is: \"between\", value: [200, 299] } # not wrong");
}

#define ONE(request) "name: F\nsteps:\n- name: A\n  httpRequest:\n" request

static void
make_body_long (WeirFlow *flow)
{
  weir_request_set_payload_raw (request_at (flow, 0), "a\nb\n");
}

static void
make_body_longer (WeirFlow *flow)
{
  weir_request_set_payload_raw (request_at (flow, 0), "a\nb\n\n\n");
}

static void
test_long_texts (void)
{
  const char *start = "    method: POST\n    url: http://a/\n";
  g_autofree char *plain = g_strconcat (ONE (""), start, "    payload: # p\n      raw: x # c\n", NULL);
  g_autofree char *block =
      g_strconcat (ONE (""), start, "    payload: # p\n      raw: | # c\n        a\n        b\n", NULL);
  g_autofree char *kept =
      g_strconcat (ONE (""), start, "    payload: # p\n      raw: |+ # c\n        a\n        b\n\n\n", NULL);
  g_autofree char *quoted = g_strconcat (ONE (""), start, "    payload:\n      raw: \"x\\ny\" # c\n", NULL);
  g_autofree char *requoted =
      g_strconcat (ONE (""), start, "    payload:\n      raw: \"a\\nb\\n\" # c\n", NULL);
  g_autofree char *flow = g_strconcat (ONE (""), start, "    payload: { raw: x } # c\n", NULL);
  g_autofree char *flowed = g_strconcat (ONE (""), start, "    payload: { raw: \"a\\nb\\n\" } # c\n", NULL);

  assert_text_after (plain, make_body_long, block);
  assert_text_after (block, make_body_longer, kept);
  assert_text_after (kept, make_body_long, block);
  assert_text_after (quoted, make_body_long, requoted);
  assert_text_after (flow, make_body_long, flowed);
}

/* At the end of a document that lacks its last line break */
static void
test_last_line (void)
{
  assert_text_after (ONE ("    url: http://a/\n    payload: { raw: x }"), change_timeout,
                     ONE ("    url: http://a/\n    payload: { raw: x }\n    timeout: 45s"));
  assert_text_after (
      ONE ("    url: http://a/\n    method: POST\n    payload:\n      raw: x"), make_body_long,
      ONE ("    url: http://a/\n    method: POST\n    payload:\n      raw: |\n        a\n        b\n"));
}

#define PRETTY(headers, rest)                                                                                \
  "{\n"                                                                                                      \
  "  \"name\": \"F\",\n"                                                                                     \
  "  \"steps\": [\n"                                                                                         \
  "    {\n"                                                                                                  \
  "      \"name\": \"A\",\n"                                                                                 \
  "      \"httpRequest\": {\n"                                                                               \
  "        \"url\": \"http://a/\"" headers "\n"                                                              \
  "      }" rest "\n"                                                                                        \
  "    }\n"                                                                                                  \
  "  ]\n"                                                                                                    \
  "}\n"

static void
add_header (WeirFlow *flow)
{
  g_autoptr (WeirField) field = weir_field_new ("Accept", "text/*");

  g_list_store_append (weir_request_get_headers (request_at (flow, 0)), field);
}

static void
add_assertion (WeirFlow *flow)
{
  g_autoptr (WeirAssertion) assertion = weir_assertion_new (WEIR_SOURCE_STATUS, "<", "400");

  g_list_store_append (weir_step_get_assertions (step_at (flow, 0)), assertion);
}

static void
test_json (void)
{
  assert_text_after (PRETTY ("", ""), add_header,
                     PRETTY (",\n        \"headers\": {\n          \"Accept\": \"text/*\"\n        }", ""));
  assert_text_after (PRETTY ("", ""), add_assertion,
                     PRETTY ("",
                             ",\n      \"assert\": [\n        {\n          \"from\": \"status\",\n"
                             "          \"is\": \"<\",\n          \"value\": \"400\"\n        }\n      ]"));
  assert_text_after (PRETTY (",\n        \"timeout\": 30", ""), change_timeout,
                     PRETTY (",\n        \"timeout\": 45", ""));
  assert_text_after (PRETTY (",\n        \"timeout\": 30", ""), change_timeout_to_ms,
                     PRETTY (",\n        \"timeout\": \"4500ms\"", ""));
  assert_text_after (
      PRETTY ("", ",\n      \"assert\": [ { \"from\": \"status\", \"is\": \"<\", \"value\": 400 } ]"),
      change_assertion,
      PRETTY ("", ",\n      \"assert\": [ { \"from\": \"status\", \"is\": \"<\", \"value\": 300 } ]"));
  assert_text_after ("{\"name\":\"F\",\"steps\":[{\"name\":\"A\",\"httpRequest\":{\"url\":\"http://a/\"}}]}",
                     add_header,
                     "{\"name\":\"F\",\"steps\":[{\"name\":\"A\",\"httpRequest\":{\"url\":\"http://a/\","
                     "\"headers\":{\"Accept\":\"text/*\"}}}]}");
  assert_text_after ("{\"name\":\"F\",\"steps\":[{\"name\":\"A\",\"httpRequest\":{\"url\":\"http://a/\"}}]}",
                     make_body_long,
                     "{\"name\":\"F\",\"steps\":[{\"name\":\"A\",\"httpRequest\":{\"url\":\"http://a/\","
                     "\"payload\":{\"raw\":\"a\\nb\\n\"}}}]}");
}

/* A flow that is not valid is not written, and why is said. */
static void
test_invalid (void)
{
  g_autoptr (WeirFlow) flow = flow_from_text (SHOP, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *edited = NULL;

  weir_request_set_url (request_at (flow, 0), "");
  edited = weir_flow_edit_text (SHOP, strlen (SHOP), FALSE, flow, &error);
  g_assert_cmpstr (edited, ==, NULL);
  g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "steps[0].httpRequest.url"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/edit/fields/of a flow change in their line", test_flow);
  g_test_add_func ("/format/edit/fields/of a step change in their line", test_step);
  g_test_add_func ("/format/edit/fields/of a request change in their line", test_request);
  g_test_add_func ("/format/edit/fields/a body stays a block, or becomes another payload", test_payload);
  g_test_add_func ("/format/edit/fields/of extractions and assertions change in their line", test_rows);
  g_test_add_func ("/format/edit/fields/a text of several lines becomes a block", test_long_texts);
  g_test_add_func ("/format/edit/fields/the last line may lack its line break", test_last_line);
  g_test_add_func ("/format/edit/fields/JSON keeps its layout", test_json);
  g_test_add_func ("/format/edit/fields/a flow that is not valid is not written", test_invalid);
  return g_test_run ();
}
