/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-format.h: flows in from YAML or JSON text, with every problem found in one go, and out to YAML
 */

#pragma once

#include "weir-flow.h"
#include "weir-problem.h"

G_BEGIN_DECLS

/* Reads one flow. All problems, errors and warnings, are appended to @problems in document order.
 * Returns (transfer full) (nullable): the flow, NULL when there is any error. @is_json: the strict JSON
 * tokenizer instead of YAML. */
WeirFlow *weir_flow_parse (const char *text, gsize length, gboolean is_json, GPtrArray *problems);
/* As weir_flow_parse(), from a file; the ending .json chooses JSON. @error (WEIR_FORMAT_ERROR_READ) is set
 * only when the file cannot be read; an invalid one is @problems and NULL without @error. */
WeirFlow *weir_flow_load (const char *file_name, GPtrArray *problems, GError **error);
/* The same, when the flow is run with the rows of @data_file (nullable) instead of its own. */
WeirFlow *weir_flow_load_with_data (const char *file_name, const char *data_file, GPtrArray *problems,
                                    GError **error);
/* The flow as YAML in canonical form and key order, keys at their default left out. weir_flow_parse() of it
 * gives an equal flow: this is the frozen copy a run keeps and sends to its worker. */
char *weir_flow_to_yaml (WeirFlow *flow);
/* Atomically writes weir_flow_to_yaml(). */
gboolean weir_flow_write_text (const char *text, const char *file_name, GError **error);
gboolean weir_flow_save (WeirFlow *flow, const char *file_name, GError **error);


G_END_DECLS
