/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-language.c: whatever a person types or a server sends, the small languages answer
 */

#include "weir-fuzz.h"

#include "weir-comparison.h"
#include "weir-expression.h"
#include "weir-json-path.h"
#include "weir-json.h"
#include "weir-limits.h"
#include "weir-method.h"
#include "weir-regex.h"
#include "weir-scope.h"
#include "weir-template.h"
#include "weir-type.h"

#define MEGABYTE (1024 * 1024)

typedef struct
{
  GRand *random;
  WeirNames *names;
  WeirValue store[32];
  WeirScope scope;
} Fixture;

static const char *const pieces[] = {
  "$",
  "${",
  "}",
  "$$",
  "a",
  "user",
  "${a}",
  "$user",
  ".",
  "..",
  "[",
  "]",
  "[0]",
  "['k']",
  "*",
  "\"",
  "'",
  "\\",
  "\\u",
  "00e9",
  "d83d",
  "(",
  ")",
  ",",
  " ",
  "\n",
  "1",
  "0",
  "-",
  "+",
  "/",
  "%",
  "^",
  "=",
  "<",
  ">",
  "!",
  "!=",
  "and",
  "or",
  "xor",
  "not",
  "in",
  "if(",
  "abs(",
  "true",
  "null",
  "1e9",
  "9223372036854775807",
  "99999999999999999999999999",
  ".Length",
  ".Trim()",
  ".Substring(",
  "run",
  "?",
  ":",
  "#",
  "é",
  "\xff",
  "\xc3",
  "😀",
  "{",
  "&&",
  "||",
  "String.IsNullOrEmpty(",
  "[?(@.",
  "@",
  "[1:2]",
  "$urlEncode(value=",
  "$find(source=",
  "where=",
  "select=item.",
  "item",
  "$set(variable=v,value=",
  "as=int",
  "isGlobal=true",
  "$counter(",
  "$sum([",
  "$format(template={0},args=[",
  "$hash(value=",
  "$base64Decode(value=",
  "$readIf(",
  "condition=",
  "source=env,name=HOME",
  "$random(length=",
  "$randomNumber(min=",
  "$jwtSign(claims={}",
  "$jwtClaim(token=",
  "${table[1,0]}",
  "$table[0+1,0]",
  "${page/r/u}",
  "/r/u[2]",
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char json[] = "{\"k\":[1,{\"a\":\"x\"}]}";
  g_autoptr (JsonNode) node = weir_json_parse (json, strlen (json));
  WeirValue *value;
  char *reason = NULL;

  fixture->random = fuzz_random ();
  fixture->names = weir_names_new ();
  fixture->scope.store = fixture->store;
  fixture->scope.state = weir_method_state_new (NULL);
  weir_value_set_text (&fixture->store[weir_names_add (fixture->names, "a")], "user", -1);
  weir_value_set_json (&fixture->store[weir_names_add (fixture->names, "user")], node);
  weir_names_add_target (fixture->names, "v");
  value = &fixture->store[weir_names_add (fixture->names, "table")];
  weir_value_set_text (value, "u,p\n1,\"2\n", -1);
  g_assert_true (weir_type_convert (WEIR_TYPE_CSV, value, &reason));
  value = &fixture->store[weir_names_add (fixture->names, "page")];
  weir_value_set_text (value, "<r><u>1</u></r>", -1);
  g_assert_true (weir_type_convert (WEIR_TYPE_QUOTED_XML, value, &reason));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fixture->store); i++)
    weir_value_clear (&fixture->store[i]);
  weir_scope_clear (&fixture->scope);
  weir_method_state_free (fixture->scope.state);
  weir_names_unref (fixture->names);
  g_rand_free (fixture->random);
}

/* Pieces of the languages, or bytes of no meaning. */
static char *
make_text (GRand *random, const char *start)
{
  GString *text = g_string_new (start);
  int count = g_rand_int_range (random, 1, 24);
  gboolean bytes = g_rand_int_range (random, 0, 8) == 0;

  for (int i = 0; i < count; i++)
    if (bytes)
      g_string_append_c (text, (char) g_rand_int_range (random, 1, 256));
    else
      g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* Either a result or a message that names a column. */
static void
assert_answered (gboolean parsed, const GError *error, const char *text)
{
  if (parsed == (error != NULL) || (error && !strstr (error->message, "column ")))
    g_error ("“%s” is answered with “%s”", text, error ? error->message : "nothing");
}

static gboolean
try_template (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirTemplate) template = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  WeirUnfilled unfilled = { 0, NULL };

  template = weir_template_parse (text, fixture->names, &error);
  assert_answered (template != NULL, error, text);
  if (!template)
    return FALSE;
  if (!weir_template_fill (template, &fixture->scope, out, &unfilled))
    {
      g_assert_nonnull (unfilled.name);
      g_assert_true (unfilled.slot != WEIR_UNFILLED_METHOD || fixture->scope.failure);
    }
  return TRUE;
}

