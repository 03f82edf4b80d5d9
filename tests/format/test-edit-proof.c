/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-edit-proof.c: what is taken for proven of an edited document is true, and most edits are proven
 */

#include "config.h"

#include <string.h>

#include "weir-edit-proof.h"
#include "weir-flow-edit.h"
#include "weir-flow-format.h"
#include "weir-format-private.h"

static WeirTree *
read_flow (const WeirTree *tree, gpointer data, char **message)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_from_tree (tree, NULL, NULL, problems);

  return flow != NULL ? weir_flow_to_tree (flow) : NULL;
}

static const WeirDocumentKind kind = { .shape = WEIR_SHAPE_FLOW, .read = read_flow };

/* What @text says, read as a whole; NULL when it cannot be read */
static WeirTree *
read_whole (const char *text, WeirTree **source)
{
  g_autoptr (WeirProblem) problem = NULL;
  g_autoptr (WeirTree) tree = weir_tree_read (text, strlen (text), FALSE, &problem);
  WeirTree *said = tree != NULL ? read_flow (tree, NULL, NULL) : NULL;

  if (said != NULL && source != NULL)
    *source = g_steal_pointer (&tree);
  return said;
}

/* Whether it is proven that @after says @wanted. When it is, it must be so. */
static gboolean
prove (const char *before, const char *after, const WeirTree *wanted)
{
  g_autoptr (WeirTree) source = NULL;
  g_autoptr (WeirTree) said = read_whole (before, &source);
  WeirEditProof proof = { &kind, before, strlen (before), source, said, after, strlen (after), wanted };
  g_autoptr (WeirTree) truth = NULL;

  g_assert_nonnull (said);
  if (!weir_edit_is_proven (&proof))
    return FALSE;
  truth = read_whole (after, NULL);
  if (truth == NULL || !weir_node_is_equal (truth->root, wanted->root))
    g_error ("this was taken for proven:\n%s\nbefore:\n%s", after, before);
  return TRUE;
}

static guint
below (GRand *rand, guint n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

/* Every way to end a step in which the next one could be swallowed */
static char *
random_document (GRand *rand, guint n_steps)
{
  static const char *const urls[] = {
    "url: http://a/\n",
    "url: http://a/ # why\n",
    "url: \"http://a/\\\n        b\"\n",
    "url: 'http://a/'\n      payload:\n        raw: |+\n          x\n\n\n",
    "url: http://a/\n      payload:\n        raw: >-\n          x\n           y\n  # below\n",
    "url: http://a/\n      payload: { raw: \"- name: no\n  - name: step\" }\n",
    "url:\n        http://a/\n",
  };
  GString *text = g_string_new ("name: F\nvariables:\n- { name: a, value: x }\n");
  gboolean has_more = below (rand, 2) == 0;
  gboolean is_shared = below (rand, 4) == 0;

  g_string_append (text, below (rand, 2) == 0 ? "beforeAll:\n- { name: First, wait: 1 }\n" : "");
  g_string_append (text, "steps:\n");
  for (guint i = 0; i < n_steps; i++)
    {
      const char *url = urls[below (rand, G_N_ELEMENTS (urls))];

      if (below (rand, 5) == 0)
        g_string_append (text, "  # about it\n");
      if (below (rand, 8) == 0)
        g_string_append_printf (text, "  - { name: S%u, httpRequest: { url: http://a/ } }\n", i);
      else if (below (rand, 8) == 0)
        g_string_append_printf (text, "  -\n    name: S%u\n    httpRequest:\n      %s", i, url);
      else if (is_shared && below (rand, 6) == 0)
        g_string_append_printf (text, "  - name: S%u\n    httpRequest: &r%u { url: http://b/ }\n", i, i);
      else
        g_string_append_printf (text, "  - name: S%u\n    httpRequest:\n      %s", i, url);
      if (below (rand, 10) == 0)
        g_string_append_c (text, '\n');
    }
  if (has_more)
    g_string_append (text, "afterAll:\n  - name: Last\n    wait: 1\n");
  return g_string_free (text, FALSE);
}

static void
random_edit (GRand *rand, WeirFlow *flow)
{
  static const char *const urls[] = { "http://a/x", "http://a/: #x", "- name: x", "\"", "a\n\n", " ", "|" };
  GListStore *steps = weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS);
  guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (steps));
  guint at = below (rand, n_steps);
  WeirStep *step = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, at);
  g_autoptr (WeirStep) added = NULL;
  g_autoptr (WeirRequest) request = NULL;
  g_autofree char *name = g_strdup_printf ("New %u", g_rand_int (rand));

  switch (below (rand, 6))
    {
    case 0:
      weir_step_set_name (step, name);
      break;
    case 1:
      weir_flow_set_description (flow, urls[below (rand, G_N_ELEMENTS (urls))]);
      break;
    case 2:
      if (n_steps > 1)
        g_list_store_remove (steps, at);
      break;
    case 3:
      added = weir_step_new (name);
      request = weir_request_new ("GET", "http://c/");
      weir_step_set_request (added, request);
      g_list_store_insert (steps, at, added);
      break;
    default:
      if (weir_step_get_request (step) != NULL)
        weir_request_set_url (weir_step_get_request (step), urls[below (rand, G_N_ELEMENTS (urls))]);
      break;
    }
}

