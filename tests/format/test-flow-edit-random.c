/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-edit-random.c: random changes to flows in random layouts, seeded
 */

#include "config.h"

#include <string.h>

#include "flow-equal.h"
#include "weir-flow-edit.h"
#include "weir-flow-format.h"

#define GET "httpRequest: { url: http://a/ }"

static WeirFlow *
read_text (const char *text, gboolean is_json)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirFlow *flow = weir_flow_parse (text, strlen (text), is_json, problems);

  if (flow == NULL)
    g_error ("%s\n%s", ((WeirProblem *) problems->pdata[0])->message, text);
  return flow;
}

/* The generator: documents in every layout, with comments where they may stand */

static guint
below (GRand *rand, guint n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

static const char *
maybe (GRand *rand, const char *text)
{
  return below (rand, 3) == 0 ? text : "";
}

static void
add_block_step (GRand *rand, GString *text, const char *indentation, guint index)
{
  g_autofree char *keys[3] = {
    g_strdup_printf ("%s: S%u", below (rand, 4) == 0 ? "\"name\"" : "name", index),
    g_strdup (below (rand, 2) == 0 ? GET : "httpRequest:\n      url: http://a/\n      payload:\n"
                                           "        raw: |\n          # enabled\n\n          x\n"),
    g_strdup_printf ("%s: %s", below (rand, 4) == 0 ? "Enabled" : "enabled",
                     below (rand, 2) == 0 ? "false" : "'true'"),
  };
  guint n_keys = below (rand, 2) == 0 ? 2 : 3;
  guint first = below (rand, n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      const char *key = keys[(first + i) % n_keys];

      g_string_append_printf (text, "%s%s %s", indentation, i == 0 ? "-" : " ", key);
      if (!g_str_has_suffix (key, "\n"))
        g_string_append_printf (text, "%s\n", maybe (rand, " # about it"));
      if (below (rand, 4) == 0)
        g_string_append_printf (text, "%s  # next\n", indentation);
      g_string_append (text, below (rand, 6) == 0 ? "\n" : "");
    }
  for (guint i = 0; i < 3; i++)
    g_free (g_steal_pointer (&keys[i]));
}

static void
add_bracket_step (GRand *rand, GString *text, const char *indentation, guint index)
{
  const char *gap = below (rand, 2) == 0 ? " " : "\n      ";
  gboolean is_first = below (rand, 2) == 0;

  g_string_append_printf (text, "%s- {%s", indentation, gap);
  if (is_first)
    g_string_append_printf (text, "enabled: false,%s", gap);
  g_string_append_printf (text, "name: S%u,%s%s", index, *gap == '\n' ? maybe (rand, " # it, so") : "", gap);
  if (!is_first && below (rand, 2) == 0)
    g_string_append_printf (text, "enabled: true,%s", gap);
  g_string_append_printf (text, GET "%s}\n", gap);
}

static void
add_part (GRand *rand, GString *text, const char *key, guint *n_steps)
{
  const char *indentation = below (rand, 2) == 0 ? "" : "  ";
  guint count = below (rand, 4);

  g_string_append (text, maybe (rand, "\n"));
  g_string_append (text, maybe (rand, "# the part\n"));
  if (count == 0)
    {
      g_string_append_printf (text, "%s: []\n", key);
      return;
    }
  g_string_append_printf (text, "%s:%s\n", key, maybe (rand, " # more"));
  for (; count > 0; count--, ++*n_steps)
    if (below (rand, 3) == 0)
      add_bracket_step (rand, text, indentation, *n_steps);
    else
      add_block_step (rand, text, indentation, *n_steps);
}

static void
add_run (GRand *rand, GString *text)
{
  static const char *const runs[] = {
    "", "run:\n", "run: {}\n", "run: { iterations: 3 } # x\n", "run: {delay: 1s,stopOnFailure: True}\n",
    "run:\n    # y\n    iterations: 3\n    delay: 5 # z\n", "run:\n  stopOnFailure: true\n  parallel: '8'\n",
    "run:\n  delay: 7\n\n",
  };

  g_string_append (text, maybe (rand, "\n"));
  g_string_append (text, runs[below (rand, G_N_ELEMENTS (runs))]);
}

static char *
random_document (GRand *rand)
{
  g_autoptr (GString) text = g_string_new ("name: F # flow\n");
  guint n_steps = 0;

  add_run (rand, text);
  add_part (rand, text, "afterAll", &n_steps);
  add_part (rand, text, "steps", &n_steps);
  if (below (rand, 3) == 0)
    add_part (rand, text, "beforeAll", &n_steps);
  if (below (rand, 3) == 0)
    g_string_truncate (text, text->len - 1);
  if (below (rand, 3) == 0)
    g_string_replace (text, "\n", "\r\n", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
random_edits (GRand *rand, WeirFlow *flow)
{
  WeirRunOptions *options = weir_flow_get_run_options (flow);

  if (below (rand, 2) == 0)
    {
      gboolean is_parallel = below (rand, 2) == 0;

      weir_run_options_set_iterations (options, is_parallel ? 1 : 1 + below (rand, 4));
      weir_run_options_set_parallel (options, is_parallel ? 1 + below (rand, 4) : 1);
      weir_run_options_set_delay_ms (options, below (rand, 2) * 1500);
      weir_run_options_set_stop_on_failure (options, below (rand, 2) == 0);
    }
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part))); i++)
      if (below (rand, 3) == 0)
        weir_step_set_enabled (weir_flow_get_step (flow, part, i), below (rand, 2) == 0);
}

