/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-steps.h: what each step of a flow did, where an iteration of a load plan goes through one
 *
 * A list of WeirStepStatistics in the order of the flow; steps that were never carried out are not in it.
 */

#pragma once

#include "weir-step-statistics.h"

G_BEGIN_DECLS

GPtrArray *weir_job_steps_new (void);
/* (transfer none) */
WeirStepStatistics *weir_job_steps_get (GPtrArray *steps, guint part, guint step, const char *name);
void weir_job_steps_merge (GPtrArray *steps, GPtrArray *others);
GPtrArray *weir_job_steps_copy (GPtrArray *steps);

G_END_DECLS
