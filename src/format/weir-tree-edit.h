/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-tree-edit.h: a document's text changed where its content has changed
 */

#pragma once

#include "weir-edit-shape.h"
#include "weir-node.h"
#include "weir-slots.h"
#include "weir-text-style.h"

G_BEGIN_DECLS

/* How much of a step, or of what stands beside the steps, is written anew when something in it changes. */
typedef enum
{
  WEIR_EDIT_VALUE,     /* the value itself */
  WEIR_EDIT_ENCLOSING, /* what it is directly in */
  WEIR_EDIT_WHOLE,     /* all of it */
} WeirEditLevel;

typedef struct
{
  const char *text; /* without byte order mark; ends with NUL */
  gsize length;
  const WeirNode *root; /* as read from it */
  gboolean is_json;
  WeirShape shape;     /* of the root */
  const WeirNode *old; /* what it says, as it would be written */
  const WeirNode *new; /* what it shall say */
  GHashTable *levels;  /* (nullable): key of the root, or "[]" and the name of a step → WeirEditLevel */
} WeirTreeEdit;

GString *weir_tree_edit (const WeirTreeEdit *edit);

/* For the files that know mappings and lists */

typedef struct
{
  const WeirTreeEdit *edit;
  WeirLayout layout;
  WeirTextStyle style;
  WeirTree *scratch;
  GArray *steps_before;  /* (nullable) of WeirStepSource */
  GArray *steps_after;   /* of WeirListItem, all parts in one */
  GPtrArray *part_slots; /* of WeirSlots */
} WeirTreeEditor;

/* Where a step stands. */
typedef struct
{
  const WeirSlots *slots; /* (nullable): those of its list */
  guint index;
  const WeirNode *old;
} WeirStepSource;

/* A value that is written, with what surrounds it */
typedef struct
{
  const WeirEntry *entry;
  gsize from; /* behind its key or its dash */
  gsize end;  /* of what belongs to it, comments too */
  WeirTextPlace text;
  WeirShapeKey key;
  WeirShape shape;
  WeirEditLevel level;
} WeirEditPlace;

void weir_tree_editor_copy (const WeirTreeEditor *self, gsize start, gsize end, GString *out);
char *weir_tree_editor_indentation (const WeirTreeEditor *self, gsize offset);
/* @old is nullable: not said, or said in a way that means nothing. All write the text from place->from to
 * place->end; FALSE when the layout is none they know, and nothing is written then. */
void weir_tree_editor_value (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *old,
                             const WeirNode *new, GString *out);
void weir_tree_editor_rewrite (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *new,
                               GString *out);
void weir_tree_editor_scalar (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *new,
                              GString *out);
gboolean weir_tree_editor_mapping (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *old,
                                   const WeirNode *new, GString *out);
gboolean weir_tree_editor_free_mapping (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *old,
                                        const WeirNode *new, GString *out);
gboolean weir_tree_editor_rows (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *old,
                                const WeirNode *new, GString *out);
gboolean weir_tree_editor_list (WeirTreeEditor *self, const WeirEditPlace *place, const WeirNode *old,
                                const WeirNode *new, GString *out);

/* All of a slot but its comments, with another value and, if @key is not NULL, under another key */
char *weir_tree_editor_slot (WeirTreeEditor *self, const WeirEditPlace *place, const WeirSlots *slots,
                             guint index, const char *key, const WeirNode *old, const WeirNode *new);
char *weir_tree_editor_own (const WeirTreeEditor *self, const WeirSlots *slots, guint index);
void weir_tree_editor_finish (WeirTreeEditor *self, const WeirEditPlace *place, const WeirSlots *slots,
                              GArray *pieces, GString *out);
/* Rows as the mapping they can be written as, all the way down */
const WeirNode *weir_tree_editor_shorten (WeirTreeEditor *self, const WeirNode *node, WeirShape shape);
const WeirNode *weir_tree_editor_rows_to_mapping (WeirTreeEditor *self, const WeirNode *rows);
/* In the style of the slot @beside */
void weir_tree_editor_append_entry (WeirTreeEditor *self, const WeirEditPlace *place, const WeirSlots *slots,
                                    guint beside, const char *key, const WeirNode *node, GString *out);
void weir_tree_editor_find_steps (WeirTreeEditor *self, const WeirSlots *root);
void weir_tree_editor_forget_steps (WeirTreeEditor *self);
/* A list of steps under a key that is new */
gboolean weir_tree_editor_new_steps (WeirTreeEditor *self, const WeirTextPlace *place, const WeirNode *new,
                                     GString *out);

G_END_DECLS
