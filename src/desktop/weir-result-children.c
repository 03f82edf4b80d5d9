/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-children.c: the results of one pass as a list model, read from the archive when first asked for
 *
 * A pass has as many results as its flow has steps, so that they are all kept while it is expanded.
 */

#include "config.h"

#include "weir-result-children.h"

struct _WeirResultChildren
{
  GObject parent_instance;

  /* owned */
  WeirResultReader *reader;
  WeirFlow *flow;            /* (nullable) for the names of the steps */
  GPtrArray *items;          /* of WeirResultItem */
  GCancellable *cancellable; /* of the question that is under way; NULL when there is none */

  gint64 run_id;
  WeirResultFilter filter; /* after_id: read so far; until_id: being read */
  gint64 last_id;          /* of the pass, as far as is known */
  gboolean wanted;         /* somebody looks at them */
};

enum
{
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void weir_result_children_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirResultChildren, weir_result_children, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, weir_result_children_model_init))

static void ask (WeirResultChildren *self);

static void
add_rows (WeirResultChildren *self, GArray *rows)
{
  guint before = self->items->len;

  for (guint i = 0; i < rows->len; i++)
    {
      const WeirResultRow *row = &g_array_index (rows, WeirResultRow, i);
      WeirStep *step = NULL;

      if (self->flow != NULL)
        step = weir_flow_get_step (self->flow, row->brief.part, row->brief.step);
      g_ptr_array_add (self->items,
                       weir_result_item_new_result (row, step != NULL ? weir_step_get_name (step) : NULL));
    }
  if (rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, rows->len);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirResultChildren) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = weir_result_reader_list_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  self->filter.after_id = self->filter.until_id;
  if (rows != NULL)
    add_rows (self, rows);
  if (self->last_id > self->filter.after_id)
    ask (self);
  else
    g_signal_emit (self, signals[SETTLED], 0);
}

static void
ask (WeirResultChildren *self)
{
  self->cancellable = g_cancellable_new ();
  self->filter.until_id = self->last_id;
  weir_result_reader_list_async (self->reader, self->run_id, &self->filter, self->cancellable, listed_cb,
                                 g_object_ref (self));
}

static GType
weir_result_children_get_item_type (GListModel *model)
{
  return WEIR_TYPE_RESULT_ITEM;
}

/* A pass that is not expanded is never asked for this, and reads nothing. */
static guint
weir_result_children_get_n_items (GListModel *model)
{
  WeirResultChildren *self = WEIR_RESULT_CHILDREN (model);

  if (!self->wanted)
    {
      self->wanted = TRUE;
      ask (self);
    }
  return self->items->len;
}

static gpointer
weir_result_children_get_item (GListModel *model, guint position)
{
  WeirResultChildren *self = WEIR_RESULT_CHILDREN (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
weir_result_children_model_init (GListModelInterface *iface)
{
  iface->get_item_type = weir_result_children_get_item_type;
  iface->get_n_items = weir_result_children_get_n_items;
  iface->get_item = weir_result_children_get_item;
}

static void
weir_result_children_dispose (GObject *object)
{
  WeirResultChildren *self = WEIR_RESULT_CHILDREN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->reader);
  g_clear_object (&self->flow);
  G_OBJECT_CLASS (weir_result_children_parent_class)->dispose (object);
}

static void
weir_result_children_finalize (GObject *object)
{
  WeirResultChildren *self = WEIR_RESULT_CHILDREN (object);

  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (weir_result_children_parent_class)->finalize (object);
}

static void
weir_result_children_class_init (WeirResultChildrenClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_result_children_dispose;
  object_class->finalize = weir_result_children_finalize;
  /**
   * WeirResultChildren::settled:
   * @children: the results
   *
   * All results of the pass that are in the archive have been read, or cannot be read.
   */
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
weir_result_children_init (WeirResultChildren *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * weir_result_children_new:
 * @reader: what reads the archive
 * @run_id: the run in the archive
 * @pass: which results
 * @failed_only: whether to list only those that failed
 * @flow: (nullable): the flow that was run, for the names of its steps
 *
 * Returns: (transfer full): the results of a pass; nothing is read before they are counted
 */
WeirResultChildren *
weir_result_children_new (WeirResultReader *reader, gint64 run_id, const WeirResultPass *pass,
                          gboolean failed_only, WeirFlow *flow)
{
  WeirResultChildren *self = g_object_new (WEIR_TYPE_RESULT_CHILDREN, NULL);

  self->reader = g_object_ref (reader);
  self->run_id = run_id;
  self->last_id = pass->last_id;
  self->filter = (WeirResultFilter) {
    .failed_only = failed_only,
    .part = (int) weir_pass_key_get_part (pass->key) + 1,
    .iteration = weir_pass_key_get_iteration (pass->key),
    .vu = weir_pass_key_get_vu (pass->key),
    .after_id = pass->first_id - 1,
  };
  g_set_object (&self->flow, flow);
  return self;
}

/**
 * weir_result_children_update:
 * @self: the results of a pass
 * @pass: what they add up to now
 *
 * Reads what has come since.
 */
void
weir_result_children_update (WeirResultChildren *self, const WeirResultPass *pass)
{
  g_return_if_fail (WEIR_IS_RESULT_CHILDREN (self));

  self->last_id = MAX (self->last_id, pass->last_id);
  if (self->wanted && self->cancellable == NULL && self->last_id > self->filter.after_id)
    ask (self);
}

/**
 * weir_result_children_is_busy:
 * @self: the results of a pass
 *
 * Returns: whether they are being read
 */
gboolean
weir_result_children_is_busy (WeirResultChildren *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_CHILDREN (self), FALSE);

  return self->cancellable != NULL;
}
