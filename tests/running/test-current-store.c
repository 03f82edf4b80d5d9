/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-current-store.c: what the current store lists, and what runs leave in it
 */

#include "config.h"

#include "weir-send-test.h"

static void
assert_layer (Desk *self, const char *name, guint index, const char *origin, const char *value)
{
  WeirCurrentVariable *variable = weir_current_store_find (self->store, name);
  const WeirVariableLayer *layer;
  g_autofree char *described = NULL;

  g_assert_nonnull (variable);
  g_assert_cmpuint (weir_current_variable_get_n_layers (variable), >, index);
  layer = weir_current_variable_get_layer (variable, index);
  described = weir_variable_layer_describe (layer);
  g_assert_cmpstr (described, ==, origin);
  g_assert_cmpstr (layer->value, ==, value);
}

static void
run (Desk *self, guint iterations, guint parallel)
{
  WeirRunSettings settings = desk_settings (self);

  settings.iterations = iterations;
  settings.parallel = parallel;
  desk_run (self, &settings);
}

static void
test_unrun (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\n"
                                    "variables: [{ name: host, value: a.example }, { name: url, value: "
                                    "\"http://${host}/x\" }, { name: late, value: \"${token}!\" }]\n"
                                    "steps:\n  - { name: Log in, set: { token: t } }\n");
  WeirCurrentVariable *token = weir_current_store_find (desk->store, "token");

  g_assert_true (weir_current_store_is_empty (desk->store));
  desk_assert_value (desk, "url", "http://a.example/x");
  g_assert_null (weir_current_variable_get_value (token));
  g_assert_cmpstr (weir_current_variable_get_note (token), ==, "“Log in” sets it, and has not been run yet.");
  desk_assert_value (desk, "late", "${token}!");
  g_assert_true (weir_current_variable_get_as_written (weir_current_store_find (desk->store, "late")));
  run (desk, 1, 1);
  desk_assert_value (desk, "late", "t!");
  desk_assert_value (desk, "token", "t");
  assert_layer (desk, "token", 0, "Log in", "t");
  weir_current_store_clear (desk->store);
  g_assert_null (weir_current_variable_get_value (weir_current_store_find (desk->store, "token")));
}

/* steps → secrets → given → environment → flow */
static void
test_layers (void)
{
  static const char *const secrets[] = { "key=hidden-key", NULL };
  g_autoptr (Desk) desk = desk_new ("name: F\nsteps: [{ name: S, set: { who: step } }]\n");
  g_autoptr (WeirVariable) who = weir_variable_new ("who", "environment");

  desk->environment = weir_environment_new ("local");
  desk->secrets = secrets;
  g_list_store_append (weir_environment_get_variables (desk->environment), who);
  weir_environment_add_secret (desk->environment, "key");
  desk_set_flow (desk, "name: F\nvariables: [{ name: who, value: flow }, { name: key, value: public }, "
                       "{ name: shown, value: \"<${key}>\" }]\n"
                       "beforeAll: [{ name: B, set: { who: before } }]\n"
                       "steps: [{ name: S, set: { other: \"${who}\" } }]\n");
  assert_layer (desk, "who", 0, "Environment local", "environment");
  assert_layer (desk, "who", 1, "Variables of the flow", "flow");
  assert_layer (desk, "key", 0, "Secret of the environment local", "•••");
  assert_layer (desk, "key", 1, "Variables of the flow", "public");
  assert_layer (desk, "base", 0, "Given for this session", desk->base + strlen ("base="));
  desk_assert_value (desk, "shown", "<•••>");
  run (desk, 1, 1);
  assert_layer (desk, "who", 0, "B (Before All)", "before");
  assert_layer (desk, "who", 1, "Environment local", "environment");
  assert_layer (desk, "who", 2, "Variables of the flow", "flow");
  desk_assert_value (desk, "other", "before");
}

static void
test_last_iteration (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nsteps: [{ name: S, set: { turn: \"${run.iteration}\", vu: "
                                    "\"${run.vu}\" } }]\nafterAll: [{ name: End, set: { turn: end } }]\n");

  run (desk, 3, 1);
  desk_assert_value (desk, "turn", "3");
  assert_layer (desk, "turn", 0, "S", "3");
  run (desk, 1, 2);
  desk_assert_value (desk, "turn", "1");
  desk_assert_value (desk, "vu", "2");
}

static void
test_before_all_failed (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nbeforeAll:\n  - { name: A, set: { a: one } }\n"
                                    "  - { name: B, set: { b: \"${nobody}\" } }\n"
                                    "steps: [{ name: S, set: { s: two } }]\n");

  run (desk, 1, 1);
  desk_assert_value (desk, "a", "one");
  g_assert_null (weir_current_variable_get_value (weir_current_store_find (desk->store, "s")));
}

static void
test_nothing_found (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nvariables: [{ name: id, value: old }]\n"
                                    "steps:\n  - name: S\n    httpRequest: { url: \"${base}/\" }\n"
                                    "    extract: [{ name: id, from: body, path: $.id }]\n"
                                    "  - { name: Use, set: { x: \"${id}\" } }\n");
  WeirCurrentVariable *id;
  const WeirStepResult *result;

  weir_test_answer_set_body (weir_test_server_script (desk->server, "/"), "application/json", "{}");
  run (desk, 1, 1);
  id = weir_current_store_find (desk->store, "id");
  g_assert_null (weir_current_variable_get_value (id));
  assert_layer (desk, "id", 0, "S", NULL);
  assert_layer (desk, "id", 1, "Variables of the flow", "old");
  g_assert_cmpstr (weir_current_variable_get_note (id), ==,
                   "“S” should take it from $.id, but its answer (200) has nothing there.");
  result = desk_send (desk, WEIR_FLOW_PART_STEPS, 1);
  g_assert_cmpstr (result->message, ==,
                   "id has no value: “S” should take it from $.id, but its answer (200) has nothing there.");
  g_assert_cmpstr (weir_send_get_setter (desk->send), ==, "S");
}

