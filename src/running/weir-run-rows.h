/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-rows.h: the rows of the data file a run takes its values from
 */

#pragma once

#include "weir-archive.h"
#include "weir-data-rows.h"
#include "weir-flow.h"
#include "weir-run-settings.h"

G_BEGIN_DECLS

/* Those of @settings, else of @flow. FALSE with WEIR_RUN_ERROR_SETTINGS; without a file there are none. */
gboolean weir_run_rows_load (WeirFlow *flow, const WeirRunSettings *settings, WeirDataRows **rows,
                             GError **error);
/* Sets the iterations of @settings when there is one for each row. */
void weir_run_rows_apply (const WeirDataRows *rows, WeirRunSettings *settings);
void weir_run_rows_describe (const WeirDataRows *rows, WeirFlow *flow, WeirRunInfo *info);

G_END_DECLS
