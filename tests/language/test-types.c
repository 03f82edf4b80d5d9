/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-types.c: variables with types: what they are in text, what their parts are, what does not fit
 */

#include "weir-methods-fixture.h"

#include "weir-csv.h"
#include "weir-expression.h"
#include "weir-type.h"

typedef struct
{
  const char *name;
  const char *value;
  WeirType type;
  const char *regex;
} Definition;

static void
define (Fixture *fixture, const Definition *definitions, gsize n)
{
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    weir_names_add (fixture->names, definitions[i].name);
  fixture->scope.globals = weir_globals_new (fixture->names);
  for (gsize i = 0; i < n; i++)
    {
      int slot = weir_names_find (fixture->names, definitions[i].name, -1);

      weir_globals_define (fixture->scope.globals, (guint) slot, definitions[i].value, definitions[i].type,
                           definitions[i].regex, &error);
      g_assert_no_error (error);
    }
  weir_globals_seal (fixture->scope.globals, &error);
  g_assert_no_error (error);
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  static const Definition definitions[] = {
    { "v", "{\"a\":[{\"b\":true},{\"b\":\"2024-01-02T03:04:05Z\"}],\"o\":{\"k\":1},\"n\":2.50}",
      WEIR_TYPE_JSON },
    { "c", "u,p\r\nada,\"x, \"\"y\"\"\"\r\nbob,z\r\n", WEIR_TYPE_CSV },
    { "x", "<r><u>1</u><u>a &amp; b</u></r>", WEIR_TYPE_XML },
    { "d", "order 66 of 7", WEIR_TYPE_UNTYPED, "[0-9]+" },
    { "i", "7", WEIR_TYPE_INTEGER },
    { "f", "2.50", WEIR_TYPE_NUMBER },
    { "t", "TRUE", WEIR_TYPE_BOOLEAN },
    { "q", "say \"hi\" \\", WEIR_TYPE_QUOTED_TEXT },
    { "qj", "{\"k\":[1],\"s\":\"a\"}", WEIR_TYPE_QUOTED_JSON },
    { "qc", "u\nada", WEIR_TYPE_QUOTED_CSV },
    { "one", "1", WEIR_TYPE_UNTYPED },
  };
  static const Row rows[] = {
    { "${v.a[0].b} ${v.a[0+1].b} ${v.o}", "true 2024-01-02T03:04:05Z {\"k\":1}" },
    { "$v.a[1].b $v.a[$one].b ${v.a[$one - 1].b}", "2024-01-02T03:04:05Z 2024-01-02T03:04:05Z true" },
    { "${v.a[?@.b == true].b} ${v['o'].k} ${v..k}", "true 1 1" },
    { "${c[1,0]} ${c[0,1]} ${c[2-1, 0]} $c[0,0]", "bob x, \"y\" bob ada" },
    { "${x/r/u[2]} ${ x/r/u[1] } ${x/r/u[last()]}", "a & b 1 a & b" },
    { "$x/r", "<r><u>1</u><u>a &amp; b</u></r>/r" },
    { "${d} ${i} ${f} ${t}", "66 7 2.5 true" },
    { "${q}", "\"say \\\"hi\\\" \\\\\"" },
    { "${qj} ${qj.s} ${qj.k}", "\"{\\\"k\\\":[1],\\\"s\\\":\\\"a\\\"}\" \"a\" \"[1]\"" },
    { "${qc[0,0]}", "\"ada\"" },
    { "$urlEncode(value=$q)", "say%20%22hi%22%20%5C" },
  };
  static const char *const conditions[] = {
    "${q} = 'say \"hi\" \\\\'",
    "${qj.s} = \"a\"",
    "${c[9,9]} = \"\"",
    "${x/r/nope} = null",
    "${v.zz} = \"\"",
    "${x/r/u[1]} = 1",
    "${i} + 1 = 8",
    "${t}",
    "${f} = 2.5",
    "${one.part} = \"\"",
    "${v.a[$length(${v.a})-1].b}.Length = 20",
  };

  define (fixture, definitions, G_N_ELEMENTS (definitions));
  ASSERT_ROWS (fixture, rows);
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree char *warning = NULL;
      g_autoptr (WeirExpression) expression = weir_expression_parse (conditions[i], fixture->names, NULL);

      if (!weir_expression_is_true (expression, &fixture->scope, &warning))
        g_error ("%s is not true: %s", conditions[i], warning);
    }
  g_assert_nonnull (strstr (fixture->warnings->str, "one has no parts"));
}

static void
test_misfits (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *value;
    WeirType type;
    const char *reason;
  } rows[] = {
    { "{a}", WEIR_TYPE_JSON, "“{a}” is not JSON." },
    { "<a>", WEIR_TYPE_XML, "“<a>” is not XML." },
    { "7.5", WEIR_TYPE_INTEGER, "“7.5” is not a whole number of 64 bits." },
    { "seven", WEIR_TYPE_INTEGER, "“seven” is not a whole number." },
    { "", WEIR_TYPE_NUMBER, "“” is not a number." },
    { "yes", WEIR_TYPE_BOOLEAN, "“yes” is not true or false." },
  };
  WeirType type;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (WeirValue) value = WEIR_VALUE_INIT;
      g_autofree char *reason = NULL;

      weir_value_set_text (&value, rows[i].value, -1);
      g_assert_false (weir_type_convert (rows[i].type, &value, &reason));
      g_assert_cmpstr (reason, ==, rows[i].reason);
      g_assert_cmpstr (value.text, ==, rows[i].value);
    }
  g_assert_true (weir_type_parse ("QJson", &type, NULL));
  g_assert_cmpint (type, ==, WEIR_TYPE_QUOTED_JSON);
  g_assert_false (weir_type_parse ("booleen", &type, &error));
  g_assert_nonnull (strstr (error->message, "did you mean “boolean”?"));
}

