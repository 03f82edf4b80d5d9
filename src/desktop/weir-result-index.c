/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-index.c: the passes of a run, added up from the archive as its results come
 *
 * A pass takes some 70 bytes, so that all of them are in memory and can be counted, filtered and stepped
 * through at once; their results stay in the archive until a pass is expanded. Each look at the archive
 * begins where the last one ended, and happens on the reader's thread, while what the one before it found is
 * taken in.
 */

#include "config.h"

#include "weir-result-index.h"

/* A list makes widgets for its first 200 rows, some at a time so that no frame is late. */
#define FIRST_PASSES 256
#define FIRST_SLICE 12
#define SLICE 2048
/* How long the main thread takes in passes before the window may be drawn. */
#define TURN_US 4000
/* Few results to begin with, so that there is something to see at once; then as many as pass unnoticed. */
#define FIRST_SCANNED 4096
#define SCANNED 65536

struct _WeirResultIndex
{
  GObject parent_instance;

  /* owned */
  WeirResultReader *reader;
  GCancellable *cancellable; /* of the look that is under way; NULL when there is none */
  GArray *passes;            /* of WeirResultPass, in their order */
  char *error;
  WeirResultScan *scan;      /* (nullable) what is being taken in */
  WeirResultScan *next;      /* (nullable) what is to be taken in after it */

  guint scan_position; /* how many of its passes have been */
  guint take_source;
  gint64 run_id;
  WeirResultFilter filter; /* after_id is the latest result looked at */
  WeirResultPass total;
  gboolean again; /* something may have come since the look began */
};

enum
{
  RESET,
  INSERTED,
  CHANGED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirResultIndex, weir_result_index, G_TYPE_OBJECT)

static void look (WeirResultIndex *self);

/* Passes that came beside one another are told of at once. */
typedef struct
{
  guint begin;
  guint n;
} Run;

static void
flush_run (WeirResultIndex *self, Run *run)
{
  if (run->n > 0)
    g_signal_emit (self, signals[INSERTED], 0, run->begin, run->n);
  run->n = 0;
}

static void
merge_pass (WeirResultIndex *self, const WeirResultPass *pass, Run *run)
{
  guint position;

  if (weir_result_index_find (self, pass->key, &position))
    {
      weir_result_pass_merge (&g_array_index (self->passes, WeirResultPass, position), pass);
      flush_run (self, run);
      g_signal_emit (self, signals[CHANGED], 0, position);
      return;
    }
  if (run->n > 0 && position != run->begin + run->n)
    flush_run (self, run);
  if (run->n == 0)
    run->begin = position;
  g_array_insert_val (self->passes, position, *pass);
  run->n++;
}

static gboolean take_cb (gpointer data);

/* The look for what comes after it is taken at once. */
static void
begin_scan (WeirResultIndex *self, WeirResultScan *scan)
{
  self->scan = scan;
  self->scan_position = 0;
  if (scan->more && self->cancellable == NULL)
    look (self);
}

static void
end_scan (WeirResultIndex *self)
{
  g_clear_pointer (&self->scan, weir_result_scan_free);
  if (self->next != NULL)
    {
      begin_scan (self, g_steal_pointer (&self->next));
      self->take_source = g_idle_add (take_cb, self);
    }
  else if (self->cancellable != NULL)
    return;
  else if (self->again)
    look (self);
  else
    g_signal_emit (self, signals[SETTLED], 0);
}

static void
take_slice (WeirResultIndex *self)
{
  GArray *passes = self->scan->passes;
  guint slice = self->passes->len < FIRST_PASSES ? FIRST_SLICE : SLICE;
  guint end = MIN (passes->len, self->scan_position + slice);
  Run run = { 0 };

  while (self->scan_position < end)
    {
      const WeirResultPass *pass = &g_array_index (passes, WeirResultPass, self->scan_position++);

      weir_result_pass_merge (&self->total, pass);
      merge_pass (self, pass, &run);
    }
  flush_run (self, &run);
}

