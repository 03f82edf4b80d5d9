/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-requests-page.c: the slowest and failed requests of a load plan, and one of them whole
 *
 * Which they are is found on the reader's thread: while somebody looks at the page, and of a run that goes on
 * a few times a second, in what has come since the last look.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-job-state.h"
#include "weir-kept-requests.h"
#include "weir-plan-requests-page.h"
#include "weir-request-columns.h"

/* Results looked at on end, so that what others ask the reader need not wait for a million of them. */
#define RESULTS_PER_LOOK 50000
/* Between two looks at a run that goes on. */
#define PAUSE_MS 400

struct _WeirPlanRequestsPage
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkDropDown *shown;
  GtkDropDown *jobs;
  GtkLabel *count;
  GtkLabel *note;
  GtkColumnView *view;
  WeirResultDetails *details;

  /* owned */
  WeirResultReader *reader;
  WeirKeptRequests *requests; /* NULL while a look at them is under way, and when there is no run */
  GArray *list;               /* of WeirKeptRequest: what the last look found */
  GListStore *items;          /* of WeirRequestItem: what is shown of it */
  GtkSingleSelection *selection;
  GPtrArray *states;          /* (nullable) of WeirJobState */
  GArray *choices;            /* of guint: the job of each entry of the drop-down but the first */
  GCancellable *cancellable;  /* of the look that is under way; NULL when there is none */
  GCancellable *loading;      /* of the request that is read whole; NULL when there is none */

  gint64 run_id;
  gint64 shown_id; /* the request shown whole; 0 for none */
  guint source; /* the next look */
  gboolean running;
  gboolean stale; /* there may be more in the archive */
  gboolean more;  /* the last look did not come to the end */
};

G_DEFINE_FINAL_TYPE (WeirPlanRequestsPage, weir_plan_requests_page, GTK_TYPE_WIDGET)

static void look_if_seen (WeirPlanRequestsPage *self);

static char *
get_name (WeirPlanRequestsPage *self, guint job)
{
  const WeirJobState *state =
      self->states != NULL && job < self->states->len ? g_ptr_array_index (self->states, job) : NULL;

  return state != NULL ? g_strdup_printf ("%s / %s", state->round, state->iteration) : g_strdup ("");
}

/* -1: all of them */
static int
get_chosen_job (WeirPlanRequestsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->jobs);

  return selected > 0 && selected <= self->choices->len
             ? (int) g_array_index (self->choices, guint, selected - 1)
             : -1;
}

static void
show_count (WeirPlanRequestsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autofree char *text = NULL;

  if (self->run_id != 0 && self->more)
    text = g_strdup (_("Looking through the requests…"));
  else if (n > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u request", "%u requests", n), n);
  else if (self->run_id != 0 && self->list != NULL)
    text = g_strdup (self->running ? _("None yet") : _("None"));
  gtk_label_set_text (self->count, text != NULL ? text : "");
}

/* Rows that stay keep their items, and with them the selection. */
static void
show_list (WeirPlanRequestsPage *self)
{
  g_autoptr (GArray) picked = weir_requests_pick (self->list, gtk_drop_down_get_selected (self->shown),
                                                  get_chosen_job (self));
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_autoptr (GPtrArray) after = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *model = G_LIST_MODEL (self->items);
  guint n_before = g_list_model_get_n_items (model), same = 0;

  for (guint i = 0; i < n_before; i++)
    {
      WeirRequestItem *item = g_list_model_get_item (model, i);
      gint64 id = weir_request_item_get_id (item);

      g_hash_table_insert (before, g_memdup2 (&id, sizeof id), item);
    }
  for (guint i = 0; i < picked->len; i++)
    {
      const WeirKeptRequest *request = &g_array_index (picked, WeirKeptRequest, i);
      WeirRequestItem *item = g_hash_table_lookup (before, &request->row.id);
      g_autofree char *name = get_name (self, request->row.brief.step);

      g_ptr_array_add (after, item != NULL ? g_object_ref (item) : weir_request_item_new (request, name));
    }
  for (; same < MIN (n_before, after->len); same++)
    {
      g_autoptr (WeirRequestItem) item = g_list_model_get_item (model, same);

      if ((gpointer) item != g_ptr_array_index (after, same))
        break;
    }
  if (same < n_before || same < after->len)
    g_list_store_splice (self->items, same, n_before - same, after->pdata + same, after->len - same);
  show_count (self);
}

static void
chosen_cb (WeirPlanRequestsPage *self)
{
  if (self->items != NULL)
    show_list (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirPlanRequestsPage) self = data;
  g_autoptr (GError) error = NULL;
  WeirStepResult *request = weir_result_reader_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "requests.to-step",
                                 request != NULL && request->attempts->len > 0);
  if (request != NULL)
    weir_result_details_take (self->details, request);
  else
    weir_result_details_clear (self->details, error->message);
}

