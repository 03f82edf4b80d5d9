/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-write.c: appending runs and results
 */

#include "config.h"

#include <string.h>

#include "weir-archive-private.h"
#include "weir-record-codec.h"

/* Beyond this the results are written before the next commit is asked for. */
#define PENDING_BYTES (8 * 1024 * 1024)
/* A commit of large bodies does not leave its buffer behind for the rest of the run. */
#define KEPT_PENDING_BYTES (16 * 1024 * 1024)

/* Of what a search looks at, so much of each result. */
#define TEXT_BYTES 1000
/* Results that say the same share one text; this many are remembered, more are looked up. */
#define KEPT_TEXTS 4096

/* Before each record or window in WeirArchive.pending. They wait there rather than in an open transaction, so
 * that the lock is held only while they are written and other programs can write in between. */
typedef struct
{
  gint64 run_id;
  gsize size;
  gsize kind_size; /* of a window, whose kind comes first with its NUL; 0 = a result */
  gint64 start_us; /* of a window */
  WeirStepBrief brief;
} Pending;

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

/* A row of nothing but numbers. */
static gboolean
add_row (WeirArchive *archive, WeirArchiveStatement which, const gint64 *values, guint n_values,
         GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, which, WEIR_ARCHIVE_ERROR_WRITE, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n_values; i++)
    sqlite3_bind_int64 (statement, (int) i + 1, values[i]);
  return weir_archive_run_statement (archive, statement, error);
}

static gboolean
add_result (WeirArchive *archive, gint64 run_id, const WeirStepBrief *brief, gint64 text_id, GError **error)
{
  const gint64 values[] = {
    run_id,            brief->part,           brief->step,         brief->iteration,  brief->vu,
    brief->outcome,    brief->not_checked,    brief->has_exchange, brief->exchange,   brief->error_kind,
    brief->status,     brief->n_attempts,     brief->n_warnings,   brief->offset_us,  brief->time_us,
    brief->blocked_us, (gint64) brief->bytes_sent,                 (gint64) brief->bytes_received,
    text_id,           brief->row,         brief->unverified,
  };

  return add_row (archive, WEIR_ARCHIVE_ADD_RESULT, values, G_N_ELEMENTS (values), error);
}

static gboolean
add_record (WeirArchive *archive, gint64 result_id, const guint8 *record, gsize size, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_ADD_RECORD,
                                                        WEIR_ARCHIVE_ERROR_WRITE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, result_id);
  sqlite3_bind_blob64 (statement, 2, record, size, SQLITE_STATIC);
  return weir_archive_run_statement (archive, statement, error);
}

static gboolean
add_sample (WeirArchive *archive, gint64 result_id, guint number, gint64 offset_us,
            const WeirAttemptBrief *attempt, GError **error)
{
  const WeirTimings *timings = &attempt->timings;
  const gint64 values[] = {
    result_id,
    number,
    attempt->outcome,
    attempt->error_kind,
    attempt->status,
    attempt->http_version,
    attempt->new_connection,
    attempt->resent,
    offset_us,
    timings->blocked_us,
    timings->dns_us,
    timings->tcp_us,
    timings->tls_us,
    timings->sending_us,
    timings->waiting_us,
    timings->receiving_us,
    (gint64) attempt->bytes_sent,
    (gint64) attempt->bytes_received,
    (gint64) attempt->body_size,
  };

  return add_row (archive, WEIR_ARCHIVE_ADD_SAMPLE, values, G_N_ELEMENTS (values), error);
}

/* One row per attempt that went out. The instants of the attempts are of the worker's clock; only their
 * distances are meaningful here, from the start of the step on. */
