/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-duration.h: durations as people write them, microseconds as the program counts them
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_BASE_ERROR (weir_base_error_quark ())
GQuark weir_base_error_quark (void);

typedef enum
{
  WEIR_BASE_ERROR_DURATION,
} WeirBaseError;

/* What a number without a suffix means; each key of a document says which. */
typedef enum
{
  WEIR_DURATION_UNIT_MS,
  WEIR_DURATION_UNIT_S,
} WeirDurationUnit;

gboolean weir_duration_parse (const char *text, WeirDurationUnit bare_unit, gint64 *us, GError **error);
char *weir_duration_to_text (gint64 us);
char *weir_duration_to_display (gint64 us);

G_END_DECLS
