/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-info.c: making, copying and freeing rows of runs
 */

#include "config.h"

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
  copy->file_name = g_strdup (info->file_name);
  copy->document = g_strdup (info->document);
  copy->summary = g_strdup (info->summary);
  return copy;
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
  g_free (info->file_name);
  g_free (info->document);
  g_free (info->summary);
  g_free (info);
}
