/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-options.c: how the command line may be spelled, and what it means
 */

#include "config.h"

#include "weir-cli-private.h"
#include "weir-limits.h"

static void
assert_rewritten (WeirCliCommand command, const char *typed, const char *expected)
{
  g_auto (GStrv) arguments = g_strsplit (typed, " ", -1);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rewritten = weir_cli_options_rewrite (command, (const char *const *) arguments, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv (" ", rewritten);
  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_refused (WeirCliCommand command, const char *typed, const char *message_part)
{
  g_auto (GStrv) arguments = g_strsplit (typed, " ", -1);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rewritten = weir_cli_options_rewrite (command, (const char *const *) arguments, &error);

  g_assert_null (rewritten);
  g_assert_nonnull (error);
  if (strstr (error->message, message_part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, message_part);
}

static void
test_spelling (void)
{
  const char *const spellings[]
      = { "--stop-on-failure", "--stoponfailure", "--StopOnFailure", "--STOP-ONFAILURE" };

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    assert_rewritten (WEIR_CLI_COMMAND_RUN, spellings[i], "--stop-on-failure=true --");
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "--Sample-API", "--sample-api=true --");
}

static void
test_values (void)
{
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "--iterations 5 a.yaml", "--iterations=5 -- a.yaml");
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "a.yaml --ITERATIONS=5", "--iterations=5 -- a.yaml");
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "--variable q=a=b", "--variable=q=a=b --");
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "--delay -5", "--delay=-5 --");
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "--step=", "--step= --");
}

static void
test_booleans (void)
{
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "--quiet FALSE a", "--quiet=FALSE -- a");
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "--quiet 1 a", "--quiet=1 -- a");
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "--quiet=0 a", "--quiet=0 -- a");
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "--quiet a", "--quiet=true -- a");
  assert_refused (WEIR_CLI_COMMAND_RUN, "--quiet=maybe", "true, false, 1 or 0");
  g_assert_true (weir_cli_options_parse_boolean ("True"));
  g_assert_true (weir_cli_options_parse_boolean ("1"));
  g_assert_false (weir_cli_options_parse_boolean ("0"));
  g_assert_false (weir_cli_options_parse_boolean ("false"));
}

static void
test_end_of_options (void)
{
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "--quiet -- --out - -h", "--quiet=true -- --out - -h");
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "-", "-- -");
}

static void
test_help (void)
{
  assert_rewritten (WEIR_CLI_COMMAND_RUN, "-h", "--help=true --");
  assert_rewritten (WEIR_CLI_COMMAND_SERVE, "-?", "--help=true --");
  assert_rewritten (WEIR_CLI_COMMAND_NONE, "--Version", "--version=true --");
}

static void
test_unknown (void)
{
  assert_refused (WEIR_CLI_COMMAND_RUN, "--iteratons 5", "did you mean --iterations?");
  assert_refused (WEIR_CLI_COMMAND_RUN, "--stoponfailur", "did you mean --stop-on-failure?");
  assert_refused (WEIR_CLI_COMMAND_RUN, "--iteratons=5", "no option --iteratons;");
  assert_refused (WEIR_CLI_COMMAND_RUN, "--zzzzzzzz", "weir-cli run --help");
  assert_refused (WEIR_CLI_COMMAND_RUN, "-i", "no option -i");
  assert_refused (WEIR_CLI_COMMAND_RUN, "--port 1", "an option of “weir-cli serve”");
  assert_refused (WEIR_CLI_COMMAND_SERVE, "--out x", "an option of “weir-cli run”");
  assert_refused (WEIR_CLI_COMMAND_NONE, "--quiet", "an option of “weir-cli run”");
  assert_refused (WEIR_CLI_COMMAND_RUN, "--\033[2J", "no option --�[2J");
}

static void
test_missing_value (void)
{
  assert_refused (WEIR_CLI_COMMAND_RUN, "--out", "--out needs a value");
  assert_refused (WEIR_CLI_COMMAND_RUN, "--out --quiet a", "--out needs a value");
}

