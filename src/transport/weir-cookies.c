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
