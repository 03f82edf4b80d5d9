/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-log-page.c: what happened in a run, and when
 *
 * It is read from the archive, as far as it has not been, when somebody looks at it.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-duration.h"
#include "weir-log-item.h"
#include "weir-log-page.h"

struct _WeirLogPage
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkColumnView *view;
  GtkLabel *note;

  /* owned */
  WeirResultReader *reader;
  GListStore *items;         /* of WeirLogItem */
  GCancellable *cancellable; /* of the look that is under way; NULL when there is none */
  WeirRunSnapshot *snapshot; /* (nullable) */

  WeirLogPlace place;
  gint64 run_id;
  gboolean stale; /* there may be more in the archive */
  gboolean ended; /* the last line was written */
};

enum
{
  RESULT_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirLogPage, weir_log_page, GTK_TYPE_WIDGET)

static void look (WeirLogPage *self);

static void
add (WeirLogPage *self, gint64 offset_us, WeirTone tone, const char *text)
{
  const WeirLogEvent event = { .offset_us = offset_us, .tone = tone, .text = (char *) text, .step = -1 };
  g_autoptr (WeirLogItem) item = weir_log_item_new (&event);

  g_list_store_append (self->items, item);
}

/* "Started on 3 May 2026, 14:03:21: 5 iterations" */
static void
add_start (WeirLogPage *self)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->snapshot->started_at / G_USEC_PER_SEC);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%x %X") : g_strdup ("");
  guint iterations = MAX (self->snapshot->n_iterations, 1);
  guint vus = MAX (self->snapshot->n_vus, 1);
  g_autofree char *how = NULL;
  g_autofree char *text = NULL;

  if (vus > 1)
    how = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u virtual user", "%u virtual users", vus), vus);
  else
    how = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u iteration", "%u iterations", iterations),
                           iterations);
  text = g_strdup_printf (_("Started on %s: %s"), when, how);

  add (self, 0, WEIR_TONE_QUIET, text);
}

static void
add_end (WeirLogPage *self)
{
  WeirTone tone;
  g_autofree char *outcome = NULL;
  g_autofree char *text = NULL;

  if (self->ended || self->snapshot == NULL || self->snapshot->phase != WEIR_RUN_DONE)
    return;
  self->ended = TRUE;
  for (guint i = 0; self->snapshot->warnings != NULL && i < self->snapshot->warnings->len; i++)
    {
      g_autofree char *warning =
          g_strdup_printf ("⚠ %s", (const char *) g_ptr_array_index (self->snapshot->warnings, i));

      add (self, self->snapshot->elapsed_us, WEIR_TONE_WARNING, warning);
    }
  outcome = weir_words_for_run (self->snapshot, &tone);
  text = g_strdup_printf (_("Ended: %s"), outcome);
  add (self, self->snapshot->elapsed_us, tone, text);
}

static void
show_untold (WeirLogPage *self)
{
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, self->place.n_untold);
  g_autofree char *text =
      g_strdup_printf (_("%s more failures and warnings are in the results, not here."), count);

  gtk_label_set_text (self->note, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note), self->place.n_untold > 0);
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirLogPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirLogScan) scan = weir_result_reader_call_finish (result, &error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (scan == NULL)
    {
      add (self, 0, WEIR_TONE_WARNING, error->message);
      return;
    }
  for (guint i = 0; i < scan->events->len; i++)
    g_ptr_array_add (items, weir_log_item_new (&g_array_index (scan->events, WeirLogEvent, i)));
  g_list_store_splice (self->items, g_list_model_get_n_items (G_LIST_MODEL (self->items)), 0, items->pdata,
                       items->len);
  self->place = scan->place;
  show_untold (self);
  if (scan->more || self->stale)
    look (self);
  else
    add_end (self);
}

typedef struct
{
  gint64 run_id;
  WeirLogPlace place;
} Question;

static gpointer
scan (WeirArchive *archive, gpointer data, GError **error)
{
  const Question *question = data;

  return weir_log_scan (archive, question->run_id, &question->place, error);
}

static void
look (WeirLogPage *self)
{
  const Question question = { self->run_id, self->place };

  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  weir_result_reader_call_async (self->reader, scan, g_memdup2 (&question, sizeof question), g_free,
                                 (GDestroyNotify) weir_log_scan_free, self->cancellable, scanned_cb,
                                 g_object_ref (self));
}

