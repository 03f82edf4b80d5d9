/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-results-view.c: the right pane: how the run came out, its results, and one of them whole
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-result-columns.h"
#include "weir-result-words.h"
#include "weir-results-view-private.h"

enum
{
  STEP_FILTER_CLEARED,
  CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirResultsView, weir_results_view, GTK_TYPE_WIDGET)

/**
 * weir_results_view_show_nothing:
 * @self: a results view
 *
 * Shows no result, and says why.
 */
void
weir_results_view_show_nothing (WeirResultsView *self)
{
  const char *why;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->run_id == 0)
    why = _("Run the flow to see here what was sent and what came back.");
  else if (g_list_model_get_n_items (G_LIST_MODEL (weir_results_view_get_shown_rows (self))) > 0)
    why = _("Choose a result to see its request, response, timings and assertions.");
  else if (self->page == WEIR_RESULT_PAGE_MATCHES && weir_result_index_get_total (self->index)->n_results > 0)
    why = _("No result matches. Look for other words, or list all results.");
  else if (self->page == WEIR_RESULT_PAGE_FAILED && self->done)
    why = _("Nothing failed.");
  else
    why = self->done ? _("There are no results for this step.") : _("No results yet.");
  self->shown_id = 0;
  weir_result_details_clear (self->details, why);
}

/**
 * weir_results_view_show_count:
 * @self: a results view
 *
 * Shows what is known of the results as a whole: their number, and whether there is a way to a problem.
 */
void
weir_results_view_show_count (WeirResultsView *self)
{
  const WeirResultPass *total = weir_result_index_get_total (self->index);
  WeirResultSelection *matches = weir_result_matches_get_selection (self->matches);
  gboolean failed_only = self->page == WEIR_RESULT_PAGE_FAILED;
  g_autofree char *text = NULL;
  gboolean problems;

  if (self->page == WEIR_RESULT_PAGE_MATCHES && matches != NULL)
    {
      guint n_failed = weir_result_selection_count_problem (matches, WEIR_RESULT_PROBLEM_FAILED);

      text = weir_words_for_matches (weir_result_selection_get_count (matches), n_failed, total->n_results);
      problems = n_failed > 0
                 || weir_result_selection_count_problem (matches, WEIR_RESULT_PROBLEM_NOT_CHECKED) > 0;
    }
  else
    {
      text = weir_words_for_count (total, failed_only);
      problems = total->n_failed > 0 || (total->n_not_checked > 0 && !failed_only);
    }
  gtk_label_set_text (self->count, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.next-problem", problems);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.previous-problem", problems);
  gtk_widget_set_visible (self->next_problem, problems);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.clear", self->done && self->run_id != 0);
}

/* GtkColumnView cannot scroll before GTK 4.12; the list inside it has an action for it. */
static gboolean
scroll_cb (gpointer data)
{
  WeirResultsView *self = data;
  guint position = gtk_single_selection_get_selected (weir_results_view_get_shown_rows (self));
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->views[self->page]));

  self->scroll_source = 0;
  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  if (child != NULL && position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
  return G_SOURCE_REMOVE;
}

/* Rows that have only just come get their places when the window is next drawn. */
static void
follow (WeirResultsView *self)
{
  if (self->scroll_source == 0)
    self->scroll_source = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirResultsView) self = data;
  g_autoptr (GError) error = NULL;
  WeirStepResult *loaded = weir_result_reader_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (loaded != NULL)
    weir_result_details_take (self->details, loaded);
  else
    weir_result_details_clear (self->details, error->message);
  /* A longer message takes room from the list. */
  if (self->followed)
    follow (self);
}

static void
load (WeirResultsView *self, gint64 id)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->shown_id = id;
  self->loading = g_cancellable_new ();
  weir_result_reader_load_async (self->reader, id, self->loading, loaded_cb, g_object_ref (self));
}

static void
show_pass (WeirResultsView *self, WeirResultItem *item)
{
  g_autofree char *text = weir_words_for_pass_facts (item);

  weir_results_view_show_nothing (self);
  weir_result_details_clear (self->details, text);
}

