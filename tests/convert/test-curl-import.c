/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-curl-import.c: curl command lines as steps: what is not taken over, what looks secret
 */

#include "config.h"

#include <string.h>

#include "weir-assertion.h"
#include "weir-curl-import.h"
#include "weir-field.h"
#include "weir-flow-format.h"

static WeirCurlImport *
import (const char *text)
{
  g_autoptr (GError) error = NULL;
  WeirCurlImport *result = weir_curl_import (text, &error);

  g_assert_no_error (error);
  return result;
}

static char *
to_yaml (WeirCurlImport *result)
{
  g_autoptr (WeirFlow) flow = weir_flow_new ("F");
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) back = NULL;
  char *yaml = NULL;

  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), result->step);
  yaml = weir_flow_to_yaml (flow);
  back = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);
  if (back == NULL)
    g_error ("%s\n%s", ((WeirProblem *) problems->pdata[0])->message, yaml);
  return yaml;
}

/* As "Copy as cURL (bash)" of a browser writes it */
static void
test_browser (void)
{
  g_autoptr (WeirCurlImport) result =
      import ("curl 'https://shop.example/api/login?from=cart' \\\n"
              "  -H 'accept: application/json' \\\n"
              "  -H 'accept-language: en-US,en;q=0.9' \\\n"
              "  -H 'content-type: application/json' \\\n"
              "  -b 'session=abc; theme=dark' \\\n"
              "  -H 'sec-ch-ua: \"Chromium\";v=\"124\", \"Not-A.Brand\";v=\"99\"' \\\n"
              "  --data-raw $'{\"user\":\"ada\",\"password\":\"it\\'s $5\"}' \\\n"
              "  --compressed");
  g_autofree char *yaml = to_yaml (result);

  g_assert_cmpstr (yaml, ==,
                   "name: F\n"
                   "steps:\n"
                   "- name: POST /api/login\n"
                   "  httpRequest:\n"
                   "    method: POST\n"
                   "    url: https://shop.example/api/login?from=cart\n"
                   "    headers:\n"
                   "      accept: application/json\n"
                   "      accept-language: en-US,en;q=0.9\n"
                   "      content-type: application/json\n"
                   "      sec-ch-ua: '\"Chromium\";v=\"124\", \"Not-A.Brand\";v=\"99\"'\n"
                   "      Cookie: session=abc; theme=dark\n"
                   "    payload:\n"
                   "      raw: '{\"user\":\"ada\",\"password\":\"it''s $$5\"}'\n"
                   "    maxRedirects: 0\n"
                   "  assert:\n"
                   "  - from: status\n"
                   "    is: <\n"
                   "    value: 400\n");
  g_assert_cmpuint (result->warnings->len, ==, 0);
  g_assert_cmpuint (result->secrets->len, ==, 2);
}

