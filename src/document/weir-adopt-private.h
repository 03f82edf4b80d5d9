/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-adopt-private.h: making one object of a document say what another one says
 */

#pragma once

#include "weir-edits.h"

G_BEGIN_DECLS

gboolean weir_adopt_is_equal (GObject *a, GObject *b, GParamSpec *pspec);
void weir_adopt_property (WeirEdits *edits, GObject *target, GObject *source, GParamSpec *pspec);
/* Of the same class; @source is not used for anything else afterwards. */
void weir_adopt_object (WeirEdits *edits, GObject *target, GObject *source);

G_END_DECLS