/* All lines but empty ones and those that an edit may touch */
static char *
other_lines (const char *text)
{
  static const char *const words[] = { "run", "iterations", "parallel", "delay", "stopOnFailure",
                                       "nabled:", "nabled\":", "name" };
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *others = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_other = *g_strchomp (lines[i]) != '\0';

      for (guint j = 0; j < G_N_ELEMENTS (words); j++)
        is_other = is_other && strstr (lines[i], words[j]) == NULL;
      if (is_other)
        g_string_append_printf (others, "%s\n", lines[i]);
    }
  return g_string_free (others, FALSE);
}

static void
test_random_edits (void)
{
  for (guint seed = 0; seed < 1000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *text = random_document (rand);
      g_autoptr (WeirFlow) flow = read_text (text, FALSE);
      g_autofree char *others = other_lines (text);

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < 3; i++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (WeirFlow) back = NULL;
          g_autofree char *edited = NULL;
          g_autofree char *others_now = NULL;

          random_edits (rand, flow);
          edited = weir_flow_edit_text (text, strlen (text), FALSE, flow, &error);
          if (error != NULL)
            g_error ("seed %u: %s\n%s", seed, error->message, text);
          back = read_text (edited, FALSE);
          assert_objects_equal (G_OBJECT (flow), G_OBJECT (back), "flow");
          others_now = other_lines (edited);
          g_assert_cmpstr (others_now, ==, others);
          g_free (text);
          text = g_steal_pointer (&edited);
        }
    }
}

/* A document that somebody typed into, with anchors, aliases and whatever else */
static void
damage (GRand *rand, GString *text)
{
  static const char *const pieces[] = {
    " ", "\n", "\t", "#", " # ", ",", ":", ": ", "- ", "? ", "{", "}", "[", "]", "'", "\"", "&a ", "*a",
    "<<: *a\n", "!!str ", "|\n", ">-\n", "\r", "\xEF\xBB\xBF", "\xC3\x84", "\xC2\x85", "run: ", "enabled: ",
    "\n\n", "false", "&b\n  ", "<<: {}\n    ", "---\n", "...\n", "? enabled\n  ",
  };

  for (guint i = 1 + below (rand, 2); i > 0; i--)
    {
      gssize place = (gssize) below (rand, (guint) text->len);

      if (below (rand, 3) == 0)
        g_string_erase (text, place, MIN ((gssize) (1 + below (rand, 4)), (gssize) text->len - place));
      if (below (rand, 4) != 0)
        g_string_insert (text, place, pieces[below (rand, G_N_ELEMENTS (pieces))]);
    }
}

static gboolean
edit_damaged (GRand *rand, const GString *text)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (text->str, text->len, FALSE, problems);
  g_autoptr (WeirFlow) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *edited = NULL;

  if (flow == NULL)
    return FALSE;
  random_edits (rand, flow);
  edited = weir_flow_edit_text (text->str, text->len, FALSE, flow, &error);
  if (edited == NULL)
    {
      g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID);
      g_test_message ("%s", error->message);
      return FALSE;
    }
  back = read_text (edited, FALSE);
  assert_objects_equal (G_OBJECT (flow), G_OBJECT (back), "flow");
  return TRUE;
}

static void
test_damaged (void)
{
  guint n_edited = 0;

  for (guint seed = 0; seed < 2000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *document = random_document (rand);
      g_autoptr (GString) text = g_string_new (document);

      damage (rand, text);
      n_edited += edit_damaged (rand, text) ? 1 : 0;
    }
  g_assert_cmpuint (n_edited, >, 250);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/edit/any document reads back as edited", test_random_edits);
  g_test_add_func ("/format/edit/any text is edited rightly or refused", test_damaged);
  return g_test_run ();
}
