/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-comments.c: forms change the lines of a load plan that they must, and keep every comment
 */

#include "config.h"

#include <string.h>

#include "plan-fixture.h"

/* A comment above and behind everything that can have one; each is a word of its own. */
static const char commented[] =
    "# c00 the whole\n"
    "name: Evening # c01\n"
    "# c02 what is given\n"
    "variables: # c03\n"
    "  # c04 the first\n"
    "  - name: api # c05\n"
    "    value: http://127.0.0.1:8020 # c06\n"
    "  - {name: n, value: 20} # c07\n"
    "# c08 elsewhere\n"
    "environments: # c09\n"
    "  - name: staging # c10\n"
    "    variables: # c11\n"
    "      - {name: api, value: 'http://127.0.0.1:8021'} # c12\n"
    "# c13 who comes\n"
    "rounds: # c14\n"
    "  # c15 real ones\n"
    "  - name: Buyers # c16\n"
    "    baseUrl: ${api} # c17\n"
    "    # c18 many\n"
    "    numberOfClients: 40 # c19\n"
    "    arrivalDelay: 50ms   # c20\n"
    "    tags: [smoke, night] # c21\n"
    "    iterations: # c22\n"
    "      # c23 to begin with\n"
    "      - name: Sign in # c24\n"
    "        httpRequest: # c25\n"
    "          url: /login # c26\n"
    "          method: POST # c27\n"
    "          headers: # c28\n"
    "            # c29 json\n"
    "            Content-Type: application/json # c30\n"
    "            X-Try: '1' # c31\n"
    "          payload: # c32\n"
    "            raw: '{\"user\":\"ada\"}' # c33\n"
    "          capture: {to: Login} # c34\n"
    "      # c35 and then\n"
    "      - name: Browse # c36\n"
    "        mode: DCB # c37\n"
    "        # c38 seconds\n"
    "        duration: 30 # c39\n"
    "        batchSize: 5 # c40\n"
    "        coolDownTime: 500 # c41\n"
    "        skipIf: ${Login.StatusCode} <> 200 # c42\n"
    "        httpRequest: # c43\n"
    "          url: /books # c44\n"
    "          retry: {maxRetries: 2, delayInMs: 1s} # c45\n"
    "        failureRules: # c46\n"
    "          # c47 half a second\n"
    "          - metric: TotalTime.P90 > 500 # c48\n"
    "        terminationRules: # c49\n"
    "          # c50 enough\n"
    "          - {metric: ErrorRate > 0.5, gracePeriod: 10s} # c51\n"
    "          # c52 behind the last rule\n"
    "  # c53 others\n"
    "  - name: Guests # c54\n"
    "    baseUrl: ${api} # c55\n"
    "    stages: # c56\n"
    "      - {numberOfClients: 3} # c57\n"
    "    iterations: # c58\n"
    "      - {name: Look, httpRequest: {url: /}} # c59\n"
    "# c60 the end\n";
#define N_COMMENTS 61

#define SIGN_IN "rounds[0].iterations[0]"
#define BROWSE "rounds[0].iterations[1]"

typedef struct
{
  const char *path;
  const char *property;
  const char *typed;
  const char *line;    /* which becomes … */
  const char *changed; /* … this; of what is added, how it begins */
} Case;

static const Case cases[] = {
  { "", "name", "Night", "name: Evening # c01", "name: Night # c01" },
  { "variables[0]", "name", "base", "  - name: api # c05", "  - name: base # c05" },
  { "variables[0]", "value", "http://127.0.0.1:8022", "    value: http://127.0.0.1:8020 # c06",
    "    value: http://127.0.0.1:8022 # c06" },
  { "variables[1]", "value", "30", "  - {name: n, value: 20} # c07", "  - {name: n, value: 30} # c07" },
  { "environments[0]", "name", "live", "  - name: staging # c10", "  - name: live # c10" },
  { "environments[0].variables[0]", "value", "http://h",
    "      - {name: api, value: 'http://127.0.0.1:8021'} # c12",
    "      - {name: api, value: 'http://h'} # c12" },
  { "rounds[0]", "name", "Readers", "  - name: Buyers # c16", "  - name: Readers # c16" },
  { "rounds[0]", "base-url", "http://127.0.0.1:1", "    baseUrl: ${api} # c17",
    "    baseUrl: http://127.0.0.1:1 # c17" },
  { "rounds[0]", "clients", "80", "    numberOfClients: 40 # c19", "    numberOfClients: 80 # c19" },
  { "rounds[0]", "arrival-delay-us", "75ms", "    arrivalDelay: 50ms   # c20",
    "    arrivalDelay: 75ms   # c20" },
  { "rounds[0]", "tags", "smoke", "    tags: [smoke, night] # c21", "    tags: [smoke] # c21" },
  { SIGN_IN, "name", "Log in", "      - name: Sign in # c24", "      - name: Log in # c24" },
  { SIGN_IN ".step.request", "url", "/session", "          url: /login # c26",
    "          url: /session # c26" },
  { SIGN_IN ".step.request.headers[1]", "value", "2", "            X-Try: '1' # c31",
    "            X-Try: '2' # c31" },
  { SIGN_IN ".capture", "to", "Session", "          capture: {to: Login} # c34",
    "          capture: {to: Session} # c34" },
  { BROWSE ".pacing", "duration-us", "45", "        duration: 30 # c39", "        duration: 45 # c39" },
  { BROWSE ".pacing", "batch-size", "8", "        batchSize: 5 # c40", "        batchSize: 8 # c40" },
  { BROWSE ".pacing", "cool-down-us", "3s", "        coolDownTime: 500 # c41",
    "        coolDownTime: 3000 # c41" },
  { BROWSE, "skip-if", "${n} = 1", "        skipIf: ${Login.StatusCode} <> 200 # c42",
    "        skipIf: ${n} = 1 # c42" },
  { BROWSE ".step.request", "url", "/all", "          url: /books # c44", "          url: /all # c44" },
  { BROWSE ".step.retry", "max-retries", "4", "          retry: {maxRetries: 2, delayInMs: 1s} # c45",
    "          retry: {maxRetries: 4, delayInMs: 1s} # c45" },
  { BROWSE ".failure-rules[0]", "metric", "400", "          - metric: TotalTime.P90 > 500 # c48",
    "          - metric: TotalTime.P90 > 400 # c48" },
  { BROWSE ".termination-rules[0]", "grace-us", "4s",
    "          - {metric: ErrorRate > 0.5, gracePeriod: 10s} # c51",
    "          - {metric: ErrorRate > 0.5, gracePeriod: 4s} # c51" },
  { "rounds[1].stages[0]", "clients", "7", "      - {numberOfClients: 3} # c57",
    "      - {numberOfClients: 7} # c57" },
};

