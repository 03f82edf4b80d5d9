/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample-api.c: the sample API's server, its thread and its life
 */

#include "config.h"

#include <sys/resource.h>

#include "weir-sample-api.h"
#include "weir-sampleapi-private.h"

/**
 * WeirSampleApi:
 *
 * A small shop that answers HTTP on 127.0.0.1, to try flows on without a server of one's own. It works in a
 * thread with a main context of its own: it answers while its owner is busy, and never keeps its owner busy.
 */
struct _WeirSampleApi
{
  GObject parent_instance;

  guint16 port;

  /* owned, NULL while stopped */
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  SoupServer *server;
  WeirSampleListener *listener;
  WeirSampleState *state;
  char *url;

  guint64 answered; /* while it ran last */
};

G_DEFINE_FINAL_TYPE (WeirSampleApi, weir_sample_api, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PORT,
  PROP_URL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gpointer
run_thread (gpointer data)
{
  WeirSampleApi *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* Each connection is a descriptor, and the soft limit is often too low for a thousand virtual users. */
static void
raise_descriptor_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max)
    {
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }
}

static void
explain_listen_error (WeirSampleApi *self, GError **error, const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE,
        "Port %u of 127.0.0.1 is already taken by another program; choose another one with --port, or "
        "--port 0 for any that is free.",
        self->port);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 "Port %u of 127.0.0.1 is not open to ordinary users; choose one from 1024 up with --port.",
                 self->port);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 "The sample API cannot listen on port %u of 127.0.0.1: %s.", self->port, cause->message);
}

/* The sources of the server belong to the context that is the thread's default while it is made and ended. */
static gboolean
open_server (WeirSampleApi *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("server-header", "weir-sample-api", NULL);
  weir_sample_state_serve (self->state, self->server);
  self->listener = weir_sample_listener_new (self->server, self->port, &cause);
  g_main_context_pop_thread_default (self->context);
  if (self->listener == NULL)
    {
      explain_listen_error (self, error, cause);
      return FALSE;
    }
  self->url = g_strdup_printf ("http://127.0.0.1:%u", weir_sample_listener_get_port (self->listener));
  return TRUE;
}

static void
close_server (WeirSampleApi *self)
{
  g_main_context_push_thread_default (self->context);
  g_clear_pointer (&self->listener, weir_sample_listener_free);
  g_hash_table_remove_all (self->state->delayed);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  self->answered = weir_sample_api_get_requests (self);
  g_clear_pointer (&self->state, weir_sample_state_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->url, g_free);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
weir_sample_api_finalize (GObject *object)
{
  weir_sample_api_stop (WEIR_SAMPLE_API (object));

  G_OBJECT_CLASS (weir_sample_api_parent_class)->finalize (object);
}

static void
weir_sample_api_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirSampleApi *self = WEIR_SAMPLE_API (object);

  switch (id)
    {
    case PROP_PORT:
      g_value_set_uint (value, self->port);
      break;
    case PROP_URL:
      g_value_set_string (value, self->url);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
weir_sample_api_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirSampleApi *self = WEIR_SAMPLE_API (object);

  switch (id)
    {
    case PROP_PORT:
      self->port = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
weir_sample_api_class_init (WeirSampleApiClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = weir_sample_api_finalize;
  object_class->get_property = weir_sample_api_get_property;
  object_class->set_property = weir_sample_api_set_property;

  /**
   * WeirSampleApi:port:
   *
   * The port asked for; 0 for any that is free.
   */
  properties[PROP_PORT] =
      g_param_spec_uint ("port", NULL, NULL, 0, G_MAXUINT16, 0,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * WeirSampleApi:url: (nullable)
   *
   * Where it answers, without a slash at the end; %NULL while it is stopped.
   */
  properties[PROP_URL] = g_param_spec_string (
      "url", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_sample_api_init (WeirSampleApi *self)
{
}

/**
 * weir_sample_api_new:
 * @port: the port to listen on; 0 for any that is free
 *
 * Makes a sample API that does not listen yet.
 *
 * Returns: (transfer full): it
 */
WeirSampleApi *
weir_sample_api_new (guint16 port)
{
  return g_object_new (WEIR_TYPE_SAMPLE_API, "port", (guint) port, NULL);
}

/**
 * weir_sample_api_start:
 * @self: a stopped sample API
 * @error: return location for a %G_IO_ERROR
 *
 * Listens on 127.0.0.1 and starts to answer, with an empty shop. A port that is taken is
 * %G_IO_ERROR_ADDRESS_IN_USE with a sentence that names the way out.
 *
 * Returns: whether it answers now
 */
gboolean
weir_sample_api_start (WeirSampleApi *self, GError **error)
{
  g_return_val_if_fail (WEIR_IS_SAMPLE_API (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  raise_descriptor_limit ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->state = weir_sample_state_new ();
  self->answered = 0;
  if (!open_server (self, error))
    {
      close_server (self);
      return FALSE;
    }
  self->thread = g_thread_new ("weir-sample-api", run_thread, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URL]);
  return TRUE;
}

/**
 * weir_sample_api_stop:
 * @self: a sample API
 *
 * Closes every connection and returns when the thread has ended. Does nothing when it is stopped already.
 */
void
weir_sample_api_stop (WeirSampleApi *self)
{
  g_autoptr (GSource) quit = NULL;

  g_return_if_fail (WEIR_IS_SAMPLE_API (self));

  if (self->thread == NULL)
    return;
  /* As a source of the loop, because a loop that has not begun to run yet would not notice being quit. */
  quit = g_idle_source_new ();
  g_source_set_callback (quit, quit_cb, self->loop, NULL);
  g_source_set_priority (quit, G_PRIORITY_HIGH);
  g_source_attach (quit, self->context);
  g_thread_join (g_steal_pointer (&self->thread));
  close_server (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URL]);
}

/**
 * weir_sample_api_get_url:
 * @self: a sample API
 *
 * Returns: (transfer none) (nullable): where it answers, as "http://127.0.0.1:43121"; %NULL while stopped
 */
const char *
weir_sample_api_get_url (WeirSampleApi *self)
{
  g_return_val_if_fail (WEIR_IS_SAMPLE_API (self), NULL);

  return self->url;
}

/**
 * weir_sample_api_get_requests:
 * @self: a sample API
 *
 * How many requests it has answered since it was started last, refusals included. A request is counted just
 * before its answer is written, so whoever has an answer finds it counted.
 *
 * Returns: the number
 */
guint64
weir_sample_api_get_requests (WeirSampleApi *self)
{
  g_return_val_if_fail (WEIR_IS_SAMPLE_API (self), 0);

  if (self->state == NULL)
    return self->answered;
  return __atomic_load_n (&self->state->answered, __ATOMIC_RELAXED);
}
