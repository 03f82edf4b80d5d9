/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-headers.c: the headers of a curl command, written out or as options of their own
 */

#include "config.h"

#include <string.h>

#include "weir-curl-private.h"
#include "weir-field.h"
#include "weir-limits.h"
#include "weir-shell-words.h"

/**
 * weir_curl_has_header:
 * @request: a request
 * @name: the name of a header, in any case
 *
 * Returns: whether the request has it
 */
gboolean
weir_curl_has_header (WeirRequest *request, const char *name)
{
  GListModel *headers = G_LIST_MODEL (weir_request_get_headers (request));

  for (guint i = 0; i < g_list_model_get_n_items (headers); i++)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (headers, i);

      if (g_ascii_strcasecmp (weir_field_get_name (field), name) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * weir_curl_add_header:
 * @request: a request
 * @name: the name of a header that curl adds itself
 * @value: its value, a template
 *
 * Adds it unless the command has another one.
 */
void
weir_curl_add_header (WeirRequest *request, const char *name, const char *value)
{
  g_autoptr (WeirField) field = weir_field_new (name, value);

  if (!weir_curl_has_header (request, name))
    g_list_store_append (weir_request_get_headers (request), field);
}

static gboolean
is_token (const char *name)
{
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("!#$%&'*+-.^_`|~", *c) == NULL)
      return FALSE;
  return *name != '\0' && strlen (name) <= WEIR_LIMIT_HEADER_NAME_BYTES;
}

/* What the transport sets itself, or would not understand. */
static gboolean
belongs_to_transport (const char *name, const char *value, GPtrArray *warnings)
{
  static const char *const transport[] = { "Content-Length", "Transfer-Encoding", "TE", "Upgrade",
                                           "Connection" };

  if (g_ascii_strcasecmp (name, "Accept-Encoding") == 0 && (strstr (value, "br") || strstr (value, "zstd")))
    {
      weir_curl_warn (warnings,
                      "The header Accept-Encoding was left out: answers are asked for in gzip and deflate,"
                      " which can be shown here; br and zstd cannot.");
      return TRUE;
    }
  if (g_ascii_strcasecmp (name, "Connection") == 0 && g_ascii_strcasecmp (value, "keep-alive") == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (transport); i++)
    if (g_ascii_strcasecmp (name, transport[i]) == 0 && g_ascii_strcasecmp (value, "close") != 0)
      {
        weir_curl_warn (warnings,
                        "The header %s was left out: it belongs to the transport, which sets it itself.",
                        transport[i]);
        return TRUE;
      }
  return FALSE;
}

/* "Authorization: Bearer …" is what the authentication of a request is for. */
static gboolean
take_bearer (WeirRequest *request, const char *name, const char *value)
{
  g_autoptr (WeirAuth) auth = NULL;

  if (g_ascii_strcasecmp (name, "Authorization") != 0 || g_ascii_strncasecmp (value, "Bearer ", 7) != 0 ||
      weir_request_get_auth (request) != NULL)
    return FALSE;
  auth = weir_auth_new (WEIR_AUTH_BEARER);
  weir_auth_set_token (auth, value + 7);
  weir_request_set_auth (request, auth);
  return TRUE;
}

static void
append_header (WeirRequest *request, const char *name, const char *word, GPtrArray *warnings)
{
  g_autofree char *value = weir_shell_word_to_template (word);
  g_autoptr (WeirField) field = NULL;

  g_strstrip (value);
  if (strpbrk (value, "\r\n") != NULL || strlen (value) > WEIR_LIMIT_HEADER_VALUE_BYTES)
    {
      weir_curl_warn (warnings, "The header %s was left out: its value %s.", name,
                      strpbrk (value, "\r\n") != NULL ? "has several lines" : "is too long");
      return;
    }
  if (belongs_to_transport (name, value, warnings) || take_bearer (request, name, value))
    return;
  field = weir_field_new (name, value);
  g_list_store_append (weir_request_get_headers (request), field);
}

/* @removed: (element-type utf8): the headers that are not to be sent, as "Name:" says */
static void
read_header (const char *word, WeirRequest *request, GPtrArray *removed, GPtrArray *warnings)
{
  const char *end = strpbrk (word, ":;");
  g_autofree char *text = weir_shell_word_to_text (word);
  g_autofree char *name = g_strndup (text, strcspn (text, ":;"));

  g_strstrip (name);
  if (*word == '@')
    weir_curl_warn (warnings, "The headers in the file of -H are not read; write them into the command.");
  else if (*word == ':')
    return; /* HTTP/2's own, which some tools write too */
  else if (end == NULL || !is_token (name))
    weir_curl_warn (warnings, "\"%s\" is no header and was left out.", text);
  else if (*end == ';' || end[1 + strspn (end + 1, " \t")] != '\0')
    append_header (request, name, *end == ';' ? "" : end + 1, warnings);
  else
    g_ptr_array_add (removed, g_ascii_strdown (name, -1));
}

static void
add_word_header (WeirRequest *request, const char *name, const char *word, GPtrArray *warnings)
{
  if (word != NULL && *word != '\0' && !weir_curl_has_header (request, name))
    append_header (request, name, word, warnings);
}

static void
read_cookies (const WeirCurlArguments *arguments, WeirRequest *request, GPtrArray *warnings)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < arguments->cookies->len; i++)
    {
      const char *word = g_ptr_array_index (arguments->cookies, i);

      if (strchr (word, '=') != NULL)
        g_string_append_printf (all, "%s%s", all->len > 0 ? "; " : "", word);
      else if (*word != '\0')
        weir_curl_warn (warnings, "The cookies in the file of -b are not read; write them into the command as"
                                  " NAME=VALUE.");
    }
  add_word_header (request, "Cookie", all->str, warnings);
}

/**
 * weir_curl_remove_header:
 * @request: a request
 * @name: the name of a header, in any case
 */
void
weir_curl_remove_header (WeirRequest *request, const char *name)
{
  GListStore *headers = weir_request_get_headers (request);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (headers)); i > 0; i--)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (G_LIST_MODEL (headers), i - 1);

      if (g_ascii_strcasecmp (weir_field_get_name (field), name) == 0)
        g_list_store_remove (headers, i - 1);
    }
}

/**
 * weir_curl_read_headers:
 * @arguments: what a command says
 * @request: (transfer none): a request with its authentication
 * @removed: (element-type utf8): where the names of headers are appended that are not to be sent, in lower
 *   case
 * @warnings: (element-type utf8): where sentences are appended
 */
void
weir_curl_read_headers (const WeirCurlArguments *arguments, WeirRequest *request, GPtrArray *removed,
                        GPtrArray *warnings)
{
  g_autofree char *referer = g_strdup (arguments->referer);
  g_autofree char *range = arguments->range != NULL ? g_strconcat ("bytes=", arguments->range, NULL) : NULL;

  for (guint i = 0; i < arguments->headers->len; i++)
    read_header (g_ptr_array_index (arguments->headers, i), request, removed, warnings);
  if (referer != NULL && g_str_has_suffix (referer, ";auto"))
    referer[strlen (referer) - strlen (";auto")] = '\0';
  add_word_header (request, "User-Agent", arguments->user_agent, warnings);
  add_word_header (request, "Referer", referer, warnings);
  add_word_header (request, "Range", range, warnings);
  read_cookies (arguments, request, warnings);
}
