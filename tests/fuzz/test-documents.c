/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-documents.c: whatever a file contains, it is a flow or its problems are told
 */

#include "weir-fuzz.h"

#include "weir-flow-format.h"
#include "weir-plan-format.h"

#define MEGABYTE (1024 * 1024)

static const char *const pieces[] = {
  "name: ",
  "steps:\n",
  "- ",
  "  ",
  "\n",
  "{",
  "}",
  "[",
  "]",
  ",",
  ": ",
  "\"",
  "'",
  "|\n",
  ">\n",
  "&a ",
  "*a",
  "<<: ",
  "#",
  "!!binary ",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "\t",
  "\r\n",
  "httpRequest: ",
  "url: ",
  "${",
  "}",
  "$random(",
  "assert:\n",
  "extract:\n",
  "set: ",
  "wait: ",
  "skipIf: ",
  "1 = ",
  "variables:\n",
  "value: ",
  "99999999999999999999",
  "1e999",
  "~",
  "null",
  "true",
  "\xff",
  "\xef\xbb\xbf",
  "\xc2\x85",
  "é",
  "😀",
  "\\u0000",
};

static char *
read_example (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("WEIR_EXAMPLES"), name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* A flow, or at least one error; and what was written out of a flow is a flow again. */
static void
assert_told (const char *text, gsize length, gboolean is_json)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (text, length, is_json, problems);
  g_autoptr (GPtrArray) problems_again = weir_problems_new ();
  g_autoptr (WeirFlow) again = NULL;
  g_autofree char *yaml = NULL;

  if (!flow)
    {
      g_assert_cmpuint (weir_problems_count_errors (problems), >, 0);
      return;
    }
  yaml = weir_flow_to_yaml (flow);
  again = weir_flow_parse (yaml, strlen (yaml), FALSE, problems_again);
  g_assert_nonnull (again);
}

/* A plan, or at least one error, however it is read. */
static void
assert_plan_told (const char *text, gsize length, gboolean is_lenient)
{
  const WeirPlanOptions options = { .is_lenient = is_lenient };
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) plan = weir_plan_parse (text, length, FALSE, NULL, &options, problems);

  g_assert_true (plan != NULL || weir_problems_count_errors (problems) > 0);
}

/* Bytes changed, pieces put in, stretches doubled or left out. */
static void
mutate (GRand *random, GString *text)
{
  int changes = g_rand_int_range (random, 1, 8);

  for (int i = 0; i < changes && text->len > 0; i++)
    {
      gssize at = g_rand_int_range (random, 0, (gint32) text->len);
      gssize length = g_rand_int_range (random, 1, (gint32) MIN (40, (gssize) text->len - at) + 1);
      g_autofree char *stretch = g_strndup (text->str + at, (gsize) length);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          text->str[at] = (char) g_rand_int_range (random, 0, 256);
          break;
        case 1:
          g_string_erase (text, at, length);
          break;
        case 2:
          g_string_insert (text, g_rand_int_range (random, 0, (gint32) text->len), stretch);
          break;
        default:
          g_string_insert (text, at, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
          break;
        }
    }
}

static void
mutate_for_a_while (const char *original, gboolean is_json)
{
  g_autoptr (GRand) random = fuzz_random ();
  g_autoptr (GTimer) timer = g_timer_new ();
  guint rounds = 0;

  for (; rounds % 8 != 0 || fuzz_goes_on (timer); rounds++)
    {
      g_autoptr (GString) text = g_string_new (original);

      mutate (random, text);
      assert_told (text->str, text->len, is_json);
    }
  g_test_message ("%u documents", rounds);
}

static void
test_yaml (void)
{
  g_autofree char *shop = read_example ("shop.flow.yaml");

  mutate_for_a_while (shop, FALSE);
}

static void
test_plan (void)
{
  g_autofree char *plan = read_example ("shop.plan.yaml");
  g_autoptr (GRand) random = fuzz_random ();
  g_autoptr (GTimer) timer = g_timer_new ();

  for (guint rounds = 0; rounds % 8 != 0 || fuzz_goes_on (timer); rounds++)
    {
      g_autoptr (GString) text = g_string_new (plan);

      mutate (random, text);
      assert_plan_told (text->str, text->len, rounds % 2 == 0);
    }
}

