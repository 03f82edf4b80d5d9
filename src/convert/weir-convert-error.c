/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-convert-error.c: why something cannot be converted
 */

#include "config.h"

#include "weir-convert-error.h"

G_DEFINE_QUARK (weir - convert - error, weir_convert_error)
