/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-payloads.c: queries, credentials and payloads of every kind, as a server receives them
 */

#include "config.h"

#include "weir-test-engine.h"
#include "weir-test-server.h"

#include <glib/gstdio.h>
#include <string.h>

/* The request of a flow in which `name` is "Ada & Bob", `key` "k=1/2", `token` "tok-en" and `password`
 * "pä:ß";
 * ${base} is the server, ${folder} has the files. */
typedef struct
{
  const char *what;
  const char *request;
  const char *target;       /* (nullable) "/" */
  const char *header;       /* (nullable) a header … */
  const char *value;        /* … and its value; NULL: it must not be there */
  const char *content_type; /* (nullable): it must not be there */
  const char *body;         /* BOUNDARY stands for what the Content-Type says */
} Case;

static const Case cases[] = {
  { "parameters are encoded",
    "url: \"${base}/\"\nquery: { q: \"${name}\", \"a b\": \"ä/?#+\", empty: }",
    "/?q=Ada%20%26%20Bob&a%20b=%C3%A4%2F%3F%23%2B&empty=", NULL, NULL, NULL, "" },
  { "parameters follow those of the URL, before its fragment",
    "url: \"${base}/p?x=1#part\"\nquery: [{ name: x, value: 2 }, { name: off, value: 3, enabled: false"
    " }, { name: x,"
    " value: \"${key}\", description: again }]",
    "/p?x=1&x=2&x=k%3D1%2F2", NULL, NULL, NULL, "" },
  { "written parameters alone", "url: \"${base}/\"\nquery: { a: 1 }", "/?a=1", NULL, NULL, NULL, "" },
  { "repeated headers keep their order",
    "url: \"${base}/\"\nheaders: [{ name: X-A, value: 1 }, { name: X-A, value: 2 }]", "/", "X-A", "1",
        NULL, "" },
  { "basic", "url: \"${base}/\"\nauth: { type: basic, username: ada, password: \"${password}\" }", "/",
    "Authorization", "Basic YWRhOnDDpDrDnw==", NULL, "" },
  { "basic, written out", "url: \"${base}/\"\nauth: { type: basic, username: Aladdin, password: open"
                          " sesame }", "/",
    "Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", NULL, "" },
  { "bearer", "url: \"${base}/\"\nauth: { type: bearer, token: \"${token}\" }", "/", "Authorization",
    "Bearer tok-en", NULL, "" },
  { "bearer, written out", "url: \"${base}/\"\nauth: { type: bearer, token: a$$b }", "/", "Authorization",
    "Bearer a$b", NULL, "" },
  { "a key in a header", "url: \"${base}/\"\nauth: { type: apiKey, name: X-Key, value: \"${key}\" }", "/",
      "X-Key",
    "k=1/2", NULL, "" },
  { "a key in the query", "url: \"${base}/?a=1\"\nauth: { type: apiKey, name: key, value: \"${key}\","
                          " in: query }",
    "/?a=1&key=k%3D1%2F2", NULL, NULL, NULL, "" },
  { "a written header goes above auth",
    "url: \"${base}/\"\nheaders: { authorization: Mine }\nauth: { type: bearer, token: x }", "/",
        "Authorization",
    "Mine", NULL, "" },
  { "a form",
    "url: \"${base}/\"\nmethod: POST\npayload: { form: { user: \"${name}\", \"a b\": \"1+1=2\", empty: }"
    " }", "/",
    NULL, NULL, "application/x-www-form-urlencoded", "user=Ada+%26+Bob&a+b=1%2B1%3D2&empty=" },
  { "a form of rows",
    "url: \"${base}/\"\nmethod: POST\npayload: { form: [{ name: a, value: 1 }, { name: a, value: 2 }, {"
    " name: b,"
    " value: 3, enabled: false }] }",
    "/", NULL, NULL, "application/x-www-form-urlencoded", "a=1&a=2" },
  { "a form of another type",
    "url: \"${base}/\"\nmethod: POST\nheaders: { content-type: text/x-form }\npayload: { form: { a: 1 }"
    " }", "/", NULL,
    NULL, "text/x-form", "a=1" },
  { "JSON of another type",
    "url: \"${base}/\"\nmethod: POST\nheaders: { Content-Type: application/problem+json }\npayload: {"
    " json: [1] }",
    "/", NULL, NULL, "application/problem+json", "[1]" },
  { "a file", "url: \"${base}/\"\nmethod: PUT\npayload: { file: \"${folder}/plain.txt\" }", "/", NULL, NULL,
    "application/octet-stream", "plain ${name}\n" },
  { "a file with GET", "url: \"${base}/\"\npayload: { file: \"${folder}/plain.txt\" }", "/",
      "Content-Length", "14",
    "application/octet-stream", "plain ${name}\n" },
  { "parts",
    "url: \"${base}/\"\nmethod: POST\npayload:\n  multipart:\n    fields:\n    - { name: title, value:"
    " \"${name}\" }\n"
    "    - { name: 'a\"b', value: '{}', contentType: application/json }\n    - { name: off, value: x,"
    " enabled: false }\n"
    "    files:\n    - { name: doc, path: \"${folder}/plain.txt\" }\n"
    "    - { name: raw, path: \"${folder}/plain.txt\", fileName: \"${name}.bin\", contentType: image/png }",
    "/", NULL, NULL, "multipart/form-data; boundary=BOUNDARY",
    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nAda & Bob\r\n"
    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"a%22b\"\r\nContent-Type:"
    " application/json\r\n\r\n{}\r\n"
    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"plain.txt\"\r\n"
    "Content-Type: text/plain\r\n\r\nplain ${name}\n\r\n"
    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"raw\"; filename=\"Ada & Bob.bin\"\r\n"
    "Content-Type: image/png\r\n\r\nplain ${name}\n\r\n"
    "--BOUNDARY--\r\n" },
};

