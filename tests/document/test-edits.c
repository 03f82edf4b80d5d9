/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-edits.c: every edit of a document can be undone and done again
 */

#include "config.h"

#include "weir-assertion.h"
#include "weir-edits.h"
#include "weir-field.h"
#include "weir-flow-format.h"
#include "weir-flow.h"
#include "weir-limits.h"

typedef struct
{
  WeirFlow *flow;
  WeirEdits *edits;
  guint n_changed;
  guint n_restored;
  GObject *object; /* of the latest signal */
  char *property;
} Fixture;

static void
changed_cb (WeirEdits *edits, GObject *object, const char *property, Fixture *fixture)
{
  fixture->n_changed++;
  g_set_object (&fixture->object, object);
  g_free (fixture->property);
  fixture->property = g_strdup (property);
}

static void
restored_cb (WeirEdits *edits, GObject *object, const char *property, Fixture *fixture)
{
  fixture->n_restored++;
  g_assert_true (object == fixture->object);
  g_assert_cmpstr (property, ==, fixture->property);
}

static WeirStep *
make_step (const char *name)
{
  WeirStep *step = weir_step_new (name);
  g_autoptr (WeirRequest) request = weir_request_new ("GET", "http://127.0.0.1/items");
  g_autoptr (WeirField) header = weir_field_new ("Accept", "text/plain");
  g_autoptr (WeirAssertion) assertion = weir_assertion_new (WEIR_SOURCE_STATUS, "<", "400");

  g_list_store_append (weir_request_get_headers (request), header);
  g_list_store_append (weir_step_get_assertions (step), assertion);
  weir_step_set_request (step, request);
  return step;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *const names[] = { "Log in", "List items", "Order it" };

  fixture->flow = weir_flow_new ("Checkout");
  fixture->edits = weir_edits_new ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (WeirStep) step = make_step (names[i]);

      g_list_store_append (weir_flow_get_part (fixture->flow, WEIR_FLOW_PART_STEPS), step);
    }
  g_signal_connect (fixture->edits, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->edits, "restored", G_CALLBACK (restored_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->object);
  g_clear_pointer (&fixture->property, g_free);
  g_object_unref (fixture->edits);
  g_object_unref (fixture->flow);
}

static WeirStep *
get_step (Fixture *fixture, guint position)
{
  return weir_flow_get_step (fixture->flow, WEIR_FLOW_PART_STEPS, position);
}

static GListStore *
get_steps (Fixture *fixture)
{
  return weir_flow_get_part (fixture->flow, WEIR_FLOW_PART_STEPS);
}

static void
test_typing (Fixture *fixture, gconstpointer data)
{
  WeirStep *step = get_step (fixture, 1);

  weir_edits_set_string (fixture->edits, step, "name", "List item");
  weir_edits_set_string (fixture->edits, step, "name", "List ite");
  weir_edits_set_string (fixture->edits, step, "name", "List all");
  g_assert_cmpuint (fixture->n_changed, ==, 3);
  g_assert_true (fixture->object == G_OBJECT (step));
  g_assert_cmpstr (fixture->property, ==, "name");
  weir_edits_seal (fixture->edits);
  weir_edits_set_string (fixture->edits, step, "name", "List everything");
  g_assert_true (weir_edits_undo (fixture->edits));
  g_assert_cmpstr (weir_step_get_name (step), ==, "List all");
  g_assert_true (weir_edits_undo (fixture->edits));
  g_assert_cmpstr (weir_step_get_name (step), ==, "List items");
  g_assert_false (weir_edits_undo (fixture->edits));
  g_assert_true (weir_edits_redo (fixture->edits));
  g_assert_true (weir_edits_redo (fixture->edits));
  g_assert_false (weir_edits_redo (fixture->edits));
  g_assert_cmpstr (weir_step_get_name (step), ==, "List everything");
  g_assert_cmpuint (fixture->n_restored, ==, 4);
}

static void
test_other_property (Fixture *fixture, gconstpointer data)
{
  WeirStep *step = get_step (fixture, 0);

  weir_edits_set_string (fixture->edits, step, "name", "A");
  weir_edits_set_string (fixture->edits, step, "description", "B");
  weir_edits_set_string (fixture->edits, step, "name", "C");
  g_assert_true (weir_edits_undo (fixture->edits));
  g_assert_cmpstr (weir_step_get_name (step), ==, "A");
  g_assert_cmpstr (weir_step_get_description (step), ==, "B");
  weir_edits_set_string (fixture->edits, step, "name", "D");
  g_assert_false (weir_edits_get_can_redo (fixture->edits));
  g_assert_true (weir_edits_undo (fixture->edits));
  g_assert_cmpstr (weir_step_get_name (step), ==, "A");
}

