/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-inline.c: the load plan that the options of `weir-cli --url` stand for
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-cli-private.h"

/* @typed: what follows weir-cli, words separated by "|". NULL with @error when it is refused. */
static WeirPlan *
plan_of (const char *typed, GError **error)
{
  g_auto (GStrv) arguments = g_strsplit (typed, "|", -1);
  g_autoptr (WeirCliLoadOptions) options = weir_cli_load_options_new ();
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, options, NULL);
  g_auto (GStrv) rewritten =
      weir_cli_options_rewrite (WEIR_CLI_COMMAND_URL, (const char *const *) arguments, error);
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_auto (GStrv) parsed = NULL;

  g_option_group_add_entries (group, weir_cli_load_options_get_entries (WEIR_CLI_COMMAND_URL));
  g_option_context_set_main_group (context, group);
  if (rewritten == NULL)
    return NULL;
  g_strv_builder_add (argv, "weir-cli");
  g_strv_builder_addv (argv, (const char **) rewritten);
  parsed = g_strv_builder_end (argv);
  if (!g_option_context_parse_strv (context, &parsed, error))
    return NULL;
  return weir_cli_inline_plan_new (options, error);
}

static void
assert_plan (const char *typed, const char *yaml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirPlan) plan = plan_of (typed, &error);
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (plan);
  written = weir_plan_to_yaml (plan);
  g_assert_cmpstr (written, ==, yaml);
}

static void
assert_refused (const char *typed, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirPlan) plan = plan_of (typed, &error);

  g_assert_null (plan);
  g_assert_nonnull (error);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
}

/* The plan itself has problems, which are told on stderr. */
static void
assert_invalid (const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirPlan) plan = plan_of (typed, &error);

  g_assert_no_error (error);
  g_assert_null (plan);
}

#define HEAD "name: Quick-Plan\nrounds:\n- name: Quick-Round\n"
#define ITERATION "  iterations:\n  - name: Quick-Iteration\n"
#define REQUEST "    httpRequest:\n      url: http://a/\n"

static void
test_defaults (void)
{
  assert_plan ("--url|http://a/", HEAD ITERATION "    mode: R\n    requestCount: 1\n" REQUEST);
  assert_plan ("-u|http://a/", HEAD ITERATION "    mode: R\n    requestCount: 1\n" REQUEST);
}

static void
test_counts (void)
{
  static const char *const spellings[] = { "--REQUESTCOUNT|5", "--request-count=5", "-rc|5", "-rc=5",
                                           "--requestcount|5" };

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autofree char *typed = g_strconcat ("--url|http://a/|", spellings[i], NULL);

      assert_plan (typed, HEAD ITERATION "    mode: R\n    requestCount: 5\n" REQUEST);
    }
  assert_refused ("--url|http://a/|-RC|5", "did you mean -rc?");
  assert_refused ("--url|http://a/|-rc|5|-rc|6", "--request-count was given twice");
  assert_refused ("--url|http://a/|-rc|-d|1", "--request-count needs a value");
}

static void
test_modes (void)
{
  assert_plan ("--url|http://a/|-d|1", HEAD ITERATION "    mode: D\n    duration: 1s\n" REQUEST);
  assert_plan ("--url|http://a/|-d|1|-bs|2|-cdt|300", HEAD ITERATION
               "    mode: DCB\n    duration: 1s\n    batchSize: 2\n    coolDownTime: 300ms\n" REQUEST);
  assert_plan ("--url|http://a/|-rc|9|-bs|2|-cdt|300|-im|crb|-mt", HEAD ITERATION
               "    mode: CRB\n    requestCount: 9\n    batchSize: 2\n    coolDownTime: 300ms\n"
               "    maximizeThroughput: true\n" REQUEST);
  assert_invalid ("--url|http://a/|-d|1|-rc|5");
  assert_invalid ("--url|http://a/|-bs|5");
  assert_invalid ("--url|http://a/|-im|1");
}

static void
test_round (void)
{
  assert_plan ("-u|http://a/|-n|My plan|-rn|First|-in|Home|-sd|500|-nc|3|-ad|50ms|-dcc|-rip|true|--insecure",
               "name: My plan\nrounds:\n- name: First\n  startupDelay: 500ms\n  numberOfClients: 3\n"
               "  arrivalDelay: 50ms\n  delayClientCreationUntilIsNeeded: true\n  runInParallel: true\n"
               "  insecure: true\n  iterations:\n  - name: Home\n    mode: R\n    requestCount: 1\n" REQUEST);
  assert_plan ("-u|http://a/|-sd|2|--compat|lps-3.0.4",
               HEAD "  startupDelay: 2s\n" ITERATION "    mode: R\n    requestCount: 1\n" REQUEST);
}

