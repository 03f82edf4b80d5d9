/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-send.c: Send uses and leaves the current store, is in no history, and can be cancelled
 */

#include "config.h"

#include "weir-send-test.h"

#define SHOP                                                                                                 \
  "name: Shop\n"                                                                                             \
  "beforeAll:\n"                                                                                             \
  "  - name: Log in\n"                                                                                       \
  "    httpRequest: { method: POST, url: \"${base}/login\" }\n"                                              \
  "    extract: [{ name: token, from: body, path: $.token, secret: true }]\n"                                \
  "steps:\n"                                                                                                 \
  "  - name: List\n"                                                                                         \
  "    httpRequest: { url: \"${base}/items\" }\n"                                                            \
  "    extract: [{ name: thing, from: body, path: \"$[0]\" }, { name: id, from: body, path: \"$[0].id\" "    \
  "}]\n"                                                                                                     \
  "  - name: Order\n"                                                                                        \
  "    httpRequest:\n"                                                                                       \
  "      method: POST\n"                                                                                     \
  "      url: ${base}/orders/${id}\n"                                                                        \
  "      headers: { Authorization: \"Bearer ${token}\" }\n"                                                  \
  "      payload: { json: { id: \"${id}\", item: \"${thing}\" } }\n"                                         \
  "    assert: [{ from: status, is: \"=\", value: 201 }]\n"                                                  \
  "afterAll:\n"                                                                                              \
  "  - name: Log out\n"                                                                                      \
  "    httpRequest: { url: \"${base}/logout\" }\n"

#define TOKEN "s3cr3t-t0ken"

enum
{
  LIST,
  ORDER,
};

static Desk *
open_shop (void)
{
  Desk *self = desk_new (SHOP);
  WeirTestAnswer *answer = weir_test_server_script (self->server, "/login");

  weir_test_answer_set_body (answer, "application/json", "{\"token\": \"" TOKEN "\"}");
  weir_test_answer_add_header (answer, "Set-Cookie", "session=abc; Path=/");
  weir_test_answer_set_body (weir_test_server_script (self->server, "/items"), "application/json",
                             "[{\"id\": 7, \"name\": \"pen\"}]");
  weir_test_server_script (self->server, "/orders/7")->status = 201;
  return self;
}

static void
assert_body (const WeirTestRequest *request, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  g_autofree char *body = g_strndup (data, size);

  g_assert_cmpstr (body, ==, text);
}

static void
run_shop (Desk *self)
{
  WeirRunSettings settings = desk_settings (self);

  g_assert_cmpint (desk_run (self, &settings)->outcome, ==, WEIR_OUTCOME_PASSED);
}

static void
test_after_a_run (void)
{
  g_autoptr (Desk) desk = open_shop ();
  const WeirTestRequest *request;
  const WeirStepResult *result;

  run_shop (desk);
  result = desk_send (desk, WEIR_FLOW_PART_STEPS, ORDER);
  g_assert_cmpint (result->brief.outcome, ==, WEIR_STEP_PASSED);
  g_assert_cmpstr (result->name, ==, "Order");
  g_assert_cmpuint (result->checks->len, ==, 1);
  request = weir_test_server_find_request (desk->server, "/orders/7", 2);
  g_assert_nonnull (request);
  g_assert_cmpstr (weir_test_request_get_header (request, "Authorization"), ==, "Bearer " TOKEN);
  g_assert_cmpstr (weir_test_request_get_header (request, "Cookie"), ==, "session=abc");
  /* Number and object as they were in the answer. */
  assert_body (request, "{\"id\":7,\"item\":{\"id\":7,\"name\":\"pen\"}}");
  g_assert_cmpuint (desk_count (desk, "/login"), ==, 1);
  g_assert_cmpuint (desk_count (desk, "/items"), ==, 1);
  g_assert_cmpuint (desk_count (desk, "/logout"), ==, 1);
}

