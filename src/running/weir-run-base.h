/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-base.h: what a run is, of a flow or of a load plan: a thread, snapshots, Stop, an end
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define WEIR_TYPE_RUN_BASE (weir_run_base_get_type ())
G_DECLARE_DERIVABLE_TYPE (WeirRunBase, weir_run_base, WEIR, RUN_BASE, GObject)

/* Two threads see a run: its owner's, in the thread-default main context of which it was made, and its own.
 * What happens on the run's own is the business of its class, and so is the state it has there: its side. */
struct _WeirRunBaseClass
{
  GObjectClass parent_class;

  GType snapshot_type; /* boxed: counted and immutable */
  const char *thread_name;

  /* On the owner's thread, right before anybody else hears it. */
  void (*finished) (WeirRunBase *self);

  /* The rest on the run's own thread, in this order. */
  gpointer (*open) (WeirRunBase *self);
  void (*begin) (gpointer side);
  /* Ten times a second, until weir_run_base_end(). */
  void (*tick) (gpointer side);
  /* Stop, and each further Stop; nothing comes here after the end. */
  void (*stop) (gpointer side);
  /* Lets go of @side and returns the last snapshot; everything is written when this returns. */
  gpointer (*close) (gpointer side);
};

/* How it stands before anything has happened. Takes @snapshot over; before weir_run_base_start(). */
void weir_run_base_set_first (WeirRunBase *self, gpointer snapshot);
void weir_run_base_start (WeirRunBase *self);
void weir_run_base_stop (WeirRunBase *self);
gpointer weir_run_base_ref_snapshot (WeirRunBase *self);
gboolean weir_run_base_is_done (WeirRunBase *self);

/* For the run's own thread. */
void weir_run_base_publish (WeirRunBase *self, gpointer snapshot);
void weir_run_base_end (WeirRunBase *self);
gboolean weir_run_base_has_ended (WeirRunBase *self);

/* signals, emitted on the owner's thread:
 *   changed  (WeirRunBase *run)   at most 10 times a second, and once more right before finished
 *   finished (WeirRunBase *run)   once; every result is in the archive by then */

G_END_DECLS
