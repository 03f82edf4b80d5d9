/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-edit.c: changes to a flow written into its document touch nothing else
 */

#include "config.h"

#include <string.h>

#include "flow-edit.h"

static WeirStep *
find_step (WeirFlow *flow, const char *name)
{
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      GListModel *steps = G_LIST_MODEL (weir_flow_get_part (flow, part));

      for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
        if (g_strcmp0 (weir_step_get_name (weir_flow_get_step (flow, part, i)), name) == 0)
          return weir_flow_get_step (flow, part, i);
    }
  g_error ("no step %s", name);
}

/* "iterations=5 -Log in": sets a run option, disables (-) or enables (+) a step; separated by semicolons */
static void
apply (WeirFlow *flow, const char *edits)
{
  g_auto (GStrv) parts = g_strsplit (edits, ";", -1);
  WeirRunOptions *options = weir_flow_get_run_options (flow);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *equals = strchr (parts[i], '=');
      g_autofree char *name = equals != NULL ? g_strndup (parts[i], (gsize) (equals - parts[i])) : NULL;

      if (parts[i][0] == '-' || parts[i][0] == '+')
        weir_step_set_enabled (find_step (flow, parts[i] + 1), parts[i][0] == '+');
      else if (g_strcmp0 (name, "stop-on-failure") == 0)
        weir_run_options_set_stop_on_failure (options, g_str_equal (equals + 1, "true"));
      else
        g_object_set (options, g_str_equal (name, "delay") ? "delay-ms" : name,
                      (guint) g_ascii_strtoull (equals + 1, NULL, 10), NULL);
    }
}

static char *
edit (const char *text, const char *edits)
{
  gboolean is_json = looks_like_json (text);
  g_autoptr (WeirFlow) flow = flow_from_text (text, is_json);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirFlow) back = NULL;
  char *edited = NULL;

  apply (flow, edits);
  edited = weir_flow_edit_text (text, strlen (text), is_json, flow, &error);
  g_assert_no_error (error);
  back = flow_from_text (edited, is_json);
  assert_objects_equal (G_OBJECT (flow), G_OBJECT (back), "flow");
  return edited;
}

static void
assert_edit (const char *text, const char *edits, const char *expected)
{
  g_autofree char *edited = edit (text, edits);

  g_assert_cmpstr (edited, ==, expected);
}

/* In both directions */
static void
assert_pair (const char *text, const char *edits, const char *expected, const char *undo)
{
  assert_edit (text, edits, expected);
  assert_edit (expected, undo, text);
}

static void
assert_refused (const char *text, const char *edits, const char *expected)
{
  g_autoptr (WeirFlow) flow = flow_from_text (text, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *edited = NULL;

  apply (flow, edits);
  edited = weir_flow_edit_text (text, strlen (text), FALSE, flow, &error);
  g_assert_cmpstr (edited, ==, NULL);
  g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID);
  if (strstr (error->message, expected) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, expected);
}

#define GET "httpRequest: { url: http://a/ }"
#define JSON_GET "\"httpRequest\":{\"url\":\"http://a/\"}"

/* Comments everywhere; the changed lines are given by the macros. */
#define COMMENTED(run, log_in, list)                                                                        \
  "# Orders of the shop\n"                                                                                  \
  "---\n"                                                                                                   \
  "name: Shop   # shown in the title\n"                                                                     \
  "\n"                                                                                                      \
  "# where it runs\n"                                                                                       \
  "variables:\n"                                                                                            \
  "    - { name: base, value: \"http://127.0.0.1\" } # à la carte\n"                                        \
  "    # no more\n"                                                                                         \
  "\n" run "# once\n"                                                                                       \
  "# before all else\n"                                                                                     \
  "beforeAll:\n"                                                                                            \
  "    # the token\n"                                                                                       \
  "    - name: Log in   # as ada\n" log_in "      # the request\n"                                          \
  "      httpRequest:\n"                                                                                    \
  "          url: ${base}/login # POST later\n"                                                             \
  "          payload:\n"                                                                                    \
  "              raw: |\n"                                                                                  \
  "                # no comment\n"                                                                          \
  "                enabled: true\n"                                                                         \
  "\n"                                                                                                      \
  "steps:\n"                                                                                                \
  "    - " GET " # first\n"                                                                                 \
  "      name: >-\n"                                                                                        \
  "        List\n"                                                                                          \
  "        items\n" list "\n"                                                                               \
  "      # the end of it\n"                                                                                 \
  "      description: end\n"                                                                                \
  "# the end\n"

