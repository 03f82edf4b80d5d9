/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-program.c: what cannot be carried out is refused by its name; variables made of others
 */

#include "config.h"

#include "weir-program.h"
#include "weir-scope.h"
#include "weir-test-engine.h"

#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-field.h"
#include "weir-limits.h"
#include "weir-variable.h"

#include <string.h>

/* Built by hand: what a file may hold is checked when it is read, so none of this gets past a reader. */
static WeirFlow *
make_flow (WeirStep **step)
{
  WeirFlow *flow = weir_flow_new ("F");

  *step = weir_step_new ("Broken");
  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), *step);
  g_object_unref (*step);
  return flow;
}

static void
add_variable (WeirFlow *flow, const char *name, const char *value)
{
  g_autoptr (WeirVariable) variable = weir_variable_new (name, value);

  g_list_store_append (weir_flow_get_variables (flow), variable);
}

static WeirProgram *
compile (WeirFlow *flow, GError **error)
{
  WeirEngineSettings settings = { .iterations = 1, .parallel = 1 };

  return weir_program_new (flow, &settings, error);
}

static void
assert_refused (WeirFlow *flow, const char *start)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (compile (flow, &error));
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, start));
}

static void
test_step_is_named (void)
{
  WeirStep *step;
  g_autoptr (WeirFlow) condition = make_flow (&step);
  g_autoptr (WeirFlow) url = NULL;
  g_autoptr (WeirFlow) path = NULL;
  g_autoptr (WeirRequest) request = weir_request_new ("GET", "http://h/${unclosed");
  g_autoptr (WeirExtraction) extraction = weir_extraction_new ("x", WEIR_SOURCE_BODY, "$[");

  weir_step_set_skip_if (step, "1 = ");
  assert_refused (condition, "Step “Broken”: ");

  url = make_flow (&step);
  weir_step_set_request (step, request);
  assert_refused (url, "Step “Broken”: ");

  path = make_flow (&step);
  g_list_store_append (weir_step_get_extractions (step), extraction);
  assert_refused (path, "Step “Broken”: ");
}

static void
test_variable_is_named (void)
{
  WeirStep *step;
  g_autoptr (WeirFlow) broken = make_flow (&step);
  g_autoptr (WeirFlow) circle = make_flow (&step);
  g_autoptr (WeirFlow) itself = make_flow (&step);

  add_variable (broken, "token", "${unclosed");
  assert_refused (broken, "Variable “token”: ");
  add_variable (circle, "a", "${b}");
  add_variable (circle, "b", "x $c");
  add_variable (circle, "c", "${a}");
  assert_refused (circle, "The variable “");
  add_variable (itself, "a", "${a}");
  assert_refused (itself, "The variable “a” depends on itself");
}

static void
assert_value (const WeirProgram *program, const char *name, const char *expected)
{
  int slot = weir_names_find (program->names, name, -1);
  g_autofree WeirValue *store = g_new0 (WeirValue, weir_program_count_slots (program));
  WeirScope scope = { .store = store, .globals = program->globals };
  g_autofree char *text = NULL;

  g_assert_cmpint (slot, >=, 0);
  text = weir_value_to_text (weir_scope_look_up (&scope, (guint) slot));
  g_assert_cmpstr (text, ==, expected);
}

/* Two ways to the same variable are no circle. */
static void
test_diamond (void)
{
  WeirStep *step;
  g_autoptr (WeirFlow) flow = make_flow (&step);
  g_autoptr (WeirProgram) program = NULL;

  add_variable (flow, "top", "${left} ${right} ${bottom}");
  add_variable (flow, "left", "${bottom}");
  add_variable (flow, "right", "$left $bottom");
  add_variable (flow, "bottom", "b");
  program = compile (flow, NULL);
  g_assert_nonnull (program);
  assert_value (program, "top", "b b b b");
}

/* As long a chain as a document may hold does not exhaust the stack. */
static void
test_long_chain (void)
{
  WeirStep *step;
  g_autoptr (WeirFlow) flow = make_flow (&step);
  g_autoptr (WeirProgram) program = NULL;

  for (guint i = 0; i + 1 < WEIR_LIMIT_VARIABLES; i++)
    {
      g_autofree char *name = g_strdup_printf ("v%u", i);
      g_autofree char *value = g_strdup_printf ("${v%u}", i + 1);

      add_variable (flow, name, value);
    }
  add_variable (flow, "v9999", "end");
  G_STATIC_ASSERT (WEIR_LIMIT_VARIABLES == 10000);
  program = compile (flow, NULL);
  g_assert_nonnull (program);
  assert_value (program, "v0", "end");
}

