/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-archive-file.c: the file on the disk: made, moved aside when damaged, and who is writing which run
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "weir-archive-private.h"

/* Beside the database: byte n is locked while run n is written. Byte 0 is shared by all who have the database
 * open, and had alone by the one who moves it aside: another would go on with the old database and the
 * journals of the new one. The locks belong to an open file, so that several archives of one program do not
 * undo each other's, and the kernel lets go of them however the program ends. */
#define LOCK_ENDING "-lock"
#define OPEN_BYTE 0
#define REPLACE_TRIES 100
#define REPLACE_TRY_US 20000
/* A database that was moved aside has a number behind its date when there are several. */
#define MOST_ASIDE 1000

/* Results may hold what only their owner should see, so neither folder nor file is opened to others. A file
 * that exists is left alone: closing it would drop the locks that other connections of this process hold. */
gboolean
weir_archive_make_file (WeirArchive *archive, GError **error)
{
  const char *file_name = archive->file_name;
  g_autofree char *folder = g_path_get_dirname (file_name);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
                   "The folder “%s” for the results of runs could not be made: %s. Set WEIR_DATA_DIR to a"
                   " folder that can be written to.", folder, g_strerror (errno));
      return FALSE;
    }
  if (g_file_test (file_name, G_FILE_TEST_EXISTS))
    return TRUE;
  fd = g_open (file_name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0)
    close (fd);
  else if (errno != EEXIST)
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
                   "“%s” for the results of runs could not be made: %s. Set WEIR_DATA_DIR to a folder that"
                   " can be written to.", file_name, g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

static int
open_lock_file (WeirArchive *archive, int flags)
{
  g_autofree char *name = g_strconcat (archive->file_name, LOCK_ENDING, NULL);

  return g_open (name, O_RDWR | O_CLOEXEC | flags, 0600);
}

static struct flock
byte_of (gint64 number, short type)
{
  return (struct flock) { .l_type = type, .l_whence = SEEK_SET, .l_start = (off_t) number, .l_len = 1 };
}

/* A lock of byte 0, at once or FALSE. Where the file system knows no locks nobody is in the way. */
static gboolean
lock_open_byte (WeirArchive *archive, short type)
{
  struct flock lock = byte_of (OPEN_BYTE, type);

  return archive->lock_fd < 0 || fcntl (archive->lock_fd, F_OFD_SETLK, &lock) == 0
         || (errno != EAGAIN && errno != EACCES);
}

/*
 * weir_archive_share_file:
 * @archive: an archive about to open its connection
 *
 * Waits while another program replaces the database, and keeps others from doing so until @archive is closed.
 */
void
weir_archive_share_file (WeirArchive *archive)
{
  struct flock lock = byte_of (OPEN_BYTE, F_RDLCK);

  if (archive->lock_fd < 0)
    archive->lock_fd = open_lock_file (archive, O_CREAT);
  if (archive->lock_fd < 0 || fcntl (archive->lock_fd, F_OFD_SETLKW, &lock) != 0)
    g_info ("“%s” cannot be locked: %s", archive->file_name, g_strerror (errno));
}

/*
 * weir_archive_hold_run:
 * @archive: an archive
 * @run_id: a run that this archive begins to write
 *
 * Says to everybody that the run goes on, until weir_archive_release_run(), the archive is closed or the
 * program ends. Where the file system knows no locks nothing is said.
 */
void
weir_archive_hold_run (WeirArchive *archive, gint64 run_id)
{
  struct flock lock = byte_of (run_id, F_WRLCK);

  if (archive->lock_fd < 0 || fcntl (archive->lock_fd, F_OFD_SETLK, &lock) != 0)
    g_info ("Run %" G_GINT64_FORMAT " cannot be locked: %s", run_id, g_strerror (errno));
}

void
weir_archive_release_run (WeirArchive *archive, gint64 run_id)
{
  struct flock lock = byte_of (run_id, F_UNLCK);

  if (archive->lock_fd >= 0)
    fcntl (archive->lock_fd, F_OFD_SETLK, &lock);
}

/*
 * weir_archive_is_held:
 * @archive: an archive
 * @run_id: a run without outcome
 *
 * Returns: whether somebody, maybe @archive itself, is writing the run; otherwise it was cut off
 */
gboolean
weir_archive_is_held (WeirArchive *archive, gint64 run_id)
{
  struct flock lock = byte_of (run_id, F_WRLCK);
  /* Another open file, since one does not stand in its own way. */
  int fd = open_lock_file (archive, 0);
  gboolean held = fd >= 0 && fcntl (fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;

  if (fd >= 0)
    close (fd);
  return held;
}

static char *
choose_name_aside (WeirArchive *archive)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  for (guint i = 1; i <= MOST_ASIDE; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%s.damaged-%s", archive->file_name, date)
                                     : g_strdup_printf ("%s.damaged-%s-%u", archive->file_name, date, i);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
  return NULL;
}

/* With what is not yet in the database itself, which belongs to it and would spoil a new one. */
static gboolean
move_aside (WeirArchive *archive, GError **error)
{
  static const char *const endings[] = { "-wal", "-shm", "" };
  g_autofree char *aside = choose_name_aside (archive);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (archive->file_name, endings[i], NULL);
      g_autofree char *to = g_strconcat (aside != NULL ? aside : "", endings[i], NULL);

      if (aside != NULL && (g_rename (from, to) == 0 || errno == ENOENT))
        continue;
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
                   "“%s” is damaged and could not be moved aside: %s. Move it away; Weir then makes a new"
                   " one.", archive->file_name, g_strerror (aside != NULL ? errno : EEXIST));
      return FALSE;
    }
  g_free (archive->notice);
  archive->notice = g_strdup_printf ("The results of earlier runs in “%s” are damaged. The file was renamed"
                                     " to “%s”, and a new one was begun.", archive->file_name, aside);
  return TRUE;
}

/* Alone with the file: it may have been replaced while we waited. */
static gboolean
replace_alone (WeirArchive *archive, WeirArchiveReopen reopen, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (reopen (archive, &problem))
    return TRUE;
  if (archive->damaged)
    return move_aside (archive, error) && weir_archive_make_file (archive, error) && reopen (archive, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/*
 * weir_archive_replace_file:
 * @archive: an archive whose file turned out damaged, and whose connection is closed
 * @reopen: opens the connection again; sets `damaged` when it fails for that reason
 * @error: set to %WEIR_ARCHIVE_ERROR_OPEN
 *
 * Moves the damaged file aside, never deleting anything, and begins a new one. Of several programs that find
 * the damage at once, one does so and the others use what it made. While another program has the file open it
 * stays where it is.
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_archive_replace_file (WeirArchive *archive, WeirArchiveReopen reopen, GError **error)
{
  for (guint i = 0; i < REPLACE_TRIES; i++)
    {
      gboolean alone = lock_open_byte (archive, F_WRLCK);
      gboolean done = alone && replace_alone (archive, reopen, error);

      weir_archive_share_file (archive);
      if (alone || reopen (archive, NULL))
        return !alone || done;
      /* Nobody can be alone while all of us look at the damage together. */
      lock_open_byte (archive, F_UNLCK);
      g_usleep ((gulong) g_random_int_range (1, REPLACE_TRY_US));
    }
  g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN,
               "“%s” is damaged, and another program has it open. Close that program; Weir then moves the"
               " file aside and makes a new one.", archive->file_name);
  return FALSE;
}
