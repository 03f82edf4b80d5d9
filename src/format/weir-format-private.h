/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-format-private.h: the parts of the flow's schema, one file each
 */

#pragma once

#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-flow.h"
#include "weir-reader.h"

G_BEGIN_DECLS

gboolean weir_format_is_json (const char *file_name);
gboolean weir_format_read_file (const char *file_name, GString *text, GError **error);
gboolean weir_format_write_file (const char *file_name, const char *text, gssize length, GError **error);

WeirFlow *weir_flow_from_tree (const WeirTree *tree, GPtrArray *problems);
WeirFlow *weir_read_flow (WeirReader *reader, WeirNode *root);
WeirStep *weir_read_step (WeirReader *reader, WeirNode *node);
WeirRequest *weir_read_request (WeirReader *reader, WeirNode *node);
WeirExtraction *weir_read_extraction (WeirReader *reader, WeirNode *node);
WeirAssertion *weir_read_assertion (WeirReader *reader, WeirNode *node);
void weir_check_circles (WeirReader *reader, WeirNode *list, const WeirNames *names);
void weir_read_fields (WeirReader *reader, WeirNode *node, GListStore *fields);

G_END_DECLS
