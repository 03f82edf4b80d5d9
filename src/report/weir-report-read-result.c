/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-read-result.c: one result out of JSON; everything in it may be missing, wrong or hostile
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "weir-limits.h"
#include "weir-report-private.h"

/* Far beyond any honest number, and well within what a record holds. */
#define LARGEST (G_GINT64_CONSTANT (1) << 50)

static JsonNode *
get_value (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

JsonObject *
weir_report_read_object (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* How many objects the list has; 0 when there is none. */
static guint
count_objects (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return 0;
  return json_array_get_length (json_node_get_array (node));
}

/* NULL when the element is no object. */
static JsonObject *
get_nth (JsonObject *object, const char *key, guint index)
{
  JsonNode *node = json_array_get_element (json_object_get_array_member (object, key), index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

const char *
weir_report_read_string (JsonObject *object, const char *key)
{
  JsonNode *node = get_value (object, key);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

gboolean
weir_report_read_boolean (JsonObject *object, const char *key)
{
  JsonNode *node = get_value (object, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

double
weir_report_read_real (JsonObject *object, const char *key)
{
  JsonNode *node = get_value (object, key);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_INT64)
    return (double) json_node_get_int (node);
  return type == G_TYPE_DOUBLE && isfinite (json_node_get_double (node)) ? json_node_get_double (node) : 0;
}

gint64
weir_report_read_integer (JsonObject *object, const char *key, gint64 highest)
{
  return (gint64) CLAMP (weir_report_read_real (object, key), 0.0, (double) MIN (highest, LARGEST));
}

gint64
weir_report_read_ms (JsonObject *object, const char *key)
{
  return (gint64) round (CLAMP (weir_report_read_real (object, key) * 1000.0, 0.0, (double) LARGEST));
}

/* The index of the word; -1 when it is none of them. */
static int
find_word (const char *word, const char *(*to_nick) (guint), guint n)
{
  for (guint i = 0; word != NULL && i < n; i++)
    if (strcmp (to_nick (i), word) == 0)
      return (int) i;
  return -1;
}

static const char *
step_outcome_nick (guint value)
{
  return weir_step_outcome_to_nick ((WeirStepOutcome) value);
}

static const char *
exchange_nick (guint value)
{
  return weir_exchange_outcome_to_nick ((WeirExchangeOutcome) value);
}

static const char *
error_kind_nick (guint value)
{
  return weir_error_kind_to_nick ((WeirErrorKind) value);
}

static gboolean
set_unknown (const char *key, const char *value, GError **error)
{
  g_set_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_READ,
               "a result has the %s “%s”, which this Weir does not know", key, value != NULL ? value : "");
  return FALSE;
}

static void
read_headers (JsonObject *message, WeirHeaders *headers)
{
  for (guint i = 0; i < count_objects (message, "headers"); i++)
    {
      JsonObject *field = get_nth (message, "headers", i);
      const char *name = weir_report_read_string (field, "name");
      const char *value = weir_report_read_string (field, "value");

      if (name != NULL)
        weir_headers_append (headers, name, value != NULL ? value : "");
    }
}

/* (transfer full) (nullable): the kept bytes of a body; @size is how long it was. */
static GBytes *
read_body (JsonObject *message, guint64 *size, gboolean *truncated)
{
  JsonObject *body = weir_report_read_object (message, "body");
  const char *content = weir_report_read_string (body, "content");
  const char *encoding = weir_report_read_string (body, "encoding");

  *truncated = weir_report_read_boolean (body, "truncated");
  *size = (guint64) weir_report_read_integer (body, "size", LARGEST);
  if (content == NULL)
    return NULL;
  if (g_strcmp0 (encoding, "base64") == 0)
    {
      gsize length;
      guchar *decoded = g_base64_decode (content, &length);

      return g_bytes_new_take (decoded, length);
    }
  return g_bytes_new (content, strlen (content));
}

static void
read_request (JsonObject *object, WeirExchange *exchange)
{
  JsonObject *request = weir_report_read_object (object, "request");
  const char *method = weir_report_read_string (request, "method");
  const char *url = weir_report_read_string (request, "url");
  guint64 size;

  exchange->method = g_strdup (method);
  g_string_assign (exchange->url, url != NULL ? url : "");
  read_headers (request, exchange->request_headers);
  exchange->request_body = read_body (request, &size, &exchange->request_body_truncated);
  for (guint i = 0; i < count_objects (object, "redirects"); i++)
    {
      JsonObject *hop = get_nth (object, "redirects", i);
      const char *asked = weir_report_read_string (hop, "url");

      weir_exchange_add_hop (exchange, (guint) weir_report_read_integer (hop, "status", 999),
                             asked != NULL ? asked : "")->time_us = weir_report_read_ms (hop, "timeMs");
    }
}

static void
read_response (JsonObject *object, WeirExchange *exchange)
{
  JsonObject *response = weir_report_read_object (object, "response");
  const char *version = weir_report_read_string (response, "httpVersion");
  g_autoptr (GBytes) body = NULL;
  gconstpointer data;
  gsize length;

  if (response == NULL)
    return;
  exchange->status = (guint) weir_report_read_integer (response, "status", 999);
  exchange->reason = g_strdup (weir_report_read_string (response, "reason"));
  if (version != NULL)
    exchange->http_version = strcmp (version, "2") == 0 ? 20 : strcmp (version, "1.0") == 0 ? 10 : 11;
  read_headers (response, exchange->response_headers);
  body = read_body (response, &exchange->body_size, &exchange->body_truncated);
  if (body == NULL)
    return;
  data = g_bytes_get_data (body, &length);
  g_byte_array_append (exchange->response_body, data, (guint) length);
}

/* @first: whether the step's own start is this one's planned start. */
static void
read_timings (JsonObject *object, const WeirStepBrief *brief, gboolean first, WeirTimings *timings)
{
  JsonObject *times = weir_report_read_object (object, "timings");

  timings->blocked_us = weir_report_read_ms (times, "blocked");
  timings->dns_us = weir_report_read_ms (times, "dns");
  timings->tcp_us = weir_report_read_ms (times, "tcp");
  timings->tls_us = weir_report_read_ms (times, "tls");
  timings->sending_us = weir_report_read_ms (times, "sending");
  timings->waiting_us = weir_report_read_ms (times, "waiting");
  timings->receiving_us = weir_report_read_ms (times, "receiving");
  timings->started_us = weir_report_read_ms (times, "started");
  timings->intended_us = first ? brief->offset_us : MAX (timings->started_us - timings->blocked_us, 0);
}

static gboolean
read_attempt (JsonObject *object, WeirStepResult *result, GError **error)
{
  const char *outcome = weir_report_read_string (object, "exchange");
  JsonObject *problem = weir_report_read_object (object, "error");
  const char *kind = weir_report_read_string (problem, "kind");
  int outcome_value = find_word (outcome, exchange_nick, WEIR_EXCHANGE_UNSENT + 1);
  int kind_value = kind != NULL ? find_word (kind, error_kind_nick, WEIR_ERROR_KIND_TOO_LARGE + 1) : 0;
  gboolean first = result->attempts->len == 0;
  WeirExchange *exchange;

  if (outcome_value < 0)
    return set_unknown ("exchange", outcome, error);
  if (kind_value < 0)
    return set_unknown ("kind of error", kind, error);
  exchange = weir_step_result_add_attempt (result);
  exchange->outcome = (WeirExchangeOutcome) outcome_value;
  exchange->error_kind = (WeirErrorKind) kind_value;
  exchange->error_message = g_strdup (weir_report_read_string (problem, "message"));
  read_request (object, exchange);
  read_response (object, exchange);
  exchange->new_connection = weir_report_read_boolean (object, "newConnection");
  exchange->resent = weir_report_read_boolean (object, "resent");
  read_timings (object, &result->brief, first, &exchange->timings);
  exchange->bytes_sent = (guint64) weir_report_read_integer (object, "bytesSent", LARGEST);
  exchange->bytes_received = (guint64) weir_report_read_integer (object, "bytesReceived", LARGEST);
  return TRUE;
}

static void
read_lists (JsonObject *object, WeirStepResult *result)
{
  for (guint i = 0; i < count_objects (object, "assertions"); i++)
    {
      JsonObject *check = get_nth (object, "assertions", i);

      weir_step_result_add_check (result, weir_report_read_boolean (check, "passed"),
                                  weir_report_read_string (check, "label"),
                                  weir_report_read_string (check, "expected"),
                                  weir_report_read_string (check, "actual"));
    }
  for (guint i = 0; i < count_objects (object, "extracted"); i++)
    {
      JsonObject *taken = get_nth (object, "extracted", i);

      weir_step_result_add_taken (result, weir_report_read_string (taken, "name"),
                                  weir_report_read_string (taken, "value"));
    }
  for (guint i = 0; i < count_objects (object, "warnings"); i++)
    {
      JsonNode *node = json_array_get_element (json_object_get_array_member (object, "warnings"), i);
      gboolean text = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

      weir_step_result_add_warning (result, text ? json_node_get_string (node) : "");
    }
}

/* What the attempts say of the result as a whole. */
static void
sum_up (WeirStepResult *result)
{
  WeirStepBrief *brief = &result->brief;
  const WeirExchange *last = weir_step_result_get_last (result);

  for (guint i = 0; i < result->attempts->len; i++)
    {
      const WeirExchange *exchange = g_ptr_array_index (result->attempts, i);

      brief->bytes_sent += exchange->bytes_sent;
      brief->bytes_received += exchange->bytes_received;
    }
  if (last == NULL)
    return;
  brief->exchange = last->outcome;
  brief->error_kind = last->error_kind;
  brief->status = last->status;
  brief->blocked_us = last->timings.blocked_us;
}

static gboolean
read_brief (JsonObject *object, WeirStepBrief *brief, GError **error)
{
  const char *part = weir_report_read_string (object, "part");
  const char *outcome = weir_report_read_string (object, "outcome");
  int part_value = find_word (part, weir_report_part_to_nick, WEIR_N_FLOW_PARTS);
  int outcome_value = find_word (outcome, step_outcome_nick, WEIR_N_STEP_OUTCOMES);

  if (part_value < 0)
    return set_unknown ("part", part, error);
  if (outcome_value < 0)
    return set_unknown ("outcome", outcome, error);
  brief->part = (guint) part_value;
  brief->outcome = (WeirStepOutcome) outcome_value;
  brief->step = (guint) MAX (weir_report_read_integer (object, "step", WEIR_LIMIT_STEPS), 1) - 1;
  brief->iteration = (guint) weir_report_read_integer (object, "iteration", G_MAXINT32);
  brief->vu = (guint) weir_report_read_integer (object, "vu", G_MAXINT32);
  brief->row = (guint) weir_report_read_integer (object, "row", WEIR_LIMIT_DATA_ROWS);
  brief->unverified = weir_report_read_boolean (object, "unverified");
  brief->not_checked = weir_report_read_boolean (object, "notChecked");
  brief->offset_us = weir_report_read_ms (object, "offsetMs");
  brief->has_exchange = get_value (object, "timeMs") != NULL;
  brief->time_us = weir_report_read_ms (object, "timeMs");
  return TRUE;
}

gboolean
weir_report_read_result (JsonObject *object, WeirStepResult *result, GError **error)
{
  weir_step_result_reset (result);
  if (!read_brief (object, &result->brief, error))
    return FALSE;
  result->name = g_strdup (weir_report_read_string (object, "name"));
  result->message = g_strdup (weir_report_read_string (object, "message"));
  for (guint i = 0; i < count_objects (object, "earlierAttempts"); i++)
    if (!read_attempt (get_nth (object, "earlierAttempts", i), result, error))
      return FALSE;
  if (weir_report_read_string (object, "exchange") != NULL && !read_attempt (object, result, error))
    return FALSE;
  read_lists (object, result);
  sum_up (result);
  return TRUE;
}
