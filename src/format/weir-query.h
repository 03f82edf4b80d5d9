/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-query.h: one path applied to one text, as JSON
 */

#pragma once

#include <glib.h>

#include "weir-problem.h"

G_BEGIN_DECLS

/* What was found. A path that is none, a text that is no JSON or XML, and a search that takes too much are
 * errors, with their place. */
char *weir_query (const char *expression, const char *text, gsize length, gboolean as_paths, guint *n_found,
                  GError **error);
gboolean weir_query_check (const char *expression, GError **error);

G_END_DECLS
