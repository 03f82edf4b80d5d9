/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-base.c: what a run is, of a flow or of a load plan: a thread, snapshots, Stop, an end
 */

#include "config.h"

#include "weir-run-base.h"

#define TICK_MS 100

typedef struct
{
  /* owned */
  GMainContext *owner_context;
  GMainContext *context; /* the run's own thread's */
  GThread *thread;

  /* the run's own thread's; the owner's when that one is over */
  gpointer side; /* (nullable) while there is none */
  gboolean ended;

  /* shared, under the lock */
  GMutex lock;
  gpointer latest;    /* a snapshot */
  gboolean announced; /* a `changed` is on its way to the owner */
  gboolean over;      /* `latest` is the last one */

  /* the owner's */
  gboolean started;
  gboolean done;
} WeirRunBasePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirRunBase, weir_run_base, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WeirRunBasePrivate *
get_private (WeirRunBase *self)
{
  return weir_run_base_get_instance_private (self);
}

/* On the owner's thread: the latest snapshot is news. */
static gboolean
announce_cb (gpointer data)
{
  WeirRunBase *self = data;
  WeirRunBasePrivate *priv = get_private (self);
  gboolean over;

  g_mutex_lock (&priv->lock);
  priv->announced = FALSE;
  over = priv->over;
  g_mutex_unlock (&priv->lock);
  if (priv->done)
    return G_SOURCE_REMOVE;
  priv->done = over;
  g_signal_emit (self, signals[CHANGED], 0);
  if (over)
    {
      g_clear_pointer (&priv->thread, g_thread_join);
      /* A Stop that came too late still holds a reference in the context that nobody runs any more. */
      while (g_main_context_iteration (priv->context, FALSE))
        ;
      g_signal_emit (self, signals[FINISHED], 0);
      /* The thread's reference, dropped here so that the last one never goes on the thread itself. */
      g_object_unref (self);
    }
  return G_SOURCE_REMOVE;
}

static void
attach (WeirRunBase *self, GMainContext *context, int priority, GSourceFunc callback)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, priority);
  g_source_set_callback (source, callback, g_object_ref (self), g_object_unref);
  g_source_attach (source, context);
}

static void
publish (WeirRunBase *self, gpointer snapshot, gboolean over)
{
  WeirRunBasePrivate *priv = get_private (self);
  gpointer old;
  gboolean announce;

  g_mutex_lock (&priv->lock);
  old = priv->latest;
  priv->latest = snapshot;
  priv->over = over;
  announce = !priv->announced;
  priv->announced = TRUE;
  g_mutex_unlock (&priv->lock);
  g_boxed_free (WEIR_RUN_BASE_GET_CLASS (self)->snapshot_type, old);
  if (announce)
    attach (self, priv->owner_context, G_PRIORITY_DEFAULT, announce_cb);
}

static gboolean
tick_cb (gpointer data)
{
  WeirRunBasePrivate *priv = get_private (data);

  if (priv->ended)
    return G_SOURCE_REMOVE;
  WEIR_RUN_BASE_GET_CLASS (data)->tick (priv->side);
  return G_SOURCE_CONTINUE;
}

static void
follow (WeirRunBase *self)
{
  WeirRunBasePrivate *priv = get_private (self);
  g_autoptr (GSource) tick = g_timeout_source_new (TICK_MS);

  g_source_set_callback (tick, tick_cb, self, NULL);
  g_source_attach (tick, priv->context);
  while (!priv->ended)
    g_main_context_iteration (priv->context, TRUE);
  g_source_destroy (tick);
}

/* The run's own thread. Its reference is @data, and the owner's to drop. */
static gpointer
thread_main (gpointer data)
{
  WeirRunBase *self = data;
  WeirRunBasePrivate *priv = get_private (self);
  WeirRunBaseClass *klass = WEIR_RUN_BASE_GET_CLASS (self);
  gpointer side;

  g_main_context_push_thread_default (priv->context);
  side = priv->side = klass->open (self);
  klass->begin (side);
  follow (self);
  priv->side = NULL;
  /* Workers are gone and the archive is closed before anybody hears that the run is over. */
  publish (self, klass->close (side), TRUE);
  g_main_context_pop_thread_default (priv->context);
  return NULL;
}

/* On the run's own thread; one that came too late, on the owner's. */
static gboolean
stop_cb (gpointer data)
{
  WeirRunBasePrivate *priv = get_private (data);

  if (priv->side && !priv->ended)
    WEIR_RUN_BASE_GET_CLASS (data)->stop (priv->side);
  return G_SOURCE_REMOVE;
}

