/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-curl-sent.c: what a step sends that was made of a curl command, beside what curl sends
 *
 * Each command goes to a server twice: run by a shell, and as a step of a flow. A third time it goes as the
 * command that the step is written as.
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-curl-export.h"
#include "weir-curl-import.h"
#include "weir-flow-format.h"
#include "weir-test-flow.h"
#include "weir-test-server.h"
#include "weir-test.h"

/* "URL" stands for the server's. */
static const char *const commands[] = {
  "curl URL/plain",
  "curl 'URL/a/b?c=d&e=f%20g'",
  "curl -X POST URL/empty -d ''",
  "curl URL/data -d a=1 -d 'b=2 3'",
  "curl URL/json -H 'Content-Type: application/json' -d '{\"a\": \"$x ${y} $$ $5\"}'",
  "curl URL/json2 --json '{\"a\":' --json '1}'",
  "curl URL/escapes --data-raw $'{\"a\":\"it\\'s\\u00e4\\n\"}' --compressed",
  "curl URL/at --data-raw '@not-a-file'",
  "curl -G URL/get?x=1 -d 'a=b' --data-urlencode 'q=a b&c'",
  "curl URL/enc --data-urlencode 'q=a b&c/d' --data-urlencode '=x y' --data-urlencode 'just text'",
  "curl -u 'ada:s3 cr:et$1' URL/basic",
  "curl --oauth2-bearer abc URL/bearer",
  "curl -H 'Authorization: Bearer abc' -H 'X-Two: 1' -H 'X-Two: 2' URL/headers",
  "curl -b 'a=1; b=2' -A 'Mozilla/5.0 (X11)' -e 'http://from/' URL/browser",
  "curl -H 'X-Empty;' URL/empty-header",
  "curl -X PUT URL/put -d x",
  "curl -X PATCH URL/patch --data-binary $'a\\nb\\n'",
  "curl -XDELETE -sS URL/delete",
  "curl -I URL/head",
  "curl -X OPTIONS URL/options",
  "curl -F a=1 -F 'b=x y;type=text/plain' --form-string 'c=@d;e' URL/form",
  "curl -T FILE URL/up/",
  "curl --data-binary @FILE URL/file",
  "curl -F 'f=@FILE;type=text/csv;filename=\"other name.csv\"' URL/form-file",
  "curl -r 0-4 URL/range",
  "curl URL/redirect",
  "curl -L URL/redirect",
  "curl -d body -L URL/redirect",
  "curl \"URL/double?a=%22b%22\" -H \"X-Quote: a'b\"",
  "curl --http1.0 URL/old",
};

static WeirTestServer *server;

/* Headers that differ between programs and are not asked for */
static gboolean
is_own (const char *name, const char *command)
{
  static const char *const own[] = { "Host",   "Connection",     "Accept-Encoding",
                                     "Expect", "Content-Length", "Transfer-Encoding" };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_ascii_strcasecmp (own[i], name) == 0)
      return TRUE;
  /* Of a file curl says no type with -T; here one always is. */
  if (g_ascii_strcasecmp (name, "Content-Type") == 0)
    return strstr (command, "-T ") != NULL;
  if (g_ascii_strcasecmp (name, "User-Agent") == 0)
    return strstr (command, "-A ") == NULL;
  return g_ascii_strcasecmp (name, "Accept") == 0 && strstr (command, "--json") == NULL;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The boundary of a multipart body is chosen anew each time. */
