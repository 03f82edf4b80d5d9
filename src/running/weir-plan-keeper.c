/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-keeper.c: a run of a load plan on its way to the archive, on a thread of its own
 */

#include "config.h"

#include "weir-plan-keeper.h"

#include <glib/gi18n-lib.h>

#include "weir-duration.h"
#include "weir-kept-bodies.h"
#include "weir-limits.h"
#include "weir-record-codec.h"
#include "weir-run-archive.h"

/* What was written is on disk after this time. */
#define COMMIT_US (G_USEC_PER_SEC / 10)
/* No plan has more. */
#define MOST_JOBS (WEIR_LIMIT_ROUNDS * WEIR_LIMIT_ITERATIONS_OF_ROUND)

typedef enum
{
  ITEM_RESULTS,
  ITEM_WINDOW,
  ITEM_DATA,
  ITEM_FINISH, /* how it ended */
  ITEM_LEAVE,  /* the last one */
} ItemKind;

typedef struct
{
  ItemKind kind;
  GBytes *bytes;
  const char *name; /* of windows and data; static */
  gint64 start_us;  /* of windows */
  WeirRunInfo *info;
} Item;

struct _WeirPlanKeeper
{
  GThread *thread;
  GAsyncQueue *queue;
  gint64 origin_us;

  /* the thread's */
  char *file;
  WeirRunInfo *info;
  WeirArchive *archive; /* (nullable) */
  gint64 committed_us;
  gboolean is_dirty;
  GArray *bodies;       /* of WeirKeptBodies, by job */
  GByteArray *stripped; /* one record without its bodies */

  /* shared, under the lock */
  GMutex lock;
  gsize waiting; /* bytes in the queue */
  gboolean lost; /* rows are not written any more: the disk refuses */
  WeirPlanKept kept;
};

static void
item_free (Item *item)
{
  g_clear_pointer (&item->bytes, g_bytes_unref);
  g_clear_pointer (&item->info, weir_run_info_free);
  g_free (item);
}

static void
push (WeirPlanKeeper *self, ItemKind kind, GBytes *bytes, const char *name, gint64 start_us)
{
  Item *item = g_new0 (Item, 1);

  item->kind = kind;
  item->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  item->name = name;
  item->start_us = start_us;
  g_async_queue_push (self->queue, item);
}

/* Under the lock. */
static void
note_lost (WeirPlanKeeper *self, guint64 n_lost)
{
  self->kept.n_lost += n_lost;
  if (self->kept.lost_from_us == 0)
    self->kept.lost_from_us = MAX (1, g_get_monotonic_time () - self->origin_us);
}

/* What cannot be written any more is still counted and shown. The archive stays open: how the run ended finds
 * room where results do not. */
static void
lose (WeirPlanKeeper *self, const GError *error)
{
  g_mutex_lock (&self->lock);
  note_lost (self, 0);
  self->lost = TRUE;
  g_free (self->kept.error);
  self->kept.error = weir_run_archive_tell_lost (self->kept.lost_from_us, error);
  g_mutex_unlock (&self->lock);
}

static void
lose_archive (WeirPlanKeeper *self, const GError *error)
{
  g_clear_pointer (&self->archive, weir_archive_close);
  g_mutex_lock (&self->lock);
  self->lost = TRUE;
  self->kept.error = g_strdup (error->message);
  g_mutex_unlock (&self->lock);
}

static gboolean
is_lost (WeirPlanKeeper *self)
{
  gboolean lost;

  g_mutex_lock (&self->lock);
  lost = self->lost;
  g_mutex_unlock (&self->lock);
  return lost;
}

static void
open_archive (WeirPlanKeeper *self)
{
  g_autoptr (GError) error = NULL;
  const char *notice;

  self->archive = weir_run_archive_begin (self->file, self->info, &error);
  if (self->archive == NULL)
    {
      lose_archive (self, error);
      return;
    }
  notice = weir_archive_get_notice (self->archive);
  g_mutex_lock (&self->lock);
  self->kept.run_id = self->info->id;
  self->kept.notice = g_strdup (notice);
  g_mutex_unlock (&self->lock);
}

static guint64
count_results (const guint8 *data, gsize size)
{
  const guint8 *record;
  gsize position = 0, record_size;
  WeirStepBrief brief;
  guint64 n = 0;

  while (weir_record_next (data, size, &position, &record, &record_size, &brief, NULL))
    n++;
  return n;
}

