/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-edit-all.c: random changes of every kind to documents in many layouts, seeded
 */

#include "config.h"

#include "flow-mutate.h"

/* Steps as people and programs write them; all are called %u. */
static const char *const block_steps[] = {
  "  # about %u\n  - name: S%u   # it\n    httpRequest:\n      # the place\n      url: http://a/%u # here\n"
  "      headers:\n        # what\n        Accept: text/* # any\n        'X-B': \"b\"\n",
  "  - { name: S%u, httpRequest: { method: POST, url: \"http://a/%u\", payload: { raw: x%u } } } # %u\n",
  "  - name: S%u\n    description: >-\n      folded %u\n      text\n    httpRequest:\n      httpMethod: put\n"
  "      URL: http://a/%u\n      payload:\n        # body\n        raw: |   # it\n          {\n            # "
  "x\n"
  "            \"a\": 1\n          }\n\n",
  "  -\n    # below the dash %u\n    httpRequest: {url: http://a/, query: {a: 1, b: 'two'}, auth: {type: "
  "bearer,"
  " token: t}}\n    name: 'S%u'\n    retry: {maxRetries: 2, delayInMs: 1s}\n",
  "  - name: S%u\n    set:\n      # %u\n      a: 1   # one\n      b: |+\n        x\n\n",
  "  - wait: 2s # long\n    name: S%u\n    # deeper %u\n",
  "  - name: S%u\n    httpRequest:\n      url: http://a/\n      headers:\n      - { name: A, value: a } # "
  "a%u\n"
  "      # b\n      - name: B\n        value: b\n        enabled: false\n      payload:\n        json:\n"
  "          a: 1 # one\n          list:\n            - x\n            - { y: z }\n    extract:\n"
  "    - { name: v, from: body, path: $.id } # id\n    assert:\n      # must\n      - {from: status, is: <, "
  "value: 400}\n"
  "      - from: time\n        is: <=\n        value: 5s # slow\n",
};

static const char *const json_steps[] = {
  "{\"name\":\"S%u\",\"wait\":%u}",
  "{ \"name\": \"S%u\", \"httpRequest\": { \"url\": \"http://a/%u\", \"headers\": { \"A\": \"a\" } } }",
  "{\n      \"name\": \"S%u\",\n      \"enabled\": true,\n      \"httpRequest\": {\n        \"method\": "
  "\"POST\",\n"
  "        \"url\": \"http://a/%u\",\n        \"payload\": {\n          \"raw\": \"a\\nb\"\n        }\n      "
  "},\n"
  "      \"assert\": [\n        { \"from\": \"status\", \"is\": \"<\", \"value\": 400 }\n      ]\n    }",
};

/* @pieces: (element-type utf8): the text of each step, in the order of the parts */
static void
add_steps (GRand *rand, GString *text, gboolean is_json, const char *key, guint *n_steps, GPtrArray *pieces)
{
  guint count = below (rand, 4);
  const char *blank = below (rand, 2) == 0 ? "\n" : "";

  if (is_json)
    g_string_append_printf (text, ",\n  \"%s\": [", key);
  else
    g_string_append_printf (text, "%s%s:%s\n", below (rand, 2) == 0 ? "\n# part\n" : "", key,
                            count == 0 ? " []" : "");
  for (guint i = 0; i < count; i++, ++*n_steps)
    {
      const char *form = is_json ? json_steps[below (rand, G_N_ELEMENTS (json_steps))]
                                 : block_steps[below (rand, G_N_ELEMENTS (block_steps))];
      g_autofree char *number = g_strdup_printf ("%u", *n_steps);
      g_autoptr (GString) step = g_string_new (form);

      g_string_replace (step, "%u", number, 0);
      if (is_json)
        g_string_append_printf (text, "%s\n    %s%s", i > 0 ? "," : "", step->str,
                                i + 1 == count ? "\n  " : "");
      else
        g_string_append_printf (text, "%s%s", i > 0 ? blank : "", step->str);
      g_ptr_array_add (pieces, g_string_free (g_steal_pointer (&step), FALSE));
    }
  g_string_append (text, is_json ? "]" : "");
}

static char *
any_document (GRand *rand, gboolean is_json, GPtrArray *pieces)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_steps = 0;

  if (is_json)
    g_string_append (
        text, "{\n  \"name\": \"F\",\n  \"variables\": [\n    { \"name\": \"base\", \"value\": \"x\" }\n  ]");
  else
    g_string_append (
        text, "# the flow\nname: F # name\nvariables:\n  # where\n  - { name: base, value: \"x\" } # x\n"
              "  - name: c\n    value: d # e\n");
  add_steps (rand, text, is_json, "beforeAll", &n_steps, pieces);
  add_steps (rand, text, is_json, "steps", &n_steps, pieces);
  add_steps (rand, text, is_json, "afterAll", &n_steps, pieces);
  g_string_append (text, is_json ? "\n}\n" : "# the end\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* All steps of @flow in the order of the parts */
static GPtrArray *
all_steps (WeirFlow *flow)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (g_object_unref);

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; weir_flow_get_step (flow, part, i) != NULL; i++)
      g_ptr_array_add (steps, g_object_ref (weir_flow_get_step (flow, part, i)));
  return steps;
}

static void
assert_untouched (const char *text, GPtrArray *steps, GPtrArray *pieces, GPtrArray *touched,
                  const char *before)
{
  for (guint i = 0; i < steps->len; i++)
    {
      g_autofree char *piece = g_strdup (g_ptr_array_index (pieces, i));

      /* Empty lines below are nobody's. */
      g_strchomp (piece);
      if (!g_ptr_array_find (touched, g_ptr_array_index (steps, i), NULL) && strstr (text, piece) == NULL)
        g_error ("This was not touched:\n%s\nbut is not there any more:\n%s\nfrom:\n%s", piece, text, before);
    }
}

/* By what a document says: what is of another kind of payload or credentials does not count. */
static void
assert_same_document (WeirFlow *a, WeirFlow *b)
{
  g_autofree char *first = weir_flow_to_yaml (a);
  g_autofree char *second = weir_flow_to_yaml (b);

  g_assert_cmpstr (first, ==, second);
}

static void
edit_document (guint seed, gboolean is_json)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = any_document (rand, is_json, pieces);
  g_autoptr (WeirFlow) flow = flow_from_text (text, is_json);
  g_autoptr (GPtrArray) steps = all_steps (flow);
  g_autoptr (GPtrArray) touched = g_ptr_array_new ();

  g_assert_cmpuint (steps->len, ==, pieces->len);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirFlow) back = NULL;
      g_autofree char *edited = NULL;

      for (guint n = 1 + below (rand, 3); n > 0; n--)
        mutate_flow (rand, flow, i * 10 + n, touched);
      edited = weir_flow_edit_text (text, strlen (text), is_json, flow, &error);
      if (error != NULL)
        g_error ("seed %u, change %u: %s\n%s", seed, i, error->message, text);
      back = flow_from_text (edited, is_json);
      assert_same_document (flow, back);
      assert_untouched (edited, steps, pieces, touched, text);
      g_free (text);
      text = g_steal_pointer (&edited);
    }
}

static void
test_yaml (void)
{
  for (guint seed = 0; seed < 600; seed++)
    edit_document (seed, FALSE);
}

static void
test_json (void)
{
  for (guint seed = 0; seed < 300; seed++)
    edit_document (seed, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/edit/all/any change of any document in YAML reads back", test_yaml);
  g_test_add_func ("/format/edit/all/any change of any document in JSON reads back", test_json);
  return g_test_run ();
}