static WeirCliRunOptions *
parse_run (const char *typed, WeirCliExit *code)
{
  g_auto (GStrv) arguments = g_strsplit (typed, " ", -1);
  g_autoptr (WeirCliRunOptions) options = weir_cli_run_options_new ();

  if (!weir_cli_options_parse (WEIR_CLI_COMMAND_RUN, (const char *const *) arguments,
                               weir_cli_run_options_get_entries (), options, code))
    return NULL;
  return g_steal_pointer (&options);
}

static void
swallow (const char *text)
{
}

static void
test_run_options (void)
{
  WeirCliExit code;
  g_autoptr (WeirCliRunOptions) options
      = parse_run ("a.yaml --parallel 10 --delay 2s --variable x=1 --variable y= --step Pay --out r.json "
                   "--nostoponfailure --quiet b.yaml",
                   &code);

  g_assert_nonnull (options);
  g_assert_cmpuint (options->parallel, ==, 10);
  g_assert_cmpuint (options->iterations, ==, 0);
  g_assert_cmpint (options->delay_ms, ==, 2000);
  g_assert_cmpint (options->stop_on_failure, ==, 0);
  g_assert_true (options->quiet);
  g_assert_false (options->sample_api);
  g_assert_cmpstr (options->step, ==, "Pay");
  g_assert_cmpuint (options->variables->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (options->variables, 1), ==, "y=");
  g_assert_cmpuint (options->outs->len, ==, 1);
  g_assert_cmpuint (options->files->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (options->files, 1), ==, "b.yaml");
}

static void
test_last_switch_wins (void)
{
  WeirCliExit code;
  g_autoptr (WeirCliRunOptions) a = parse_run ("--no-stop-on-failure --stop-on-failure x", &code);
  g_autoptr (WeirCliRunOptions) b = parse_run ("--stop-on-failure=false x", &code);
  g_autoptr (WeirCliRunOptions) c = parse_run ("x", &code);

  g_assert_cmpint (a->stop_on_failure, ==, 1);
  g_assert_cmpint (b->stop_on_failure, ==, 0);
  g_assert_cmpint (c->stop_on_failure, ==, -1);
}

static void
test_ranges (void)
{
  static const char *const refused[] = {
    "--iterations 0", "--iterations -1", "--iterations 1000001", "--iterations 5x", "--iterations 1e3",
    "--parallel 0", "--parallel 10001", "--delay 3600001", "--delay 2h", "--delay -1", "--delay soon",
    "--variable x", "--variable =1", "--variable a.b=1", "--variable run=1", "--variable ä=1",
    "--variable x=\377", "--step a --step b",
  };
  GPrintFunc printer = g_set_printerr_handler (swallow);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      WeirCliExit code = WEIR_CLI_PASSED;
      g_autoptr (WeirCliRunOptions) options = parse_run (refused[i], &code);

      if (options != NULL)
        g_error ("“%s” was taken", refused[i]);
      g_assert_cmpint (code, ==, WEIR_CLI_USAGE);
    }
  g_set_printerr_handler (printer);
}

static void
test_range_ends (void)
{
  WeirCliExit code;
  g_autoptr (WeirCliRunOptions) most = parse_run ("--iterations 1000000 --delay 1h x", &code);
  g_autoptr (WeirCliRunOptions) vus = parse_run ("--parallel 10000 --delay 0 x", &code);

  g_assert_cmpuint (most->iterations, ==, WEIR_LIMIT_ITERATIONS);
  g_assert_cmpint (most->delay_ms, ==, WEIR_LIMIT_DELAY_MS);
  g_assert_cmpuint (vus->parallel, ==, WEIR_LIMIT_PARALLEL);
  g_assert_cmpint (vus->delay_ms, ==, 0);
}

