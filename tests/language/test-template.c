/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-template.c: text with placeholders
 */

#include "config.h"

#include <glib.h>

#include "weir-json.h"
#include "weir-scope.h"
#include "weir-template.h"

typedef struct
{
  WeirNames *names;
  WeirValue store[32];
  WeirScope scope;
} Fixture;

static void
set_json (Fixture *fixture, const char *name, const char *json)
{
  g_autoptr (JsonNode) node = weir_json_parse (json, strlen (json));

  g_assert_nonnull (node);
  weir_value_set_json (&fixture->store[weir_names_add (fixture->names, name)], node);
}

static void
set_text (Fixture *fixture, const char *name, const char *text)
{
  weir_value_set_text (&fixture->store[weir_names_add (fixture->names, name)], text, -1);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->names = weir_names_new ();
  fixture->scope.store = fixture->store;
  set_text (fixture, "host", "h");
  set_text (fixture, "my", "1");
  set_text (fixture, "my_var", "2");
  set_text (fixture, "id", "7");
  set_text (fixture, "sel", "host");
  set_text (fixture, "dollar", "${id} $id $$");
  set_text (fixture, "quoted", "say \"hi\"\n");
  set_json (fixture, "user",
            "{\"name\":\"Ada\",\"age\":36,\"tags\":[\"x\",\"y\"],\"a}b\":\"brace\",\"none\":null}");
  set_json (fixture, "list", "[{\"id\":10},{\"id\":11}]");
  weir_names_add (fixture->names, "absent");
  weir_value_set_integer (&fixture->store[WEIR_SLOT_RUN_ITERATION], 3);
  weir_value_set_integer (&fixture->store[WEIR_SLOT_STATUS], 404);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fixture->store); i++)
    weir_value_clear (&fixture->store[i]);
  weir_names_unref (fixture->names);
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
test_names (Fixture *fixture, gconstpointer data)
{
  assert_filled (fixture, "$host/p Hi $host. $my_var $my-x ${my_var} $mya", "h/p Hi h. 2 1-x 2 $mya");
  assert_filled (fixture, "/x/${id}?q=$id", "/x/7?q=7");
  assert_filled (fixture, "${ id }${id}\t${\tid\n}", "77\t7");
  assert_filled (fixture, "$my_vary $my_ $hosté $host", "1_vary 1_ $hosté h");
  assert_filled (fixture, "$id$id", "77");
}

static void
test_plain (Fixture *fixture, gconstpointer data)
{
  static const char *const rows[][2] = {
    { "", "" },
    { "no dollar", "no dollar" },
    { "$$5 $5 $ a$b $(x) {} }", "$5 $5 $ a$b $(x) {} }" },
    { "query($status: Int) { a(n: $nope) }", "query($status: Int) { a(n: $nope) }" },
    { "$$each( $${x} $", "$each( ${x} $" },
    { "$5(1) é$é", "$5(1) é$é" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WeirTemplate) template = weir_template_parse (rows[i][0], fixture->names, NULL);

      g_assert_nonnull (template);
      g_assert_cmpstr (weir_template_get_plain (template), ==, rows[i][1]);
      assert_filled (fixture, rows[i][0], rows[i][1]);
    }
}

static void
test_not_plain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTemplate) template = weir_template_parse ("a ${id}", fixture->names, NULL);

  g_assert_null (weir_template_get_plain (template));
}

static void
test_not_again (Fixture *fixture, gconstpointer data)
{
  assert_filled (fixture, "<${dollar}>$dollar", "<${id} $id $$>${id} $id $$");
}

static void
test_paths (Fixture *fixture, gconstpointer data)
{
  assert_filled (fixture, "${user.name} ${user.age} ${user.tags[-1]}", "Ada 36 y");
  assert_filled (fixture, "${user.tags} ${ user['name'] } ${user[\"a}b\"]}", "[\"x\",\"y\"] Ada brace");
  assert_filled (fixture, "${list[0].id} ${list[0+1].id} ${list[2*3-5].id} ${list..id}", "10 11 11 10");
  assert_filled (fixture, "<${user.none}>", "<>");
  assert_filled (fixture, "$user.name. $list[1].id, $host.name $id[0]", "Ada. 11, h.name 7[0]");
  assert_filled (fixture, "${run.iteration} ${status}", "3 404");
}

static void
test_nested (Fixture *fixture, gconstpointer data)
{
  assert_filled (fixture, "${${sel}} ${my_${suffix}}", "h 2");
  assert_filled (fixture, "${list[${index}].id} ${list[${index} - 1].id} ${user.${field}}", "11 10 Ada");
}

static void
set_up_nested (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  set_text (fixture, "suffix", "var");
  set_text (fixture, "index", "1");
  set_text (fixture, "field", "name");
}

static void
assert_unfilled (Fixture *fixture, const char *text, int slot, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirTemplate) template = weir_template_parse (text, fixture->names, &error);
  g_autoptr (GString) out = g_string_new (NULL);
  WeirUnfilled unfilled = { -2, NULL };

  g_assert_no_error (error);
  g_assert_false (weir_template_fill (template, &fixture->scope, out, &unfilled));
  g_assert_cmpint (unfilled.slot, ==, slot);
  g_assert_cmpstr (unfilled.name, ==, name);
}