static gboolean
add_samples (WeirArchive *archive, gint64 result_id, const WeirStepBrief *brief, const guint8 *record,
             gsize size, GError **error)
{
  WeirAttemptBrief attempt;
  gboolean dropped = FALSE;
  gint64 first_us = 0;

  for (guint i = 0; weir_record_get_attempt (record, size, i, &attempt); i++)
    {
      if (i == 0)
        first_us = attempt.timings.intended_us;
      dropped |= attempt.bodies_dropped;
      if (attempt.outcome == WEIR_EXCHANGE_UNSENT)
        continue;
      if (!add_sample (archive, result_id, i + 1, brief->offset_us + attempt.timings.started_us - first_us,
                       &attempt, error))
        return FALSE;
    }
  archive->bodies.n_without += dropped;
  return TRUE;
}

/* The id of a text of this run, -1 with @error set. */
static gint64
add_text (WeirArchive *archive, gint64 run_id, const char *text, GError **error)
{
  static const WeirArchiveStatement ways[] = { WEIR_ARCHIVE_FIND_TEXT, WEIR_ARCHIVE_ADD_TEXT };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      sqlite3_stmt *statement;
      gint64 id = 0;
      int code;

      statement = weir_archive_get_statement (archive, ways[i], WEIR_ARCHIVE_ERROR_WRITE, error);
      if (statement == NULL)
        return -1;
      sqlite3_bind_int64 (statement, 1, run_id);
      sqlite3_bind_text (statement, 2, text, -1, SQLITE_STATIC);
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        id = sqlite3_column_int64 (statement, 0);
      else if (code != SQLITE_DONE)
        id = -1;
      if (id < 0)
        weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_WRITE, error);
      sqlite3_reset (statement);
      if (id != 0)
        return id;
    }
  return sqlite3_last_insert_rowid (archive->db);
}

/* What a search looks at: the name and, in the next line, the message of a result. */
static gint64
intern_text (WeirArchive *archive, gint64 run_id, const guint8 *record, gsize size, GError **error)
{
  WeirArchiveWriter *writer = &archive->writer;
  char text[TEXT_BYTES + 1];
  gint64 *known, id;

  if (!weir_record_get_words (record, size, text, sizeof text))
    *text = '\0';
  known = g_hash_table_lookup (writer->texts, text);
  if (known != NULL)
    return *known;
  id = add_text (archive, run_id, text, error);
  if (id < 0)
    return id;
  if (g_hash_table_size (writer->texts) >= KEPT_TEXTS)
    g_hash_table_remove_all (writer->texts);
  g_hash_table_insert (writer->texts, g_strdup (text), g_memdup2 (&id, sizeof id));
  return id;
}

/* A writer writes one run at a time; another one begins anew. */
static void
turn_to_run (WeirArchive *archive, gint64 run_id)
{
  WeirArchiveWriter *writer = &archive->writer;

  if (writer->run_id == run_id)
    return;
  if (writer->texts == NULL)
    writer->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_remove_all (writer->texts);
  writer->run_id = run_id;
}

/* The rows of a result, and its samples. */
static gboolean
add_rows (WeirArchive *archive, const Pending *pending, const guint8 *record, gsize size, gint64 *id,
          GError **error)
{
  gint64 text_id;

  turn_to_run (archive, pending->run_id);
  text_id = intern_text (archive, pending->run_id, record, size, error);
  if (text_id < 0 || !add_result (archive, pending->run_id, &pending->brief, text_id, error))
    return FALSE;
  *id = sqlite3_last_insert_rowid (archive->db);
  return add_record (archive, *id, record, size, error)
         && add_samples (archive, *id, &pending->brief, record, size, error);
}

static gboolean
add_pending_result (WeirArchive *archive, const Pending *pending, const guint8 *record, GError **error)
{
  gsize bytes = weir_record_drop_bodies (record, pending->size, NULL);
  g_autoptr (GByteArray) bare = NULL;
  gboolean fits;
  gint64 id;

  if (!weir_archive_make_room (archive, pending->run_id, &pending->brief, bytes, &fits, error))
    return FALSE;
  if (fits)
    return add_rows (archive, pending, record, pending->size, &id, error)
           && weir_archive_note_bodies (archive, id, &pending->brief, bytes, error);
  bare = g_byte_array_new ();
  weir_record_drop_bodies (record, pending->size, bare);
  archive->bodies.dropped_bytes += (gint64) bytes;
  return add_rows (archive, pending, bare->data, bare->len, &id, error);
}