static void
test_json (void)
{
  mutate_for_a_while (
      "{\"name\":\"F\",\"variables\":[{\"name\":\"a\",\"value\":\"$guid()\"}],\"run\":{\"iterations\":2},"
      "\"steps\":[{\"name\":\"A\",\"skipIf\":\"${a} = \\\"\\\"\",\"httpRequest\":{\"url\":\"http://h/\","
      "\"method\":\"POST\",\"headers\":{\"X\":\"\\ud83d\\ude00\"},\"payload\":{\"json\":{\"a\":[1,2.5,null]}}"
      "},"
      "\"extract\":[{\"name\":\"b\",\"from\":\"body\",\"path\":\"$.a\"}],"
      "\"assert\":[{\"from\":\"status\",\"is\":\"<\",\"value\":400}]}]}",
      TRUE);
}

/* No document at all: pieces in any order. */
static void
test_pieces (void)
{
  g_autoptr (GRand) random = fuzz_random ();
  g_autoptr (GTimer) timer = g_timer_new ();

  for (guint rounds = 0; rounds % 8 != 0 || fuzz_goes_on (timer); rounds++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int count = g_rand_int_range (random, 1, 60);

      for (int i = 0; i < count; i++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      assert_told (text->str, text->len, rounds % 4 == 0);
    }
}

/* What is small and wants to be large, or large and hopes to be read again and again. */
static void
test_bombs (void)
{
  static const char step[] = "name: F\nsteps:\n- name: A\n  httpRequest:\n    url: ";
  static const char *const units[] = { "[",        "{",    "- ", "? ",   "&a ",     "*a ", "${",
                                       "$random(", "\"",   "'",  "a: ",  "!!x ",    "#",   "|\n ",
                                       "\t",       "\xff", "x",  "[*a,", "<<: *a\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      gsize times = 9 * MEGABYTE / strlen (units[i]);
      g_autofree char *bare = fuzz_repeat ("", units[i], times, "");
      g_autofree char *within = fuzz_repeat (step, units[i], times, "\n");
      double begin = fuzz_begin ();

      assert_told (bare, strlen (bare), FALSE);
      assert_told (bare, strlen (bare), TRUE);
      fuzz_assert_bounded (begin, units[i]);
      begin = fuzz_begin ();
      assert_told (within, strlen (within), FALSE);
      assert_plan_told (bare, strlen (bare), TRUE);
      fuzz_assert_bounded (begin, units[i]);
    }
}

static void
test_alias_bomb (void)
{
  g_autoptr (GString) text = g_string_new ("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
  double begin = fuzz_begin ();

  for (guint level = 1; level <= 40; level++)
    {
      g_string_append_printf (text, "a%u: &a%u {", level, level);
      for (guint i = 0; i < 9; i++)
        g_string_append_printf (text, "%sk%u: *a%u", i > 0 ? ", " : "", i, level - 1);
      g_string_append (text, "}\n");
    }
  g_string_append (text, "name: F\nsteps: *a40\n");
  assert_told (text->str, text->len, FALSE);
  fuzz_assert_bounded (begin, "an alias bomb");
}

static void
test_nul (void)
{
  static const char in_text[] = "name: F\nsteps:\n- { name: \"A\0B\", wait: 1 }\n";
  static const char first[] = "\0name: F\n";
  static const char escaped[] = "{\"name\":\"F\\u0000\",\"steps\":[]}";

  assert_told (in_text, sizeof in_text - 1, FALSE);
  assert_told (in_text, sizeof in_text - 1, TRUE);
  assert_told (first, sizeof first - 1, FALSE);
  assert_told (escaped, sizeof escaped - 1, TRUE);
  assert_told ("", 0, FALSE);
  assert_told ("", 0, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/documents/a changed plan is a plan or its problems are told", test_plan);
  g_test_add_func ("/fuzz/documents/changed YAML is read or its problems are told", test_yaml);
  g_test_add_func ("/fuzz/documents/changed JSON is read or its problems are told", test_json);
  g_test_add_func ("/fuzz/documents/pieces in any order are told", test_pieces);
  g_test_add_func ("/fuzz/documents/nine megabytes of one thing end soon", test_bombs);
  g_test_add_func ("/fuzz/documents/aliases of aliases end soon", test_alias_bomb);
  g_test_add_func ("/fuzz/documents/NUL is told", test_nul);
  return g_test_run ();
}
