/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-send-again.c: a recorded request is sent again with the same bytes, or not at all
 */

#include "config.h"

#include "weir-record-codec.h"
#include "weir-send-test.h"

/* The result of the step of that name in the latest run, out of the archive. */
typedef struct
{
  const char *name;
  WeirStepResult *found;
} Search;

static gboolean
find_cb (gint64 result_id, const WeirStepResult *result, gpointer data)
{
  Search *search = data;
  g_autoptr (GByteArray) record = g_byte_array_new ();

  if (!g_str_equal (result->name, search->name))
    return TRUE;
  weir_record_encode (result, NULL, NULL, record);
  search->found = weir_record_decode (record->data + sizeof (guint32), record->len - sizeof (guint32), NULL);
  return FALSE;
}

static WeirStepResult *
find_result (Desk *self, const char *name)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (self->archive_file, NULL);
  Search search = { name, NULL };

  weir_archive_foreach_result (archive, self->snapshot->run_id, find_cb, &search, NULL);
  g_assert_nonnull (search.found);
  return search.found;
}

static void
run (Desk *self)
{
  WeirRunSettings settings = desk_settings (self);

  desk_run (self, &settings);
}

static const WeirStepResult *
send_again (Desk *self, const WeirStepResult *result)
{
  WeirSendSettings settings =
      desk_send_settings (self, (WeirFlowPart) result->brief.part, result->brief.step);

  settings.again = weir_step_result_get_last (result);
  desk_begin_send (self, &settings);
  return desk_end_send (self);
}

/* All that the server saw, to the byte. */
static void
assert_same (Desk *self, const char *path)
{
  const WeirTestRequest *first = weir_test_server_find_request (self->server, path, 1);
  const WeirTestRequest *second = weir_test_server_find_request (self->server, path, 2);

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_cmpstr (first->method, ==, second->method);
  g_assert_cmpstr (first->target, ==, second->target);
  g_assert_cmpmem (first->headers->str, first->headers->len, second->headers->str, second->headers->len);
  g_assert_true (g_bytes_equal (first->body, second->body));
}

#define LOGIN                                                                                                \
  "beforeAll:\n"                                                                                             \
  "  - name: Log in\n"                                                                                       \
  "    httpRequest: { method: POST, url: \"${base}/login\" }\n"                                              \
  "    extract: [{ name: token, from: body, path: $.token, secret: true }]\n"

static void
script_login (Desk *self)
{
  WeirTestAnswer *answer = weir_test_server_script (self->server, "/login");

  weir_test_answer_set_body (answer, "application/json", "{\"token\": \"t0ken/one\"}");
  weir_test_answer_add_header (answer, "Set-Cookie", "session=abc");
}

static void
test_plain (void)
{
  g_autoptr (Desk) desk =
      desk_new ("name: F\nvariables: [{ name: id, value: \"${random(length=12)}\" }]\n"
                "steps:\n  - name: S\n    skipIf: ${run.iteration} = 9\n    httpRequest:\n"
                "      method: PATCH\n      url: ${base}/a//b\n      query: { q: \"x y\" }\n"
                "      headers: { X-Id: \"${id}\", X-Twice: \"1\" }\n"
                "      payload: { json: { id: \"${id}\", n: 1 } }\n");
  g_autoptr (WeirStepResult) result = NULL;

  run (desk);
  result = find_result (desk, "S");
  /* What is made up at random is another one by now. */
  weir_current_store_clear (desk->store);
  send_again (desk, result);
  assert_same (desk, "/a//b");
}

/* Header, query, JSON, form and cookie. */
static void
test_secrets (void)
{
  g_autoptr (Desk) desk = desk_new (
      "name: F\n" LOGIN "steps:\n  - name: S\n    httpRequest:\n      method: POST\n      url: ${base}/s\n"
      "      query: { key: \"${token}\", n: \"${run.id}\" }\n"
      "      headers: { Authorization: \"Bearer ${token}\", X-Both: \"${token}:${token}\", X-Dots: \"•••\" "
      "}\n"
      "      payload: { json: { deep: [{ t: \"${token}\", more: \"<${token}>\" }], run: \"${run.id}\" } }\n");
  g_autoptr (WeirStepResult) result = NULL;
  const WeirStepResult *again;

  script_login (desk);
  run (desk);
  result = find_result (desk, "S");
  again = send_again (desk, result);
  g_assert_cmpint (again->brief.outcome, ==, WEIR_STEP_PASSED);
  assert_same (desk, "/s");
  g_assert_cmpstr (weir_headers_find (weir_step_result_get_last (again)->request_headers, "Authorization", 0),
                   ==, "Bearer •••");
  g_assert_cmpuint (desk_count (desk, "/login"), ==, 1);
}