/* What was made up once for a run is the same in the Sends that follow, until a variable is changed. */
#define MADE_UP(n)                                                                                           \
  "name: F\nvariables: [{ name: id, value: \"${random(length=20)}\" }, { name: n, value: " n " }]\n"         \
  "steps: [{ name: S, httpRequest: { url: \"${base}/${id}\" } }]\n"

static void
test_computed (void)
{
  g_autoptr (Desk) desk = desk_new (MADE_UP ("1"));
  const char *ran;

  g_assert_true (weir_current_variable_get_as_written (weir_current_store_find (desk->store, "id")));
  run (desk, 1, 1);
  ran = weir_test_server_get_request (desk->server, 0)->path;
  desk_assert_value (desk, "id", ran + 1);
  desk_send (desk, WEIR_FLOW_PART_STEPS, 0);
  g_assert_cmpuint (desk_count (desk, ran), ==, 2);
  desk_set_flow (desk, MADE_UP ("2"));
  desk_send (desk, WEIR_FLOW_PART_STEPS, 0);
  g_assert_cmpuint (desk_count (desk, ran), ==, 2);
  g_assert_cmpuint (weir_test_server_get_n_requests (desk->server), ==, 3);
}

/* The step that set it is gone; the value is still there. */
static void
test_edited (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nsteps: [{ name: S, set: { a: one, b: two } }]\n");

  run (desk, 1, 1);
  desk_set_flow (desk, "name: F\nvariables: [{ name: b, value: new }]\n"
                       "steps: [{ name: T, httpRequest: { url: \"${base}/${a}/${b}\" } }]\n");
  desk_send (desk, WEIR_FLOW_PART_STEPS, 0);
  g_assert_cmpuint (desk_count (desk, "/one/two"), ==, 1);
}

static void
count_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  guint *counts = data;

  counts[0]++;
  counts[1] = position;
  counts[2] = removed;
  counts[3] = added;
}

static void
test_signals (void)
{
  g_autoptr (Desk) desk =
      desk_new ("name: F\nvariables: [{ name: a, value: 1 }, { name: b, value: 2 }, { name: "
                "c, value: 3 }]\nsteps: [{ name: S, wait: 0 }]\n");
  guint counts[4] = { 0 };

  g_signal_connect (desk->store, "items-changed", G_CALLBACK (count_cb), counts);
  weir_current_store_set_place (desk->store, desk->flow, NULL, NULL, desk->variables);
  g_assert_cmpuint (counts[0], ==, 0);
  weir_variable_set_value (weir_flow_find_variable (desk->flow, "b"), "new");
  weir_current_store_set_place (desk->store, desk->flow, NULL, NULL, desk->variables);
  g_assert_cmpuint (counts[0], ==, 1);
  g_assert_cmpuint (counts[1], ==, 1);
  g_assert_cmpuint (counts[2], ==, 1);
  g_assert_cmpuint (counts[3], ==, 1);
  desk_assert_value (desk, "b", "new");
}

static void
test_fill (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nvariables: [{ name: a, value: 1 }]\n"
                                    "steps: [{ name: S, set: { t: x } }]\n");
  g_autofree char *filled = weir_current_store_fill (desk->store, "${a}/$query", NULL);
  g_autofree char *missing = NULL;

  g_assert_cmpstr (filled, ==, "1/$query");
  g_assert_null (weir_current_store_fill (desk->store, "${a}${t}", &missing));
  g_assert_cmpstr (missing, ==, "t");
  g_clear_pointer (&missing, g_free);
  g_assert_null (weir_current_store_fill (desk->store, "${a", &missing));
  g_assert_null (missing);
}

static void
learn (Desk *self, const char *name, const char *json, gboolean secret)
{
  g_autoptr (JsonNode) value = json_from_string (json, NULL);

  weir_current_store_learn (self->store, WEIR_FLOW_PART_STEPS, "S", name, value, secret);
}

