/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-random-input.c: whatever a person types, the parsers answer
 */

#include "config.h"

#include <glib.h>

#include "weir-expression.h"
#include "weir-json-path.h"
#include "weir-json.h"
#include "weir-template.h"

#define ROUNDS 60000

typedef struct
{
  GRand *random;
  WeirNames *names;
  WeirValue store[16];
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
  "?@",
  "[?",
  "@",
  "length(",
  "match(@,",
  "count(@..*",
  "::-1",
  "==",
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char json[] = "{\"k\":[1,{\"a\":\"x\"}]}";
  g_autoptr (JsonNode) node = weir_json_parse (json, strlen (json));

  g_assert_nonnull (node);
  fixture->random = g_rand_new_with_seed (20240229);
  fixture->names = weir_names_new ();
  fixture->scope.store = fixture->store;
  weir_value_set_text (&fixture->store[weir_names_add (fixture->names, "a")], "user", -1);
  weir_value_set_json (&fixture->store[weir_names_add (fixture->names, "user")], node);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fixture->store); i++)
    weir_value_clear (&fixture->store[i]);
  weir_names_unref (fixture->names);
  g_rand_free (fixture->random);
}

static char *
make_text (GRand *random, const char *start)
{
  GString *text = g_string_new (start);
  int count = g_rand_int_range (random, 1, 16);

  for (int i = 0; i < count; i++)
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

static void
test_templates (Fixture *fixture, gconstpointer data)
{
  guint parsed = 0;

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *text = make_text (fixture->random, "");
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirTemplate) template = weir_template_parse (text, fixture->names, &error);
      g_autoptr (GString) out = g_string_new (NULL);
      WeirUnfilled unfilled;

      assert_answered (template != NULL, error, text);
      if (template)
        weir_template_fill (template, &fixture->scope, out, &unfilled);
      parsed += template != NULL;
    }
  g_assert_cmpuint (parsed, >, ROUNDS / 100);
}

static void
test_paths (Fixture *fixture, gconstpointer data)
{
  guint parsed = 0;

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *text = make_text (fixture->random, "$");
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirJsonPath) path = weir_json_path_parse (text, &error);

      assert_answered (path != NULL, error, text);
      if (path)
        g_ptr_array_unref (weir_json_path_all (path, fixture->store[WEIR_N_RESERVED_SLOTS + 1].json, NULL));
      parsed += path != NULL;
    }
  g_assert_cmpuint (parsed, >, ROUNDS / 1000);
}

static void
test_expressions (Fixture *fixture, gconstpointer data)
{
  guint parsed = 0;

  for (int i = 0; i < ROUNDS * 2; i++)
    {
      g_autofree char *text = make_text (fixture->random, i % 2 ? "${a} = " : "");
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirExpression) expression = weir_expression_parse (text, fixture->names, &error);
      g_autofree char *warning = NULL;

      assert_answered (expression != NULL, error, text);
      if (expression)
        weir_expression_is_true (expression, &fixture->scope, &warning);
      parsed += expression != NULL;
    }
  g_assert_cmpuint (parsed, >, ROUNDS / 1000);
}

#define ADD(name, function)                                                                                  \
  g_test_add ("/language/random-input/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("templates are read or refused with a column", test_templates);
  ADD ("paths are read or refused with a column", test_paths);
  ADD ("conditions are read or refused with a column", test_expressions);
  return g_test_run ();
}
