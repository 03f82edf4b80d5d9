/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-matches.c: the results of a run that match, in the order asked for, as a list model
 *
 * Which results there are is in memory, eight bytes each; what they say is read from the archive, a page at a
 * time, when their rows are looked at. Until then a row says "…".
 */

#include "config.h"

#include "weir-result-matches.h"
#include "weir-result-words.h"

/* A list looks at some 200 rows around those that are seen. */
#define PAGE 64
/* Rows that were read stay, since GTK lets go of its items at every turn. */
#define MOST_KEPT 2048
/* More than can be looked at at once: what is beyond was scrolled past. */
#define MOST_WANTED 16

struct _WeirResultMatches
{
  GObject parent_instance;

  /* owned */
  WeirResultReader *reader;
  WeirFlow *flow;                 /* (nullable) for the names of the steps */
  WeirResultSelection *selection; /* (nullable) */
  GHashTable *items;              /* id → WeirResultItem that somebody holds; borrowed */
  GHashTable *briefs;             /* id → WeirStepBrief that was read */
  GPtrArray *wanted;              /* of Question: pages that are to be read, the latest last */
  GCancellable *cancellable;      /* of the page that is being read; NULL when there is none */

  gboolean by_vu;
};

static void weir_result_matches_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirResultMatches, weir_result_matches, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, weir_result_matches_model_init))

static void read_page (WeirResultMatches *self);

/* A page of the list as it was when it was looked at. */
typedef struct
{
  WeirResultSelection *selection;
  guint page;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  weir_result_selection_unref (question->selection);
  g_free (question);
}

static gpointer
get_page (WeirArchive *archive, gpointer data, GError **error)
{
  const Question *question = data;

  return weir_result_selection_get_page (question->selection, archive, question->page * PAGE, PAGE, error);
}

static void
item_gone_cb (gpointer data, GObject *item)
{
  WeirResultMatches *self = data;
  gint64 id = weir_result_item_get_id (WEIR_RESULT_ITEM (item));

  g_hash_table_remove (self->items, &id);
}

static void
fill (WeirResultMatches *self, WeirResultItem *item, const WeirStepBrief *brief)
{
  g_autofree char *name = weir_words_for_result_name (brief, self->flow, self->by_vu);

  weir_result_item_set_result (item, brief, name);
}

static void
take_rows (WeirResultMatches *self, GArray *rows)
{
  if (g_hash_table_size (self->briefs) > MOST_KEPT)
    g_hash_table_remove_all (self->briefs);
  for (guint i = 0; i < rows->len; i++)
    {
      const WeirResultRow *row = &g_array_index (rows, WeirResultRow, i);
      WeirResultItem *item = g_hash_table_lookup (self->items, &row->id);

      g_hash_table_replace (self->briefs, g_memdup2 (&row->id, sizeof row->id),
                            g_memdup2 (&row->brief, sizeof row->brief));
      if (item != NULL)
        fill (self, item, &row->brief);
    }
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirResultMatches) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = weir_result_reader_call_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  /* A run that was removed meanwhile has no rows; whoever shows the list hears of that elsewhere. */
  if (rows != NULL)
    take_rows (self, rows);
  read_page (self);
}

/* What was wanted last is what is looked at now. */
static void
read_page (WeirResultMatches *self)
{
  if (self->cancellable != NULL || self->wanted->len == 0)
    return;
  self->cancellable = g_cancellable_new ();
  weir_result_reader_call_async (self->reader, get_page,
                                 g_ptr_array_steal_index (self->wanted, self->wanted->len - 1), question_free,
                                 (GDestroyNotify) g_array_unref, self->cancellable, page_read_cb,
                                 g_object_ref (self));
}

static void
want_page (WeirResultMatches *self, guint page)
{
  Question *question;

  for (guint i = 0; i < self->wanted->len; i++)
    {
      question = g_ptr_array_index (self->wanted, i);
      if (question->page == page && question->selection == self->selection)
        return;
    }
  if (self->wanted->len == MOST_WANTED)
    g_ptr_array_remove_index (self->wanted, 0);
  question = g_new (Question, 1);
  question->selection = weir_result_selection_ref (self->selection);
  question->page = page;
  g_ptr_array_add (self->wanted, question);
  read_page (self);
}

static GType
weir_result_matches_get_item_type (GListModel *model)
{
  return WEIR_TYPE_RESULT_ITEM;
}

static guint
weir_result_matches_get_n_items (GListModel *model)
{
  WeirResultMatches *self = WEIR_RESULT_MATCHES (model);

  return self->selection != NULL ? weir_result_selection_get_count (self->selection) : 0;
}

static gpointer
weir_result_matches_get_item (GListModel *model, guint position)
{
  WeirResultMatches *self = WEIR_RESULT_MATCHES (model);
  const WeirStepBrief *brief;
  WeirResultItem *item;
  gint64 id;

  if (position >= weir_result_matches_get_n_items (model))
    return NULL;
  id = weir_result_selection_get_id (self->selection, position);
  item = g_hash_table_lookup (self->items, &id);
  if (item != NULL)
    return g_object_ref (item);
  item = weir_result_item_new_unread (id);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
  g_hash_table_insert (self->items, g_memdup2 (&id, sizeof id), item);
  brief = g_hash_table_lookup (self->briefs, &id);
  if (brief != NULL)
    fill (self, item, brief);
  else
    want_page (self, position / PAGE);
  return item;
}

