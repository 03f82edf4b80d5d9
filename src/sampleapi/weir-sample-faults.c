/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample-faults.c: the endpoints of the sample API that misbehave on request, and those that mirror
 */

#include "config.h"

#include "weir-sampleapi-private.h"

#define MOST_EVERY 1000u
#define DEFAULT_EVERY 3u
#define MOST_RATE 100000u
#define DEFAULT_RATE 10u
#define DEFAULT_SLOW_MS 1000u
#define DEFAULT_STEP_MS 10u
#define DEGRADED_MS 10000u

struct _WeirSampleFaults
{
  guint flaky_counts[MOST_EVERY + 1]; /* one for each N, so that flows with different N do not mix */
  guint degraded;                     /* answers of /degrading since its start or reset */
  double allowance;                   /* requests /limited would answer now; grows with time */
  gint64 allowance_us;                /* when it was computed, monotonic */
};

static JsonNode *
number_to_json (const char *name, gint64 number)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_int_member (object, name, number);
  return json_node_init_object (json_node_alloc (), object);
}

/* GET /flaky?every=N */
void
weir_sample_faults_flaky (WeirSampleCall *call)
{
  guint *count = NULL;
  guint every = 0;

  if (!weir_sample_call_get_number (call, "every", 1, MOST_EVERY, DEFAULT_EVERY, &every))
    return;
  count = &call->state->faults->flaky_counts[every];
  *count = *count % every + 1;
  if (*count == every)
    weir_sample_call_refuse (call, SOUP_STATUS_INTERNAL_SERVER_ERROR,
                             "One request in %u to /flaky?every=%u fails, and this was it.", every, every);
  else
    weir_sample_call_answer (call, SOUP_STATUS_OK, number_to_json ("request", *count));
}

/* GET /slow?ms= */
void
weir_sample_faults_slow (WeirSampleCall *call)
{
  guint ms = 0;

  if (weir_sample_call_get_number (call, "ms", 0, WEIR_SAMPLE_DELAY_MS, DEFAULT_SLOW_MS, &ms))
    weir_sample_call_answer_after (call, ms, SOUP_STATUS_OK, number_to_json ("waitedMs", ms));
}

/* GET /degrading?step=ms&reset=1 */
void
weir_sample_faults_degrading (WeirSampleCall *call)
{
  WeirSampleFaults *faults = call->state->faults;
  guint step = 0;
  guint ms = 0;

  if (!weir_sample_call_get_number (call, "step", 1, 1000, DEFAULT_STEP_MS, &step))
    return;
  if (weir_sample_call_has_true (call, "reset"))
    faults->degraded = 0;
  ms = MIN (faults->degraded * step, DEGRADED_MS);
  if (ms < DEGRADED_MS)
    faults->degraded++;
  weir_sample_call_answer_after (call, ms, SOUP_STATUS_OK, number_to_json ("waitedMs", ms));
}

/* GET /limited?rate= : a bucket that holds the requests of one second and fills as time passes */
void
weir_sample_faults_limited (WeirSampleCall *call)
{
  WeirSampleFaults *faults = call->state->faults;
  gint64 now_us = g_get_monotonic_time ();
  guint rate = 0;

  if (!weir_sample_call_get_number (call, "rate", 1, MOST_RATE, DEFAULT_RATE, &rate))
    return;
  if (faults->allowance_us == 0)
    faults->allowance = rate;
  else
    faults->allowance += (double) (now_us - faults->allowance_us) / G_USEC_PER_SEC * rate;
  faults->allowance = MIN (faults->allowance, (double) rate);
  faults->allowance_us = now_us;
  if (faults->allowance >= 1)
    {
      faults->allowance -= 1;
      weir_sample_call_answer (call, SOUP_STATUS_OK, number_to_json ("rate", rate));
      return;
    }
  weir_sample_call_set_header (call, "Retry-After", "1");
  weir_sample_call_refuse (call, 429, "More than %u requests came within a second; try again after 1 second.",
                           rate);
}

/* Header names and values can be any bytes, JSON holds UTF-8 only. */
static JsonObject *
headers_to_json (SoupMessageHeaders *headers)
{
  JsonObject *object = json_object_new ();
  SoupMessageHeadersIter iter;
  const char *name = NULL;
  const char *value = NULL;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_autofree char *valid_name = g_utf8_make_valid (name, -1);
      g_autofree char *valid = g_utf8_make_valid (value, -1);
      const char *before = json_object_get_string_member_with_default (object, valid_name, NULL);
      g_autofree char *joined = before != NULL ? g_strconcat (before, ", ", valid, NULL) : NULL;

      json_object_set_string_member (object, valid_name, joined != NULL ? joined : valid);
    }
  return object;
}

static void
add_body (JsonObject *object, SoupMessageBody *body)
{
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  json_object_set_int_member (object, "size", size);
  if (g_utf8_validate_len (data != NULL ? data : "", size, NULL))
    {
      g_autofree char *text = g_strndup (data != NULL ? data : "", size);

      json_object_set_string_member (object, "body", text);
    }
  else
    {
      g_autofree char *encoded = g_base64_encode ((const guchar *) data, size);

      json_object_set_string_member (object, "bodyBase64", encoded);
    }
}

/* ANY /echo */
void
weir_sample_faults_echo (WeirSampleCall *call)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  GUri *uri = soup_server_message_get_uri (call->message);
  const char *query = g_uri_get_query (uri);
  g_autofree char *target = g_strconcat (g_uri_get_path (uri), query != NULL ? "?" : "", query, NULL);
  g_autofree char *valid_target = g_utf8_make_valid (target, -1);

  json_object_set_string_member (answer, "method", soup_server_message_get_method (call->message));
  json_object_set_string_member (answer, "target", valid_target);
  json_object_set_object_member (answer, "headers",
                                 headers_to_json (soup_server_message_get_request_headers (call->message)));
  add_body (answer, soup_server_message_get_request_body (call->message));
  weir_sample_call_answer (call, SOUP_STATUS_OK, json_node_init_object (json_node_alloc (), answer));
}

/* ANY /status/{code} */
void
weir_sample_faults_status (WeirSampleCall *call)
{
  guint status = 0;
  gboolean is_bare = FALSE;

  if (!weir_sample_parse_number (call->argument, 200, 599, &status))
    {
      weir_sample_call_refuse (call, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                               "\"%.100s\" is no status this server can answer; ask for one from 200 to 599.",
                               call->argument);
      return;
    }
  is_bare = status == SOUP_STATUS_NO_CONTENT || status == SOUP_STATUS_NOT_MODIFIED;
  weir_sample_call_answer (call, status, is_bare ? NULL : number_to_json ("status", status));
}

WeirSampleFaults *
weir_sample_faults_new (void)
{
  return g_new0 (WeirSampleFaults, 1);
}

void
weir_sample_faults_free (WeirSampleFaults *faults)
{
  g_free (faults);
}
