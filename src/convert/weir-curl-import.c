/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-import.c: a curl command line as a step
 */

#include "config.h"

#include <string.h>

#include "weir-assertion.h"
#include "weir-curl-private.h"
#include "weir-limits.h"
#include "weir-shell-words.h"

#define LONGEST_NAME 60

/**
 * weir_curl_warn:
 * @warnings: (element-type utf8): where the sentence is appended, once
 * @format: as of printf()
 */
void
weir_curl_warn (GPtrArray *warnings, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (!g_ptr_array_find_with_equal_func (warnings, message, g_str_equal, NULL))
    g_ptr_array_add (warnings, g_steal_pointer (&message));
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, WEIR_CONVERT_ERROR, WEIR_CONVERT_ERROR_INVALID, message);
  return FALSE;
}

static void
set_user (WeirRequest *request, WeirCurlAuth kind, const char *word, GPtrArray *warnings)
{
  g_autoptr (WeirAuth) auth =
      weir_auth_new (kind == WEIR_CURL_AUTH_DIGEST ? WEIR_AUTH_DIGEST : WEIR_AUTH_BASIC);
  const char *colon = strchr (word, ':');
  g_autofree char *user = g_strndup (word, strcspn (word, ":"));
  g_autofree char *username = weir_shell_word_to_template (user);
  g_autofree char *password = weir_shell_word_to_template (colon != NULL ? colon + 1 : "");

  if (strpbrk (word, "\r\n") != NULL)
    {
      weir_curl_warn (warnings, "User name and password were left out: there is a line break in them.");
      return;
    }
  if (colon == NULL)
    weir_curl_warn (warnings, "The command has no password for %s, which curl would ask for; it is empty.",
                    username);
  weir_auth_set_username (auth, username);
  weir_auth_set_password (auth, password);
  weir_request_set_auth (request, auth);
}

static void
read_auth (const WeirCurlArguments *arguments, WeirRequest *request, GPtrArray *warnings)
{
  g_autoptr (WeirAuth) auth = NULL;
  g_autofree char *token = NULL;

  if (arguments->user != NULL)
    set_user (request, arguments->auth, arguments->user, warnings);
  if (arguments->bearer == NULL || strpbrk (arguments->bearer, "\r\n") != NULL)
    return;
  auth = weir_auth_new (WEIR_AUTH_BEARER);
  token = weir_shell_word_to_template (arguments->bearer);
  weir_auth_set_token (auth, token);
  weir_request_set_auth (request, auth);
}

/* "https://ada:secret@host/": what stands before the "@" is authentication. */
static void
take_user_info (WeirRequest *request, WeirCurlAuth kind, GString *url, GPtrArray *warnings)
{
  gboolean has_scheme = g_ascii_strncasecmp (url->str, "http", 4) == 0;
  const char *scheme = has_scheme ? strstr (url->str, "://") : NULL;
  const char *start = scheme != NULL ? scheme + 3 : url->str;
  gsize length = strcspn (start, "/?#");
  const char *at = scheme != NULL ? g_strrstr_len (start, (gssize) length, "@") : NULL;
  g_autofree char *info = NULL;
  g_autofree char *decoded = NULL;

  if (at == NULL)
    return;
  info = g_strndup (start, (gsize) (at - start));
  decoded = g_uri_unescape_string (info, NULL);
  set_user (request, kind, decoded != NULL ? decoded : info, warnings);
  g_string_erase (url, start - url->str, at + 1 - start);
}

static void
append_query (GString *url, const char *query)
{
  g_autofree char *fragment = g_strdup (strchr (url->str, '#'));

  if (fragment != NULL)
    g_string_truncate (url, url->len - strlen (fragment));
  g_string_append_c (url, strchr (url->str, '?') != NULL ? '&' : '?');
  g_string_append (url, query);
  g_string_append (url, fragment != NULL ? fragment : "");
}

static gboolean
append_queries (const WeirCurlArguments *arguments, GString *url, GPtrArray *warnings, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *file = NULL;

  if (arguments->is_get && !weir_curl_collect_data (arguments, warnings, &data, &file, error))
    return FALSE;
  if (data != NULL && *data != '\0')
    append_query (url, data);
  for (guint i = 0; i < arguments->queries->len; i++)
    {
      WeirCurlArguments one = { .data = g_array_new (FALSE, FALSE, sizeof (WeirCurlData)) };
      const char *word = g_ptr_array_index (arguments->queries, i);
      WeirCurlData part = { *word == '+' ? WEIR_CURL_DATA_RAW : WEIR_CURL_DATA_URLENCODE,
                            word + (*word == '+' ? 1 : 0) };
      g_autofree char *query = NULL;
      gboolean done = FALSE;

      g_array_append_val (one.data, part);
      done = weir_curl_collect_data (&one, warnings, &query, &file, error);
      g_array_unref (one.data);
      if (!done)
        return FALSE;
      append_query (url, query);
    }
  return TRUE;
}

static gboolean
has_glob (const char *url)
{
  const char *brace = strchr (url, '{');

  return strchr (url, '[') != NULL || (brace != NULL && strchr (brace, '}') != NULL);
}

