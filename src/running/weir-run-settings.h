/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-settings.h: what one press of Run decides beside the document
 */

#pragma once

#include "weir-current-store.h"
#include "weir-environment.h"
#include "weir-run-selection.h"

G_BEGIN_DECLS

/* Zero-initialise, fill, and give to weir_run_new(), which copies it. */
typedef struct
{
  guint iterations; /* at least 1; not above 1 together with parallel above 1 */
  gboolean one_per_row; /* as many iterations as there are rows, whatever `iterations` is */
  guint parallel;
  guint delay_ms;
  gboolean stop_on_failure;
  const char *const *variables; /* (nullable) "NAME=VALUE"…, above the document's own */
  const char *data_file;        /* (nullable) rows from there instead of the document's own file */
  WeirEnvironment *environment; /* (nullable) where it runs */
  const char *const *secrets;   /* (nullable) "NAME=VALUE"…: the values of the environment's secrets */
  const char *only_step;        /* (nullable) the one step to run, by name */
  const char *file_name;        /* (nullable) the document's file, for the archive */
  const char *archive;          /* (nullable) the archive's file; NULL = the person's own */
  /* All, unless said otherwise. WEIR_SELECT_UP_TO is Run Up to Here: one iteration, whatever is said above;
   * the run's title in the archive says so. With numbers, which weir_run_repeat_apply() fills in, iterations
   * and parallel are as many as there are numbers. WEIR_SELECT_STEP is for WeirSend. */
  WeirRunSelection selection;
  WeirCurrentStore *store; /* (nullable) takes what the run leaves, before `finished`; see its header */
  const char *repeats;     /* (nullable) uuid of the run of which iterations are run again */
  const char *title;       /* (nullable) what the run is called in the archive */
} WeirRunSettings;

G_END_DECLS