static const char *
get_taken (WeirTestEngine *test, guint result, guint index)
{
  return g_array_index (weir_test_engine_get (test, result)->taken, WeirTaken, index).value;
}

/* A variable made of one that steps set follows it, also when that one has a value to begin with. */
static void
test_derived (void)
{
  g_autoptr (WeirTestEngine) test =
      weir_test_engine_run ("name: F\n"
                            "variables:\n"
                            "  - { name: url, value: \"/${tenant}/x\" }\n"
                            "  - { name: tenant, value: none }\n"
                            "beforeAll: [{ name: Look, set: { a: \"${url}\" } }]\n"
                            "steps:\n"
                            "  - { name: Set, set: { tenant: acme } }\n"
                            "  - { name: Look again, set: { b: \"${url}\" } }\n",
                            NULL, NULL);

  g_assert_cmpint (test->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpstr (get_taken (test, 0, 0), ==, "/none/x");
  g_assert_cmpstr (get_taken (test, 2, 0), ==, "/acme/x");
}

/* What steps set wins over the variables, for the rest of the pass, or of the run when Before All did it. */
static void
test_own_value (void)
{
  g_autoptr (WeirTestEngine) test =
      weir_test_engine_run ("name: F\nrun: { iterations: 2 }\n"
                            "variables:\n"
                            "  - { name: all, value: \"all ${run.iteration}\" }\n"
                            "  - { name: one, value: \"one ${run.iteration}\" }\n"
                            "beforeAll: [{ name: Set all, set: { all: mine } }]\n"
                            "steps:\n"
                            "  - { name: Look, set: { a: \"${all}\", b: \"${one}\" } }\n"
                            "  - { name: Set one, set: { one: mine } }\n"
                            "  - { name: Look again, set: { a: \"${all}\", b: \"${one}\" } }\n",
                            NULL, NULL);

  g_assert_cmpuint (test->results->len, ==, 7);
  g_assert_cmpstr (get_taken (test, 1, 0), ==, "mine");
  g_assert_cmpstr (get_taken (test, 1, 1), ==, "one 1");
  g_assert_cmpstr (get_taken (test, 3, 0), ==, "mine");
  g_assert_cmpstr (get_taken (test, 3, 1), ==, "mine");
  g_assert_cmpstr (get_taken (test, 4, 1), ==, "one 2");
}

static void
test_given (void)
{
  static const char *const given[] = { "password=$5${x}", "tenant=acme", NULL };
  static const char *const unusable[] = { "no equals sign", NULL };
  static const char *const reserved[] = { "run=1", NULL };
  static const char yaml[] = "name: F\nvariables: [{ name: tenant, value: none }]\n"
                             "steps: [{ name: A, set: { a: \"${tenant} ${password}\" } }]\n";
  g_autoptr (WeirTestEngine) test = weir_test_engine_run (yaml, NULL, given);
  g_autofree char *refusal = weir_test_engine_refusal (yaml, unusable);
  g_autofree char *reserved_refusal = weir_test_engine_refusal (yaml, reserved);

  g_assert_cmpstr (get_taken (test, 0, 0), ==, "acme $5${x}");
  g_assert_cmpstr (refusal, ==, "“no equals sign” is not of the form NAME=VALUE.");
  g_assert_nonnull (strstr (reserved_refusal, "run"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/program/a step that cannot be carried out is named", test_step_is_named);
  g_test_add_func ("/engine/program/a variable without an end is named", test_variable_is_named);
  g_test_add_func ("/engine/program/two ways to one variable are no circle", test_diamond);
  g_test_add_func ("/engine/program/ten thousand variables may form one chain", test_long_chain);
  g_test_add_func ("/engine/program/a variable follows those it is made of", test_derived);
  g_test_add_func ("/engine/program/what a step sets wins over what the variables say", test_own_value);
  g_test_add_func ("/engine/program/variables given beside the document are taken literally", test_given);
  return g_test_run ();
}