/* What was picked from an answer is there as if the step had taken it. */
static void
test_learn (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nsteps:\n"
                                    "  - name: S\n    httpRequest: { url: \"${base}/\" }\n"
                                    "    extract: [{ name: id, from: body, path: $.id }]\n"
                                    "  - { name: T, httpRequest: { url: \"${base}/items/${id}\" } }\n");

  learn (desk, "id", "\"seven\"", FALSE);
  g_assert_false (weir_current_store_is_empty (desk->store));
  desk_assert_value (desk, "id", "seven");
  assert_layer (desk, "id", 0, "S", "seven");
  learn (desk, "id", "{\"a\": [1, null]}", FALSE);
  desk_assert_value (desk, "id", "{\"a\":[1,null]}");
  learn (desk, "id", "17", FALSE);
  desk_send (desk, WEIR_FLOW_PART_STEPS, 1);
  g_assert_nonnull (weir_test_server_find_request (desk->server, "/items/17", 1));
  weir_current_store_clear (desk->store);
  g_assert_null (weir_current_variable_get_value (weir_current_store_find (desk->store, "id")));
}

static void
test_learn_secret (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nsteps:\n"
                                    "  - name: S\n    httpRequest: { url: \"${base}/\" }\n"
                                    "    extract: [{ name: token, from: body, path: $.t, secret: true }]\n");
  g_autofree char *hidden = NULL;

  learn (desk, "token", "\"hush-hush\"", TRUE);
  desk_assert_value (desk, "token", "•••");
  hidden = weir_current_store_hide (desk->store, "<hush-hush>");
  g_assert_cmpstr (hidden, ==, "<•••>");
}

static void
test_rename (void)
{
  static const char flow[] = "name: F\nsteps:\n"
                             "  - name: S\n    httpRequest: { url: \"${base}/\" }\n"
                             "    extract: [{ name: %s, from: body, path: $.id }]\n";
  g_autofree char *before = g_strdup_printf (flow, "id");
  g_autofree char *after = g_strdup_printf (flow, "itemId");
  g_autoptr (Desk) desk = desk_new (before);

  weir_current_store_rename (desk->store, "id", "itemId");
  learn (desk, "id", "17", FALSE);
  learn (desk, "other", "18", FALSE);
  weir_current_store_rename (desk->store, "id", "other");
  desk_assert_value (desk, "id", "17");
  weir_current_store_rename (desk->store, "id", "itemId");
  desk_set_flow (desk, after);
  desk_assert_value (desk, "itemId", "17");
  assert_layer (desk, "itemId", 0, "S", "17");
}

/* Any bytes a server may send as a header. */
static void
test_odd_values (void)
{
  g_autoptr (Desk) desk = desk_new ("name: F\nsteps:\n  - name: S\n    httpRequest: { url: \"${base}/\" }\n"
                                    "    extract: [{ name: h, from: header, path: X-Odd }]\n"
                                    "  - { name: T, httpRequest: { url: \"${base}/t\", headers: { X-Back: "
                                    "\"${h}\" } } }\n");
  static const char raw[] = "HTTP/1.1 200 OK\r\nX-Odd: \xe9t\xe9\r\nContent-Length: 0\r\n\r\n";

  weir_test_answer_set_raw (weir_test_server_script (desk->server, "/"), raw, -1);
  run (desk, 1, 1);
  g_assert_true (g_utf8_validate (
      weir_current_variable_get_value (weir_current_store_find (desk->store, "h")), -1, NULL));
  desk_send (desk, WEIR_FLOW_PART_STEPS, 1);
  g_assert_cmpstr (
      weir_test_request_get_header (weir_test_server_find_request (desk->server, "/t", 1), "X-Back"), ==,
      weir_test_request_get_header (weir_test_server_find_request (desk->server, "/t", 2), "X-Back"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/running/current store/before a run it has what the document says", test_unrun);
  g_test_add_func ("/running/current store/a value tells where it came from and what it hides", test_layers);
  g_test_add_func ("/running/current store/of several iterations or users the last one's is left",
                   test_last_iteration);
  g_test_add_func ("/running/current store/a run without an iteration leaves what Before All had",
                   test_before_all_failed);
  g_test_add_func ("/running/current store/an extraction that found nothing says so", test_nothing_found);
  g_test_add_func ("/running/current store/what a run made up stays until a variable changes", test_computed);
  g_test_add_func ("/running/current store/a value outlives the step that set it", test_edited);
  g_test_add_func ("/running/current store/only rows that differ are news", test_signals);
  g_test_add_func ("/running/current store/a text is filled in as a Send would", test_fill);
  g_test_add_func ("/running/current store/what was picked from an answer is there for the next Send",
                   test_learn);
  g_test_add_func ("/running/current store/a secret that was picked is hidden", test_learn_secret);
  g_test_add_func ("/running/current store/a variable that is renamed keeps its value", test_rename);
  g_test_add_func ("/running/current store/any bytes of a header survive", test_odd_values);
  return g_test_run ();
}
