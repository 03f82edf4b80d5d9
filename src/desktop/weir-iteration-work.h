/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-iteration-work.h: what an iteration of a load plan sends: one request, or the steps of a flow
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-plan-form.h"
#include "weir-step-editor.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ITERATION_WORK (weir_iteration_work_get_type ())
G_DECLARE_FINAL_TYPE (WeirIterationWork, weir_iteration_work, WEIR, ITERATION_WORK, GtkWidget)

GtkWidget *weir_iteration_work_new (void);
void weir_iteration_work_bind (WeirIterationWork *self, WeirEditorContext *context,
                               WeirIteration *iteration);
gboolean weir_iteration_work_focus (WeirIterationWork *self, gpointer object, const char *property);
GtkWidget *weir_iteration_work_get_field (WeirIterationWork *self, const char *property);
WeirStepEditor *weir_iteration_work_get_request (WeirIterationWork *self);

G_END_DECLS