static void
test_missing (void)
{
  g_autoptr (Desk) desk = open_shop ();
  const WeirStepResult *result = desk_send (desk, WEIR_FLOW_PART_STEPS, ORDER);

  g_assert_cmpint (result->brief.outcome, ==, WEIR_STEP_FAILED);
  g_assert_cmpstr (
      result->message, ==,
      "id has no value: “List” sets it, and has not been run yet; run up to here, or send “List” "
      "first.");
  g_assert_cmpstr (weir_send_get_missing (desk->send), ==, "id");
  g_assert_cmpstr (weir_send_get_setter (desk->send), ==, "List");
  g_assert_cmpuint (weir_test_server_get_n_requests (desk->server), ==, 0);
}

/* One after another, as a person does who builds a flow. */
static void
test_chain (void)
{
  g_autoptr (Desk) desk = open_shop ();
  const WeirStepResult *result;

  desk_send (desk, WEIR_FLOW_PART_BEFORE_ALL, 0);
  desk_assert_value (desk, "token", "•••");
  desk_send (desk, WEIR_FLOW_PART_STEPS, LIST);
  desk_assert_value (desk, "id", "7");
  result = desk_send (desk, WEIR_FLOW_PART_STEPS, ORDER);
  g_assert_cmpint (result->brief.outcome, ==, WEIR_STEP_PASSED);
  g_assert_cmpstr (weir_send_get_missing (desk->send), ==, NULL);
  desk_send (desk, WEIR_FLOW_PART_AFTER_ALL, 0);
  g_assert_cmpuint (weir_test_server_get_n_requests (desk->server), ==, 4);
  g_assert_cmpstr (
      weir_test_request_get_header (weir_test_server_find_request (desk->server, "/logout", 1), "Cookie"), ==,
      "session=abc");
}

static void
test_disabled (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nsteps:\n"
                                    "  - { name: A, enabled: false, httpRequest: { url: \"${base}/a\" } }\n"
                                    "  - { name: B, httpRequest: { url: \"${base}/b\" } }\n");

  desk_send (desk, WEIR_FLOW_PART_STEPS, 0);
  g_assert_cmpuint (desk_count (desk, "/a"), ==, 1);
  g_assert_cmpuint (desk_count (desk, "/b"), ==, 0);
}

static gboolean
has_run (Desk *self, guint n)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (self->archive_file, NULL);
  g_autoptr (GPtrArray) runs = weir_archive_list_runs (archive, 10, NULL);

  return runs->len == n;
}

/* Neither in the folder of the archive, which all runs share, nor in what a result says. */
static void
assert_secret_is_nowhere (Desk *self, const char *secret)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  g_autoptr (GByteArray) record = g_byte_array_new ();
  const WeirStepResult *result = weir_send_get_result (self->send);
  const WeirExchange *exchange = weir_step_result_get_last (result);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autofree char *data = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &data, &size, NULL));
      g_assert_null (memmem (data, size, secret, strlen (secret)));
    }
  g_byte_array_append (record, (const guint8 *) exchange->request_headers->str,
                       (guint) exchange->request_headers->len);
  g_byte_array_append (record, exchange->response_body->data, exchange->response_body->len);
  g_assert_null (memmem (record->data, record->len, secret, strlen (secret)));
}

static void
test_secrets (void)
{
  g_autoptr (Desk) desk = open_shop ();
  const WeirExchange *exchange;
  g_autofree char *shown = NULL;

  /* The server says it again, in an answer that declares nothing secret. */
  weir_test_answer_set_body (weir_test_server_script (desk->server, "/orders/7"), "text/plain",
                             "for " TOKEN " only");
  run_shop (desk);
  exchange = weir_step_result_get_last (desk_send (desk, WEIR_FLOW_PART_STEPS, ORDER));
  g_assert_cmpstr (weir_headers_find (exchange->request_headers, "Authorization", 0), ==, "Bearer •••");
  g_assert_cmpmem (exchange->response_body->data, exchange->response_body->len, "for ••• only",
                   strlen ("for ••• only"));
  assert_secret_is_nowhere (desk, TOKEN);
  desk_assert_value (desk, "token", "•••");
  g_assert_true (weir_current_variable_get_secret (weir_current_store_find (desk->store, "token")));
  shown = weir_current_store_fill (desk->store, "Bearer ${token}, item ${id}", NULL);
  g_assert_cmpstr (shown, ==, "Bearer •••, item 7");
}