static gboolean
read_url (const WeirCurlArguments *arguments, WeirRequest *request, GPtrArray *warnings, GError **error)
{
  const char *word = arguments->urls->len > 0 ? g_ptr_array_index (arguments->urls, 0) : NULL;
  g_autoptr (GString) url = g_string_new (word);
  g_autofree char *template = NULL;

  if (word == NULL || *word == '\0')
    return fail (error, "The command has no URL; copy all of it.");
  if (arguments->urls->len > 1)
    return fail (error,
                 "The command has several URLs, and a step sends one request; paste one command for each.");
  if (strpbrk (word, "\r\n") != NULL)
    return fail (error, "The URL of the command has a line break in it; copy the command again.");
  if (strstr (word, "://") == NULL && *word != WEIR_SHELL_VARIABLE_START)
    g_string_prepend (url, "http://");
  else if (*word != WEIR_SHELL_VARIABLE_START && g_ascii_strncasecmp (word, "http://", 7) != 0 &&
           g_ascii_strncasecmp (word, "https://", 8) != 0)
    return fail (error,
                 "The URL of the command is neither http:// nor https://, and nothing else can be sent.");
  if (arguments->is_globbed && has_glob (word) && strstr (word, "://[") == NULL)
    weir_curl_warn (warnings,
                    "curl would take [ ] and { } in the URL for a range or a choice of several URLs; here"
                    " they are part of it.");
  take_user_info (request, arguments->auth, url, warnings);
  if (!append_queries (arguments, url, warnings, error))
    return FALSE;
  if (strpbrk (url->str, "\r\n") != NULL)
    return fail (error, "What the command puts into the URL has a line break in it; encode it with"
                        " --data-urlencode.");
  if (url->len > WEIR_LIMIT_URL_BYTES / 2)
    return fail (error, "The URL of the command is too long to be sent.");
  template = weir_shell_word_to_template (url->str);
  weir_request_set_url (request, template);
  return TRUE;
}

static gboolean
read_method (const WeirCurlArguments *arguments, WeirRequest *request, GError **error)
{
  static const char *const methods[] = { "GET",    "HEAD",    "POST",  "PUT", "PATCH",
                                         "DELETE", "OPTIONS", "TRACE", NULL };
  g_autofree char *method = NULL;

  if (arguments->method != NULL)
    method = g_ascii_strup (arguments->method, -1);
  else if (arguments->is_head)
    method = g_strdup ("HEAD");
  else if (arguments->upload != NULL)
    method = g_strdup ("PUT");
  else
    method = g_strdup ((arguments->data->len > 0 && !arguments->is_get) || arguments->forms->len > 0 ? "POST"
                                                                                                     : "GET");
  if (!g_strv_contains (methods, method))
    {
      g_autofree char *message =
          g_strdup_printf ("The method \"%.30s\" cannot be sent; it must be one of GET, HEAD, POST,"
                           " PUT, PATCH, DELETE, OPTIONS and TRACE.",
                           method);

      return fail (error, message);
    }
  weir_request_set_method (request, method);
  return TRUE;
}

static void
read_limits (const WeirCurlArguments *arguments, WeirRequest *request, GPtrArray *warnings)
{
  guint64 number = 0;
  double seconds = arguments->max_time != NULL ? g_ascii_strtod (arguments->max_time, NULL) : 0;

  if (arguments->max_time != NULL && seconds >= 0.001 &&
      seconds <= (double) (WEIR_LIMIT_LONGEST_TIMEOUT_US / G_USEC_PER_SEC))
    weir_request_set_timeout_us (request, (gint64) (seconds * 1000 + 0.5) * 1000);
  else if (arguments->max_time != NULL)
    weir_curl_warn (warnings, "The time limit of -m was left out; it must be between 1 ms and 1 h.");
  if (!arguments->follows)
    weir_request_set_max_redirects (request, 0);
  else if (arguments->max_redirects != NULL &&
           g_ascii_string_to_unsigned (arguments->max_redirects, 10, 0, G_MAXINT, &number, NULL))
    weir_request_set_max_redirects (request, (guint) MIN (number, WEIR_LIMIT_MOST_REDIRECTS));
  weir_request_set_insecure (request, arguments->is_insecure);
  if (arguments->http_minor == 10)
    weir_request_set_http_version (request, WEIR_HTTP_1_0);
  else if (arguments->http_minor == 11)
    weir_request_set_http_version (request, WEIR_HTTP_1_1);
}

/* "client.pem:password" */
static void
read_certificate (const WeirCurlArguments *arguments, WeirRequest *request)
{
  const char *colon = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *password = NULL;

  if (arguments->certificate == NULL || *arguments->certificate == '\0' || *arguments->certificate == ':')
    return;
  colon = strchr (arguments->certificate, ':');
  path = g_strndup (arguments->certificate, strcspn (arguments->certificate, ":"));
  text = weir_shell_word_to_template (path);
  weir_request_set_certificate_path (request, text);
  if (colon == NULL)
    return;
  password = weir_shell_word_to_template (colon + 1);
  weir_request_set_certificate_password (request, password);
}

