/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-phases.c: instants into phases that follow one another without gaps
 */

#include "config.h"

#include <string.h>

#include "weir-transport-private.h"

static WeirPhase
find_reached (const WeirPhases *phases, gint64 request_us, gint64 found_us, gboolean literal)
{
  if (request_us == 0 && found_us == 0 && !literal)
    return WEIR_PHASE_DNS;
  if (request_us == 0)
    return phases->ends_us[WEIR_PHASE_TCP] == 0 ? WEIR_PHASE_TCP : WEIR_PHASE_TLS;
  if (phases->ends_us[WEIR_PHASE_WAITING] > 0)
    return WEIR_PHASE_RECEIVING;
  return phases->ends_us[WEIR_PHASE_SENDING] > 0 ? WEIR_PHASE_WAITING : WEIR_PHASE_SENDING;
}

/**
 * weir_phases_read:
 * @phases: (out): where to write
 * @slot: the slot whose request ended
 * @ended_us: when it ended or failed
 *
 * Reads the instants of one hop from libsoup's metrics and our own. The metrics have no end of TCP and none
 * of sending: those come from signals.
 */
void
weir_phases_read (WeirPhases *phases, const WeirSlot *slot, gint64 ended_us)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (slot->message);
  gint64 looking_us = (gint64) soup_message_metrics_get_dns_start (metrics);
  gint64 found_us = (gint64) soup_message_metrics_get_dns_end (metrics);
  gint64 request_us = (gint64) soup_message_metrics_get_request_start (metrics);

  memset (phases, 0, sizeof *phases);
  phases->started_us = looking_us > 0 ? looking_us : request_us;
  phases->ended_us = ended_us;
  if (looking_us > 0)
    {
      phases->ends_us[WEIR_PHASE_DNS] = slot->target->site->literal ? looking_us : found_us;
      phases->ends_us[WEIR_PHASE_TCP] = slot->connected_us;
      if (soup_message_metrics_get_tls_start (metrics) > 0)
        phases->ends_us[WEIR_PHASE_TLS] = (gint64) soup_message_metrics_get_connect_end (metrics);
    }
  if (request_us > 0)
    {
      phases->ends_us[WEIR_PHASE_SENDING] = slot->wrote_us;
      phases->ends_us[WEIR_PHASE_WAITING] = (gint64) soup_message_metrics_get_response_start (metrics);
    }
  phases->reached = find_reached (phases, request_us, found_us, slot->target->site->literal);
}

/**
 * weir_phases_add:
 * @phases: one hop
 * @timings: the timings of its exchange; started_us is 0 before the first hop
 *
 * Adds the hop's phases. What lies between two instants belongs to the later phase; time after the last known
 * instant belongs to the phase in which the hop ended. Nothing is ever negative.
 */
void
weir_phases_add (const WeirPhases *phases, WeirTimings *timings)
{
  gint64 *const sums[] = { &timings->dns_us,     &timings->tcp_us,     &timings->tls_us,
                           &timings->sending_us, &timings->waiting_us, &timings->receiving_us };
  gint64 at_us = phases->started_us > 0 ? MIN (phases->started_us, phases->ended_us) : phases->ended_us;

  if (timings->started_us == 0)
    timings->started_us = at_us;
  else
    at_us = timings->started_us + weir_timings_get_total (timings);
  for (int phase = 0; phase < (int) phases->reached; phase++)
    {
      gint64 end_us = MIN (phases->ends_us[phase], phases->ended_us);

      if (end_us > at_us)
        {
          *sums[phase] += end_us - at_us;
          at_us = end_us;
        }
    }
  *sums[phases->reached] += MAX (phases->ended_us - at_us, 0);
}