static void
assert_contradiction (const char *typed, const char *message_part)
{
  WeirCliExit code;
  g_autoptr (WeirCliRunOptions) options = parse_run (typed, &code);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (options);
  g_assert_false (weir_cli_run_options_check (options, &error));
  if (strstr (error->message, message_part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, message_part);
}

static void
test_contradictions (void)
{
  assert_contradiction ("--quiet", "Name the file");
  assert_contradiction ("x --iterations 5 --parallel 10", "exclude each other");
  assert_contradiction ("x --iterations 1 --parallel 1", "exclude each other");
  assert_contradiction ("x y --out a.json", "can hold one run");
  assert_contradiction ("x --sample-api --variable baseUrl=http://h", "leave out");
}

static void
test_file_gives_way (void)
{
  WeirCliExit code;
  g_autoptr (WeirFlow) flow = weir_flow_new ("F");
  WeirRunOptions *own = weir_flow_get_run_options (flow);
  g_autoptr (WeirCliRunOptions) nothing = parse_run ("x", &code);
  g_autoptr (WeirCliRunOptions) parallel = parse_run ("x --parallel 3 --delay 5 --no-stop-on-failure", &code);
  WeirRunSettings settings = { 0 };

  weir_run_options_set_iterations (own, 7);
  weir_run_options_set_delay_ms (own, 20);
  weir_run_options_set_stop_on_failure (own, TRUE);

  weir_cli_run_options_apply (nothing, flow, &settings);
  g_assert_cmpuint (settings.iterations, ==, 7);
  g_assert_cmpuint (settings.parallel, ==, 1);
  g_assert_cmpuint (settings.delay_ms, ==, 20);
  g_assert_true (settings.stop_on_failure);

  weir_cli_run_options_apply (parallel, flow, &settings);
  g_assert_cmpuint (settings.iterations, ==, 1);
  g_assert_cmpuint (settings.parallel, ==, 3);
  g_assert_cmpuint (settings.delay_ms, ==, 5);
  g_assert_false (settings.stop_on_failure);
}

static void
test_exit_codes (void)
{
  g_assert_cmpint (weir_cli_exit_of (WEIR_OUTCOME_PASSED), ==, 0);
  g_assert_cmpint (weir_cli_exit_of (WEIR_OUTCOME_SKIPPED), ==, 0);
  g_assert_cmpint (weir_cli_exit_of (WEIR_OUTCOME_FAILED), ==, 1);
  g_assert_cmpint (weir_cli_exit_of (WEIR_OUTCOME_TERMINATED), ==, 3);
  g_assert_cmpint (weir_cli_exit_of (WEIR_OUTCOME_INVALID), ==, 4);
  g_assert_cmpint (weir_cli_exit_of (WEIR_OUTCOME_STOPPED), ==, 130);
  g_assert_cmpint (weir_cli_worse_exit (1, 0), ==, 1);
  g_assert_cmpint (weir_cli_worse_exit (1, 3), ==, 3);
  g_assert_cmpint (weir_cli_worse_exit (4, 3), ==, 4);
  g_assert_cmpint (weir_cli_worse_exit (4, 130), ==, 130);
  g_assert_cmpint (weir_cli_worse_exit (130, 2), ==, 2);
  g_assert_cmpint (weir_cli_worse_exit (0, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/options/any case and free hyphens spell the same option", test_spelling);
  g_test_add_func ("/cli/options/a value follows as the next argument or after an equals sign", test_values);
  g_test_add_func ("/cli/options/a boolean alone is true or takes 0 1 true false", test_booleans);
  g_test_add_func ("/cli/options/two hyphens end the options", test_end_of_options);
  g_test_add_func ("/cli/options/-h and -? ask for help", test_help);
  g_test_add_func ("/cli/options/an unknown option is refused with a suggestion", test_unknown);
  g_test_add_func ("/cli/options/a missing value is refused", test_missing_value);
  g_test_add_func ("/cli/options/run takes all its options anywhere", test_run_options);
  g_test_add_func ("/cli/options/the last of two opposite switches counts", test_last_switch_wins);
  g_test_add_func ("/cli/options/values out of range are refused", test_ranges);
  g_test_add_func ("/cli/options/both ends of a range are taken", test_range_ends);
  g_test_add_func ("/cli/options/options that exclude each other are refused", test_contradictions);
  g_test_add_func ("/cli/options/the command line replaces what the file says", test_file_gives_way);
  g_test_add_func ("/cli/options/the worst exit code is 2 then 130 4 3 1 0", test_exit_codes);
  return g_test_run ();
}
