/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-format-private.h: the parts of the flow's schema, one file each
 */

#pragma once

#include "weir-assertion.h"
#include "weir-emitter.h"
#include "weir-extraction.h"
#include "weir-flow.h"
#include "weir-reader.h"

G_BEGIN_DECLS

typedef void (*WeirWriteFunc) (WeirEmitter *emitter, gpointer object);

gboolean weir_format_is_json (const char *file_name);
gboolean weir_format_read_file (const char *file_name, GString *text, GError **error);
gboolean weir_format_write_file (const char *file_name, const char *text, gssize length, GError **error);

/* @folder: (nullable): that of the document, to look for the files it names; @data_file: (nullable): rows
 * from there instead of the document's own */
WeirFlow *weir_flow_from_tree (const WeirTree *tree, const char *folder, const char *data_file,
                               GPtrArray *problems);
WeirTree *weir_flow_to_tree (WeirFlow *flow);
GPtrArray *weir_environments_from_tree (const WeirTree *tree, GPtrArray *problems);
/* As weir_flow_parse(); @path: (nullable): where it stands */
WeirFlow *weir_flow_parse_at (const char *text, gsize length, gboolean is_json, const char *path,
                              GPtrArray *problems);
WeirFlow *weir_read_flow (WeirReader *reader, WeirNode *root);
WeirStep *weir_read_step (WeirReader *reader, WeirNode *node);
WeirRequest *weir_read_request (WeirReader *reader, WeirNode *node);
void weir_read_skip_if (WeirReader *reader, WeirNode *value, gpointer step);
void weir_read_retry (WeirReader *reader, WeirNode *value, gpointer step);
void weir_read_extract (WeirReader *reader, WeirNode *value, gpointer step);
void weir_read_assert (WeirReader *reader, WeirNode *value, gpointer step);
char **weir_read_texts (WeirReader *reader, WeirNode *value, const char *form, WeirReadFunc read_item);
char **weir_read_statements (WeirReader *reader, WeirNode *value);
gboolean weir_url_is_absolute (const char *url);
WeirExtraction *weir_read_extraction (WeirReader *reader, WeirNode *node);
WeirAssertion *weir_read_assertion (WeirReader *reader, WeirNode *node);
void weir_read_variables (WeirReader *reader, WeirNode *value, GListStore *variables);
void weir_check_unique (WeirReader *reader, WeirNode *list, const char *key, const char *what,
                        GHashTable *known);
void weir_check_limit (WeirReader *reader, WeirNode *root, const char *const *keys, const char *what,
                       guint limit);
const WeirNode *weir_find_key (const WeirNode *root, const char *key);
void weir_read_data (WeirReader *reader, WeirNode *value, gpointer target);
void weir_read_columns (WeirReader *reader, const WeirNode *root, WeirRunOptions *options, WeirNames *names);
void weir_read_environment_order (WeirNode *list, gpointer environment);
void weir_check_secret (WeirReader *reader, WeirNode *node, gboolean is_secret, gboolean has_value);
void weir_check_circles (WeirReader *reader, WeirNode *list, const WeirNames *names);

typedef enum
{
  WEIR_ROWS_HEADERS,
  WEIR_ROWS_QUERY,
  WEIR_ROWS_FORM,
} WeirRows;

void weir_read_rows (WeirReader *reader, WeirNode *node, WeirRows rows, GListStore *fields);
void weir_read_header_name (WeirReader *reader, const WeirNode *node);
const char *weir_read_header_value (WeirReader *reader, WeirNode *node);
void weir_read_payload (WeirReader *reader, WeirNode *node, gpointer request);
WeirAuth *weir_read_auth (WeirReader *reader, WeirNode *node);

void weir_write_request (WeirEmitter *emitter, WeirRequest *request);
void weir_write_request_keys (WeirEmitter *emitter, WeirRequest *request);
void weir_write_statements (WeirEmitter *emitter, const char *key, const char *const *statements);
void weir_write_variable (WeirEmitter *emitter, gpointer object);
void weir_write_retry (WeirEmitter *emitter, WeirRetry *retry);
void weir_write_checks (WeirEmitter *emitter, WeirStep *step);
void weir_write_list (WeirEmitter *emitter, const char *key, GListStore *store, WeirWriteFunc write_item);
void weir_write_whole_list (WeirEmitter *emitter, const char *key, GListStore *store,
                            WeirWriteFunc write_item);

G_END_DECLS
