/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-edits.c: whatever layout a document has, a change is written into it rightly or refused
 */

#include "weir-fuzz.h"

#include "../format/flow-mutate.h"

static const char *const documents[] = {
  "name: F\nvariables:\n  - { name: base, value: x }\nsteps:\n  # a\n  - &a\n    name: A # a\n    "
  "httpRequest: &r\n"
  "      url: http://a/\n      headers: &h\n        A: b\n        C: d # e\n    assert:\n      - &s { from: "
  "status, is: <,"
  " value: 400 }\n  - <<: *a\n    name: B\n  - name: C\n    httpRequest: { url: http://c/, headers: *h }\n   "
  " assert: [*s]\n"
  "  - name: D\n    httpRequest:\n      <<: *r\n      payload: { raw: x }\n",
  "name: F\nbeforeAll:\n- set: { x: 1 }\n  name: A\nsteps:\n-   name: B\n    httpRequest:\n        url: "
  "http://b/\n"
  "        payload:\n            raw: |+\n\n              x\n\n\n        query:\n        - name: a\n         "
  " value: b\n"
  "- {name: C, httpRequest: {url: http://c/, payload: {json: {a: [1, {b: c}], d: \"e\"}}}}\nafterAll: [ "
  "{name: D, wait: 1} ]",
};

static const char *const pieces[] = {
  " ",        "\n",       "\t",       "#",      " # ",   ",",     ":",  ": ",
  "- ",       "? ",       "{",        "}",      "[",     "]",     "'",  "\"",
  "&a ",      "*a",       "<<: *a\n", "!!str ", "|\n",   ">-\n",  "\r", "\xEF\xBB\xBF",
  "\xC3\x84", "\xC2\x85", "\n\n",     "&b\n  ", "---\n", "...\n", "~",  "# x\n",
  "\n    ",
};

static void
damage (GRand *rand, GString *text)
{
  for (guint i = below (rand, 3); i > 0; i--)
    {
      gssize place = (gssize) below (rand, (guint) text->len);

      if (below (rand, 3) == 0)
        g_string_erase (text, place, MIN ((gssize) (1 + below (rand, 4)), (gssize) text->len - place));
      g_string_insert (text, place, pieces[below (rand, G_N_ELEMENTS (pieces))]);
    }
}

/* Whether the document could be read, and the change written */
static gboolean
edit_once (GRand *rand)
{
  g_autoptr (GString) text = g_string_new (documents[below (rand, G_N_ELEMENTS (documents))]);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (NULL);
  g_autoptr (WeirFlow) flow = NULL;
  g_autoptr (WeirFlow) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *edited = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *found = NULL;

  damage (rand, text);
  flow = weir_flow_parse (text->str, text->len, FALSE, problems);
  if (flow == NULL)
    return FALSE;
  for (guint i = 1 + below (rand, 3); i > 0; i--)
    mutate_flow (rand, flow, i, touched);
  edited = weir_flow_edit_text (text->str, text->len, FALSE, flow, &error);
  if (edited == NULL)
    {
      g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID);
      g_test_message ("%s\n%s", error->message, text->str);
      return FALSE;
    }
  back = flow_from_text (edited, FALSE);
  wanted = weir_flow_to_yaml (flow);
  found = weir_flow_to_yaml (back);
  g_assert_cmpstr (found, ==, wanted);
  return TRUE;
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = fuzz_random ();
  g_autoptr (GTimer) timer = g_timer_new ();
  guint n_edited = 0;

  while (fuzz_goes_on (timer) || n_edited < 50)
    n_edited += edit_once (rand) ? 1 : 0;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/edits/any change of any document is written rightly or refused", test_random);
  return g_test_run ();
}
