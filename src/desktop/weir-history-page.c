/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-history-page.c: the runs that were kept: of a document or all, shown again, named, pinned, deleted
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-history-page-private.h"
#include "weir-history-row.h"
#include "weir-run-comparison-window.h"

/* The archive keeps fifty and those that are pinned. */
#define MOST_RUNS 500

enum
{
  RUN_LOADED,
  DELETE_ASKED,
  COMPARE_ASKED,
  RUNS_COMPARED,
  MANY_COMPARED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirHistoryPage, weir_history_page, GTK_TYPE_WIDGET)

static gboolean
is_wanted (WeirHistoryPage *self, const WeirRunInfo *info)
{
  if (gtk_drop_down_get_selected (self->which) == 1)
    return TRUE;
  if (self->file_name != NULL)
    return g_strcmp0 (info->file_name, self->file_name) == 0;
  return info->file_name == NULL && info->is_plan == self->is_plan
         && g_strcmp0 (info->name, self->name) == 0;
}

/**
 * weir_history_page_show_runs:
 * @self: the page
 *
 * Lists the runs that were read, as the drop-down says.
 */
void
weir_history_page_show_runs (WeirHistoryPage *self)
{
  gboolean all = gtk_drop_down_get_selected (self->which) == 1;
  GtkWidget *child;
  guint n_shown = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; self->runs != NULL && i < self->runs->len; i++)
    {
      const WeirRunInfo *info = g_ptr_array_index (self->runs, i);

      if (!is_wanted (self, info))
        continue;
      gtk_list_box_append (self->list, weir_history_row_new (info, all,
                                                             weir_history_page_is_chosen (self, info->id)));
      n_shown++;
    }
  gtk_label_set_text (self->empty, all             ? _("No runs are kept.")
                                   : self->is_plan ? _("No runs of this load plan are kept.")
                                                   : _("No runs of this flow are kept."));
  gtk_widget_set_visible (GTK_WIDGET (self->empty), n_shown == 0);
}

/**
 * weir_history_page_take_answer:
 * @self: the page
 * @error: (nullable): why there is no answer
 *
 * Returns: whether there is one; if not, it has been told
 */
gboolean
weir_history_page_take_answer (WeirHistoryPage *self, const GError *error)
{
  self->n_asked--;
  if (error == NULL)
    return TRUE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  return FALSE;
}

/**
 * weir_history_page_ask:
 * @self: the page
 * @function: what is done with the archive
 * @data: (transfer full): given to @function; freed with g_free()
 * @free_answer: (nullable): frees an answer that nobody takes
 * @callback: gets @self as its data, with a reference
 */
void
weir_history_page_ask (WeirHistoryPage *self, WeirReaderFunc function, gpointer data,
                       GDestroyNotify free_answer, GAsyncReadyCallback callback)
{
  self->n_asked++;
  weir_result_reader_call_async (self->reader, function, data, g_free, free_answer, self->cancellable,
                                 callback, g_object_ref (self));
}

