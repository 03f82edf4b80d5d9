/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-adopt.c: a flow that is made to say what another text says, by one edit
 */

#include "config.h"

#include <string.h>

#include "weir-flow-adopt.h"
#include "weir-flow-format.h"
#include "weir-test.h"

static const char before[] = "name: Checkout\n"
                             "description: Log in and order\n"
                             "variables:\n"
                             "  - { name: baseUrl, value: 'http://127.0.0.1:8020' }\n"
                             "run: { iterations: 3, delay: 20 }\n"
                             "beforeAll:\n"
                             "  - name: Log in\n"
                             "    httpRequest:\n"
                             "      method: POST\n"
                             "      url: ${baseUrl}/login\n"
                             "      headers: { A: '1', B: '2', C: '3' }\n"
                             "      payload: { raw: 'user' }\n"
                             "    extract: [ { name: token, from: body, path: $.token } ]\n"
                             "steps:\n"
                             "  - name: List\n"
                             "    retry: { if: '${status} >= 500', maxRetries: 2 }\n"
                             "    httpRequest: { url: '${baseUrl}/items' }\n"
                             "    assert:\n"
                             "      - { from: status, is: '=', value: 200 }\n"
                             "      - { from: time, is: '<', value: 500ms }\n"
                             "  - { name: Pause, wait: 10 }\n"
                             "  - name: Order\n"
                             "    httpRequest: { url: '${baseUrl}/orders', payload: { json: { item: 1 } } }\n";

static WeirFlow *
parse (const char *text)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirFlow *flow = weir_flow_parse (text, strlen (text), FALSE, problems);

  if (flow == NULL)
    g_error ("%s", ((WeirProblem *) g_ptr_array_index (problems, 0))->message);
  return flow;
}

/* Adopts what @after says, and takes it back. */
static void
check (const char *from, const char *after)
{
  g_autoptr (WeirFlow) flow = parse (from);
  g_autoptr (WeirFlow) other = parse (after);
  g_autoptr (WeirEdits) edits = weir_edits_new ();
  g_autofree char *first = weir_flow_to_yaml (flow);
  g_autofree char *expected = weir_flow_to_yaml (other);
  g_autofree char *adopted = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  weir_edits_begin (edits, "Edit Text");
  weir_flow_adopt (flow, edits, other);
  weir_edits_end (edits);
  adopted = weir_flow_to_yaml (flow);
  g_assert_cmpstr (adopted, ==, expected);
  g_assert_cmpint (weir_edits_get_can_undo (edits), ==, !g_str_equal (first, expected));
  if (!weir_edits_get_can_undo (edits))
    return;
  g_assert_true (weir_edits_undo (edits));
  undone = weir_flow_to_yaml (flow);
  g_assert_cmpstr (undone, ==, first);
  g_assert_false (weir_edits_get_can_undo (edits));
  g_assert_true (weir_edits_redo (edits));
  redone = weir_flow_to_yaml (flow);
  g_assert_cmpstr (redone, ==, expected);
}

static void
test_values (void)
{
  const char *const changes[][2] = {
    { "name: Checkout", "name: Shop" },
    { "description: Log in and order\n", "" },
    { "run: { iterations: 3, delay: 20 }", "run: { parallel: 5, stopOnFailure: true }" },
    { "value: 'http://127.0.0.1:8020'", "value: other" },
    { "method: POST", "method: PUT" },
    { "payload: { raw: 'user' }", "payload: { json: { a: [1, 2] } }" },
    { "payload: { raw: 'user' }", "payload: { form: { a: b, c: d } }" },
    { "      payload: { raw: 'user' }\n", "" },
    { "payload: { json: { item: 1 } }", "payload: { json: { item: 2 } }" },
    { "payload: { json: { item: 1 } }", "payload: { raw: '1' }" },
    { "B: '2', ", "" },
    { "{ A: '1', B", "{ A: '1', X: '7', B" },
    { "    retry: { if: '${status} >= 500', maxRetries: 2 }\n", "" },
    { "maxRetries: 2", "maxRetries: 3" },
    { "      - { from: status, is: '=', value: 200 }\n", "" },
    { "wait: 10", "set: { a: b }" },
    { "path: $.token }", "path: $.token, secret: true }" },
    { "url: ${baseUrl}/login\n",
      "url: ${baseUrl}/login\n      auth: { type: basic, username: a, password: b }\n" },
  };

  check (before, before);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *after = weir_test_replace (before, changes[i][0], changes[i][1]);

      check (before, after);
      check (after, before);
    }
}

static void
test_steps (void)
{
  const char *const orders[] = {
    "name: X\nsteps: []\n",
    "name: X\nsteps: [ { name: A, wait: 1 }, { name: B, wait: 2 }, { name: C, wait: 3 } ]\n",
    "name: X\nsteps: [ { name: C, wait: 3 }, { name: A, wait: 1 }, { name: B, wait: 2 } ]\n",
    "name: X\nsteps: [ { name: B, wait: 9 } ]\n",
    "name: X\nbeforeAll: [ { name: C, wait: 3 } ]\nsteps: [ { name: A, wait: 1 } ]\n",
    "name: X\nsteps: [ { name: A, wait: 1 } ]\nafterAll: [ { name: B, wait: 2 }, { name: D, wait: 4 } ]\n",
    "name: X\nsteps: [ { name: E, wait: 1 }, { name: B, wait: 2 }, { name: F, set: { a: b } } ]\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    for (guint j = 0; j < G_N_ELEMENTS (orders); j++)
      check (orders[i], orders[j]);
}

static void
test_identity (void)
{
  g_autoptr (WeirFlow) flow = parse ("name: X\nbeforeAll: [ { name: A, wait: 1 } ]\n"
                                     "steps: [ { name: B, wait: 2 }, { name: C, wait: 3 } ]\n");
  g_autoptr (WeirFlow) other = parse ("name: X\nsteps: [ { name: New, wait: 0 }, { name: C, wait: 7 },"
                                      " { name: A, wait: 1 }, { name: B, wait: 2 } ]\n");
  g_autoptr (WeirFlow) renamed = parse ("name: X\nsteps: [ { name: New, wait: 0 }, { name: See, wait: 7 },"
                                        " { name: A, wait: 1 }, { name: B, wait: 2 } ]\n");
  g_autoptr (WeirEdits) edits = weir_edits_new ();
  WeirStep *a = weir_flow_get_step (flow, WEIR_FLOW_PART_BEFORE_ALL, 0);
  WeirStep *c = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 1);

  weir_edits_begin (edits, NULL);
  weir_flow_adopt (flow, edits, other);
  weir_edits_end (edits);
  g_assert_true (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 1) == c);
  g_assert_true (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 2) == a);
  g_assert_cmpint (weir_step_get_wait_us (c), ==, 7000);
  weir_edits_begin (edits, NULL);
  weir_flow_adopt (flow, edits, renamed);
  weir_edits_end (edits);
  g_assert_true (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 1) == c);
  g_assert_cmpstr (weir_step_get_name (c), ==, "See");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/flow-adopt/whatever a text changes is one edit that can be undone", test_values);
  g_test_add_func ("/format/flow-adopt/steps come, go and move between the parts", test_steps);
  g_test_add_func ("/format/flow-adopt/a step stays the same object, also when it is renamed in place",
                   test_identity);
  return g_test_run ();
}
