/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-export.c: a step's request as a curl command line
 */

#include "config.h"

#include "weir-curl-export.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "weir-field.h"
#include "weir-limits.h"
#include "weir-part.h"
#include "weir-shell-words.h"

#define BETWEEN_OPTIONS " \\\n  "

typedef struct
{
  const WeirCurlValues *values; /* (nullable) */
  GString *out;
} WeirCurlExport;

/* The value of a variable if it may be shown */
static const char *
find_value (const WeirCurlExport *self, const char *name)
{
  const WeirCurlValues *values = self->values;

  if (values == NULL || values->values == NULL)
    return NULL;
  if (values->secrets != NULL && g_hash_table_contains (values->secrets, name) && !values->shows_secrets)
    return NULL;
  return g_hash_table_lookup (values->values, name);
}

/* ${name} at @text: how long it is, and what it is called; 0 for anything that is more than a name */
static gsize
read_placeholder (const char *text, char **name)
{
  gsize length = 0;

  if (text[0] != '$' || text[1] != '{')
    return 0;
  while (g_ascii_isalnum (text[2 + length]) || text[2 + length] == '_' || text[2 + length] == '-')
    length++;
  if (length == 0 || text[2 + length] != '}')
    return 0;
  *name = g_strndup (text + 2, length);
  return length + 3;
}