static void
show_nothing (WeirPlanRequestsPage *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->shown_id = 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "requests.to-step", FALSE);
  weir_result_details_clear (self->details, _("Select a request to see what was sent and what came back."));
}

static void
selected_cb (WeirPlanRequestsPage *self)
{
  WeirRequestItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL)
    {
      show_nothing (self);
      return;
    }
  if (weir_request_item_get_id (item) == self->shown_id)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->shown_id = weir_request_item_get_id (item);
  self->loading = g_cancellable_new ();
  weir_result_reader_load_async (self->reader, self->shown_id, self->loading, loaded_cb, g_object_ref (self));
}

/* What a look needs goes to the reader's thread and comes back with what it found. */
typedef struct
{
  WeirKeptRequests *requests;
  gint64 run_id;
  gboolean more;
} Look;

static void
look_free (gpointer data)
{
  Look *work = data;

  weir_kept_requests_free (work->requests);
  g_free (work);
}

static gpointer
look (WeirArchive *archive, gpointer data, GError **error)
{
  Look *question = data;
  Look *answer;

  if (!weir_kept_requests_look (question->requests, archive, question->run_id, RESULTS_PER_LOOK,
                                &question->more, error))
    return NULL;
  answer = g_memdup2 (question, sizeof *question);
  question->requests = NULL;
  return answer;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirPlanRequestsPage) self = data;
  g_autoptr (GError) error = NULL;
  Look *answer = weir_result_reader_call_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (answer == NULL)
    {
      gtk_label_set_text (self->note, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
      return;
    }
  self->requests = g_steal_pointer (&answer->requests);
  self->more = answer->more;
  look_free (answer);
  g_clear_pointer (&self->list, g_array_unref);
  self->list = weir_kept_requests_list (self->requests);
  show_list (self);
  look_if_seen (self);
}

static void
begin_look (WeirPlanRequestsPage *self)
{
  Look *question = g_new0 (Look, 1);

  self->stale = FALSE;
  question->run_id = self->run_id;
  question->requests =
      self->requests != NULL ? g_steal_pointer (&self->requests) : weir_kept_requests_new ();
  self->cancellable = g_cancellable_new ();
  weir_result_reader_call_async (self->reader, look, question, look_free, look_free, self->cancellable,
                                 looked_cb, g_object_ref (self));
}

