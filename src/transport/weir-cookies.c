/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cookies.c: a client's cookies; as a feature of the session a jar would cost every request
 */

#include "config.h"

#include "weir-transport-private.h"

/* A server may not fill our memory with cookies. Browsers keep 50 to 180 for a host. */
#define MAX_COOKIES 1000
/* A cookie that expires is sent at most this much longer. */
#define HEADER_LIFE_US G_USEC_PER_SEC

struct _WeirCookies
{
  GSList *cookies; /* of SoupCookie, owned */
};

static void
free_cookies (GSList *cookies)
{
  g_slist_free_full (cookies, (GDestroyNotify) soup_cookie_free);
}

/* The jar has no count; it is asked only when so many came that there may be too many. */
static gboolean
has_room (WeirClient *client)
{
  GSList *cookies;

  if (client->n_cookies < MAX_COOKIES)
    return TRUE;
  cookies = soup_cookie_jar_all_cookies (client->jar);
  client->n_cookies = g_slist_length (cookies);
  free_cookies (cookies);
  return client->n_cookies < MAX_COOKIES;
}

/**
 * weir_client_take_cookies:
 * @client: a client
 * @message: a message with an answer that sets cookies
 */
void
weir_client_take_cookies (WeirClient *client, SoupMessage *message)
{
  GSList *cookies = soup_cookies_from_response (message);

  if (client->jar == NULL)
    client->jar = soup_cookie_jar_new ();
  client->jar_stamp++;
  for (GSList *link = cookies; link != NULL; link = link->next)
    if (has_room (client))
      {
        soup_cookie_jar_add_cookie_full (client->jar, link->data, soup_message_get_uri (message), NULL);
        client->n_cookies++;
      }
    else
      soup_cookie_free (link->data);
  g_slist_free (cookies);
}

/**
 * weir_client_get_cookie_header:
 * @client: a client
 * @slot: the slot that will carry the request
 * @target: where to
 * @made: (out): storage of a new text, to be freed with g_free()
 *
 * Returns: (transfer none) (nullable): the Cookie header for @target; what @slot already has when it still
 * holds
 */
const char *
weir_client_get_cookie_header (WeirClient *client, WeirSlot *slot, WeirTarget *target, char **made)
{
  gint64 now_us;

  if (client->jar == NULL)
    return NULL;
  now_us = g_get_monotonic_time ();
  if (slot->target == target && slot->cookie_stamp == client->jar_stamp &&
      now_us - slot->cookie_us < HEADER_LIFE_US)
    return slot->cookie;
  slot->cookie_stamp = client->jar_stamp;
  slot->cookie_us = now_us;
  *made = soup_cookie_jar_get_cookies (client->jar, target->uri, TRUE);
  return *made;
}

/**
 * weir_client_copy_cookies:
 * @client: a client
 *
 * Returns: (transfer full): a copy of its cookies
 */
WeirCookies *
weir_client_copy_cookies (WeirClient *client)
{
  WeirCookies *cookies = g_new0 (WeirCookies, 1);

  if (client->jar != NULL)
    cookies->cookies = soup_cookie_jar_all_cookies (client->jar);
  return cookies;
}

/**
 * weir_client_set_cookies:
 * @client: a client
 * @cookies: (nullable): cookies; %NULL for none
 *
 * Replaces all cookies of @client by copies of @cookies.
 */
void
weir_client_set_cookies (WeirClient *client, const WeirCookies *cookies)
{
  g_clear_object (&client->jar);
  client->jar_stamp++;
  client->n_cookies = 0;
  if (cookies == NULL || cookies->cookies == NULL)
    return;
  client->jar = soup_cookie_jar_new ();
  for (GSList *link = cookies->cookies; link != NULL; link = link->next)
    {
      soup_cookie_jar_add_cookie (client->jar, soup_cookie_copy (link->data));
      client->n_cookies++;
    }
}

/**
 * weir_cookies_free:
 * @cookies: (transfer full) (nullable): cookies
 */
void
weir_cookies_free (WeirCookies *cookies)
{
  if (cookies == NULL)
    return;
  free_cookies (cookies->cookies);
  g_free (cookies);
}