static gpointer
list_runs (WeirArchive *archive, gpointer data, GError **error)
{
  return weir_archive_list_runs (archive, MOST_RUNS, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirHistoryPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = weir_result_reader_call_finish (result, &error);

  if (!weir_history_page_take_answer (self, error))
    return;
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  self->runs = g_steal_pointer (&runs);
  weir_history_page_show_runs (self);
}

static void
read_runs (WeirHistoryPage *self)
{
  self->read = TRUE;
  weir_history_page_ask (self, list_runs, NULL, (GDestroyNotify) g_ptr_array_unref, listed_cb);
}

/* Something a person does with a run. */
typedef struct
{
  gint64 run_id;
  gboolean on;
  char *file_name;
  char *title;
  char *note;
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_free (change->file_name);
  g_free (change->title);
  g_free (change->note);
  g_free (change);
}

static gpointer
pin (WeirArchive *archive, gpointer data, GError **error)
{
  const Change *change = data;

  weir_archive_set_pinned (archive, change->run_id, change->on, error);
  return NULL;
}

static gpointer
set_baseline (WeirArchive *archive, gpointer data, GError **error)
{
  const Change *change = data;

  weir_archive_set_baseline (archive, change->file_name, change->on ? change->run_id : 0, error);
  return NULL;
}

static gpointer
describe (WeirArchive *archive, gpointer data, GError **error)
{
  const Change *change = data;

  if (weir_archive_set_title (archive, change->run_id, change->title, error))
    weir_archive_set_note (archive, change->run_id, change->note, error);
  return NULL;
}

static gpointer
delete (WeirArchive *archive, gpointer data, GError **error)
{
  weir_archive_delete_run (archive, ((const Change *) data)->run_id, error);
  return NULL;
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirHistoryPage) self = data;
  g_autoptr (GError) error = NULL;

  weir_result_reader_call_finish (result, &error);
  if (weir_history_page_take_answer (self, error))
    read_runs (self);
}

static void
change (WeirHistoryPage *self, WeirReaderFunc function, const Change *what)
{
  self->n_asked++;
  weir_result_reader_call_async (self->reader, function, g_memdup2 (what, sizeof *what), free_change, NULL,
                                 self->cancellable, changed_cb, g_object_ref (self));
}

static WeirHistoryRow *
find_row (WeirHistoryPage *self, gint64 run_id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (weir_history_row_get_info (WEIR_HISTORY_ROW (row))->id == run_id)
      return WEIR_HISTORY_ROW (row);
  return NULL;
}

static void
pin_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (widget);
  WeirHistoryRow *row = find_row (self, g_variant_get_int64 (parameter));

  if (row != NULL)
    change (self, pin, &(Change) { .run_id = weir_history_row_get_info (row)->id,
                                   .on = !weir_history_row_get_info (row)->pinned });
}

static void
baseline_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (widget);
  WeirHistoryRow *row = find_row (self, g_variant_get_int64 (parameter));
  const WeirRunInfo *info = row != NULL ? weir_history_row_get_info (row) : NULL;

  if (info != NULL && info->file_name != NULL)
    change (self, set_baseline, &(Change) { .run_id = info->id,
                                            .on = !info->baseline,
                                            .file_name = g_strdup (info->file_name) });
}

static void
delete_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (widget);
  WeirHistoryRow *row = find_row (self, g_variant_get_int64 (parameter));
  const WeirRunInfo *info = row != NULL ? weir_history_row_get_info (row) : NULL;
  g_autofree char *time = NULL;
  g_autofree char *name = NULL;

  if (info == NULL)
    return;
  time = weir_past_run_describe_time (info->started_at);
  name = g_strdup_printf ("%s · %s", info->title != NULL ? info->title : info->name, time);
  g_signal_emit (self, signals[DELETE_ASKED], 0, info->id, name);
}

static void
describe_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (widget);
  WeirHistoryRow *row = find_row (self, g_variant_get_int64 (parameter));
  const WeirRunInfo *info = row != NULL ? weir_history_row_get_info (row) : NULL;
  graphene_rect_t bounds;

  if (info == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self), &bounds))
    return;
  self->described_id = info->id;
  gtk_editable_set_text (GTK_EDITABLE (self->title), info->title != NULL ? info->title : "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note), info->note != NULL ? info->note : "", -1);
  gtk_popover_set_pointing_to (self->describing,
                               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                 (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (self->describing);
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
save_description_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  const char *title = gtk_editable_get_text (GTK_EDITABLE (self->title));
  g_autofree char *note = NULL;

  g_object_get (buffer, "text", &note, NULL);
  g_strstrip (note);
  gtk_popover_popdown (self->describing);
  change (self, describe, &(Change) { .run_id = self->described_id,
                                      .title = *title != '\0' ? g_strdup (title) : NULL,
                                      .note = *note != '\0' ? g_strdup (note) : NULL });
}

static void
compare_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[COMPARE_ASKED], 0, g_variant_get_int64 (parameter));
}

