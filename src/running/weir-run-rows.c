/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-rows.c: the rows of the data file a run takes its values from
 */

#include "config.h"

#include "weir-run-rows.h"

#include "weir-run.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Given beside a column of that name, a value would be used nowhere, unnoticed. */
static gboolean
check_columns (const WeirDataRows *rows, const char *const *variables, GError **error)
{
  for (; variables && *variables; variables++)
    for (guint i = 0; i < weir_data_rows_get_n_columns (rows); i++)
      {
        const char *column = weir_data_rows_get_column (rows, i);
        gsize length = strlen (column);

        if (strncmp (*variables, column, length) != 0 || (*variables)[length] != '=')
          continue;
        g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                     _("%s is a column of the data file, whose rows go above a value that is given for the "
                       "whole run; leave out one of the two."),
                     column);
        return FALSE;
      }
  return TRUE;
}

static WeirDataRows *
load (WeirFlow *flow, const WeirRunSettings *settings, GError **error)
{
  const char *own = weir_run_options_get_data_file (weir_flow_get_run_options (flow));
  g_autofree char *whole = settings->file_name ? g_canonicalize_filename (settings->file_name, NULL) : NULL;
  g_autofree char *folder = whole ? g_path_get_dirname (whole) : NULL;

  if (settings->data_file)
    return weir_data_rows_load (NULL, settings->data_file, error);
  return own ? weir_data_rows_load (folder, own, error) : NULL;
}

/**
 * weir_run_rows_load:
 * @flow: a flow
 * @settings: what the press of Run decided
 * @rows: (out) (transfer full) (nullable): its rows; %NULL when it has none
 * @error: %WEIR_RUN_ERROR_SETTINGS
 *
 * Returns: %FALSE with @error when they cannot be had as they were asked for
 */
gboolean
weir_run_rows_load (WeirFlow *flow, const WeirRunSettings *settings, WeirDataRows **rows, GError **error)
{
  g_autoptr (GError) cause = NULL;

  *rows = load (flow, settings, &cause);
  if (cause)
    g_set_error_literal (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS, cause->message);
  else if (settings->one_per_row && settings->parallel > 1)
    g_set_error_literal (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                         _("One iteration per row and parallel execution exclude each other; set one of them "
                           "back."));
  else if (settings->one_per_row && !*rows)
    g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                 _("“%s” has no rows, so there cannot be an iteration for each; name the file of the rows, "
                   "under “data” in the flow or with --data."),
                 weir_flow_get_name (flow));
  else if (!*rows || check_columns (*rows, settings->variables, error))
    return TRUE;
  g_clear_pointer (rows, weir_data_rows_unref);
  return FALSE;
}

/* A choice of iterations, or of the steps up to one, stays what it is. */
void
weir_run_rows_apply (const WeirDataRows *rows, WeirRunSettings *settings)
{
  const WeirRunSelection *selection = &settings->selection;

  if (settings->one_per_row && selection->select == WEIR_SELECT_ALL && selection->n_numbers == 0)
    settings->iterations = weir_data_rows_get_count (rows);
}

void
weir_run_rows_describe (const WeirDataRows *rows, WeirFlow *flow, WeirRunInfo *info)
{
  WeirRunOptions *options = weir_flow_get_run_options (flow);

  if (!rows)
    return;
  info->data_file = g_strdup (weir_data_rows_get_file (rows));
  info->data_rows = weir_data_rows_get_count (rows);
  info->data_random = weir_run_options_get_data_order (options) == WEIR_DATA_RANDOM;
}
