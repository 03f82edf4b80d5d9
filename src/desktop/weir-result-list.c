/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-list.c: the results of a run as a list model that reads the archive as it is scrolled
 *
 * Only the number of results and a few pages of rows are in memory, whatever the length of the run. While a
 * run goes on, results are only ever appended, so that growing never disturbs what is on the screen.
 */

#include "config.h"

#include "weir-result-list.h"

#define PAGE_ROWS 128
#define MOST_PAGES 16
/* Counting may take a while in a long run: it is given at most one twentieth of the main thread's time. */
#define REST_FACTOR 20

struct _WeirResultList
{
  GObject parent_instance;

  WeirArchive *archive;
  WeirFlow *flow;
  GHashTable *pages; /* page number → GArray of WeirResultRow */
  GQueue recent;     /* of page numbers, latest first */
  char *error;

  gint64 run_id;
  WeirResultFilter filter;
  guint n_items;
  gint64 rest_until; /* monotonic µs: no counting before this */
};

static void weir_result_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirResultList, weir_result_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, weir_result_list_model_init))

static void
take_error (WeirResultList *self, GError *error)
{
  g_free (self->error);
  self->error = error != NULL ? g_strdup (error->message) : NULL;
  g_clear_error (&error);
}

static void
forget_pages (WeirResultList *self)
{
  g_hash_table_remove_all (self->pages);
  g_queue_clear (&self->recent);
}

static void
forget_page (WeirResultList *self, guint number)
{
  g_hash_table_remove (self->pages, GUINT_TO_POINTER (number));
  g_queue_remove (&self->recent, GUINT_TO_POINTER (number));
}

static GArray *
load_page (WeirResultList *self, guint number)
{
  g_autoptr (GError) error = NULL;
  GArray *page = weir_archive_list_results (self->archive, self->run_id, &self->filter,
                                            (gint64) number * PAGE_ROWS, PAGE_ROWS, &error);

  if (page == NULL)
    {
      take_error (self, g_steal_pointer (&error));
      return NULL;
    }
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
  g_queue_push_head (&self->recent, GUINT_TO_POINTER (number));
  if (g_queue_get_length (&self->recent) > MOST_PAGES)
    forget_page (self, GPOINTER_TO_UINT (g_queue_peek_tail (&self->recent)));
  return page;
}

static const WeirResultRow *
find_row (WeirResultList *self, guint position)
{
  guint number = position / PAGE_ROWS;
  guint index = position % PAGE_ROWS;
  GArray *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  /* The last page may have been read when it was shorter. */
  if (page != NULL && index >= page->len)
    {
      forget_page (self, number);
      page = NULL;
    }
  if (page == NULL && self->archive != NULL)
    page = load_page (self, number);
  return page != NULL && index < page->len ? &g_array_index (page, WeirResultRow, index) : NULL;
}

static guint
count_results (WeirResultList *self)
{
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  gint64 count;
  gint64 end;

  if (self->archive == NULL || self->run_id == 0)
    return 0;
  count = weir_archive_count_results (self->archive, self->run_id, &self->filter, &error);
  take_error (self, g_steal_pointer (&error));
  end = g_get_monotonic_time ();
  self->rest_until = end + REST_FACTOR * (end - begin);
  return count < 0 ? self->n_items : (guint) MIN (count, G_MAXINT);
}

static void
replace_all (WeirResultList *self)
{
  guint removed = self->n_items;

  forget_pages (self);
  self->n_items = 0;
  self->n_items = count_results (self);
  if (removed > 0 || self->n_items > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->n_items);
}

static GType
weir_result_list_get_item_type (GListModel *model)
{
  return WEIR_TYPE_RESULT_ITEM;
}

static guint
weir_result_list_get_n_items (GListModel *model)
{
  return WEIR_RESULT_LIST (model)->n_items;
}

static gpointer
weir_result_list_get_item (GListModel *model, guint position)
{
  WeirResultList *self = WEIR_RESULT_LIST (model);
  const WeirStepBrief nothing = { 0 };
  const WeirResultRow *row;
  WeirStep *step;

  if (position >= self->n_items)
    return NULL;
  row = find_row (self, position);
  if (row == NULL)
    return weir_result_item_new (0, &nothing, NULL);
  step = self->flow != NULL ? weir_flow_get_step (self->flow, row->brief.part, row->brief.step) : NULL;
  return weir_result_item_new (row->id, &row->brief, step != NULL ? weir_step_get_name (step) : NULL);
}

