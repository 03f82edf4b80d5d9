/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-info.c: making, copying and freeing rows of runs
 */

#include "config.h"

#include <sys/utsname.h>

#include "weir-archive.h"

/**
 * weir_run_info_new:
 *
 * Returns: (transfer full): a row with nothing in it
 */
WeirRunInfo *
weir_run_info_new (void)
{
  return g_new0 (WeirRunInfo, 1);
}

/**
 * weir_run_info_copy:
 * @info: a row
 *
 * Returns: (transfer full): its like
 */
WeirRunInfo *
weir_run_info_copy (const WeirRunInfo *info)
{
  WeirRunInfo *copy = g_memdup2 (info, sizeof *info);

  copy->uuid = g_strdup (info->uuid);
  copy->name = g_strdup (info->name);
  copy->title = g_strdup (info->title);
  copy->note = g_strdup (info->note);
  copy->file_name = g_strdup (info->file_name);
  copy->document = g_strdup (info->document);
  copy->data_file = g_strdup (info->data_file);
  copy->environment = g_strdup (info->environment);
  copy->only_step = g_strdup (info->only_step);
  copy->weir_version = g_strdup (info->weir_version);
  copy->host = g_strdup (info->host);
  copy->kernel = g_strdup (info->kernel);
  copy->summary = g_strdup (info->summary);
  return copy;
}

/**
 * weir_run_info_set_machine:
 * @info: a row of a run that begins here and now
 *
 * Sets version and computer to those of this program. A run that is read from elsewhere keeps its own.
 */
void
weir_run_info_set_machine (WeirRunInfo *info)
{
  struct utsname names;

  g_free (info->weir_version);
  g_free (info->host);
  g_free (info->kernel);
  info->weir_version = g_strdup (WEIR_VERSION);
  info->host = g_strdup (g_get_host_name ());
  info->kernel = NULL;
  if (uname (&names) == 0)
    info->kernel = g_strdup_printf ("%s %s %s", names.sysname, names.release, names.machine);
  info->cores = g_get_num_processors ();
}

/**
 * weir_run_info_free:
 * @info: (transfer full) (nullable): a row
 */
void
weir_run_info_free (WeirRunInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->uuid);
  g_free (info->name);
  g_free (info->title);
  g_free (info->note);
  g_free (info->file_name);
  g_free (info->document);
  g_free (info->data_file);
  g_free (info->environment);
  g_free (info->only_step);
  g_free (info->weir_version);
  g_free (info->host);
  g_free (info->kernel);
  g_free (info->summary);
  g_free (info);
}
