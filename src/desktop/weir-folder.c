/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-folder.c: a folder of flows and environments that is open in the sidebar
 *
 * It is looked into on another thread: first for what is there, then for errors in it. The main thread gets
 * what was found and follows the folder by monitors.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-folder.h"
#include "weir-limits.h"

/* What others write comes in bursts: a look for all of it. */
#define PAUSE_MS 150

struct _WeirFolder
{
  GObject parent_instance;

  /* owned */
  GFile *file;
  char *name;
  char *error;          /* why it cannot be read; NULL when it can */
  WeirFolderItem *root;
  GListStore *files;    /* of WeirFolderItem: all files at any depth */
  GHashTable *monitors; /* path → GFileMonitor */
  GHashTable *memory;   /* of the thread while one is at work */
  GCancellable *cancellable; /* of everything */
  GCancellable *checking;    /* of looking for errors, which may take long; NULL while that rests */

  guint source; /* looks after a pause */
  gboolean busy;
  gboolean again; /* something has changed while it was busy */
  gboolean more;
};

typedef struct
{
  char *path;
  GHashTable *memory;
  WeirFolderScan *scan; /* NULL for looking, one for checking */
} Job;

enum
{
  LOOKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirFolder, weir_folder, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  g_clear_pointer (&job->scan, weir_folder_scan_free);
  g_hash_table_unref (job->memory);
  g_free (job->path);
  g_free (job);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  WeirFolderScan *scan = g_steal_pointer (&job->scan);

  if (scan != NULL)
    weir_folder_scan_check (scan, job->memory, cancellable);
  else
    scan = weir_folder_scan_new (job->path, job->memory, cancellable, &error);
  if (scan == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, scan, (GDestroyNotify) weir_folder_scan_free);
}

/* @scan: (transfer full) (nullable) */
static void
start_work (WeirFolder *self, WeirFolderScan *scan, GCancellable *cancellable, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, NULL);
  Job *job = g_new0 (Job, 1);

  job->path = g_file_get_path (self->file);
  job->memory = g_hash_table_ref (self->memory);
  job->scan = scan;
  g_task_set_source_tag (task, start_work);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  self->busy = TRUE;
  g_task_run_in_thread (task, work_thread);
}

static gboolean
look_after_pause_cb (gpointer data)
{
  WeirFolder *self = data;

  self->source = 0;
  weir_folder_look (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (WeirFolder *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (PAUSE_MS, look_after_pause_cb, self);
}

static void
monitor_free (gpointer monitor)
{
  g_file_monitor_cancel (monitor);
  g_object_unref (monitor);
}

static void
watch (WeirFolder *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileMonitor *monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor == NULL)
    return;
  g_signal_connect_object (monitor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->monitors, g_strdup (path), monitor);
}

/* Folders that are gone need no monitor any more, and those that have come get one. */
static void
watch_folders (WeirFolder *self, GPtrArray *folders)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer path;

  for (guint i = 0; i < MIN (folders->len, WEIR_LIMIT_FOLDER_MONITORS); i++)
    g_hash_table_add (present, g_ptr_array_index (folders, i));
  g_hash_table_iter_init (&iter, self->monitors);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (present, path))
      g_hash_table_iter_remove (&iter);
  g_hash_table_iter_init (&iter, present);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (self->monitors, path))
      watch (self, path);
}

static void
collect_files (GListModel *items, GPtrArray *files)
{
  guint n_items = g_list_model_get_n_items (items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (WeirFolderItem) item = g_list_model_get_item (items, i);
      GListModel *children = weir_folder_item_get_children (item);

      if (children != NULL)
        collect_files (children, files);
      else
        g_ptr_array_add (files, g_steal_pointer (&item));
    }
}

static void
take_scan (WeirFolder *self, const WeirFolderScan *scan)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  self->more = scan->more;
  if (!weir_folder_item_update (self->root, scan->root))
    return;
  collect_files (weir_folder_item_get_children (self->root), files);
  g_list_store_splice (self->files, 0, g_list_model_get_n_items (G_LIST_MODEL (self->files)), files->pdata,
                       files->len);
}

static void
take_error (WeirFolder *self, const GError *error)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  const WeirFolderEntry empty = { .kind = WEIR_FOLDER_ENTRY_FOLDER, .children = nothing };

  g_free (self->error);
  self->error = g_strdup_printf (_("The folder cannot be read: %s"), error->message);
  self->more = FALSE;
  weir_folder_item_update (self->root, &empty);
  g_list_store_remove_all (self->files);
}

