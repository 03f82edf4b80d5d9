/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-target.c: URLs taken apart without changing what will be sent
 *
 * g_uri_parse() resolves dots and decodes escapes; somebody who tests an API wants the bytes he wrote.
 */

#include "config.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-transport-private.h"

/* What the sentences quote of a URL. */
#define QUOTED_CHARS 80

typedef struct
{
  gboolean secure;
  const char *authority;
  gsize authority_length;
  const char *rest; /* path, query and fragment */
} Pieces;

static gboolean
split (const char *url, Pieces *pieces, GError **error)
{
  const char *at;

  if (g_ascii_strncasecmp (url, "http://", 7) == 0)
    at = url + 7;
  else if (g_ascii_strncasecmp (url, "https://", 8) == 0)
    at = url + 8;
  else
    {
      g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_URL,
                   "The URL “%.*s” does not start with http:// or https://.", QUOTED_CHARS, url);
      return FALSE;
    }
  pieces->secure = url[4] == 's' || url[4] == 'S';
  pieces->authority = at;
  pieces->authority_length = strcspn (at, "/?#");
  pieces->rest = at + pieces->authority_length;
  return TRUE;
}

static gboolean
read_port (const char *text, gboolean secure, guint *port, GError **error)
{
  guint64 number;

  if (*text == '\0')
    {
      *port = secure ? 443 : 80;
      return TRUE;
    }
  if (!g_ascii_string_to_unsigned (text, 10, 1, 65535, &number, NULL))
    {
      g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_URL,
                   "The port “%.*s” of the URL is not a number from 1 to 65535.", QUOTED_CHARS, text);
      return FALSE;
    }
  *port = (guint) number;
  return TRUE;
}

/* Names are not looked up here: it is enough that one can be written into a Host header and asked for. */
static char *
read_name (const char *name, GError **error)
{
  const char *bad;
  char *ascii;

  for (bad = name; *bad != '\0'; bad++)
    if ((guchar) *bad <= 0x20 || *bad == 0x7f || strchr ("\"%<>\\^`{|}[]", *bad) != NULL)
      {
        g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_URL,
                     "The host “%.*s” of the URL holds the character “%c”, which no host name can hold.",
                     QUOTED_CHARS, name, g_ascii_isprint (*bad) ? *bad : '?');
        return NULL;
      }
  ascii = g_utf8_validate (name, -1, NULL) && strlen (name) <= 253 ? g_hostname_to_ascii (name) : NULL;
  if (ascii == NULL)
    g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_URL,
                 "The host of the URL is not a name that can be looked up.");
  return ascii;
}

/* What follows an address or name, from its colon on; NULL when @literal is no "[IPv6 address]". */
static const char *
read_literal (WeirSite *site, char *literal, GError **error)
{
  char *end = strchr (literal, ']');

  if (end != NULL)
    {
      *end++ = '\0';
      if (strchr (literal, ':') != NULL && g_hostname_is_ip_address (literal + 1) &&
          (*end == ':' || *end == '\0'))
        {
          site->host = g_ascii_strdown (literal + 1, -1);
          return end;
        }
    }
  g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_URL,
               "“%.*s%s” in the URL is not an IPv6 address in brackets.", QUOTED_CHARS, literal,
               end ? "]" : "");
  return NULL;
}

static gboolean
read_authority (WeirSite *site, const Pieces *pieces, GError **error)
{
  g_autofree char *authority = g_strndup (pieces->authority, pieces->authority_length);
  gsize length = strcspn (authority, ":");
  g_autofree char *name = g_strndup (authority, length);
  const char *end;

  if (strchr (authority, '@') != NULL)
    {
      g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_URL,
                   "The URL has a user name before its host; write an Authorization header instead.");
      return FALSE;
    }
  if (length == 0)
    {
      g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_URL, "The URL names no host.");
      return FALSE;
    }
  if (*authority == '[')
    {
      end = read_literal (site, authority, error);
      return end != NULL && read_port (*end == ':' ? end + 1 : end, pieces->secure, &site->port, error);
    }
  end = authority + length;
  if (!read_port (*end == ':' ? end + 1 : end, pieces->secure, &site->port, error))
    return FALSE;
  site->host = read_name (name, error);
  return site->host != NULL;
}