static void
test_commented (void)
{
  const char *text = COMMENTED ("", "", "");

  assert_edit (text, "iterations=1", text);
  assert_pair (text, "-Log in", COMMENTED ("", "      enabled: false\n", ""), "+Log in");
  assert_pair (text, "-List items", COMMENTED ("", "", "      enabled: false\n"), "+List items");
  assert_pair (text, "iterations=5", COMMENTED ("run:\n    iterations: 5\n\n", "", ""), "iterations=1");
  assert_pair (text, "parallel=3;delay=20;stop-on-failure=true;-Log in",
               COMMENTED ("run:\n    parallel: 3\n    delay: 20\n    stopOnFailure: true\n\n",
                          "      enabled: false\n", ""),
               "parallel=1;delay=0;stop-on-failure=false;+Log in");
}

#define RUN(lines) "name: F\nrun:\n" lines "steps:\n- name: A\n  " GET "\n"

static void
test_run_options (void)
{
  assert_edit (RUN ("  iterations: 2   # often\n  # slowly\n  delay: 0\n"), "iterations=7",
               RUN ("  iterations: 7   # often\n  # slowly\n  delay: 0\n"));
  /* A comment is about it, so the key stays. */
  assert_edit (RUN ("  iterations: 2   # often\n  delay: 5\n"), "iterations=1",
               RUN ("  iterations: 1   # often\n  delay: 5\n"));
  assert_edit (RUN ("  iterations: 2\n  # slowly\n  delay: 5\n"), "delay=0",
               RUN ("  iterations: 2\n  # slowly\n  delay: 0\n"));
  assert_edit (RUN ("  iterations: 2\n  delay: 5\n"), "iterations=1", RUN ("  delay: 5\n"));
  assert_edit (RUN ("  delay: 5\n"), "parallel=2", RUN ("  delay: 5\n  parallel: 2\n"));
  assert_pair (RUN ("  iterations: 2\n  delay: 5\n"), "stop-on-failure=true",
               RUN ("  iterations: 2\n  delay: 5\n  stopOnFailure: true\n"), "stop-on-failure=false");
  assert_pair (RUN ("  iterations: 2\n  stopOnFailure: true\n"), "delay=5",
               RUN ("  iterations: 2\n  delay: 5\n  stopOnFailure: true\n"), "delay=0");
  assert_edit (RUN ("  iterations: 2\n"), "iterations=1;parallel=4",
               RUN ("  iterations: 1\n  parallel: 4\n"));
  assert_edit (RUN ("  parallel: 4\n  delay: 1\n"), "iterations=3;parallel=1",
               RUN ("  delay: 1\n  iterations: 3\n"));
}

static void
test_spelling (void)
{
  assert_edit (RUN ("  'Iterations': \"2\"\n  DELAY: 500ms\n  stoponfailure: True\n"),
               "iterations=3;delay=700;stop-on-failure=false",
               RUN ("  'Iterations': \"3\"\n  DELAY: 700ms\n"));
  assert_edit (RUN ("  iterations: |-\n    2\n  delay: 2s # slow\n  stopOnFailure: TRUE # yes\n"),
               "iterations=3;delay=90000;stop-on-failure=false",
               RUN ("  iterations: |-\n    3\n  delay: 90s # slow\n  stopOnFailure: FALSE # yes\n"));
  assert_edit (RUN ("  iterations: !!str 2\n  delay: &d 5\n"), "iterations=3;delay=0",
               RUN ("  iterations: !!str 3\n  delay: &d 0\n"));
}