static char *
without_boundary (const char *text, const WeirTestRequest *request)
{
  const char *type = weir_test_request_get_header (request, "Content-Type");
  const char *boundary = type != NULL ? strstr (type, "boundary=") : NULL;
  g_autofree char *value = NULL;
  g_autoptr (GString) out = g_string_new (text);

  if (boundary == NULL)
    return g_strdup (text);
  value = g_strdup (boundary + strlen ("boundary="));
  g_strdelimit (value, "\"", ' ');
  g_string_replace (out, "\"", "", 0);
  g_string_replace (out, g_strstrip (value), "BOUNDARY", 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
describe (const WeirTestRequest *request, const char *command)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) body =
      g_string_new_len (g_bytes_get_data (request->body, NULL), (gssize) g_bytes_get_size (request->body));
  gsize position = 0;
  const char *name = NULL;
  const char *value = NULL;

  while (weir_headers_next (request->headers, &position, &name, &value))
    if (!is_own (name, command))
      g_ptr_array_add (lines, g_strdup_printf ("%s: %s", name, value));
  g_ptr_array_sort (lines, compare_lines);
  g_string_append_printf (out, "%s %s\n", request->method, request->target);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s\n", (char *) g_ptr_array_index (lines, i));
  g_string_append (out, body->str);
  return without_boundary (out->str, request);
}

/* All requests from @first on */
static char *
describe_all (guint first, const char *command)
{
  GString *out = g_string_new (NULL);

  for (guint i = first; i < weir_test_server_get_n_requests (server); i++)
    {
      g_autofree char *text = describe (weir_test_server_get_request (server, i), command);

      g_string_append_printf (out, "%s\n----\n", text);
    }
  return g_string_free (out, FALSE);
}

static void
run_in_shell (const char *command)
{
  g_autofree char *quiet = g_strconcat (command, " -s -o /dev/null --max-time 20", NULL);
  const char *argv[] = { "/bin/bash", "-c", quiet, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  if (error != NULL)
    g_error ("%s: %s", command, error->message);
}

static void
run_as_step (WeirStep *step)
{
  g_autoptr (WeirFlow) flow = weir_flow_new ("F");
  g_autoptr (WeirTestRun) run = NULL;
  g_autofree char *yaml = NULL;

  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), step);
  yaml = weir_flow_to_yaml (flow);
  run = weir_test_run (yaml, "");
}

static void
test_sent (gconstpointer data)
{
  g_autoptr (GString) command = g_string_new (data);
  g_autofree char *url = weir_test_server_get_url (server, "");
  g_autofree char *file = g_strdup_printf ("%s/weir-curl-sent.txt", g_get_tmp_dir ());
  g_autoptr (WeirCurlImport) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sent = NULL;
  g_autofree char *sent_by_step = NULL;
  g_autofree char *sent_again = NULL;
  g_autofree char *exported = NULL;
  guint first = weir_test_server_get_n_requests (server);

  g_assert_true (g_file_set_contents (file, "one\r\ntwo\n", -1, NULL));
  g_string_replace (command, "URL", url, 0);
  g_string_replace (command, "FILE", file, 0);

  run_in_shell (command->str);
  sent = describe_all (first, command->str);

  result = weir_curl_import (command->str, &error);
  g_assert_no_error (error);
  first = weir_test_server_get_n_requests (server);
  run_as_step (result->step);
  sent_by_step = describe_all (first, command->str);
  g_assert_cmpstr (sent_by_step, ==, sent);

  exported = weir_curl_export (result->step, NULL);
  first = weir_test_server_get_n_requests (server);
  run_in_shell (exported);
  sent_again = describe_all (first, command->str);
  g_assert_cmpstr (sent_again, ==, sent);
  g_unlink (file);
}

int
main (int argc, char **argv)
{
  int status = 0;
  g_autofree char *program = g_find_program_in_path ("curl");
  g_autofree char *target = NULL;

  g_test_init (&argc, &argv, NULL);
  server = weir_test_server_new ();
  target = weir_test_server_get_url (server, "/target");
  weir_test_answer_set_redirect (weir_test_server_script (server, "/redirect"), 302, target);
  for (guint i = 0; i < G_N_ELEMENTS (commands) && program != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("/convert/curl/sent/%s", commands[i]);

      g_strdelimit (name + strlen ("/convert/curl/sent/"), "/", ' ');
      g_test_add_data_func (name, commands[i], test_sent);
    }
  status = g_test_run ();
  weir_test_server_free (server);
  return status;
}
