/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-template-spans.c: where placeholders are in a text, also in one that is half typed
 */

#include "config.h"

#include "weir-method.h"
#include "weir-template-spans.h"

/* "0-7 token; 9-12!": places, names in the order found, "()" of a call, "!" of a broken one. */
static void
assert_spans (const char *text, const char *expected)
{
  g_autoptr (WeirNames) names = weir_names_new ();
  g_autoptr (GPtrArray) spans = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  weir_names_add (names, "token");
  spans = weir_template_find_spans (text, names);
  for (guint i = 0; i < spans->len; i++)
    {
      const WeirTemplateSpan *span = g_ptr_array_index (spans, i);

      g_string_append_printf (found, "%s%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, i > 0 ? "; " : "", span->start,
                              span->end);
      g_string_append (found, span->is_call ? "()" : "");
      g_string_append (found, span->is_broken ? "!" : "");
      for (guint j = 0; j < span->names->len; j++)
        g_string_append_printf (found, " %s", (const char *) g_ptr_array_index (span->names, j));
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_places (void)
{
  assert_spans ("", "");
  assert_spans ("plain $5 $$ $$token $", "");
  assert_spans ("${token}", "0-8 token");
  assert_spans ("a ${token} b ${itemId}", "2-10 token; 13-22 itemId");
  assert_spans ("ä ${token}", "3-11 token");
  assert_spans ("$token!", "0-6 token");
  assert_spans ("$(x) $nothing", "");
  assert_spans ("${ token }", "0-10 token");
  assert_spans ("${token.id[${itemId}]}", "0-22 token itemId");
}

static void
test_calls (void)
{
  assert_spans ("${uuid()}", "0-9()");
  assert_spans ("$base64Encode(value=${token})", "0-29() token");
}

static void
test_broken (void)
{
  assert_spans ("a ${tok", "2-7!");
  assert_spans ("${token} ${nomethod()} c", "0-8 token; 9-24()!");
}

static void
test_typed (void)
{
  g_assert_cmpint (weir_template_find_typed_name ("${", 2), ==, 2);
  g_assert_cmpint (weir_template_find_typed_name ("a ${tok", 7), ==, 4);
  g_assert_cmpint (weir_template_find_typed_name ("a ${run.it}", 10), ==, 4);
  g_assert_cmpint (weir_template_find_typed_name ("a ${tok}", 8), ==, -1);
  g_assert_cmpint (weir_template_find_typed_name ("token", 5), ==, -1);
  g_assert_cmpint (weir_template_find_typed_name ("{", 1), ==, -1);
  g_assert_cmpint (weir_template_find_typed_name ("", 0), ==, -1);
}

static void
test_describe (void)
{
  g_autofree char *number = weir_method_describe ("randomnumber");
  g_autofree char *unknown = weir_method_describe ("nothing");

  g_assert_cmpstr (number, ==, "randomNumber(min=1, max=100)");
  g_assert_null (unknown);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/spans/placeholders are found with their places in bytes", test_places);
  g_test_add_func ("/language/spans/a call has the names of its arguments", test_calls);
  g_test_add_func ("/language/spans/a mistake reaches to the end of the text", test_broken);
  g_test_add_func ("/language/spans/a name is being typed behind an opened brace", test_typed);
  g_test_add_func ("/language/spans/a method is described with its parameters", test_describe);
  return g_test_run ();
}
