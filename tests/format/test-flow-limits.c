/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-limits.c: documents that are too much are refused at once, those at the limit are read
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-flow-format.h"
#include "weir-limits.h"

/* What takes longer than this was not refused before it was expanded. */
#define SOON 5.0

static char *
repeat (const char *text, guint n)
{
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (result, text);
  return g_string_free (result, FALSE);
}

/* Takes @text. */
static void
assert_refused (char *text, gboolean is_json, guint line, guint column, const char *says)
{
  g_autofree char *owned = text;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = NULL;
  const WeirProblem *problem = NULL;

  g_test_timer_start ();
  flow = weir_flow_parse (text, strlen (text), is_json, problems);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, SOON);
  g_assert_null (flow);
  g_assert_cmpuint (problems->len, >=, 1);
  problem = g_ptr_array_index (problems, 0);
  g_test_message ("%u:%u: %s", problem->line, problem->column, problem->message);
  g_assert_nonnull (strstr (problem->message, says));
  g_assert_cmpuint (problem->line, ==, line);
  g_assert_cmpuint (problem->column, ==, column);
}

/* Takes @text. */
static void
assert_accepted (char *text)
{
  g_autofree char *owned = text;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (text, strlen (text), FALSE, problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_nonnull (flow);
}

static void
test_alias_bomb (void)
{
  GString *text = g_string_new ("l0: &l0 [x, x, x, x, x, x, x, x, x]\n");

  for (guint level = 1; level <= 9; level++)
    {
      g_string_append_printf (text, "l%u: &l%u [", level, level);
      for (guint i = 0; i < 9; i++)
        g_string_append_printf (text, "%s*l%u", i > 0 ? ", " : "", level - 1);
      g_string_append (text, "]\n");
    }
  /* 9 levels of 9: the sixth passes 200 000 nodes. */
  assert_refused (g_string_free (text, FALSE), FALSE, 6, 15, "alias expansion");
}

static char *
aliases (guint n_aliases)
{
  g_autofree char *elements = repeat ("x, ", 999);
  g_autofree char *uses = repeat ("*a, ", n_aliases);

  return g_strdup_printf ("name: F\nsteps:\n- name: S\n  httpRequest:\n    url: http://a/\n    payload:\n"
                          "      json: [&a [%sx], %s0]\n", elements, uses);
}

static void
test_alias_factor (void)
{
  assert_accepted (aliases (15));
  assert_refused (aliases (30), FALSE, 1, 1, "ten times what is written");
}

static void
test_depth (void)
{
  g_autofree char *open = repeat ("[", 65);
  g_autofree char *open_64 = repeat ("[", 64);
  g_autofree char *close_64 = repeat ("]", 64);
  /* The payload's value is the sixth level of a flow. */
  g_autofree char *inner_open = repeat ("[", 59);
  g_autofree char *inner_close = repeat ("]", 59);
  static const char format[] = "name: F\nsteps:\n- name: S\n  httpRequest:\n    url: http://a/\n"
                               "    payload:\n      json: %s%s\n";

  assert_refused (g_strdup (open), FALSE, 1, 65, "deeper than 64 levels");
  assert_refused (g_strdup (open), TRUE, 1, 65, "deeper than 64 levels");
  assert_refused (g_strconcat (open_64, close_64, NULL), FALSE, 1, 1, "flow must be a mapping");
  assert_refused (g_strconcat (open_64, close_64, NULL), TRUE, 1, 1, "flow must be a mapping");
  assert_accepted (g_strdup_printf (format, inner_open, inner_close));
  assert_refused (g_strdup_printf (format, inner_open, "[]"), FALSE, 7, 72, "deeper than 64 levels");
  assert_refused (repeat ("[", 1000000), FALSE, 1, 65, "deeper than 64 levels");
  assert_refused (repeat ("{\"a\":", 1000000), TRUE, 1, 321, "deeper than 64 levels");
}

static void
test_depth_of_aliases (void)
{
  g_autofree char *open = repeat ("[", 40);
  g_autofree char *close = repeat ("]", 40);

  assert_refused (g_strdup_printf ("a: &a %s%s\nb: %s*a%s\n", open, close, open, close), FALSE, 2, 44,
                  "deeper than 64 levels");
}

static void
test_size (void)
{
  g_autofree char *large = g_strnfill (WEIR_LIMIT_DOCUMENT_BYTES - 30, 'x');
  g_autofree char *folder = g_dir_make_tmp ("weir-limits-XXXXXX", NULL);
  g_autofree char *file_name = g_build_filename (folder, "large.yaml", NULL);
  g_autofree char *eleven = g_strnfill (11 * 1024 * 1024, ' ');
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GError) error = NULL;

  assert_accepted (g_strconcat ("name: \"", large, "\"\nsteps: []\n", NULL));
  assert_refused (g_strdup (eleven), FALSE, 0, 0, "more than 10 MB");
  assert_refused (g_strdup (eleven), TRUE, 0, 0, "more than 10 MB");

  g_assert_true (g_file_set_contents (file_name, eleven, -1, NULL));
  g_assert_null (weir_flow_load (file_name, problems, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_null (weir_flow_load ("/dev/zero", problems, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 2);
  g_unlink (file_name);
  g_rmdir (folder);
}

static void
test_nodes (void)
{
  g_autofree char *elements = repeat ("0,", 200000);

  assert_refused (repeat ("- a\n", 200000), FALSE, 200000, 3, "more than 200000 values");
  assert_refused (g_strdup_printf ("[%s0]", elements), TRUE, 1, 400000, "more than 200000 values");
}

static void
test_counts (void)
{
  GString *steps = g_string_new ("name: F\nafterAll:\n- name: Last\n  wait: 1\nsteps:\n");
  GString *variables = g_string_new ("name: F\nsteps: []\nvariables:\n");

  for (guint i = 0; i < WEIR_LIMIT_STEPS - 1; i++)
    g_string_append_printf (steps, "- {name: S%u, wait: 1}\n", i);
  assert_accepted (g_strdup (steps->str));
  /* Counted in the order the parts run, so it is the one of After All that is too much. */
  g_string_append (steps, "- {name: T, wait: 1}\n");
  assert_refused (g_string_free (steps, FALSE), FALSE, 3, 3, "at most 1000 steps");

  for (guint i = 0; i < WEIR_LIMIT_VARIABLES; i++)
    g_string_append_printf (variables, "- {name: v%u, value: 1}\n", i);
  assert_accepted (g_strdup (variables->str));
  g_string_append (variables, "- {name: w, value: 1}\n");
  assert_refused (g_string_free (variables, FALSE), FALSE, 10004, 3, "at most 10000 variables");
}

static void
test_lengths (void)
{
  g_autofree char *value = g_strnfill (WEIR_LIMIT_HEADER_VALUE_BYTES, 'v');
  g_autofree char *name = g_strnfill (WEIR_LIMIT_HEADER_NAME_BYTES, 'n');
  g_autofree char *url = g_strnfill (WEIR_LIMIT_URL_BYTES - 9, 'u');
  static const char format[] = "name: F\nsteps:\n- name: S\n  httpRequest:\n    url: http://a/%s\n"
                               "    headers: [{name: N%s, value: V%s}]\n";

  assert_accepted (g_strdup_printf (format, url, name + 1, value + 1));
  assert_refused (g_strdup_printf (format, "", name, ""), FALSE, 6, 22, "more than 256 bytes");
  assert_refused (g_strdup_printf (format, "", "", value), FALSE, 6, 32, "more than 16384 bytes");
  g_assert_cmpuint (strlen (url) + strlen ("http://a/"), ==, WEIR_LIMIT_URL_BYTES);
  assert_refused (g_strdup_printf ("name: F\nsteps: [{name: S, httpRequest: {url: \"http://a/u%s\"}}]\n",
                                   url),
                  FALSE, 2, 38, "more than 65536 bytes");
}

static void
test_many_problems (void)
{
  g_autofree char *unknown = repeat ("nam: 1\n", 50000);
  g_autofree char *warned = repeat ("\"${nobody}\", ", 5000);
  g_autofree char *text = g_strconcat ("name: F\nsteps: []\n", unknown, NULL);
  g_autofree char *warnings = g_strdup_printf ("name: F\nsteps:\n- {name: S, httpRequest: {url:"
                                               " \"http://a/\", payload: {json: [%s1]}}}\nzzz: 1\n", warned);
  g_autoptr (GPtrArray) problems = weir_problems_new ();

  g_test_timer_start ();
  g_assert_null (weir_flow_parse (text, strlen (text), FALSE, problems));
  g_assert_cmpuint (problems->len, ==, WEIR_LIMIT_PROBLEMS + 1);

  /* However many warnings there are, an error is not lost among them. */
  g_ptr_array_set_size (problems, 0);
  g_assert_null (weir_flow_parse (warnings, strlen (warnings), FALSE, problems));
  g_assert_cmpfloat (g_test_timer_elapsed (), <, SOON);
  g_assert_cmpuint (problems->len, ==, WEIR_LIMIT_PROBLEMS + 2);
  g_assert_cmpuint (weir_problems_count_errors (problems), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/limits/an alias bomb is refused while it is read", test_alias_bomb);
  g_test_add_func ("/format/limits/aliases may make ten times of what is written", test_alias_factor);
  g_test_add_func ("/format/limits/64 levels are read and 65 are not", test_depth);
  g_test_add_func ("/format/limits/levels behind an alias count", test_depth_of_aliases);
  g_test_add_func ("/format/limits/10 MB are read and 11 are not", test_size);
  g_test_add_func ("/format/limits/more than 200 000 values are not read", test_nodes);
  g_test_add_func ("/format/limits/a flow has at most 1000 steps and 10000 variables", test_counts);
  g_test_add_func ("/format/limits/names, values and URLs have a longest length", test_lengths);
  g_test_add_func ("/format/limits/a thousand problems are enough", test_many_problems);
  return g_test_run ();
}