static void
test_request (void)
{
  assert_plan ("-u|http://a/|-H|A: b|-H|C:d|--method|post|-hv|1.1|-p|{\"a\": 1}",
               HEAD ITERATION "    mode: R\n    requestCount: 1\n    httpRequest:\n      method: POST\n"
                              "      url: http://a/\n      version: 1.1\n      headers:\n        A: b\n"
                              "        C: d\n      payload:\n        raw: '{\"a\": 1}'\n");
  assert_refused ("-u|http://a/|-H|nonsense", "--header must be");
  assert_refused ("-u|http://a/|-p|URL:http://b/", "not fetched");
  assert_invalid ("-u|http://a/|-hm|CONNECT");
  assert_invalid ("-u|http://a/|-dhtmler");
  assert_invalid ("-u|http://a/|-sr|1");
  assert_invalid ("-u|http://a/|-h2c");
  assert_plan ("-u|http://a/|-h2c|false", HEAD ITERATION "    mode: R\n    requestCount: 1\n" REQUEST);
  assert_invalid ("-u|a/b");
}

static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_autofree char *file_name = g_build_filename (folder, "body.bin", NULL);
  g_autofree char *typed = g_strdup_printf ("-u|http://a/|-p|Path:%s", file_name);
  g_autofree char *yaml =
      g_strdup_printf (HEAD ITERATION "    mode: R\n    requestCount: 1\n" REQUEST "      payload:\n"
                                      "        file: %s\n",
                       file_name);

  assert_invalid (typed);
  g_assert_true (g_file_set_contents (file_name, "x", 1, NULL));
  assert_plan (typed, yaml);
  g_unlink (file_name);
  g_rmdir (folder);
}

static void
test_rules (void)
{
  assert_plan ("-u|http://a/|--failurerule|ErrorRate > 0.05;>= 500|--failurerule|TotalTime.P90 > 250",
               HEAD ITERATION "    mode: R\n    requestCount: 1\n" REQUEST "    failureRules:\n"
                              "    - metric: ErrorRate > 0.05\n      errorStatusCodes: '>= 500'\n"
                              "    - metric: TotalTime.P90 > 250\n");
  assert_plan (
      "-u|http://a/|--terminationrule|ErrorRate > 0.10;00:05:00;>= 500|-tr|TotalTime.P90 > 500; 00:00:30"
      "|-tr|TTFB > 5",
      HEAD ITERATION "    mode: R\n    requestCount: 1\n" REQUEST "    terminationRules:\n"
                     "    - metric: ErrorRate > 0.10\n      errorStatusCodes: '>= 500'\n"
                     "      gracePeriod: 5m\n"
                     "    - metric: TotalTime.P90 > 500\n      gracePeriod: 30s\n"
                     "    - metric: TTFB > 5\n");
  assert_refused ("-u|http://a/|-tr|ErrorRate > 0.1;>= 500", "write “ErrorRate > 0.1;0s;>= 500”");
  assert_refused ("-u|http://a/|-tr|a;b;c;d", "must be “METRIC[;GRACE[;CODES]]”");
  assert_refused ("-u|http://a/|-fr|", "must be “METRIC[;CODES]”");
  assert_invalid ("-u|http://a/|-tr|TTFB > 5;10");
  assert_invalid ("-u|http://a/|-fr|Latensy > 5");
}

static void
test_places (void)
{
  static const char *const places[][2] = {
    { "name", "--name: " },
    { "rounds[0].name", "--round-name: " },
    { "rounds[0].iterations[0].requestCount", "--request-count: " },
    { "rounds[0].iterations[0].terminationRules[3].gracePeriod", "--termination-rule: " },
    { "rounds[0].iterations[0].httpRequest.headers[1].name", "--header: " },
    { "rounds[0].iterations[0].httpRequest.payload.file", "--payload: " },
    { "rounds[0].iterations[0]", "" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *place = weir_cli_inline_place (places[i][0]);

      g_assert_cmpstr (place, ==, places[i][1]);
    }
}

static void
test_variables (void)
{
  assert_plan ("-u|http://a/$id|--variable|n=4|-rc|${n}|--variable|id=7", HEAD ITERATION
               "    mode: R\n    requestCount: 4\n    httpRequest:\n      url: http://a/$id\n");
  assert_invalid ("-u|http://a/|-rc|${n}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/inline/C27 a URL alone is one request", test_defaults);
  g_test_add_func ("/cli/inline/C80 long names in any case, short ones as they are", test_counts);
  g_test_add_func ("/cli/inline/C27 the mode follows from the numbers, or they do not fit", test_modes);
  g_test_add_func ("/cli/inline/the round has its clients", test_round);
  g_test_add_func ("/cli/inline/C80 the request has headers and a body", test_request);
  g_test_add_func ("/cli/inline/a body may come from a file that is there", test_file);
  g_test_add_func ("/cli/inline/C68 rules in their short form are those of YAML", test_rules);
  g_test_add_func ("/cli/inline/problems are told of the options they come from", test_places);
  g_test_add_func ("/cli/inline/variables are filled in as in plans", test_variables);
  return g_test_run ();
}
