/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-convert-error.h: why something cannot be converted
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_CONVERT_ERROR (weir_convert_error_quark ())

typedef enum
{
  WEIR_CONVERT_ERROR_OTHER,   /* it is something else than what can be converted */
  WEIR_CONVERT_ERROR_INVALID, /* it has a mistake, or wants something that a request cannot be */
} WeirConvertError;

GQuark weir_convert_error_quark (void);

G_END_DECLS