static void
test_names (void)
{
  static const char *const cases[][2] = {
    { "curl http://a/items", "GET /items" },
    { "curl http://a", "GET /" },
    { "curl example.com/x?y=1#z", "GET /x" },
    { "curl -X DELETE 'http://a/items/1'", "DELETE /items/1" },
    { "curl -sSLk -XPUT http://a/b", "PUT /b" },
    { "curl $BASE/items -d ''", "POST /items" },
    { "curl -I http://a/i", "HEAD /i" },
    { "curl -T f.txt http://a/up/", "PUT /up/f.txt" },
    { "/usr/bin/curl --url http://a/u", "GET /u" },
    { "curl.exe -G -d q=1 http://a/s", "GET /s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirCurlImport) result = import (cases[i][0]);
      g_autofree char *yaml = to_yaml (result);

      g_assert_cmpstr (weir_step_get_name (result->step), ==, cases[i][1]);
    }
}

static void
test_options (void)
{
  g_autoptr (WeirCurlImport) result = import (
      "curl -u ada:pw --digest -k -L --max-redirs 3 -m 2.5 -E c.p12:cp --http1.1 -A me -e 'http://r/;auto' "
      "-r 0-9 -H 'X-Empty;' -H 'Accept:' https://a/");
  WeirRequest *request = weir_step_get_request (result->step);
  WeirAuth *auth = weir_request_get_auth (request);
  g_autofree char *yaml = to_yaml (result);

  g_assert_cmpint (weir_auth_get_kind (auth), ==, WEIR_AUTH_DIGEST);
  g_assert_cmpstr (weir_auth_get_username (auth), ==, "ada");
  g_assert_cmpstr (weir_auth_get_password (auth), ==, "pw");
  g_assert_true (weir_request_get_insecure (request));
  g_assert_cmpuint (weir_request_get_max_redirects (request), ==, 3);
  g_assert_cmpint (weir_request_get_timeout_us (request), ==, 2500000);
  g_assert_cmpstr (weir_request_get_certificate_path (request), ==, "c.p12");
  g_assert_cmpstr (weir_request_get_certificate_password (request), ==, "cp");
  g_assert_cmpint (weir_request_get_http_version (request), ==, WEIR_HTTP_1_1);
  g_assert_nonnull (strstr (yaml, "      X-Empty: \"\"\n      User-Agent: me\n      Referer: http://r/\n"
                                  "      Range: bytes=0-9\n"));
  g_assert_cmpuint (result->warnings->len, ==, 0);
}

static void
test_warnings (void)
{
  static const char *const cases[][2] = {
    { "curl -x http://p:3128 http://a/", "--proxy is not taken over: requests go through a proxy when" },
    { "curl --frobnicate http://a/", "The option --frobnicate is not known here and was left out." },
    { "curl --frobnicate yes http://a/",
      "The option --frobnicate is not known here and was left out with its value." },
    { "curl -sQ http://a/", "The option -Q is not known" },
    { "curl --cacert ca.pem http://a/", "tls: { ca" },
    { "curl -b cookies.txt http://a/", "cookies in the file of -b are not read" },
    { "curl -H nonsense http://a/", "\"nonsense\" is no header" },
    { "curl -H 'Content-Length: 5' http://a/", "Content-Length was left out" },
    { "curl -H 'accept-encoding: gzip, br' http://a/", "Accept-Encoding was left out" },
    { "curl 'http://a/{x,y}'", "choice of several URLs" },
    { "curl -d @body.txt http://a/", "line breaks out of the file" },
    { "curl -F 'a=<f.txt' -F b=1 http://a/", "whose text is in a file, was left out" },
    { "curl -u ada http://a/", "has no password for ada" },
    { "curl --retry 3 http://a/", "when its request is repeated" },
    { "curl -m 0 http://a/", "time limit of -m was left out" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirCurlImport) result = import (cases[i][0]);
      g_autofree char *yaml = to_yaml (result);

      if (result->warnings->len != 1)
        g_error ("%s: %u warnings", cases[i][0], result->warnings->len);
      if (strstr (g_ptr_array_index (result->warnings, 0), cases[i][1]) == NULL)
        g_error ("%s: %s", cases[i][0], (char *) g_ptr_array_index (result->warnings, 0));
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    WeirConvertError code;
    const char *message;
  } cases[] = {
    { "wget http://a/", WEIR_CONVERT_ERROR_OTHER, "does not start with" },
    { "", WEIR_CONVERT_ERROR_OTHER, "does not start with" },
    { "curl", WEIR_CONVERT_ERROR_INVALID, "has no URL" },
    { "curl http://a/ http://b/", WEIR_CONVERT_ERROR_INVALID, "several URLs" },
    { "curl ftp://a/", WEIR_CONVERT_ERROR_INVALID, "neither http:// nor https://" },
    { "curl -X PURGE http://a/", WEIR_CONVERT_ERROR_INVALID, "\"PURGE\" cannot be sent" },
    { "curl http://a/ -H", WEIR_CONVERT_ERROR_INVALID, "lacks its value" },
    { "curl http://a/ --data", WEIR_CONVERT_ERROR_INVALID, "--data at the end" },
    { "curl -d a -F b=c http://a/", WEIR_CONVERT_ERROR_INVALID, "more than one body" },
    { "curl -d a -d @b http://a/", WEIR_CONVERT_ERROR_INVALID, "puts a file together" },
    { "curl -d @- http://a/", WEIR_CONVERT_ERROR_INVALID, "piped" },
    { "curl -F nonsense http://a/", WEIR_CONVERT_ERROR_INVALID, "NAME=VALUE" },
    { "curl 'http://a/", WEIR_CONVERT_ERROR_INVALID, "not closed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_curl_import (cases[i].text, &error));
      g_assert_error (error, WEIR_CONVERT_ERROR, (int) cases[i].code);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("%s: %s", cases[i].text, error->message);
    }
}

static void
test_is_command (void)
{
  g_assert_true (weir_curl_is_command ("curl http://a/"));
  g_assert_true (weir_curl_is_command ("  $ curl -X POST"));
  g_assert_true (weir_curl_is_command ("curl \\\n http://a/"));
  g_assert_true (weir_curl_is_command ("curl.exe http://a/"));
  g_assert_false (weir_curl_is_command ("http://curl/"));
  g_assert_false (weir_curl_is_command ("curly http://a/"));
  g_assert_false (weir_curl_is_command ("curl"));
}

/* All secrets of a command: "name=value" each, joined with " " */
static char *
secrets_of (WeirCurlImport *result)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < result->secrets->len; i++)
    {
      const WeirCurlSecret *secret = g_ptr_array_index (result->secrets, i);

      g_string_append_printf (out, "%s%s=%s", i > 0 ? " " : "", secret->name, secret->value);
    }
  return g_string_free (out, FALSE);
}

