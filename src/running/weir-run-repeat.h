/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-repeat.h: the failed iterations of an earlier run, alone, once more
 *
 *   repeat = weir_run_repeat_new (archive, run_id, &error);
 *   flow = weir_flow_parse (repeat->info->document, …);        the flow as it was frozen then
 *   WeirRunSettings settings = { .environment = …, .secrets = …, .store = … };
 *   weir_run_repeat_apply (repeat, &settings);
 *   run = weir_run_new (flow, repeat->info->document, &settings, &error);
 *
 * Before All runs, then exactly the iterations (of a parallel run: the virtual users) in which a step
 * failed, then After All. Each has the number it had: in ${run.iteration} or ${run.vu}, in its results, and
 * so in lists; and it takes the row of the data file it had. The environment is looked up by the name it had
 * then (info->environment), with the values it has now; variables that were given beside the document are not
 * kept. The result is a run of its own, whose title in the archive names the run it repeats;
 * weir_run_repeat_find_original() leads there.
 */

#pragma once

#include "weir-archive.h"
#include "weir-run-settings.h"

G_BEGIN_DECLS

typedef struct
{
  WeirRunInfo *info; /* of the run that is repeated, with its document */
  GArray *numbers;   /* of guint, ascending: which iterations failed, or virtual users */
  GArray *rows;      /* of guint: the row of the data file each had; 0 = none */
  gboolean are_vus;
  char *title; /* "Checkout: 3 failed iterations of 22 Nov 2026, 09:14" */
} WeirRunRepeat;

/* NULL with WEIR_RUN_ERROR_SETTINGS and a sentence when no iteration failed, or with WEIR_ARCHIVE_ERROR. It
 * looks at the failed results of the run only. */
WeirRunRepeat *weir_run_repeat_new (WeirArchive *archive, gint64 run_id, GError **error);
void weir_run_repeat_free (WeirRunRepeat *self);
/* Iterations, virtual users, delay, stop on failure, the step that was run alone, the file's name, title: as
 * then. What is put into @settings is borrowed from @self until weir_run_new() has copied it. */
void weir_run_repeat_apply (const WeirRunRepeat *self, WeirRunSettings *settings);
/* The run that @run_id repeats: its id in the archive; 0 when it repeats none, or that one is gone; -1 on
 * error. */
gint64 weir_run_repeat_find_original (WeirArchive *archive, gint64 run_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRunRepeat, weir_run_repeat_free)

G_END_DECLS
