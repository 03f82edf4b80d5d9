/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-item.c: one row of the list of results: a pass, or one execution of a step
 */

#include "config.h"

#include "weir-result-item.h"

struct _WeirResultItem
{
  GObject parent_instance;

  char *name;
  gint64 id; /* 0 for a pass */
  gboolean running;
  gboolean unread; /* a result of which only the id is known */
  union
  {
    WeirStepBrief brief;
    WeirResultPass pass;
  };
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirResultItem, weir_result_item, G_TYPE_OBJECT)

static void
weir_result_item_finalize (GObject *object)
{
  WeirResultItem *self = WEIR_RESULT_ITEM (object);

  g_free (self->name);
  G_OBJECT_CLASS (weir_result_item_parent_class)->finalize (object);
}

static void
weir_result_item_class_init (WeirResultItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_result_item_finalize;
  /**
   * WeirResultItem::changed:
   * @item: the row
   *
   * A pass got more results, or there will be no more; or a result has been read.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
weir_result_item_init (WeirResultItem *self)
{
}

/**
 * weir_result_item_new_pass:
 * @pass: what its results add up to so far; copied
 * @name: what it is called: "Iteration 3"
 * @running: whether more results are to come
 *
 * Returns: (transfer full): a row for a pass
 */
WeirResultItem *
weir_result_item_new_pass (const WeirResultPass *pass, const char *name, gboolean running)
{
  WeirResultItem *self = g_object_new (WEIR_TYPE_RESULT_ITEM, NULL);

  self->pass = *pass;
  self->running = running;
  self->name = g_strdup (name);
  return self;
}

/**
 * weir_result_item_new_result:
 * @row: one execution of a step; copied
 * @name: (nullable): what it is called: the name of its step
 *
 * Returns: (transfer full): a row for it
 */
WeirResultItem *
weir_result_item_new_result (const WeirResultRow *row, const char *name)
{
  WeirResultItem *self = g_object_new (WEIR_TYPE_RESULT_ITEM, NULL);

  self->id = row->id;
  self->brief = row->brief;
  self->name = g_strdup (name != NULL ? name : "");
  return self;
}

/**
 * weir_result_item_new_unread:
 * @id: of a result in the archive
 *
 * Returns: (transfer full): a row for an execution of a step that has not been read yet
 */
WeirResultItem *
weir_result_item_new_unread (gint64 id)
{
  WeirResultItem *self = g_object_new (WEIR_TYPE_RESULT_ITEM, NULL);

  self->id = id;
  self->unread = TRUE;
  self->name = g_strdup ("…");
  return self;
}

/**
 * weir_result_item_set_result:
 * @self: a row for an execution of a step
 * @brief: what it is; copied
 * @name: what it is called
 */
void
weir_result_item_set_result (WeirResultItem *self, const WeirStepBrief *brief, const char *name)
{
  g_return_if_fail (WEIR_IS_RESULT_ITEM (self));
  g_return_if_fail (self->id != 0);

  self->unread = FALSE;
  self->brief = *brief;
  g_free (self->name);
  self->name = g_strdup (name);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * weir_result_item_is_unread:
 * @self: a row
 *
 * Returns: whether only the id of its result is known
 */
gboolean
weir_result_item_is_unread (WeirResultItem *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_ITEM (self), FALSE);

  return self->unread;
}

/**
 * weir_result_item_set_pass:
 * @self: a row for a pass
 * @pass: what its results add up to now
 * @running: whether more are to come
 */
void
weir_result_item_set_pass (WeirResultItem *self, const WeirResultPass *pass, gboolean running)
{
  g_return_if_fail (WEIR_IS_RESULT_ITEM (self));
  g_return_if_fail (self->id == 0);

  self->pass = *pass;
  self->running = running;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * weir_result_item_get_pass:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its pass; %NULL when it is for one execution of a step
 */
const WeirResultPass *
weir_result_item_get_pass (WeirResultItem *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_ITEM (self), NULL);

  return self->id == 0 ? &self->pass : NULL;
}

/**
 * weir_result_item_is_running:
 * @self: a row
 *
 * Returns: whether more results of its pass are to come
 */
gboolean
weir_result_item_is_running (WeirResultItem *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_ITEM (self), FALSE);

  return self->running;
}

/**
 * weir_result_item_get_id:
 * @self: a row
 *
 * Returns: the id of its result in the archive; 0 for a pass
 */
gint64
weir_result_item_get_id (WeirResultItem *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_ITEM (self), 0);

  return self->id;
}

/**
 * weir_result_item_get_brief:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its execution of a step; %NULL for a pass
 */
const WeirStepBrief *
weir_result_item_get_brief (WeirResultItem *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_ITEM (self), NULL);

  return self->id != 0 ? &self->brief : NULL;
}

/**
 * weir_result_item_get_key:
 * @self: a row
 *
 * Returns: the pass it is, or belongs to
 */
WeirPassKey
weir_result_item_get_key (WeirResultItem *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_ITEM (self), 0);

  return self->id == 0 ? self->pass.key : weir_pass_key_for_brief (&self->brief);
}

/**
 * weir_result_item_get_name:
 * @self: a row
 *
 * Returns: (transfer none): what it is called
 */
const char *
weir_result_item_get_name (WeirResultItem *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_ITEM (self), NULL);

  return self->name;
}
