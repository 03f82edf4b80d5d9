/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample-input.c: what a client sends, with an end that libsoup's server notices
 */

#include "config.h"

#include "weir-sample-input.h"

/*
 * When a client closes a connection on which no request is under way, libsoup 3.2 keeps the connection,
 * and its descriptor, until the server ends. It lets go of one that ends in the middle of a request. So the
 * end of what a client sends is told as one more byte, which begins a request, and only then as the end.
 */
struct _WeirSampleInput
{
  GFilterInputStream parent_instance;

  GIOStream *connection; /* owned */
  gboolean has_ended;
};

static void weir_sample_input_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirSampleInput, weir_sample_input, G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      weir_sample_input_pollable_init))

static GPollableInputStream *
get_base (gpointer self)
{
  return G_POLLABLE_INPUT_STREAM (g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (self)));
}

static gssize
read_base (WeirSampleInput *self, char *buffer, gsize count, gboolean is_blocking, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) failure = NULL;
  gssize size = g_pollable_stream_read (G_INPUT_STREAM (get_base (self)), buffer, count, is_blocking,
                                        cancellable, &failure);

  if (size > 0 || count == 0 || self->has_ended ||
      g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK) ||
      g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return size;
    }
  self->has_ended = TRUE;
  buffer[0] = '?';
  return 1;
}

static gboolean
weir_sample_input_can_poll (GPollableInputStream *stream)
{
  return g_pollable_input_stream_can_poll (get_base (stream));
}

static gboolean
weir_sample_input_is_readable (GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable (get_base (stream));
}

static GSource *
weir_sample_input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) source = g_pollable_input_stream_create_source (get_base (stream), NULL);

  return g_pollable_source_new_full (stream, source, cancellable);
}

static gssize
weir_sample_input_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  return read_base (WEIR_SAMPLE_INPUT (stream), buffer, count, FALSE, NULL, error);
}

static void
weir_sample_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->can_poll = weir_sample_input_can_poll;
  iface->is_readable = weir_sample_input_is_readable;
  iface->create_source = weir_sample_input_create_source;
  iface->read_nonblocking = weir_sample_input_read_nonblocking;
}

static gssize
weir_sample_input_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
                        GError **error)
{
  return read_base (WEIR_SAMPLE_INPUT (stream), buffer, count, TRUE, cancellable, error);
}

/* The stream of a socket leaves the socket open: that is closed with its connection. */
static gboolean
weir_sample_input_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  return g_io_stream_close (WEIR_SAMPLE_INPUT (stream)->connection, cancellable, error);
}

static void
weir_sample_input_finalize (GObject *object)
{
  WeirSampleInput *self = WEIR_SAMPLE_INPUT (object);

  g_clear_object (&self->connection);

  G_OBJECT_CLASS (weir_sample_input_parent_class)->finalize (object);
}

static void
weir_sample_input_class_init (WeirSampleInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_sample_input_finalize;
  G_INPUT_STREAM_CLASS (klass)->close_fn = weir_sample_input_close;
  G_INPUT_STREAM_CLASS (klass)->read_fn = weir_sample_input_read;
}

static void
weir_sample_input_init (WeirSampleInput *self)
{
}

/**
 * weir_sample_stream_new:
 * @connection: an accepted connection
 *
 * Returns: (transfer full): a stream to hand to a server instead of @connection
 */
GIOStream *
weir_sample_stream_new (GSocketConnection *connection)
{
  GIOStream *stream = G_IO_STREAM (connection);
  g_autoptr (WeirSampleInput) input =
      g_object_new (WEIR_TYPE_SAMPLE_INPUT, "base-stream", g_io_stream_get_input_stream (stream), NULL);

  input->connection = g_object_ref (stream);
  return g_simple_io_stream_new (G_INPUT_STREAM (input), g_io_stream_get_output_stream (stream));
}
