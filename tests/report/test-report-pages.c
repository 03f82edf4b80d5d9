/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-report-pages.c: reports for people: what HTML shows, what it can never do, and pages of PDF
 */

#include "config.h"

#include "weir-mask.h"
#include "weir-report-fixture.h"

#define MANY 3000

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, word)) != NULL; p++)
    n++;
  return n;
}

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "<h1>After the &quot;fix&quot;</h1>",
    ">Failed</span>",
    "14 November 2023, 22:13:20 UTC · 20 iterations · staging · Checkout",
    "<p>Failed: 1 of 22</p>",
    "of &lt;note&gt;</p>",
    "<p>A processor was 71 % &lt;busy&gt;.</p>",
    "<li>Iteration 7 was &quot;slow&quot; &amp; odd.</li>",
    "<p class=\"dim\">TLS certificates were not verified.</p>",
    "<p class=\"dim\">Trend: needs 10 iterations.</p>",
    "<td class=\"number unsound\">",
    "<dt>Success rate</dt>\n<dd>95.2 %</dd>",
    "<td class=\"name quiet\">List &quot;items&quot;, all</td>",
    "<td class=\"number good\">✓ 20/20</td>",
    "<td class=\"number bad\">✗ 0/1</td>",
    "<h3>=HYPERLINK(&quot;http://evil&quot;), iteration 1</h3>",
    "<td class=\"name\">status = 201</td>\n<td class=\"name\">201</td>\n<td class=\"name\">200</td>",
    "http://127.0.0.1:8020/old answered 302 and pointed to",
    "Authorization: " WEIR_MASK_TEXT "\n",
    "set-cookie: " WEIR_MASK_TEXT "\n",
    "<p class=\"warning\">orderId was not found.</p>",
    "The body is no text: 3 bytes.",
    "<dd>a-host</dd>",
    "<div class=\"light\"><svg ",
    "<div class=\"dark\"><svg ",
  };
  g_autofree char *text = write_report (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("“%s” is not shown", words[i]);
  g_assert_null (strstr (text, "hunter2"));
  /* Each chart in both, and no more than what a report of any run holds. */
  g_assert_cmpuint (count (text, "<svg "), ==, 2 * count (text, "<figure>"));
  g_assert_cmpuint (count (text, "<figure>"), >=, 3);
}

/* Whatever stands between < and > was written by us: the elements there are, and no attribute but these. */
static void
assert_harmless (const char *text)
{
  static const char *const forbidden[] = { "<script", "javascript:", " style=", " on", " src=", " href=", "@import",
                                           "url(",    "<base",       "<iframe", "<object", "<link", "<form" };
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_autoptr (GRegex) tags = g_regex_new ("<[^>]*>", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (tags, lower, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *tag = g_match_info_fetch (match, 0);

      for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
        if (strstr (tag, forbidden[i]) != NULL)
          g_error ("%s in %s", forbidden[i], tag);
    }
}

static void
append_hostile (Fixture *fixture)
{
  static const char evil[] = "</pre></style><script>alert(1)</script><img src=x onerror=alert(2)>"
                             "\"'><svg onload=alert(3)>&lt;\x01\xff\xe2\x80\xae";
  g_autoptr (WeirStepResult) result = weir_step_result_new ();
  WeirExchange *exchange = add_attempt (result, 500, evil, sizeof evil - 1);

  result->name = g_strdup (evil);
  result->message = g_strdup (evil);
  g_free (exchange->reason);
  exchange->reason = g_strdup (evil);
  g_string_assign (exchange->url, evil);
  exchange->request_body = g_bytes_new_static (evil, sizeof evil - 1);
  weir_headers_append (exchange->response_headers, evil, evil);
  weir_step_result_add_check (result, FALSE, evil, evil, evil);
  weir_step_result_add_warning (result, evil);
  weir_exchange_add_hop (exchange, 302, evil);
  result->brief.part = 1;
  result->brief.step = 5;
  result->brief.outcome = WEIR_STEP_FAILED;
  result->brief.has_exchange = TRUE;
  append (fixture, result);
  g_assert_true (weir_archive_commit (fixture->archive, NULL));
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  append_hostile (fixture);
  text = write_report (fixture);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (count (text, "<style>"), ==, 1);
  g_assert_cmpuint (count (text, "</style>"), ==, 1);
  g_assert_null (strstr (text, "<script"));
  g_assert_null (strstr (text, "<img"));
  g_assert_nonnull (strstr (text, "&lt;script&gt;alert(1)"));
  assert_harmless (text);
}

static void
test_policy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = write_report (fixture);
  const char *begin = strstr (text, "<style>") + strlen ("<style>");
  const char *end = strstr (begin, "</style>");
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *hash = NULL, *policy = NULL;
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) begin, end - begin);
  g_checksum_get_digest (checksum, digest, &size);
  hash = g_base64_encode (digest, size);
  policy = g_strdup_printf ("content=\"default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; "
                            "form-action 'none'\">", hash);
  g_assert_nonnull (strstr (text, policy));
  assert_harmless (text);
}

