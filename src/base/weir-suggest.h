/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-suggest.h: which allowed word a mistyped one was meant to be
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint weir_edit_distance (const char *a, const char *b);
const char *weir_suggest (const char *word, const char *const *allowed);

G_END_DECLS
