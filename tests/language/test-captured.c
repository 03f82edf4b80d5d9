/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-captured.c: a whole answer as a value, and texts in which what has no value stays as it is written
 */

#include "config.h"

#include <glib.h>

#include "weir-captured.h"
#include "weir-expression.h"
#include "weir-json.h"
#include "weir-scope.h"
#include "weir-template.h"
#include "weir-type.h"

typedef struct
{
  WeirNames *names;
  WeirValue store[32];
  WeirScope scope;
  GString *unresolved;
} Fixture;

static const char headers[] = "Content-Type\0text/plain\0X-A\0one\0x-a\0two\0Set-Cookie\0a=1, b\0Set-Cookie\0c=2";

static void
unresolved_cb (const char *name, gpointer data)
{
  Fixture *fixture = data;

  g_string_append_printf (fixture->unresolved, "%s;", name);
}

static void
capture (Fixture *fixture, const char *name, guint status, const char *text, WeirType type)
{
  g_auto (WeirValue) body = WEIR_VALUE_INIT;
  g_autoptr (WeirCaptured) captured = NULL;

  weir_value_set_text (&body, text, -1);
  g_assert_true (weir_type_convert (type, &body, NULL));
  captured = weir_captured_new (status, "Fine", headers, sizeof headers, &body);
  weir_value_set_captured (&fixture->store[weir_names_add (fixture->names, name)], captured);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->names = weir_names_new ();
  fixture->scope.store = fixture->store;
  fixture->scope.data = fixture;
  fixture->scope.state = weir_method_state_new (NULL);
  fixture->unresolved = g_string_new (NULL);
  capture (fixture, "L", 201, "{\"token\":\"t\",\"n\":null,\"StatusCode\":9,\"list\":[{\"id\":5}]}", WEIR_TYPE_JSON);
  capture (fixture, "Xml", 200, "<r><u>one</u><u>two</u></r>", WEIR_TYPE_XML);
  capture (fixture, "Csv", 200, "u,p\na,b\nc,d\n", WEIR_TYPE_CSV);
  capture (fixture, "None", 0, "", WEIR_TYPE_TEXT);
  weir_names_add (fixture->names, "unset");
  weir_value_set_text (&fixture->store[weir_names_add (fixture->names, "id")], "7", -1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fixture->store); i++)
    weir_value_clear (&fixture->store[i]);
  weir_method_state_free (fixture->scope.state);
  weir_scope_clear (&fixture->scope);
  weir_names_unref (fixture->names);
  g_string_free (fixture->unresolved, TRUE);
}

static void
assert_filled (Fixture *fixture, const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirTemplate) template = weir_template_parse (text, fixture->names, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_true (weir_template_fill (template, &fixture->scope, out, NULL));
  g_assert_cmpstr (out->str, ==, expected);
}

static void
assert_empty (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirTemplate) template = weir_template_parse (text, fixture->names, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_false (weir_template_fill (template, &fixture->scope, out, NULL));
}

static gboolean
holds (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirExpression) expression = weir_expression_parse (text, fixture->names, &error);
  g_autofree char *warning = NULL;
  gboolean result;

  g_assert_no_error (error);
  result = weir_expression_is_true (expression, &fixture->scope, &warning);
  g_assert_cmpstr (warning, ==, NULL);
  return result;
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  assert_filled (fixture, "${L.StatusCode} ${L.StatusReason}", "201 Fine");
  assert_filled (fixture, "${L.statuscode}", "201");
  assert_filled (fixture, "$L.StatusCode", "201");
  assert_filled (fixture, "${L.Body.token}|$L.Body.token|${L.Body.list[0].id}|${L.Body.list[2-2].id}", "t|t|5|5");
  assert_filled (fixture, "${L.Body.StatusCode}", "9");
  assert_filled (fixture, "${Xml.Body/r/u[2]}", "two");
  assert_filled (fixture, "${Csv.Body[1,0]} ${Csv.Body[0+1,1]}", "c d");
}

static void
test_body (Fixture *fixture, gconstpointer data)
{
  assert_filled (fixture, "${Csv}", "u,p\na,b\nc,d\n");
  assert_filled (fixture, "${Csv.Body}", "u,p\na,b\nc,d\n");
  assert_filled (fixture, "$length(source=${L.Body.list})", "1");
  assert_filled (fixture, "${None}", "");
}

static void
test_headers (Fixture *fixture, gconstpointer data)
{
  assert_filled (fixture, "${L.Headers.content-type}", "text/plain");
  assert_filled (fixture, "${L.Headers.Content_Type}", "text/plain");
  assert_filled (fixture, "${L.headers.X-A}", "one, two");
  assert_filled (fixture, "${L.Headers.X_A[1]}", "two");
  assert_filled (fixture, "${L.Headers.Set-Cookie[1]}", "c=2");
  assert_empty (fixture, "${L.Headers.Set-Cookie}");
  assert_empty (fixture, "${L.Headers.X-A[2]}");
  assert_empty (fixture, "${L.Headers.X-B}");
  assert_empty (fixture, "${L.Headers.X}");
}

