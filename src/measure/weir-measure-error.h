/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-measure-error.h: what can be wrong with figures that were kept
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_MEASURE_ERROR (weir_measure_error_quark ())
GQuark weir_measure_error_quark (void);

typedef enum
{
  WEIR_MEASURE_ERROR_DAMAGED,
} WeirMeasureError;

G_END_DECLS