static void
test_templates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  guint rounds = 0, parsed = 0;

  for (; rounds % 64 != 0 || fuzz_goes_on (timer); rounds++)
    {
      g_autofree char *text = make_text (fixture->random, "");

      parsed += try_template (fixture, text);
    }
  g_test_message ("%u texts, %u of them parsed", rounds, parsed);
  g_assert_cmpuint (parsed, >, rounds / 100);
}

static void
test_paths (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  JsonNode *root = fixture->store[weir_names_find (fixture->names, "user", -1)].json;

  for (guint rounds = 0; rounds % 64 != 0 || fuzz_goes_on (timer); rounds++)
    {
      g_autofree char *text = make_text (fixture->random, "$");
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirJsonPath) path = weir_json_path_parse (text, &error);

      assert_answered (path != NULL, error, text);
      if (path)
        weir_json_path_first (path, root);
    }
}

static void
test_expressions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  guint rounds = 0, parsed = 0;

  for (; rounds % 64 != 0 || fuzz_goes_on (timer); rounds++)
    {
      g_autofree char *text = make_text (fixture->random, rounds % 2 ? "${a} = " : "");
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirExpression) expression = weir_expression_parse (text, fixture->names, &error);
      g_autofree char *warning = NULL;

      assert_answered (expression != NULL, error, text);
      if (expression)
        weir_expression_is_true (expression, &fixture->scope, &warning);
      parsed += expression != NULL;
    }
  g_assert_cmpuint (parsed, >, rounds / 1000);
}

static void
test_patterns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimer) timer = g_timer_new ();

  for (guint rounds = 0; rounds % 64 != 0 || fuzz_goes_on (timer); rounds++)
    {
      g_autofree char *text = make_text (fixture->random, "");
      g_autofree char *subject = make_text (fixture->random, "aaaa");
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirRegex) regex = weir_regex_new (text, &error);

      g_assert_true ((regex != NULL) == (error == NULL));
      if (regex)
        weir_regex_search (regex, subject, -1, NULL);
    }
}

static void
make_value (GRand *random, WeirValue *value)
{
  static const char *const texts[] = { "",      "1",     "1.0", " 7 ", "abc", "true",
                                       "FALSE", "1e400", "-0",  "NaN", "é" };
  static const char *const documents[] = { "[]", "{}", "[1,\"1\"]", "{\"a\":null}" };
  g_autoptr (JsonNode) node = NULL;
  const char *json;

  weir_value_clear (value);
  switch (g_rand_int_range (random, 0, 7))
    {
    case 0:
      break;
    case 1:
      weir_value_set_integer (value, (gint64) g_rand_int (random) << g_rand_int_range (random, 0, 32));
      break;
    case 2:
      weir_value_set_double (value, g_rand_double_range (random, -3, 3));
      break;
    case 3:
      weir_value_set_boolean (value, g_rand_boolean (random));
      break;
    case 4:
      value->type = WEIR_VALUE_NULL;
      break;
    case 5:
      json = documents[g_rand_int_range (random, 0, G_N_ELEMENTS (documents))];
      node = weir_json_parse (json, strlen (json));
      weir_value_set_json (value, node);
      break;
    default:
      weir_value_set_text (value, texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))], -1);
      break;
    }
}

