/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-time-span.h: durations that may be written with colons, as the grace period of a rule
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "00:00:10", "1.12:00:00.500" or "10s", never a bare number. FALSE with WEIR_BASE_ERROR_DURATION. */
gboolean weir_time_span_parse (const char *text, gint64 *us, GError **error);

G_END_DECLS
