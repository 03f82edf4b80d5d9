/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-edit.c: one thing of a load plan changed, and the text that becomes of its document
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "flow-equal.h"
#include "weir-example-plans.h"
#include "weir-plan-edit.h"
#include "weir-plan-format.h"

typedef void (*ChangePlan) (WeirPlan *plan);

#define SHOP                                                                                                 \
  "# the evening\n"                                                                                          \
  "name: 'Bookshop' # in the title\n"                                                                        \
  "variables: [{name: api, value: \"http://127.0.0.1:18080\"}, {name: n, value: 20}] # here\n"               \
  "rounds:\n"                                                                                                \
  "  # who comes\n"                                                                                          \
  "  - name: Buyers # real ones\n"                                                                           \
  "    baseUrl: ${api}\n"                                                                                    \
  "    numberOfClients: ${n} # many\n"                                                                       \
  "    delay: 2s   # first\n"                                                                                \
  "    tags: [smoke] # for -t\n"                                                                             \
  "    iterations:\n"                                                                                        \
  "      # in\n"                                                                                             \
  "      - { name: Sign in, httpRequest: { url: /login, method: POST, payload: { raw: '{}' } } } # them\n"   \
  "      - name: Browse\n"                                                                                   \
  "        duration: 30 # seconds\n"                                                                         \
  "        batchSize: 5\n"                                                                                   \
  "        coolDownTime: 500ms\n"                                                                            \
  "        httpRequest:\n"                                                                                   \
  "          URL: /books # all\n"                                                                            \
  "          retry: { maxRetries: 2, delayInMs: 1s }\n"                                                      \
  "        terminationRules:\n"                                                                              \
  "          # enough\n"                                                                                     \
  "          - {metric: \"ErrorRate > 0.5\", gracePeriod: 10s} # half\n"                                     \
  "# the end\n"

#define SHOP_JSON                                                                                            \
  "{\n"                                                                                                      \
  "  \"name\": \"Shop\",\n"                                                                                  \
  "  \"rounds\": [\n"                                                                                        \
  "    { \"name\": \"Buyers\", \"numberOfClients\": 3, \"baseUrl\": \"http://a\",\n"                         \
  "      \"iterations\": [ { \"name\": \"Home\", \"requestCount\": 5,\n"                                     \
  "                        \"httpRequest\": { \"url\": \"/\" } } ] }\n"                                      \
  "  ]\n"                                                                                                    \
  "}\n"

static WeirPlan *
plan_from_text (const char *text)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirPlan *plan = weir_plan_parse (text, strlen (text), *text == '{', NULL, NULL, problems);

  for (guint i = 0; plan == NULL && i < problems->len; i++)
    if (!((WeirProblem *) problems->pdata[i])->is_warning)
      g_error ("line %u: %s\n%s", ((WeirProblem *) problems->pdata[i])->line,
               ((WeirProblem *) problems->pdata[i])->message, text);
  return plan;
}

static char *
text_after (const char *text, ChangePlan change)
{
  g_autoptr (WeirPlan) plan = plan_from_text (text);
  g_autoptr (GError) error = NULL;
  char *edited;

  if (change != NULL)
    change (plan);
  edited = weir_plan_edit_text (text, strlen (text), *text == '{', plan, &error);
  if (error != NULL)
    g_error ("%s\n%s", error->message, text);
  return edited;
}

/* One line of @text becomes another one, or goes (NULL). */
static void
assert_line (const char *text, ChangePlan change, const char *line, const char *expected)
{
  g_autoptr (GString) wanted = g_string_new (text);
  g_autofree char *old = g_strconcat (line, "\n", NULL);
  g_autofree char *new = expected != NULL ? g_strconcat (expected, "\n", NULL) : g_strdup ("");
  g_autofree char *edited = text_after (text, change);

  g_assert_cmpuint (g_string_replace (wanted, old, new, 0), ==, 1);
  if (!g_str_equal (edited, wanted->str))
    g_error ("This was expected:\n%s\nbut this came:\n%s", wanted->str, edited);
}

static gpointer
item_at (GListStore *store, guint index)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), index);

  return item;
}

static WeirRound *
first_round (WeirPlan *plan)
{
  return item_at (weir_plan_get_rounds (plan), 0);
}

static WeirIteration *
iteration_at (WeirPlan *plan, guint index)
{
  return item_at (weir_round_get_iterations (first_round (plan)), index);
}

static void
test_nothing (void)
{
  const char *const texts[] = { EXAMPLE_A, EXAMPLE_B, SHOP, SHOP_JSON };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *edited = text_after (texts[i], NULL);

      g_assert_cmpstr (edited, ==, texts[i]);
    }
}

