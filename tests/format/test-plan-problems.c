/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-problems.c: what a user reads about a load plan with errors, and where it points
 */

#include "config.h"

#include <string.h>

#include "weir-plan-format.h"

/* Each ends a line; what follows stands in line 6, respectively 4. */
#define ITERATION "name: P\nrounds:\n- name: R\n  iterations:\n  - name: I\n"
#define REQUEST "    httpRequest: {url: \"http://a/\"}\n"
#define ROUND "name: P\nrounds:\n- name: R\n"
#define WORK "  iterations: [{name: I, httpRequest: {url: \"http://a/\"}}]\n"

typedef struct
{
  const char *what;
  const char *text;
  guint line;
  guint column;
  const char *says;
} Case;

/* C6: each stands alone. */
static const Case removed[] = {
  { "C6 a plan below a key plan", "plan:\n  name: P\n  numberOfClient: 2\n  rounds: []\n", 1, 1,
    "A plan is the document itself: remove \"plan:\" and unindent what is below it." },
  { "C6 failureCriteria",
    ITERATION REQUEST "    failureCriteria: {maxErrorRate: 0.1, maxP90: 250, errorStatusCodes: \">= 500\"}\n",
    7, 5,
    "failureRules: [{metric: \"ErrorRate > 0.1\", errorStatusCodes: \">= 500\"}, {metric: \"TotalTime.P90 > "
    "250\"}]" },
  { "C6 a termination rule of thresholds",
    ITERATION REQUEST "    terminationRules:\n    - {maxErrorRate: 0.2, gracePeriod: \"00:00:10\"}\n", 8, 8,
    "terminationRules: [{metric: \"ErrorRate > 0.2\", gracePeriod: \"00:00:10\"}]" },
  { "termination rules that are no list",
    ITERATION REQUEST "    terminationRules: {maxP90: 500, maxP50: 300, gracePeriod: 5s}\n", 7, 24,
    "[{metric: \"TotalTime.P90 > 500\", gracePeriod: \"5s\"}, {metric: \"TotalTime.P50 > 300\", gracePeriod: "
    "\"5s\"}]" },
  { "thresholds in an iteration itself", ITERATION REQUEST "    maxAvg: 100\n    maxP50: 80\n", 7, 5,
    "failureRules: [{metric: \"TotalTime.P50 > 80\"}, {metric: \"TotalTime.Avg > 100\"}]" },
  { "a threshold in a failure rule", ITERATION REQUEST "    failureRules: [{maxP10: 3}]\n", 7, 21,
    "P10 is not a rule statistic; the lowest percentile is P50." },
  { "runs of the oldest format", "name: P\nlpsRuns: []\n", 2, 1, "This is an older plan format" },
  { "C9 a mode that is a number", ITERATION REQUEST "    mode: 1\n", 7, 11, "This is an older plan format" },
  { "a flow", "name: F\nsteps: []\n", 2, 1, "This is a flow" },
  { "other files", "include: [a.yaml]\n" ROUND WORK, 1, 1, "Other files are not included in a plan" },
};

