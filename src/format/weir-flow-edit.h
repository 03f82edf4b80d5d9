/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-edit.h: changes to a flow written into its document, in place
 */

#pragma once

#include "weir-edit-memory.h"
#include "weir-flow.h"
#include "weir-problem.h"

G_BEGIN_DECLS

/* @text is the document @flow was once read from, unchanged since; anything in @flow may be different by now.
 * Returns (transfer full): the text with what differs changed at its place: key order, comments, quoting and
 * layout of everything else stay byte for byte, and a comment goes where that goes what it is about; the same
 * text when nothing differs. NULL with WEIR_FORMAT_ERROR_INVALID, in one sentence, when @flow is not valid,
 * or when the document is written in a way that the change cannot be put into it. */
char *weir_flow_edit_text (const char *text, gsize length, gboolean is_json, WeirFlow *flow, GError **error);
/* The same of a flow that may be wrong, given as weir_flow_to_yaml() wrote it: what is wrong stands at its
 * place. Returns (transfer full): NULL when that cannot be done. */
char *weir_flow_edit_draft (const char *text, gsize length, gboolean is_json, const char *yaml);
/* The same; at every keystroke @text is mostly the one of the last time, which @memory knows. It is of one
 * document. */
WeirEditMemory *weir_flow_read_ahead (const char *text, gsize length, gboolean is_json);
char *weir_flow_edit_text_with (WeirEditMemory *memory, const char *text, gsize length, gboolean is_json,
                                WeirFlow *flow, GError **error);
/* Reads @file_name, edits it so, and writes it atomically; nothing is written when nothing differs. Besides:
 * WEIR_FORMAT_ERROR_READ, WEIR_FORMAT_ERROR_WRITE. */
gboolean weir_flow_save_edits (WeirFlow *flow, const char *file_name, GError **error);

G_END_DECLS
