/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-curl-export.c: steps as curl command lines
 */

#include "config.h"

#include <string.h>

#include "weir-curl-export.h"
#include "weir-flow-format.h"

static WeirStep *
step_of (const char *request)
{
  g_autofree char *text = g_strconcat ("name: F\nsteps:\n- name: S\n  httpRequest:\n", request, NULL);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (text, strlen (text), FALSE, problems);

  if (flow == NULL)
    g_error ("%s\n%s", ((WeirProblem *) problems->pdata[0])->message, text);
  return g_object_ref (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 0));
}

static void
assert_command (const char *request, const char *expected)
{
  g_autoptr (WeirStep) step = step_of (request);
  g_autofree char *command = weir_curl_export (step, NULL);

  g_assert_cmpstr (command, ==, expected);
}

#define MORE " \\\n  "

static void
test_commands (void)
{
  assert_command ("    url: http://a/b?c=d\n", "curl 'http://a/b?c=d'" MORE "--compressed" MORE "-L");
  assert_command ("    url: http://a/\n    maxRedirects: 0\n    method: DELETE\n    timeout: 1500ms\n    "
                  "insecure: true\n",
                  "curl http://a/" MORE "-X DELETE" MORE "--compressed" MORE "-m 1.500" MORE "-k");
  assert_command ("    url: ${base}/x\n    query: { q: a b, t: \"${t}\" }\n    headers: { Accept-Encoding: "
                  "gzip, X: \"it's\" }\n"
                  "    maxRedirects: 0\n",
                  "curl -g '${base}/x?q=a%20b&t=${t}'" MORE "-H 'Accept-Encoding: gzip'" MORE
                  "-H 'X: it'\\''s'");
  assert_command (
      "    url: http://a/\n    method: POST\n    maxRedirects: 0\n    payload: { raw: \"$$5 ${x}\" }\n",
      "curl http://a/" MORE "--compressed" MORE "-H Content-Type:" MORE "--data-raw '$5 ${x}'");
  assert_command (
      "    url: http://a/\n    method: PUT\n    maxRedirects: 0\n    payload: { json: { a: [1, \"x\"] } }\n",
      "curl http://a/" MORE "-X PUT" MORE "--compressed" MORE "-H 'Content-Type: application/json'" MORE
      "--data-raw '{\"a\":[1,\"x\"]}'");
  assert_command (
      "    url: http://a/\n    method: POST\n    maxRedirects: 0\n    payload: { form: { \"a b\": c d } }\n",
      "curl http://a/" MORE "--compressed" MORE "--data-urlencode 'a%20b=c d'");
  assert_command ("    url: http://a/\n    maxRedirects: 0\n    auth: { type: basic, username: ada, "
                  "password: \"${pw}\" }\n",
                  "curl http://a/" MORE "--compressed" MORE "-u 'ada:${pw}'");
  assert_command (
      "    url: http://a/\n    maxRedirects: 0\n    auth: { type: apiKey, name: k, value: v, in: query }\n",
      "curl 'http://a/?k=v'" MORE "--compressed");
  assert_command (
      "    url: http://a/\n    method: POST\n    maxRedirects: 0\n    payload:\n      multipart:\n"
      "        fields: [{ name: n, value: \"a;b\" }, { name: j, value: \"{}\", contentType: application/json "
      "}]\n"
      "        files: [{ name: f, path: a b.txt, fileName: c.txt }]\n",
      "curl http://a/" MORE "--compressed" MORE "--form-string 'n=a;b'" MORE
      "-F 'j=\"{}\";type=application/json'" MORE "-F 'f=@\"a b.txt\";filename=\"c.txt\"'");
}

static void
test_values (void)
{
  g_autoptr (WeirStep) step =
      step_of ("    url: ${base}/${id}\n    query: { q: \"${q}\" }\n    maxRedirects: 0\n"
               "    auth: { type: bearer, token: \"${token}\" }\n");
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) secrets = g_hash_table_new (g_str_hash, g_str_equal);
  WeirCurlValues known = { .values = values, .secrets = secrets };
  g_autofree char *hidden = NULL;
  g_autofree char *shown = NULL;

  g_hash_table_insert (values, (gpointer) "base", (gpointer) "http://a");
  g_hash_table_insert (values, (gpointer) "q", (gpointer) "a&b");
  g_hash_table_insert (values, (gpointer) "token", (gpointer) "s3cret");
  g_hash_table_add (secrets, (gpointer) "token");

  hidden = weir_curl_export (step, &known);
  g_assert_cmpstr (hidden, ==,
                   "curl -g 'http://a/${id}?q=a%26b'" MORE "--compressed" MORE
                   "-H 'Authorization: Bearer ${token}'");
  known.shows_secrets = TRUE;
  shown = weir_curl_export (step, &known);
  g_assert_cmpstr (shown, ==,
                   "curl -g 'http://a/${id}?q=a%26b'" MORE "--compressed" MORE
                   "-H 'Authorization: Bearer s3cret'");
}

static void
test_no_request (void)
{
  g_autoptr (WeirStep) step = weir_step_new ("W");

  weir_step_set_wait_us (step, 1000);
  g_assert_null (weir_curl_export (step, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/convert/curl/export/a request is a command", test_commands);
  g_test_add_func ("/convert/curl/export/values are filled in, secrets only when asked for", test_values);
  g_test_add_func ("/convert/curl/export/a step without request is none", test_no_request);
  return g_test_run ();
}