static void
test_equal_value (Fixture *fixture, gconstpointer data)
{
  WeirStep *step = get_step (fixture, 0);
  WeirRunOptions *options = weir_flow_get_run_options (fixture->flow);

  weir_edits_set_string (fixture->edits, step, "name", "Log in");
  weir_edits_set_boolean (fixture->edits, step, "enabled", TRUE);
  weir_edits_set_int64 (fixture->edits, options, "iterations", 1);
  weir_edits_set_object (fixture->edits, step, "retry", NULL);
  weir_edits_set_enum (fixture->edits, weir_step_get_request (step), "payload-kind", WEIR_PAYLOAD_NONE);
  weir_edits_move (fixture->edits, get_steps (fixture), 2, 7);
  g_assert_false (weir_edits_get_can_undo (fixture->edits));
  g_assert_false (weir_edits_get_modified (fixture->edits));
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = weir_flow_to_yaml (fixture->flow);
  g_autofree char *after = NULL;
  g_autofree char *now = NULL;

  weir_edits_begin (fixture->edits, "Delete Steps");
  weir_edits_remove (fixture->edits, get_steps (fixture), 2);
  weir_edits_begin (fixture->edits, "not shown");
  weir_edits_remove (fixture->edits, get_steps (fixture), 0);
  weir_edits_end (fixture->edits);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  weir_edits_end (fixture->edits);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpstr (weir_edits_get_undo_label (fixture->edits), ==, "Delete Steps");
  g_assert_null (weir_edits_get_redo_label (fixture->edits));
  after = weir_flow_to_yaml (fixture->flow);

  g_assert_true (weir_edits_undo (fixture->edits));
  now = weir_flow_to_yaml (fixture->flow);
  g_assert_cmpstr (now, ==, before);
  g_assert_cmpstr (weir_edits_get_redo_label (fixture->edits), ==, "Delete Steps");
  g_assert_true (fixture->object == G_OBJECT (get_step (fixture, 2)));
  g_assert_null (fixture->property);
  g_assert_true (weir_edits_redo (fixture->edits));
  g_free (now);
  now = weir_flow_to_yaml (fixture->flow);
  g_assert_cmpstr (now, ==, after);

  weir_edits_begin (fixture->edits, "Nothing");
  weir_edits_end (fixture->edits);
  g_assert_cmpstr (weir_edits_get_undo_label (fixture->edits), ==, "Delete Steps");
}

static void
test_labelled_typing (Fixture *fixture, gconstpointer data)
{
  WeirRequest *request = weir_step_get_request (get_step (fixture, 0));

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *url = g_strdup_printf ("http://127.0.0.1/%u", i);

      weir_edits_begin (fixture->edits, "Edit URL");
      weir_edits_set_string (fixture->edits, request, "url", url);
      weir_edits_end (fixture->edits);
    }
  g_assert_true (weir_edits_undo (fixture->edits));
  g_assert_cmpstr (weir_request_get_url (request), ==, "http://127.0.0.1/items");
  g_assert_false (weir_edits_get_can_undo (fixture->edits));
}

