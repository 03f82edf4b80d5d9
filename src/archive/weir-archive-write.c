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

/* Before each record in WeirArchive.pending. Results wait there rather than in an open transaction, so that
 * the lock is held only while they are written and other programs can write in between. */
typedef struct
{
  gint64 run_id;
  gsize size;
  WeirStepBrief brief;
} Pending;

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

static gboolean
add_result (WeirArchive *archive, gint64 run_id, const WeirStepBrief *brief, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_ADD_RESULT,
                                                        WEIR_ARCHIVE_ERROR_WRITE, error);
  const gint64 values[] = {
    run_id,            brief->part,           brief->step,         brief->iteration,  brief->vu,
    brief->outcome,    brief->not_checked,    brief->has_exchange, brief->exchange,   brief->error_kind,
    brief->status,     brief->n_attempts,     brief->n_warnings,   brief->offset_us,  brief->time_us,
    brief->blocked_us, (gint64) brief->bytes_sent,                 (gint64) brief->bytes_received,
  };

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    sqlite3_bind_int64 (statement, (int) i + 1, values[i]);
  return weir_archive_run_statement (archive, statement, error);
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
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_ADD_SAMPLE,
                                                        WEIR_ARCHIVE_ERROR_WRITE, error);
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

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    sqlite3_bind_int64 (statement, (int) i + 1, values[i]);
  return weir_archive_run_statement (archive, statement, error);
}

/* One row per attempt that went out. The instants of the attempts are of the worker's clock; only their
 * distances are meaningful here, from the start of the step on. */
static gboolean
add_samples (WeirArchive *archive, gint64 result_id, const WeirStepBrief *brief, const guint8 *record,
             gsize size, GError **error)
{
  WeirAttemptBrief attempt;
  gint64 first_us = 0;

  for (guint i = 0; weir_record_get_attempt (record, size, i, &attempt); i++)
    {
      if (i == 0)
        first_us = attempt.timings.intended_us;
      if (attempt.outcome == WEIR_EXCHANGE_UNSENT)
        continue;
      if (!add_sample (archive, result_id, i + 1, brief->offset_us + attempt.timings.started_us - first_us,
                       &attempt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_pending (WeirArchive *archive, GError **error)
{
  const GByteArray *pending = archive->pending;
  gsize at = 0;

  while (at < pending->len)
    {
      const guint8 *record = pending->data + at + sizeof (Pending);
      Pending result;
      gint64 id;

      memcpy (&result, pending->data + at, sizeof result);
      if (!add_result (archive, result.run_id, &result.brief, error))
        return FALSE;
      id = sqlite3_last_insert_rowid (archive->db);
      if (!add_record (archive, id, record, result.size, error)
          || !add_samples (archive, id, &result.brief, record, result.size, error))
        return FALSE;
      at += sizeof result + result.size;
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
}

/* One transaction around @change; nothing of it stays when it fails. */
static gboolean
in_transaction (WeirArchive *archive, gboolean (*change) (WeirArchive *, const WeirRunInfo *, GError **),
                const WeirRunInfo *info, GError **error)
{
  gboolean done = weir_archive_run (archive, WEIR_ARCHIVE_BEGIN, error) && change (archive, info, error)
                  && weir_archive_run (archive, WEIR_ARCHIVE_COMMIT, error);

  if (!done)
    roll_back (archive);
  return done;
}

static gboolean
write_results (WeirArchive *archive, const WeirRunInfo *info, GError **error)
{
  return add_pending (archive, error);
}

static gboolean
write_new_run (WeirArchive *archive, const WeirRunInfo *info, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_ADD_RUN,
                                                        WEIR_ARCHIVE_ERROR_WRITE, error);

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
  sqlite3_bind_int64 (statement, 10, info->duration_us);
  bind_text (statement, 11, weir_outcome_to_nick (info->outcome));
  sqlite3_bind_int (statement, 12, info->partial ? 1 : 0);
  bind_text (statement, 13, info->summary);
  return weir_archive_run_statement (archive, statement, error);
}

static gboolean
write_finished_run (WeirArchive *archive, const WeirRunInfo *info, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_FINISH_RUN,
                                                        WEIR_ARCHIVE_ERROR_WRITE, error);

  if (statement == NULL || !add_pending (archive, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, info->id);
  sqlite3_bind_int64 (statement, 2, info->duration_us);
  bind_text (statement, 3, weir_outcome_to_nick (info->outcome));
  sqlite3_bind_int (statement, 4, info->partial ? 1 : 0);
  bind_text (statement, 5, info->summary);
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
 * Adds a run; it is on disk when this returns.
 *
 * Returns: whether it could be written
 */
gboolean
weir_archive_begin_run (WeirArchive *archive, WeirRunInfo *info, GError **error)
{
  if (!in_transaction (archive, write_new_run, info, error))
    return FALSE;
  info->id = sqlite3_last_insert_rowid (archive->db);
  return TRUE;
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
  done = in_transaction (archive, write_results, NULL, error);
  empty_pending (archive);
  return done;
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
  gboolean done = in_transaction (archive, write_finished_run, info, error);

  empty_pending (archive);
  if (!done)
    return FALSE;
  if (!weir_archive_prune (archive, info, &prune_error))
    g_info ("%s", prune_error->message);
  return TRUE;
}
