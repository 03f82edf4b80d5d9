/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-placeholder-marks.h: what is to be said of the placeholders in the text of a field
 */

#pragma once

#include "weir-completion.h"
#include "weir-editor-context.h"
#include "weir-template-spans.h"

G_BEGIN_DECLS

/* (transfer full) (element-type WeirTemplateSpan): those in @text; nothing without a document */
GPtrArray *weir_placeholder_marks_find (WeirEditorContext *context, const char *text);
gboolean weir_placeholder_marks_is_wrong (WeirEditorContext *context, const WeirTemplateSpan *span);
char *weir_placeholder_marks_describe_wrong (WeirEditorContext *context, GPtrArray *spans);
char *weir_placeholder_marks_describe_at (WeirEditorContext *context, const char *text, gsize at);
char *weir_origin_describe (const WeirOrigin *origin);
GPtrArray *weir_placeholder_marks_complete (WeirEditorContext *context, const char *text, gsize cursor,
                                            gsize *start);

G_END_DECLS