/* As an edit that went wrong might leave it */
static void
damage (GRand *rand, GString *text)
{
  static const char *const pieces[] = {
    " ",   "\n",     "#",    "\"",             "'", "- ",    "\t", "[",  "{",     "&a ",  "*r1",
    "|+\n", "\n  - ", "\n-", "  - name: S3\n", "%", "---\n", ": ", "\r", "name:", "\n\n", "<<: *r2\n",
  };
  gssize place = (gssize) below (rand, (guint) text->len);

  if (below (rand, 2) == 0)
    g_string_erase (text, place, MIN ((gssize) (1 + below (rand, 6)), (gssize) text->len - place));
  else
    g_string_insert (text, place, pieces[below (rand, G_N_ELEMENTS (pieces))]);
}

static void
test_random (void)
{
  guint n_edited = 0, n_proven = 0;

  for (guint seed = 0; seed < 80; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *text = random_document (rand, 24 + below (rand, 24));
      g_autoptr (GPtrArray) problems = weir_problems_new ();
      g_autoptr (WeirFlow) flow = weir_flow_parse (text, strlen (text), FALSE, problems);
      g_autoptr (WeirEditMemory) memory = weir_edit_memory_new ();

      g_test_message ("seed %u", seed);
      if (flow == NULL)
        g_error ("%s\n%s", ((WeirProblem *) problems->pdata[0])->message, text);
      for (guint i = 0; i < 3; i++)
        {
          g_autoptr (WeirTree) wanted = NULL;
          g_autofree char *edited = NULL;
          g_autofree char *alone = NULL;

          random_edit (rand, flow);
          wanted = weir_flow_to_tree (flow);
          edited = weir_flow_edit_text_with (memory, text, strlen (text), FALSE, flow, NULL);
          alone = weir_flow_edit_text (text, strlen (text), FALSE, flow, NULL);
          g_assert_cmpstr (edited, ==, alone);
          if (edited == NULL)
            break;
          n_edited++;
          n_proven += prove (text, edited, wanted) ? 1 : 0;
          for (guint j = 0; j < 8; j++)
            {
              g_autoptr (GString) damaged = g_string_new (edited);

              damage (rand, damaged);
              prove (text, damaged->str, wanted);
            }
        }
    }
  g_test_message ("%u of %u proven", n_proven, n_edited);
  g_assert_cmpuint (n_edited, >, 100);
  g_assert_cmpuint (n_proven, >, n_edited / 4);
}

/* Eighteen steps, with another fifth and twelfth */
static char *
make_text (const char *head, const char *fifth, const char *twelfth)
{
  GString *text = g_string_new (head);

  for (guint i = 1; i <= 18; i++)
    if (i == 5 || i == 12)
      g_string_append (text, i == 5 ? fifth : twelfth);
    else
      g_string_append_printf (text, "  - name: S%u\n    httpRequest: { url: \"http://a/\" }\n", i);
  return g_string_free (text, FALSE);
}

#define HEAD "name: F\nsteps:\n"
#define FIFTH "  - name: S5\n    httpRequest:\n      url: http://a/\n"
#define TWELFTH "  - name: S12\n    httpRequest: { url: http://a/ }\n"

