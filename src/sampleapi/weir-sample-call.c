/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample-call.c: reading a request of the sample API and answering it, at once or later
 */

#include "config.h"

#include "weir-sampleapi-private.h"

/* json-glib reads nested values by recursion; so few brackets cannot exhaust the stack. */
#define MOST_BRACKETS 512

typedef struct
{
  WeirSampleState *state;     /* borrowed: outlives every delay */
  SoupServerMessage *message; /* owned */
  GSource *source;            /* owned */
} Delay;

static void
delay_free (gpointer data)
{
  Delay *delay = data;

  g_source_destroy (delay->source);
  g_source_unref (delay->source);
  g_object_unref (delay->message);
  g_free (delay);
}

static void
count_answer (WeirSampleState *state)
{
  __atomic_fetch_add (&state->answered, 1, __ATOMIC_RELAXED);
}

static gboolean
delay_over_cb (gpointer data)
{
  Delay *delay = data;

  count_answer (delay->state);
  soup_server_message_unpause (delay->message);
  g_hash_table_remove (delay->state->delayed, delay);
  return G_SOURCE_REMOVE;
}

static void
fill (WeirSampleCall *call, guint status, JsonNode *body)
{
  soup_server_message_set_status (call->message, status, NULL);
  if (body != NULL)
    {
      char *text = json_to_string (body, TRUE);

      soup_server_message_set_response (call->message, "application/json", SOUP_MEMORY_TAKE, text,
                                        strlen (text));
      json_node_unref (body);
    }
}

/*
 * weir_sample_call_answer:
 * @body: (transfer full) (nullable): the JSON to send
 *
 * Answers at once.
 */
void
weir_sample_call_answer (WeirSampleCall *call, guint status, JsonNode *body)
{
  fill (call, status, body);
  count_answer (call->state);
}

/*
 * weir_sample_call_answer_after:
 * @delay_ms: how long the answer is held back, in milliseconds
 *
 * Answers later; the thread goes on with other requests meanwhile.
 */
void
weir_sample_call_answer_after (WeirSampleCall *call, guint delay_ms, guint status, JsonNode *body)
{
  Delay *delay = NULL;

  if (delay_ms == 0)
    {
      weir_sample_call_answer (call, status, body);
      return;
    }
  fill (call, status, body);
  delay = g_new0 (Delay, 1);
  delay->state = call->state;
  delay->message = g_object_ref (call->message);
  delay->source = g_timeout_source_new (delay_ms);
  g_source_set_callback (delay->source, delay_over_cb, delay, NULL);
  g_source_attach (delay->source, g_main_context_get_thread_default ());
  g_hash_table_add (call->state->delayed, delay);
  soup_server_message_pause (call->message);
}

GHashTable *
weir_sample_delays_new (void)
{
  return g_hash_table_new_full (NULL, NULL, delay_free, NULL);
}

/*
 * weir_sample_call_refuse:
 * @format: a whole sentence: what was found, what is allowed, what to send instead
 *
 * Answers {"error": sentence}.
 */
void
weir_sample_call_refuse (WeirSampleCall *call, guint status, const char *format, ...)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *sentence = NULL;
  g_autofree char *valid = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* A precision in @format may have cut a character in two. */
  valid = g_utf8_make_valid (sentence, -1);
  json_object_set_string_member (object, "error", valid);
  json_object_unref (object);
  weir_sample_call_answer (call, status, node);
}

void
weir_sample_call_set_header (WeirSampleCall *call, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (call->message), name, value);
}

/*
 * weir_sample_parse_number:
 *
 * Returns: whether the whole of @text is a number from @least to @most
 */
gboolean
weir_sample_parse_number (const char *text, guint least, guint most, guint *number)
{
  guint64 parsed = 0;

  if (!g_ascii_string_to_unsigned (text, 10, least, most, &parsed, NULL))
    return FALSE;
  *number = parsed;
  return TRUE;
}

/*
 * weir_sample_call_get_number:
 * @otherwise: the number when the query does not have @name
 *
 * Reads a number from the query. When it is not one from @least to @most, the call is refused with 422.
 *
 * Returns: whether there is a number
 */
gboolean
weir_sample_call_get_number (WeirSampleCall *call, const char *name, guint least, guint most, guint otherwise,
                             guint *number)
{
  const char *text = call->query != NULL ? g_hash_table_lookup (call->query, name) : NULL;
  g_autofree char *shown = NULL;

  *number = otherwise;
  if (text == NULL || weir_sample_parse_number (text, least, most, number))
    return TRUE;
  shown = g_utf8_make_valid (text, MIN (strlen (text), 100));
  weir_sample_call_refuse (call, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                           "%s is \"%s\", but must be a whole number from %u to %u.", name, shown, least,
                           most);
  return FALSE;
}

gboolean
weir_sample_call_has_true (WeirSampleCall *call, const char *name)
{
  const char *text = call->query != NULL ? g_hash_table_lookup (call->query, name) : NULL;

  return text != NULL && (g_str_equal (text, "1") || g_ascii_strcasecmp (text, "true") == 0);
}

static gboolean
nests_too_deep (const char *text, gsize size)
{
  guint brackets = 0;

  for (gsize i = 0; i < size; i++)
    brackets += text[i] == '[' || text[i] == '{';
  return brackets > MOST_BRACKETS;
}

/*
 * weir_sample_call_read_object:
 * @example: what a good body looks like, for the sentence
 *
 * Reads the body as a JSON object. What is no JSON is refused with 400, other JSON with 422.
 *
 * Returns: (transfer full) (nullable): the object; %NULL when the call has been refused
 */
JsonObject *
weir_sample_call_read_object (WeirSampleCall *call, const char *example)
{
  SoupMessageBody *body = soup_server_message_get_request_body (call->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);

  if (size == 0)
    weir_sample_call_refuse (call, SOUP_STATUS_BAD_REQUEST, "The body is empty; send JSON like %s.", example);
  else if (!g_utf8_validate (text, size, NULL) || nests_too_deep (text, size))
    weir_sample_call_refuse (call, SOUP_STATUS_BAD_REQUEST,
                             "The body is not JSON in UTF-8 of a reasonable depth; send JSON like %s.",
                             example);
  else if (!json_parser_load_from_data (parser, text, size, &error) || json_parser_get_root (parser) == NULL)
    weir_sample_call_refuse (call, SOUP_STATUS_BAD_REQUEST, "The body is not JSON (%s); send JSON like %s.",
                             error != NULL ? error->message : "it holds no value", example);
  else if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    weir_sample_call_refuse (call, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                             "The body is JSON, but not an object; send %s.", example);
  else
    return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
  return NULL;
}
