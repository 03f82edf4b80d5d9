/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-rename.h: the field in which a step gets another name, with what is wrong with it
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-edits.h"
#include "weir-flow.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STEP_RENAME (weir_step_rename_get_type ())
G_DECLARE_FINAL_TYPE (WeirStepRename, weir_step_rename, WEIR, STEP_RENAME, GtkWidget)

/* signals:
 *   done (WeirStepRename *self, gboolean by_key)   the name is set, or left as it was; by_key: the person
 *     pressed Enter or Escape, and goes on in the list */
GtkWidget *weir_step_rename_new (WeirFlow *flow, WeirEdits *edits, WeirStep *step);
GtkEntry *weir_step_rename_get_entry (WeirStepRename *self);
const char *weir_step_rename_get_error (WeirStepRename *self);

G_END_DECLS