/* "run" and its options without a value */
static void
test_nothing (void)
{
  assert_edit (RUN ("  iterations: # some\n  delay: ~\n"), "iterations=3;delay=8",
               RUN ("  iterations: 3 # some\n  delay: 8\n"));
  assert_edit ("name: F\nrun: # soon\n# all\nsteps: []\n", "iterations=3;delay=8",
               "name: F\nrun: # soon\n  iterations: 3\n  delay: 8\n# all\nsteps: []\n");
  assert_edit ("name: F\nrun: {}  # soon\nsteps: []\n", "iterations=3;delay=8",
               "name: F\nrun: { iterations: 3, delay: 8 }  # soon\nsteps: []\n");
  assert_edit ("name: F\nrun: null\nsteps: []\n", "delay=8", "name: F\nrun: { delay: 8 }\nsteps: []\n");
  assert_edit ("{name: F, run: , steps: []}", "delay=8", "{name: F, run: {delay: 8} , steps: []}");
  assert_edit ("name: F\nsteps:\n- name: A\n  enabled:\n  " GET "\n", "-A",
               "name: F\nsteps:\n- name: A\n  enabled: false\n  " GET "\n");
  assert_edit ("name: F\nsteps:\n- { name: A, enabled, " GET " }\n", "-A",
               "name: F\nsteps:\n- { name: A, enabled: false, " GET " }\n");
}

#define STEPS(steps) "name: F\nsteps:\n" steps

static void
test_brackets (void)
{
  assert_pair (STEPS ("- { name: A, " GET " } # one\n- {name: B, " GET "}\n"), "-A",
               STEPS ("- { name: A, enabled: false, " GET " } # one\n- {name: B, " GET "}\n"), "+A");
  assert_pair (STEPS ("- { name: A, " GET " } # one\n- {" GET ",name: B}\n"), "-B",
               STEPS ("- { name: A, " GET " } # one\n- {" GET ",name: B,enabled: false}\n"), "+B");
  assert_edit (STEPS ("- { enabled: false, name: A, " GET " }\n"), "+A", STEPS ("- { name: A, " GET " }\n"));
  assert_edit (STEPS ("- { name: A, " GET ", enabled: false }\n"), "+A", STEPS ("- { name: A, " GET " }\n"));
  assert_pair ("name: F\nsteps: [{ \"name\":\"A\", " GET " }]\n", "-A",
               "name: F\nsteps: [{ \"name\":\"A\", \"enabled\":false, " GET " }]\n", "+A");
  assert_pair (STEPS ("- {\n    name: A, # it\n    # more\n    " GET "\n  }\n"), "-A",
               STEPS ("- {\n    name: A, # it\n    enabled: false,\n    # more\n    " GET "\n  }\n"), "+A");
  assert_pair (STEPS ("- {\n    " GET ",\n    name: A\n  }\n"), "-A",
               STEPS ("- {\n    " GET ",\n    name: A,\n    enabled: false\n  }\n"), "+A");
  assert_edit (STEPS ("- {\n    " GET ",\n    name: A # it\n  }\n"), "-A",
               STEPS ("- {\n    " GET ",\n    name: A, # it\n    enabled: false\n  }\n"));
}

/* Blocks and brackets in one document, steps in all three parts, and steps below their key's column */
static void
test_mixed (void)
{
  const char *text = "name: F\n"
                     "run: {iterations: 2, delay: 5}\n"
                     "beforeAll: [ { name: A, " GET " } ]\n"
                     "steps:\n"
                     "-   name: B\n"
                     "    " GET "\n"
                     "-\n"
                     "  {name: C, set: {x: 1}}\n"
                     "-\n"
                     "  # about D\n"
                     "  " GET "\n"
                     "  name: D\n"
                     "afterAll:\n"
                     " - set: {y: 2}\n"
                     "   name: E # the end";
  const char *changed = "name: F\n"
                        "run: {iterations: 2, delay: 9, stopOnFailure: true}\n"
                        "beforeAll: [ { name: A, enabled: false, " GET " } ]\n"
                        "steps:\n"
                        "-   name: B\n"
                        "    enabled: false\n"
                        "    " GET "\n"
                        "-\n"
                        "  {name: C, enabled: false, set: {x: 1}}\n"
                        "-\n"
                        "  # about D\n"
                        "  " GET "\n"
                        "  name: D\n"
                        "  enabled: false\n"
                        "afterAll:\n"
                        " - set: {y: 2}\n"
                        "   name: E # the end\n"
                        "   enabled: false";

  assert_pair (text, "delay=9;stop-on-failure=true;-A;-B;-C;-D;-E", changed,
               "delay=5;stop-on-failure=false;+A;+B;+C;+D;+E");
}