/* C52, C53 */
static void
test_conditions (Fixture *fixture, gconstpointer data)
{
  g_assert_true (holds (fixture, "${L.StatusCode} = 201"));
  g_assert_true (holds (fixture, "${L.Body.token} = \"t\""));
  g_assert_true (holds (fixture, "${L.Body.absent} = \"\""));
  g_assert_true (holds (fixture, "${L.Body.n} = \"\""));
  g_assert_true (holds (fixture, "${None.Body.token} = \"\""));
  g_assert_true (holds (fixture, "${None.StatusCode} = 0"));
  g_assert_true (holds (fixture, "${L.Headers.X-B} = \"\""));
  g_assert_false (holds (fixture, "${L.Body.token} = \"\""));
}

/* A copy of the value is the same answer. */
static void
test_copies (Fixture *fixture, gconstpointer data)
{
  g_auto (WeirValue) copy = WEIR_VALUE_INIT;
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree char *text = NULL;

  weir_value_copy (&fixture->store[weir_names_find (fixture->names, "Xml", -1)], &copy);
  text = weir_value_to_text (&copy);
  weir_value_append_json (&copy, json);
  g_assert_cmpstr (text, ==, "<r><u>one</u><u>two</u></r>");
  g_assert_cmpstr (json->str, ==, "\"<r><u>one</u><u>two</u></r>\"");
}

/* C44 */
static void
test_unresolved (Fixture *fixture, gconstpointer data)
{
  fixture->scope.unresolved = unresolved_cb;
  weir_names_keep_unknown (fixture->names);
  assert_filled (fixture, "/x/${id}?q=$id", "/x/7?q=7");
  assert_filled (fixture, "$$5 $5 $ a$b ${nope} ", "$5 $5 $ a$b ${nope} ");
  g_assert_cmpstr (fixture->unresolved->str, ==, "b;nope;");
  g_string_truncate (fixture->unresolved, 0);
  assert_filled (fixture, "${unset}|$unset.a|${ unset.b }|${unset}", "${unset}|$unset.a|${ unset.b }|${unset}");
  g_assert_cmpstr (fixture->unresolved->str, ==, "unset;unset;unset.b;unset;");
  g_string_truncate (fixture->unresolved, 0);
  assert_filled (fixture, "$hash(value=${nope})", "$hash(value=${nope})");
  g_assert_cmpstr (fixture->unresolved->str, ==, "nope;");
}

/* A part that a value has not is empty. */
static void
test_missing (Fixture *fixture, gconstpointer data)
{
  fixture->scope.unresolved = unresolved_cb;
  assert_filled (fixture, "<${L.Body.absent}${L.Headers.X-B}${L.Body.n}>", "<>");
  weir_value_set_absent (&fixture->store[weir_names_find (fixture->names, "unset", -1)]);
  assert_filled (fixture, "<${unset}>", "<>");
  g_assert_cmpstr (fixture->unresolved->str, ==, "");
}

static void
test_unresolved_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) plain = weir_json_parse ("{\"a\":\"${nope}\"}", 15);
  g_autoptr (WeirTemplate) template = weir_template_parse_json (plain, fixture->names, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  fixture->scope.unresolved = unresolved_cb;
  g_assert_true (weir_template_fill (template, &fixture->scope, out, NULL));
  g_assert_cmpstr (out->str, ==, "{\"a\":\"${nope}\"}");
}

/* C55: in conditions it is no text, and nothing holds of it. */
static void
test_unresolved_condition (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirExpression) expression
      = weir_expression_parse ("not (\"${nope}\" = \"${nope}\")", fixture->names, NULL);
  g_autofree char *warning = NULL;

  fixture->scope.unresolved = unresolved_cb;
  g_assert_false (weir_expression_is_true (expression, &fixture->scope, &warning));
  g_assert_nonnull (warning);
}

static const WeirValue *
look_below_cb (guint slot, gpointer data)
{
  static const WeirValue five = { .type = WEIR_VALUE_INTEGER, .integer = 5 };
  Fixture *fixture = data;

  return (int) slot == weir_names_find (fixture->names, "unset", -1) ? &five : NULL;
}

static void
test_below (Fixture *fixture, gconstpointer data)
{
  fixture->scope.look_below = look_below_cb;
  assert_filled (fixture, "${unset} ${id}", "5 7");
}

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add ("/language/captured/" name, Fixture, NULL, set_up, function, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("status, body and their parts are found in an answer", test_parts);
  ADD ("an answer without a path is its body", test_body);
  ADD ("headers are found in any case, with underscores for dashes, and by index", test_headers);
  ADD ("C52 C53 conditions look into an answer", test_conditions);
  ADD ("a copy is the same answer", test_copies);
  ADD ("C44 what has no value stays as it is written, and is told", test_unresolved);
  ADD ("what a value has nothing of is empty", test_missing);
  ADD ("JSON with what has no value stays JSON", test_unresolved_json);
  ADD ("C55 a condition with an unknown name is false", test_unresolved_condition);
  ADD ("what lies between the store and the globals is looked at", test_below);
  return g_test_run ();
}
