/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-shop-client.h: a plain libsoup client of the sample API, for its tests
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "weir-sample-api.h"

typedef struct
{
  WeirSampleApi *api;
  SoupSession *session;
} Shop;

typedef struct
{
  guint status;
  SoupMessageHeaders *headers;
  JsonNode *body; /* NULL when the answer has none */
} Answer;

static inline void
shop_open (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  shop->api = weir_sample_api_new (0);
  weir_sample_api_start (shop->api, &error);
  g_assert_no_error (error);
  shop->session = soup_session_new ();
}

static inline void
shop_close (Shop *shop, gconstpointer data)
{
  g_clear_object (&shop->session);
  g_clear_object (&shop->api);
}

static inline void
answer_free (Answer *answer)
{
  soup_message_headers_unref (answer->headers);
  g_clear_pointer (&answer->body, json_node_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static inline SoupMessage *
shop_message (Shop *shop, const char *method, const char *target, const char *header, const char *body)
{
  g_autofree char *url = g_strconcat (weir_sample_api_get_url (shop->api), target, NULL);
  SoupMessage *message = soup_message_new (method, url);

  if (header != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (header, ": ", 2);

      soup_message_headers_append (soup_message_get_request_headers (message), parts[0], parts[1]);
    }
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return message;
}

/* Sends a request, with one "Name: value" header or none, and reads the answer. */
static inline Answer *
shop_send (Shop *shop, const char *method, const char *target, const char *header, const char *body)
{
  g_autoptr (SoupMessage) message = shop_message (shop, method, target, header, body);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read (shop->session, message, NULL, &error);
  Answer *answer = g_new0 (Answer, 1);

  g_assert_no_error (error);
  answer->status = soup_message_get_status (message);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (g_bytes_get_size (bytes) > 0)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      answer->body = json_from_string (text, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (soup_message_headers_get_content_type (answer->headers, NULL), ==, "application/json");
    }
  return answer;
}

static inline const char *
answer_text (Answer *answer, const char *name)
{
  return json_object_get_string_member (json_node_get_object (answer->body), name);
}

static inline gint64
answer_number (Answer *answer, const char *name)
{
  return json_object_get_int_member (json_node_get_object (answer->body), name);
}

/* That the answer refuses with @status and a sentence that has every one of the words. */
static inline void
answer_assert_refusal (Answer *answer, guint status, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);
  const char *sentence = answer_text (answer, "error");

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_true (g_str_has_suffix (sentence, "."));
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (sentence, parts[i]) == NULL)
      g_error ("\"%s\" does not say \"%s\"", sentence, parts[i]);
}