/* Equality is the same both ways, and order the opposite, whatever the two are. */
static void
test_coercion (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimer) timer = g_timer_new ();

  for (guint rounds = 0; rounds % 64 != 0 || fuzz_goes_on (timer); rounds++)
    {
      g_auto (WeirValue) a = WEIR_VALUE_INIT;
      g_auto (WeirValue) b = WEIR_VALUE_INIT;
      gboolean one, other;
      int order;

      make_value (fixture->random, &a);
      make_value (fixture->random, &b);
      g_assert_cmpint (weir_value_equals (&a, &b, &one), ==, weir_value_equals (&b, &a, &other));
      g_assert_cmpint (one, ==, other);
      order = weir_value_order (&a, &b, &one);
      g_assert_cmpint (order, ==,
                       weir_value_order (&b, &a, &other) == WEIR_VALUE_UNORDERED
                           ? WEIR_VALUE_UNORDERED
                           : -weir_value_order (&b, &a, &other));
      g_assert_cmpint (one, ==, other);
    }
}

/* Ten megabytes of one thing over and over. */
static void
test_floods (Fixture *fixture, gconstpointer data)
{
  static const char *const units[] = { "${",
                                       "$",
                                       "$$",
                                       "$a",
                                       "${a}",
                                       "${a",
                                       "$user.k",
                                       "$random(",
                                       "${random(",
                                       "$urlEncode(value=",
                                       "$urlEncode(value=\"",
                                       "$sum([",
                                       "$user[",
                                       "${user[",
                                       "$find(source=$user,where=(",
                                       "${user/",
                                       "\\",
                                       "(",
                                       "\xff",
                                       "$table[0,0]" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *text = fuzz_repeat ("", units[i], 10 * MEGABYTE / strlen (units[i]), "");
      double begin = fuzz_begin ();
      g_autoptr (WeirNames) names = weir_names_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirExpression) expression = NULL;

      try_template (fixture, text);
      weir_method_collect_targets (text, names);
      expression = weir_expression_parse (text, fixture->names, &error);
      g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT);
      fuzz_assert_bounded (begin, units[i]);
    }
}