/* Fills in a template. @encoded: percent-encodes all but placeholders that stay */
static char *
fill (const WeirCurlExport *self, const char *template_text, gboolean encoded)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *text = template_text;

  for (;;)
    {
      g_autofree char *name = NULL;
      gsize length = read_placeholder (text, &name);
      const char *value = length > 0 ? find_value (self, name) : NULL;

      if (value != NULL)
        g_string_append (plain, value);
      if ((length > 0 && value == NULL) || *text == '\0')
        {
          g_autofree char *escaped =
              encoded ? g_uri_escape_string (plain->str, NULL, FALSE) : g_strdup (plain->str);

          g_string_append_printf (out, "%s%.*s", escaped, (int) length, text);
          g_string_truncate (plain, 0);
        }
      if (*text == '\0')
        break;
      if (length == 0)
        {
          g_string_append_c (plain, *text);
          length = text[0] == '$' && text[1] == '$' ? 2 : 1;
        }
      text += length;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
append_option (WeirCurlExport *self, const char *option, const char *word)
{
  g_autofree char *quoted = word != NULL ? weir_shell_quote (word) : NULL;

  g_string_append_printf (self->out, "%s%s%s%s", BETWEEN_OPTIONS, option, quoted != NULL ? " " : "",
                          quoted != NULL ? quoted : "");
}

G_GNUC_PRINTF (3, 4)
static void
append_format (WeirCurlExport *self, const char *option, const char *format, ...)
{
  g_autofree char *word = NULL;
  va_list arguments;

  va_start (arguments, format);
  word = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  append_option (self, option, word);
}

static gboolean
has_header (WeirRequest *request, const char *name)
{
  GListModel *headers = G_LIST_MODEL (weir_request_get_headers (request));

  for (guint i = 0; i < g_list_model_get_n_items (headers); i++)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (headers, i);

      if (weir_field_get_enabled (field) && g_ascii_strcasecmp (weir_field_get_name (field), name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
append_pair (GString *url, const char *name, const char *value)
{
  g_string_append_printf (url, "%c%s=%s", strchr (url->str, '?') != NULL ? '&' : '?', name, value);
}

static gboolean
is_key_in_query (WeirAuth *auth)
{
  return auth != NULL && weir_auth_get_kind (auth) == WEIR_AUTH_API_KEY &&
         weir_auth_get_place (auth) == WEIR_AUTH_IN_QUERY;
}

/* A fragment is not sent, and parameters would become part of it. */
static void
append_url (WeirCurlExport *self, WeirRequest *request)
{
  g_autofree char *start = fill (self, weir_request_get_url (request), FALSE);
  g_autoptr (GString) url = g_string_new_len (start, (gssize) strcspn (start, "#"));
  GListModel *query = G_LIST_MODEL (weir_request_get_query (request));
  WeirAuth *auth = weir_request_get_auth (request);
  g_autofree char *quoted = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (query); i++)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (query, i);
      g_autofree char *name = fill (self, weir_field_get_name (field), TRUE);
      g_autofree char *value = fill (self, weir_field_get_value (field), TRUE);

      if (weir_field_get_enabled (field))
        append_pair (url, name, value);
    }
  if (is_key_in_query (auth))
    {
      g_autofree char *name = fill (self, weir_auth_get_name (auth), TRUE);
      g_autofree char *value = fill (self, weir_auth_get_value (auth), TRUE);

      append_pair (url, name, value);
    }
  quoted = weir_shell_quote (url->str);
  /* Without -g, curl would take brackets and braces for more than one URL. */
  g_string_append_printf (self->out, "curl%s %s", strpbrk (url->str, "[]{}") != NULL ? " -g" : "", quoted);
}

static gboolean
has_body (WeirRequest *request)
{
  return weir_request_get_payload_kind (request) != WEIR_PAYLOAD_NONE;
}

static void
append_method (WeirCurlExport *self, WeirRequest *request)
{
  const char *method = weir_request_get_method (request);

  if (g_str_equal (method, "HEAD") && !has_body (request))
    append_option (self, "-I", NULL);
  else if (!g_str_equal (method, has_body (request) ? "POST" : "GET"))
    append_option (self, "-X", method);
}

/* What curl says of data itself, and no longer once a redirect has made a GET of it */
static gboolean
is_said_anyway (WeirRequest *request, const char *name, const char *value)
{
  return weir_request_get_payload_kind (request) == WEIR_PAYLOAD_RAW &&
         g_ascii_strcasecmp (name, "Content-Type") == 0 &&
         g_ascii_strcasecmp (value, "application/x-www-form-urlencoded") == 0;
}

static void
append_headers (WeirCurlExport *self, WeirRequest *request)
{
  GListModel *headers = G_LIST_MODEL (weir_request_get_headers (request));

  for (guint i = 0; i < g_list_model_get_n_items (headers); i++)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (headers, i);
      g_autofree char *value = fill (self, weir_field_get_value (field), FALSE);

      if (!weir_field_get_enabled (field) || is_said_anyway (request, weir_field_get_name (field), value))
        continue;
      if (*value == '\0')
        append_format (self, "-H", "%s;", weir_field_get_name (field));
      else
        append_format (self, "-H", "%s: %s", weir_field_get_name (field), value);
    }
  if (!has_header (request, "Accept-Encoding"))
    append_option (self, "--compressed", NULL);
}

static void
append_auth (WeirCurlExport *self, WeirRequest *request)
{
  WeirAuth *auth = weir_request_get_auth (request);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  WeirAuthKind kind = auth != NULL ? weir_auth_get_kind (auth) : WEIR_AUTH_BASIC;

  if (auth == NULL || is_key_in_query (auth))
    return;
  if (kind == WEIR_AUTH_BEARER)
    {
      first = fill (self, weir_auth_get_token (auth), FALSE);
      if (!has_header (request, "Authorization"))
        append_format (self, "-H", "Authorization: Bearer %s", first);
      return;
    }
  if (kind == WEIR_AUTH_API_KEY)
    {
      first = fill (self, weir_auth_get_name (auth), FALSE);
      second = fill (self, weir_auth_get_value (auth), FALSE);
      if (!has_header (request, first))
        append_format (self, "-H", "%s: %s", first, second);
      return;
    }
  first = fill (self, weir_auth_get_username (auth), FALSE);
  second = fill (self, weir_auth_get_password (auth), FALSE);
  if (has_header (request, "Authorization"))
    return;
  if (kind == WEIR_AUTH_DIGEST)
    append_option (self, "--digest", NULL);
  append_format (self, "-u", "%s:%s", first, second);
}

/* A value in the quotes of -F, where a semicolon has no meaning */
static char *
quote_for_form (const char *value)
{
  GString *out = g_string_new ("\"");

  for (; *value != '\0'; value++)
    {
      if (*value == '"' || *value == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *value);
    }
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

static void
append_part (WeirCurlExport *self, WeirPart *part, gboolean is_file)
{
  g_autofree char *name = fill (self, weir_part_get_name (part), FALSE);
  g_autofree char *value =
      fill (self, is_file ? weir_part_get_path (part) : weir_part_get_value (part), FALSE);
  g_autofree char *quoted = quote_for_form (value);
  const char *type = weir_part_get_content_type (part);
  g_autoptr (GString) word = g_string_new (NULL);

  if (!weir_part_get_enabled (part))
    return;
  if (!is_file && type == NULL)
    {
      append_format (self, "--form-string", "%s=%s", name, value);
      return;
    }
  g_string_append_printf (word, "%s=%s%s", name, is_file ? "@" : "", quoted);
  if (weir_part_get_file_name (part) != NULL)
    {
      g_autofree char *file_name = fill (self, weir_part_get_file_name (part), FALSE);
      g_autofree char *quoted_name = quote_for_form (file_name);

      g_string_append_printf (word, ";filename=%s", quoted_name);
    }
  if (type != NULL)
    g_string_append_printf (word, ";type=%s", type);
  append_option (self, "-F", word->str);
}

static void
append_parts (WeirCurlExport *self, GListStore *parts, gboolean is_file)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (parts)); i++)
    {
      g_autoptr (WeirPart) part = g_list_model_get_item (G_LIST_MODEL (parts), i);

      append_part (self, part, is_file);
    }
}