static const Case shapes[] = {
  { "C8 an unknown key in httpRequest", ITERATION "    httpRequest: {url: \"http://a/\", retries: 2}\n", 6,
    37, "unknown key \"retries\" in httpRequest; did you mean \"retry\"?" },
  { "rows without a file", ROUND "  data: {order: random}\n" WORK, 4, 9, "data needs \"file\"" },
  { "rows of a file that is not there", ROUND "  data: {file: a.csv}\n" WORK, 4, 16, "was not found" },
  { "an arrival rate beside a mode",
    ITERATION REQUEST "    arrivalRate: {rate: 1, stages: [{rate: 2, duration: 3}]}\n    batchSize: 3\n", 8, 16,
    "remove one of the two" },
  { "an arrival rate without stages", ITERATION REQUEST "    arrivalRate: {rate: 1, stages: []}\n", 7, 36,
    "1 to 1000 stages" },
  { "an arrival rate that is none", ITERATION REQUEST
    "    arrivalRate: {rate: fast, stages: [{rate: 2, duration: 3}]}\n", 7, 25, "\"fast\" cannot be a rate" },
  { "a warm-up before the beginning", ITERATION REQUEST "    warmUp: -1\n", 7, 13, "-1" },
  { "C9 a key and its alias",
    ITERATION "    httpRequest: {url: \"http://a/\", httpMethod: GET, method: GET}\n", 6, 54,
    "\"method\" is another word for \"httpMethod\", which is given in line 6" },
  { "a key twice, in another case", ITERATION "    httpRequest: {url: \"http://a/\", URL: \"http://b/\"}\n",
    6, 37, "\"URL\" is given twice" },
  { "C10 a tunnel", ITERATION "    httpRequest: {url: \"http://a/\", method: CONNECT}\n", 6, 45,
    "a tunnel is not a request Weir can measure" },
  { "C11 a name that is too long",
    ROUND WORK "- name: 1234567890123456789012345678901234567890123456789012345678901\n" WORK, 5, 9,
    "has 61 characters; 60 are allowed" },
  { "C11 a name with a slash",
    "name: a/b\nrounds: [{name: R, reference: [I]}]\niterations: [{name: I, httpRequest:"
    " {url: \"http://a/\"}}]\n",
    1, 7, "\"a/b\" cannot be a name" },
  { "C11 two iterations of one name",
    ITERATION REQUEST "  - name: i\n    httpRequest: {url: \"http://a/\"}\n", 7, 11,
    "The iteration name \"i\" is already used in line 5" },
  { "an iteration of the round and a reference to one of the same name",
    "name: P\niterations: [{name: I, httpRequest: {url: \"http://a/\"}}]\nrounds:\n- name: R\n" WORK
    "  reference: [i]\n",
    6, 15, "The iteration name \"i\" is already used in line 5" },
  { "C11 no rounds", "name: P\nrounds: []\n", 2, 9, "at least one" },
  { "C11 a round without iterations", ROUND "  iterations: []\n", 3, 3, "round needs \"iterations\"" },
  { "C11 a misspelt reference",
    "name: P\niterations: [{name: Checkout, httpRequest: {url: \"http://a/\"}}]\nrounds:\n- name: R\n"
    "  reference: [Chekout, checkout]\n",
    5, 15, "The plan has no iteration \"Chekout\"; did you mean \"Checkout\"?" },
  { "a reference that is no list", ROUND "  reference: I\n", 4, 14, "\"reference\" must be a list" },
  { "C13 an unknown version", ITERATION "    httpRequest: {url: \"http://a/\", version: 3}\n", 6, 46,
    "write 1.0, 1.1 or 2.0" },
  { "C13 HTTP/2 without TLS", ITERATION "    httpRequest: {url: \"http://a/\", supportH2C: true}\n", 6, 49,
    "HTTP/2 without TLS is not available; remove supportH2C." },
  { "C14 too large a batch", ITERATION REQUEST "    batchSize: 100001\n    coolDownTime: 1\n", 7, 16,
    "from 1 to 100000, not \"100001\"" },
  { "C14 too many requests", ITERATION REQUEST "    requestCount: 1000000000000000000\n", 7, 19,
    "from 1 to 1000000000000" },
  { "C14 too much in flight",
    ROUND
    "  numberOfClients: 100000\n  iterations:\n  - {name: I, batchSize: 100, requestCount: 100, coolDownTime:"
    " 1, httpRequest: {url: \"http://a/\"}}\n",
    6, 26, "This plan asks for 10000000 requests in flight at once" },
  { "C15 an unknown unit", ROUND "  arrivalDelay: 5x\n" WORK, 4, 17, "“5x” is not a duration" },
  { "C15 a negative duration", ROUND "  arrivalDelay: -1\n" WORK, 4, 17, "negative" },
  { "C16 a grace period without unit",
    ITERATION REQUEST "    terminationRules: [{metric: TTFB > 1, gracePeriod: 10}]\n", 7, 56, "write “10s”" },
  { "C16 an impossible minute",
    ITERATION REQUEST "    terminationRules: [{metric: TTFB > 1, gracePeriod: \"00:61:00\"}]\n", 7, 56,
    "minutes and seconds to 59" },
  { "C18 mode R with a duration", ITERATION REQUEST "    mode: R\n    duration: 2\n", 8, 15,
    "mode R takes no \"duration\"; remove it, or write mode: D" },
  { "C18 mode D with a count", ITERATION REQUEST "    mode: D\n    duration: 2\n    requestCount: 3\n", 9, 19,
    "mode D takes no \"requestCount\"" },
  { "C18 mode CB without cool-down",
    ITERATION REQUEST "    mode: CB\n    batchSize: 2\n    terminationRules: [{metric: TTFB > 1}]\n", 7, 11,
    "mode CB needs \"coolDownTime\", which is not given" },
  { "C18 a duration no longer than the cool-down",
    ITERATION REQUEST "    duration: 1\n    batchSize: 2\n    coolDownTime: 1000\n", 7, 15,
    "\"duration\" (1s) must be longer than \"coolDownTime\" (1s)" },
  { "fewer requests than one batch",
    ITERATION REQUEST "    requestCount: 3\n    batchSize: 4\n    coolDownTime: 1\n", 7, 19,
    "must not be less than \"batchSize\" (4)" },
  { "C18 nothing to send", "variables: [{name: n, value: 0}]\n" ITERATION REQUEST "    requestCount: ${n}\n",
    8, 19, "must be a whole number from 1 to 1000000000000, not \"0\"" },
  { "C18 a word for a number",
    "variables: [{name: n, value: three}]\n" ITERATION REQUEST "    requestCount: ${n}\n", 8, 19,
    "not \"three\"" },
  { "a number nobody gives", ITERATION REQUEST "    requestCount: ${n}\n", 7, 19, "\"n\" has no value then" },
  { "C27 a count and a duration", ITERATION REQUEST "    duration: 1\n    requestCount: 1\n", 7, 15,
    "cannot both be given" },
  { "C27 a batch without cool-down", ITERATION REQUEST "    batchSize: 1\n", 7, 16,
    "\"coolDownTime\" is not given" },
  { "C63 a statistic of a share", ITERATION REQUEST "    failureRules: [{metric: ErrorRate.P90 > 1}]\n", 7,
    39, "ErrorRate is one number" },
  { "C63 an operator of other languages",
    ITERATION REQUEST "    failureRules: [{metric: \"TotalTime == 5\"}]\n", 7, 40, "did you mean “=”?" },
  { "C63 codes that are none",
    ITERATION REQUEST "    failureRules: [{metric: ErrorRate > 0, errorStatusCodes: 600}]\n", 7, 62,
    "There is no such status code" },
  { "a rule of nothing", ITERATION REQUEST "    failureRules: [{errorStatusCodes: 500}]\n", 7, 20,
    "failure rule needs \"metric\"" },
  { "a grace period of a failure rule",
    ITERATION REQUEST "    failureRules: [{metric: TTFB > 1, gracePeriod: 1s}]\n", 7, 39,
    "unknown key \"gracePeriod\"" },
  { "a relative URL without base", ITERATION "    httpRequest: {url: /x}\n", 6, 24,
    "\"/x\" is not an absolute URL, and the round \"R\" has no \"baseUrl\"" },
  { "a base URL without host", ROUND "  baseUrl: http:///x\n" WORK, 4, 12, "cannot be a base URL" },
  { "an iteration without request", ITERATION, 5, 5, "iteration needs \"httpRequest\"" },
  { "an iteration with a request and a flow", ITERATION REQUEST "    flow: a.flow.yaml\n", 7, 11,
    "either \"httpRequest\" or \"flow\"" },
  { "a flow that asserts",
    ITERATION "    flow: a.flow.yaml\n    assert: [{from: status, is: '=', value: 200}]\n", 7, 13,
    "the steps of a flow have their own" },
  { "a capture without name", ITERATION "    httpRequest: {url: \"http://a/\", capture: {as: json}}\n", 6, 46,
    "capture needs \"to\"" },
  { "answers to files", ITERATION "    httpRequest: {url: \"http://a/\", saveResponse: true}\n", 6, 51,
    "Answers are not written to files" },
  { "a file that is not there",
    ITERATION "    httpRequest: {url: \"http://a/\", payload: {file: nowhere.bin}}\n", 6, 53, "nowhere.bin" },
  { "the old word for a payload", ITERATION "    httpRequest: {url: \"http://a/\", payload: {value: x}}\n", 6,
    47, "did you mean \"raw\"?" },
  { "a condition that ends too early", ITERATION REQUEST "    skipIf: ${a} =\n", 7, 19, "\"skipIf\": " },
  { "a stage without clients", ROUND "  stages: [{arrivalDelay: 5}]\n" WORK, 4, 12,
    "stage needs \"numberOfClients\"" },
  { "C49 variables in a circle",
    "name: P\nvariables: [{name: a, value: \"${b}\"}, {name: b, value: \"${a}\"}]\nrounds:\n- name: R\n" WORK,
    2, 30, "a → b → a" },
  { "a secret with a value",
    "name: P\nenvironments: [{name: E, variables: [{name: k, value: x, secret: true}]}]\nrounds:\n- name: "
    "R\n" WORK,
    2, 55, "never written to a file" },
};