static gboolean
pause_over_cb (gpointer data)
{
  WeirPlanRequestsPage *self = data;

  self->source = 0;
  if (self->cancellable == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    begin_look (self);
  return G_SOURCE_REMOVE;
}

/* What a look did not come to the end of goes on at once; news of a run wait for a while. */
static void
look_if_seen (WeirPlanRequestsPage *self)
{
  if (!(self->stale || self->more) || self->cancellable != NULL || self->source != 0 || self->run_id == 0
      || self->reader == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (self->running && !self->more && self->list != NULL)
    self->source = g_timeout_add (PAUSE_MS, pause_over_cb, self);
  else
    begin_look (self);
}

static void
add_lean (GString *names, const WeirJobState *state)
{
  if (!state->chosen || !state->lean)
    return;
  g_string_append_printf (names, "%s%s / %s", names->len > 0 ? ", " : "", state->round, state->iteration);
}

static void
show_note (WeirPlanRequestsPage *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; self->states != NULL && i < self->states->len; i++)
    add_lean (names, g_ptr_array_index (self->states, i));
  if (names->len > 0)
    /* Translators: %s are names of iterations, as “Buyers / Browse, Buyers / Pay” */
    text = g_strdup_printf (_("No requests are kept of %s, because “maximizeThroughput” is on there. All"
                              " figures are complete."),
                            names->str);
  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

static gboolean
are_same_jobs (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return a == b;
  for (guint i = 0; i < a->len; i++)
    {
      const WeirJobState *first = g_ptr_array_index (a, i), *second = g_ptr_array_index (b, i);

      if (first != second
          && (first->chosen != second->chosen || first->lean != second->lean
              || !g_str_equal (first->round, second->round)
              || !g_str_equal (first->iteration, second->iteration)))
        return FALSE;
    }
  return TRUE;
}

static void
list_jobs (WeirPlanRequestsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_array_set_size (self->choices, 0);
  gtk_string_list_append (names, _("All plan iterations"));
  for (guint i = 0; self->states != NULL && i < self->states->len; i++)
    {
      const WeirJobState *state = g_ptr_array_index (self->states, i);

      if (!state->chosen || state->lean)
        continue;
      gtk_string_list_take (names, get_name (self, i));
      g_array_append_val (self->choices, i);
    }
  gtk_drop_down_set_model (self->jobs, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->jobs), self->choices->len > 1);
}

static void
set_jobs (WeirPlanRequestsPage *self, GPtrArray *jobs)
{
  gboolean same = are_same_jobs (self->states, jobs);

  g_clear_pointer (&self->states, g_ptr_array_unref);
  self->states = jobs != NULL ? g_ptr_array_ref (jobs) : NULL;
  if (same)
    return;
  list_jobs (self);
  show_note (self);
}

static void
forget (WeirPlanRequestsPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->requests, weir_kept_requests_free);
  g_clear_pointer (&self->list, g_array_unref);
  self->run_id = 0;
  self->running = FALSE;
  self->stale = FALSE;
  self->more = FALSE;
}

/* The window knows the flow it goes to. */
static void
to_step_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.request-to-step", NULL);
}

static void
weir_plan_requests_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_plan_requests_page_parent_class)->map (widget);
  look_if_seen (WEIR_PLAN_REQUESTS_PAGE (widget));
}

static void
weir_plan_requests_page_dispose (GObject *object)
{
  WeirPlanRequestsPage *self = WEIR_PLAN_REQUESTS_PAGE (object);

  forget (self);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_array_unref);
  G_OBJECT_CLASS (weir_plan_requests_page_parent_class)->dispose (object);
}

