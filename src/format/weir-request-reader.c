/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-reader.c: `httpRequest:`: what is sent, and how
 */

#include "config.h"

#include "weir-format-private.h"

#include <string.h>

#include "weir-field.h"
#include "weir-limits.h"

static void
read_method (WeirReader *reader, WeirNode *value, gpointer target)
{
  static const char *const methods[] = { "GET",     "HEAD",  "POST", "PUT", "PATCH", "DELETE",
                                         "OPTIONS", "TRACE", NULL };
  guint index = 0;

  if (value->kind == WEIR_NODE_SCALAR && g_ascii_strcasecmp (value->text, "CONNECT") == 0)
    weir_reader_error (reader, value, "CONNECT cannot be sent: a tunnel is not a request Weir can measure.");
  else if (weir_reader_word (reader, value, methods, &index))
    weir_request_set_method (target, methods[index]);
}

/**
 * weir_url_is_absolute:
 * @url: a URL as written
 *
 * Returns: whether what stands before the first placeholder can be the start of an absolute URL
 */
gboolean
weir_url_is_absolute (const char *url)
{
  static const char *const schemes[] = { "http://", "https://" };
  gsize n_literal = strcspn (url, "$");

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize length = strlen (schemes[i]);
      gboolean is_whole = n_literal >= length || url[n_literal] == '$';

      if (is_whole && g_ascii_strncasecmp (url, schemes[i], MIN (n_literal, length)) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
read_url (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *url = weir_reader_filled_text (reader, value);
  g_autofree char *shown = NULL;

  if (url == NULL)
    return;
  shown = weir_shorten (url);
  weir_request_set_url (target, url);
  weir_reader_no_line_break (reader, value);
  if (strlen (url) > WEIR_LIMIT_URL_BYTES)
    weir_reader_error (reader, value, "\"url\" has more than %d bytes, the longest URL that is sent.",
                       WEIR_LIMIT_URL_BYTES);
  else if (reader->loading == NULL && !weir_url_is_absolute (url))
    weir_reader_error (reader, value, "\"%s\" is not an absolute URL; start it with http:// or https://, or"
                                      " with a variable such as ${baseUrl}.", shown);
  weir_reader_template (reader, value);
}

static void
read_version (WeirReader *reader, WeirNode *value, gpointer target)
{
  static const struct
  {
    const char *text;
    WeirHttpVersion version;
  } versions[] = {
    { "1.0", WEIR_HTTP_1_0 }, { "1.1", WEIR_HTTP_1_1 }, { "2", WEIR_HTTP_2 }, { "2.0", WEIR_HTTP_2 },
  };
  const char *text = weir_reader_loaded (reader, value);
  g_autofree char *shown = NULL;

  if (text == NULL)
    return;
  shown = weir_shorten (text);
  if (g_ascii_strncasecmp (text, "HTTP/", strlen ("HTTP/")) == 0)
    text += strlen ("HTTP/");
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    if (g_str_equal (versions[i].text, text))
      {
        weir_request_set_http_version (target, versions[i].version);
        if (versions[i].version == WEIR_HTTP_1_0)
          weir_reader_warn (reader, value, "HTTP/1.0 is sent as HTTP/1.1, on a connection of its own that is"
                                           " closed afterwards.");
        return;
      }
  weir_reader_error (reader, value, "\"%s\" is not a version of HTTP that can be sent; write 1.0, 1.1 or"
                                    " 2.0.", shown);
}

static void
read_query (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_read_rows (reader, value, WEIR_ROWS_QUERY, weir_request_get_query (target));
}

static void
read_headers (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_read_rows (reader, value, WEIR_ROWS_HEADERS, weir_request_get_headers (target));
}

static void
read_auth (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirAuth) auth = weir_read_auth (reader, value);

  weir_request_set_auth (target, auth);
}

static void
read_timeout (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autofree char *shown = NULL;
  gint64 timeout_us = 0;

  if (!weir_reader_duration (reader, value, WEIR_DURATION_UNIT_S, &timeout_us))
    return;
  shown = weir_shorten (value->text);
  if (timeout_us < 1000 || timeout_us > WEIR_LIMIT_LONGEST_TIMEOUT_US)
    weir_reader_error (reader, value, "\"timeout\" must be between 1ms and 1h, not %s.", shown);
  else
    weir_request_set_timeout_us (target, timeout_us);
}

static void
read_max_redirects (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint number = WEIR_LIMIT_REDIRECTS;

  if (weir_reader_integer (reader, value, 0, WEIR_LIMIT_MOST_REDIRECTS, &number))
    weir_request_set_max_redirects (target, number);
}

static void
read_insecure (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean insecure = FALSE;

  if (weir_reader_boolean (reader, value, &insecure))
    weir_request_set_insecure (target, insecure);
}

static void
read_certificate_path (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) == NULL)
    return;
  weir_request_set_certificate_path (target, value->text);
  weir_reader_file (reader, value);
}

static void
read_certificate_password (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_text (reader, value) == NULL)
    return;
  weir_request_set_certificate_password (target, value->text);
  weir_reader_template (reader, value);
}

static void
read_statement (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) == NULL)
    return;
  weir_reader_template (reader, value);
  g_strv_builder_add (target, value->text);
}

/**
 * weir_read_texts:
 * @reader: where problems go
 * @value: a list
 * @form: how such a list is written, for the message
 * @read_item: adds what it reads to the #GStrvBuilder it is given
 *
 * Returns: (transfer full): the texts of the list
 */