/* What several workers chose to keep, each by itself, is more than an iteration keeps. */
static gboolean
write_result (WeirPlanKeeper *self, const WeirStepBrief *brief, const guint8 *record, gsize size,
              GError **error)
{
  guint job = MIN (brief->step, MOST_JOBS);

  if (job >= self->bodies->len)
    g_array_set_size (self->bodies, job + 1);
  g_byte_array_set_size (self->stripped, 0);
  if (!weir_kept_bodies_choose (&g_array_index (self->bodies, WeirKeptBodies, job), brief) &&
      weir_record_drop_bodies (record, size, self->stripped) > 0)
    {
      record = self->stripped->data;
      size = self->stripped->len;
    }
  return weir_archive_append (self->archive, self->info->id, brief, record, size, error);
}

static gboolean
write_results (WeirPlanKeeper *self, GBytes *bytes, GError **error)
{
  const guint8 *record, *data;
  gsize position = 0, record_size, size;
  WeirStepBrief brief;

  data = g_bytes_get_data (bytes, &size);
  while (weir_record_next (data, size, &position, &record, &record_size, &brief, NULL))
    if (!write_result (self, &brief, record, record_size, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_finish (WeirPlanKeeper *self, WeirRunInfo *info, GError **error)
{
  info->id = self->info->id;
  g_mutex_lock (&self->lock);
  info->lost_from_us = self->kept.lost_from_us;
  info->partial |= self->kept.lost_from_us > 0;
  g_mutex_unlock (&self->lock);
  return weir_archive_finish_run (self->archive, info, error);
}

static gboolean
write_item (WeirPlanKeeper *self, Item *item, GError **error)
{
  gint64 run_id = self->info->id;

  self->is_dirty = TRUE;
  if (item->kind == ITEM_FINISH)
    return write_finish (self, item->info, error);
  if (item->kind == ITEM_DATA)
    return weir_archive_set_run_data (self->archive, run_id, item->name, item->bytes, error);
  if (is_lost (self))
    return TRUE;
  if (item->kind == ITEM_RESULTS)
    return write_results (self, item->bytes, error);
  return weir_archive_append_window (self->archive, run_id, item->name, item->start_us,
                                     g_bytes_get_data (item->bytes, NULL), g_bytes_get_size (item->bytes),
                                     error);
}

static void
commit (WeirPlanKeeper *self)
{
  g_autoptr (GError) error = NULL;

  if (self->archive != NULL && self->is_dirty && !is_lost (self) &&
      !weir_archive_commit (self->archive, &error))
    lose (self, error);
  self->is_dirty = FALSE;
  self->committed_us = g_get_monotonic_time ();
}

static void
take_item (WeirPlanKeeper *self, Item *item)
{
  g_autoptr (GError) error = NULL;

  if (item->bytes != NULL)
    {
      g_mutex_lock (&self->lock);
      self->waiting -= g_bytes_get_size (item->bytes);
      g_mutex_unlock (&self->lock);
    }
  if (self->archive != NULL && !write_item (self, item, &error))
    lose (self, error);
}

static gpointer
keep (gpointer data)
{
  WeirPlanKeeper *self = data;
  gboolean leaving = FALSE;

  open_archive (self);
  while (!leaving)
    {
      Item *item = g_async_queue_timeout_pop (self->queue, COMMIT_US);

      if (item != NULL)
        {
          leaving = item->kind == ITEM_LEAVE;
          if (!leaving)
            take_item (self, item);
          item_free (item);
        }
      if (leaving || g_get_monotonic_time () - self->committed_us >= COMMIT_US)
        commit (self);
    }
  g_clear_pointer (&self->archive, weir_archive_close);
  return NULL;
}

WeirPlanKeeper *
weir_plan_keeper_new (const char *archive, const WeirRunInfo *info, gint64 origin_us)
{
  WeirPlanKeeper *self = g_new0 (WeirPlanKeeper, 1);

  g_mutex_init (&self->lock);
  self->queue = g_async_queue_new_full ((GDestroyNotify) item_free);
  self->origin_us = origin_us;
  self->file = g_strdup (archive);
  self->info = weir_run_info_copy (info);
  self->bodies = g_array_new (FALSE, TRUE, sizeof (WeirKeptBodies));
  self->stripped = g_byte_array_new ();
  self->thread = g_thread_new ("weir-keeper", keep, self);
  return self;
}

/**
 * weir_plan_keeper_drain:
 *
 * Waits until everything is written; nothing more may be handed over.
 */
void
weir_plan_keeper_drain (WeirPlanKeeper *self)
{
  if (self->thread == NULL)
    return;
  push (self, ITEM_LEAVE, NULL, NULL, 0);
  g_clear_pointer (&self->thread, g_thread_join);
}

void
weir_plan_keeper_free (WeirPlanKeeper *self)
{
  if (self == NULL)
    return;
  weir_plan_keeper_drain (self);
  g_async_queue_unref (self->queue);
  g_array_unref (self->bodies);
  g_byte_array_unref (self->stripped);
  weir_run_info_free (self->info);
  weir_plan_kept_clear (&self->kept);
  g_mutex_clear (&self->lock);
  g_free (self->file);
  g_free (self);
}

/**
 * weir_plan_keeper_add_results:
 *
 * Never waits: what the disk has not taken yet fills memory up to a limit, and no further.
 */
void
weir_plan_keeper_add_results (WeirPlanKeeper *self, const guint8 *results, gsize size)
{
  g_autoptr (GBytes) bytes = NULL;
  gboolean room;

  g_mutex_lock (&self->lock);
  room = !self->lost && self->waiting + size <= WEIR_LIMIT_UNSENT_BYTES;
  if (room)
    self->waiting += size;
  else
    note_lost (self, count_results (results, size));
  g_mutex_unlock (&self->lock);
  if (!room)
    return;
  bytes = g_bytes_new (results, size);
  push (self, ITEM_RESULTS, bytes, NULL, 0);
}

void
weir_plan_keeper_add_lost (WeirPlanKeeper *self, guint64 n_lost)
{
  g_mutex_lock (&self->lock);
  note_lost (self, n_lost);
  g_mutex_unlock (&self->lock);
}

static void
push_counted (WeirPlanKeeper *self, ItemKind kind, GBytes *data, const char *name, gint64 start_us)
{
  g_mutex_lock (&self->lock);
  self->waiting += g_bytes_get_size (data);
  g_mutex_unlock (&self->lock);
  push (self, kind, data, name, start_us);
}

void
weir_plan_keeper_add_window (WeirPlanKeeper *self, const char *kind, gint64 start_us, GBytes *data)
{
  push_counted (self, ITEM_WINDOW, data, kind, start_us);
}

void
weir_plan_keeper_set_data (WeirPlanKeeper *self, const char *kind, GBytes *data)
{
  push_counted (self, ITEM_DATA, data, kind, 0);
}

void
weir_plan_keeper_finish (WeirPlanKeeper *self, const WeirRunInfo *info)
{
  Item *item = g_new0 (Item, 1);

  item->kind = ITEM_FINISH;
  item->info = weir_run_info_copy (info);
  g_async_queue_push (self->queue, item);
}

/* The disk takes what it is given, only not all of it. */
static char *
describe_lost (const WeirPlanKept *kept)
{
  g_autofree char *when = weir_duration_to_display (kept->lost_from_us);

  return g_strdup_printf (
      ngettext ("The disk could not keep up: %1$lu request from about %2$s into the run on has no row of its "
                "own. All figures are complete.",
                "The disk could not keep up: %1$lu requests from about %2$s into the run on have no row of "
                "their own. All figures are complete.",
                (gulong) kept->n_lost),
      (gulong) kept->n_lost, when);
}

/**
 * weir_plan_keeper_read:
 * @kept: (out): how it stands; weir_plan_kept_clear()
 */
void
weir_plan_keeper_read (WeirPlanKeeper *self, WeirPlanKept *kept)
{
  g_mutex_lock (&self->lock);
  *kept = self->kept;
  kept->error = g_strdup (self->kept.error);
  kept->notice = g_strdup (self->kept.notice);
  g_mutex_unlock (&self->lock);
  if (kept->error == NULL && kept->n_lost > 0)
    kept->error = describe_lost (kept);
}

void
weir_plan_kept_clear (WeirPlanKept *kept)
{
  g_clear_pointer (&kept->error, g_free);
  g_clear_pointer (&kept->notice, g_free);
}
