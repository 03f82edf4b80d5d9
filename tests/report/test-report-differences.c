/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-report-differences.c: what is named as different between two runs
 */

#include "config.h"

#include "weir-report-differences.h"

#define DOCUMENT \
  "name: Shop\n" \
  "variables:\n  - { name: size, value: %s }\n" \
  "steps:\n" \
  "  - name: Same\n    httpRequest: { url: 'http://localhost/same' }\n" \
  "  - name: Edited\n    httpRequest: { url: 'http://localhost/%s' }\n" \
  "  - name: %s\n    httpRequest: { url: 'http://localhost/own' }\n"

static WeirRunInfo *
run_new (const char *size, const char *path, const char *last)
{
  WeirRunInfo *info = weir_run_info_new ();

  info->name = g_strdup ("Shop");
  info->iterations = 5;
  info->parallel = 1;
  info->host = g_strdup ("here");
  info->kernel = g_strdup ("Linux 6.1");
  info->cores = 8;
  info->weir_version = g_strdup ("1.0");
  info->quality = 1;
  info->document = g_strdup_printf (DOCUMENT, size, path, last);
  return info;
}

static void
assert_differences (const WeirRunInfo *first, const WeirRunInfo *second, const char *expected)
{
  g_autoptr (GPtrArray) differences = weir_report_list_differences (first, second);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      g_autofree char *line = weir_report_difference_to_text (g_ptr_array_index (differences, i));

      g_string_append_printf (text, "%s\n", line);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_none (void)
{
  g_autoptr (WeirRunInfo) first = run_new ("1", "a", "Own"), second = run_new ("1", "a", "Own");

  assert_differences (first, second, "");
  /* What is not known of one of them is no difference. */
  g_clear_pointer (&second->host, g_free);
  g_clear_pointer (&second->document, g_free);
  second->cores = 0;
  second->quality = 0;
  assert_differences (first, second, "");
}

static void
test_all (void)
{
  g_autoptr (WeirRunInfo) first = run_new ("1", "a", "Old"), second = run_new ("2", "b", "New");

  second->iterations = 1;
  second->parallel = 10;
  second->delay_ms = 20;
  second->stop_on_failure = TRUE;
  second->only_step = g_strdup ("Edited");
  second->environment = g_strdup ("staging");
  g_free (second->host);
  second->host = g_strdup ("there");
  second->cores = 4;
  second->quality = 3;
  second->partial = TRUE;
  assert_differences (first, second,
                      "Iterations: 5 → 1\nParallel VUs: 1 → 10\nDelay between steps: 0 ms → 20 ms\n"
                      "Stop on failure: no → yes\nOnly the step: all steps → Edited\n"
                      "Environment: none → staging\nEdited steps: Edited\nEdited variables of the flow\n"
                      "Computer: here → there\nProcessor cores: 8 → 4\n"
                      "Quality of the measurement: good → bad\nResults: all → not all\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/differences/runs of the same thing have none, nor what is unknown", test_none);
  g_test_add_func ("/report/differences/options, edited steps, computer and quality are named", test_all);
  return g_test_run ();
}