static const Case warnings[] = {
  { "C1 an answer nobody captures", ITERATION REQUEST "    skipIf: ${Login.StatusCode} = 401\n", 7, 13,
    "write \"capture: {to: Login}\" in its httpRequest" },
  { "C13 HTTP/1.0", ITERATION "    httpRequest: {url: \"http://a/\", version: 1.0}\n", 6, 46,
    "sent as HTTP/1.1" },
  { "C33 clients beside stages", ROUND "  numberOfClients: 2\n  stages: [{numberOfClients: 3}]\n" WORK, 4, 20,
    "has no effect beside \"stages\"" },
  { "C63 a share above one", ITERATION REQUEST "    failureRules: [{metric: ErrorRate > 5}]\n", 7, 29,
    "write “5%”" },
  { "codes of a time", ITERATION REQUEST "    failureRules: [{metric: TTFB > 5, errorStatusCodes: 500}]\n", 7,
    57, "has no effect here" },
  { "a delay that looks like seconds", ROUND "  startupDelay: 5\n" WORK, 4, 17,
    "5 ms; if seconds were meant write 5s." },
  { "an iteration without end", ITERATION REQUEST "    batchSize: 1\n    coolDownTime: 10\n", 5, 5,
    "only ends when the run is stopped" },
  { "an iteration nobody refers to",
    "name: P\niterations: [{name: G, httpRequest: {url: \"http://a/\"}}]\nrounds:\n- name: R\n" WORK, 2, 14,
    "No round refers to the iteration \"G\"" },
  { "a metric of a round that is not there",
    ITERATION REQUEST "    skipIf: ${Metrics.X.I.Throughput.RPS} > 1\n", 7, 13,
    "\"Metrics.X.I.Throughput.RPS\" has no value: write Metrics, a round" },
  { "a metric there is not", ITERATION REQUEST "    skipIf: ${Metrics.R.I.Throughput.Rps2} > 1\n", 7, 13,
    "has no value: write Metrics" },
};

