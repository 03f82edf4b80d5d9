/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method.h: which methods there are, and which variables a text lets them set
 */

#pragma once

#include <glib.h>

#include "weir-names.h"

G_BEGIN_DECLS

GPtrArray *weir_method_list_names (void);
/* Adds each NAME that a call in @text sets with variable=NAME; of a text with mistakes those before them. */
void weir_method_collect_targets (const char *text, WeirNames *names);

G_END_DECLS
