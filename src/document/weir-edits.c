/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edits.c: the edits of one document, each of which can be undone
 *
 * What one undo takes back is a step: an edit, or all edits of a group. Consecutive changes of the same
 * property, as typing makes them, are one step until weir_edits_seal() or a pause.
 */

#include "config.h"

#include "weir-edits.h"

#include "weir-document-private.h"
#include "weir-edit-private.h"
#include "weir-limits.h"

struct _WeirEdits
{
  GObject parent_instance;

  /* owned */
  GQueue undo; /* of WeirEditStep, the latest first */
  GQueue redo;
  WeirEditStep *group; /* the step that is being made; NULL outside of groups */
  WeirSavedState *saved;

  char *undo_label; /* as it was told last */
  char *redo_label;

  gboolean can_undo; /* as it was told last */
  gboolean can_redo;
  gboolean modified;
  guint depth;       /* of groups */
  gboolean applies;  /* something is being undone or redone */
  gboolean sealed;   /* the latest step takes no more */
  gint64 last_us;    /* when the latest edit was made */
  gsize undo_bytes;  /* of all complete steps that can be undone */
};

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_MODIFIED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  RESTORED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirEdits, weir_edits, G_TYPE_OBJECT)

static void
tell_flag (WeirEdits *self, gboolean *told, gboolean now, guint property)
{
  if (*told == now)
    return;
  *told = now;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
tell_label (WeirEdits *self, char **told, const char *now, guint property)
{
  if (g_strcmp0 (*told, now) == 0)
    return;
  g_free (*told);
  *told = g_strdup (now);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Typing changes the document with every key, and these once. */
static void
tell_changes (WeirEdits *self)
{
  tell_flag (self, &self->can_undo, weir_edits_get_can_undo (self), PROP_CAN_UNDO);
  tell_flag (self, &self->can_redo, weir_edits_get_can_redo (self), PROP_CAN_REDO);
  tell_label (self, &self->undo_label, weir_edits_get_undo_label (self), PROP_UNDO_LABEL);
  tell_label (self, &self->redo_label, weir_edits_get_redo_label (self), PROP_REDO_LABEL);
  tell_flag (self, &self->modified, weir_edits_get_modified (self), PROP_MODIFIED);
}

static void
drop_steps (GQueue *steps)
{
  g_queue_clear_full (steps, (GDestroyNotify) weir_edit_step_free);
}

/* The latest step stays, whatever it weighs. */
static void
keep_bounds (WeirEdits *self)
{
  while (self->undo.length > 1
         && (self->undo.length > WEIR_LIMIT_UNDO_STEPS || self->undo_bytes > WEIR_LIMIT_UNDO_BYTES))
    {
      WeirEditStep *oldest = g_queue_pop_tail (&self->undo);

      self->undo_bytes -= oldest->bytes;
      weir_edit_step_free (oldest);
    }
}

/* @step: (transfer full) */
static void
push_step (WeirEdits *self, WeirEditStep *step)
{
  WeirEditStep *last = g_queue_peek_head (&self->undo);
  gint64 now_us = g_get_monotonic_time ();
  gboolean goes_on = !self->sealed && last != NULL && self->redo.length == 0
                     && now_us - self->last_us < WEIR_LIMIT_UNDO_PAUSE_US
                     && weir_edit_step_continues (last, step);

  drop_steps (&self->redo);
  self->last_us = now_us;
  self->sealed = FALSE;
  if (!goes_on)
    {
      if (last != NULL)
        {
          weir_edit_step_measure (last);
          self->undo_bytes += last->bytes;
        }
      g_queue_push_head (&self->undo, step);
      keep_bounds (self);
      return;
    }
  if (!weir_edit_step_merge (last, step))
    {
      weir_edit_step_free (g_queue_pop_head (&self->undo));
      last = g_queue_peek_head (&self->undo);
      if (last != NULL)
        self->undo_bytes -= last->bytes; /* it is the latest again, which is not counted */
      self->sealed = TRUE;
    }
  weir_edit_step_free (step);
}

/* What a view shall look at; the object is held, because whoever hears of it may edit further. */
static GObject *
find_subject (WeirEdit *edit, const char **property)
{
  *property = NULL;
  if (edit->item != NULL)
    return g_object_ref (edit->item);
  *property = ((WeirState *) g_ptr_array_index (edit->after, 0))->pspec->name;
  return g_object_ref (edit->object);
}

/* @edit: (transfer full) (nullable): made within begin and end */
static void
record (WeirEdits *self, WeirEdit *edit)
{
  if (edit == NULL)
    return;
  weir_saved_state_note (self->saved, edit, TRUE);
  weir_edit_step_add (self->group, edit);
}

static void
weir_edits_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirEdits *self = WEIR_EDITS (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, weir_edits_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, weir_edits_get_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, weir_edits_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, weir_edits_get_redo_label (self));
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, weir_edits_get_modified (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_edits_finalize (GObject *object)
{
  WeirEdits *self = WEIR_EDITS (object);

  drop_steps (&self->undo);
  drop_steps (&self->redo);
  g_clear_pointer (&self->group, weir_edit_step_free);
  weir_saved_state_free (self->saved);
  g_free (self->undo_label);
  g_free (self->redo_label);
  G_OBJECT_CLASS (weir_edits_parent_class)->finalize (object);
}

static void
weir_edits_class_init (WeirEditsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);
  const GParamFlags flags = WEIR_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = weir_edits_get_property;
  object_class->finalize = weir_edits_finalize;
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  /**
   * WeirEdits::changed:
   * @self: the edits
   * @object: whose property was set; or the item that was inserted, removed or moved
   * @property: (nullable): its name; %NULL about an item of a list
   *
   * Once after every edit or group of edits, undo and redo; of a group, about the last edit in it.
   */
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_OBJECT, G_TYPE_STRING);
  /**
   * WeirEdits::restored:
   * @self: the edits
   * @object: as of #WeirEdits::changed
   * @property: (nullable): as of #WeirEdits::changed
   *
   * After #WeirEdits::changed, when it was an undo or a redo: this is where to look.
   */
  signals[RESTORED] = g_signal_new ("restored", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                    G_TYPE_OBJECT, G_TYPE_STRING);
}

static void
weir_edits_init (WeirEdits *self)
{
  self->saved = weir_saved_state_new ();
}

/**
 * weir_edits_new:
 *
 * Returns: (transfer full): edits of a document that is as it was saved, none yet
 */
WeirEdits *
weir_edits_new (void)
{
  return g_object_new (WEIR_TYPE_EDITS, NULL);
}

/**
 * weir_edits_set_property:
 * @self: the edits
 * @object: an object of the document
 * @property: a property of it that can be written
 * @value: its value from now on, of a type that can be turned into the property's
 *
 * Sets it, so that it can be undone together with whatever else this changes in @object. Nothing happens when
 * the value is the same, or while something is being undone: then a view follows the document, not the other
 * way round.
 */
void
weir_edits_set_property (WeirEdits *self, gpointer object, const char *property, const GValue *value)
{
  GParamSpec *pspec;

  g_return_if_fail (WEIR_IS_EDITS (self));
  g_return_if_fail (G_IS_OBJECT (object));

  pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  g_return_if_fail (pspec != NULL && (pspec->flags & G_PARAM_READWRITE) == G_PARAM_READWRITE);

  if (self->applies)
    return;
  weir_edits_begin (self, NULL);
  record (self, weir_edit_new_set (object, pspec, value));
  weir_edits_end (self);
}

/**
 * weir_edits_insert:
 * @self: the edits
 * @store: a list of the document
 * @position: where to put it; beyond the end: at the end
 * @item: what to put there
 */
void
weir_edits_insert (WeirEdits *self, GListStore *store, guint position, gpointer item)
{
  g_return_if_fail (WEIR_IS_EDITS (self));
  g_return_if_fail (G_IS_LIST_STORE (store));
  g_return_if_fail (G_IS_OBJECT (item));

  if (self->applies)
    return;
  weir_edits_begin (self, NULL);
  position = MIN (position, g_list_model_get_n_items (G_LIST_MODEL (store)));
  record (self, weir_edit_new_insert (store, position, item));
  weir_edits_end (self);
}

/**
 * weir_edits_remove:
 * @self: the edits
 * @store: a list of the document
 * @position: of one of its items
 */
void
weir_edits_remove (WeirEdits *self, GListStore *store, guint position)
{
  g_return_if_fail (WEIR_IS_EDITS (self));
  g_return_if_fail (G_IS_LIST_STORE (store));
  g_return_if_fail (position < g_list_model_get_n_items (G_LIST_MODEL (store)));

  if (self->applies)
    return;
  weir_edits_begin (self, NULL);
  record (self, weir_edit_new_remove (store, position));
  weir_edits_end (self);
}

/**
 * weir_edits_begin:
 * @self: the edits
 * @label: (nullable): what the edits until weir_edits_end() do, for "Undo": "Rename Step"
 *
 * What is edited from here to the matching weir_edits_end() is undone together. In a group within a group the
 * label of the outer one counts, if it has one.
 */
void
weir_edits_begin (WeirEdits *self, const char *label)
{
  g_return_if_fail (WEIR_IS_EDITS (self));

  self->depth++;
  if (self->group == NULL)
    self->group = weir_edit_step_new (label);
  else if (self->group->label == NULL)
    self->group->label = g_strdup (label);
}

/**
 * weir_edits_end:
 * @self: the edits
 *
 * Ends what weir_edits_begin() began. Groups that change properties only and begin with the same one, one
 * right after the other and under the same label, are one undo step, as single edits are.
 */
void
weir_edits_end (WeirEdits *self)
{
  WeirEditStep *step;
  const char *property;
  g_autoptr (GObject) object = NULL;

  g_return_if_fail (WEIR_IS_EDITS (self));
  g_return_if_fail (self->depth > 0);

  if (--self->depth > 0)
    return;
  step = g_steal_pointer (&self->group);
  if (step->edits->len == 0)
    {
      weir_edit_step_free (step);
      return;
    }
  object = find_subject (g_ptr_array_index (step->edits, step->edits->len - 1), &property);
  push_step (self, step);
  tell_changes (self);
  g_signal_emit (self, signals[CHANGED], 0, object, property);
}

/**
 * weir_edits_seal:
 * @self: the edits
 *
 * The next edit is a step of its own, even when it changes what the last one changed: a field has lost the
 * focus, say.
 */
void
weir_edits_seal (WeirEdits *self)
{
  g_return_if_fail (WEIR_IS_EDITS (self));

  self->sealed = TRUE;
}

static void
restore (WeirEdits *self, WeirEditStep *step, gboolean forward)
{
  guint n_edits = step->edits->len;
  const char *property;
  g_autoptr (GObject) object =
      find_subject (g_ptr_array_index (step->edits, forward ? n_edits - 1 : 0), &property);

  self->applies = TRUE;
  for (guint i = 0; i < n_edits; i++)
    {
      WeirEdit *edit = g_ptr_array_index (step->edits, forward ? i : n_edits - 1 - i);

      weir_edit_apply (edit, forward);
      weir_saved_state_note (self->saved, edit, forward);
    }
  self->applies = FALSE;
  self->sealed = TRUE;
  tell_changes (self);
  g_signal_emit (self, signals[CHANGED], 0, object, property);
  g_signal_emit (self, signals[RESTORED], 0, object, property);
}

/**
 * weir_edits_undo:
 * @self: the edits
 *
 * Takes the latest step back.
 *
 * Returns: whether there was one
 */
gboolean
weir_edits_undo (WeirEdits *self)
{
  WeirEditStep *step;
  WeirEditStep *latest;

  g_return_val_if_fail (WEIR_IS_EDITS (self), FALSE);
  g_return_val_if_fail (self->depth == 0 && !self->applies, FALSE);

  step = g_queue_pop_head (&self->undo);
  if (step == NULL)
    return FALSE;
  latest = g_queue_peek_head (&self->undo);
  if (latest != NULL)
    self->undo_bytes -= latest->bytes;
  g_queue_push_head (&self->redo, step);
  restore (self, step, FALSE);
  return TRUE;
}

/**
 * weir_edits_redo:
 * @self: the edits
 *
 * Does again what was undone last.
 *
 * Returns: whether there was something
 */
gboolean
weir_edits_redo (WeirEdits *self)
{
  WeirEditStep *step;
  WeirEditStep *latest;

  g_return_val_if_fail (WEIR_IS_EDITS (self), FALSE);
  g_return_val_if_fail (self->depth == 0 && !self->applies, FALSE);

  step = g_queue_pop_head (&self->redo);
  if (step == NULL)
    return FALSE;
  latest = g_queue_peek_head (&self->undo);
  if (latest != NULL)
    {
      weir_edit_step_measure (latest);
      self->undo_bytes += latest->bytes;
    }
  g_queue_push_head (&self->undo, step);
  restore (self, step, TRUE);
  return TRUE;
}

/**
 * weir_edits_get_can_undo:
 * @self: the edits
 *
 * Returns: whether there is a step to take back
 */
gboolean
weir_edits_get_can_undo (WeirEdits *self)
{
  g_return_val_if_fail (WEIR_IS_EDITS (self), FALSE);

  return self->undo.length > 0;
}

/**
 * weir_edits_get_can_redo:
 * @self: the edits
 *
 * Returns: whether there is a step to do again
 */
gboolean
weir_edits_get_can_redo (WeirEdits *self)
{
  g_return_val_if_fail (WEIR_IS_EDITS (self), FALSE);

  return self->redo.length > 0;
}

static const char *
get_label (GQueue *steps)
{
  WeirEditStep *step = g_queue_peek_head (steps);

  return step != NULL ? step->label : NULL;
}

/**
 * weir_edits_get_undo_label:
 * @self: the edits
 *
 * Returns: (transfer none) (nullable): what the next undo takes back: "Rename Step"
 */
const char *
weir_edits_get_undo_label (WeirEdits *self)
{
  g_return_val_if_fail (WEIR_IS_EDITS (self), NULL);

  return get_label (&self->undo);
}

/**
 * weir_edits_get_redo_label:
 * @self: the edits
 *
 * Returns: (transfer none) (nullable): what the next redo does again
 */
const char *
weir_edits_get_redo_label (WeirEdits *self)
{
  g_return_val_if_fail (WEIR_IS_EDITS (self), NULL);

  return get_label (&self->redo);
}

/**
 * weir_edits_get_modified:
 * @self: the edits
 *
 * Returns: whether the document differs from what it was when it was saved last
 */
gboolean
weir_edits_get_modified (WeirEdits *self)
{
  g_return_val_if_fail (WEIR_IS_EDITS (self), FALSE);

  return weir_saved_state_differs (self->saved);
}

/**
 * weir_edits_mark_saved:
 * @self: the edits
 *
 * The document is saved as it is now. What was edited before can still be undone.
 */
void
weir_edits_mark_saved (WeirEdits *self)
{
  g_return_if_fail (WEIR_IS_EDITS (self));

  weir_saved_state_reset (self->saved);
  self->sealed = TRUE;
  tell_changes (self);
}