static WeirPlan *
parse (const char *text, const WeirPlanOptions *options, GPtrArray *problems)
{
  return weir_plan_parse (text, strlen (text), *text == '{', "/nowhere", options, problems);
}

static void
assert_alone (const Case *test, gboolean is_warning, gboolean is_lenient)
{
  static const char *const flows[]
      = { "a.flow.yaml", "name: F\nsteps: [{name: A, httpRequest: {url: \"http://a/\"}}]\n", NULL };
  WeirPlanOptions options = { .is_lenient = is_lenient, .flows = flows };
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) plan = parse (test->text, &options, problems);
  const WeirProblem *problem;

  for (guint i = 1; i < problems->len; i++)
    g_error ("%s: %s", test->what, ((WeirProblem *) g_ptr_array_index (problems, i))->message);
  if (problems->len == 0)
    g_error ("%s: no problem is told", test->what);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpint (problem->is_warning, ==, is_warning);
  g_assert_cmpint (plan != NULL, ==, is_warning);
  if (strstr (problem->message, test->says) == NULL || problem->line != test->line ||
      problem->column != test->column)
    g_error ("%s: %u:%u: %s", test->what, problem->line, problem->column, problem->message);
}

static void
test_removed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (removed); i++)
    {
      assert_alone (&removed[i], FALSE, FALSE);
      assert_alone (&removed[i], FALSE, TRUE);
    }
}

static void
test_shapes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    assert_alone (&shapes[i], FALSE, FALSE);
}

static void
test_warnings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    assert_alone (&warnings[i], TRUE, FALSE);
}

static void
test_all_at_once (void)
{
  static const struct
  {
    guint line, column;
    const char *says;
  } expected[] = {
    { 3, 3, "unknown key \"numberOfClient\" in round; did you mean \"numberOfClients\"?" },
    { 4, 18, "\"runInParallel\" must be true or false, not \"maybe\"" },
    { 8, 11, "\"mode\" cannot be \"RB\"" },
    { 9, 19, "“-5” is negative" },
  };
  const char *text =
      "name: P\nrounds:\n- numberOfClient: 2\n  runInParallel: maybe\n  name: R\n  iterations:\n"
      "  - name: I\n    mode: RB\n    coolDownTime: -5\n    httpRequest: {url: \"http://a/\"}\n";
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) plan = parse (text, NULL, problems);

  g_assert_null (plan);
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      if (problem->line != expected[i].line || problem->column != expected[i].column ||
          strstr (problem->message, expected[i].says) == NULL)
        g_error ("%u:%u: %s", problem->line, problem->column, problem->message);
    }
}