static void
test_payloads (Fixture *fixture, gconstpointer data)
{
  WeirRequest *request = weir_step_get_request (get_step (fixture, 0));
  const char *const statements[] = { "${a}", "${b}", NULL };
  g_auto (GValue) json = G_VALUE_INIT;
  g_auto (GValue) strv = G_VALUE_INIT;
  g_autoptr (WeirField) row = weir_field_new ("user", "ada");
  g_autofree char *form = NULL;
  JsonObject *json_object;
  g_autofree char *now = NULL;

  weir_edits_set_enum (fixture->edits, request, "payload-kind", WEIR_PAYLOAD_FORM);
  weir_edits_insert (fixture->edits, weir_request_get_form (request), 0, row);
  form = weir_flow_to_yaml (fixture->flow);
  weir_edits_set_string (fixture->edits, request, "payload-raw", "text");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (weir_request_get_form (request))), ==, 0);
  g_value_init (&json, JSON_TYPE_NODE);
  g_value_take_boxed (&json, json_from_string ("{\"a\": [1, 2.5], \"b\": null}", NULL));
  weir_edits_set_property (fixture->edits, request, "payload-json", &json);
  g_value_init (&strv, G_TYPE_STRV);
  g_value_set_boxed (&strv, statements);
  weir_edits_set_property (fixture->edits, request, "before", &strv);
  weir_edits_set_property (fixture->edits, request, "before", &strv);
  g_assert_cmpint (weir_request_get_payload_kind (request), ==, WEIR_PAYLOAD_JSON);

  g_assert_true (weir_edits_undo (fixture->edits));
  g_assert_null (weir_request_get_before (request));
  g_assert_true (weir_edits_undo (fixture->edits));
  g_assert_cmpstr (weir_request_get_payload_raw (request), ==, "text");
  g_assert_true (weir_edits_undo (fixture->edits));
  now = weir_flow_to_yaml (fixture->flow);
  g_assert_cmpstr (now, ==, form);
  while (weir_edits_undo (fixture->edits))
    g_assert_cmpint (weir_request_get_payload_kind (request), !=, WEIR_PAYLOAD_JSON);
  g_assert_false (weir_edits_get_modified (fixture->edits));
  while (weir_edits_redo (fixture->edits))
    g_assert_true (weir_edits_get_modified (fixture->edits));
  g_assert_cmpint (weir_request_get_payload_kind (request), ==, WEIR_PAYLOAD_JSON);
  json_object = json_node_get_object (weir_request_get_payload_json (request));
  g_assert_cmpuint (json_object_get_size (json_object), ==, 2);
  g_assert_cmpstr (weir_request_get_before (request)[1], ==, "${b}");
}

static void
test_json_differences (Fixture *fixture, gconstpointer data)
{
  WeirRequest *request = weir_step_get_request (get_step (fixture, 0));
  const char *const texts[] = { "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", "{\"b\":2.0,\"a\":1}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (GValue) json = G_VALUE_INIT;

      g_value_init (&json, JSON_TYPE_NODE);
      g_value_take_boxed (&json, json_from_string (texts[i], NULL));
      weir_edits_seal (fixture->edits);
      weir_edits_set_property (fixture->edits, request, "payload-json", &json);
    }
  for (guint i = G_N_ELEMENTS (texts); i-- > 0;)
    {
      g_autofree char *now = json_to_string (weir_request_get_payload_json (request), FALSE);

      g_assert_cmpstr (now, ==, texts[i]);
      g_assert_true (weir_edits_undo (fixture->edits));
    }
  g_assert_cmpint (weir_request_get_payload_kind (request), ==, WEIR_PAYLOAD_NONE);
}

static void
test_modified (Fixture *fixture, gconstpointer data)
{
  WeirStep *step = get_step (fixture, 0);
  GListStore *steps = get_steps (fixture);
  g_autoptr (WeirStep) added = make_step ("Added");

  weir_edits_set_string (fixture->edits, step, "name", "A");
  g_assert_true (weir_edits_get_modified (fixture->edits));
  weir_edits_seal (fixture->edits);
  weir_edits_set_string (fixture->edits, step, "name", "Log in");
  g_assert_false (weir_edits_get_modified (fixture->edits));

  weir_edits_insert (fixture->edits, steps, 1, added);
  weir_edits_move (fixture->edits, steps, 0, 3);
  g_assert_true (weir_edits_get_modified (fixture->edits));
  weir_edits_move (fixture->edits, steps, 3, 0);
  g_assert_true (weir_edits_get_modified (fixture->edits));
  weir_edits_remove (fixture->edits, steps, 1);
  g_assert_false (weir_edits_get_modified (fixture->edits));

  g_assert_true (weir_edits_undo (fixture->edits));
  weir_edits_mark_saved (fixture->edits);
  g_assert_false (weir_edits_get_modified (fixture->edits));
  g_assert_true (weir_edits_undo (fixture->edits));
  g_assert_true (weir_edits_get_modified (fixture->edits));
  g_assert_true (weir_edits_redo (fixture->edits));
  g_assert_false (weir_edits_get_modified (fixture->edits));
}