/* Failures that all say something else, each with an answer of some size. */
static void
append_failures (Fixture *fixture)
{
  g_autofree char *body = g_strnfill (60000, 'x');

  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (WeirStepResult) result = weir_step_result_new ();

      add_attempt (result, 500, body, i < 100 ? 60000 : 10);
      result->name = g_strdup ("Many");
      result->message = g_strdup_printf ("It was %u.", i);
      result->brief.part = 1;
      result->brief.step = 3;
      result->brief.iteration = i + 1;
      result->brief.outcome = WEIR_STEP_FAILED;
      result->brief.has_exchange = TRUE;
      append (fixture, result);
    }
  g_assert_true (weir_archive_commit (fixture->archive, NULL));
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  append_failures (fixture);
  text = write_report (fixture);
  g_assert_cmpuint (strlen (text), <, 2000000);
  g_assert_cmpuint (count (text, "<details open>"), ==, 50);
  g_assert_nonnull (strstr (text, "2951 more failed steps are not told here. Reports in JSON, JSON Lines and CSV "
                                  "have all of them."));
  g_assert_nonnull (strstr (text, "Only the beginning of the body is shown: it has 60.0\xc2\xa0kB."));
}

/* Of the file, not of the text: that is compressed. */
static guint
count_pages (const char *file_name)
{
  g_autofree char *pdf = NULL;
  gsize size;
  const char *found;

  g_assert_true (g_file_get_contents (file_name, &pdf, &size, NULL));
  g_assert_true (g_str_has_prefix (pdf, "%PDF-1."));
  found = memmem (pdf, size, "/Count ", strlen ("/Count "));
  g_assert_nonnull (found);
  return (guint) g_ascii_strtoull (found + strlen ("/Count "), NULL, 10);
}

static void
test_pdf (Fixture *fixture, gconstpointer data)
{
  g_free (write_report (fixture));
  g_assert_cmpuint (count_pages (fixture->file_name), >=, 1);
  g_assert_cmpuint (count_pages (fixture->file_name), <=, 4);
  append_hostile (fixture);
  append_failures (fixture);
  g_free (write_report (fixture));
  g_assert_cmpuint (count_pages (fixture->file_name), >, 5);
  g_assert_cmpuint (count_pages (fixture->file_name), <, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, name, function) g_test_add (path, Fixture, name, set_up, function, tear_down)
  ADD ("/report/html/head, cards, table, failures and details are shown", "run.html", test_shown);
  ADD ("/report/html/no text of a server leaves its place", "run.html", test_hostile);
  ADD ("/report/html/its policy allows its own style and nothing else", "run.html", test_policy);
  ADD ("/report/html/many failures are capped, and it says how many are left out", "run.html", test_many);
  ADD ("/report/pdf/has as many pages as it takes", "run.pdf", test_pdf);
#undef ADD
  return g_test_run ();
}
