/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-results-view.c: the right pane: how the run came out, its results, and one of them whole
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-cards.h"
#include "weir-result-columns.h"
#include "weir-results-view.h"

/* How many results are looked through for the first failed one: as many as are in memory anyway. */
#define LOOKED_THROUGH 128

struct _WeirResultsView
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkLabel *outcome;
  GtkLabel *trouble;
  WeirCards *cards;
  GtkLabel *count;
  GtkWidget *step_filter;
  GtkLabel *step_filter_label;
  GtkPaned *pane;
  GtkColumnView *view;
  WeirResultDetails *details;

  /* owned */
  WeirResultList *list;
  GtkSingleSelection *selection;

  gint64 run_id;
  gint64 shown_id; /* the result in the details */
  gboolean done;
};

enum
{
  PROP_0,
  PROP_FAILED_ONLY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  STEP_FILTER_CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirResultsView, weir_results_view, GTK_TYPE_WIDGET)

static void
show_nothing (WeirResultsView *self)
{
  const WeirResultFilter *filter = weir_result_list_get_filter (self->list);
  const char *why;

  if (self->run_id == 0)
    why = _("Run the flow to see here what was sent and what came back.");
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    why = _("Choose a result to see its request, response, timings and assertions.");
  else if (filter->failed_only && self->done)
    why = _("Nothing failed.");
  else
    why = self->done ? _("There are no results for this step.") : _("No results yet.");
  self->shown_id = 0;
  weir_result_details_clear (self->details, why);
}

static void
show_count (WeirResultsView *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u result", "%u results", n_items), n_items);

  gtk_label_set_text (self->count, text);
}

static void
selection_changed_cb (WeirResultsView *self)
{
  WeirResultItem *item = gtk_single_selection_get_selected_item (self->selection);
  gint64 id = item != NULL ? weir_result_item_get_id (item) : 0;
  g_autoptr (GError) error = NULL;
  WeirStepResult *result;

  if (id == 0)
    {
      show_nothing (self);
      return;
    }
  if (id == self->shown_id)
    return;
  result = weir_result_list_load (self->list, id, &error);
  if (result == NULL)
    {
      weir_result_details_clear (self->details, error->message);
      return;
    }
  self->shown_id = id;
  weir_result_details_take (self->details, result);
}

/* GtkColumnView cannot scroll before GTK 4.12; the list inside it has an action for it. */
static void
scroll_to (WeirResultsView *self, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  if (child != NULL)
    gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

/* The first failed result, because that is what people look for; else the first. */
static void
select_something (WeirResultsView *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint chosen = 0;

  if (n_items == 0)
    {
      show_nothing (self);
      return;
    }
  for (guint i = 0; i < MIN (n_items, LOOKED_THROUGH); i++)
    {
      g_autoptr (WeirResultItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (weir_result_item_get_brief (item)->outcome == WEIR_STEP_FAILED)
        {
          chosen = i;
          break;
        }
    }
  gtk_single_selection_set_selected (self->selection, chosen);
  scroll_to (self, chosen);
  selection_changed_cb (self);
}

static void
apply_filter (WeirResultsView *self, const WeirResultFilter *filter)
{
  weir_result_list_set_filter (self->list, filter);
  show_count (self);
  select_something (self);
}

static void
all_steps_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[STEP_FILTER_CLEARED], 0);
}

static void
weir_results_view_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_FAILED_ONLY:
      g_value_set_boolean (value,
                           weir_result_list_get_filter (WEIR_RESULTS_VIEW (object)->list)->failed_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
weir_results_view_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_FAILED_ONLY:
      weir_results_view_set_failed_only (WEIR_RESULTS_VIEW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
weir_results_view_dispose (GObject *object)
{
  WeirResultsView *self = WEIR_RESULTS_VIEW (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (weir_results_view_parent_class)->dispose (object);
}

static void
weir_results_view_class_init (WeirResultsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_results_view_dispose;
  object_class->get_property = weir_results_view_get_property;
  object_class->set_property = weir_results_view_set_property;
  /**
   * WeirResultsView:failed-only:
   *
   * Whether failed results only are listed.
   */
  properties[PROP_FAILED_ONLY] = g_param_spec_boolean (
      "failed-only", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  /**
   * WeirResultsView::step-filter-cleared:
   * @view: the view
   *
   * The person wants to see the results of all steps again.
   */
  signals[STEP_FILTER_CLEARED] = g_signal_new ("step-filter-cleared", G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_property_action (widget_class, "results.failed-only", "failed-only");
  gtk_widget_class_install_action (widget_class, "results.all-steps", NULL, all_steps_action);
  g_type_ensure (WEIR_TYPE_CARDS);
  g_type_ensure (WEIR_TYPE_RESULT_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-results-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, content);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, outcome);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, trouble);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, cards);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, count);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, step_filter);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, step_filter_label);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, pane);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, view);
  gtk_widget_class_bind_template_child (widget_class, WeirResultsView, details);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_results_view_init (WeirResultsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = weir_result_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selection_changed_cb),
                            self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  weir_result_columns_add (self->view);
  weir_results_view_clear (self);
}

/**
 * weir_results_view_clear:
 * @self: a results view
 *
 * Shows that there is no run yet, or that a new one begins.
 */
void
weir_results_view_clear (WeirResultsView *self)
{
  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  self->run_id = 0;
  self->done = FALSE;
  weir_result_list_set_run (self->list, 0, NULL);
  weir_cards_update (self->cards, NULL);
  gtk_label_set_text (self->outcome, _("Not run yet"));
  weir_tone_apply (GTK_WIDGET (self->outcome), WEIR_TONE_QUIET);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  show_count (self);
  show_nothing (self);
}