static void
weir_plan_requests_page_class_init (WeirPlanRequestsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_plan_requests_page_dispose;
  widget_class->map = weir_plan_requests_page_map;
  g_type_ensure (WEIR_TYPE_RESULT_DETAILS);
  gtk_widget_class_install_action (widget_class, "requests.to-step", NULL, to_step_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-plan-requests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirPlanRequestsPage, content);
  gtk_widget_class_bind_template_child (widget_class, WeirPlanRequestsPage, shown);
  gtk_widget_class_bind_template_child (widget_class, WeirPlanRequestsPage, jobs);
  gtk_widget_class_bind_template_child (widget_class, WeirPlanRequestsPage, count);
  gtk_widget_class_bind_template_child (widget_class, WeirPlanRequestsPage, note);
  gtk_widget_class_bind_template_child (widget_class, WeirPlanRequestsPage, view);
  gtk_widget_class_bind_template_child (widget_class, WeirPlanRequestsPage, details);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_plan_requests_page_init (WeirPlanRequestsPage *self)
{
  GtkSortListModel *sorted;

  self->choices = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_request_columns_add (self->view);
  self->items = g_list_store_new (WEIR_TYPE_REQUEST_ITEM);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  list_jobs (self);
  show_nothing (self);
}

/**
 * weir_plan_requests_page_new:
 *
 * Returns: (transfer floating): a page without a run
 */
GtkWidget *
weir_plan_requests_page_new (void)
{
  return g_object_new (WEIR_TYPE_PLAN_REQUESTS_PAGE, NULL);
}

/**
 * weir_plan_requests_page_set_reader:
 * @self: a page
 * @reader: what reads the archive
 */
void
weir_plan_requests_page_set_reader (WeirPlanRequestsPage *self, WeirResultReader *reader)
{
  g_return_if_fail (WEIR_IS_PLAN_REQUESTS_PAGE (self));

  g_set_object (&self->reader, reader);
  look_if_seen (self);
}

/**
 * weir_plan_requests_page_set_run:
 * @self: a page
 * @run_id: the run in the reader's archive; 0 while it has none
 * @jobs: (element-type WeirJobState): its iterations
 * @running: whether more is to come
 *
 * To be called whenever the run has changed: the page looks at what is new when it is seen, and not more
 * often than a few times a second.
 */
void
weir_plan_requests_page_set_run (WeirPlanRequestsPage *self, gint64 run_id, GPtrArray *jobs, gboolean running)
{
  g_return_if_fail (WEIR_IS_PLAN_REQUESTS_PAGE (self));

  if (run_id != self->run_id)
    forget (self);
  set_jobs (self, jobs);
  if (run_id != self->run_id)
    show_list (self);
  self->run_id = run_id;
  if (self->running && !running)
    g_clear_handle_id (&self->source, g_source_remove);
  self->stale |= running || self->running || self->list == NULL;
  self->running = running;
  look_if_seen (self);
}

/**
 * weir_plan_requests_page_clear:
 * @self: a page
 *
 * Shows no run.
 */
void
weir_plan_requests_page_clear (WeirPlanRequestsPage *self)
{
  g_return_if_fail (WEIR_IS_PLAN_REQUESTS_PAGE (self));

  forget (self);
  set_jobs (self, NULL);
  show_list (self);
  show_nothing (self);
}

/**
 * weir_plan_requests_page_choose:
 * @self: a page of a run
 * @shown: which requests to list
 * @job: of which iteration; -1 for all
 *
 * As if a person had chosen that.
 */
void
weir_plan_requests_page_choose (WeirPlanRequestsPage *self, WeirRequestsShown shown, int job)
{
  guint place = 0;

  g_return_if_fail (WEIR_IS_PLAN_REQUESTS_PAGE (self));

  for (guint i = 0; i < self->choices->len; i++)
    if (job >= 0 && g_array_index (self->choices, guint, i) == (guint) job)
      place = i + 1;
  gtk_drop_down_set_selected (self->shown, shown);
  gtk_drop_down_set_selected (self->jobs, place);
}

/**
 * weir_plan_requests_page_is_busy:
 * @self: a page
 *
 * Returns: whether the archive is being read for it
 */
gboolean
weir_plan_requests_page_is_busy (WeirPlanRequestsPage *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_REQUESTS_PAGE (self), FALSE);

  return self->cancellable != NULL || self->source != 0 || self->loading != NULL;
}

/**
 * weir_plan_requests_page_get_model:
 * @self: a page
 *
 * Returns: (transfer none): what it lists, of #WeirRequestItem, in the order of the rows; a
 *   #GtkSelectionModel
 */
GListModel *
weir_plan_requests_page_get_model (WeirPlanRequestsPage *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_REQUESTS_PAGE (self), NULL);

  return G_LIST_MODEL (self->selection);
}

/**
 * weir_plan_requests_page_get_details:
 * @self: a page
 *
 * Returns: (transfer none): what shows the selected request whole
 */
WeirResultDetails *
weir_plan_requests_page_get_details (WeirPlanRequestsPage *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_REQUESTS_PAGE (self), NULL);

  return self->details;
}
