/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report.c: choosing the kind of report; writing it whole or not at all
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "weir-report-private.h"

G_DEFINE_QUARK (weir-report-error-quark, weir_report_error)

#define BUFFER_BYTES (256 * 1024)

typedef gboolean (*WriteFunc) (WeirArchive *archive, const WeirRunInfo *info, WeirReportOutput *output,
                               GError **error);

static const struct
{
  const char *ending;
  WriteFunc write;
} kinds[] = {
  { ".json", weir_report_write_json },
  { ".csv", weir_report_write_csv },
};

static WriteFunc
find_kind (const char *file_name, GError **error)
{
  gsize length = strlen (file_name);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize ending = strlen (kinds[i].ending);

      if (length > ending && g_ascii_strcasecmp (file_name + length - ending, kinds[i].ending) == 0)
        return kinds[i].write;
    }
  g_set_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_KIND,
               "“%s” names no kind of report. Let the name end in .json or .csv.", file_name);
  return NULL;
}

static void
set_write_error (const char *file_name, int error_number, GError **error)
{
  g_set_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_WRITE,
               "The report “%s” could not be written: %s. %s", file_name, g_strerror (error_number),
               error_number == ENOSPC || error_number == EDQUOT
                 ? "Free some space, or choose a folder on another disk."
                 : "Choose a file in a folder that can be written to.");
}

/* Where the report goes in the end: the name, or what a symbolic link of that name points to. */
static char *
resolve (const char *file_name)
{
  char *resolved = realpath (file_name, NULL);
  char *copy = g_strdup (resolved != NULL ? resolved : file_name);

  free (resolved);
  return copy;
}

gboolean
weir_report_put (WeirReportOutput *output, const GString *text)
{
  if (output->error_number == 0 && fwrite (text->str, 1, text->len, output->file) != text->len)
    output->error_number = errno != 0 ? errno : EIO;
  return output->error_number == 0;
}

/* A new file beside @target, with its permissions if there is one already; else for its owner's eyes only, as
 * it holds what servers answered. */
static FILE *
open_temporary (const char *target, char **name)
{
  g_autofree char *folder = g_path_get_dirname (target);
  GStatBuf status;
  FILE *file;
  int fd;

  *name = g_strdup_printf ("%s/.weir-report-%08x%08x", folder, g_random_int (), g_random_int ());
  fd = g_open (*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return NULL;
  if (g_stat (target, &status) == 0 && fchmod (fd, status.st_mode & 0777) != 0)
    g_info ("The permissions of “%s” could not be kept: %s", target, g_strerror (errno));
  file = fdopen (fd, "wb");
  if (file == NULL)
    {
      close (fd);
      g_unlink (*name);
      return NULL;
    }
  setvbuf (file, NULL, _IOFBF, BUFFER_BYTES);
  return file;
}

/* Only a report that is whole and on the disk takes the name. Returns an errno, 0 when all went well. */
static int
finish_temporary (WeirReportOutput *output, const char *temporary, const char *target)
{
  int error_number = output->error_number;

  if (error_number == 0 && (fflush (output->file) != 0 || fsync (fileno (output->file)) != 0))
    error_number = errno;
  if (fclose (output->file) != 0 && error_number == 0)
    error_number = errno;
  if (error_number == 0 && g_rename (temporary, target) != 0)
    error_number = errno;
  return error_number;
}

/**
 * weir_report_check:
 * @file_name: where a report is to go
 * @error: set to %WEIR_REPORT_ERROR_KIND or %WEIR_REPORT_ERROR_WRITE with a sentence that says what to do
 *
 * Asked before a run begins, so that nobody waits for a report that cannot be written.
 *
 * Returns: whether a report of that name could be written now
 */
gboolean
weir_report_check (const char *file_name, GError **error)
{
  g_autofree char *target = resolve (file_name);
  g_autofree char *folder = g_path_get_dirname (target);

  if (find_kind (file_name, error) == NULL)
    return FALSE;
  if (g_file_test (target, G_FILE_TEST_IS_DIR))
    g_set_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_WRITE,
                 "“%s” is a folder, so no report can be written there. Choose another name.", file_name);
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_set_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_WRITE,
                 "The report “%s” cannot be written because there is no folder “%s”. Make it, or choose"
                 " another.", file_name, folder);
  else if (g_access (folder, W_OK | X_OK) != 0)
    g_set_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_WRITE,
                 "The report “%s” cannot be written because the folder “%s” may not be written to. Change its"
                 " permissions, or choose another.", file_name, folder);
  else
    return TRUE;
  return FALSE;
}

/**
 * weir_report_write:
 * @archive: the archive that holds the run
 * @run_id: the run's id there
 * @file_name: where to write; its ending says what kind of report
 * @error: set to %WEIR_REPORT_ERROR_KIND, %WEIR_REPORT_ERROR_WRITE or an error of the archive
 *
 * Writes the report of a finished or stopped run. A file of that name is replaced when the new one is whole;
 * when writing fails, it stays as it was and nothing else is left behind.
 *
 * Returns: whether the report was written
 */
gboolean
weir_report_write (WeirArchive *archive, gint64 run_id, const char *file_name, GError **error)
{
  WriteFunc write_kind = find_kind (file_name, error);
  g_autoptr (WeirRunInfo) info = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autofree char *temporary = NULL, *target = resolve (file_name);
  WeirReportOutput output = { 0 };
  int error_number;

  if (write_kind == NULL)
    return FALSE;
  info = weir_archive_get_run (archive, run_id, error);
  if (info == NULL)
    return FALSE;
  output.file = open_temporary (target, &temporary);
  if (output.file == NULL)
    {
      set_write_error (file_name, errno, error);
      return FALSE;
    }
  if (!write_kind (archive, info, &output, &read_error) && output.error_number == 0)
    output.error_number = EIO; /* keeps half a report from taking the name; @read_error says what it was */
  error_number = finish_temporary (&output, temporary, target);
  if (error_number == 0)
    return TRUE;
  g_unlink (temporary);
  if (read_error != NULL)
    g_propagate_error (error, g_steal_pointer (&read_error));
  else
    set_write_error (file_name, error_number, error);
  return FALSE;
}
