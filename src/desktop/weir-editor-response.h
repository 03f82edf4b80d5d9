/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-response.h: what came back from Send, below the editor of the step
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-result-details.h"
#include "weir-send.h"

G_BEGIN_DECLS

#define WEIR_TYPE_EDITOR_RESPONSE (weir_editor_response_get_type ())
G_DECLARE_FINAL_TYPE (WeirEditorResponse, weir_editor_response, WEIR, EDITOR_RESPONSE, GtkWidget)

/* action response.save-body asks where to, and writes the whole body of the answer */
void weir_editor_response_show (WeirEditorResponse *self, WeirSend *send);
void weir_editor_response_set_alone (WeirEditorResponse *self, gboolean alone);
const char *weir_editor_response_get_message (WeirEditorResponse *self);
WeirResultDetails *weir_editor_response_get_details (WeirEditorResponse *self);
gboolean weir_editor_response_save (WeirEditorResponse *self, GFile *file, GError **error);

G_END_DECLS
