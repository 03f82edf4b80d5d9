/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-locale.h: the language a program speaks
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void weir_locale_begin (void);

G_END_DECLS
