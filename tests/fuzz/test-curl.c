/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-curl.c: whatever is pasted as a curl command becomes a step that can be written, or is refused in
 * words
 */

#include "weir-fuzz.h"

#include "weir-curl-export.h"
#include "weir-curl-import.h"
#include "weir-flow-format.h"

static const char *const pieces[] = {
  "curl ",
  "-X ",
  "POST ",
  "-H ",
  "'A: b' ",
  "-d ",
  "--data-raw ",
  "--data-urlencode ",
  "--json ",
  "-F ",
  "a=b ",
  "a=@f ",
  "-u ",
  "u:p ",
  "-G ",
  "-I ",
  "-sSLk ",
  "-b ",
  "-T ",
  "-m ",
  "1e9 ",
  "--url ",
  "http://a/",
  "https://u:p@h:1/x?token=1",
  "'",
  "\"",
  "$'",
  "\\",
  "\\\n",
  "^\n",
  "^\"",
  "$",
  "${X}",
  "$(",
  "`",
  "\n",
  "\r\n",
  " ",
  "\t",
  "#",
  "|",
  ";",
  "=",
  "@",
  "{\"password\": \"x\"}",
  "[",
  "]",
  "{",
  "}",
  "%",
  "\\x00",
  "\\u0000",
  "\\xff",
  "\xc3\xa4",
  "\xf0\x9f\x98\x80",
  "\x01",
  "\x02",
  "\x7f",
  "-",
  "--",
  "--x",
  "-é",
  "E",
  "token=",
  "secret",
  ":",
  "; type=",
  "?",
  "&",
  "$$",
};

static char *
random_command (GRand *rand)
{
  GString *text = g_string_new (g_rand_boolean (rand) ? "curl http://a/ " : "curl ");

  for (gint32 i = g_rand_int_range (rand, 0, 25); i > 0; i--)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* What was taken over must be a flow, also with all secrets taken out. */
static void
assert_can_be_written (WeirCurlImport *result, const char *text)
{
  g_autoptr (WeirFlow) flow = weir_flow_new ("F");
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) back = NULL;
  g_autofree char *yaml = NULL;

  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), result->step);
  yaml = weir_flow_to_yaml (flow);
  back = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);
  for (guint i = 0; back == NULL && i < problems->len; i++)
    if (!((WeirProblem *) g_ptr_array_index (problems, i))->is_warning)
      g_error ("%s\n%s\n%s", text, ((WeirProblem *) g_ptr_array_index (problems, i))->message, yaml);
}

static gboolean
import_once (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirCurlImport) result = weir_curl_import (text, &error);
  g_autofree char *command = NULL;

  g_assert_true ((result == NULL) == (error != NULL));
  if (result == NULL)
    {
      g_assert_cmpint (error->domain, ==, WEIR_CONVERT_ERROR);
      return FALSE;
    }
  assert_can_be_written (result, text);
  for (guint i = 0; i < result->secrets->len; i++)
    weir_curl_import_take_secret (result, i);
  assert_can_be_written (result, text);
  command = weir_curl_export (result->step, NULL);
  g_assert_nonnull (command);
  return TRUE;
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = fuzz_random ();
  g_autoptr (GTimer) timer = g_timer_new ();
  guint n_imported = 0;

  while (fuzz_goes_on (timer) || n_imported < 50)
    {
      g_autofree char *text = random_command (rand);

      n_imported += import_once (text) ? 1 : 0;
    }
}

static void
test_large (void)
{
  static const char *const units[] = { "-H 'a: b' ",        "$x",           "'",   "\\", "-F a=b ",
                                       "{\"token\":\"x\"}", "a=1&token=2&", "^\n", "-",  "[" };
  double start = fuzz_begin ();

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *plain = fuzz_repeat ("curl http://a/ ", units[i], 20000, "");
      g_autofree char *data = fuzz_repeat ("curl http://a/ -d '", units[i], 20000, "'");

      import_once (plain);
      import_once (data);
    }
  fuzz_assert_bounded (start, "large commands");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/curl/random commands become steps or are refused", test_random);
  g_test_add_func ("/fuzz/curl/large commands take no time", test_large);
  return g_test_run ();
}