static void
test_unfilled (Fixture *fixture, gconstpointer data)
{
  int absent = weir_names_find (fixture->names, "absent", -1);
  int user = weir_names_find (fixture->names, "user", -1);
  int host = weir_names_find (fixture->names, "host", -1);

  assert_unfilled (fixture, "a ${absent} b", absent, "absent");
  assert_unfilled (fixture, "a $absent b", absent, "absent");
  assert_unfilled (fixture, "${nope}", -1, "nope");
  assert_unfilled (fixture, "${user.zz}", user, "user.zz");
  assert_unfilled (fixture, "${host.name}", host, "host.name");
  assert_unfilled (fixture, "${run.nope}", -1, "run.nope");
  assert_unfilled (fixture, "${x${sel}}", -1, "x${sel}");
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  static const char *const rows[][2] = {
    { "ab ${id", "column 4: “${” has no matching “}”" },
    { "é${", "column 2: “${” has no matching" },
    { "${a${b}", "column 1: “${” has no matching" },
    { "${}", "column 3: Here the name of a variable is expected" },
    { "${id x}", "column 6: Here “}” is expected" },
    { "${user.tags[?@.x=1]}", "column 17: “=” is no operator" },
    { "${user.tags[0:1:1:1]}", "column 18: The bracket is not closed" },
    { "x $nosuch(1)", "column 3: There is no method “nosuch”; write “$$nosuch(”" },
    { "x $guidd(1)", "column 3: There is no method “guidd”; did you mean “guid”? Write “$$guidd(”" },
    { "${nosuch()}", "column 1: There is no method “nosuch”" },
    { "${user.first-name}", "column 13: A name with “-” in it needs brackets and quotes: ['first-name']" },
    { "one\ntwo ${", "line 2, column 5: “${”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_template_parse (rows[i][0], fixture->names, &error));
      g_assert_nonnull (error);
      if (!g_str_has_prefix (error->message, rows[i][1]))
        g_error ("“%s” gives “%s” instead of “%s”", rows[i][0], error->message, rows[i][1]);
    }
}

static void
test_depth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (WeirTemplate) ten = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 10; i++)
    g_string_append (text, "${");
  g_string_append (text, "id");
  for (int i = 0; i < 10; i++)
    g_string_append (text, "}");
  ten = weir_template_parse (text->str, fixture->names, &error);
  g_assert_no_error (error);
  g_string_prepend (text, "${");
  g_string_append (text, "}");
  g_assert_null (weir_template_parse (text->str, fixture->names, &error));
  g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT);
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  static const char source[] = "{\"z\":\"${user}\",\"a\":[1,2.0,0.1,true,null,\"<${quoted}>\",\"${quoted}\"],"
                               "\"n\":\"${user.age}\",\"${k}\":\"$$\\n$id\",\"e\":\"\"}";
  g_autoptr (JsonNode) node = weir_json_parse (source, strlen (source));
  g_autoptr (WeirTemplate) template = weir_template_parse_json (node, fixture->names, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_nonnull (template);
  g_assert_true (weir_template_fill (template, &fixture->scope, out, NULL));
  g_assert_cmpstr (
      out->str, ==,
      "{\"z\":{\"name\":\"Ada\",\"age\":36,\"tags\":[\"x\",\"y\"],\"a}b\":\"brace\",\"none\":null},"
      "\"a\":[1,2.0,0.1,true,null,\"<say \\\"hi\\\"\\n>\",\"say \\\"hi\\\"\\n\"],"
      "\"n\":36,\"${k}\":\"$\\n7\",\"e\":\"\"}");
}

static void
collect_cb (int slot, const char *name, gpointer data)
{
  g_string_append_printf (data, "%s%s ", name, slot < 0 ? "?" : "");
}

static void
test_foreach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTemplate) template = weir_template_parse (
      "$id ${host} $nope ${nope} ${user.name} ${x${sel}} ${list[${my}].id} ${run.vu}", fixture->names, NULL);
  g_autoptr (GString) seen = g_string_new (NULL);

  weir_template_foreach (template, collect_cb, seen);
  g_assert_cmpstr (seen->str, ==, "id host nope? user sel list my run.vu ");
}

#define ADD(name, function)                                                                                  \
  g_test_add ("/language/template/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("bare names take the longest known name", test_names);
  ADD ("a text without placeholders is plain", test_plain);
  ADD ("a text with placeholders is not plain", test_not_plain);
  ADD ("what was filled in is not looked at again", test_not_again);
  ADD ("paths go into JSON values", test_paths);
  g_test_add ("/language/template/names and paths are put together from other values", Fixture, NULL,
              set_up_nested, test_nested, tear_down);
  ADD ("what has no value is named", test_unfilled);
  ADD ("a fault is told with its column and the cure", test_errors);
  ADD ("placeholders nest ten deep and no deeper", test_depth);
  ADD ("JSON is filled with escaped text and whole values", test_json);
  ADD ("each placeholder is listed", test_foreach);
  return g_test_run ();
}