static void
test_cases (void)
{
  static const struct
  {
    const char *head;
    const char *fifth;
    const char *twelfth;
    gboolean is_right;
  } cases[] = {
    { HEAD, "  - name: S5\n    httpRequest:\n      url: http://b/\n", TWELFTH, TRUE },
    { HEAD, "  - name: S5\n    httpRequest:\n      url: http://b/ # why\n\n", TWELFTH, TRUE },
    { "# of old\n" HEAD, "  - { name: S5, httpRequest: { url: http://b/ } }\n", TWELFTH, TRUE },
    { HEAD, "  - name: S5\n    httpRequest:\n      url: http://c/\n", TWELFTH, FALSE },
    { HEAD, "  - name: S5\n    httpRequest:\n      url: \"http://b/\n", TWELFTH, FALSE },
    { HEAD, "  - name: S5\n    httpRequest:\n      url: { http://b/\n", TWELFTH, FALSE },
    { HEAD, "  - name: S5\n    httpRequest:\n      url: http://b/\n  - wait: 1\n", TWELFTH, FALSE },
    { HEAD, "", TWELFTH, FALSE },
    { HEAD, "   - name: S5\n     httpRequest:\n       url: http://b/\n", TWELFTH, FALSE },
    { HEAD, "- name: S5\n  httpRequest:\n    url: http://b/\n", TWELFTH, FALSE },
    { HEAD, "  - name: S5\n    httpRequest:\n      url: http://b/\nafterAll:\n", TWELFTH, FALSE },
    { HEAD, "  - name: S5\n    httpRequest:\n      url: http://b/\n---\n", TWELFTH, FALSE },
    { HEAD, "  - name: S5\n    httpRequest:\n      url: http://b/\n...\n", TWELFTH, FALSE },
    { HEAD, "  - name: S5\n    httpRequest:\n      url: http://b/\n", "  - wait: 1\n", FALSE },
    { "name: G\nsteps:\n", "  - name: S5\n    httpRequest:\n      url: http://b/\n", TWELFTH, FALSE },
  };
  g_autofree char *before = make_text (HEAD, FIFTH, TWELFTH);
  g_autofree char *after = make_text (HEAD, cases[0].fifth, TWELFTH);
  g_autoptr (WeirTree) wanted = read_whole (after, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = make_text (cases[i].head, cases[i].fifth, cases[i].twelfth);

      if (prove (before, text, wanted) != cases[i].is_right)
        g_error ("case %u:\n%s", i, text);
    }
}

/* Valid each by itself, and not together */
static void
test_together (void)
{
  g_autofree char *before = make_text (HEAD, FIFTH, TWELFTH);
  static const char fifth[] = "  - name: s16\n    httpRequest:\n      url: http://a/\n";
  g_autofree char *after = make_text (HEAD, fifth, TWELFTH);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (before, strlen (before), FALSE, problems);
  g_autoptr (WeirTree) wanted = NULL;
  g_autoptr (GError) error = NULL;

  weir_step_set_name (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 4), "s16");
  wanted = weir_flow_to_tree (flow);
  g_assert_false (prove (before, after, wanted));
  g_assert_null (weir_flow_edit_text (before, strlen (before), FALSE, flow, &error));
  g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID);
}

/* What a left out step refers to may have changed. */
static void
test_shared (void)
{
  g_autofree char *before = make_text (HEAD, "  - name: S5\n    httpRequest: &r { url: http://a/ }\n",
                                       "  - { name: S12, httpRequest: *r }\n");
  g_autofree char *after = make_text (HEAD, "  - name: S5\n    httpRequest: &r { url: http://b/ }\n",
                                      "  - { name: S12, httpRequest: *r }\n");
  g_autofree char *meant = make_text (HEAD, "  - name: S5\n    httpRequest: { url: http://b/ }\n", TWELFTH);
  g_autoptr (WeirTree) wanted = read_whole (meant, NULL);

  g_assert_false (prove (before, after, wanted));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/edit/proof/what says what is wanted is told from what does not", test_cases);
  g_test_add_func ("/format/edit/proof/steps that are not valid together are not proven", test_together);
  g_test_add_func ("/format/edit/proof/steps that others share with are not left out", test_shared);
  g_test_add_func ("/format/edit/proof/is never wrong, whatever became of the text", test_random);
  return g_test_run ();
}
