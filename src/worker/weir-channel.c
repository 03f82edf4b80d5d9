/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-channel.c: frames over one end of a socket pair, read and written without blocking
 */

#include "config.h"

#include "weir-channel.h"

#include "weir-limits.h"

#include <errno.h>
#include <glib-unix.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Padded, so that every payload begins at an address a GVariant may be read from in place. */
typedef struct
{
  guint32 size; /* of the payload */
  guint8 type;
  guint8 padding[3];
} FrameHead;
G_STATIC_ASSERT (sizeof (FrameHead) == 8);

#define READ_BYTES (256 * 1024)
/* Read at most this much in one turn, so that a flood from the other end does not starve the rest. */
#define TURN_BYTES (4 * 1024 * 1024)

struct _WeirChannel
{
  int fd;
  WeirChannelEvents events;
  gpointer data;
  GSource *read_source;
  GSource *write_source; /* (nullable) only while something is unsent */
  GMainContext *context;
  GByteArray *in;
  gsize in_start; /* of the first frame not handed out */
  GByteArray *out;
  gsize out_start;
  gboolean broken;
  gboolean *freed; /* set while a callback runs, so that it may free the channel */
};

static gsize
padded (gsize size)
{
  return (size + 7) & ~(gsize) 7;
}

static void
mark_broken (WeirChannel *self)
{
  if (self->broken)
    return;
  self->broken = TRUE;
  if (self->read_source)
    g_source_destroy (self->read_source);
  if (self->write_source)
    g_source_destroy (self->write_source);
}

/* Hands out every whole frame. FALSE: the channel was freed by a callback, or what came is no frame. */
static gboolean
hand_out (WeirChannel *self, const gboolean *freed)
{
  while (self->in->len - self->in_start >= sizeof (FrameHead))
    {
      FrameHead head;

      memcpy (&head, self->in->data + self->in_start, sizeof head);
      if (head.size > WEIR_LIMIT_FRAME_BYTES)
        return FALSE;
      if (self->in->len - self->in_start < sizeof head + padded (head.size))
        break;
      self->events.frame (head.type, self->in->data + self->in_start + sizeof head, head.size, self->data);
      if (*freed)
        return FALSE;
      self->in_start += sizeof head + padded (head.size);
    }
  if (self->in_start > 0)
    {
      g_byte_array_remove_range (self->in, 0, self->in_start);
      self->in_start = 0;
    }
  return TRUE;
}

static gssize
read_some (WeirChannel *self)
{
  guint before = self->in->len;
  gssize n;

  g_byte_array_set_size (self->in, before + READ_BYTES);
  do
    n = read (self->fd, self->in->data + before, READ_BYTES);
  while (n < 0 && errno == EINTR);
  g_byte_array_set_size (self->in, before + MAX (n, 0));
  return n;
}

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer data)
{
  WeirChannel *self = data;
  gboolean freed = FALSE;
  gboolean whole = TRUE;
  gsize total = 0;

  self->freed = &freed;
  while (whole && total < TURN_BYTES)
    {
      gssize n = read_some (self);

      if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        break;
      whole = n > 0 && hand_out (self, &freed);
      total += (gsize) MAX (n, 0);
    }
  if (freed)
    return G_SOURCE_REMOVE;
  self->freed = NULL;
  if (whole)
    return G_SOURCE_CONTINUE;
  mark_broken (self);
  self->events.closed (self->data);
  return G_SOURCE_REMOVE;
}

/* Writes what the socket takes. FALSE: the other end has gone. */
static gboolean
write_some (WeirChannel *self)
{
  while (self->out_start < self->out->len)
    {
      gssize n =
          send (self->fd, self->out->data + self->out_start, self->out->len - self->out_start, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK;
      self->out_start += (gsize) n;
    }
  g_byte_array_set_size (self->out, 0);
  self->out_start = 0;
  return TRUE;
}

static gboolean
writable_cb (int fd, GIOCondition condition, gpointer data)
{
  WeirChannel *self = data;

  /* When the other end has gone, reading notices it; there is nothing to say twice. */
  if (write_some (self) && self->out->len > 0)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->write_source, g_source_unref);
  return G_SOURCE_REMOVE;
}