static void
test_basic (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nsteps:\n  - name: S\n    httpRequest:\n      url: ${base}/s\n"
                                    "      auth: { type: basic, username: ada, password: \"pa$$word\" }\n");
  g_autoptr (WeirStepResult) result = NULL;

  run (desk);
  result = find_result (desk, "S");
  g_assert_cmpstr (
      weir_headers_find (weir_step_result_get_last (result)->request_headers, "Authorization", 0), ==,
      "Basic •••");
  send_again (desk, result);
  assert_same (desk, "/s");
}

static void
test_secret_cookie (void)
{
  g_autoptr (Desk) desk =
      desk_new ("name: F\nsteps:\n  - name: A\n    httpRequest: { url: \"${base}/login\" }\n"
                "    extract: [{ name: session, from: cookie, path: session, secret: true }]\n"
                "  - { name: S, httpRequest: { url: \"${base}/s\" } }\n");
  g_autoptr (WeirStepResult) result = NULL;

  script_login (desk);
  run (desk);
  result = find_result (desk, "S");
  g_assert_cmpstr (weir_headers_find (weir_step_result_get_last (result)->request_headers, "Cookie", 0), ==,
                   "session=•••");
  send_again (desk, result);
  assert_same (desk, "/s");
}

/* The jar has cookies by now; the request had none. */
static void
test_no_cookies (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nsteps:\n  - { name: S, httpRequest: { url: \"${base}/s\" } }\n"
                                    "  - { name: A, httpRequest: { url: \"${base}/login\" } }\n");
  g_autoptr (WeirStepResult) result = NULL;

  script_login (desk);
  run (desk);
  g_assert_cmpuint (weir_current_store_get_n_cookies (desk->store), ==, 1);
  result = find_result (desk, "S");
  send_again (desk, result);
  assert_same (desk, "/s");
}

static void
test_not_kept (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\n" LOGIN "steps:\n  - name: S\n    httpRequest:\n"
                                    "      url: ${base}/s\n"
                                    "      headers: { Authorization: \"Bearer ${token}\" }\n");
  g_autoptr (WeirStepResult) result = NULL;
  const WeirStepResult *again;

  script_login (desk);
  run (desk);
  result = find_result (desk, "S");
  weir_current_store_clear (desk->store);
  again = send_again (desk, result);
  g_assert_cmpint (again->brief.outcome, ==, WEIR_STEP_FAILED);
  g_assert_cmpstr (
      again->message, ==,
      "The header Authorization holds a value that the record hides and that is not kept, and it "
      "cannot be filled in now: token has no value: “Log in” sets it, and has not been run yet; run "
      "up to here, or send “Log in” first.");
  g_assert_cmpstr (weir_send_get_missing (desk->send), ==, "token");
  g_assert_cmpstr (weir_send_get_setter (desk->send), ==, "Log in");
  g_assert_cmpuint (desk_count (desk, "/s"), ==, 1);
}

/* Where the answer repeats a secret and the next step sends it on undeclared, nothing says which it was. */
static void
test_other_places (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\n" LOGIN "steps:\n  - name: S\n    httpRequest:\n"
                                    "      url: ${base}/s\n      headers: { X-A: \"${token}${token}\" }\n");
  g_autoptr (WeirStepResult) result = NULL;
  const WeirStepResult *again;

  script_login (desk);
  run (desk);
  result = find_result (desk, "S");
  desk_set_flow (desk, "name: F\n" LOGIN "steps:\n  - name: S\n    httpRequest:\n"
                       "      url: ${base}/s\n      headers: { X-A: \"${token}\" }\n");
  again = send_again (desk, result);
  g_assert_cmpstr (
      again->message, ==,
      "The header X-A holds a value that the record hides and that is not kept, and the step as it "
      "is sent now hides none at the same place; press Send to send it as it is now.");
  g_assert_cmpuint (desk_count (desk, "/s"), ==, 1);
}

/* The flow was changed to another server: what belongs to that one does not go to the old one. */
static void
test_other_server (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\n" LOGIN "steps:\n  - name: S\n    httpRequest:\n"
                                    "      url: ${base}/s\n      headers: { X-A: \"${token}\" }\n");
  g_autoptr (WeirStepResult) result = NULL;
  const WeirStepResult *again;

  script_login (desk);
  run (desk);
  result = find_result (desk, "S");
  desk_set_flow (desk, "name: F\n" LOGIN "steps:\n  - name: S\n    httpRequest:\n"
                       "      url: http://127.0.0.1:1/s\n      headers: { X-A: \"${token}\" }\n");
  again = send_again (desk, result);
  g_assert_cmpint (again->brief.outcome, ==, WEIR_STEP_FAILED);
  g_assert_nonnull (strstr (again->message, "goes to another server"));
  g_assert_cmpuint (desk_count (desk, "/s"), ==, 1);
}

