/* SPDX-License-Identifier: GPL-3.0-or-later
 * made-run.h: a run in the archive that no worker ran, shown in the window
 */

#pragma once

#include "weir-archive.h"
#include "window-fixture.h"

G_BEGIN_DECLS

typedef struct
{
  WeirArchive *archive;
  WeirRunInfo *info;
  gint64 run_id;
  gboolean drop_bodies; /* of what is appended */
} Made;

void made_begin (Made *made);
void made_append (Made *made, const WeirStepBrief *brief);
void made_append_result (Made *made, const WeirStepResult *result);
void made_commit (Made *made);
void made_end (Made *made);
WeirStepBrief made_brief (guint iteration, guint vu, guint step);
void made_open_flow (Fixture *fixture);
void made_show (Fixture *fixture, const Made *made, guint n_iterations, guint n_vus, WeirRunPhase phase);
WeirResultsView *made_get_view (Fixture *fixture);

G_END_DECLS