static char *folder;

/* @what: the request, and what else its step has */
static char *
make_flow (const char *request, const char *more)
{
  g_auto (GStrv) lines = g_strsplit (request, "\n", -1);
  g_autofree char *indented = g_strjoinv ("\n      ", lines);

  return g_strdup_printf ("name: F\nvariables:\n- { name: name, value: Ada & Bob }\n- { name: key,"
                          " value: k=1/2 }\n"
                          "- { name: token, value: tok-en }\n- { name: password, value: \"pä:ß\" }\n"
                          "steps:\n  - name: S\n    httpRequest:\n      %s\n%s",
                          indented, more);
}

static WeirTestEngine *
run (WeirTestServer *server, const char *request, const char *more)
{
  g_autofree char *url = weir_test_server_get_url (server, "");
  g_autofree char *yaml = make_flow (request, more);
  g_autofree char *base = g_strconcat ("base=", url, NULL);
  g_autofree char *files = g_strconcat ("folder=", folder, NULL);
  const char *const variables[] = { base, files, NULL };

  return weir_test_engine_run (yaml, NULL, variables);
}

static char *
get_body (const WeirTestRequest *request)
{
  const char *type = weir_test_request_get_header (request, "Content-Type");
  const char *boundary = type ? strstr (type, "boundary=") : NULL;
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  g_autofree char *text = g_strndup (data ? data : "", size);
  g_auto (GStrv) pieces = g_strsplit (text, boundary ? boundary + strlen ("boundary=") : "\n\n\n", -1);

  return g_strjoinv (boundary ? "BOUNDARY" : "\n\n\n", pieces);
}

static void
assert_content_type (const WeirTestRequest *request, const char *expected)
{
  g_autofree char *type = g_strdup (weir_test_request_get_header (request, "Content-Type"));
  char *boundary = type ? strstr (type, "boundary=") : NULL;

  if (boundary)
    strcpy (boundary + strlen ("boundary="), "BOUNDARY");
  g_assert_cmpstr (type, ==, expected);
}

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestEngine) engine = run (server, expected->request, "");
  const WeirTestRequest *request = weir_test_server_get_request (server, 0);
  g_autofree char *body = NULL;

  g_assert_cmpstr (weir_test_engine_get (engine, 0)->message, ==, NULL);
  g_assert_nonnull (request);
  g_assert_cmpstr (request->target, ==, expected->target);
  if (expected->header)
    g_assert_cmpstr (weir_test_request_get_header (request, expected->header), ==, expected->value);
  assert_content_type (request, expected->content_type);
  body = get_body (request);
  g_assert_cmpstr (body, ==, expected->body);
}

