/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-export.h: a step's request as a curl command line
 */

#pragma once

#include "weir-step.h"

G_BEGIN_DECLS

/* What is known about variables; everything may be NULL, then all ${…} stay visible. */
typedef struct
{
  GHashTable *values;     /* name → value, of char* */
  GHashTable *secrets;    /* a set of the names whose values are not shown */
  gboolean shows_secrets; /* but they are, because somebody asked */
} WeirCurlValues;

/* (transfer full): one command for a POSIX shell, on several lines joined with "\"; NULL for a step without
 * request.
 * @values is nullable. Names of files are as in the step. */
char *weir_curl_export (WeirStep *step, const WeirCurlValues *values);

G_END_DECLS