static void
selection_changed_cb (WeirResultsView *self)
{
  gpointer row = gtk_single_selection_get_selected_item (weir_results_view_get_shown_rows (self));
  g_autoptr (WeirResultItem) item = NULL;
  gint64 id;

  if (self->settling)
    return;
  if (GTK_IS_TREE_LIST_ROW (row))
    item = gtk_tree_list_row_get_item (row);
  else if (row != NULL)
    item = g_object_ref (row);
  id = item != NULL ? weir_result_item_get_id (item) : 0;
  self->followed = FALSE;
  if (item == NULL)
    weir_results_view_show_nothing (self);
  else if (id == 0)
    show_pass (self, item);
  else if (id != self->shown_id)
    load (self, id);
}

/* The first problem, because that is what people look for; else the first result, unless there are many. */
static void
choose_something (WeirResultsView *self)
{
  const WeirResultPass *total = weir_result_index_get_total (self->index);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (weir_results_view_get_shown_rows (self)));

  self->choose = FALSE;
  /* Its own list says what to choose when it comes. */
  if (self->page == WEIR_RESULT_PAGE_MATCHES)
    return;
  if (total->n_failed > 0 || (total->n_not_checked > 0 && self->page != WEIR_RESULT_PAGE_FAILED))
    weir_results_view_find_problem (self, FALSE);
  else if (n_rows > 0 && (self->single || self->filter.step > 0))
    weir_results_view_find_first (self);
  else
    weir_results_view_show_nothing (self);
}

static void
settled_cb (WeirResultsView *self)
{
  weir_results_view_show_count (self);
  weir_results_view_refresh_matches (self);
  if (self->reveal)
    {
      self->reveal = FALSE;
      weir_results_view_find_result (self, self->reveal_key, self->reveal_step);
    }
  else if (self->choose)
    choose_something (self);
  else if (self->shown_id == 0
           && gtk_single_selection_get_selected_item (weir_results_view_get_shown_rows (self)) == NULL)
    weir_results_view_show_nothing (self);
}

static void
select_nothing (WeirResultsView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->selections); i++)
    gtk_single_selection_set_selected (self->selections[i], GTK_INVALID_LIST_POSITION);
}

/**
 * weir_results_view_choose:
 * @self: a results view
 *
 * Chooses a problem, or the first result, as soon as the results are in.
 */
void
weir_results_view_choose (WeirResultsView *self)
{
  select_nothing (self);
  weir_results_view_show_count (self);
  weir_results_view_show_nothing (self);
  if (!weir_result_index_is_busy (self->index))
    choose_something (self);
  else
    self->choose = TRUE;
}

/**
 * weir_results_view_list_run:
 * @self: a results view
 *
 * Lists the results of the run, as the filter says, from the beginning.
 */
void
weir_results_view_list_run (WeirResultsView *self)
{
  weir_results_view_end_search (self);
  weir_results_view_end_selecting (self);
  select_nothing (self);
  weir_result_matches_set_selection (self->matches, NULL);
  weir_result_matches_set_flow (self->matches, self->flow, self->by_vu);
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    {
      gtk_tree_list_model_set_autoexpand (self->trees[i], self->single);
      weir_result_list_set_flow (self->lists[i], self->flow, self->by_vu, self->filter.step > 0);
      weir_result_list_set_live (self->lists[i], !self->done);
    }
  weir_result_index_set_run (self->index, self->run_id, &self->filter);
  weir_results_view_show_count (self);
  weir_results_view_show_nothing (self);
  if (self->page == WEIR_RESULT_PAGE_MATCHES)
    weir_results_view_select_results (self);
}

/**
 * weir_results_view_forget_step:
 * @self: a results view
 *
 * Lists the results of all steps again, and tells those who chose one.
 */
void
weir_results_view_forget_step (WeirResultsView *self)
{
  g_signal_emit (self, signals[STEP_FILTER_CLEARED], 0);
}

static void
all_steps_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  weir_results_view_forget_step (WEIR_RESULTS_VIEW (widget));
}

/* The key is heard while charts, or the editor, are looked at. */
static void
show_list (WeirResultsView *self)
{
  gtk_notebook_set_current_page (self->tabs, 0);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "results");
}

static void
next_problem_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  show_list (WEIR_RESULTS_VIEW (widget));
  weir_results_view_find_problem (WEIR_RESULTS_VIEW (widget), FALSE);
}

static void
previous_problem_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  show_list (WEIR_RESULTS_VIEW (widget));
  weir_results_view_find_problem (WEIR_RESULTS_VIEW (widget), TRUE);
}

/* All steps are listed again, because the list may lack the one that is wanted. */
static void
result_chosen_cb (WeirResultsView *self, guint64 key, int step)
{
  weir_results_view_show_result (self, key, (guint) step);
}

