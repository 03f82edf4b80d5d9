/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-step-names.c: new steps are called after their requests, and no two alike
 */

#include "config.h"

#include "weir-assertion.h"
#include "weir-step-names.h"

static void
test_suggested (void)
{
  const struct
  {
    const char *method;
    const char *url;
    const char *name;
    const char *base;
  } cases[] = {
    { "GET", "http://127.0.0.1:8020/items", "GET /items", "http://127.0.0.1:8020" },
    { "POST", "https://shop.example/v1/orders?dry=1#top", "POST /v1/orders", "https://shop.example" },
    { "GET", "https://shop.example", "GET /", "https://shop.example" },
    { "GET", "https://shop.example?q=http://other/x", "GET /", "https://shop.example" },
    { "GET", "${baseUrl}/items/${itemId}", "GET /items/${itemId}", "${baseUrl}" },
    { "GET", "${baseUrl}", "GET /", "${baseUrl}" },
    { "GET", "${a:${b}}:8080/c", "GET /c", "${a:${b}}:8080" },
    { "GET", "${never closed/items", "GET /", "${never closed/items" },
    { "DELETE", "shop.example/items?to=http://x", "DELETE /items", "shop.example" },
    { "GET", "/items", "GET /items", "" },
    { "GET", "", "GET /", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirRequest) request = weir_request_new (cases[i].method, cases[i].url);
      g_autofree char *name = weir_request_suggest_name (request);
      g_autofree char *base = weir_request_find_base (request);

      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_cmpstr (base, ==, cases[i].base);
    }
}

static void
test_long (void)
{
  g_autofree char *path = g_strnfill (200, 'a');
  g_autofree char *url = g_strconcat ("http://x/ü", path, NULL);
  g_autoptr (WeirRequest) request = weir_request_new ("GET", url);
  g_autofree char *name = weir_request_suggest_name (request);

  g_assert_cmpint (g_utf8_strlen (name, -1), ==, 80);
  g_assert_true (g_str_has_suffix (name, "a…"));
}

static WeirStep *
add (WeirFlow *flow, WeirFlowPart part, const char *method, const char *url)
{
  g_autoptr (WeirRequest) request = weir_request_new (method, url);
  g_autoptr (WeirStep) step = weir_flow_create_step (flow, request);

  g_list_store_append (weir_flow_get_part (flow, part), step);
  return step;
}

static void
test_created (void)
{
  g_autoptr (WeirFlow) flow = weir_flow_new ("F");
  WeirStep *first = add (flow, WEIR_FLOW_PART_BEFORE_ALL, "GET", "http://x/items");
  WeirStep *second = add (flow, WEIR_FLOW_PART_STEPS, "GET", "http://x/items");
  WeirStep *third = add (flow, WEIR_FLOW_PART_STEPS, "GET", "http://x/Items?page=2");
  g_autoptr (WeirAssertion) assertion = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpstr (weir_step_get_name (first), ==, "GET /items");
  g_assert_cmpstr (weir_step_get_name (second), ==, "GET /items (2)");
  g_assert_cmpstr (weir_step_get_name (third), ==, "GET /Items (3)");
  g_assert_true (weir_step_has_suggested_name (third));
  g_assert_cmpuint (weir_flow_count_steps (flow), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (weir_step_get_assertions (first))), ==, 1);
  assertion = g_list_model_get_item (G_LIST_MODEL (weir_step_get_assertions (first)), 0);
  text = weir_assertion_to_text (assertion);
  g_assert_cmpstr (text, ==, "status < 400");
}

static void
test_numbers (void)
{
  g_autoptr (WeirFlow) flow = weir_flow_new ("F");
  g_autoptr (GHashTable) names = weir_step_names_collect (flow, NULL);
  const char *const wanted[] = { "Log in", "log in", "Log in (2)", "(2)", "(2)", "A (b)", "A (b)" };
  const char *const given[] = { "Log in", "log in (2)", "Log in (3)", "(2)", "(2) (2)", "A (b)",
                                "A (b) (2)" };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *name = weir_step_names_add (names, wanted[i]);

      g_assert_cmpstr (name, ==, given[i]);
    }
}

static void
test_follows (void)
{
  g_autoptr (WeirFlow) flow = weir_flow_new ("F");
  g_autoptr (WeirEdits) edits = weir_edits_new ();
  WeirStep *other = add (flow, WEIR_FLOW_PART_STEPS, "GET", "http://x/items");
  WeirStep *step = add (flow, WEIR_FLOW_PART_STEPS, "GET", "http://x/");

  weir_flow_edit_request (flow, edits, step, "url", "http://x/item");
  g_assert_cmpstr (weir_step_get_name (step), ==, "GET /item");
  weir_flow_edit_request (flow, edits, step, "url", "http://x/items");
  g_assert_cmpstr (weir_step_get_name (step), ==, "GET /items (2)");
  weir_flow_edit_request (flow, edits, step, "url", "http://x/items?");
  g_assert_true (weir_edits_undo (edits)); /* all that was typed */
  g_assert_cmpstr (weir_step_get_name (step), ==, "GET /");
  g_assert_true (weir_edits_redo (edits));
  g_assert_cmpstr (weir_request_get_url (weir_step_get_request (step)), ==, "http://x/items?");
  g_assert_cmpstr (weir_step_get_name (step), ==, "GET /items (2)");
  weir_edits_seal (edits);
  weir_flow_edit_request (flow, edits, step, "method", "PUT");
  g_assert_cmpstr (weir_step_get_name (step), ==, "PUT /items");
  g_assert_true (weir_edits_undo (edits));
  g_assert_cmpstr (weir_step_get_name (step), ==, "GET /items (2)");
  g_assert_cmpstr (weir_request_get_method (weir_step_get_request (step)), ==, "GET");
  weir_edits_set_string (edits, step, "name", "Mine");
  weir_flow_edit_request (flow, edits, step, "url", "http://x/orders");
  g_assert_cmpstr (weir_step_get_name (step), ==, "Mine");
  g_assert_cmpstr (weir_step_get_name (other), ==, "GET /items");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/step names/a step is called after method and path", test_suggested);
  g_test_add_func ("/document/step names/a long path is cut", test_long);
  g_test_add_func ("/document/step names/a new step asserts a status below 400 and has a name of its own",
                   test_created);
  g_test_add_func ("/document/step names/the first free number makes a name unique", test_numbers);
  g_test_add_func ("/document/step names/a name follows the request until a person gives another",
                   test_follows);
  return g_test_run ();
}