/* Two runs, the second perhaps in another archive. */
typedef struct
{
  gint64 ids[2];
  char other_archive[]; /* "" for the same */
} Pair;

static gpointer
read_pair (WeirArchive *archive, gpointer data, GError **error)
{
  const Pair *pair = data;
  WeirArchive *other = archive;
  WeirRunPair *read;

  if (*pair->other_archive != '\0')
    other = weir_archive_open (pair->other_archive, error);
  if (other == NULL)
    return NULL;
  read = weir_run_pair_read (archive, pair->ids[0], other, pair->ids[1], error);
  if (other != archive)
    weir_archive_close (other);
  return read;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirHistoryPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRunPair) pair = weir_result_reader_call_finish (result, &error);

  if (weir_history_page_take_answer (self, error))
    g_signal_emit (self, signals[RUNS_COMPARED], 0, pair);
}

static gpointer
load (WeirArchive *archive, gpointer data, GError **error)
{
  return weir_past_run_read (archive, *(gint64 *) data, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirHistoryPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirPastRun) run = weir_result_reader_call_finish (result, &error);

  if (weir_history_page_take_answer (self, error))
    g_signal_emit (self, signals[RUN_LOADED], 0, run);
}

static void
row_activated_cb (WeirHistoryPage *self, WeirHistoryRow *row)
{
  weir_history_page_ask (self, load, g_memdup2 (&weir_history_row_get_info (row)->id, sizeof (gint64)),
       (GDestroyNotify) weir_past_run_free, loaded_cb);
}

static void
weir_history_page_map (GtkWidget *widget)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (widget);

  GTK_WIDGET_CLASS (weir_history_page_parent_class)->map (widget);
  if (!self->read)
    read_runs (self);
}

static void
weir_history_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (widget);

  gtk_widget_allocate (self->content, width, height, baseline, NULL);
  gtk_popover_present (self->describing);
}

static void
weir_history_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                           int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (WEIR_HISTORY_PAGE (widget)->content, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
weir_history_page_dispose (GObject *object)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->describing != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->describing));
  self->describing = NULL;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (weir_history_page_parent_class)->dispose (object);
}

static void
weir_history_page_finalize (GObject *object)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (object);

  g_array_unref (self->chosen);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_free (self->file_name);
  g_free (self->name);
  G_OBJECT_CLASS (weir_history_page_parent_class)->finalize (object);
}

static void
install_signals (GType type)
{
  signals[RUN_LOADED] = g_signal_new ("run-loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                      1, G_TYPE_POINTER);
  signals[DELETE_ASKED] = g_signal_new ("delete-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[COMPARE_ASKED] = g_signal_new ("compare-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[RUNS_COMPARED] = g_signal_new ("runs-compared", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[MANY_COMPARED] = g_signal_new ("many-compared", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
weir_history_page_class_init (WeirHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_history_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_history_page_finalize;
  widget_class->map = weir_history_page_map;
  widget_class->measure = weir_history_page_measure;
  widget_class->size_allocate = weir_history_page_size_allocate;
  install_signals (G_TYPE_FROM_CLASS (klass));
  gtk_widget_class_install_action (widget_class, "history.pin", "x", pin_action);
  gtk_widget_class_install_action (widget_class, "history.baseline", "x", baseline_action);
  gtk_widget_class_install_action (widget_class, "history.compare", "x", compare_action);
  weir_history_page_install_choice (widget_class);
  gtk_widget_class_install_action (widget_class, "history.delete", "x", delete_action);
  gtk_widget_class_install_action (widget_class, "history.describe", "x", describe_action);
  gtk_widget_class_install_action (widget_class, "history.save-description", NULL, save_description_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryPage, content);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryPage, which);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryPage, empty);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryPage, chosen_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryPage, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryPage, describing);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryPage, title);
  gtk_widget_class_bind_template_child (widget_class, WeirHistoryPage, note);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, weir_history_page_show_runs);
}