static void
clear_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  weir_results_view_clear (WEIR_RESULTS_VIEW (widget));
  g_signal_emit (widget, signals[CLEARED], 0);
}

static void
weir_results_view_dispose (GObject *object)
{
  WeirResultsView *self = WEIR_RESULTS_VIEW (object);

  weir_results_view_end_search (self);
  if (self->content != NULL)
    weir_results_view_end_selecting (self);
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->reading_windows);
  g_clear_object (&self->reading_windows);
  g_clear_pointer (&self->charted, weir_run_snapshot_unref);
  g_clear_pointer (&self->windows, g_ptr_array_unref);
  if (self->index != NULL)
    g_signal_handlers_disconnect_by_data (self->index, self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (self->selections); i++)
    {
      if (self->selections[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->selections[i], self);
      g_clear_object (&self->selections[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    {
      g_clear_object (&self->trees[i]);
      g_clear_object (&self->lists[i]);
    }
  g_clear_object (&self->matches);
  g_clear_pointer (&self->archive, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer ((char **) &self->before.text, g_free);
  g_clear_object (&self->index);
  g_clear_object (&self->reader);
  g_clear_object (&self->flow);
  G_OBJECT_CLASS (weir_results_view_parent_class)->dispose (object);
}

static void
compare_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  weir_results_view_compare (WEIR_RESULTS_VIEW (widget));
}

static void
cancel_selecting_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  weir_results_view_cancel_selecting (WEIR_RESULTS_VIEW (widget));
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "results.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "results.cancel-search", NULL, cancel_selecting_action);
  gtk_widget_class_install_action (widget_class, "results.all-steps", NULL, all_steps_action);
  gtk_widget_class_install_action (widget_class, "results.next-problem", NULL, next_problem_action);
  gtk_widget_class_install_action (widget_class, "results.previous-problem", NULL, previous_problem_action);
  gtk_widget_class_install_action (widget_class, "results.clear", NULL, clear_action);
}

static void
install_signals (GType type)
{
  /**
   * WeirResultsView::step-filter-cleared:
   * @view: the view
   *
   * The person wants to see the results of all steps again.
   */
  signals[STEP_FILTER_CLEARED] =
      g_signal_new ("step-filter-cleared", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * WeirResultsView::cleared:
   * @view: the view
   *
   * The person wants to see the results no more; the run stays in the archive.
   */
  signals[CLEARED] = g_signal_new ("cleared", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const char *const names[N_RESULT_PAGES] = { "all_view", "failed_view", "matches_view" };

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-results-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, content);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, outcome);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, next_problem);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, trouble);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, cards);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, findings);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, tabs);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, charts);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, statistics);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, log);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, count);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, rule);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, selecting_box);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, selecting_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, step_filter);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, step_filter_label);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, pane);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, pages);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, names[i], FALSE,
        G_STRUCT_OFFSET (WeirResultsView, views) + (gssize) (i * sizeof (GtkColumnView *)));
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, details);
}

static void
weir_results_view_class_init (WeirResultsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_results_view_dispose;
  weir_focus_install (widget_class, weir_results_view_grab_focus);
  install_signals (G_TYPE_FROM_CLASS (klass));
  install_actions (widget_class);
  g_type_ensure (WEIR_TYPE_CARDS);
  g_type_ensure (WEIR_TYPE_CHARTS_PAGE);
  g_type_ensure (WEIR_TYPE_FINDINGS_VIEW);
  g_type_ensure (WEIR_TYPE_LOG_PAGE);
  g_type_ensure (WEIR_TYPE_RESULT_DETAILS);
  g_type_ensure (WEIR_TYPE_RESULT_FILTER_BAR);
  g_type_ensure (WEIR_TYPE_STATISTICS_PAGE);
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, result_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, weir_results_view_apply_choice);
  gtk_widget_class_bind_template_callback (widget_class, weir_results_view_chart_jump);
  gtk_widget_class_set_layout_manager_type (widget_class, WEIR_TYPE_COLUMN_LAYOUT);
}

static GListModel *
create_children_cb (gpointer item, gpointer list)
{
  return weir_result_list_create_children (list, item);
}