/* As much as a condition may hold, nested as deep as it goes. */
static void
test_nesting (Fixture *fixture, gconstpointer data)
{
  static const char *const units[][3] = {
    { "(", "1", ")" },
    { "-", "1", "" },
    { "not ", "true", "" },
    { "if(true,", "1", ",1)" },
    { "abs(", "1", ")" },
    { "1 in (", "1", ")" },
    { "1+", "1", "" },
    { "'a'", "", ".Trim()" },
    { "$readIf(source=env,name=HOME,condition=", "true", ")" },
    { "$find(source=[1],where=(((((((((((((((((((item=", "1", ")))))))))))))))))))" },
    { "${user[", "0", "]}" },
    { "${", "a", "}" },
    { "$urlEncode(value=", "a", ")" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    for (gsize depth = 1; depth * strlen (units[i][0]) < 60000; depth *= 3)
      {
        g_autofree char *open = fuzz_repeat ("", units[i][0], depth, units[i][1]);
        g_autofree char *text = fuzz_repeat (open, units[i][2], depth, "");
        double begin = fuzz_begin ();
        g_autoptr (GError) error = NULL;
        g_autoptr (WeirExpression) expression = weir_expression_parse (text, fixture->names, &error);
        g_autofree char *warning = NULL;

        if (expression)
          weir_expression_is_true (expression, &fixture->scope, &warning);
        try_template (fixture, text);
        fuzz_assert_bounded (begin, units[i][0]);
      }
}

static void
test_huge_numbers (Fixture *fixture, gconstpointer data)
{
  static const char *const frames[][2] = {
    { "$randomNumber(min=0,max=", ")" },
    { "$random(length=", ")" },
    { "$round(1.5,digits=", ")" },
    { "${user.k[", "]}" },
    { "${user.k[1+", "]}" },
    { "$set(variable=v,as=int,value=1+", ")" },
    { "${table[", ",0]}" },
    { "$counter(start=", ")" },
    { "$timestamp(offsetHours=", ")" },
    { "$pow(base=9,exponent=", ")" },
    { "$format(template=\"{", "}\",args=[1])" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    for (gsize digits = 1; digits < 200000; digits *= 7)
      {
        g_autofree char *text = fuzz_repeat (frames[i][0], "9", digits, frames[i][1]);
        g_autofree char *sum = fuzz_repeat ("1 < ", "9", MIN (digits, 60000), "");
        double begin = fuzz_begin ();
        g_autoptr (WeirExpression) expression = weir_expression_parse (sum, fixture->names, NULL);

        try_template (fixture, text);
        if (expression)
          weir_expression_is_true (expression, &fixture->scope, NULL);
        fuzz_assert_bounded (begin, frames[i][0]);
      }
}

/* Patterns that try every way there is. */
static void
test_catastrophic_patterns (Fixture *fixture, gconstpointer data)
{
  static const char *const patterns[] = {
    "(a+)+$", "(a|aa)+$",  "(a|a?)+$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]$", "(?:a?){5000}a{5000}$",
    "(a*)*b", "((a+)+)+$", "(?R)?a+b"
  };
  g_autofree char *subject = fuzz_repeat ("", "a", 100000, "!");

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      double begin = fuzz_begin ();
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirRegex) regex = weir_regex_new (patterns[i], &error);

      if (!regex)
        continue;
      g_free (weir_regex_extract (regex, subject, -1, &error));
      if (error)
        g_assert_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT);
      fuzz_assert_bounded (begin, patterns[i]);
    }
}

static void
test_hostile_bodies (Fixture *fixture, gconstpointer data)
{
  static const char *const units[][2] = {
    { "[", "]" },    { "{\"a\":", "}" }, { "\"\\ud800", "" }, { "1", "" },
    { "[[],", "]" }, { "\xff", "" },     { "-", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    for (gsize times = 100; times <= 1000000; times *= 100)
      {
        g_autofree char *open = fuzz_repeat ("", units[i][0], times, "");
        g_autofree char *text = fuzz_repeat (open, units[i][1], *units[i][1] ? times : 0, "");
        double begin = fuzz_begin ();
        g_autoptr (JsonNode) node = weir_json_parse (text, strlen (text));
        g_auto (WeirValue) value = WEIR_VALUE_INIT;

        if (node)
          weir_value_set_json (&value, node);
        g_free (weir_value_to_text (&value));
        fuzz_assert_bounded (begin, units[i][0]);
      }
}

/* Pieces of JSON in any order, some of them broken, in memory that ends where they end. */
static GString *
make_body (GRand *random)
{
  static const char *const parts[] = {
    "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"a\":", "1", "-0", "1.5e-3", "true", "false", "null", " ",
    "\n", "\\", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "\\u0000", "\303\244", "\303",
    "{\"a\":[1,{}]}", "[[],\"x\"]", "9223372036854775808", "\t", "\"\\n\"", "/", "'", "nul", "\357\273\277",
  };
  GString *text = g_string_new (g_rand_boolean (random) ? "[" : "{\"k\":");
  const char *end = *text->str == '[' ? "]" : "}";

  for (guint i = (guint) g_rand_int_range (random, 0, 9); i > 0; i--)
    {
      g_string_append (text, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      if (g_rand_boolean (random))
        g_string_append_c (text, ',');
    }
  if (g_rand_int_range (random, 0, 4) > 0)
    g_string_append (text, end);
  return text;
}

/* What is JSON is the same again when it has been written and read. */
static void
test_random_bodies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  guint n_read = 0;

  while (fuzz_goes_on (timer))
    {
      g_autoptr (GString) text = make_body (fixture->random);
      g_autofree char *exact = g_memdup2 (text->str, text->len);
      g_autoptr (JsonNode) node = weir_json_parse (exact, text->len);
      g_autoptr (GString) written = g_string_new (NULL);
      g_autoptr (JsonNode) again = NULL;

      if (!node)
        continue;
      n_read++;
      weir_json_append (node, written);
      again = weir_json_parse (written->str, written->len);
      if (!again || !weir_json_equal (node, again))
        g_error ("“%s” was read from “%s”", written->str, text->str);
    }
  g_assert_cmpuint (n_read, >, 0);
}

#define ADD(name, function) g_test_add ("/fuzz/language/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("templates are read and filled, or refused with a column", test_templates);
  ADD ("paths are read or refused with a column", test_paths);
  ADD ("conditions are read and decided, or refused with a column", test_expressions);
  ADD ("patterns are compiled or refused, and matching ends", test_patterns);
  ADD ("equality and order hold both ways", test_coercion);
  ADD ("ten megabytes of one thing", test_floods);
  ADD ("nesting as deep as it goes", test_nesting);
  ADD ("huge numbers", test_huge_numbers);
  ADD ("patterns that try every way end", test_catastrophic_patterns);
  ADD ("bodies that are hostile", test_hostile_bodies);
  ADD ("bodies are the same when they have been written and read", test_random_bodies);
  return g_test_run ();
}
