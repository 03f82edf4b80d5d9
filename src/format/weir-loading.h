/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-loading.h: what fills in the texts of a plan that must be known before it runs
 */

#pragma once

#include <gio/gio.h>

#include "weir-reader.h"

G_BEGIN_DECLS

/* @variables: of WeirVariable; @given: (nullable) "NAME=VALUE"…, above them; @folder: (nullable) */
WeirLoading *weir_loading_new (GListStore *variables, const char *const *given, gboolean delays_in_seconds,
                               const char *folder);
/* (nullable) Why the variables have no values: they form a circle. */
const char *weir_loading_get_fault (const WeirLoading *self);
gboolean weir_loading_has_delays_in_seconds (const WeirLoading *self);
void weir_loading_free (WeirLoading *self);
/* Adds the names of what is given beside the document: something sets them. */
void weir_loading_add_names (const WeirLoading *self, WeirNames *names);
/* (nullable): the text of a scalar, filled in; good as long as @self. NULL with an error of @reader. */
const char *weir_loading_fill (WeirLoading *self, WeirReader *reader, const WeirNode *node);
/* The same without an error: the text as written where it cannot be filled in. */
const char *weir_loading_peek (WeirLoading *self, const WeirNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLoading, weir_loading_free)

G_END_DECLS
