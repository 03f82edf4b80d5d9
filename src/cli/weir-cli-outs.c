/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-outs.c: whether reports can be written where they are to go, and never over what is read
 */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "weir-cli-private.h"
#include "weir-file.h"
#include "weir-report.h"

static gboolean
is_same_inode (const char *a, const char *b)
{
  GStatBuf of_a, of_b;

  return g_stat (a, &of_a) == 0 && g_stat (b, &of_b) == 0 && of_a.st_dev == of_b.st_dev &&
         of_a.st_ino == of_b.st_ino;
}

/* However the two are spelled, also when neither is there yet. */
static gboolean
is_same_file (const char *a, const char *b)
{
  g_autofree char *folder_of_a = g_path_get_dirname (a);
  g_autofree char *folder_of_b = g_path_get_dirname (b);
  g_autofree char *name_of_a = g_path_get_basename (a);
  g_autofree char *name_of_b = g_path_get_basename (b);

  return is_same_inode (a, b) ||
         (g_str_equal (name_of_a, name_of_b) && is_same_inode (folder_of_a, folder_of_b));
}

static char *
refuse (const char *out, WeirCliInput kind)
{
  g_autofree char *shown = weir_cli_text_clean (out, -1);

  switch (kind)
    {
    case WEIR_CLI_INPUT_PLAN:
      return g_strdup_printf (_("--out %s is the load plan itself; choose another name."), shown);
    case WEIR_CLI_INPUT_PLAN_FLOW:
      return g_strdup_printf (_("--out %s is a flow that the load plan goes through; choose another name."),
                              shown);
    case WEIR_CLI_INPUT_DATA:
      return g_strdup_printf (_("--out %s is the file the rows of data come from; choose another name."),
                              shown);
    case WEIR_CLI_INPUT_RESULTS:
      return g_strdup_printf (_("--out %s is a file the report is made of; choose another name."), shown);
    case WEIR_CLI_INPUT_FLOW:
    default:
      return g_strdup_printf (_("--out %s is the flow itself; choose another name."), shown);
    }
}

/**
 * weir_cli_outs_spare:
 * @outs: (element-type filename): where reports are to go
 * @file: what is read
 * @kind: what that is
 * @error: return location for a #GOptionError
 *
 * Returns: whether none of @outs would take its place
 */
gboolean
weir_cli_outs_spare (GPtrArray *outs, const char *file, WeirCliInput kind, GError **error)
{
  for (guint i = 0; i < outs->len; i++)
    if (is_same_file (g_ptr_array_index (outs, i), file))
      {
        g_autofree char *refusal = refuse (g_ptr_array_index (outs, i), kind);

        g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, refusal);
        return FALSE;
      }
  return TRUE;
}

gboolean
weir_cli_outs_spare_data (GPtrArray *outs, const char *folder, const char *file, GError **error)
{
  g_autofree char *path = file != NULL ? weir_file_find (folder, file, NULL) : NULL;

  return path == NULL || weir_cli_outs_spare (outs, path, WEIR_CLI_INPUT_DATA, error);
}

static gboolean
check_out (GPtrArray *outs, guint index, guint n_runs, GError **error)
{
  const char *out = g_ptr_array_index (outs, index);

  for (guint i = 0; i < index; i++)
    if (is_same_file (out, g_ptr_array_index (outs, i)))
      {
        g_autofree char *shown = weir_cli_text_clean (out, -1);

        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     _("--out %s is named twice; choose another name for one of them."), shown);
        return FALSE;
      }
  return weir_report_check (out, n_runs, error);
}

/**
 * weir_cli_outs_check:
 * @outs: (element-type filename): where reports are to go
 * @files: (element-type filename): the files they are made of, which they must not replace
 * @kind: what those are
 * @n_runs: how many runs each report is to hold
 * @error: return location for a #GOptionError, or a #WeirReportError
 *
 * Returns: whether all of them could be written
 */
gboolean
weir_cli_outs_check (GPtrArray *outs, GPtrArray *files, WeirCliInput kind, guint n_runs, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    if (!weir_cli_outs_spare (outs, g_ptr_array_index (files, i), kind, error))
      return FALSE;
  for (guint i = 0; i < outs->len; i++)
    if (!check_out (outs, i, n_runs, error))
      return FALSE;
  return TRUE;
}