static gboolean
add_pending_window (WeirArchive *archive, const Pending *pending, const guint8 *bytes, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_ADD_WINDOW,
                                                        WEIR_ARCHIVE_ERROR_WRITE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, pending->run_id);
  bind_text (statement, 2, (const char *) bytes);
  sqlite3_bind_int64 (statement, 3, pending->start_us);
  sqlite3_bind_blob64 (statement, 4, bytes + pending->kind_size, pending->size - pending->kind_size,
                       SQLITE_STATIC);
  return weir_archive_run_statement (archive, statement, error);
}

static gboolean
add_pending (WeirArchive *archive, GError **error)
{
  const GByteArray *pending = archive->pending;
  gsize at = 0;

  while (at < pending->len)
    {
      const guint8 *bytes = pending->data + at + sizeof (Pending);
      Pending next;

      memcpy (&next, pending->data + at, sizeof next);
      if (next.kind_size > 0 ? !add_pending_window (archive, &next, bytes, error)
                             : !add_pending_result (archive, &next, bytes, error))
        return FALSE;
      at += sizeof next + next.size;
    }
  return TRUE;
}

static void
empty_pending (WeirArchive *archive)
{
  if (archive->pending->len > KEPT_PENDING_BYTES)
    {
      g_byte_array_unref (archive->pending);
      archive->pending = g_byte_array_new ();
    }
  else
    g_byte_array_set_size (archive->pending, 0);
}

static void
roll_back (WeirArchive *archive)
{
  /* Some errors have rolled back already. */
  if (!sqlite3_get_autocommit (archive->db))
    weir_archive_run (archive, WEIR_ARCHIVE_ROLLBACK, NULL);
  /* What was learnt about texts may have been rolled back as well. */
  archive->writer.run_id = 0;
}

gboolean
weir_archive_transact (WeirArchive *archive, WeirArchiveChange change, gpointer data, GError **error)
{
  WeirArchiveBodies before = archive->bodies;
  gboolean done = weir_archive_run (archive, WEIR_ARCHIVE_BEGIN, error) && change (archive, data, error)
                  && weir_archive_run (archive, WEIR_ARCHIVE_COMMIT, error);

  if (!done)
    {
      roll_back (archive);
      archive->bodies = before;
    }
  return done;
}

static gboolean
write_results (WeirArchive *archive, gpointer data, GError **error)
{
  return add_pending (archive, error);
}

/* The run is held before anybody can see its row: without that it would be taken for one that was cut off. */
static gboolean
write_new_run (WeirArchive *archive, gpointer data, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_ADD_RUN,
                                                        WEIR_ARCHIVE_ERROR_WRITE, error);
  WeirRunInfo *info = data;

  if (statement == NULL)
    return FALSE;
  bind_text (statement, 1, info->uuid != NULL ? info->uuid : "");
  bind_text (statement, 2, info->name != NULL ? info->name : "");
  bind_text (statement, 3, info->file_name);
  bind_text (statement, 4, info->document != NULL ? info->document : "");
  sqlite3_bind_int64 (statement, 5, info->iterations);
  sqlite3_bind_int64 (statement, 6, info->parallel);
  sqlite3_bind_int64 (statement, 7, info->delay_ms);
  sqlite3_bind_int (statement, 8, info->stop_on_failure ? 1 : 0);
  sqlite3_bind_int64 (statement, 9, info->started_at);
  bind_text (statement, 10, info->environment);
  bind_text (statement, 11, info->only_step);
  bind_text (statement, 12, info->weir_version);
  bind_text (statement, 13, info->host);
  bind_text (statement, 14, info->kernel);
  sqlite3_bind_int64 (statement, 15, info->cores);
  bind_text (statement, 16, info->data_file);
  sqlite3_bind_int64 (statement, 17, info->data_rows);
  sqlite3_bind_int (statement, 18, info->data_random ? 1 : 0);
  sqlite3_bind_int (statement, 19, info->is_plan ? 1 : 0);
  if (!weir_archive_run_statement (archive, statement, error))
    return FALSE;
  info->id = sqlite3_last_insert_rowid (archive->db);
  archive->written_bytes = 0;
  archive->bodies = (WeirArchiveBodies) { 0 };
  weir_archive_hold_run (archive, info->id);
  return TRUE;
}

