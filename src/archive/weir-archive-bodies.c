/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-bodies.c: which bodies of a run stay when all of them take too much
 *
 * Those of failed results stay longest, then those of the slowest passed ones, then the newest. Which results
 * may lose theirs stands in a temporary table, so that neither memory nor the time to find the oldest grows
 * with the run, and a transaction that is rolled back takes its changes along.
 */

#include "config.h"

#include "weir-archive-private.h"
#include "weir-record-codec.h"

/* A writer writes one run at a time; another one begins anew. */
static gboolean
turn_to_run (WeirArchive *archive, gint64 run_id, GError **error)
{
  if (archive->bodies.run_id == run_id)
    return TRUE;
  if (!weir_archive_run (archive, WEIR_ARCHIVE_MAKE_BODIES, error)
      || !weir_archive_run (archive, WEIR_ARCHIVE_CLEAR_BODIES, error))
    return FALSE;
  archive->bodies = (WeirArchiveBodies) { .run_id = run_id };
  return TRUE;
}

/* The record of a result without its bodies, into @out. @out stays empty when it has none. */
static gboolean
read_bare (WeirArchive *archive, gint64 id, GByteArray *out, gsize *bytes, GError **error)
{
  sqlite3_stmt *statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_GET_RECORD,
                                                        WEIR_ARCHIVE_ERROR_READ, error);
  int code;

  if (statement == NULL)
    return FALSE;
  *bytes = 0;
  sqlite3_bind_int64 (statement, 1, id);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *bytes = weir_record_drop_bodies (sqlite3_column_blob (statement, 0),
                                      (gsize) sqlite3_column_bytes (statement, 0), out);
  if (!weir_archive_check_end (archive, code, error))
    code = SQLITE_ERROR;
  sqlite3_reset (statement);
  return code != SQLITE_ERROR;
}

static gboolean
drop_bodies_of (WeirArchive *archive, gint64 id, GError **error)
{
  WeirArchiveBodies *bodies = &archive->bodies;
  g_autoptr (GByteArray) bare = g_byte_array_new ();
  sqlite3_stmt *statement;
  gsize bytes;

  if (!read_bare (archive, id, bare, &bytes, error))
    return FALSE;
  if (bytes == 0)
    return TRUE;
  statement = weir_archive_get_statement (archive, WEIR_ARCHIVE_SET_RECORD, WEIR_ARCHIVE_ERROR_WRITE, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_blob64 (statement, 2, bare->data, bare->len, SQLITE_STATIC);
  bodies->bytes -= MIN ((gint64) bytes, bodies->bytes);
  bodies->dropped_bytes += (gint64) bytes;
  bodies->n_without++;
  return weir_archive_run_statement (archive, statement, error);
}

/* @dropped: FALSE when no result may lose its bodies but the slowest and the failed ones. */
static gboolean
drop_oldest (WeirArchive *archive, gboolean *dropped, GError **error)
{
  gint64 id = 0;

  if (!weir_archive_get_number (archive, WEIR_ARCHIVE_OLDEST_BODIES, &id, error))
    return FALSE;
  *dropped = id > 0;
  return id == 0
         || (weir_archive_run_for (archive, WEIR_ARCHIVE_REMOVE_BODIES, id, error)
             && drop_bodies_of (archive, id, error));
}

static guint
find_least_slow (const WeirArchiveBodies *bodies)
{
  guint least = 0;

  for (guint i = 1; i < bodies->n_slowest; i++)
    if (bodies->slowest[i].time_us < bodies->slowest[least].time_us)
      least = i;
  return least;
}

static gboolean
is_slow (const WeirArchiveBodies *bodies, gint64 time_us)
{
  return bodies->n_slowest < WEIR_LIMIT_SLOWEST_BODIES
         || time_us > bodies->slowest[find_least_slow (bodies)].time_us;
}

static gboolean
drop_least_slow (WeirArchive *archive, GError **error)
{
  WeirArchiveBodies *bodies = &archive->bodies;
  guint least = find_least_slow (bodies);
  gint64 id = bodies->slowest[least].id;

  bodies->slowest[least] = bodies->slowest[--bodies->n_slowest];
  return drop_bodies_of (archive, id, error);
}

/* Only a failed result takes the place of the slowest, or one that is slower. */
static gboolean
may_drop_slow (const WeirArchiveBodies *bodies, const WeirStepBrief *brief)
{
  if (bodies->n_slowest == 0)
    return FALSE;
  return brief->outcome == WEIR_STEP_FAILED
         || brief->time_us > bodies->slowest[find_least_slow (bodies)].time_us;
}

/*
 * weir_archive_make_room:
 * @archive: an archive, in a transaction
 * @run_id: the run
 * @brief: the head of a result that is about to be written
 * @bytes: how much its bodies take
 * @fits: (out): whether they may be written
 * @error: set to %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Takes the bodies of as many older results as the new ones need. The pages they leave are used again.
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_make_room (WeirArchive *archive, gint64 run_id, const WeirStepBrief *brief, gsize bytes,
                        gboolean *fits, GError **error)
{
  WeirArchiveBodies *bodies = &archive->bodies;

  if (!turn_to_run (archive, run_id, error))
    return FALSE;
  *fits = (gint64) bytes <= archive->body_limit;
  while (*fits && bytes > 0 && bodies->bytes + (gint64) bytes > archive->body_limit)
    {
      gboolean dropped;

      if (!drop_oldest (archive, &dropped, error))
        return FALSE;
      if (dropped)
        continue;
      *fits = may_drop_slow (bodies, brief);
      if (*fits && !drop_least_slow (archive, error))
        return FALSE;
    }
  return TRUE;
}

/*
 * weir_archive_note_bodies:
 * @archive: an archive, in a transaction, after weir_archive_make_room()
 * @id: a result that was written with its bodies
 * @brief: its head
 * @bytes: how much its bodies take
 * @error: set to %WEIR_ARCHIVE_ERROR_WRITE
 *
 * Remembers what @id may be asked to give up, unless it failed.
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_note_bodies (WeirArchive *archive, gint64 id, const WeirStepBrief *brief, gsize bytes,
                          GError **error)
{
  WeirArchiveBodies *bodies = &archive->bodies;
  guint at = bodies->n_slowest;

  if (bytes == 0)
    return TRUE;
  bodies->bytes += (gint64) bytes;
  if (brief->outcome == WEIR_STEP_FAILED)
    return TRUE;
  if (!is_slow (bodies, brief->time_us))
    return weir_archive_run_for (archive, WEIR_ARCHIVE_ADD_BODIES, id, error);
  if (at < WEIR_LIMIT_SLOWEST_BODIES)
    bodies->n_slowest++;
  else
    {
      at = find_least_slow (bodies);
      if (!weir_archive_run_for (archive, WEIR_ARCHIVE_ADD_BODIES, bodies->slowest[at].id, error))
        return FALSE;
    }
  bodies->slowest[at] = (WeirSlowBodies) { .id = id, .time_us = brief->time_us };
  return TRUE;
}