/* Random bytes, NUL and all, in both kinds of file. */
static void
test_bytes (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *path = g_build_filename (folder, "random.bin", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (WeirTestEngine) alone = NULL;
  g_autoptr (WeirTestEngine) part = NULL;
  const WeirTestRequest *request;
  gsize size;
  const char *body;

  for (guint i = 0; i < 1024 * 1024 / 4; i++)
    {
      guint32 word = g_rand_int (rand);

      g_byte_array_append (bytes, (const guint8 *) &word, sizeof word);
    }
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
  alone = run (server, "url: \"${base}/\"\nmethod: POST\npayload: { file: \"${folder}/random.bin\" }", "");
  request = weir_test_server_get_request (server, 0);
  body = g_bytes_get_data (request->body, &size);
  g_assert_cmpmem (body, size, bytes->data, bytes->len);

  part = run (server, "url: \"${base}/\"\nmethod: POST\npayload: { multipart: { files: [{ name: f, path:"
                      " \"${folder}/random.bin\" }] } }", "");
  request = weir_test_server_get_request (server, 1);
  body = g_bytes_get_data (request->body, &size);
  body = memmem (body, size, "\r\n\r\n", 4);
  g_assert_nonnull (body);
  g_assert_cmpmem (body + 4, bytes->len, bytes->data, bytes->len);
  g_unlink (path);
}

static const struct
{
  const char *request;
  const char *says;
} failures[] = {
  { "url: \"${base}/\"\npayload: { file: no/such.txt }", "The file “no/such.txt” was not found: there is"
                                                         " no “" },
  { "url: \"${base}/\"\npayload: { file: \"${folder}\" }", "cannot be read: it is no regular file." },
  { "url: \"${base}/\"\npayload: { multipart: { files: [{ name: f, path: \"${name}.pdf\" }] } }",
    "The file “Ada & Bob.pdf” was not found" },
  { "url: \"${base}/\"\nclientCertificatePath: no.pem", "The file “no.pem” was not found" },
  { "url: \"${base}/\"\nclientCertificatePath: \"${folder}/plain.txt\"",
    "The client certificate “" },
  { "url: \"${base}/\"\nauth: { type: basic, username: \"${password}\", password: x }",
    "The user name of basic authentication holds a colon" },
  { "url: \"${base}/\"\nauth: { type: bearer, token: \"${nothing}\" }", "nothing" },
};

static void
test_failures (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (WeirTestEngine) engine = run (server, failures[i].request, "");
      const WeirStepResult *result = weir_test_engine_get (engine, 0);

      g_assert_cmpint (result->brief.outcome, ==, WEIR_STEP_FAILED);
      if (!strstr (result->message, failures[i].says))
        g_error ("“%s”", result->message);
    }
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, 0);
}

/* Nothing of the credentials is in what the worker leaves, wherever the server puts them. */
static void
echo (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  const char *authorization = weir_test_request_get_header (request, "Authorization");
  const char *key = weir_test_request_get_header (request, "X-Key");
  g_autofree char *body = g_strdup_printf ("%s %s %s", authorization ? authorization : "", key ? key : "",
                                           request->target);

  weir_test_answer_set_body (answer, "text/plain", body);
  weir_test_answer_add_header (answer, "X-Echo", body);
}

static const struct
{
  const char *request;
  const char *secrets[3];
} masked[] = {
  { "url: \"${base}/\"\nauth: { type: basic, username: ada, password: \"${password}\" }",
    { "pä:ß", "YWRhOnDDpDrDnw==" } },
  { "url: \"${base}/\"\nauth: { type: basic, username: Aladdin, password: open sesame }",
    { "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ==" } },
  { "url: \"${base}/\"\nauth: { type: bearer, token: \"${token}\" }", { "tok-en" } },
  { "url: \"${base}/\"\nauth: { type: bearer, token: writ-ten }", { "writ-ten" } },
  { "url: \"${base}/\"\nauth: { type: apiKey, name: X-Key, value: \"${key}\" }", { "k=1/2" } },
  { "url: \"${base}/\"\nauth: { type: apiKey, name: k, value: \"${key}\", in: query }", { "k=1/2",
      "k%3D1%2F2" } },
  { "url: \"${base}/\"\nauth: { type: apiKey, name: k, value: lit/eral, in: query }", { "lit/eral",
      "lit%2Feral" } },
  { "url: \"${base}/\"\nheaders: { Authorization: Basic YTpi }", { "YTpi" } },
};

static gboolean
holds (const char *bytes, gsize size, const char *secret)
{
  return memmem (bytes, size, secret, strlen (secret)) != NULL;
}

static void
test_masked (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (masked); i++)
    {
      g_autoptr (WeirTestServer) server = weir_test_server_new ();
      g_autoptr (WeirTestEngine) engine = NULL;
      const WeirExchange *exchange;

      /* What a server repeats of a written header is the answer's own. */
      if (!strstr (masked[i].request, "headers:"))
        weir_test_server_set_callback (server, echo, NULL);
      engine = run (server, masked[i].request, "    assert: [{ from: body, is: \"=\", value: nothing }]\n");
      exchange = weir_step_result_get_last (weir_test_engine_get (engine, 0));
      for (guint j = 0; j < 3 && masked[i].secrets[j]; j++)
        {
          const char *secret = masked[i].secrets[j];
          const WeirStepResult *result = weir_test_engine_get (engine, 0);
          const WeirCheck *check = &g_array_index (result->checks, WeirCheck, 0);

          g_assert_false (holds (exchange->request_headers->str, exchange->request_headers->len, secret));
          g_assert_false (holds (exchange->response_headers->str, exchange->response_headers->len, secret));
          g_assert_false (
              holds ((const char *) exchange->response_body->data, exchange->response_body->len, secret));
          g_assert_null (strstr (exchange->url->str, secret));
          g_assert_null (strstr (check->actual, secret));
          g_assert_null (strstr (result->message, secret));
        }
    }
}