static void
test_saving_seals (Fixture *fixture, gconstpointer data)
{
  WeirStep *step = get_step (fixture, 0);

  weir_edits_set_string (fixture->edits, step, "name", "Saved");
  weir_edits_mark_saved (fixture->edits);
  weir_edits_set_string (fixture->edits, step, "name", "Later");
  g_assert_true (weir_edits_undo (fixture->edits));
  g_assert_cmpstr (weir_step_get_name (step), ==, "Saved");
  g_assert_false (weir_edits_get_modified (fixture->edits));
}

static void
test_between (Fixture *fixture, gconstpointer data)
{
  GListStore *before = weir_flow_get_part (fixture->flow, WEIR_FLOW_PART_BEFORE_ALL);
  WeirStep *step = get_step (fixture, 1);

  weir_edits_move_between (fixture->edits, get_steps (fixture), 1, before, 9);
  g_assert_true (weir_flow_get_step (fixture->flow, WEIR_FLOW_PART_BEFORE_ALL, 0) == step);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_steps (fixture))), ==, 2);
  g_assert_true (weir_edits_undo (fixture->edits));
  g_assert_true (get_step (fixture, 1) == step);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (before)), ==, 0);
}

/* As a view does that writes whatever it shows. */
static void
write_back_cb (WeirStep *step, GParamSpec *pspec, WeirEdits *edits)
{
  weir_edits_set_string (edits, step, "description", weir_step_get_name (step));
}

static void
test_echo (Fixture *fixture, gconstpointer data)
{
  WeirStep *step = get_step (fixture, 0);

  g_signal_connect (step, "notify::name", G_CALLBACK (write_back_cb), fixture->edits);
  weir_edits_set_string (fixture->edits, step, "name", "A");
  g_assert_cmpstr (weir_step_get_description (step), ==, "A");
  g_assert_true (weir_edits_undo (fixture->edits));
  g_assert_cmpstr (weir_step_get_name (step), ==, "Log in");
  g_assert_null (weir_step_get_description (step));
  g_assert_false (weir_edits_get_can_undo (fixture->edits));
  g_assert_true (weir_edits_redo (fixture->edits));
  g_assert_cmpstr (weir_step_get_description (step), ==, "A");
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  WeirStep *step = get_step (fixture, 0);
  gsize size = WEIR_LIMIT_UNDO_BYTES / 10;
  guint n_steps = 0;

  for (guint i = 0; i < WEIR_LIMIT_UNDO_STEPS + 10; i++)
    {
      weir_edits_seal (fixture->edits);
      weir_edits_set_boolean (fixture->edits, step, "enabled", i % 2 != 0);
    }
  while (weir_edits_undo (fixture->edits))
    n_steps++;
  g_assert_cmpuint (n_steps, ==, WEIR_LIMIT_UNDO_STEPS);

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *text = g_strnfill (size, (char) ('a' + i % 26));

      weir_edits_seal (fixture->edits);
      weir_edits_set_string (fixture->edits, step, "description", text);
    }
  for (n_steps = 0; weir_edits_undo (fixture->edits);)
    n_steps++;
  g_assert_cmpuint (n_steps, >=, 3);
  g_assert_cmpuint (n_steps, <=, 6); /* each holds what was and what came */
}

static GListStore *
pick_part (Fixture *fixture, GRand *rand)
{
  return weir_flow_get_part (fixture->flow, (WeirFlowPart) g_rand_int_range (rand, 0, WEIR_N_FLOW_PARTS));
}

static void
edit_step_at_random (Fixture *fixture, GRand *rand, WeirStep *step)
{
  WeirRequest *request = weir_step_get_request (step);
  g_autofree char *text = g_strdup_printf ("text %d", g_rand_int_range (rand, 0, 5));
  g_autoptr (WeirRequest) other = weir_request_new ("POST", text);
  g_autoptr (WeirField) field = weir_field_new ("X-Name", text);
  g_auto (GValue) json = G_VALUE_INIT;

  switch (g_rand_int_range (rand, 0, 9))
    {
    case 0:
      weir_edits_set_string (fixture->edits, step, "name", text);
      break;
    case 1:
      weir_edits_set_boolean (fixture->edits, step, "enabled", g_rand_boolean (rand));
      break;
    case 2:
      weir_edits_set_object (fixture->edits, step, "request", other);
      break;
    case 3:
      weir_edits_set_enum (fixture->edits, request, "payload-kind", g_rand_int_range (rand, 0, 4));
      break;
    case 4:
      weir_edits_set_string (fixture->edits, request, "payload-raw", text);
      break;
    case 5:
      weir_edits_insert (fixture->edits, weir_request_get_headers (request), 0, field);
      break;
    case 6:
      if (weir_request_get_payload_kind (request) == WEIR_PAYLOAD_FORM)
        weir_edits_insert (fixture->edits, weir_request_get_form (request), 0, field);
      break;
    case 7:
      weir_edits_set_int64 (fixture->edits, step, "wait-us", g_rand_int_range (rand, -1, 3));
      break;
    default:
      g_value_init (&json, JSON_TYPE_NODE);
      g_value_take_boxed (&json, json_node_init_string (json_node_alloc (), text));
      weir_edits_set_property (fixture->edits, request, "payload-json", &json);
      break;
    }
}