/**
 * weir_cookies_pack:
 * @cookies: (nullable): cookies
 *
 * Each is name, value, domain (with a dot in front when it counts for hosts below it, too), path, expiry in
 * seconds since the epoch (-1: with the session), whether only TLS and whether no script may see it, and
 * #SoupSameSitePolicy.
 *
 * Returns: (transfer floating): a variant of %WEIR_COOKIES_TYPE
 */
GVariant *
weir_cookies_pack (const WeirCookies *cookies)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (WEIR_COOKIES_TYPE));
  for (GSList *link = cookies ? cookies->cookies : NULL; link != NULL; link = link->next)
    {
      SoupCookie *cookie = link->data;
      GDateTime *expires = soup_cookie_get_expires (cookie);

      if (!g_utf8_validate (soup_cookie_get_name (cookie), -1, NULL) ||
          !g_utf8_validate (soup_cookie_get_value (cookie), -1, NULL) ||
          !g_utf8_validate (soup_cookie_get_domain (cookie), -1, NULL) ||
          !g_utf8_validate (soup_cookie_get_path (cookie), -1, NULL))
        continue;
      g_variant_builder_add (&builder, "(ssssxbbu)", soup_cookie_get_name (cookie),
                             soup_cookie_get_value (cookie), soup_cookie_get_domain (cookie),
                             soup_cookie_get_path (cookie), expires ? g_date_time_to_unix (expires) : -1,
                             soup_cookie_get_secure (cookie), soup_cookie_get_http_only (cookie),
                             (guint32) soup_cookie_get_same_site_policy (cookie));
    }
  return g_variant_builder_end (&builder);
}

static SoupCookie *
unpack_cookie (GVariant *variant)
{
  const char *name, *value, *domain, *path;
  gboolean secure, http_only;
  gint64 expires;
  guint32 policy;
  SoupCookie *cookie;

  g_variant_get (variant, "(&s&s&s&sxbbu)", &name, &value, &domain, &path, &expires, &secure, &http_only,
                 &policy);
  if (*name == '\0' || *domain == '\0')
    return NULL;
  cookie = soup_cookie_new (name, value, domain, path, -1);
  if (expires >= 0)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (expires);

      if (date)
        soup_cookie_set_expires (cookie, date);
    }
  soup_cookie_set_secure (cookie, secure);
  soup_cookie_set_http_only (cookie, http_only);
  if (policy <= SOUP_SAME_SITE_POLICY_STRICT)
    soup_cookie_set_same_site_policy (cookie, (SoupSameSitePolicy) policy);
  return cookie;
}

/**
 * weir_cookies_unpack:
 * @variant: of %WEIR_COOKIES_TYPE
 *
 * Returns: (transfer full): the cookies
 */
WeirCookies *
weir_cookies_unpack (GVariant *variant)
{
  WeirCookies *cookies = g_new0 (WeirCookies, 1);
  gsize n = MIN (g_variant_n_children (variant), MAX_COOKIES);

  for (gsize i = n; i-- > 0;)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (variant, i);
      SoupCookie *cookie = unpack_cookie (child);

      if (cookie)
        cookies->cookies = g_slist_prepend (cookies->cookies, cookie);
    }
  return cookies;
}

/**
 * weir_client_find_cookie:
 * @client: a client
 * @target: where a request would go
 * @name: the name of a cookie
 *
 * Returns: (transfer full) (nullable): the value of that cookie as @client would send it to @target
 */
char *
weir_client_find_cookie (WeirClient *client, const WeirTarget *target, const char *name)
{
  GSList *cookies;
  char *value = NULL;

  if (client->jar == NULL)
    return NULL;
  cookies = soup_cookie_jar_get_cookie_list (client->jar, target->uri, TRUE);
  for (GSList *link = cookies; link != NULL && value == NULL; link = link->next)
    if (g_str_equal (soup_cookie_get_name (link->data), name))
      value = g_strdup (soup_cookie_get_value (link->data));
  free_cookies (cookies);
  return value;
}
