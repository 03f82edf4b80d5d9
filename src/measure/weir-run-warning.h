/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-warning.h: what a run of a load plan warns of, and how often
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *text; /* a whole sentence */
  guint64 count;
} WeirRunWarning;

WeirRunWarning *weir_run_warning_new (const char *text, guint64 count);
WeirRunWarning *weir_run_warning_copy (const WeirRunWarning *warning);
void weir_run_warning_free (WeirRunWarning *warning);

/* All of a run as they lie in the archive, of WeirRunWarning. */
GBytes *weir_run_warnings_encode (GPtrArray *warnings);
GPtrArray *weir_run_warnings_decode (GBytes *bytes, GError **error);

G_END_DECLS
