/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-archive.c: an archive that is gone when the program ends; which run a person means
 */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "weir-cli-private.h"

/* Shorter beginnings of an id are more likely mistyped numbers. */
#define PREFIX_CHARS 4

struct _WeirCliScratch
{
  char *folder;
  char *file_name;
  WeirArchive *archive;
};

/**
 * weir_cli_scratch_new:
 * @error: set to a #GFileError or an error of the archive
 *
 * Returns: (transfer full) (nullable): an empty archive of this process alone; %NULL with @error set
 */
WeirCliScratch *
weir_cli_scratch_new (GError **error)
{
  g_autoptr (WeirCliScratch) scratch = g_new0 (WeirCliScratch, 1);

  scratch->folder = g_dir_make_tmp ("weir-XXXXXX", error);
  if (scratch->folder == NULL)
    return NULL;
  scratch->file_name = g_build_filename (scratch->folder, "runs.db", NULL);
  scratch->archive = weir_archive_open (scratch->file_name, error);
  if (scratch->archive == NULL)
    return NULL;
  /* Nothing makes room for anything here: all that was put in is wanted. */
  weir_archive_set_limits (scratch->archive, G_MAXUINT, G_MAXINT64);
  return g_steal_pointer (&scratch);
}

/**
 * weir_cli_scratch_free:
 * @scratch: (transfer full): an archive; its files are removed
 */
void
weir_cli_scratch_free (WeirCliScratch *scratch)
{
  static const char *const files[] = { "runs.db", "runs.db-wal", "runs.db-shm", "runs.db-lock" };

  g_clear_pointer (&scratch->archive, weir_archive_close);
  for (guint i = 0; scratch->folder != NULL && i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *file = g_build_filename (scratch->folder, files[i], NULL);

      g_unlink (file);
    }
  if (scratch->folder != NULL)
    g_rmdir (scratch->folder);
  g_free (scratch->folder);
  g_free (scratch->file_name);
  g_free (scratch);
}

/**
 * weir_cli_scratch_get_archive:
 * @scratch: an archive
 *
 * Returns: (transfer none): it, open
 */
WeirArchive *
weir_cli_scratch_get_archive (WeirCliScratch *scratch)
{
  return scratch->archive;
}

/**
 * weir_cli_scratch_get_file_name:
 * @scratch: an archive
 *
 * Returns: (transfer none): its file, for other processes and threads to open it
 */
const char *
weir_cli_scratch_get_file_name (WeirCliScratch *scratch)
{
  return scratch->file_name;
}

/**
 * weir_cli_keeping_open:
 * @self: zeroed
 *
 * Failures are read back from the archive. Where the person's own cannot be used, say in a container whose
 * home is read-only, one that is gone with this process does as well. Tells what went wrong.
 *
 * Returns: whether there is a place for results; either way it is to be closed
 */
gboolean
weir_cli_keeping_open (WeirCliKeeping *self)
{
  g_autoptr (GError) error = NULL;

  self->archive = self->own = weir_archive_open (NULL, &error);
  if (self->archive != NULL)
    return TRUE;
  weir_cli_complain (_("The results will not be kept after this run: %s"), error->message);
  g_clear_error (&error);
  self->scratch = weir_cli_scratch_new (&error);
  if (self->scratch != NULL)
    self->archive = weir_cli_scratch_get_archive (self->scratch);
  else
    weir_cli_complain (_("There is no place for results: %s"), error->message);
  return self->archive != NULL;
}

/**
 * weir_cli_keeping_close:
 * @self: as it was opened; zeroed again afterwards
 */
void
weir_cli_keeping_close (WeirCliKeeping *self)
{
  self->archive = NULL;
  g_clear_pointer (&self->own, weir_archive_close);
  g_clear_pointer (&self->scratch, weir_cli_scratch_free);
}

/**
 * weir_cli_keeping_get_file_name:
 * @self: open
 *
 * Returns: (nullable) (transfer none): the archive's file; %NULL is the person's own
 */
const char *
weir_cli_keeping_get_file_name (const WeirCliKeeping *self)
{
  return self->scratch != NULL ? weir_cli_scratch_get_file_name (self->scratch) : NULL;
}

/**
 * weir_cli_is_file:
 * @word: what a person wrote where a run or a file can stand
 *
 * Returns: whether it is a file: numbers and ids of runs have no dots, and no slashes
 */
gboolean
weir_cli_is_file (const char *word)
{
  return strpbrk (word, "./") != NULL;
}

/* The run whose number or beginning of an id @word is. 0: none; -1: several. */
static gint64
match_run (GPtrArray *runs, const char *word)
{
  gsize length = strlen (word);
  gint64 found = 0;
  guint64 number;

  if (g_ascii_string_to_unsigned (word, 10, 1, G_MAXINT64, &number, NULL))
    for (guint i = 0; i < runs->len; i++)
      if (((WeirRunInfo *) g_ptr_array_index (runs, i))->id == (gint64) number)
        return (gint64) number;
  for (guint i = 0; i < runs->len && length >= PREFIX_CHARS; i++)
    {
      const WeirRunInfo *info = g_ptr_array_index (runs, i);

      if (info->uuid == NULL || g_ascii_strncasecmp (info->uuid, word, length) != 0)
        continue;
      if (found != 0)
        return -1;
      found = info->id;
    }
  return found;
}

/**
 * weir_cli_find_run:
 * @archive: the archive to look in
 * @word: "last", a run's number, or at least four characters of the beginning of its id
 *
 * Says on stderr what is wrong when there is no such run, or more than one.
 *
 * Returns: the run's id in the archive; 0 when none was found
 */
gint64
weir_cli_find_run (WeirArchive *archive, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = weir_archive_list_runs (archive, G_MAXINT, &error);
  g_autofree char *shown = weir_cli_text_clean (word, -1);
  gint64 found;

  if (runs == NULL)
    {
      weir_cli_complain ("%s", error->message);
      return 0;
    }
  if (runs->len == 0)
    {
      weir_cli_complain (_("No run is kept yet. Run a flow first: weir-cli run FILE."));
      return 0;
    }
  if (g_ascii_strcasecmp (word, "last") == 0)
    return ((WeirRunInfo *) g_ptr_array_index (runs, 0))->id;
  found = match_run (runs, word);
  if (found < 0)
    weir_cli_complain (_("The ids of several runs begin with “%s”. Write more of the one that is meant."),
                       shown);
  else if (found == 0)
    weir_cli_complain (_("There is no run “%s”. Write “last”, a run's number, or at least the first %d "
                         "characters of its id; only the latest runs are kept."),
                       shown, PREFIX_CHARS);
  return MAX (found, 0);
}
