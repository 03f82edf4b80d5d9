/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report.c: choosing the kind of report; writing it whole or not at all
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "weir-report-private.h"

G_DEFINE_QUARK (weir-report-error-quark, weir_report_error)

#define BUFFER_BYTES (256 * 1024)

/* As menus show them; of two endings that fit, the longer comes first. */
static const WeirReportKind kinds[] = {
  { ".html", "HTML", FALSE },
  { ".pdf", "PDF", FALSE },
  { ".json", "JSON", FALSE },
  { ".jsonl", "JSON Lines", TRUE },
  { ".summary.csv", N_("CSV, one row per step"), TRUE },
  { ".csv", N_("CSV, one row per request"), TRUE },
  { ".xml", "JUnit XML", TRUE },
};

static gboolean (*const writers[]) (WeirReport *report, GError **error) = {
  weir_report_write_html,
  weir_report_write_pdf,
  weir_report_write_json,
  weir_report_write_json_lines,
  weir_report_write_csv_summary,
  weir_report_write_csv,
  weir_report_write_junit,
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == G_N_ELEMENTS (writers));

/**
 * weir_report_get_kinds:
 * @n: (out): how many there are
 *
 * Returns: (array length=n) (transfer none): the kinds of reports
 */
const WeirReportKind *
weir_report_get_kinds (guint *n)
{
  *n = G_N_ELEMENTS (kinds);
  return kinds;
}

/* ".json, .jsonl or .csv" */
static char *
list_endings (gboolean several)
{
  GString *list = g_string_new (NULL);
  guint n = 0, left = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    left += kinds[i].several || !several;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].several || !several)
      {
        left--;
        g_string_append_printf (list, "%s%s", n++ == 0 ? "" : left == 0 ? " or " : ", ", kinds[i].ending);
      }
  return g_string_free (list, FALSE);
}

/**
 * weir_report_find_kind:
 * @file_name: where a report is to go
 * @error: set to %WEIR_REPORT_ERROR_KIND with a sentence that says what to do
 *
 * Returns: (transfer none) (nullable): the kind its ending chooses, in any case; %NULL with @error set
 */
const WeirReportKind *
weir_report_find_kind (const char *file_name, GError **error)
{
  g_autofree char *endings = NULL;
  gsize length = strlen (file_name);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize ending = strlen (kinds[i].ending);

      if (length > ending && g_ascii_strcasecmp (file_name + length - ending, kinds[i].ending) == 0)
        return &kinds[i];
    }
  endings = list_endings (FALSE);
  g_set_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_KIND,
               "“%s” names no kind of report. Let the name end in %s.", file_name, endings);
  return NULL;
}

static const WeirReportKind *
choose_kind (const char *file_name, guint n_runs, GError **error)
{
  const WeirReportKind *kind = weir_report_find_kind (file_name, error);
  g_autofree char *endings = NULL;

  if (kind == NULL || kind->several || n_runs < 2)
    return kind;
  endings = list_endings (TRUE);
  g_set_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_KIND,
               "“%s” can hold one run, but there are %u. Let the name end in %s, which take several, or write"
               " one report for each run.", file_name, n_runs, endings);
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
weir_report_put_data (WeirReport *report, const void *data, gsize size)
{
  if (report->error_number == 0 && fwrite (data, 1, size, report->file) != size)
    report->error_number = errno != 0 ? errno : EIO;
  return report->error_number == 0;
}

gboolean
weir_report_put (WeirReport *report, const GString *text)
{
  return weir_report_put_data (report, text->str, text->len);
}

/* A new file beside @target, with its permissions if there is one already; else for its owner's eyes only,
 * as it holds what servers answered. Where the file system can, it has no name until it is whole, so that
 * nothing is left of it should this process be killed; *name is what it has, or is to be given. */
static int
open_temporary (const char *target, char **name, gboolean *has_name)
{
  g_autofree char *folder = g_path_get_dirname (target);
  GStatBuf status;
  int fd = open (folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0600);

  *name = g_strdup_printf ("%s/.weir-report-%08x%08x", folder, g_random_int (), g_random_int ());
  *has_name = fd < 0;
  if (fd < 0)
    fd = g_open (*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0 && g_stat (target, &status) == 0 && fchmod (fd, status.st_mode & 0777) != 0)
    g_info ("The permissions of “%s” could not be kept: %s", target, g_strerror (errno));
  return fd;
}

/* A name cannot be taken over by a file without one, so it gets one of its own first. */
static gboolean
take_name (int fd, const char *temporary, const char *target, gboolean has_name)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  if (!has_name && linkat (AT_FDCWD, path, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) != 0)
    return FALSE;
  return g_rename (temporary, target) == 0;
}

