/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-edit.h: changes to a flow written into its document, in place
 *
 * What can be written so: the run options, and which steps are enabled.
 */

#pragma once

#include "weir-flow.h"
#include "weir-problem.h"

G_BEGIN_DECLS

/* @text is the document @flow was once read from, unchanged since; @flow may have other run options and other
 * steps enabled by now. Returns (transfer full): the text with exactly these values changed at their nodes:
 * key order, comments, quoting and layout of everything else stay byte for byte; the same text when nothing
 * differs. NULL with WEIR_FORMAT_ERROR_INVALID when @text is not that document any more (other steps, other
 * names), or when a value stands where it cannot be changed without changing others. */
char *weir_flow_edit_text (const char *text, gsize length, gboolean is_json, WeirFlow *flow, GError **error);
/* Reads @file_name, edits it so, and writes it atomically; nothing is written when nothing differs. Besides:
 * WEIR_FORMAT_ERROR_READ, WEIR_FORMAT_ERROR_WRITE. */
gboolean weir_flow_save_edits (WeirFlow *flow, const char *file_name, GError **error);

G_END_DECLS
