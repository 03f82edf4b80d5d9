/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method.h: which methods there are, and which variables a text lets them set
 */

#pragma once

#include <glib.h>

#include "weir-names.h"

G_BEGIN_DECLS

GPtrArray *weir_method_list_names (void);
/* "randomNumber(min=1, max=100)": a call of that method as a person would begin it; (transfer full) */
char *weir_method_describe (const char *name);
/* Adds each NAME that a call in @text sets with variable=NAME; of a text with mistakes those before them. */
void weir_method_collect_targets (const char *text, WeirNames *names);

G_END_DECLS