/* Only a report that is whole and on the disk takes the name. Returns an errno, 0 when all went well. */
static int
finish_temporary (WeirReport *report, const char *temporary, const char *target, gboolean has_name)
{
  int error_number = report->error_number;

  if (error_number == 0 && (fflush (report->file) != 0 || fsync (fileno (report->file)) != 0))
    error_number = errno;
  if (error_number == 0 && !take_name (fileno (report->file), temporary, target, has_name))
    error_number = errno;
  if (fclose (report->file) != 0 && error_number == 0)
    error_number = errno;
  return error_number;
}

/**
 * weir_report_check:
 * @file_name: where a report is to go
 * @n_runs: how many runs it is to hold
 * @error: set to %WEIR_REPORT_ERROR_KIND or %WEIR_REPORT_ERROR_WRITE with a sentence that says what to do
 *
 * Asked before a run begins, so that nobody waits for a report that cannot be written.
 *
 * Returns: whether a report of that name could be written now
 */
gboolean
weir_report_check (const char *file_name, guint n_runs, GError **error)
{
  g_autofree char *target = resolve (file_name);
  g_autofree char *folder = g_path_get_dirname (target);

  if (choose_kind (file_name, n_runs, error) == NULL)
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

/* Everything between opening the file and closing it. */
static gboolean
fill (WeirReport *report, const WeirReportKind *kind, const gint64 *run_ids, guint n_runs, GError **error)
{
  for (guint i = 0; i < n_runs; i++)
    {
      gint64 n_results = weir_archive_count_results (report->archive, run_ids[i], NULL, error);

      if (n_results < 0)
        return FALSE;
      report->work += 2 * (guint64) n_results;
    }
  for (guint i = 0; i < n_runs; i++)
    {
      WeirReportRun *run = weir_report_run_new (report, run_ids[i], error);

      if (run == NULL)
        return FALSE;
      g_ptr_array_add (report->runs, run);
      run->number = report->runs->len;
    }
  return writers[kind - kinds] (report, error);
}

/* Returns an errno, 0 when all went well; -1 with @error set. */
static int
write_and_rename (WeirReport *report, const WeirReportKind *kind, const gint64 *run_ids, guint n_runs,
                  const char *target, GError **error)
{
  g_autofree char *temporary = NULL;
  GError *problem = NULL;
  gboolean has_name;
  int error_number, fd = open_temporary (target, &temporary, &has_name);

  report->file = fd >= 0 ? fdopen (fd, "wb") : NULL;
  if (report->file == NULL)
    {
      error_number = errno;
      if (fd >= 0)
        close (fd);
      if (fd >= 0 && has_name)
        g_unlink (temporary);
      return error_number;
    }
  setvbuf (report->file, NULL, _IOFBF, BUFFER_BYTES);
  if (!fill (report, kind, run_ids, n_runs, &problem) && report->error_number == 0)
    report->error_number = EIO; /* keeps half a report from taking the name; @problem says what it was */
  error_number = finish_temporary (report, temporary, target, has_name);
  if (error_number == 0)
    return 0;
  g_unlink (temporary);
  if (problem == NULL)
    return error_number;
  g_propagate_error (error, problem);
  return -1;
}

/**
 * weir_report_write:
 * @archive: the archive that holds the runs
 * @run_ids: (array length=n_runs): their ids there
 * @n_runs: how many; more than one only where the kind takes several
 * @file_name: where to write; its ending says what kind of report
 * @options: (nullable): what is shown, and who is told of the progress
 * @cancellable: (nullable): ends it; nothing is left behind then
 * @error: set to %WEIR_REPORT_ERROR_KIND, %WEIR_REPORT_ERROR_WRITE, %G_IO_ERROR_CANCELLED or an error of the
 *   archive
 *
 * Writes the report of finished or stopped runs. A file of that name is replaced when the new one is whole;
 * when writing fails, it stays as it was and nothing else is left behind.
 *
 * Returns: whether the report was written
 */
gboolean
weir_report_write (WeirArchive *archive, const gint64 *run_ids, guint n_runs, const char *file_name,
                   const WeirReportOptions *options, GCancellable *cancellable, GError **error)
{
  const WeirReportKind *kind = choose_kind (file_name, n_runs, error);
  g_autofree char *target = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  WeirReport report = { .archive = archive, .cancellable = cancellable };
  int error_number;

  if (kind == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (options != NULL)
    report.options = *options;
  target = resolve (file_name);
  runs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_report_run_free);
  report.runs = runs;
  error_number = write_and_rename (&report, kind, run_ids, n_runs, target, error);
  if (error_number > 0)
    set_write_error (file_name, error_number, error);
  return error_number == 0;
}
