/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-channel.c: frames over a socket pair arrive whole, in order and aligned; a lost end is noticed
 */

#include "config.h"

#include "weir-channel.h"
#include "weir-limits.h"
#include "weir-test.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  WeirChannel *channel;
  GPtrArray *frames; /* of GBytes: the type, then the payload */
  gboolean closed;
  gboolean misaligned;
  gboolean free_on_frame;
  guint wanted;
} End;

static void
frame_cb (guint8 type, const guint8 *payload, gsize size, gpointer data)
{
  End *end = data;
  g_autoptr (GByteArray) copy = g_byte_array_new ();

  g_byte_array_append (copy, &type, 1);
  g_byte_array_append (copy, payload, size);
  g_ptr_array_add (end->frames, g_byte_array_free_to_bytes (g_steal_pointer (&copy)));
  end->misaligned |= ((guintptr) payload % 8) != 0;
  if (end->free_on_frame)
    g_clear_pointer (&end->channel, weir_channel_free);
}

static void
closed_cb (gpointer data)
{
  ((End *) data)->closed = TRUE;
}

static void
open_pair (End *a, End *b, int *raw_b)
{
  static const WeirChannelEvents events = { frame_cb, closed_cb };
  int fds[2];

  memset (a, 0, sizeof *a);
  memset (b, 0, sizeof *b);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  a->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  b->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  a->channel = weir_channel_new (fds[0], &events, a);
  if (raw_b)
    *raw_b = fds[1];
  else
    b->channel = weir_channel_new (fds[1], &events, b);
}

static void
close_pair (End *a, End *b)
{
  g_clear_pointer (&a->channel, weir_channel_free);
  g_clear_pointer (&b->channel, weir_channel_free);
  g_ptr_array_unref (a->frames);
  g_ptr_array_unref (b->frames);
}

static gboolean
has_frames (gpointer data)
{
  End *end = data;

  return end->frames->len >= end->wanted;
}

static gboolean
is_closed (gpointer data)
{
  return ((End *) data)->closed;
}

static void
test_order (void)
{
  End a, b;

  open_pair (&a, &b, NULL);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("frame %u", i);

      weir_channel_send (a.channel, i % 7, text, strlen (text) - i % 3);
    }
  b.wanted = 1000;
  g_assert_true (weir_test_wait (has_frames, &b, DEADLINE_MS));
  g_assert_false (b.misaligned);
  for (guint i = 0; i < 1000; i++)
    {
      gsize size;
      const char *got = g_bytes_get_data (g_ptr_array_index (b.frames, i), &size);
      g_autofree char *whole = g_strdup_printf ("frame %u", i);

      g_assert_cmpuint (size, ==, 1 + strlen (whole) - i % 3);
      g_assert_cmpint (got[0], ==, (char) (i % 7));
      g_assert_cmpmem (got + 1, size - 1, whole, size - 1);
    }
  close_pair (&a, &b);
}

static void
test_large (void)
{
  gsize size = 20 * 1024 * 1024 + 3;
  g_autofree guint8 *payload = g_malloc (size);
  End a, b;

  for (gsize i = 0; i < size; i++)
    payload[i] = (guint8) (i * 31);
  open_pair (&a, &b, NULL);
  weir_channel_send (a.channel, 9, payload, size);
  g_assert_cmpuint (weir_channel_get_unsent (a.channel), >, 0);
  b.wanted = 1;
  g_assert_true (weir_test_wait (has_frames, &b, DEADLINE_MS));
  g_assert_cmpuint (weir_channel_get_unsent (a.channel), ==, 0);
  g_assert_cmpmem ((const guint8 *) g_bytes_get_data (g_ptr_array_index (b.frames, 0), NULL) + 1, size,
                   payload, size);
  close_pair (&a, &b);
}

static void
test_lost_end (void)
{
  End a, b;

  open_pair (&a, &b, NULL);
  g_clear_pointer (&b.channel, weir_channel_free);
  g_assert_true (weir_test_wait (is_closed, &a, DEADLINE_MS));
  /* Nobody is there any more: sending is harmless. */
  weir_channel_send (a.channel, 1, "x", 1);
  close_pair (&a, &b);
}

static void
test_garbage (void)
{
  static const guint8 garbage[16] = { 0xff, 0xff, 0xff, 0xff, 1 };
  End a, b;
  int raw;

  G_STATIC_ASSERT (0xffffffffu > WEIR_LIMIT_FRAME_BYTES);
  open_pair (&a, &b, &raw);
  g_assert_cmpint (write (raw, garbage, sizeof garbage), ==, sizeof garbage);
  g_assert_true (weir_test_wait (is_closed, &a, DEADLINE_MS));
  g_assert_cmpuint (a.frames->len, ==, 0);
  close (raw);
  close_pair (&a, &b);
}

static void
test_freed_by_callback (void)
{
  End a, b;

  open_pair (&a, &b, NULL);
  b.free_on_frame = TRUE;
  b.wanted = 1;
  weir_channel_send (a.channel, 1, "one", 3);
  weir_channel_send (a.channel, 2, "two", 3);
  g_assert_true (weir_test_wait (has_frames, &b, DEADLINE_MS));
  g_assert_null (b.channel);
  g_assert_true (weir_test_wait (is_closed, &a, DEADLINE_MS));
  g_assert_cmpuint (b.frames->len, ==, 1);
  close_pair (&a, &b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/channel/frames arrive in order, whole and aligned", test_order);
  g_test_add_func ("/worker/channel/a frame larger than any socket buffer arrives", test_large);
  g_test_add_func ("/worker/channel/an end that has gone is noticed", test_lost_end);
  g_test_add_func ("/worker/channel/what cannot be a frame ends the channel", test_garbage);
  g_test_add_func ("/worker/channel/a callback may free the channel", test_freed_by_callback);
  return g_test_run ();
}
