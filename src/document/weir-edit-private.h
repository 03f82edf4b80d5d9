/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edit-private.h: one edit of one object, and what was there when the document was saved
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A property of an object and its value; of a property that is a list, its items. */
typedef struct
{
  GParamSpec *pspec; /* of the object's class, which is never unloaded */
  GValue value;      /* unset for a list */
  GPtrArray *items;  /* NULL unless a list */
} WeirState;

void weir_state_free (WeirState *state);
WeirState *weir_state_copy (const WeirState *state);
gboolean weir_state_equal (const WeirState *a, const WeirState *b);
/* Every property that can be written and every list of @object. */
GPtrArray *weir_state_list_new (GObject *object); /* of WeirState */

/* What one call has changed. */
typedef struct
{
  GObject *object;     /* that has the property, or the list itself */
  GObject *item;       /* of an edit of a list: what was inserted or removed */
  GPtrArray *before;   /* of a property: WeirState of all it has changed, the one that was set first */
  GPtrArray *after;    /* the same ones */
  guint position;      /* of an edit of a list */
  gboolean inserts;    /* else it removes */
} WeirEdit;

WeirEdit *weir_edit_new_set (GObject *object, GParamSpec *pspec, const GValue *value); /* NULL: no change */
WeirEdit *weir_edit_new_insert (GListStore *store, guint position, GObject *item);
WeirEdit *weir_edit_new_remove (GListStore *store, guint position);
void weir_edit_free (WeirEdit *edit);
void weir_edit_apply (WeirEdit *edit, gboolean forward);
/* Whether @later goes on where @edit ended, in the same property. */
gboolean weir_edit_continues (const WeirEdit *edit, const WeirEdit *later);
/* Takes what @later has done into @edit. FALSE: nothing is left of it. */
gboolean weir_edit_merge (WeirEdit *edit, const WeirEdit *later);
gsize weir_edit_measure (const WeirEdit *edit); /* roughly, in bytes */

/* What one undo takes back. */
typedef struct
{
  char *label;      /* NULL: none was given */
  GPtrArray *edits; /* of WeirEdit, in the order in which they were made */
  gsize bytes;      /* as measured last */
} WeirEditStep;

WeirEditStep *weir_edit_step_new (const char *label);
void weir_edit_step_free (WeirEditStep *step);
void weir_edit_step_measure (WeirEditStep *step);
void weir_edit_step_add (WeirEditStep *step, WeirEdit *edit); /* takes @edit */
/* Whether @later begins with the very same property, under the same label. */
gboolean weir_edit_step_continues (WeirEditStep *step, WeirEditStep *later);
/* Moves what @later has done into @step. FALSE: nothing is left of it. */
gboolean weir_edit_step_merge (WeirEditStep *step, WeirEditStep *later);

/* What differs from the saved document, by property and by list. */
typedef struct _WeirSavedState WeirSavedState;

WeirSavedState *weir_saved_state_new (void);
void weir_saved_state_free (WeirSavedState *self);
void weir_saved_state_reset (WeirSavedState *self);
gboolean weir_saved_state_differs (WeirSavedState *self);
/* @edit has just been applied, in this direction. */
void weir_saved_state_note (WeirSavedState *self, const WeirEdit *edit, gboolean forward);

G_END_DECLS