static void
test_saving_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-plan-XXXXXX", NULL);
  g_autofree char *name = g_build_filename (folder, "a.yaml", NULL);
  g_autoptr (WeirPlan) plan = plan_from_text (EXAMPLE_A);
  g_autoptr (GError) error = NULL;
  g_autofree char *saved = NULL;

  g_assert_true (g_file_set_contents (name, EXAMPLE_A, -1, NULL));
  g_assert_true (weir_plan_save_edits (plan, name, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (name, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, EXAMPLE_A);
  g_unlink (name);
  g_rmdir (folder);
}

static void
rename_plan (WeirPlan *plan)
{
  weir_plan_set_name (plan, "Ada.s shop");
}

static void
rename_round (WeirPlan *plan)
{
  weir_round_set_name (first_round (plan), "Guests");
}

static void
set_clients (WeirPlan *plan)
{
  weir_round_set_clients (first_round (plan), 80);
}

static void
set_delay (WeirPlan *plan)
{
  weir_round_set_startup_delay_us (first_round (plan), 500 * 1000);
}

static void
add_tag (WeirPlan *plan)
{
  const char *const tags[] = { "smoke", "evening", NULL };

  weir_round_set_tags (first_round (plan), tags);
}

static void
set_parallel (WeirPlan *plan)
{
  weir_round_set_parallel (first_round (plan), TRUE);
}

static void
test_rounds (void)
{
  assert_line (SHOP, rename_plan, "name: 'Bookshop' # in the title", "name: 'Ada.s shop' # in the title");
  assert_line (SHOP, rename_round, "  - name: Buyers # real ones", "  - name: Guests # real ones");
  assert_line (SHOP, set_clients, "    numberOfClients: ${n} # many", "    numberOfClients: 80 # many");
  assert_line (SHOP, set_delay, "    delay: 2s   # first", "    delay: 500ms   # first");
  assert_line (SHOP, add_tag, "    tags: [smoke] # for -t", "    tags: [smoke, evening] # for -t");
  assert_line (EXAMPLE_A, set_parallel, "    runInParallel: false", "    runInParallel: true");
}

static void
set_duration (WeirPlan *plan)
{
  weir_pacing_set_duration_us (weir_iteration_get_pacing (iteration_at (plan, 1)), 45 * G_USEC_PER_SEC);
}

static void
set_cool_down (WeirPlan *plan)
{
  weir_pacing_set_cool_down_us (weir_iteration_get_pacing (iteration_at (plan, 1)), 2 * G_USEC_PER_SEC);
}

static void
count_requests (WeirPlan *plan)
{
  weir_pacing_set_request_count (weir_iteration_get_pacing (iteration_at (plan, 1)), 7);
}

static void
set_url (WeirPlan *plan)
{
  weir_request_set_url (weir_step_get_request (weir_iteration_get_step (iteration_at (plan, 1))), "/all");
}

static void
retry_more (WeirPlan *plan)
{
  weir_retry_set_max_retries (weir_step_get_retry (weir_iteration_get_step (iteration_at (plan, 1))), 4);
}

static void
set_grace (WeirPlan *plan)
{
  WeirRule *rule = item_at (weir_iteration_get_termination_rules (iteration_at (plan, 1)), 0);

  weir_rule_set_grace_us (rule, 4 * G_USEC_PER_SEC);
}

static void
test_iterations (void)
{
  assert_line (SHOP, set_duration, "        duration: 30 # seconds", "        duration: 45 # seconds");
  assert_line (SHOP, set_cool_down, "        coolDownTime: 500ms", "        coolDownTime: 2s");
  assert_line (SHOP, set_url, "          URL: /books # all", "          URL: /all # all");
  assert_line (SHOP, retry_more, "          retry: { maxRetries: 2, delayInMs: 1s }",
               "          retry: { maxRetries: 4, delayInMs: 1s }");
  assert_line (SHOP, set_grace, "          - {metric: \"ErrorRate > 0.5\", gracePeriod: 10s} # half",
               "          - {metric: \"ErrorRate > 0.5\", gracePeriod: 4s} # half");
  assert_line (EXAMPLE_A, count_requests, "      - name: Home",
               "      - name: Home\n        requestCount: 7");
  assert_line (EXAMPLE_A, set_grace, "            gracePeriod: \"00:00:03\"",
               "            gracePeriod: \"4s\"");
}

static void
set_variable (WeirPlan *plan)
{
  weir_variable_set_value (item_at (weir_plan_get_variables (plan), 1), "30");
}

static void
test_variables (void)
{
  assert_line (SHOP, set_variable,
               "variables: [{name: api, value: \"http://127.0.0.1:18080\"}, {name: n, value: 20}] # here",
               "variables: [{name: api, value: \"http://127.0.0.1:18080\"}, {name: n, value: 30}] # here");
}

static void
take_mode_r (WeirPlan *plan)
{
  weir_pacing_set_mode (weir_iteration_get_pacing (iteration_at (plan, 1)), WEIR_MODE_R);
}

static void
test_mode (void)
{
  g_autofree char *edited = text_after (SHOP, take_mode_r);
  g_autoptr (WeirPlan) back = plan_from_text (edited);
  WeirPacing *pacing = weir_iteration_get_pacing (iteration_at (back, 1));

  g_assert_cmpint (weir_pacing_get_mode (pacing), ==, WEIR_MODE_R);
  g_assert_cmpuint (weir_pacing_get_request_count (pacing), ==, 1);
  g_assert_null (strstr (edited, "batchSize"));
  g_assert_nonnull (strstr (edited, "numberOfClients: ${n} # many"));
  g_assert_nonnull (strstr (edited, "URL: /books # all"));
}

#define EXTENDED                                                                                             \
  "name: P\n"                                                                                                \
  "data: { file: users.csv, order: Random } # whoever\n"                                                     \
  "rounds:\n"                                                                                                \
  "- name: R\n"                                                                                              \
  "  iterations:\n"                                                                                          \
  "  - name: I\n"                                                                                            \
  "    warmUp: 10 # s\n"                                                                                     \
  "    arrivalRate:\n"                                                                                       \
  "      rate: 5\n"                                                                                          \
  "      stages:\n"                                                                                          \
  "      - { rate: 50, duration: 30 } # up\n"                                                                \
  "      - { rate: 0, duration: 10 }\n"                                                                      \
  "    httpRequest: { url: 'http://a/' }\n"

static void
extend_more (WeirPlan *plan)
{
  WeirIteration *iteration = item_at (weir_round_get_iterations (first_round (plan)), 0);
  WeirArrivalRate *rate = weir_pacing_get_arrival_rate (weir_iteration_get_pacing (iteration));

  weir_iteration_set_warm_up_us (iteration, 20 * G_USEC_PER_SEC);
  weir_arrival_rate_set_rate (rate, 7.5);
  weir_rate_stage_set_rate (item_at (weir_arrival_rate_get_stages (rate), 0), 60);
  weir_data_source_set_file (weir_plan_get_data (plan), "all.csv");
}

static void
test_extensions (void)
{
  g_autofree char *edited = text_after (EXTENDED, extend_more);

  g_assert_cmpstr (edited, ==,
                   "name: P\n"
                   "data: { file: all.csv, order: Random } # whoever\n"
                   "rounds:\n"
                   "- name: R\n"
                   "  iterations:\n"
                   "  - name: I\n"
                   "    warmUp: 20 # s\n"
                   "    arrivalRate:\n"
                   "      rate: 7.5\n"
                   "      stages:\n"
                   "      - { rate: 60, duration: 30 } # up\n"
                   "      - { rate: 0, duration: 10 }\n"
                   "    httpRequest: { url: 'http://a/' }\n");
}

static void
take_other_flow (WeirPlan *plan)
{
  weir_iteration_set_flow_file (item_at (weir_round_get_iterations (first_round (plan)), 0), "b.flow.yaml");
}

static void
test_flow (void)
{
  assert_line ("name: P\nrounds:\n- name: R\n  iterations:\n  - name: I\n    flow: a.flow.yaml # shop\n",
               take_other_flow, "    flow: a.flow.yaml # shop", "    flow: b.flow.yaml # shop");
}

static void
remove_sign_in (WeirPlan *plan)
{
  g_list_store_remove (weir_round_get_iterations (first_round (plan)), 0);
}

static void
add_round (WeirPlan *plan)
{
  g_autoptr (WeirRound) round = weir_round_new ("Second");
  const char *const references[] = { "GlobalIteration", NULL };

  weir_round_set_references (round, references);
  weir_round_set_clients (round, 4);
  g_list_store_append (weir_plan_get_rounds (plan), round);
}

static void
swap_iterations (WeirPlan *plan)
{
  GListStore *iterations = weir_round_get_iterations (first_round (plan));
  g_autoptr (WeirIteration) first = g_list_model_get_item (G_LIST_MODEL (iterations), 0);

  g_list_store_remove (iterations, 0);
  g_list_store_append (iterations, first);
}

static void
test_lists (void)
{
  g_autofree char *swapped = text_after (SHOP, swap_iterations);

  assert_line (
      SHOP, remove_sign_in,
      "      # in\n"
      "      - { name: Sign in, httpRequest: { url: /login, method: POST, payload: { raw: '{}' } } } "
      "# them",
      NULL);
  assert_line (EXAMPLE_B, add_round, "  reference: [\"GlobalIteration\"]",
               "  reference: [\"GlobalIteration\"]\n- name: Second\n  numberOfClients: 4\n  reference: "
               "[GlobalIteration]");
  g_assert_true (strstr (swapped, "- name: Browse") <
                 strstr (swapped, "      # in\n      - { name: Sign in"));
}

static void
set_json_clients (WeirPlan *plan)
{
  weir_round_set_clients (first_round (plan), 9);
}

static void
test_json (void)
{
  assert_line (SHOP_JSON, set_json_clients,
               "    { \"name\": \"Buyers\", \"numberOfClients\": 3, \"baseUrl\": \"http://a\",",
               "    { \"name\": \"Buyers\", \"numberOfClients\": 9, \"baseUrl\": \"http://a\",");
}

static void
test_shared (void)
{
  static const char text[] = "name: P\n"
                             "iterations:\n"
                             "  - name: One\n"
                             "    httpRequest: &r { url: \"http://a/\", headers: { A: b } } # it\n"
                             "  - name: Two\n"
                             "    httpRequest: *r\n"
                             "rounds: [{ name: R, reference: [One, Two] }]\n";
  g_autoptr (WeirPlan) plan = plan_from_text (text);
  WeirIteration *two = item_at (weir_plan_get_iterations (plan), 1);
  g_autoptr (WeirPlan) back = NULL;
  g_autofree char *edited = NULL;

  weir_request_set_url (weir_step_get_request (weir_iteration_get_step (two)), "http://b/");
  edited = weir_plan_edit_text (text, strlen (text), FALSE, plan, NULL);
  g_assert_nonnull (edited);
  back = plan_from_text (edited);
  assert_objects_equal (G_OBJECT (plan), G_OBJECT (back), "plan");
  g_assert_nonnull (strstr (edited, "httpRequest: &r { url: \"http://a/\", headers: { A: b } } # it"));
}

static void
test_unknown (void)
{
  static const char text[] = "name: P\nid: 7 # theirs\nrounds:\n  - name: R\n    colour: red # whatever\n"
                             "    iterations: [{ name: I, httpRequest: { url: \"http://a/\" } }]\n";
  static const WeirPlanOptions lenient = { .is_lenient = TRUE };
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) plan = weir_plan_parse (text, strlen (text), FALSE, NULL, &lenient, problems);
  g_autofree char *edited = NULL;

  weir_round_set_clients (first_round (plan), 5);
  edited = weir_plan_edit_text (text, strlen (text), FALSE, plan, NULL);
  g_assert_cmpstr (edited, ==,
                   "name: P\nid: 7 # theirs\nrounds:\n  - name: R\n    numberOfClients: 5\n    colour: red "
                   "# whatever\n    iterations: [{ name: I, httpRequest: { url: \"http://a/\" } }]\n");
}