/* Some of the passes now; between two turns of the rest the window is drawn. */
static void
take_some (WeirResultIndex *self)
{
  gint64 end_us = g_get_monotonic_time () + TURN_US;
  gboolean first;

  do
    {
      first = self->passes->len < FIRST_PASSES;
      take_slice (self);
    }
  while (!first && self->scan_position < self->scan->passes->len && g_get_monotonic_time () < end_us);
  if (self->scan_position == self->scan->passes->len)
    end_scan (self);
  else
    self->take_source = g_idle_add (take_cb, self);
}

static gboolean
take_cb (gpointer data)
{
  WeirResultIndex *self = data;

  self->take_source = 0;
  take_some (self);
  return G_SOURCE_REMOVE;
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirResultIndex) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirResultScan) scan = weir_result_reader_scan_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_free (self->error);
  self->error = error != NULL ? g_strdup (error->message) : NULL;
  if (scan == NULL)
    {
      g_signal_emit (self, signals[SETTLED], 0);
      return;
    }
  self->filter.after_id = scan->last_id;
  if (self->scan != NULL)
    {
      self->next = g_steal_pointer (&scan);
      return;
    }
  begin_scan (self, g_steal_pointer (&scan));
  take_some (self);
}

static void
look (WeirResultIndex *self)
{
  self->again = FALSE;
  self->cancellable = g_cancellable_new ();
  weir_result_reader_scan_async (self->reader, self->run_id, &self->filter,
                                 self->filter.after_id == 0 ? FIRST_SCANNED : SCANNED, self->cancellable,
                                 scanned_cb, g_object_ref (self));
}

/* Whatever is under way is not wanted any more. */
static void
give_up (WeirResultIndex *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->take_source, g_source_remove);
  g_clear_pointer (&self->scan, weir_result_scan_free);
  g_clear_pointer (&self->next, weir_result_scan_free);
}

static void
weir_result_index_dispose (GObject *object)
{
  WeirResultIndex *self = WEIR_RESULT_INDEX (object);

  give_up (self);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (weir_result_index_parent_class)->dispose (object);
}

static void
weir_result_index_finalize (GObject *object)
{
  WeirResultIndex *self = WEIR_RESULT_INDEX (object);

  g_array_unref (self->passes);
  g_free (self->error);
  G_OBJECT_CLASS (weir_result_index_parent_class)->finalize (object);
}