char **
weir_read_texts (WeirReader *reader, WeirNode *value, const char *form, WeirReadFunc read_item)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  weir_reader_list (reader, value, form, read_item, builder);
  return g_strv_builder_end (builder);
}

/**
 * weir_read_statements:
 * @reader: where problems go
 * @value: the value of `before:` or `after:`
 *
 * Returns: (transfer full): texts that are filled in for what their placeholders do
 */
char **
weir_read_statements (WeirReader *reader, WeirNode *value)
{
  return weir_read_texts (reader, value, "- ${name}", read_statement);
}

static void
read_before (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_auto (GStrv) statements = weir_read_statements (reader, value);

  weir_request_set_before (target, (const char *const *) statements);
}

static void
read_after (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_auto (GStrv) statements = weir_read_statements (reader, value);

  weir_request_set_after (target, (const char *const *) statements);
}

static void
read_h2c (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean wanted = FALSE;

  if (!weir_reader_boolean (reader, value, &wanted) || !wanted)
    return;
  if (reader->is_lenient)
    weir_reader_warn (reader, value, "HTTP/2 without TLS is not available; HTTP/1.1 is sent.");
  else
    weir_reader_error (reader, value, "HTTP/2 without TLS is not available; remove supportH2C.");
}

/* What a request is in flows and in plans. */
#define REQUEST_KEYS \
  { "url", NULL, WEIR_KEY_REQUIRED, read_url }, \
  { "method", "httpMethod", WEIR_KEY_DEFAULT, read_method }, \
  { "version", "httpVersion", WEIR_KEY_DEFAULT, read_version }, \
  { "query", NULL, WEIR_KEY_DEFAULT, read_query }, \
  { "headers", "httpHeaders", WEIR_KEY_DEFAULT, read_headers }, \
  { "auth", NULL, WEIR_KEY_DEFAULT, read_auth }, \
  { "payload", NULL, WEIR_KEY_DEFAULT, weir_read_payload }, \
  { "timeout", NULL, WEIR_KEY_DEFAULT, read_timeout }, \
  { "maxRedirects", NULL, WEIR_KEY_DEFAULT, read_max_redirects }, \
  { "insecure", NULL, WEIR_KEY_DEFAULT, read_insecure }, \
  { "clientCertificatePath", NULL, WEIR_KEY_DEFAULT, read_certificate_path }, \
  { "clientCertificatePassword", NULL, WEIR_KEY_DEFAULT, read_certificate_password }, \
  { "before", NULL, WEIR_KEY_DEFAULT, read_before }, \
  { "after", NULL, WEIR_KEY_DEFAULT, read_after }, \
  { "supportH2C", NULL, WEIR_KEY_DEFAULT, read_h2c }

static const WeirSchema request_schema = {
  "httpRequest",
  { REQUEST_KEYS },
  NULL,
};

/* What a flow has in its steps, a plan has here; weir_read_plan_request() reads these. */
static const WeirSchema plan_request_schema = {
  "httpRequest",
  {
    REQUEST_KEYS,
    { "skipIf", NULL, WEIR_KEY_DEFAULT, NULL },
    { "retry", NULL, WEIR_KEY_DEFAULT, NULL },
    { "capture", NULL, WEIR_KEY_DEFAULT, NULL },
    { "extract", NULL, WEIR_KEY_DEFAULT, NULL },
    { "assert", NULL, WEIR_KEY_DEFAULT, NULL },
    { "downloadHtmlEmbeddedResources", NULL, WEIR_KEY_DEFAULT, NULL },
    { "saveResponse", NULL, WEIR_KEY_DEFAULT, NULL },
  },
  NULL,
};

/* What is written goes above what would be made of "auth"; that is seldom meant. */
static void
check_auth (WeirReader *reader, WeirNode *node, WeirRequest *request)
{
  GListModel *headers = G_LIST_MODEL (weir_request_get_headers (request));
  WeirAuth *auth = weir_request_get_auth (request);
  WeirNode *written = weir_node_find (node, "auth");
  const char *name = "Authorization";

  if (auth == NULL || written == NULL)
    return;
  if (weir_auth_get_kind (auth) == WEIR_AUTH_API_KEY)
    name = weir_auth_get_place (auth) == WEIR_AUTH_IN_HEADER ? weir_auth_get_name (auth) : "";
  for (guint i = 0; i < g_list_model_get_n_items (headers); i++)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (headers, i);

      if (!weir_field_get_enabled (field) || g_ascii_strcasecmp (weir_field_get_name (field), name) != 0)
        continue;
      weir_reader_warn (reader, written, "The header %s is written besides \"auth\"; the header is sent, and"
                                         " \"auth\" has no effect.", name);
      return;
    }
}

/**
 * weir_read_request:
 * @reader: where problems go
 * @node: the value of `httpRequest:`
 *
 * Returns: (transfer full): the request as far as it could be read
 */
WeirRequest *
weir_read_request (WeirReader *reader, WeirNode *node)
{
  WeirRequest *request = weir_request_new ("GET", "");
  WeirNode *password = weir_node_find (node, "clientCertificatePassword");

  if (!weir_reader_mapping (reader, node, reader->loading != NULL ? &plan_request_schema : &request_schema,
                            request, NULL))
    return request;
  check_auth (reader, node, request);
  if (password != NULL && weir_request_get_certificate_path (request) == NULL)
    weir_reader_error_in (reader, node, "clientCertificatePassword",
                          "\"clientCertificatePassword\" needs \"clientCertificatePath\", the file it"
                          " opens.");
  return request;
}