static void
site_unref (WeirSite *site)
{
  if (--site->n_refs > 0)
    return;
  g_free (site->origin);
  g_free (site->authority);
  g_free (site->host);
  g_free (site->host_header);
  g_free (site->front);
  g_free (site);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSite, site_unref)

static WeirSite *
site_new (const Pieces *pieces, GError **error)
{
  g_autoptr (WeirSite) site = g_new0 (WeirSite, 1);
  const char *scheme = pieces->secure ? "https" : "http";
  g_autofree char *host = NULL;
  g_autofree char *small = NULL;

  site->n_refs = 1;
  site->secure = pieces->secure;
  if (!read_authority (site, pieces, error))
    return NULL;
  host = g_strdup_printf (strchr (site->host, ':') ? "[%s]" : "%s", site->host);
  small = g_ascii_strdown (host, -1);
  site->literal = g_hostname_is_ip_address (site->host);
  site->authority = g_strdup_printf ("%s:%u", host, site->port);
  site->origin = g_strdup_printf ("%s://%s:%u", scheme, small, site->port);
  site->host_header = g_strdup (site->port == (site->secure ? 443 : 80) ? host : site->authority);
  site->front = g_strconcat (scheme, "://", site->host_header, NULL);
  return g_steal_pointer (&site);
}

static gboolean
must_be_escaped (guchar byte)
{
  return byte <= 0x20 || byte >= 0x7f || strchr ("\"<>\\^`{|}", byte) != NULL;
}

/* Escapes what no part of a URL may hold and leaves everything else, also a "%" that escapes nothing: a
 * test may well want to send that. */
static void
append_escaped (GString *out, const char *text, gsize length)
{
  gsize done = 0;

  for (gsize i = 0; i < length; i++)
    if (must_be_escaped ((guchar) text[i]))
      {
        g_string_append_len (out, text + done, (gssize) (i - done));
        g_string_append_printf (out, "%%%02X", (guchar) text[i]);
        done = i + 1;
      }
  g_string_append_len (out, text + done, (gssize) (length - done));
}

/* @rest: path, query and fragment, all as they were written; the fragment is dropped. */
static WeirTarget *
target_new (WeirSite *site, const char *rest)
{
  WeirTarget *target = g_new0 (WeirTarget, 1);
  gsize rest_length = strcspn (rest, "#");
  gsize path_length = MIN (strcspn (rest, "?"), rest_length);
  GString *url = g_string_sized_new (strlen (site->front) + rest_length + 2);
  gsize path_start, query_start = 0;
  g_autofree char *path = NULL;

  g_string_append (url, site->front);
  path_start = url->len;
  append_escaped (url, path_length > 0 ? rest : "/", path_length > 0 ? path_length : 1);
  path = g_strndup (url->str + path_start, url->len - path_start);
  if (path_length < rest_length)
    {
      g_string_append_c (url, '?');
      query_start = url->len;
      append_escaped (url, rest + path_length + 1, rest_length - path_length - 1);
    }
  target->n_refs = 1;
  target->site = site;
  site->n_refs++;
  target->uri = g_uri_build (SOUP_HTTP_URI_FLAGS, site->secure ? "https" : "http", NULL, site->host,
                             (int) site->port, path, query_start > 0 ? url->str + query_start : NULL, NULL);
  target->url = g_string_free (url, FALSE);
  return target;
}

static gboolean
check_length (const char *url, GError **error)
{
  if (strlen (url) <= WEIR_LIMIT_URL_BYTES)
    return TRUE;
  g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_URL,
               "The URL is %" G_GSIZE_FORMAT " bytes long; at most %d are allowed.", strlen (url),
               WEIR_LIMIT_URL_BYTES);
  return FALSE;
}

/**
 * weir_target_new:
 * @url: an absolute http or https URL, resolved
 * @error: where to say what is wrong with it
 *
 * Splits @url itself and escapes only what is illegal: "/a//b/../c?z=%2e" is sent as written. A fragment is
 * dropped. The request target is at most %WEIR_LIMIT_URL_BYTES long.
 *
 * Returns: (transfer full): a target; %NULL with %WEIR_TRANSPORT_ERROR_URL and a sentence
 */