/* The key on the line of the "- " cannot go, nor one that a text above it ends at. */
static void
test_first_key (void)
{
  assert_edit (STEPS ("- enabled: false\n  name: A\n  " GET "\n"), "+A",
               STEPS ("- enabled: true\n  name: A\n  " GET "\n"));
  assert_edit (STEPS ("- enabled: false # flaky\n  name: A\n  " GET "\n"), "+A",
               STEPS ("- enabled: true # flaky\n  name: A\n  " GET "\n"));
  assert_edit (STEPS ("- name: A\n  # flaky\n  enabled: false\n  " GET "\n"), "+A",
               STEPS ("- name: A\n  # flaky\n  enabled: true\n  " GET "\n"));
  assert_edit (STEPS ("- name: A\n  set:\n    x: |+\n      a\n  enabled: false\n\n- { name: B, " GET " }\n"),
               "+A",
               STEPS ("- name: A\n  set:\n    x: |+\n      a\n  enabled: true\n\n- { name: B, " GET " }\n"));
  assert_edit (STEPS ("- name: A\n  set:\n    x: |\n      a\n  enabled: false"), "+A",
               STEPS ("- name: A\n  set:\n    x: |\n      a\n  enabled: true"));
}

static void
test_json (void)
{
  assert_pair ("{\"name\":\"F\",\"steps\":[{\"name\":\"A\"," JSON_GET "},{" JSON_GET ",\"name\":\"B\"}]}",
               "-A;-B;iterations=3",
               "{\"name\":\"F\",\"run\":{\"iterations\":3},"
               "\"steps\":[{\"name\":\"A\",\"enabled\":false," JSON_GET "},"
               "{" JSON_GET ",\"name\":\"B\",\"enabled\":false}]}",
               "+A;+B;iterations=1");
  assert_edit ("{\"name\": \"F\", \"run\": {}, \"steps\": []}", "delay=3",
               "{\"name\": \"F\", \"run\": {\"delay\": 3}, \"steps\": []}");
  assert_edit ("{\"name\": \"F\", \"run\": null, \"steps\": []}", "delay=3;parallel=2",
               "{\"name\": \"F\", \"run\": {\"parallel\": 2, \"delay\": 3}, \"steps\": []}");
  assert_edit ("{\"name\":\"F\",\"run\":{\"delay\":\"5ms\",\"iterations\":2},\"steps\":[]}",
               "delay=7;iterations=1",
               "{\"name\":\"F\",\"run\":{\"delay\":\"7ms\"},\"steps\":[]}");
}

#define PRETTY(run, enabled, comma_end)                                                                     \
  "{\n"                                                                                                     \
  "\t\"name\": \"F\",\n" run "\t\"steps\": [\n"                                                             \
  "\t\t{\n"                                                                                                 \
  "\t\t\t\"name\": \"A\",\n" enabled "\t\t\t" JSON_GET "\n"                                                 \
  "\t\t},\n"                                                                                                \
  "\t\t{\n"                                                                                                 \
  "\t\t\t" JSON_GET ",\n"                                                                                   \
  "\t\t\t\"name\": \"B\"" comma_end "\n"                                                                    \
  "\t\t}\n"                                                                                                 \
  "\t]\n"                                                                                                   \
  "}\n"

static void
test_pretty_json (void)
{
  const char *text = PRETTY ("", "", "");

  assert_pair (text, "-A", PRETTY ("", "\t\t\t\"enabled\": false,\n", ""), "+A");
  assert_pair (text, "-B", PRETTY ("", "", ",\n\t\t\t\"enabled\": false"), "+B");
  assert_pair (text, "iterations=4", PRETTY ("\t\"run\": {\n\t\t\"iterations\": 4\n\t},\n", "", ""),
               "iterations=1");
  assert_pair (text, "iterations=4;delay=1",
               PRETTY ("\t\"run\": {\n\t\t\"iterations\": 4,\n\t\t\"delay\": 1\n\t},\n", "", ""),
               "iterations=1;delay=0");
}

/* The same edits in a document with other line breaks, with a byte order mark, and without an end of the last
 * line */
