/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-flow.h: runs a flow written in a test, whole: worker process, archive and all
 */

#pragma once

#include "weir-archive.h"
#include "weir-run.h"

G_BEGIN_DECLS

typedef struct
{
  WeirRun *run;
  char *folder; /* of the archive; removed with it */
  char *archive_file;
  gboolean finished;
  WeirRunSnapshot *snapshot; /* when finished: the last one */
  GPtrArray *results;        /* when finished: of WeirStepResult, in the order they came */
} WeirTestRun;

/* @yaml is a flow; `${base}` in it is @base_url. Options are the document's own. Fails the test when the
 * document has problems. */
WeirTestRun *weir_test_run_start (const char *yaml, const char *base_url);
/* As weir_test_run_start(), of the one step of that name. */
WeirTestRun *weir_test_run_start_step (const char *yaml, const char *base_url, const char *only_step);
void weir_test_run_wait (WeirTestRun *self);
/* Start and wait. */
WeirTestRun *weir_test_run (const char *yaml, const char *base_url);
void weir_test_run_free (WeirTestRun *self);

/* The @index-th result of the step of that name; fails the test when there is none. */
const WeirStepResult *weir_test_run_get (WeirTestRun *self, const char *step, guint index);
guint weir_test_run_count (WeirTestRun *self, const char *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestRun, weir_test_run_free)

G_END_DECLS