static void
test_invalid (void)
{
  g_autoptr (WeirPlan) plan = plan_from_text (EXAMPLE_A);
  g_autoptr (GError) error = NULL;

  weir_plan_set_name (plan, "a/b");
  g_assert_null (weir_plan_edit_text (EXAMPLE_A, strlen (EXAMPLE_A), FALSE, plan, &error));
  g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "\"a/b\" cannot be a name"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/plan-edit/nothing changed leaves every byte", test_nothing);
  g_test_add_func ("/format/plan-edit/saving nothing leaves every byte of the file", test_saving_nothing);
  g_test_add_func ("/format/plan-edit/one field of a round is one line", test_rounds);
  g_test_add_func ("/format/plan-edit/one field of an iteration is one line", test_iterations);
  g_test_add_func ("/format/plan-edit/what is written as a variable stays a variable", test_variables);
  g_test_add_func ("/format/plan-edit/another mode takes its own numbers only", test_mode);
  g_test_add_func ("/format/plan-edit/rows, warm-ups and arrival rates change in place", test_extensions);
  g_test_add_func ("/format/plan-edit/another flow changes one word", test_flow);
  g_test_add_func ("/format/plan-edit/items come, go and move with their comments", test_lists);
  g_test_add_func ("/format/plan-edit/JSON stays JSON", test_json);
  g_test_add_func ("/format/plan-edit/what others share stays as it is for them", test_shared);
  g_test_add_func ("/format/plan-edit/what only other programs know stays", test_unknown);
  g_test_add_func ("/format/plan-edit/what cannot be read back is not written", test_invalid);
  return g_test_run ();
}