static gboolean
read_request (const WeirCurlArguments *arguments, WeirRequest *request, GPtrArray *warnings, GError **error)
{
  g_autoptr (GPtrArray) removed = g_ptr_array_new_with_free_func (g_free);

  if (!read_url (arguments, request, warnings, error) || !read_method (arguments, request, error))
    return FALSE;
  read_auth (arguments, request, warnings);
  weir_curl_read_headers (arguments, request, removed, warnings);
  if (!weir_curl_read_payload (arguments, request, warnings, error))
    return FALSE;
  for (guint i = 0; i < removed->len; i++)
    weir_curl_remove_header (request, g_ptr_array_index (removed, i));
  read_limits (arguments, request, warnings);
  read_certificate (arguments, request);
  return TRUE;
}

/* "GET /items" */
static char *
name_of (WeirRequest *request)
{
  const char *url = weir_request_get_url (request);
  const char *scheme = strstr (url, "://");
  const char *host = scheme != NULL ? scheme + 3 : url;
  const char *path = host + strcspn (host, "/?#");
  g_autofree char *shown = g_strndup (path, strcspn (path, "?#"));
  g_autofree char *name =
      g_strdup_printf ("%s %s", weir_request_get_method (request), *shown != '\0' ? shown : "/");

  if (g_utf8_strlen (name, -1) <= LONGEST_NAME)
    return g_steal_pointer (&name);
  return g_utf8_substring (name, 0, LONGEST_NAME);
}

static gboolean
is_program (const char *word)
{
  g_autofree char *base = g_path_get_basename (word);

  return g_ascii_strcasecmp (base, "curl") == 0 || g_ascii_strcasecmp (base, "curl.exe") == 0;
}

/**
 * weir_curl_is_command:
 * @text: any text
 *
 * Returns: whether it starts as a curl command does
 */
gboolean
weir_curl_is_command (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  text += strspn (text, " \t\r\n");
  if ((*text == '$' || *text == '%' || *text == '>' || *text == '#') && text[1] == ' ')
    text += 2;
  if (g_ascii_strncasecmp (text, "curl", 4) != 0)
    return FALSE;
  text += g_ascii_strncasecmp (text, "curl.exe", 8) == 0 ? 8 : 4;
  return *text != '\0' && strchr (" \t\r\n\\^", *text) != NULL;
}

static void
free_secret (gpointer data)
{
  WeirCurlSecret *secret = data;

  g_free (secret->name);
  g_free (secret->value);
  g_free (secret->place);
  g_clear_object (&secret->object);
  g_free (secret->property);
  g_free (secret->before);
  g_free (secret->written);
  g_free (secret);
}

static WeirCurlImport *
import_new (void)
{
  WeirCurlImport *self = g_new0 (WeirCurlImport, 1);

  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->secrets = g_ptr_array_new_with_free_func (free_secret);
  return self;
}

static gboolean
import_words (WeirCurlImport *self, GPtrArray *words, GError **error)
{
  g_autoptr (WeirRequest) request = weir_request_new ("GET", "");
  g_autoptr (WeirAssertion) assertion = weir_assertion_new (WEIR_SOURCE_STATUS, "<", "400");
  g_autofree char *name = NULL;
  WeirCurlArguments arguments;
  gboolean done = FALSE;

  g_ptr_array_remove_index (words, 0);
  done = weir_curl_arguments_init (&arguments, words, self->warnings, error) &&
         read_request (&arguments, request, self->warnings, error);
  weir_curl_arguments_clear (&arguments);
  if (!done)
    return FALSE;
  name = name_of (request);
  self->step = weir_step_new (name);
  weir_step_set_request (self->step, request);
  g_list_store_append (weir_step_get_assertions (self->step), assertion);
  weir_curl_find_secrets (self);
  return TRUE;
}

/**
 * weir_curl_import:
 * @text: a command; UTF-8
 * @error: WEIR_CONVERT_ERROR_OTHER when it is no curl command, WEIR_CONVERT_ERROR_INVALID when it has a
 *   mistake, or is something that one step cannot be
 *
 * Returns: (transfer full) (nullable): the step, with what was not taken over and what looks secret
 */
WeirCurlImport *
weir_curl_import (const char *text, GError **error)
{
  g_autoptr (WeirCurlImport) self = NULL;
  g_autoptr (GPtrArray) words = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = import_new ();
  if (strlen (text) > WEIR_LIMIT_DOCUMENT_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      fail (error, "The command is too long, or it is not text in UTF-8.");
      return NULL;
    }
  words = weir_shell_words (text, self->warnings, error);
  if (words == NULL)
    return NULL;
  if (words->len == 0 || !is_program (g_ptr_array_index (words, 0)))
    {
      g_set_error_literal (error, WEIR_CONVERT_ERROR, WEIR_CONVERT_ERROR_OTHER,
                           "This is no curl command: it does not start with \"curl\".");
      return NULL;
    }
  return import_words (self, words, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * weir_curl_import_free:
 * @self: (transfer full): a result
 */
void
weir_curl_import_free (WeirCurlImport *self)
{
  g_clear_object (&self->step);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  g_free (self);
}