/* Exactly one line is another one. */
static char *
replace (const char *line, const char *changed)
{
  g_autoptr (GString) text = g_string_new (commented);
  g_autofree char *before = g_strconcat ("\n", line, "\n", NULL);
  g_autofree char *after = g_strconcat ("\n", changed, "\n", NULL);

  g_assert_cmpuint (g_string_replace (text, before, after, 0), ==, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_text (Fixture *fixture, const char *what, const char *expected)
{
  g_autofree char *text = plan_dup_text (fixture);

  if (!g_str_equal (text, expected))
    g_error ("%s: this was expected:\n%s\nbut this came:\n%s", what, expected, text);
}

static void
test_lines (Fixture *fixture)
{
  g_autofree char *path = plan_open (fixture, "commented.plan.yaml", commented);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expected = replace (cases[i].line, cases[i].changed);

      plan_type (plan_go_to (fixture, cases[i].path, cases[i].property), cases[i].typed);
      assert_text (fixture, cases[i].property, expected);
      fixture_activate (fixture, "win.undo");
      assert_text (fixture, "undone", commented);
    }
}

/* All of it at once, and saved. */
static void
test_saved (Fixture *fixture)
{
  g_autofree char *path = plan_open (fixture, "all-commented.plan.yaml", commented);
  g_autoptr (GString) expected = g_string_new (commented);
  g_autofree char *saved = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      plan_type (plan_go_to (fixture, cases[i].path, cases[i].property), cases[i].typed);
      g_assert_cmpuint (g_string_replace (expected, cases[i].line, cases[i].changed, 0), ==, 1);
    }
  fixture_activate (fixture, "win.save");
  g_assert_null (weir_window_get_message (fixture->window));
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, expected->str);
}

/* What is new has a place, and nothing else moves. */
static void
test_added (Fixture *fixture)
{
  static const Case added[] = {
    { "rounds[0]", "startup-delay-us", "2s", NULL, "startupDelay: 2s" },
    { "rounds[0]", "parallel", "true", NULL, "runInParallel: true" },
    { SIGN_IN, "warm-up-us", "5", NULL, "warmUp: 5s" },
    { SIGN_IN ".pacing", "request-count", "9", NULL, "requestCount: 9" },
    { BROWSE ".pacing", "maximize-throughput", "true", NULL, "maximizeThroughput: true" },
  };
  g_autofree char *path = plan_open (fixture, "added.plan.yaml", commented);

  for (guint i = 0; i < G_N_ELEMENTS (added); i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *line = NULL;
      char *at;

      plan_type (plan_go_to (fixture, added[i].path, added[i].property), added[i].typed);
      text = plan_dup_text (fixture);
      at = strstr (text, added[i].changed);
      g_assert_nonnull (at);
      while (at > text && at[-1] == ' ')
        at--;
      /* A line of its own: without it the text is what it was. */
      g_assert_cmpint (at[-1], ==, '\n');
      memmove (at, strchr (at, '\n') + 1, strlen (strchr (at, '\n')));
      g_assert_cmpstr (text, ==, commented);
      fixture_activate (fixture, "win.undo");
    }
}

/* However much of the plan is made anew, no comment of what stays goes. */
static void
test_kept (Fixture *fixture)
{
  g_autofree char *path = plan_open (fixture, "kept.plan.yaml", commented);
  g_autofree char *text = NULL;

  plan_type (plan_go_to (fixture, BROWSE ".pacing", "mode"), "0");
  plan_type (plan_go_to (fixture, SIGN_IN ".step.request", "method"), "3");
  text = plan_dup_text (fixture);
  for (guint i = 0; i < N_COMMENTS; i++)
    {
      g_autofree char *comment = g_strdup_printf ("# c%02u", i);
      /* With their keys go those of the numbers that the mode does not have. */
      gboolean stays = i < 38 || i > 41;

      if (stays && strstr (text, comment) == NULL)
        g_error ("%s is gone:\n%s", comment, text);
    }
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan-comments/a field changes its line and nothing else", test_lines);
  fixture_add ("/desktop/plan-comments/what was changed in all fields is saved with all comments",
               test_saved);
  fixture_add ("/desktop/plan-comments/what is new is a line of its own", test_added);
  fixture_add ("/desktop/plan-comments/another mode keeps the comments of what stays", test_kept);
  return g_test_run ();
}
