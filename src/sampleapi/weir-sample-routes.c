/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample-routes.c: the table of the sample API's endpoints, and finding the one a request means
 */

#include "config.h"

#include "weir-sampleapi-private.h"

#define TOO_LARGE "weir-too-large"

typedef void (*Handler) (WeirSampleCall *call);

typedef struct
{
  const char *method; /* NULL = any */
  const char *path;   /* what follows "{" is the argument */
  const char *summary;
  Handler handler;
} Route;

static void show_overview (WeirSampleCall *call);

static const Route routes[] = {
  { "GET", "/", "This overview.", show_overview },
  { "POST", "/login", "Takes {\"user\", \"password\"}, answers a token; every password is \"secret\".",
    weir_sample_shop_log_in },
  { "GET", "/items", "The items of the shop; ?limit=N for the first N.", weir_sample_shop_list_items },
  { "GET", "/items/{id}", "One item.", weir_sample_shop_get_item },
  { "POST", "/orders", "Orders {\"item\", \"quantity\"}; needs \"Authorization: Bearer TOKEN\".",
    weir_sample_shop_order },
  { "GET", "/orders/{id}", "One order; needs the token too.", weir_sample_shop_get_order },
  { "GET", "/flaky", "Every Nth request answers 500; ?every=N.", weir_sample_faults_flaky },
  { "GET", "/slow", "Answers after ?ms=N milliseconds, 60000 at most.", weir_sample_faults_slow },
  { "GET", "/degrading", "Each answer takes ?step=N ms longer than the one before; ?reset=1 begins anew.",
    weir_sample_faults_degrading },
  { "GET", "/limited", "Answers 429 above ?rate=N requests a second.", weir_sample_faults_limited },
  { NULL, "/echo", "Answers the request it got: method, target, headers, body.", weir_sample_faults_echo },
  { NULL, "/status/{code}", "Answers with that status, 200 to 599.", weir_sample_faults_status },
};

static JsonArray *
routes_to_json (void)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "method", routes[i].method != NULL ? routes[i].method : "ANY");
      json_object_set_string_member (object, "path", routes[i].path);
      json_object_set_string_member (object, "summary", routes[i].summary);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
show_overview (WeirSampleCall *call)
{
  g_autoptr (JsonObject) answer = json_object_new ();

  json_object_set_string_member (answer, "name", "Weir's sample shop");
  json_object_set_array_member (answer, "endpoints", routes_to_json ());
  weir_sample_call_answer (call, SOUP_STATUS_OK, json_node_init_object (json_node_alloc (), answer));
}

/* Whether @path is the route's; *argument is set to what stands for its "{…}". */
static gboolean
route_matches (const Route *route, const char *path, const char **argument)
{
  const char *brace = strchr (route->path, '{');
  gsize length = brace != NULL ? (gsize) (brace - route->path) : 0;

  *argument = "";
  if (brace == NULL)
    return g_str_equal (route->path, path);
  if (strncmp (route->path, path, length) != 0 || path[length] == '\0' || strchr (path + length, '/') != NULL)
    return FALSE;
  *argument = path + length;
  return TRUE;
}

static void
refuse_unknown (WeirSampleCall *call, const char *path)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    g_string_append_printf (list, "%s%s %s", i > 0 ? ", " : "",
                            routes[i].method != NULL ? routes[i].method : "ANY", routes[i].path);
  weir_sample_call_refuse (call, SOUP_STATUS_NOT_FOUND, "There is nothing at %.200s. There are: %s.", path,
                           list->str);
}

static void
dispatch (WeirSampleCall *call, const char *path)
{
  const char *method = soup_server_message_get_method (call->message);
  const char *allowed = NULL;

  /* A HEAD is a GET whose answer is sent without its body, which is left to the server. */
  if (g_str_equal (method, "HEAD"))
    method = "GET";
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!route_matches (&routes[i], path, &call->argument))
        continue;
      if (routes[i].method == NULL || g_str_equal (routes[i].method, method))
        {
          routes[i].handler (call);
          return;
        }
      allowed = routes[i].method;
    }
  if (allowed == NULL)
    {
      refuse_unknown (call, path);
      return;
    }
  weir_sample_call_set_header (call, "Allow", allowed);
  weir_sample_call_refuse (call, SOUP_STATUS_METHOD_NOT_ALLOWED, "%.200s answers %s, not %.20s.", path,
                           allowed, method);
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer data)
{
  WeirSampleCall call = { .state = data, .message = message, .query = query };
  g_autofree char *valid_path = g_utf8_make_valid (path, -1);

  if (g_object_get_data (G_OBJECT (message), TOO_LARGE) != NULL)
    weir_sample_call_refuse (&call, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE,
                             "The body is larger than %u bytes, which is the most this server takes.",
                             WEIR_SAMPLE_BODY_BYTES);
  else
    dispatch (&call, valid_path);
}

/* What is beyond the limit is read and dropped, so that the client gets its answer and memory stays small. */
static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  gsize *size = data;

  *size += g_bytes_get_size (chunk);
  if (*size > WEIR_SAMPLE_BODY_BYTES && g_object_get_data (G_OBJECT (message), TOO_LARGE) == NULL)
    {
      SoupMessageBody *body = soup_server_message_get_request_body (message);

      soup_message_body_truncate (body);
      soup_message_body_set_accumulate (body, FALSE);
      g_object_set_data (G_OBJECT (message), TOO_LARGE, GINT_TO_POINTER (TRUE));
    }
}

static void
free_size (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
request_started_cb (SoupServer *server, SoupServerMessage *message, gpointer data)
{
  g_signal_connect_data (message, "got-chunk", G_CALLBACK (got_chunk_cb), g_new0 (gsize, 1), free_size,
                         G_CONNECT_DEFAULT);
}

WeirSampleState *
weir_sample_state_new (void)
{
  WeirSampleState *state = g_new0 (WeirSampleState, 1);

  state->shop = weir_sample_shop_new ();
  state->faults = weir_sample_faults_new ();
  state->delayed = weir_sample_delays_new ();
  return state;
}

void
weir_sample_state_free (WeirSampleState *state)
{
  g_hash_table_unref (state->delayed);
  weir_sample_faults_free (state->faults);
  weir_sample_shop_free (state->shop);
  g_free (state);
}

/*
 * weir_sample_state_serve:
 * @state: must outlive @server
 *
 * Makes @server answer with the endpoints of the sample API.
 */
void
weir_sample_state_serve (WeirSampleState *state, SoupServer *server)
{
  g_signal_connect (server, "request-started", G_CALLBACK (request_started_cb), NULL);
  soup_server_add_handler (server, NULL, request_cb, state, NULL);
}