static void
watch_for_room (WeirChannel *self)
{
  if (self->write_source || self->broken || self->out->len == 0)
    return;
  self->write_source = g_unix_fd_source_new (self->fd, G_IO_OUT | G_IO_ERR | G_IO_HUP);
  g_source_set_callback (self->write_source, G_SOURCE_FUNC (writable_cb), self, NULL);
  g_source_attach (self->write_source, self->context);
}

/* What was sent already is dropped from the front once it is worth moving the rest. */
static void
compact (WeirChannel *self)
{
  if (self->out_start > self->out->len / 2 && self->out_start > READ_BYTES)
    {
      g_byte_array_remove_range (self->out, 0, self->out_start);
      self->out_start = 0;
    }
}

/**
 * weir_channel_send:
 * @self: a channel
 * @type: what the payload is
 * @payload: copied
 * @size: bytes
 *
 * Sends one frame, at once as far as the socket takes it, the rest later.
 */
void
weir_channel_send (WeirChannel *self, guint8 type, const void *payload, gsize size)
{
  static const guint8 zeros[8] = { 0 };
  FrameHead head = { (guint32) size, type, { 0, 0, 0 } };

  g_return_if_fail (size <= WEIR_LIMIT_FRAME_BYTES);
  if (self->broken)
    return;
  compact (self);
  g_byte_array_append (self->out, (const guint8 *) &head, sizeof head);
  g_byte_array_append (self->out, payload, size);
  g_byte_array_append (self->out, zeros, padded (size) - size);
  if (!self->write_source)
    write_some (self);
  watch_for_room (self);
}

/**
 * weir_channel_send_variant:
 * @variant: floating references are taken
 */
void
weir_channel_send_variant (WeirChannel *self, guint8 type, GVariant *variant)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (variant);

  weir_channel_send (self, type, g_variant_get_data (owned), g_variant_get_size (owned));
}

gsize
weir_channel_get_unsent (const WeirChannel *self)
{
  return self->out->len - self->out_start;
}

/**
 * weir_channel_flush:
 * @deadline_us: monotonic
 *
 * Waits, without a main loop, until everything is sent; for the last words of a process.
 *
 * Returns: whether everything is
 */
gboolean
weir_channel_flush (WeirChannel *self, gint64 deadline_us)
{
  while (!self->broken && self->out->len > 0)
    {
      struct pollfd room = { self->fd, POLLOUT, 0 };
      gint64 left_ms = (deadline_us - g_get_monotonic_time ()) / 1000;

      if (left_ms <= 0 || !write_some (self))
        return FALSE;
      if (self->out->len > 0)
        poll (&room, 1, (int) left_ms);
    }
  return !self->broken;
}

/**
 * weir_channel_new:
 * @fd: one end of a socket pair; owned from now on
 * @events: copied; called in the thread-default main context of this call
 * @data: given to @events
 *
 * Returns: (transfer full): the channel
 */
WeirChannel *
weir_channel_new (int fd, const WeirChannelEvents *events, gpointer data)
{
  WeirChannel *self = g_new0 (WeirChannel, 1);

  self->fd = fd;
  self->events = *events;
  self->data = data;
  self->context = g_main_context_ref_thread_default ();
  self->in = g_byte_array_new ();
  self->out = g_byte_array_new ();
  g_unix_set_fd_nonblocking (fd, TRUE, NULL);
  self->read_source = g_unix_fd_source_new (fd, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_source_set_callback (self->read_source, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (self->read_source, self->context);
  return self;
}

void
weir_channel_free (WeirChannel *self)
{
  if (!self)
    return;
  if (self->freed)
    *self->freed = TRUE;
  mark_broken (self);
  g_clear_pointer (&self->read_source, g_source_unref);
  g_clear_pointer (&self->write_source, g_source_unref);
  g_byte_array_unref (self->in);
  g_byte_array_unref (self->out);
  g_main_context_unref (self->context);
  close (self->fd);
  g_free (self);
}