static void
test_no_match (Fixture *fixture, gconstpointer data)
{
  static const Definition definitions[] = { { "d", "none", WEIR_TYPE_UNTYPED, "[0-9]+" },
                                            { "n", "${d}x", WEIR_TYPE_INTEGER } };

  define (fixture, definitions, G_N_ELEMENTS (definitions));
  assert_filled (fixture, "<${d}>", "<>");
  g_assert_nonnull (strstr (fixture->warnings->str, "The regex of the variable d matches nowhere"));
  g_assert_null (fill (fixture, "${n}"));
  g_assert_nonnull (
      strstr (fixture->warnings->str, "The variable n has no value: “x” is not a whole number."));
}

static void
test_circle (Fixture *fixture, gconstpointer data)
{
  guint a = weir_names_add (fixture->names, "a");
  guint b = weir_names_add (fixture->names, "b");
  g_autoptr (WeirGlobals) globals = weir_globals_new (fixture->names);
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_globals_define (globals, a, "$urlEncode(value=${b})", WEIR_TYPE_UNTYPED, NULL, NULL));
  g_assert_true (weir_globals_define (globals, b, "$readIf(condition=${a} = 1,source=env,name=X)",
                                      WEIR_TYPE_UNTYPED, NULL, NULL));
  g_assert_false (weir_globals_seal (globals, &error));
  g_assert_nonnull (strstr (error->message, "depends on itself"));
}

/* What is only known when it is looked up may be a circle too: it ends without a value. */
static void
test_dynamic_circle (Fixture *fixture, gconstpointer data)
{
  static const Definition definitions[] = { { "a", "${${name}}", WEIR_TYPE_UNTYPED },
                                            { "name", "a", WEIR_TYPE_UNTYPED },
                                            { "r", "$read(source=variable,name=name)", WEIR_TYPE_UNTYPED } };

  define (fixture, definitions, G_N_ELEMENTS (definitions));
  g_assert_null (fill (fixture, "${a}"));
  assert_filled (fixture, "${r}", "a");
}

static void
test_global (Fixture *fixture, gconstpointer data)
{
  static const Definition definitions[] = { { "g", "before", WEIR_TYPE_UNTYPED },
                                            { "made", "<${g}>", WEIR_TYPE_UNTYPED } };
  WeirValue store[64] = { WEIR_VALUE_INIT };
  WeirScope other = { .store = store, .state = fixture->scope.state };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (WeirTemplate) template = NULL;

  weir_names_add_target (fixture->names, "g");
  define (fixture, definitions, G_N_ELEMENTS (definitions));
  other.globals = fixture->scope.globals;
  assert_filled (fixture, "${made}", "<before>");
  assert_filled (fixture, "$set(variable=g,value=after,isGlobal=true) ${made}", "after <after>");
  template = weir_template_parse ("${g} ${made}", fixture->names, NULL);
  g_assert_true (weir_template_fill (template, &other, out, NULL));
  g_assert_cmpstr (out->str, ==, "after <after>");
  assert_filled (fixture, "$set(variable=g,value=mine)${g}", "minemine");
}

static void
test_csv (void)
{
  /* RFC 4180 §2, and what is between its lines. */
  static const char text[] = "\xef\xbb\xbf"
                             "a,b\r\n\"x\"\"1\",\"y\r\nz\"\n\n,\r\nlast,";
  static const struct
  {
    WeirCsvResult result;
    const char *cell;
  } expected[] = {
    { WEIR_CSV_CELL, "a" },           { WEIR_CSV_LAST_CELL, "b" }, { WEIR_CSV_CELL, "x\"1" },
    { WEIR_CSV_LAST_CELL, "y\r\nz" }, { WEIR_CSV_CELL, "" },       { WEIR_CSV_LAST_CELL, "" },
    { WEIR_CSV_CELL, "last" },        { WEIR_CSV_LAST_CELL, "" },  { WEIR_CSV_END, "" },
  };
  WeirCsvReader reader = weir_csv_reader (text);
  WeirCsvReader open = weir_csv_reader ("\"open");
  g_autoptr (GString) cell = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpint (weir_csv_next (&reader, cell), ==, expected[i].result);
      g_assert_cmpstr (cell->str, ==, expected[i].cell);
    }
  g_assert_cmpint (weir_csv_next (&open, cell), ==, WEIR_CSV_UNCLOSED);
  g_assert_null (weir_csv_find (text, 5, 0));
}

#define ADD(name, function) g_test_add ("/language/types/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("paths go into JSON, XML and CSV, and quoted types keep their quotes", test_parts);
  ADD ("what does not fit a type says so", test_misfits);
  ADD ("a regex without a match gives nothing and a warning", test_no_match);
  ADD ("a circle through calls and conditions is found", test_circle);
  ADD ("a circle that shows when it is looked up ends", test_dynamic_circle);
  ADD ("a global value is everybody's, a client's own goes above it", test_global);
  g_test_add_func ("/language/types/cells follow RFC 4180", test_csv);
  return g_test_run ();
}
