/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-endings.c: exchanges that have ended wait until everything else that lies there has been read
 *
 * Answers come in together, and what has to be done about one (looking into it, counting it, sending the next
 * request) takes longer than reading the others. Done at once it would be in the measured times of all that
 * came in behind it. So a turn of the main context reads and notes the instants of all that is there, and
 * the work comes last.
 */

#include "config.h"

#include "weir-transport-private.h"

/* Half of them are settled in a turn, so that what comes in meanwhile is read soon. Fewer than these would
 * cost too many turns, more than these would hold one for long. */
#define LEAST_PER_TURN 4
#define MOST_PER_TURN 256

static void watch (WeirTransport *transport);

static gboolean
turn_cb (gpointer data)
{
  WeirTransport *transport = data;
  guint n_left = CLAMP (transport->ended.length / 2, LEAST_PER_TURN, MOST_PER_TURN);

  g_clear_pointer (&transport->ending, g_source_unref);
  while (n_left-- > 0 && transport->ended.length > 0)
    weir_call_settle (g_queue_pop_head_link (&transport->ended)->data);
  if (transport->ended.length > 0)
    watch (transport);
  return G_SOURCE_REMOVE;
}

/* Sources of the same priority have their turn in the order in which they were attached: one that is new
 * comes behind all sockets that are waited for. */
static void
watch (WeirTransport *transport)
{
  if (transport->ending != NULL)
    return;
  transport->ending = g_idle_source_new ();
  g_source_set_priority (transport->ending, G_PRIORITY_DEFAULT);
  g_source_set_callback (transport->ending, turn_cb, transport, NULL);
  g_source_attach (transport->ending, transport->context);
}

/**
 * weir_endings_add:
 * @transport: a transport
 * @call: a call that is ending
 *
 * Has weir_call_settle() called for it in one of the next turns.
 */
void
weir_endings_add (WeirTransport *transport, WeirCall *call)
{
  call->ended_link.data = call;
  g_queue_push_tail_link (&transport->ended, &call->ended_link);
  watch (transport);
}

/**
 * weir_endings_remove:
 * @transport: a transport
 * @call: a call that was added, and not settled yet
 */
void
weir_endings_remove (WeirTransport *transport, WeirCall *call)
{
  g_queue_unlink (&transport->ended, &call->ended_link);
}