static void
weir_history_page_init (WeirHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chosen = g_array_new (TRUE, TRUE, sizeof (gint64));
  gtk_widget_set_parent (GTK_WIDGET (self->describing), GTK_WIDGET (self));
  self->reader = weir_result_reader_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * weir_history_page_set_document:
 * @self: the page
 * @file_name: (nullable): absolute, of the document that is open; %NULL when it was never saved
 * @name: (nullable): its name
 * @is_plan: whether it is a load plan
 *
 * Lists the runs of that document, unless all are listed.
 */
void
weir_history_page_set_document (WeirHistoryPage *self, const char *file_name, const char *name,
                                gboolean is_plan)
{
  const char *const first[] = { is_plan ? _("Runs of this load plan") : _("Runs of this flow"), NULL };
  GtkStringList *words;

  g_return_if_fail (WEIR_IS_HISTORY_PAGE (self));

  g_free (self->file_name);
  self->file_name = g_strdup (file_name);
  g_free (self->name);
  self->name = g_strdup (name);
  self->is_plan = is_plan;
  words = GTK_STRING_LIST (gtk_drop_down_get_model (self->which));
  if (!g_str_equal (gtk_string_list_get_string (words, 0), first[0]))
    {
      guint selected = gtk_drop_down_get_selected (self->which);

      gtk_string_list_splice (words, 0, 1, first);
      gtk_drop_down_set_selected (self->which, selected);
    }
  weir_history_page_show_runs (self);
}

/**
 * weir_history_page_refresh:
 * @self: the page
 *
 * Reads the runs again, as soon as the page is seen.
 */
void
weir_history_page_refresh (WeirHistoryPage *self)
{
  g_return_if_fail (WEIR_IS_HISTORY_PAGE (self));

  self->read = FALSE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_runs (self);
}

/**
 * weir_history_page_delete:
 * @self: the page
 * @run_id: a run
 *
 * Deletes the run for good.
 */
void
weir_history_page_delete (WeirHistoryPage *self, gint64 run_id)
{
  g_return_if_fail (WEIR_IS_HISTORY_PAGE (self));

  weir_history_page_unchoose (self, run_id);
  change (self, delete, &(Change) { .run_id = run_id });
}

/**
 * weir_history_page_compare:
 * @self: the page
 * @run_id: a run
 * @other_archive: (nullable): the file of the archive the other one is in; %NULL when that is the same
 * @other_id: another run
 *
 * Reads both; `runs-compared` tells how they differ.
 */
void
weir_history_page_compare (WeirHistoryPage *self, gint64 run_id, const char *other_archive, gint64 other_id)
{
  gsize length = other_archive != NULL ? strlen (other_archive) : 0;
  Pair *pair;

  g_return_if_fail (WEIR_IS_HISTORY_PAGE (self));

  pair = g_malloc0 (sizeof *pair + length + 1);
  pair->ids[0] = run_id;
  pair->ids[1] = other_id;
  if (length > 0)
    memcpy (pair->other_archive, other_archive, length);
  weir_history_page_ask (self, read_pair, pair, (GDestroyNotify) weir_run_pair_free, compared_cb);
}

/**
 * weir_history_page_is_busy:
 * @self: the page
 *
 * Returns: whether the archive is at work for it
 */
gboolean
weir_history_page_is_busy (WeirHistoryPage *self)
{
  g_return_val_if_fail (WEIR_IS_HISTORY_PAGE (self), FALSE);

  return self->n_asked > 0;
}

/**
 * weir_history_page_get_list:
 * @self: the page
 *
 * Returns: (transfer none): its rows, of #WeirHistoryRow
 */
GtkListBox *
weir_history_page_get_list (WeirHistoryPage *self)
{
  g_return_val_if_fail (WEIR_IS_HISTORY_PAGE (self), NULL);

  return self->list;
}