static void
test_options (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestEngine) late = NULL;
  g_autoptr (WeirTestEngine) stays = NULL;
  g_autoptr (WeirTestEngine) closes = NULL;
  const WeirExchange *exchange;

  weir_test_server_script (server, "/stall")->fault = WEIR_TEST_FAULT_STALL;
  weir_test_answer_set_redirect (weir_test_server_script (server, "/from"), 302, "/to");
  late = run (server, "url: \"${base}/stall\"\ntimeout: 50ms", "");
  exchange = weir_step_result_get_last (weir_test_engine_get (late, 0));
  g_assert_cmpint (exchange->error_kind, ==, WEIR_ERROR_KIND_TIMEOUT);
  g_assert_cmpint (weir_timings_get_total (&exchange->timings), >=, 45000);
  g_assert_nonnull (strstr (weir_test_engine_get (late, 0)->message, "50 ms"));

  stays = run (server, "url: \"${base}/from\"\nmaxRedirects: 0", "");
  exchange = weir_step_result_get_last (weir_test_engine_get (stays, 0));
  g_assert_cmpuint (exchange->status, ==, 302);
  g_assert_cmpuint (weir_test_engine_get (stays, 0)->warnings->len, ==, 0);
  g_assert_cmpuint (weir_test_server_count (server, "/to"), ==, 0);

  closes = run (server, "url: \"${base}/old\"\nversion: 1.0",
                "  - name: T\n    httpRequest: { url: \"${base}/old\", version: \"1.0\" }\n");
  g_assert_cmpstr (weir_test_request_get_header (weir_test_server_find_request (server, "/old", 1),
      "Connection"), ==,
                   "close");
  g_assert_cmpuint (weir_test_server_find_request (server, "/old", 1)->connection, !=,
                    weir_test_server_find_request (server, "/old", 2)->connection);
}

/* A key is for the server that was meant. */
static void
test_key_elsewhere (void)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autoptr (WeirTestServer) other = weir_test_server_new ();
  g_autofree char *there = weir_test_server_get_url (other, "/there");
  g_autoptr (WeirTestEngine) engine = NULL;
  const WeirExchange *exchange;
  gint64 hops_us = 0;

  weir_test_answer_set_redirect (weir_test_server_script (server, "/a"), 307, "/b");
  weir_test_server_script (server, "/a")->delay_ms = 30;
  weir_test_answer_set_redirect (weir_test_server_script (server, "/b"), 307, there);
  engine = run (server, "url: \"${base}/a\"\nmethod: POST\nheaders: { X-Kept: \"yes\" }\n"
                        "auth: { type: apiKey, name: X-Key, value: \"${key}\" }\npayload: { raw: body }", "");
  g_assert_cmpstr (weir_test_request_get_header (weir_test_server_get_request (server, 0), "X-Key"), ==,
      "k=1/2");
  g_assert_cmpstr (weir_test_request_get_header (weir_test_server_get_request (server, 1), "X-Key"), ==,
      "k=1/2");
  g_assert_null (weir_test_request_get_header (weir_test_server_get_request (other, 0), "X-Key"));
  g_assert_cmpstr (weir_test_request_get_header (weir_test_server_get_request (other, 0), "X-Kept"), ==,
      "yes");
  g_assert_cmpstr (weir_test_server_get_request (other, 0)->method, ==, "POST");
  g_assert_cmpuint (g_bytes_get_size (weir_test_server_get_request (other, 0)->body), ==, 4);

  exchange = weir_step_result_get_last (weir_test_engine_get (engine, 0));
  g_assert_cmpuint (exchange->hops->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    hops_us += g_array_index (exchange->hops, WeirHop, i).time_us;
  g_assert_cmpint (g_array_index (exchange->hops, WeirHop, 0).time_us, >=, 29000);
  g_assert_cmpint (hops_us, <, weir_timings_get_total (&exchange->timings));
}

int
main (int argc, char **argv)
{
  g_autofree char *plain = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("weir-payloads-XXXXXX", NULL);
  plain = g_build_filename (folder, "plain.txt", NULL);
  g_assert_true (g_file_set_contents (plain, "plain ${name}\n", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/conformance/payloads/%s", cases[i].what);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/conformance/payloads/files arrive byte for byte", test_bytes);
  g_test_add_func ("/conformance/payloads/what cannot be sent fails unsent, and says why", test_failures);
  g_test_add_func ("/conformance/payloads/credentials never leave the worker", test_masked);
  g_test_add_func ("/conformance/payloads/time limits, redirects and versions are those of the request",
                   test_options);
  g_test_add_func ("/conformance/payloads/a key is not sent to another origin, and each hop has its time",
                   test_key_elsewhere);
  status = g_test_run ();
  g_unlink (plain);
  g_rmdir (folder);
  g_free (folder);
  return status;
}
