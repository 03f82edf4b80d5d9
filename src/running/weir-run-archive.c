/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-archive.c: what every run does with the archive, of a flow or of a load plan
 */

#include "config.h"

#include "weir-run-archive.h"

#include "weir-duration.h"

#include <glib/gi18n-lib.h>

/**
 * weir_run_archive_begin:
 * @file: (nullable): the archive's file; %NULL means the person's own
 * @info: the run, which gets its id
 * @error: of the archive's domain
 *
 * Returns: (transfer full) (nullable): the archive, in which the run is on disk; %NULL when nothing of it can
 * be kept
 */
WeirArchive *
weir_run_archive_begin (const char *file, WeirRunInfo *info, GError **error)
{
  WeirArchive *archive = weir_archive_open (file, error);

  if (archive && (!weir_archive_begin_run (archive, info, error) || !weir_archive_commit (archive, error)))
    g_clear_pointer (&archive, weir_archive_close);
  return archive;
}

/**
 * weir_run_archive_tell_lost:
 * @lost_from_us: since the beginning of the run
 * @cause: what the archive says
 *
 * Returns: (transfer full): that what came then and later is not kept, and why
 */
char *
weir_run_archive_tell_lost (gint64 lost_from_us, const GError *cause)
{
  g_autofree char *when = weir_duration_to_display (lost_from_us);

  /* Translators: %1$s is a duration like "12.5 s", %2$s a whole sentence */
  return g_strdup_printf (_ ("What came about %1$s into the run and later is not kept. %2$s"), when,
                          cause->message);
}