WeirTarget *
weir_target_new (const char *url, GError **error)
{
  g_autoptr (WeirSite) site = NULL;
  Pieces pieces;

  if (!check_length (url, error) || !split (url, &pieces, error))
    return NULL;
  site = site_new (&pieces, error);
  return site ? target_new (site, pieces.rest) : NULL;
}

/**
 * weir_target_new_like:
 * @like: (nullable): what the same request was sent to the last time
 * @url: as of weir_target_new()
 * @error: where to say what is wrong with it
 *
 * The same as weir_target_new(), in a fraction of the time when @url leads to the same place as @like, and in
 * next to none when it is the same URL.
 *
 * Returns: (transfer full): a target, which may be @like; %NULL with %WEIR_TRANSPORT_ERROR_URL and a sentence
 */
WeirTarget *
weir_target_new_like (WeirTarget *like, const char *url, GError **error)
{
  gsize front;

  if (like == NULL)
    return weir_target_new (url, error);
  if (g_str_equal (like->url, url))
    return weir_target_ref (like);
  front = strlen (like->site->front);
  if (strncmp (url, like->site->front, front) != 0 || strchr ("/?#", url[front]) == NULL)
    return weir_target_new (url, error);
  return check_length (url, error) ? target_new (like->site, url + front) : NULL;
}

/**
 * weir_target_ref:
 * @target: a target
 *
 * Returns: (transfer full): @target; targets belong to one thread
 */
WeirTarget *
weir_target_ref (WeirTarget *target)
{
  target->n_refs++;
  return target;
}

/**
 * weir_target_unref:
 * @target: (transfer full): a target
 */
void
weir_target_unref (WeirTarget *target)
{
  if (--target->n_refs > 0)
    return;
  g_clear_pointer (&target->uri, g_uri_unref);
  g_clear_pointer (&target->site, site_unref);
  g_free (target->url);
  g_free (target);
}

/**
 * weir_target_get_url:
 * @target: a target
 *
 * Returns: (transfer none): the URL as it is sent
 */
const char *
weir_target_get_url (const WeirTarget *target)
{
  return target->url;
}

/* "../x" and "./x" at the start are steps from where we are; dots further on are the server's business. */
static char *
merge_paths (const char *base, gsize base_length, const char *location)
{
  while (base_length > 0 && base[base_length - 1] != '/')
    base_length--;
  for (;;)
    {
      if (g_str_has_prefix (location, "./"))
        location += 2;
      else if (g_str_has_prefix (location, "../"))
        {
          location += 3;
          if (base_length > 1)
            base_length--;
          while (base_length > 1 && base[base_length - 1] != '/')
            base_length--;
        }
      else
        return g_strdup_printf ("%.*s%s", (int) base_length, base, location);
    }
}

static gboolean
has_scheme (const char *location)
{
  gsize length = 0;

  while (g_ascii_isalnum (location[length]) ||
         (length > 0 && strchr ("+-.", location[length]) && location[length]))
    length++;
  return length > 0 && location[length] == ':' && g_ascii_isalpha (location[0]);
}

/**
 * weir_target_resolve:
 * @base: the target whose answer pointed elsewhere
 * @location: the value of its Location header
 *
 * Returns: (transfer full) (nullable): where to go; %NULL when @location is nothing Weir can follow
 */
WeirTarget *
weir_target_resolve (const WeirTarget *base, const char *location)
{
  const char *authority = strstr (base->url, "://") + 3;
  const char *path = authority + strcspn (authority, "/");
  gsize path_length = strcspn (path, "?");
  int front = (int) (path - base->url);
  g_autofree char *merged = NULL;
  g_autofree char *url = NULL;

  if (has_scheme (location))
    return weir_target_new (location, NULL);
  if (g_str_has_prefix (location, "//"))
    url = g_strdup_printf ("%s:%s", base->site->secure ? "https" : "http", location);
  else if (*location == '/')
    url = g_strdup_printf ("%.*s%s", front, base->url, location);
  else if (*location == '?')
    url = g_strdup_printf ("%.*s%.*s%s", front, base->url, (int) path_length, path, location);
  else if (*location == '\0' || *location == '#')
    url = g_strdup (base->url);
  else
    {
      merged = merge_paths (path, path_length, location);
      url = g_strdup_printf ("%.*s%s", front, base->url, merged);
    }
  return weir_target_new (url, NULL);
}