/* How many results are in the file, of which how many failed. */
static gboolean
count_results (WeirArchive *archive, gint64 run_id, gint64 counts[2], GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_COUNT_RUN,
                                                        WEIR_ARCHIVE_ERROR_READ, error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, run_id);
  found = sqlite3_step (statement) == SQLITE_ROW;
  for (int i = 0; found && i < 2; i++)
    counts[i] = sqlite3_column_int64 (statement, i);
  if (!found)
    weir_archive_set_error (archive, WEIR_ARCHIVE_ERROR_READ, error);
  sqlite3_reset (statement);
  return found;
}

static gboolean
write_finished_run (WeirArchive *archive, gpointer data, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_FINISH_RUN,
                                                        WEIR_ARCHIVE_ERROR_WRITE, error);
  const WeirRunInfo *info = data;
  gint64 counts[2];

  /* Together with what waits: their heads stand for the rows beside the records. */
  gint64 written_bytes = archive->written_bytes + archive->pending->len;

  if (statement == NULL || !add_pending (archive, error)
      || !count_results (archive, info->id, counts, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, info->id);
  sqlite3_bind_int64 (statement, 2, info->duration_us);
  bind_text (statement, 3, weir_outcome_to_nick (info->outcome));
  sqlite3_bind_int (statement, 4, info->partial || info->lost_from_us > 0 ? 1 : 0);
  bind_text (statement, 5, info->summary);
  sqlite3_bind_int64 (statement, 6, info->quality);
  sqlite3_bind_int64 (statement, 7, info->lost_from_us);
  sqlite3_bind_int64 (statement, 8, counts[0]);
  sqlite3_bind_int64 (statement, 9, counts[1]);
  sqlite3_bind_int64 (statement, 10, written_bytes - archive->bodies.dropped_bytes);
  sqlite3_bind_int64 (statement, 11, archive->bodies.n_without);
  sqlite3_bind_int (statement, 12, info->unverified ? 1 : 0);
  if (!weir_archive_run_statement (archive, statement, error))
    return FALSE;
  if (sqlite3_changes (archive->db) == 1)
    return TRUE;
  g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_NOT_FOUND,
               "The run is no longer in “%s”, so its outcome cannot be kept.", archive->file_name);
  return FALSE;
}

/**
 * weir_archive_begin_run:
 * @archive: an archive
 * @info: (inout): the run; its id is set
 * @error: set to %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Adds a run; it is on disk when this returns. It is `running` for everybody until weir_archive_finish_run()
 * or the end of this archive or program; without an outcome by then it was cut off, which its row says.
 *
 * Returns: whether it could be written
 */
gboolean
weir_archive_begin_run (WeirArchive *archive, WeirRunInfo *info, GError **error)
{
  /* Who appends never comes back to what was written; a small cache of the file is full at once, and memory
   * does not grow any more while the run goes on. */
  return weir_archive_execute (archive, "PRAGMA cache_size = -512", error)
         && weir_archive_transact (archive, write_new_run, info, error);
}

/**
 * weir_archive_append:
 * @archive: an archive
 * @run_id: the run's id
 * @brief: the head of a result, as weir_record_next() gives it
 * @record: the result, as weir_record_next() gives it; copied
 * @record_size: its size in bytes
 * @error: set to %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Adds a result and a sample for each attempt that was sent. This only copies to memory until
 * weir_archive_commit() is called, or several megabytes are waiting.
 *
 * Returns: %FALSE when much was waiting and could not be written; that is lost then
 */
