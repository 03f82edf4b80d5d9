/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-channel.h: frames over one end of a socket pair, read and written without blocking
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WeirChannel WeirChannel;

typedef struct
{
  /* A whole frame has arrived; @payload is borrowed for the call and is 8-byte aligned. */
  void (*frame) (guint8 type, const guint8 *payload, gsize size, gpointer data);
  /* The other end has gone, or sent what cannot be a frame. */
  void (*closed) (gpointer data);
} WeirChannelEvents;

WeirChannel *weir_channel_new (int fd, const WeirChannelEvents *events, gpointer data);
void weir_channel_free (WeirChannel *self);
void weir_channel_send (WeirChannel *self, guint8 type, const void *payload, gsize size);
void weir_channel_send_variant (WeirChannel *self, guint8 type, GVariant *variant);
gsize weir_channel_get_unsent (const WeirChannel *self);
gboolean weir_channel_flush (WeirChannel *self, gint64 deadline_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirChannel, weir_channel_free)

G_END_DECLS