/* What is wrong beside the flow: the worker, the archive, and what the run itself warns of. */
static void
show_trouble (WeirResultsView *self, const WeirRunSnapshot *snapshot)
{
  const char *unread = weir_result_list_get_error (self->list);
  GString *text = g_string_new (NULL);

  if (snapshot->unresponsive && snapshot->phase != WEIR_RUN_DONE)
    g_string_append (text, _("⚠ The worker process has not answered for 2 s. Stop Now ends it.\n"));
  if (snapshot->archive_error != NULL)
    g_string_append_printf (text, _("⚠ Results are not kept any more: %s\n"), snapshot->archive_error);
  if (unread != NULL)
    g_string_append_printf (text, _("⚠ Results cannot be read: %s\n"), unread);
  for (guint i = 0; snapshot->warnings != NULL && i < snapshot->warnings->len; i++)
    g_string_append_printf (text, "⚠ %s\n", (const char *) g_ptr_array_index (snapshot->warnings, i));
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  gtk_label_set_text (self->trouble, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->trouble), text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text->len > 0);
  g_string_free (text, TRUE);
}

/**
 * weir_results_view_update:
 * @self: a results view
 * @snapshot: how the run stands
 * @flow: the flow it runs
 *
 * Shows the run as it stands, and the results that have come since the last call.
 */
void
weir_results_view_update (WeirResultsView *self, const WeirRunSnapshot *snapshot, WeirFlow *flow)
{
  g_autofree char *outcome = NULL;
  WeirTone tone;

  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  self->done = snapshot->phase == WEIR_RUN_DONE;
  outcome = weir_words_for_run (snapshot, &tone);
  gtk_label_set_text (self->outcome, outcome);
  weir_tone_apply (GTK_WIDGET (self->outcome), tone);
  weir_cards_update (self->cards, snapshot);
  if (snapshot->run_id != self->run_id)
    {
      self->run_id = snapshot->run_id;
      weir_result_columns_set_by_vu (self->view, snapshot->n_vus > 1);
      weir_result_list_set_run (self->list, self->run_id, flow);
    }
  else
    weir_result_list_refresh (self->list, self->done);
  show_trouble (self, snapshot);
  show_count (self);
  if (self->done && self->shown_id == 0)
    select_something (self);
  else if (self->shown_id == 0)
    show_nothing (self);
}

/**
 * weir_results_view_set_step:
 * @self: a results view
 * @part: the list of the flow the step is in
 * @index: its place in that list; -1 lists the results of all steps
 * @name: (nullable): its name
 *
 * Lists the results of one step, and shows the first.
 */
void
weir_results_view_set_step (WeirResultsView *self, WeirFlowPart part, int index, const char *name)
{
  WeirResultFilter filter;
  g_autofree char *text = NULL;

  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  filter = *weir_result_list_get_filter (self->list);
  filter.part = index >= 0 ? (int) part + 1 : 0;
  filter.step = index >= 0 ? index + 1 : 0;
  text = g_strdup_printf (_("Only %s"), name != NULL ? name : "");
  gtk_label_set_text (self->step_filter_label, text);
  gtk_widget_set_visible (self->step_filter, index >= 0);
  apply_filter (self, &filter);
}

/**
 * weir_results_view_set_failed_only:
 * @self: a results view
 * @failed_only: whether to list failed results only
 */
void
weir_results_view_set_failed_only (WeirResultsView *self, gboolean failed_only)
{
  WeirResultFilter filter;

  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  filter = *weir_result_list_get_filter (self->list);
  if (filter.failed_only == failed_only)
    return;
  filter.failed_only = failed_only;
  apply_filter (self, &filter);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILED_ONLY]);
}

/**
 * weir_results_view_select:
 * @self: a results view
 * @position: of a result in the list
 *
 * Chooses a result, as a click on its row does.
 */
void
weir_results_view_select (WeirResultsView *self, guint position)
{
  g_return_if_fail (WEIR_IS_RESULTS_VIEW (self));

  gtk_single_selection_set_selected (self->selection, position);
}

/**
 * weir_results_view_get_outcome:
 * @self: a results view
 *
 * Returns: (transfer none): the line that tells how the run stands
 */
const char *
weir_results_view_get_outcome (WeirResultsView *self)
{
  g_return_val_if_fail (WEIR_IS_RESULTS_VIEW (self), NULL);

  return gtk_label_get_text (self->outcome);
}

/**
 * weir_results_view_get_list:
 * @self: a results view
 *
 * Returns: (transfer none): the results it lists
 */
WeirResultList *
weir_results_view_get_list (WeirResultsView *self)
{
  g_return_val_if_fail (WEIR_IS_RESULTS_VIEW (self), NULL);

  return self->list;
}

/**
 * weir_results_view_get_details:
 * @self: a results view
 *
 * Returns: (transfer none): where one result is shown whole
 */
WeirResultDetails *
weir_results_view_get_details (WeirResultsView *self)
{
  g_return_val_if_fail (WEIR_IS_RESULTS_VIEW (self), NULL);

  return self->details;
}

/**
 * weir_results_view_get_pane:
 * @self: a results view
 *
 * Returns: (transfer none): the pane between the list and the details, whose place is kept between starts
 */
GtkPaned *
weir_results_view_get_pane (WeirResultsView *self)
{
  g_return_val_if_fail (WEIR_IS_RESULTS_VIEW (self), NULL);

  return self->pane;
}