static void
weir_result_matches_model_init (GListModelInterface *iface)
{
  iface->get_item_type = weir_result_matches_get_item_type;
  iface->get_n_items = weir_result_matches_get_n_items;
  iface->get_item = weir_result_matches_get_item;
}

static void
forget_items (WeirResultMatches *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_object_weak_unref (item, item_gone_cb, self);
  g_hash_table_remove_all (self->items);
}

static void
give_up (WeirResultMatches *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_ptr_array_set_size (self->wanted, 0);
}

static void
weir_result_matches_dispose (GObject *object)
{
  WeirResultMatches *self = WEIR_RESULT_MATCHES (object);

  give_up (self);
  forget_items (self);
  g_clear_pointer (&self->selection, weir_result_selection_unref);
  g_clear_object (&self->reader);
  g_clear_object (&self->flow);
  G_OBJECT_CLASS (weir_result_matches_parent_class)->dispose (object);
}

static void
weir_result_matches_finalize (GObject *object)
{
  WeirResultMatches *self = WEIR_RESULT_MATCHES (object);

  g_hash_table_unref (self->items);
  g_hash_table_unref (self->briefs);
  g_ptr_array_unref (self->wanted);
  G_OBJECT_CLASS (weir_result_matches_parent_class)->finalize (object);
}

static void
weir_result_matches_class_init (WeirResultMatchesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_result_matches_dispose;
  object_class->finalize = weir_result_matches_finalize;
}

static void
weir_result_matches_init (WeirResultMatches *self)
{
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->briefs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->wanted = g_ptr_array_new_with_free_func (question_free);
}

/**
 * weir_result_matches_new:
 * @reader: what reads the archive
 *
 * Returns: (transfer full): an empty list
 */
WeirResultMatches *
weir_result_matches_new (WeirResultReader *reader)
{
  WeirResultMatches *self = g_object_new (WEIR_TYPE_RESULT_MATCHES, NULL);

  self->reader = g_object_ref (reader);
  return self;
}

/**
 * weir_result_matches_set_flow:
 * @self: a list without results
 * @flow: (nullable): the flow that is run
 * @by_vu: whether its passes are told apart by their virtual user, not by their iteration
 */
void
weir_result_matches_set_flow (WeirResultMatches *self, WeirFlow *flow, gboolean by_vu)
{
  g_return_if_fail (WEIR_IS_RESULT_MATCHES (self));

  give_up (self);
  g_hash_table_remove_all (self->briefs);
  g_set_object (&self->flow, flow);
  self->by_vu = by_vu;
}

static guint
count_same_begin (const WeirResultSelection *a, const WeirResultSelection *b, guint limit)
{
  guint n = 0;

  while (n < limit && weir_result_selection_get_id (a, n) == weir_result_selection_get_id (b, n))
    n++;
  return n;
}

static guint
count_same_end (const WeirResultSelection *a, const WeirResultSelection *b, guint limit)
{
  guint n_a = weir_result_selection_get_count (a);
  guint n_b = weir_result_selection_get_count (b);
  guint n = 0;

  while (n < limit
         && weir_result_selection_get_id (a, n_a - 1 - n) == weir_result_selection_get_id (b, n_b - 1 - n))
    n++;
  return n;
}

/**
 * weir_result_matches_set_selection:
 * @self: a list
 * @selection: (nullable): what it lists from now on; %NULL for nothing
 *
 * What is the same at the beginning and at the end of both keeps its rows.
 */
void
weir_result_matches_set_selection (WeirResultMatches *self, WeirResultSelection *selection)
{
  g_autoptr (WeirResultSelection) before = NULL;
  guint n_before, n_after, begin = 0, end = 0;

  g_return_if_fail (WEIR_IS_RESULT_MATCHES (self));

  before = g_steal_pointer (&self->selection);
  n_before = before != NULL ? weir_result_selection_get_count (before) : 0;
  n_after = selection != NULL ? weir_result_selection_get_count (selection) : 0;
  if (selection != NULL)
    self->selection = weir_result_selection_ref (selection);
  if (before != NULL && selection != NULL)
    {
      begin = count_same_begin (before, selection, MIN (n_before, n_after));
      end = count_same_end (before, selection, MIN (n_before, n_after) - begin);
    }
  if (n_before != n_after || begin < n_after)
    g_list_model_items_changed (G_LIST_MODEL (self), begin, n_before - begin - end, n_after - begin - end);
}

/**
 * weir_result_matches_get_selection:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what it lists
 */
WeirResultSelection *
weir_result_matches_get_selection (WeirResultMatches *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_MATCHES (self), NULL);

  return self->selection;
}

/**
 * weir_result_matches_is_busy:
 * @self: a list
 *
 * Returns: whether rows that were looked at are being read
 */
gboolean
weir_result_matches_is_busy (WeirResultMatches *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_MATCHES (self), FALSE);

  return self->cancellable != NULL;
}