static void
edit_at_random (Fixture *fixture, GRand *rand)
{
  GListStore *part = pick_part (fixture, rand);
  guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (part));
  int choice = g_rand_int_range (rand, 0, 10);
  guint position = n_steps > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) n_steps) : 0;
  g_autofree char *name = g_strdup_printf ("step %u", g_rand_int (rand));
  g_autoptr (WeirStep) added = make_step (name);

  if (choice == 0 || n_steps == 0)
    weir_edits_insert (fixture->edits, part, position, added);
  else if (choice == 1)
    weir_edits_remove (fixture->edits, part, position);
  else if (choice == 2)
    weir_edits_move (fixture->edits, part, position, (guint) g_rand_int_range (rand, 0, (gint32) n_steps));
  else if (choice == 3)
    weir_edits_move_between (fixture->edits, part, position, pick_part (fixture, rand), 0);
  else
    {
      g_autoptr (WeirStep) step = g_list_model_get_item (G_LIST_MODEL (part), position);

      edit_step_at_random (fixture, rand, step);
    }
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);
  g_autofree char *original = weir_flow_to_yaml (fixture->flow);

  for (guint round = 0; round < 200; round++)
    {
      guint n_edits = (guint) g_rand_int_range (rand, 1, 60);
      g_autofree char *edited = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      for (guint i = 0; i < n_edits; i++)
        {
          gboolean groups = g_rand_int_range (rand, 0, 4) == 0;

          if (groups)
            {
              weir_edits_begin (fixture->edits, "Group");
              edit_at_random (fixture, rand);
            }
          edit_at_random (fixture, rand);
          if (groups)
            weir_edits_end (fixture->edits);
          if (g_rand_int_range (rand, 0, 6) == 0)
            weir_edits_undo (fixture->edits);
        }
      while (weir_edits_redo (fixture->edits))
        ;
      edited = weir_flow_to_yaml (fixture->flow);
      while (weir_edits_undo (fixture->edits))
        ;
      undone = weir_flow_to_yaml (fixture->flow);
      g_assert_cmpstr (undone, ==, original);
      g_assert_false (weir_edits_get_modified (fixture->edits));
      while (weir_edits_redo (fixture->edits))
        ;
      redone = weir_flow_to_yaml (fixture->flow);
      g_assert_cmpstr (redone, ==, edited);
      /* The next round goes on from here, or from the beginning again. */
      while (round % 2 == 0 && weir_edits_undo (fixture->edits))
        ;
      g_free (original);
      original = weir_flow_to_yaml (fixture->flow);
      g_clear_object (&fixture->edits);
      fixture->edits = weir_edits_new ();
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define add(name, func) g_test_add ("/document/edits/" name, Fixture, NULL, set_up, func, tear_down)
  add ("typing is one undo step until it is sealed", test_typing);
  add ("another property is another undo step, and a new edit ends what could be done again",
       test_other_property);
  add ("setting what is there already is no edit", test_equal_value);
  add ("a group is undone at once and has the label of the outer one", test_groups);
  add ("typing under a label is one undo step, too", test_labelled_typing);
  add ("what a payload replaces comes back with its rows", test_payloads);
  add ("JSON in another order, or with 2.0 instead of 2, is another value", test_json_differences);
  add ("a document is modified until it is as it was saved, by undo or by hand", test_modified);
  add ("what is typed after saving is a step of its own", test_saving_seals);
  add ("a step moves between the parts of a flow", test_between);
  add ("what follows an edit is undone with it", test_echo);
  add ("memory for undo is bounded", test_bounds);
  add ("undoing everything gives the original, doing it again the edited one", test_random);
#undef add
  return g_test_run ();
}