static void
weir_run_base_finalize (GObject *object)
{
  WeirRunBasePrivate *priv = get_private (WEIR_RUN_BASE (object));

  if (priv->latest)
    g_boxed_free (WEIR_RUN_BASE_GET_CLASS (object)->snapshot_type, priv->latest);
  g_main_context_unref (priv->context);
  g_main_context_unref (priv->owner_context);
  g_mutex_clear (&priv->lock);
  G_OBJECT_CLASS (weir_run_base_parent_class)->finalize (object);
}

static void
weir_run_base_class_init (WeirRunBaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_run_base_finalize;

  /**
   * WeirRunBase::changed:
   *
   * The snapshot is a new one. At most ten times a second, in the context in which the run was made.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  /**
   * WeirRunBase::finished:
   *
   * Once: workers have gone, everything is in the archive, the snapshot is the last one.
   */
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_FIRST,
                                    G_STRUCT_OFFSET (WeirRunBaseClass, finished), NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
weir_run_base_init (WeirRunBase *self)
{
  WeirRunBasePrivate *priv = get_private (self);

  g_mutex_init (&priv->lock);
  priv->context = g_main_context_new ();
  priv->owner_context = g_main_context_ref_thread_default ();
}

void
weir_run_base_set_first (WeirRunBase *self, gpointer snapshot)
{
  WeirRunBasePrivate *priv;

  g_return_if_fail (WEIR_IS_RUN_BASE (self));

  priv = get_private (self);
  g_return_if_fail (!priv->latest);

  priv->latest = snapshot;
}

/**
 * weir_run_base_start:
 * @self: a new run that has its first snapshot
 *
 * Returns at once; everything happens on the run's own thread.
 */
void
weir_run_base_start (WeirRunBase *self)
{
  WeirRunBasePrivate *priv;

  g_return_if_fail (WEIR_IS_RUN_BASE (self));

  priv = get_private (self);
  g_return_if_fail (priv->latest && !priv->started);

  priv->started = TRUE;
  priv->thread =
      g_thread_new (WEIR_RUN_BASE_GET_CLASS (self)->thread_name, thread_main, g_object_ref (self));
}

/**
 * weir_run_base_stop:
 * @self: a run
 *
 * Stop, or a further Stop. Returns at once; before the start and after the end it does nothing.
 */
void
weir_run_base_stop (WeirRunBase *self)
{
  WeirRunBasePrivate *priv;

  g_return_if_fail (WEIR_IS_RUN_BASE (self));

  priv = get_private (self);
  if (priv->started && !priv->done)
    attach (self, priv->context, G_PRIORITY_HIGH, stop_cb);
}

/**
 * weir_run_base_ref_snapshot:
 * @self: a run that has its first snapshot
 *
 * Returns: (transfer full): how it stands; never %NULL. On any thread.
 */
gpointer
weir_run_base_ref_snapshot (WeirRunBase *self)
{
  WeirRunBasePrivate *priv;
  gpointer snapshot;

  g_return_val_if_fail (WEIR_IS_RUN_BASE (self), NULL);

  priv = get_private (self);
  g_mutex_lock (&priv->lock);
  snapshot = g_boxed_copy (WEIR_RUN_BASE_GET_CLASS (self)->snapshot_type, priv->latest);
  g_mutex_unlock (&priv->lock);
  return snapshot;
}

/**
 * weir_run_base_is_done:
 * @self: a run; called on its owner's thread
 *
 * Returns: whether nothing will change any more
 */
gboolean
weir_run_base_is_done (WeirRunBase *self)
{
  g_return_val_if_fail (WEIR_IS_RUN_BASE (self), FALSE);

  return get_private (self)->done;
}

/**
 * weir_run_base_publish:
 * @self: a run; called on its own thread
 * @snapshot: (transfer full): how it stands
 */
void
weir_run_base_publish (WeirRunBase *self, gpointer snapshot)
{
  publish (self, snapshot, FALSE);
}

/**
 * weir_run_base_end:
 * @self: a run; called on its own thread
 *
 * What it has to do is done: no tick and no Stop comes any more, and its class is asked to close.
 */
void
weir_run_base_end (WeirRunBase *self)
{
  get_private (self)->ended = TRUE;
}

/**
 * weir_run_base_has_ended:
 * @self: a run; called on its own thread
 */
gboolean
weir_run_base_has_ended (WeirRunBase *self)
{
  return get_private (self)->ended;
}