static void
end_work (WeirFolder *self)
{
  self->busy = FALSE;
  if (self->again)
    weir_folder_look (self);
  g_signal_emit (self, signals[LOOKED], 0);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WeirFolder *self = WEIR_FOLDER (source);
  g_autoptr (WeirFolderScan) scan = g_task_propagate_pointer (G_TASK (result), NULL);

  g_clear_object (&self->checking);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (scan != NULL)
    take_scan (self, scan);
  end_work (self);
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WeirFolder *self = WEIR_FOLDER (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirFolderScan) scan = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (scan == NULL)
    {
      take_error (self, error);
      end_work (self);
      return;
    }
  g_clear_pointer (&self->error, g_free);
  watch_folders (self, scan->folders);
  take_scan (self, scan);
  if (self->again)
    {
      end_work (self);
      return;
    }
  g_signal_emit (self, signals[LOOKED], 0);
  self->checking = g_cancellable_new ();
  start_work (self, g_steal_pointer (&scan), self->checking, checked_cb);
}

static void
weir_folder_dispose (GObject *object)
{
  weir_folder_close (WEIR_FOLDER (object));
  G_OBJECT_CLASS (weir_folder_parent_class)->dispose (object);
}

static void
weir_folder_finalize (GObject *object)
{
  WeirFolder *self = WEIR_FOLDER (object);

  g_clear_object (&self->file);
  g_clear_object (&self->root);
  g_clear_object (&self->files);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->monitors);
  g_hash_table_unref (self->memory);
  g_free (self->name);
  g_free (self->error);
  G_OBJECT_CLASS (weir_folder_parent_class)->finalize (object);
}

static void
weir_folder_class_init (WeirFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_folder_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_folder_finalize;
  signals[LOOKED] = g_signal_new ("looked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
weir_folder_init (WeirFolder *self)
{
  self->files = g_list_store_new (WEIR_TYPE_FOLDER_ITEM);
  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, monitor_free);
  self->memory = weir_folder_memory_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * weir_folder_new:
 * @file: a folder of this computer
 *
 * Returns: (transfer full): the folder, which is being looked into
 */
WeirFolder *
weir_folder_new (GFile *file)
{
  WeirFolder *self = g_object_new (WEIR_TYPE_FOLDER, NULL);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  const WeirFolderEntry empty = { WEIR_FOLDER_ENTRY_FOLDER, base, path, base, 0, nothing };

  self->file = g_object_ref (file);
  self->name = g_filename_display_name (base);
  self->root = weir_folder_item_new (&empty);
  weir_folder_look (self);
  return self;
}

/**
 * weir_folder_close:
 * @self: a folder
 *
 * Ends all work and follows it no more, whoever still holds it.
 */
void
weir_folder_close (WeirFolder *self)
{
  g_return_if_fail (WEIR_IS_FOLDER (self));

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->checking);
  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_remove_all (self->monitors);
}

/**
 * weir_folder_look:
 * @self: a folder
 *
 * Looks into the folder once more, as soon as it is not busy with that.
 */
void
weir_folder_look (WeirFolder *self)
{
  g_return_if_fail (WEIR_IS_FOLDER (self));

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->again = self->busy;
  g_cancellable_cancel (self->checking);
  if (!self->busy)
    start_work (self, NULL, self->cancellable, scanned_cb);
}

/**
 * weir_folder_is_busy:
 * @self: a folder
 *
 * Returns: whether it is being looked into, or will be in a moment
 */
gboolean
weir_folder_is_busy (WeirFolder *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER (self), FALSE);

  return self->busy || self->source != 0;
}

/**
 * weir_folder_get_file:
 * @self: a folder
 *
 * Returns: (transfer none): where it is
 */
GFile *
weir_folder_get_file (WeirFolder *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER (self), NULL);

  return self->file;
}

/**
 * weir_folder_get_name:
 * @self: a folder
 *
 * Returns: (transfer none): its name
 */
const char *
weir_folder_get_name (WeirFolder *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER (self), NULL);

  return self->name;
}

/**
 * weir_folder_get_error:
 * @self: a folder
 *
 * Returns: (transfer none) (nullable): why it cannot be read, a whole sentence
 */
const char *
weir_folder_get_error (WeirFolder *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER (self), NULL);

  return self->error;
}

/**
 * weir_folder_has_more:
 * @self: a folder
 *
 * Returns: whether a limit was met, so that there may be files which are not listed
 */
gboolean
weir_folder_has_more (WeirFolder *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER (self), FALSE);

  return self->more;
}

/**
 * weir_folder_get_items:
 * @self: a folder
 *
 * Returns: (transfer none): of #WeirFolderItem: what is in it, with folders before files
 */
GListModel *
weir_folder_get_items (WeirFolder *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER (self), NULL);

  return weir_folder_item_get_children (self->root);
}

/**
 * weir_folder_get_files:
 * @self: a folder
 *
 * Returns: (transfer none): of #WeirFolderItem: all files in it and below
 */
GListModel *
weir_folder_get_files (WeirFolder *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER (self), NULL);

  return G_LIST_MODEL (self->files);
}
