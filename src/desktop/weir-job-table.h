/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-table.h: the iterations of a run of a load plan, with their status and figures
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-job-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_JOB_TABLE (weir_job_table_get_type ())
G_DECLARE_FINAL_TYPE (WeirJobTable, weir_job_table, WEIR, JOB_TABLE, GtkWidget)

/* signal: selected (WeirJobTable *table): another iteration, or none */
GtkWidget *weir_job_table_new (void);
/* @jobs: (nullable): of WeirJobState, by number; those of rounds that are not run are left out */
void weir_job_table_update (WeirJobTable *self, GPtrArray *jobs);
/* (transfer none) (nullable): of WeirJobState */
WeirJobState *weir_job_table_get_selected (WeirJobTable *self);
void weir_job_table_select (WeirJobTable *self, guint job);
/* (transfer none): of WeirJobItem, as they are listed */
GListModel *weir_job_table_get_items (WeirJobTable *self);

G_END_DECLS