gboolean
weir_archive_append (WeirArchive *archive, gint64 run_id, const WeirStepBrief *brief, const guint8 *record,
                     gsize record_size, GError **error)
{
  Pending result = { .run_id = run_id, .size = record_size, .brief = *brief };

  g_byte_array_append (archive->pending, (const guint8 *) &result, sizeof result);
  g_byte_array_append (archive->pending, record, (guint) record_size);
  return archive->pending->len < PENDING_BYTES || weir_archive_commit (archive, error);
}

/**
 * weir_archive_append_window:
 * @archive: an archive
 * @run_id: the run's id
 * @kind: which series
 * @start_us: when the window starts, from the start of the run
 * @data: (array length=size): the window; copied
 * @size: its size in bytes
 * @error: set to %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Adds a window, as weir_archive_append() adds a result.
 *
 * Returns: %FALSE when much was waiting and could not be written; that is lost then
 */
gboolean
weir_archive_append_window (WeirArchive *archive, gint64 run_id, const char *kind, gint64 start_us,
                            const guint8 *data, gsize size, GError **error)
{
  gsize kind_size = strlen (kind) + 1;
  Pending window = {
    .run_id = run_id,
    .size = kind_size + size,
    .kind_size = kind_size,
    .start_us = start_us,
  };

  g_byte_array_append (archive->pending, (const guint8 *) &window, sizeof window);
  g_byte_array_append (archive->pending, (const guint8 *) kind, (guint) kind_size);
  g_byte_array_append (archive->pending, data, (guint) size);
  return archive->pending->len < PENDING_BYTES || weir_archive_commit (archive, error);
}

/**
 * weir_archive_commit:
 * @archive: an archive
 * @error: set to %WEIR_ARCHIVE_ERROR_WRITE with a sentence that says what to do
 *
 * Writes what was appended, in one transaction. When that fails it is lost, and none of it is in the file.
 *
 * Returns: whether it could be written
 */
gboolean
weir_archive_commit (WeirArchive *archive, GError **error)
{
  gboolean done;

  if (archive->pending->len == 0)
    return TRUE;
  done = weir_archive_transact (archive, write_results, NULL, error);
  archive->written_bytes += done ? archive->pending->len : 0;
  empty_pending (archive);
  return done;
}

/* On a full disk the last results may have left no room in the journal for how the run ended. Once everything
 * in it is in the database, the journal is written from its beginning again, which takes no room. */
static gboolean
write_end (WeirArchive *archive, const WeirRunInfo *info, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (weir_archive_transact (archive, write_finished_run, (gpointer) info, &problem))
    return TRUE;
  sqlite3_wal_checkpoint_v2 (archive->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return weir_archive_transact (archive, write_finished_run, (gpointer) info, error);
}

/**
 * weir_archive_finish_run:
 * @archive: an archive
 * @info: the run; its duration, outcome, partial and summary are written
 * @error: set to %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Writes what was appended and how the run ended, then removes the oldest runs beyond the limits: never this
 * one, and none that may still be going on. What cannot be removed in about two seconds, for a long run in a
 * tenth of its duration more, is left for the next time.
 *
 * Returns: whether the end of the run could be written. Old runs that cannot be removed now are not an error:
 *   the next run tries again
 */
gboolean
weir_archive_finish_run (WeirArchive *archive, const WeirRunInfo *info, GError **error)
{
  g_autoptr (GError) prune_error = NULL;
  gboolean done = write_end (archive, info, error);

  empty_pending (archive);
  if (!done)
    return FALSE;
  weir_archive_release_run (archive, info->id);
  if (!weir_archive_prune (archive, info, &prune_error))
    g_info ("%s", prune_error->message);
  return TRUE;
}