static void
test_no_history (void)
{
  g_autoptr (Desk) desk = open_shop ();

  desk_send (desk, WEIR_FLOW_PART_STEPS, LIST);
  g_assert_false (g_file_test (desk->archive_file, G_FILE_TEST_EXISTS));
  run_shop (desk);
  desk_send (desk, WEIR_FLOW_PART_STEPS, LIST);
  g_assert_true (has_run (desk, 1));
}

static gboolean
is_waiting (gpointer data)
{
  return weir_test_server_get_n_waiting (((Desk *) data)->server) > 0;
}

static void
assert_cancelled (WeirFlowPart part)
{
  g_autoptr (Desk) desk =
      desk_new ("name: F\nbeforeAll: [{ name: A, httpRequest: { url: \"${base}/slow\" } }]\n"
                "steps: [{ name: B, httpRequest: { url: \"${base}/slow\" } }]\n"
                "afterAll: [{ name: C, httpRequest: { url: \"${base}/slow\" } }]\n");
  WeirSendSettings settings = desk_send_settings (desk, part, 0);
  const WeirStepResult *result;
  gint64 begin_us;

  weir_test_server_script (desk->server, "/slow")->fault = WEIR_TEST_FAULT_STALL;
  desk_begin_send (desk, &settings);
  g_assert_true (weir_test_wait (is_waiting, desk, DEADLINE_MS));
  begin_us = g_get_monotonic_time ();
  weir_send_cancel (desk->send);
  result = desk_end_send (desk);
  g_assert_cmpint (result->brief.outcome, ==, WEIR_STEP_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, AT_ONCE_US);
  weir_test_server_release (desk->server);
}

static void
test_cancel (void)
{
  assert_cancelled (WEIR_FLOW_PART_BEFORE_ALL);
  assert_cancelled (WEIR_FLOW_PART_STEPS);
  assert_cancelled (WEIR_FLOW_PART_AFTER_ALL);
}

/* Nobody waits for the end: the request goes with the one who sent it. */
static void
test_dropped (void)
{
  g_autoptr (Desk) desk =
      desk_new ("name: F\nsteps: [{ name: B, httpRequest: { url: \"${base}/slow\" } }]\n");
  WeirSendSettings settings = desk_send_settings (desk, WEIR_FLOW_PART_STEPS, 0);

  weir_test_server_script (desk->server, "/slow")->fault = WEIR_TEST_FAULT_STALL;
  desk_begin_send (desk, &settings);
  g_assert_true (weir_test_wait (is_waiting, desk, DEADLINE_MS));
  g_clear_object (&desk->send);
  weir_test_server_release (desk->server);
}

static void
test_large_body (void)
{
  g_autoptr (Desk) desk =
      desk_new ("name: F\nsteps: [{ name: B, httpRequest: { url: \"${base}/large\" } }]\n");
  WeirTestAnswer *answer = weir_test_server_script (desk->server, "/large");
  const WeirExchange *exchange;
  gsize size = 50 * 1024 * 1024;

  g_byte_array_set_size (answer->body, (guint) size);
  for (gsize i = 0; i < size; i++)
    answer->body->data[i] = (guint8) (i * 7 + i / 251);
  exchange = weir_step_result_get_last (desk_send (desk, WEIR_FLOW_PART_STEPS, 0));
  g_assert_false (exchange->body_truncated);
  g_assert_cmpmem (exchange->response_body->data, exchange->response_body->len, answer->body->data, size);
}