static void
test_secrets (void)
{
  static const struct
  {
    const char *text;
    const char *secrets;
    const char *gone; /* no part of this is left once they are taken */
    const char *left;
  } cases[] = {
    { "curl -u 'ada:s3cr$et' http://a/", "password=s3cr$et", "s3cr", "password: ${password}" },
    { "curl -H 'Authorization: Bearer abc.def' http://a/", "token=abc.def", "abc.def", "token: ${token}" },
    { "curl -H 'Authorization: Basic YWRh' http://a/", "authorization=YWRh", "YWRh",
      "Authorization: Basic ${authorization}" },
    { "curl -H 'X-Api-Key: k1' -H 'X-CSRF-Token: t1' http://a/", "apiKey=k1 csrfToken=t1", "k1",
      "X-Api-Key: ${apiKey}" },
    { "curl 'http://a/?access_token=t9&page=1'", "access_token=t9", "t9",
      "?access_token=${access_token}&page=1" },
    { "curl -d '{\"user\":\"ada\",\"password\" : \"pw\",\"clientSecret\":\"cs\"}' http://a/",
      "password=pw clientSecret=cs", "\"pw\"",
      "\"password\" : \"${password}\",\"clientSecret\":\"${clientSecret}\"" },
    { "curl -d 'user=ada&password=pw' http://a/", "password=pw", "=pw", "user=ada&password=${password}" },
    { "curl -F token=t1 http://a/", "token=t1", "t1", "value: ${token}" },
    { "curl https://ada:pw@a/", "password=pw", "ada:pw", "username: ada" },
    { "curl -b 'sid=1; a=2' http://a/", "cookie=sid=1; a=2", "sid", "Cookie: ${cookie}" },
    { "curl -H \"Authorization: Bearer $TOKEN\" http://a/", "", "x-x", "token: ${TOKEN}" },
    { "curl -H 'X-Key: a' -H 'Api-Key: a' -F key=b http://a/", "key=a apiKey=a key2=b", "x-x", "${key2}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirCurlImport) result = import (cases[i].text);
      g_autofree char *secrets = secrets_of (result);
      g_autofree char *yaml = NULL;

      g_assert_cmpstr (secrets, ==, cases[i].secrets);
      for (guint j = 0; j < result->secrets->len; j++)
        weir_curl_import_take_secret (result, j);
      yaml = to_yaml (result);
      if (strstr (yaml, cases[i].gone) != NULL || strstr (yaml, cases[i].left) == NULL)
        g_error ("%s became:\n%s", cases[i].text, yaml);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/convert/curl/import/what a browser copies becomes a step", test_browser);
  g_test_add_func ("/convert/curl/import/a step is called after its request", test_names);
  g_test_add_func ("/convert/curl/import/options become those of the request", test_options);
  g_test_add_func ("/convert/curl/import/what is not taken over is said", test_warnings);
  g_test_add_func ("/convert/curl/import/what is no single request is refused in words", test_errors);
  g_test_add_func ("/convert/curl/import/a command is told from other text", test_is_command);
  g_test_add_func ("/convert/curl/import/what looks secret is offered, and can be taken out", test_secrets);
  return g_test_run ();
}