static void
append_form (WeirCurlExport *self, WeirRequest *request)
{
  GListModel *form = G_LIST_MODEL (weir_request_get_form (request));
  gboolean is_empty = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (form); i++)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (form, i);
      g_autofree char *name = fill (self, weir_field_get_name (field), TRUE);
      g_autofree char *value = fill (self, weir_field_get_value (field), FALSE);

      if (!weir_field_get_enabled (field))
        continue;
      append_format (self, "--data-urlencode", "%s=%s", name, value);
      is_empty = FALSE;
    }
  if (is_empty)
    append_option (self, "--data-raw", "");
}

/* curl says that data are a form unless it is told something else, or nothing. */
static void
append_type (WeirCurlExport *self, WeirRequest *request, const char *type)
{
  if (!has_header (request, "Content-Type"))
    append_format (self, "-H", "Content-Type:%s%s", type != NULL ? " " : "", type != NULL ? type : "");
}

static void
append_payload (WeirCurlExport *self, WeirRequest *request)
{
  g_autofree char *text = NULL;
  g_autofree char *filled = NULL;

  switch (weir_request_get_payload_kind (request))
    {
    case WEIR_PAYLOAD_RAW:
      filled = fill (self, weir_request_get_payload_raw (request), FALSE);
      append_type (self, request, NULL);
      append_option (self, "--data-raw", filled);
      break;
    case WEIR_PAYLOAD_JSON:
      text = json_to_string (weir_request_get_payload_json (request), FALSE);
      filled = fill (self, text, FALSE);
      append_type (self, request, "application/json");
      append_option (self, "--data-raw", filled);
      break;
    case WEIR_PAYLOAD_FILE:
      append_type (self, request, "application/octet-stream");
      filled = fill (self, weir_request_get_payload_file (request), FALSE);
      append_format (self, "--data-binary", "@%s", filled);
      break;
    case WEIR_PAYLOAD_FORM:
      append_form (self, request);
      break;
    case WEIR_PAYLOAD_MULTIPART:
      append_parts (self, weir_request_get_multipart_fields (request), FALSE);
      append_parts (self, weir_request_get_multipart_files (request), TRUE);
      break;
    case WEIR_PAYLOAD_NONE:
    default:
      break;
    }
}

static void
append_limits (WeirCurlExport *self, WeirRequest *request)
{
  guint max_redirects = weir_request_get_max_redirects (request);
  gint64 timeout_us = weir_request_get_timeout_us (request);
  const char *certificate = weir_request_get_certificate_path (request);
  g_autofree char *password = NULL;
  g_autofree char *path = NULL;

  if (max_redirects > 0)
    append_option (self, "-L", NULL);
  if (max_redirects > 0 && max_redirects != WEIR_LIMIT_REDIRECTS)
    append_format (self, "--max-redirs", "%u", max_redirects);
  if (timeout_us != WEIR_LIMIT_REQUEST_TIMEOUT_US)
    append_format (self, "-m", "%" G_GINT64_FORMAT ".%03d", timeout_us / G_USEC_PER_SEC,
                   (int) (timeout_us % G_USEC_PER_SEC / 1000));
  if (weir_request_get_insecure (request))
    append_option (self, "-k", NULL);
  if (weir_request_get_http_version (request) != WEIR_HTTP_2)
    append_option (self, weir_request_get_http_version (request) == WEIR_HTTP_1_0 ? "--http1.0" : "--http1.1",
                   NULL);
  if (certificate == NULL)
    return;
  if (weir_request_get_certificate_password (request) != NULL)
    password = fill (self, weir_request_get_certificate_password (request), FALSE);
  path = fill (self, certificate, FALSE);
  append_format (self, "-E", "%s%s%s", path, password != NULL ? ":" : "", password != NULL ? password : "");
}

/**
 * weir_curl_export:
 * @step: a step
 * @values: (nullable): what is known about variables
 *
 * Placeholders that are a name and whose value is known and no secret are filled in; all others stay
 * visible, which in the quotes of a shell are text. What a step does besides its request is not in the
 * command.
 *
 * Returns: (transfer full) (nullable): the command; %NULL when the step has no request
 */
char *
weir_curl_export (WeirStep *step, const WeirCurlValues *values)
{
  WeirCurlExport self = { .values = values };
  WeirRequest *request = NULL;

  g_return_val_if_fail (WEIR_IS_STEP (step), NULL);

  request = weir_step_get_request (step);
  if (request == NULL)
    return NULL;
  self.out = g_string_new (NULL);
  append_url (&self, request);
  append_method (&self, request);
  append_headers (&self, request);
  append_auth (&self, request);
  append_payload (&self, request);
  append_limits (&self, request);
  return g_string_free (self.out, FALSE);
}
