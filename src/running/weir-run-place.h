/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-place.h: where something is run: values from outside the document, proxy, certificates
 */

#pragma once

#include "weir-environment.h"
#include "weir-worker-process.h"

G_BEGIN_DECLS

/* All owned. */
typedef struct
{
  char **variables;
  char **environment; /* "NAME=VALUE" */
  char **secrets;
  char *proxy;
  char *authorities;
  char *certificate;
  gboolean insecure;
  char *folder; /* (nullable) of the document */
} WeirRunPlace;

void weir_run_place_init (WeirRunPlace *self, WeirEnvironment *environment, const char *const *secrets,
                          const char *const *variables, const char *file_name);
void weir_run_place_clear (WeirRunPlace *self);
/* What @settings gets is borrowed from @self. */
void weir_run_place_apply (const WeirRunPlace *self, WeirWorkerSettings *settings);

G_END_DECLS
