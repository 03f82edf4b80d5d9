/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-editor.h: the right pane while a step is edited
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-curl-notice.h"
#include "weir-editor-body.h"
#include "weir-editor-context.h"
#include "weir-editor-response.h"
#include "weir-field-rows.h"
#include "weir-session.h"
#include "weir-value-entry.h"
#include "weir-value-picker.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STEP_EDITOR (weir_step_editor_get_type ())
G_DECLARE_FINAL_TYPE (WeirStepEditor, weir_step_editor, WEIR, STEP_EDITOR, GtkWidget)

typedef enum
{
  WEIR_EDITOR_TAB_PARAMS,
  WEIR_EDITOR_TAB_HEADERS,
  WEIR_EDITOR_TAB_AUTH,
  WEIR_EDITOR_TAB_BODY,
  WEIR_EDITOR_TAB_EXTRACT,
  WEIR_EDITOR_TAB_ASSERT,
  WEIR_EDITOR_TAB_OPTIONS,
} WeirEditorTab;
#define WEIR_N_EDITOR_TABS 7

void weir_step_editor_set_session (WeirStepEditor *self, WeirSession *session);
void weir_step_editor_set_step (WeirStepEditor *self, WeirStep *step);
WeirStep *weir_step_editor_get_step (WeirStepEditor *self);
WeirEditorContext *weir_step_editor_get_context (WeirStepEditor *self);

void weir_step_editor_show_send (WeirStepEditor *self);
void weir_step_editor_show_tab (WeirStepEditor *self, WeirEditorTab tab);
const char *weir_step_editor_get_tab_label (WeirStepEditor *self, WeirEditorTab tab);
void weir_step_editor_show_problem (WeirStepEditor *self);
gboolean weir_step_editor_focus (WeirStepEditor *self, gpointer object, const char *property);
WeirFieldRows *weir_step_editor_get_rows (WeirStepEditor *self, WeirEditorTab tab);
WeirEditorBody *weir_step_editor_get_body (WeirStepEditor *self);
WeirValueEntry *weir_step_editor_get_url (WeirStepEditor *self);
WeirValueEntry *weir_step_editor_get_name (WeirStepEditor *self);
WeirEditorResponse *weir_step_editor_get_response (WeirStepEditor *self);
WeirValuePicker *weir_step_editor_get_picker (WeirStepEditor *self);
void weir_step_editor_show_import (WeirStepEditor *self, WeirCurlImport *import);
WeirCurlNotice *weir_step_editor_get_curl_notice (WeirStepEditor *self);
WeirFieldRows *weir_step_editor_get_assignments (WeirStepEditor *self);
GtkDropDown *weir_step_editor_get_method (WeirStepEditor *self);

G_END_DECLS