static void
create_rows (WeirResultsView *self, guint i, GListModel *model)
{
  self->selections[i] = gtk_single_selection_new (g_object_ref (model));
  gtk_single_selection_set_autoselect (self->selections[i], FALSE);
  gtk_single_selection_set_can_unselect (self->selections[i], TRUE);
  g_signal_connect_swapped (self->selections[i], "notify::selected-item",
                            G_CALLBACK (selection_changed_cb), self);
  gtk_column_view_set_model (self->views[i], GTK_SELECTION_MODEL (self->selections[i]));
  weir_result_columns_add (self->views[i]);
}

static void
create_list (WeirResultsView *self, guint i)
{
  self->lists[i] = weir_result_list_new (self->index, self->reader, i == 1);
  self->trees[i] = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->lists[i])), FALSE, FALSE,
                                            create_children_cb, g_object_ref (self->lists[i]),
                                            g_object_unref);
  create_rows (self, i, G_LIST_MODEL (self->trees[i]));
}

/* F8 is heard wherever the focus is in the window, before GtkPaned hears it, where it means a handle. */
static void
add_shortcuts (WeirResultsView *self)
{
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  gtk_shortcut_controller_set_scope (controller, GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      controller, gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F8, 0),
                                    gtk_named_action_new ("results.next-problem")));
  gtk_shortcut_controller_add_shortcut (
      controller, gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F8, GDK_SHIFT_MASK),
                                    gtk_named_action_new ("results.previous-problem")));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (controller));
}

static void
weir_results_view_init (WeirResultsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->reader = weir_result_reader_new ();
  self->index = weir_result_index_new (self->reader);
  weir_log_page_set_reader (self->log, self->reader);
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    create_list (self, i);
  self->matches = weir_result_matches_new (self->reader);
  create_rows (self, WEIR_RESULT_PAGE_MATCHES, G_LIST_MODEL (self->matches));
  self->text = g_strdup ("");
  self->choice.text = self->text;
  self->before.text = g_strdup ("");
  g_signal_connect_swapped (self->index, "settled", G_CALLBACK (settled_cb), self);
  add_shortcuts (self);
  weir_results_view_clear (self);
}

/**
 * weir_results_view_get_shown_list:
 * @self: a results view
 *
 * Returns: (transfer none): all passes, or those that failed; not for a view that lists matches
 */
WeirResultList *
weir_results_view_get_shown_list (WeirResultsView *self)
{
  return self->lists[self->page == WEIR_RESULT_PAGE_FAILED ? 1 : 0];
}

/**
 * weir_results_view_get_shown_rows:
 * @self: a results view
 *
 * Returns: (transfer none): the rows of the list, of #GtkTreeListRow over #WeirResultItem, or in a list of
 *   matches of #WeirResultItem; one is selected
 */
GtkSingleSelection *
weir_results_view_get_shown_rows (WeirResultsView *self)
{
  g_return_val_if_fail (WEIR_IS_RESULTS_VIEW (self), NULL);

  return self->selections[self->page];
}

/**
 * weir_results_view_get_shown_tree:
 * @self: a results view
 *
 * Returns: (transfer none): the rows of that list, with those of expanded passes
 */
GtkTreeListModel *
weir_results_view_get_shown_tree (WeirResultsView *self)
{
  return self->trees[self->page == WEIR_RESULT_PAGE_FAILED ? 1 : 0];
}

/**
 * weir_results_view_select_row:
 * @self: a results view
 * @row: a row of its tree
 *
 * Chooses a row, shows its result and scrolls to it.
 */
void
weir_results_view_select_row (WeirResultsView *self, GtkTreeListRow *row)
{
  guint position = gtk_tree_list_row_get_position (row);

  gtk_single_selection_set_selected (weir_results_view_get_shown_rows (self), position);
  self->followed = TRUE;
  follow (self);
}

/**
 * weir_results_view_select_match:
 * @self: a results view that lists matches
 * @position: of a row
 *
 * Chooses a row, shows its result and scrolls to it.
 */
void
weir_results_view_select_match (WeirResultsView *self, guint position)
{
  gtk_single_selection_set_selected (self->selections[WEIR_RESULT_PAGE_MATCHES], position);
  self->followed = TRUE;
  follow (self);
}

/**
 * weir_results_view_show_page:
 * @self: a results view
 * @page: a way to list results
 */
void
weir_results_view_show_page (WeirResultsView *self, WeirResultPage page)
{
  static const char *const names[N_RESULT_PAGES] = { "all", "failed", "matches" };

  self->page = page;
  gtk_stack_set_visible_child_name (self->pages, names[page]);
}
