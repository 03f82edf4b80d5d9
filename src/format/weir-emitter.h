/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-emitter.h: YAML out through libyaml, with quotes where reading back needs them; or the same as a tree
 */

#pragma once

#include <json-glib/json-glib.h>
#include <yaml.h>

#include "weir-node.h"

G_BEGIN_DECLS

typedef struct
{
  yaml_emitter_t emitter;
  GString *out;
  WeirTree *tree;  /* (nullable): what is written goes here instead; borrowed */
  GArray *frames;  /* the collections of the tree that are open */
} WeirEmitter;

void weir_emitter_init (WeirEmitter *self);
char *weir_emitter_finish (WeirEmitter *self);
/* Instead of text. Rows are lists there, whatever form they could have in a text. */
void weir_emitter_init_tree (WeirEmitter *self, WeirTree *tree);
void weir_emitter_finish_tree (WeirEmitter *self);
gboolean weir_emitter_has_tree (const WeirEmitter *self);

void weir_emitter_begin_mapping (WeirEmitter *self, gboolean is_empty);
void weir_emitter_end_mapping (WeirEmitter *self);
void weir_emitter_begin_sequence (WeirEmitter *self, gboolean is_flow);
void weir_emitter_end_sequence (WeirEmitter *self);

void weir_emitter_text (WeirEmitter *self, const char *text);
void weir_emitter_word (WeirEmitter *self, const char *word);
void weir_emitter_json (WeirEmitter *self, JsonNode *json);

/* A key with its value; those that may be NULL are left out then. */
void weir_emitter_key (WeirEmitter *self, const char *key);
void weir_emitter_text_entry (WeirEmitter *self, const char *key, const char *text);
void weir_emitter_word_entry (WeirEmitter *self, const char *key, const char *word);
void weir_emitter_uint_entry (WeirEmitter *self, const char *key, guint number, guint default_number);
void weir_emitter_boolean_entry (WeirEmitter *self, const char *key, gboolean value, gboolean default_value);

G_END_DECLS
