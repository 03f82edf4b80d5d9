/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-format.h: environments.yaml and environments.local.yaml beside a flow
 */

#pragma once

#include "weir-environment.h"
#include "weir-problem.h"

G_BEGIN_DECLS

#define WEIR_ENVIRONMENTS_FILE "environments.yaml"
#define WEIR_ENVIRONMENTS_LOCAL_FILE "environments.local.yaml"

/* Of WeirEnvironment; NULL when there is any error. */
GPtrArray *weir_environments_parse (const char *text, gsize length, GPtrArray *problems);
/* Those of one file, empty when there is no such file; each problem (WeirProblem) has its file. */
GPtrArray *weir_environments_load_file (const char *file_name, GPtrArray *problems);
/* Those beside the document @file_name, empty when there are none. Each problem is a line of text with the
 * name of its file. NULL after an error. */
GPtrArray *weir_environments_load (const char *file_name, GPtrArray *lines);
/* The same, with the problems (WeirProblem) as they are; each has its file. */
GPtrArray *weir_environments_load_with_problems (const char *file_name, GPtrArray *problems);
/* Puts those of the local file over the others, as loading does. */
void weir_environments_join (GPtrArray *environments, GPtrArray *local, const char *folder);
WeirEnvironment *weir_environments_find (GPtrArray *environments, const char *name); /* (transfer none) */

G_END_DECLS
