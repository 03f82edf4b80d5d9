/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-format-private.h: the parts of the flow's schema, one file each
 */

#pragma once

#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-flow.h"
#include "weir-reader.h"

G_BEGIN_DECLS

WeirFlow *weir_read_flow (WeirReader *reader, WeirNode *root);
WeirStep *weir_read_step (WeirReader *reader, WeirNode *node);
WeirRequest *weir_read_request (WeirReader *reader, WeirNode *node);
WeirExtraction *weir_read_extraction (WeirReader *reader, WeirNode *node);
WeirAssertion *weir_read_assertion (WeirReader *reader, WeirNode *node);
void weir_read_fields (WeirReader *reader, WeirNode *node, GListStore *fields);

G_END_DECLS