static void
weir_result_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = weir_result_list_get_item_type;
  iface->get_n_items = weir_result_list_get_n_items;
  iface->get_item = weir_result_list_get_item;
}

static void
weir_result_list_finalize (GObject *object)
{
  WeirResultList *self = WEIR_RESULT_LIST (object);

  g_clear_pointer (&self->archive, weir_archive_close);
  g_clear_object (&self->flow);
  g_hash_table_unref (self->pages);
  g_queue_clear (&self->recent);
  g_free (self->error);
  G_OBJECT_CLASS (weir_result_list_parent_class)->finalize (object);
}

static void
weir_result_list_class_init (WeirResultListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_result_list_finalize;
}

static void
weir_result_list_init (WeirResultList *self)
{
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_queue_init (&self->recent);
}

/**
 * weir_result_list_new:
 *
 * Returns: (transfer full): an empty list; it opens the person's archive when it gets its first run
 */
WeirResultList *
weir_result_list_new (void)
{
  return g_object_new (WEIR_TYPE_RESULT_LIST, NULL);
}

/**
 * weir_result_list_set_run:
 * @self: a list of results
 * @run_id: the run in the archive; 0 for none
 * @flow: (nullable): the flow it ran, for the names of the steps
 *
 * Lists the results of another run, under the same filter.
 */
void
weir_result_list_set_run (WeirResultList *self, gint64 run_id, WeirFlow *flow)
{
  g_return_if_fail (WEIR_IS_RESULT_LIST (self));

  if (self->archive == NULL && run_id != 0)
    {
      g_autoptr (GError) error = NULL;

      self->archive = weir_archive_open (NULL, &error);
      take_error (self, g_steal_pointer (&error));
    }
  self->run_id = run_id;
  g_set_object (&self->flow, flow);
  replace_all (self);
}

/**
 * weir_result_list_set_filter:
 * @self: a list of results
 * @filter: which results to list; copied
 */
void
weir_result_list_set_filter (WeirResultList *self, const WeirResultFilter *filter)
{
  g_return_if_fail (WEIR_IS_RESULT_LIST (self));

  self->filter = *filter;
  replace_all (self);
}

/**
 * weir_result_list_get_filter:
 * @self: a list of results
 *
 * Returns: (transfer none): which results are listed
 */
const WeirResultFilter *
weir_result_list_get_filter (WeirResultList *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_LIST (self), NULL);

  return &self->filter;
}

/**
 * weir_result_list_refresh:
 * @self: a list of results
 * @at_once: whether to look even if the last look was expensive and recent
 *
 * Appends what has come to the archive since the last look.
 */
void
weir_result_list_refresh (WeirResultList *self, gboolean at_once)
{
  guint before;
  guint after;

  g_return_if_fail (WEIR_IS_RESULT_LIST (self));

  if (!at_once && g_get_monotonic_time () < self->rest_until)
    return;
  before = self->n_items;
  after = count_results (self);
  if (after <= before)
    return;
  self->n_items = after;
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, after - before);
}

/**
 * weir_result_list_load:
 * @self: a list of results
 * @result_id: of one of its rows
 * @error: return location for a #WEIR_ARCHIVE_ERROR
 *
 * Returns: (transfer full) (nullable): the whole result
 */
WeirStepResult *
weir_result_list_load (WeirResultList *self, gint64 result_id, GError **error)
{
  g_return_val_if_fail (WEIR_IS_RESULT_LIST (self), NULL);

  if (self->archive == NULL)
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_OPEN, "%s",
                   self->error != NULL ? self->error : "The archive of runs is not open.");
      return NULL;
    }
  return weir_archive_get_result (self->archive, result_id, error);
}

/**
 * weir_result_list_get_error:
 * @self: a list of results
 *
 * Returns: (transfer none) (nullable): why results could not be read lately
 */
const char *
weir_result_list_get_error (WeirResultList *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_LIST (self), NULL);

  return self->error;
}
