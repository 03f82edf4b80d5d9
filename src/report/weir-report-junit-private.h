/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-junit-private.h: what JUnit's XML has of runs of flows and of load plans
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 tests;
  guint64 failures;
  guint64 errors;
  guint64 skipped;
} WeirJUnitCounts;

/* Attributes of the element that is open. */
void weir_junit_add_counts (GString *text, const WeirJUnitCounts *counts, gboolean with_skipped);
void weir_junit_add_seconds (GString *text, gint64 us);
/* An element of its own. */
void weir_junit_add_property (GString *text, const char *name, const char *value);

G_END_DECLS
