/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-field.h: what ${Metrics.ROUND.ITERATION.…} comes to at an instant
 */

#pragma once

#include "weir-job-figures.h"

G_BEGIN_DECLS

/* FALSE: there are no data. Of WEIR_FIELD_STATUS_REASON the number is the status, whose words the caller
 * knows. @cool_down_us: of the iteration; 0 = it has none. @now_us: when; of what is over, its end. */
gboolean weir_job_figures_read_field (const WeirJobFigures *figures, const WeirMetricField *field,
                                      gint64 cool_down_us, gint64 now_us, double *value);

G_END_DECLS