/* The first row to begin with, then that of the last iteration. */
static void
test_rows (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\ndata: { file: rows.csv }\n"
                                    "steps: [{ name: S, httpRequest: { url: \"${base}/row/${n}\" } }]\n");
  g_autofree char *rows = g_build_filename (desk->folder, "rows.csv", NULL);
  g_autofree char *file_name = g_build_filename (desk->folder, "f.flow.yaml", NULL);
  WeirSendSettings settings = desk_send_settings (desk, WEIR_FLOW_PART_STEPS, 0);
  WeirRunSettings run = desk_settings (desk);
  const WeirVariableLayer *layer;
  g_autofree char *origin = NULL;

  g_assert_true (g_file_set_contents (rows, "n\na\nb\nc\n", -1, NULL));
  settings.file_name = run.file_name = file_name;
  desk_begin_send (desk, &settings);
  desk_end_send (desk);
  g_assert_cmpuint (desk_count (desk, "/row/a"), ==, 1);
  run.iterations = 2;
  desk_run (desk, &run);
  desk_begin_send (desk, &settings);
  desk_end_send (desk);
  g_assert_cmpuint (desk_count (desk, "/row/b"), ==, 2);
  g_assert_cmpuint (desk_count (desk, "/row/c"), ==, 0);
  layer = weir_current_variable_get_layer (weir_current_store_find (desk->store, "n"), 0);
  origin = weir_variable_layer_describe (layer);
  g_assert_cmpstr (origin, ==, "Row 2 of the data file");
}

static void
test_step_is_gone (void)
{
  g_autoptr (Desk) desk = open_shop ();
  WeirSendSettings settings = desk_send_settings (desk, WEIR_FLOW_PART_STEPS, 9);
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_send_new (desk->flow, desk->yaml, &settings, &error));
  g_assert_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS);
  g_assert_cmpstr (error->message, ==, "The step is not in “Shop” any more.");
}

static void
test_no_worker (void)
{
  g_autoptr (Desk) desk = open_shop ();
  g_autofree char *worker = g_strdup (g_getenv ("WEIR_WORKER"));
  WeirSendSettings settings = desk_send_settings (desk, WEIR_FLOW_PART_STEPS, LIST);

  g_setenv ("WEIR_WORKER", "/nowhere/weir-worker", TRUE);
  desk_begin_send (desk, &settings);
  g_assert_true (weir_test_wait (desk_send_is_done, desk->send, DEADLINE_MS));
  g_setenv ("WEIR_WORKER", worker, TRUE);
  g_assert_null (weir_send_get_result (desk->send));
  g_assert_nonnull (strstr (weir_send_get_error (desk->send), "/nowhere/weir-worker could not be started"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/send/a step finds what the last run left, with types and cookies",
                   test_after_a_run);
  g_test_add_func ("/running/send/a missing value names the step that sets it", test_missing);
  g_test_add_func ("/running/send/steps of all parts are sent one after another", test_chain);
  g_test_add_func ("/running/send/a disabled step is sent, and no other", test_disabled);
  g_test_add_func ("/running/send/a secret is in no record, no archive and no list", test_secrets);
  g_test_add_func ("/running/send/it is in no history", test_no_history);
  g_test_add_func ("/running/send/it is cancelled in each part", test_cancel);
  g_test_add_func ("/running/send/whoever lets go of it ends it", test_dropped);
  g_test_add_func ("/running/send/a body of 50 MB is kept whole", test_large_body);
  g_test_add_func ("/running/send/a column has the row of the last iteration", test_rows);
  g_test_add_func ("/running/send/a step that is gone is refused", test_step_is_gone);
  g_test_add_func ("/running/send/a worker that cannot be started is told", test_no_worker);
  return g_test_run ();
}