static void
test_store_stays (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nsteps:\n  - name: S\n    httpRequest: { url: \"${base}/s\" }\n"
                                    "    extract: [{ name: id, from: body, path: $.id }]\n");
  g_autoptr (WeirStepResult) result = NULL;

  weir_test_answer_set_body (weir_test_server_script (desk->server, "/s"), "application/json", "{\"id\": 1}");
  run (desk);
  result = find_result (desk, "S");
  weir_test_answer_set_body (weir_test_server_script (desk->server, "/s"), "application/json", "{\"id\": 2}");
  send_again (desk, result);
  desk_assert_value (desk, "id", "1");
  desk_send (desk, WEIR_FLOW_PART_STEPS, 0);
  desk_assert_value (desk, "id", "2");
}

static void
assert_refused (Desk *self, const WeirExchange *exchange, const char *sentence)
{
  WeirSendSettings settings = desk_send_settings (self, WEIR_FLOW_PART_STEPS, 0);
  g_autoptr (GError) error = NULL;

  settings.again = exchange;
  g_assert_null (weir_send_new (self->flow, self->yaml, &settings, &error));
  g_assert_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_refused (void)
{
  g_autoptr (Desk) desk =
      desk_new ("name: F\nvariables: [{ name: a, value: 0123456789 }, { name: b, value: "
                "\"${a}${a}${a}${a}${a}${a}${a}${a}${a}${a}\" }]\n"
                "steps:\n  - name: S\n    httpRequest: { method: POST, url: \"${base}/s\", "
                "payload: { file: big.bin } }\n");
  g_autofree char *big = g_build_filename (desk->folder, "big.bin", NULL);
  g_autofree char *document = g_build_filename (desk->folder, "f.flow.yaml", NULL);
  g_autofree char *bytes = g_malloc0 (2 * 1024 * 1024);
  WeirRunSettings settings = desk_settings (desk);
  g_autoptr (WeirStepResult) result = NULL;
  g_autoptr (WeirExchange) unsent = weir_exchange_new ();

  g_assert_true (g_file_set_contents (big, bytes, 2 * 1024 * 1024, NULL));
  settings.file_name = document;
  desk_run (desk, &settings);
  result = find_result (desk, "S");
  assert_refused (
      desk, weir_step_result_get_last (result),
      "Only the beginning of the body that was sent is kept, so it cannot be sent again as it was. "
      "Press Send to send the step as it is now.");
  unsent->outcome = WEIR_EXCHANGE_UNSENT;
  assert_refused (
      desk, unsent,
      "This request was never sent, so it cannot be sent again. Press Send to send the step as it is "
      "now.");
}

/* After a redirect it is the last request that was seen, and that is sent. */
static void
test_redirected (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nsteps:\n  - name: S\n    httpRequest: { method: POST, url: "
                                    "\"${base}/from\", payload: { raw: x } }\n");
  g_autoptr (WeirStepResult) result = NULL;

  weir_test_answer_set_redirect (weir_test_server_script (desk->server, "/from"), 303, "/to");
  run (desk);
  result = find_result (desk, "S");
  send_again (desk, result);
  assert_same (desk, "/to");
  g_assert_cmpuint (desk_count (desk, "/from"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/send again/the server sees the same bytes", test_plain);
  g_test_add_func ("/running/send again/secrets are filled in where they were", test_secrets);
  g_test_add_func ("/running/send again/a password of basic authentication is filled in", test_basic);
  g_test_add_func ("/running/send again/a secret cookie is filled in", test_secret_cookie);
  g_test_add_func ("/running/send again/cookies of later are not sent", test_no_cookies);
  g_test_add_func ("/running/send again/what is not kept is named, and nothing is sent", test_not_kept);
  g_test_add_func ("/running/send again/a step that hides other values is refused", test_other_places);
  g_test_add_func ("/running/send again/no secret goes to a server it was not meant for", test_other_server);
  g_test_add_func ("/running/send again/the current store stays as it is", test_store_stays);
  g_test_add_func ("/running/send again/a body cut off and an unsent request are refused", test_refused);
  g_test_add_func ("/running/send again/of redirects the last request is sent", test_redirected);
  return g_test_run ();
}
