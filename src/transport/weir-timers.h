/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-timers.h: all timers of a worker on one GSource
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WeirTimers WeirTimers;

/* Embedded in its owner: starting and stopping a timer allocates nothing. Zero-initialise. */
typedef struct
{
  gint64 due_us;    /* monotonic */
  guint heap_index; /* 1-based place in the heap; 0 = not running */
  void (*function) (gpointer data);
  gpointer data;
} WeirTimer;

WeirTimers *weir_timers_new (GMainContext *context);
void weir_timers_free (WeirTimers *timers); /* stops what still runs */
/* Starts or restarts @timer; it must not move in memory until it fired or was stopped. */
void weir_timers_start (WeirTimers *timers, WeirTimer *timer, gint64 due_us, void (*function) (gpointer data),
                        gpointer data);
void weir_timers_stop (WeirTimers *timers, WeirTimer *timer);
gboolean weir_timer_is_running (const WeirTimer *timer);

G_END_DECLS