static void
begin (WeirLogPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_list_store_remove_all (self->items);
  self->place = (WeirLogPlace) { 0 };
  self->ended = FALSE;
  self->stale = FALSE;
  self->run_id = self->snapshot != NULL ? self->snapshot->run_id : 0;
  show_untold (self);
  if (self->run_id != 0)
    add_start (self);
}

static void
look_if_seen (WeirLogPage *self)
{
  if (self->stale && self->cancellable == NULL && self->run_id != 0
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    look (self);
}

static void
weir_log_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_log_page_parent_class)->map (widget);
  look_if_seen (WEIR_LOG_PAGE (widget));
}

static void
activate_cb (WeirLogPage *self, guint position)
{
  g_autoptr (WeirLogItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  const WeirLogEvent *event = weir_log_item_get_event (item);

  if (event->step >= 0)
    g_signal_emit (self, signals[RESULT_CHOSEN], 0, (guint64) event->key, event->step);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (label), data != NULL ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), data != NULL);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (data == NULL)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (list_item, label);
}

static void
bind_time_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  const WeirLogEvent *event = weir_log_item_get_event (gtk_list_item_get_item (list_item));
  g_autofree char *time = weir_duration_to_display (event->offset_us);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (list_item)), time);
}

static void
bind_text_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  const WeirLogEvent *event = weir_log_item_get_event (gtk_list_item_get_item (list_item));
  GtkWidget *label = gtk_list_item_get_child (list_item);

  gtk_label_set_text (GTK_LABEL (label), event->text);
  weir_tone_apply (label, event->tone);
}

static void
add_column (WeirLogPage *self, const char *title, GCallback bind, gboolean text)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (text));
  g_signal_connect (factory, "bind", bind, NULL);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, text);
  gtk_column_view_append_column (self->view, column);
}

static void
weir_log_page_dispose (GObject *object)
{
  WeirLogPage *self = WEIR_LOG_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->reader);
  g_clear_object (&self->items);
  g_clear_pointer (&self->snapshot, weir_run_snapshot_unref);
  G_OBJECT_CLASS (weir_log_page_parent_class)->dispose (object);
}

static void
weir_log_page_class_init (WeirLogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_log_page_dispose;
  widget_class->map = weir_log_page_map;
  /**
   * WeirLogPage::result-chosen:
   * @page: the page
   * @pass_key: a #WeirPassKey
   * @step: index within its part
   *
   * The person wants to see the result a line is about.
   */
  signals[RESULT_CHOSEN] = g_signal_new ("result-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-log-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirLogPage, content);
  gtk_widget_class_bind_template_child (widget_class, WeirLogPage, view);
  gtk_widget_class_bind_template_child (widget_class, WeirLogPage, note);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_log_page_init (WeirLogPage *self)
{
  g_autoptr (GtkSingleSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (WEIR_TYPE_LOG_ITEM);
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  add_column (self, _("Time"), G_CALLBACK (bind_time_cb), FALSE);
  add_column (self, _("What happened"), G_CALLBACK (bind_text_cb), TRUE);
}

/**
 * weir_log_page_set_reader:
 * @self: the page
 * @reader: what reads the archive
 */
void
weir_log_page_set_reader (WeirLogPage *self, WeirResultReader *reader)
{
  g_return_if_fail (WEIR_IS_LOG_PAGE (self));

  g_set_object (&self->reader, reader);
}

/**
 * weir_log_page_update:
 * @self: the page
 * @snapshot: (nullable): how a run stands; %NULL for no run
 *
 * More may have happened.
 */
void
weir_log_page_update (WeirLogPage *self, WeirRunSnapshot *snapshot)
{
  g_autoptr (WeirRunSnapshot) before = NULL;

  g_return_if_fail (WEIR_IS_LOG_PAGE (self));

  before = g_steal_pointer (&self->snapshot);
  self->snapshot = snapshot != NULL ? weir_run_snapshot_ref (snapshot) : NULL;
  if ((snapshot != NULL ? snapshot->run_id : 0) != self->run_id || snapshot == NULL)
    begin (self);
  self->stale = self->run_id != 0;
  look_if_seen (self);
}

/**
 * weir_log_page_is_busy:
 * @self: the page
 *
 * Returns: whether the archive is being read for it
 */
gboolean
weir_log_page_is_busy (WeirLogPage *self)
{
  g_return_val_if_fail (WEIR_IS_LOG_PAGE (self), FALSE);

  return self->cancellable != NULL;
}