static void
test_synonyms (void)
{
  static const char *const words[][3] = {
    { "clients", "round", "numberOfClients" }, { "users", "round", "numberOfClients" },
    { "vus", "round", "numberOfClients" },     { "parallel", "round", "runInParallel" },
    { "references", "round", "reference" },    { "requests", "iteration", "requestCount" },
    { "count", "iteration", "requestCount" },  { "cooldown", "iteration", "coolDownTime" },
    { "body", "httpRequest", "payload" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *round = g_strdup_printf (ROUND "  %s: 1\n" WORK, words[i][0]);
      g_autofree char *iteration = g_strdup_printf (ITERATION REQUEST "    %s: 1\n", words[i][0]);
      g_autofree char *request =
          g_strdup_printf (ITERATION "    httpRequest: {url: \"http://a/\", %s: 1}\n", words[i][0]);
      g_autofree char *says = g_strdup_printf ("unknown key \"%s\" in %s; did you mean \"%s\"?", words[i][0],
                                               words[i][1], words[i][2]);
      g_autoptr (GPtrArray) problems = weir_problems_new ();
      const char *text = *words[i][1] == 'r' ? round : *words[i][1] == 'i' ? iteration : request;

      g_assert_null (parse (text, NULL, problems));
      g_assert_cmpstr (((WeirProblem *) g_ptr_array_index (problems, 0))->message, ==, says);
    }
}

static void
assert_lenient (const char *text, guint n_warnings)
{
  WeirPlanOptions options = { .is_lenient = TRUE };
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) plan = parse (text, &options, problems);

  g_assert_nonnull (plan);
  g_assert_cmpuint (problems->len, ==, n_warnings);
  g_assert_cmpuint (weir_problems_count_errors (problems), ==, 0);
}

static void
test_lenient (void)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirPlanOptions options = { .is_lenient = TRUE };

  assert_lenient (ITERATION "    httpRequest: {url: \"http://a/\", retries: 2}\n", 1);
  assert_lenient (ITERATION "    httpRequest: {url: \"http://a/\", httpMethod: PUT, method: GET}\n", 1);
  assert_lenient (ITERATION "    httpRequest: {url: \"http://a/\", supportH2C: true}\n", 1);
  /* What is only warned of is not there. */
  g_assert_null (parse (ITERATION "    httpRequest: {urll: \"http://a/\"}\n", &options, problems));
}

static void
test_environment (void)
{
  static const char *const misspelt[] = { "stagin", NULL };
  WeirPlanOptions options = { .environments = misspelt };
  g_autoptr (GPtrArray) problems = weir_problems_new ();

  g_assert_null (parse ("name: P\nenvironments: [{name: staging, variables: []}]\nrounds:\n- name: R\n" WORK,
                        &options, problems));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((WeirProblem *) g_ptr_array_index (problems, 0))->message, ==,
                   "There is no environment \"stagin\"; did you mean \"staging\"?");
}

static void
test_circle (void)
{
  static const char *const environments[] = { "E", NULL };
  WeirPlanOptions options = { .environments = environments };
  const char *text =
      "name: P\nvariables: [{name: a, value: \"${b}\"}, {name: b, value: x}]\n"
      "environments: [{name: E, variables: [{name: b, value: \"${a}\"}]}]\nrounds:\n- name: R\n" WORK;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GPtrArray) none = weir_problems_new ();
  g_autoptr (WeirPlan) plan = parse (text, NULL, none);

  g_assert_nonnull (plan);
  g_assert_null (parse (text, &options, problems));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (((WeirProblem *) g_ptr_array_index (problems, 0))->message, "depends on itself"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/plan/C6 keys of older plans are answered with what to write, also leniently",
                   test_removed);
  g_test_add_func ("/format/plan/C7 all problems are told at once, in line order", test_all_at_once);
  g_test_add_func ("/format/plan/C8 leniently, unknown and doubled keys are warned of", test_lenient);
  g_test_add_func ("/format/plan/C11 an unknown environment is told, with the one that was meant",
                   test_environment);
  g_test_add_func ("/format/plan/C49 a circle that only an environment makes is told", test_circle);
  g_test_add_func ("/format/plan/words of other programs lead to the key", test_synonyms);
  g_test_add_func ("/format/plan/C8-C18 C27 C63 each mistake is told at its place", test_shapes);
  g_test_add_func ("/format/plan/C1 C13 C33 C63 what is odd is warned of at its place", test_warnings);
  return g_test_run ();
}
