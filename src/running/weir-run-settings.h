/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-settings.h: what one press of Run decides beside the document
 */

#pragma once

#include "weir-environment.h"

G_BEGIN_DECLS

/* Zero-initialise, fill, and give to weir_run_new(), which copies it. */
typedef struct
{
  guint iterations; /* at least 1; not above 1 together with parallel above 1 */
  guint parallel;
  guint delay_ms;
  gboolean stop_on_failure;
  const char *const *variables; /* (nullable) "NAME=VALUE"…, above the document's own */
  WeirEnvironment *environment; /* (nullable) where it runs */
  const char *const *secrets;   /* (nullable) "NAME=VALUE"…: the values of the environment's secrets */
  const char *only_step;        /* (nullable) the one step to run, by name */
  const char *file_name;        /* (nullable) the document's file, for the archive */
  const char *archive;          /* (nullable) the archive's file; NULL = the person's own */
} WeirRunSettings;

G_END_DECLS