static void
test_line_breaks (void)
{
  static const char *const breaks[] = { "\n", "\r\n", "\r" };
  static const char *const texts[][2] = {
    { "name: F\n\n# all\nsteps:\n  - name: \xC3\x84\n    " GET "\n",
      "name: F\n\nrun:\n  delay: 2\n\n# all\nsteps:\n  - name: \xC3\x84\n    enabled: false\n    " GET "\n" },
    { "name: F\nsteps:\n  - " GET "\n    name: \xC3\x84",
      "name: F\nrun:\n  delay: 2\nsteps:\n  - " GET "\n    name: \xC3\x84\n    enabled: false" },
    { "name: F\nsteps: [\n  {\n    name: \xC3\x84,\n    " GET "\n  }\n]",
      "name: F\nrun:\n  delay: 2\nsteps: [\n  {\n    name: \xC3\x84,\n    enabled: false,\n    " GET
      "\n  }\n]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < 2 * G_N_ELEMENTS (breaks); j++)
      {
        g_autoptr (GString) text = g_string_new (j % 2 != 0 ? "\xEF\xBB\xBF" : NULL);
        g_autoptr (GString) changed = g_string_new (text->str);

        g_string_append (text, texts[i][0]);
        g_string_append (changed, texts[i][1]);
        g_string_replace (text, "\n", breaks[j / 2], 0);
        g_string_replace (changed, "\n", breaks[j / 2], 0);
        assert_pair (text->str, "delay=2;-\xC3\x84", changed->str, "delay=0;+\xC3\x84");
      }
}

static void
test_places_of_run (void)
{
  /* A comment further to the right belongs to what is above it. */
  assert_pair ("name: F\nvariables:\n  - { name: x, value: 1 }\n  # no more\nsteps: []\n", "delay=2",
               "name: F\nvariables:\n  - { name: x, value: 1 }\n  # no more\nrun:\n  delay: 2\nsteps: []\n",
               "delay=0");
  /* What looks like a comment in a text is none. */
  assert_pair ("name: F\ndescription: \"a\n# b\"\nsteps: []\n", "delay=2",
               "name: F\ndescription: \"a\n# b\"\nrun:\n  delay: 2\nsteps: []\n", "delay=0");
  assert_pair ("name: F\nafterAll: []\nsteps: []\n", "delay=2",
               "name: F\nrun:\n  delay: 2\nafterAll: []\nsteps: []\n", "delay=0");
  assert_pair ("  name: F\n  \"steps\": []\n", "delay=2",
               "  name: F\n  \"run\":\n    \"delay\": 2\n  \"steps\": []\n", "delay=0");
  /* The mapping without any key of its own shows no indentation. */
  assert_edit (STEPS ("- name: A\n  set: {x: 1}\n- name: B\n  httpRequest:\n   url: http://a/\n   headers:\n"
                      "    <<: {}\n"),
               "delay=2",
               "name: F\nrun:\n delay: 2\nsteps:\n- name: A\n  set: {x: 1}\n- name: B\n  httpRequest:\n"
               "   url: http://a/\n   headers:\n    <<: {}\n");
  assert_pair ("{name: F, steps: []}\n", "delay=2;iterations=2",
               "{name: F, run: {iterations: 2, delay: 2}, steps: []}\n", "delay=0;iterations=1");
  assert_pair ("{ name: F,\n  # all\n  steps: [] }\n", "delay=2",
               "{ name: F,\n  run: { delay: 2 },\n  # all\n  steps: [] }\n", "delay=0");
}

static void
test_aliases (void)
{
  /* The alias gives way; what it names stays. */
  assert_edit (STEPS ("- name: A\n  enabled: &off false\n  " GET "\n"
                      "- name: B\n  enabled: *off # too\n  " GET "\n"),
               "+B",
               STEPS ("- name: A\n  enabled: &off false\n  " GET "\n"
                      "- name: B\n  enabled: true # too\n  " GET "\n"));
  /* Others that share a value keep theirs. */
  assert_edit (STEPS ("- name: A\n  enabled: &off false\n  " GET "\n- { name: B, enabled: *off, " GET " }\n"),
               "+A",
               STEPS ("- name: A\n  enabled: &off true\n  " GET "\n"
                      "- { name: B, enabled: false, " GET " }\n"));
  assert_edit (STEPS ("- &base\n  name: A\n  " GET "\n- <<: *base\n  name: B\n"), "-B",
               STEPS ("- &base\n  name: A\n  " GET "\n- <<: *base\n  name: B\n  enabled: false\n"));
  assert_edit (STEPS ("- &base\n  name: A\n  " GET "\n- <<: *base\n  name: B\n"), "-A",
               STEPS ("- &base\n  name: A\n  enabled: false\n  " GET "\n- <<: *base\n  name: B\n"
                      "  enabled: true\n"));
  assert_edit (STEPS ("- &base\n  name: A\n  enabled: false\n  " GET "\n- <<: *base\n  name: B\n"), "+B",
               STEPS ("- &base\n  name: A\n  enabled: false\n  " GET "\n- <<: *base\n  name: B\n"
                      "  enabled: true\n"));
  /* Removed, the key would let the merged one come to light. */
  assert_edit (STEPS ("- &base\n  name: A\n  " GET "\n- <<: *base\n  name: B\n  enabled: false\n"), "+B",
               STEPS ("- &base\n  name: A\n  " GET "\n- <<: *base\n  name: B\n  enabled: true\n"));
}

/* Others share the value, or the whole step; they get one of their own. */
static void
test_shared (void)
{
  assert_edit ("name: F\nrun:\n  iterations: &n 3\n"
               "steps:\n- name: A\n  retry: { maxRetries: *n }\n  " GET "\n",
               "iterations=4",
               "name: F\nrun:\n  iterations: &n 4\n"
               "steps:\n- name: A\n  retry: { maxRetries: 3 }\n  " GET "\n");
  assert_edit (STEPS ("- name: A\n  httpRequest:\n    method: POST\n    url: http://a/\n    payload:\n"
                      "      json: &s { name: B, " GET " }\n- *s\n"),
               "-B",
               STEPS ("- name: A\n  httpRequest:\n    method: POST\n    url: http://a/\n    payload:\n"
                      "      json: &s { name: B, " GET " }\n- name: B\n  enabled: false\n"
                      "  httpRequest:\n    url: http://a/\n"));
  assert_edit (STEPS ("- name: A\n  set: &r { delay: 5 }\nrun: *r\n"), "delay=6",
               STEPS ("- name: A\n  set: &r { delay: 5 }\nrun:\n  delay: 6\n"));
}

static void
test_refused (void)
{
  assert_refused (STEPS ("- name: A\n  " GET "\n"), "iterations=4;parallel=4", "cannot both be more than 1");
}

static void
assert_unreadable (const char *text, const char *expected)
{
  g_autoptr (WeirFlow) flow = flow_from_text (STEPS ("- name: A\n  " GET "\n- name: B\n  " GET "\n"), FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *edited = NULL;

  apply (flow, "-A");
  edited = weir_flow_edit_text (text, strlen (text), FALSE, flow, &error);
  g_assert_cmpstr (edited, ==, NULL);
  g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID);
  if (strstr (error->message, expected) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, expected);
}

static void
test_unreadable (void)
{
  assert_unreadable ("name: F\nsteps: 1\n", "cannot be read any more; line 2:");
  assert_unreadable ("", "cannot be read any more; line 1:");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/edit/comments stay with what they are about", test_commented);
  g_test_add_func ("/format/edit/run options change in their own line", test_run_options);
  g_test_add_func ("/format/edit/quotes, units and letters stay as they were", test_spelling);
  g_test_add_func ("/format/edit/a key without a value gets one", test_nothing);
  g_test_add_func ("/format/edit/steps in brackets stay in brackets", test_brackets);
  g_test_add_func ("/format/edit/every step is edited in its own layout", test_mixed);
  g_test_add_func ("/format/edit/a key that cannot go is written out", test_first_key);
  g_test_add_func ("/format/edit/JSON stays compact", test_json);
  g_test_add_func ("/format/edit/JSON stays pretty", test_pretty_json);
  g_test_add_func ("/format/edit/line breaks and the byte order mark stay", test_line_breaks);
  g_test_add_func ("/format/edit/run stands before the steps and their comments", test_places_of_run);
  g_test_add_func ("/format/edit/steps that share values stay as they are", test_aliases);
  g_test_add_func ("/format/edit/what others share they get for themselves", test_shared);
  g_test_add_func ("/format/edit/what cannot be written is refused in words", test_refused);
  g_test_add_func ("/format/edit/a document that cannot be read is not touched", test_unreadable);
  return g_test_run ();
}