static void
weir_result_index_class_init (WeirResultIndexClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = weir_result_index_dispose;
  object_class->finalize = weir_result_index_finalize;
  /**
   * WeirResultIndex::reset:
   * @index: the index
   * @n_before: how many passes it had
   *
   * All passes went away.
   */
  signals[RESET] = g_signal_new ("reset", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_UINT);
  /**
   * WeirResultIndex::inserted:
   * @index: the index
   * @position: of the first of them
   * @n_inserted: how many
   *
   * Passes beside one another came.
   */
  signals[INSERTED] = g_signal_new ("inserted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                    G_TYPE_UINT, G_TYPE_UINT);
  /**
   * WeirResultIndex::changed:
   * @index: the index
   * @position: of the pass
   *
   * A pass got more results.
   */
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_UINT);
  /**
   * WeirResultIndex::settled:
   * @index: the index
   *
   * The archive was read to its end, or cannot be read.
   */
  signals[SETTLED] = g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_result_index_init (WeirResultIndex *self)
{
  self->passes = g_array_new (FALSE, FALSE, sizeof (WeirResultPass));
}

/**
 * weir_result_index_new:
 * @reader: what reads the archive
 *
 * Returns: (transfer full): the passes of no run
 */
WeirResultIndex *
weir_result_index_new (WeirResultReader *reader)
{
  WeirResultIndex *self = g_object_new (WEIR_TYPE_RESULT_INDEX, NULL);

  self->reader = g_object_ref (reader);
  return self;
}

/**
 * weir_result_index_set_run:
 * @self: an index
 * @run_id: of the run in the archive; 0 for none
 * @filter: which of its results to look at; `after_id` is not heeded
 *
 * Begins anew.
 */
void
weir_result_index_set_run (WeirResultIndex *self, gint64 run_id, const WeirResultFilter *filter)
{
  guint n_before;

  g_return_if_fail (WEIR_IS_RESULT_INDEX (self));

  n_before = self->passes->len;
  give_up (self);
  g_clear_pointer (&self->error, g_free);
  g_array_unref (self->passes);
  self->passes = g_array_new (FALSE, FALSE, sizeof (WeirResultPass));
  self->total = (WeirResultPass) { .begin_us = G_MAXINT64 };
  self->run_id = run_id;
  self->filter = *filter;
  self->filter.after_id = 0;
  g_signal_emit (self, signals[RESET], 0, n_before);
  if (run_id != 0)
    look (self);
}

/**
 * weir_result_index_refresh:
 * @self: an index
 *
 * Looks whether more results have come. `settled` is emitted when all of them are in.
 */
void
weir_result_index_refresh (WeirResultIndex *self)
{
  g_return_if_fail (WEIR_IS_RESULT_INDEX (self));

  if (weir_result_index_is_busy (self))
    self->again = TRUE;
  else if (self->run_id != 0)
    look (self);
}

/**
 * weir_result_index_get_run:
 * @self: an index
 *
 * Returns: the run in the archive; 0 for none
 */
gint64
weir_result_index_get_run (WeirResultIndex *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_INDEX (self), 0);

  return self->run_id;
}

/**
 * weir_result_index_get_n_passes:
 * @self: an index
 *
 * Returns: how many passes have results
 */
guint
weir_result_index_get_n_passes (WeirResultIndex *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_INDEX (self), 0);

  return self->passes->len;
}

/**
 * weir_result_index_get_pass:
 * @self: an index
 * @position: below weir_result_index_get_n_passes()
 *
 * Returns: (transfer none): the pass, until more results come
 */
const WeirResultPass *
weir_result_index_get_pass (WeirResultIndex *self, guint position)
{
  g_return_val_if_fail (WEIR_IS_RESULT_INDEX (self), NULL);
  g_return_val_if_fail (position < self->passes->len, NULL);

  return &g_array_index (self->passes, WeirResultPass, position);
}

/**
 * weir_result_index_find:
 * @self: an index
 * @key: of a pass
 * @position: (out): where it is, or would be
 *
 * Returns: whether there is such a pass
 */
gboolean
weir_result_index_find (WeirResultIndex *self, WeirPassKey key, guint *position)
{
  guint low = 0;
  guint high = self->passes->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->passes, WeirResultPass, middle).key < key)
        low = middle + 1;
      else
        high = middle;
    }
  *position = low;
  return low < self->passes->len && g_array_index (self->passes, WeirResultPass, low).key == key;
}

/**
 * weir_result_index_get_total:
 * @self: an index
 *
 * Returns: (transfer none): what all passes add up to; its key means nothing
 */
const WeirResultPass *
weir_result_index_get_total (WeirResultIndex *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_INDEX (self), NULL);

  return &self->total;
}

/**
 * weir_result_index_is_busy:
 * @self: an index
 *
 * Returns: whether the archive is being read
 */
gboolean
weir_result_index_is_busy (WeirResultIndex *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_INDEX (self), FALSE);

  return self->cancellable != NULL || self->scan != NULL;
}

/**
 * weir_result_index_get_error:
 * @self: an index
 *
 * Returns: (transfer none) (nullable): why the archive could not be read lately
 */
const char *
weir_result_index_get_error (WeirResultIndex *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_INDEX (self), NULL);

  return self->error;
}
