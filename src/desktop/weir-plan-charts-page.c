/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-charts-page.c: the charts of the run of a load plan, below one another
 *
 * While a run is on, a chart has a new second every second. It is made on the reader's thread, and only when
 * it can be seen; the others are marked, and made when the page is shown or they are scrolled to. Charts that
 * were made are taken over one by one, so that no frame has to draw all of them.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-job-summary.h"
#include "weir-plan-chart-store.h"
#include "weir-plan-charts-page.h"

/* Between two updates; longer when making charts takes long, so that it never takes more than a twentieth of
 * the time. */
#define LEAST_INTERVAL_US G_USEC_PER_SEC
#define SHARE 20
/* Between two charts that are taken over: time for a frame, and for what else there is to do. */
#define PAUSE_MS 40
/* Of a view that has no chart yet: about what it will be. */
#define VIEW_HEIGHT 260

typedef struct
{
  WeirPlanChart which;
  WeirChartView *view; /* borrowed */
  gboolean dirty;
} Entry;

struct _WeirPlanChartsPage
{
  GtkWidget parent_instance;

  /* borrowed */
  GtkWidget *content;
  GtkWidget *bar;
  GtkDropDown *choice;
  GtkWidget *scroller;
  GtkBox *list;
  GtkLabel *message;

  /* owned */
  WeirResultReader *reader;
  WeirPlanChartStore *store; /* (nullable) of the run */
  GPtrArray *jobs;           /* (nullable) of WeirJobState */
  GArray *numbers;           /* of int, by place in the choice behind “all”: which job that is */
  GArray *entries;           /* of Entry, as they are listed */
  GCancellable *asking;      /* of charts that are being made; NULL when none are */
  GArray *asked;             /* of WeirPlanChart: these */
  GPtrArray *made;           /* (nullable) of WeirChart: the last of these, which are not taken over yet */

  gint64 run_id;
  gboolean running;
  gboolean listing; /* the choice is filled anew, nobody chooses */
  int job;          /* whose charts are shown; -1: all */
  guint source;
  guint taking_source;
  gint64 next_us;
  guint n_updates;
};

G_DEFINE_FINAL_TYPE (WeirPlanChartsPage, weir_plan_charts_page, GTK_TYPE_WIDGET)

static void update_later (WeirPlanChartsPage *self);

static Entry *
get_entry (WeirPlanChartsPage *self, guint i)
{
  return &g_array_index (self->entries, Entry, i);
}

static Entry *
find_entry (WeirPlanChartsPage *self, const WeirPlanChart *which)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = get_entry (self, i);

      if (entry->which.kind == which->kind && entry->which.job == which->job)
        return entry;
    }
  return NULL;
}

static void
mark_all (WeirPlanChartsPage *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    get_entry (self, i)->dirty = TRUE;
}

/* A bar that stands for an iteration leads to the charts of that iteration. */
static void
jump_cb (WeirPlanChartsPage *self, int part, int step, guint iteration, guint vu)
{
  if (step >= 0)
    weir_plan_charts_page_choose (self, step);
}

static gboolean
is_listed (WeirPlanChartsPage *self, GArray *list)
{
  gboolean same = list->len == self->entries->len;

  for (guint i = 0; i < list->len && same; i++)
    {
      const WeirPlanChart *which = &g_array_index (list, WeirPlanChart, i);

      same = which->kind == get_entry (self, i)->which.kind && which->job == get_entry (self, i)->which.job;
    }
  return same;
}

static void
add_entry (WeirPlanChartsPage *self, const WeirPlanChart *which)
{
  const Entry entry = { *which, WEIR_CHART_VIEW (weir_chart_view_new ()), TRUE };

  gtk_widget_set_size_request (GTK_WIDGET (entry.view), -1, VIEW_HEIGHT);
  g_signal_connect_object (entry.view, "jump", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->list, GTK_WIDGET (entry.view));
  g_array_append_val (self->entries, entry);
}

/* A view stays as long as its chart is listed, with what a person has chosen in it. */
static void
list_charts (WeirPlanChartsPage *self)
{
  g_autoptr (GArray) list = self->jobs != NULL ? weir_plan_charts_list (self->jobs, self->job)
                                               : g_array_new (FALSE, FALSE, sizeof (WeirPlanChart));

  if (is_listed (self, list))
    return;
  for (guint i = 0; i < self->entries->len; i++)
    gtk_box_remove (self->list, GTK_WIDGET (get_entry (self, i)->view));
  g_array_set_size (self->entries, 0);
  for (guint i = 0; i < list->len; i++)
    add_entry (self, &g_array_index (list, WeirPlanChart, i));
}

static void
show_message (WeirPlanChartsPage *self, const char *text)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

static void
take_chart (WeirPlanChartsPage *self)
{
  guint place = self->asked->len - self->made->len;
  Entry *entry = find_entry (self, &g_array_index (self->asked, WeirPlanChart, place));
  g_autoptr (WeirChart) chart = g_ptr_array_steal_index (self->made, 0);

  if (entry == NULL)
    return;
  gtk_widget_set_size_request (GTK_WIDGET (entry->view), -1, -1);
  weir_chart_view_take_chart (entry->view, g_steal_pointer (&chart));
}

static gboolean
take_cb (gpointer data)
{
  WeirPlanChartsPage *self = data;

  if (self->made->len > 0)
    take_chart (self);
  if (self->made->len > 0)
    return G_SOURCE_CONTINUE;
  self->taking_source = 0;
  g_clear_pointer (&self->made, g_ptr_array_unref);
  self->n_updates++;
  /* What came meanwhile, or can be seen now that charts have their heights. */
  update_later (self);
  return G_SOURCE_REMOVE;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirPlanChartsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) charts = weir_plan_chart_store_make_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  show_message (self, error != NULL ? error->message : "");
  if (charts == NULL)
    return;
  self->made = g_steal_pointer (&charts);
  self->next_us = g_get_monotonic_time ()
                  + MAX (LEAST_INTERVAL_US, weir_plan_chart_store_get_cost_us (self->store) * SHARE);
  self->taking_source = g_timeout_add (PAUSE_MS, take_cb, self);
}

static gboolean
is_making (WeirPlanChartsPage *self)
{
  return self->asking != NULL || self->taking_source != 0;
}

static void
update (WeirPlanChartsPage *self)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (WeirPlanChart));

  if (is_making (self) || self->store == NULL)
    return;
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = get_entry (self, i);

      if (!entry->dirty || !weir_chart_view_is_on_screen (entry->view, self->scroller))
        continue;
      entry->dirty = FALSE;
      g_array_append_val (wanted, entry->which);
    }
  if (wanted->len == 0)
    return;
  g_clear_pointer (&self->asked, g_array_unref);
  self->asked = g_array_ref (wanted);
  self->asking = g_cancellable_new ();
  weir_plan_chart_store_make_async (self->store, self->reader, self->jobs, wanted, self->asking, made_cb,
                                    g_object_ref (self));
}

static gboolean
update_cb (gpointer data)
{
  WeirPlanChartsPage *self = data;

  self->source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_stale (WeirPlanChartsPage *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (get_entry (self, i)->dirty)
      return TRUE;
  return FALSE;
}

static void
update_later (WeirPlanChartsPage *self)
{
  gint64 wait = self->next_us - g_get_monotonic_time ();

  if (self->source == 0 && !is_making (self) && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      is_stale (self))
    self->source = g_timeout_add (wait > 0 ? (guint) (wait / 1000 + 1) : 0, update_cb, self);
}

/* A person waits for it. */
static void
update_soon (WeirPlanChartsPage *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->next_us = 0;
  update_later (self);
}

static void
chosen_cb (WeirPlanChartsPage *self)
{
  guint place = gtk_drop_down_get_selected (self->choice);

  if (self->listing)
    return;
  self->job = place > 0 && place <= self->numbers->len ? g_array_index (self->numbers, int, place - 1) : -1;
  list_charts (self);
  update_soon (self);
}

static void
list_choice (WeirPlanChartsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint place = 0;

  gtk_string_list_append (names, _("All iterations"));
  g_array_set_size (self->numbers, 0);
  for (guint i = 0; self->jobs != NULL && i < self->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (self->jobs, i);
      int number = (int) job->job;

      if (!job->chosen)
        continue;
      gtk_string_list_take (names, weir_job_state_get_name (job));
      g_array_append_val (self->numbers, number);
      place = number == self->job ? self->numbers->len : place;
    }
  self->listing = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, place);
  self->listing = FALSE;
  if (place == 0)
    self->job = -1;
  gtk_widget_set_visible (self->bar, self->numbers->len > 1);
}

static void
weir_plan_charts_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_plan_charts_page_parent_class)->map (widget);
  update_soon (WEIR_PLAN_CHARTS_PAGE (widget));
}

static void
weir_plan_charts_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&WEIR_PLAN_CHARTS_PAGE (widget)->source, g_source_remove);
  GTK_WIDGET_CLASS (weir_plan_charts_page_parent_class)->unmap (widget);
}

static void
forget (WeirPlanChartsPage *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_handle_id (&self->taking_source, g_source_remove);
  g_clear_pointer (&self->made, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_array_unref);
  g_clear_pointer (&self->store, weir_plan_chart_store_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
}

static void
weir_plan_charts_page_dispose (GObject *object)
{
  WeirPlanChartsPage *self = WEIR_PLAN_CHARTS_PAGE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  forget (self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (weir_plan_charts_page_parent_class)->dispose (object);
}

static void
weir_plan_charts_page_class_init (WeirPlanChartsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_plan_charts_page_dispose;
  widget_class->map = weir_plan_charts_page_map;
  widget_class->unmap = weir_plan_charts_page_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
create_bar (WeirPlanChartsPage *self)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_("C_harts of"));

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->bar, "filter-row");
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->choice));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->choice), _("Whose charts are shown"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Whose charts are shown"), -1);
  gtk_box_append (GTK_BOX (self->bar), label);
  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->choice));
  gtk_box_append (GTK_BOX (self->content), self->bar);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

static void
create_list (WeirPlanChartsPage *self)
{
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);
  GtkAdjustment *adjustment;

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "page");
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), viewport);
  gtk_box_append (GTK_BOX (self->content), self->scroller);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
}

static void
weir_plan_charts_page_init (WeirPlanChartsPage *self)
{
  self->job = -1;
  self->numbers = g_array_new (FALSE, FALSE, sizeof (int));
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  create_bar (self);
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "message");
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->message));
  create_list (self);
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
  weir_plan_charts_page_set_run (self, 0, NULL, FALSE);
}

/**
 * weir_plan_charts_page_new:
 * @reader: what reads the archive
 *
 * Returns: (transfer floating): a page without charts
 */
GtkWidget *
weir_plan_charts_page_new (WeirResultReader *reader)
{
  WeirPlanChartsPage *self = g_object_new (WEIR_TYPE_PLAN_CHARTS_PAGE, NULL);

  self->reader = g_object_ref (reader);
  return GTK_WIDGET (self);
}

static guint
count_chosen (GPtrArray *jobs)
{
  guint count = 0;

  for (guint i = 0; i < jobs->len; i++)
    count += ((WeirJobState *) g_ptr_array_index (jobs, i))->chosen;
  return count;
}

/* Another run, or its iterations are known only now. */
static void
begin (WeirPlanChartsPage *self, gint64 run_id, GPtrArray *jobs)
{
  forget (self);
  self->run_id = run_id;
  self->jobs = jobs != NULL ? g_ptr_array_ref (jobs) : NULL;
  self->store = jobs != NULL ? weir_plan_chart_store_new (run_id) : NULL;
  list_choice (self);
  list_charts (self);
  mark_all (self);
  show_message (self, jobs != NULL ? "" : _("There are no charts before the first run."));
  update_soon (self);
}

/**
 * weir_plan_charts_page_set_run:
 * @self: a page
 * @run_id: the run in the reader's archive; 0 while it has none
 * @jobs: (nullable) (element-type WeirJobState): its iterations as they stand; %NULL for no run
 * @running: whether more is to come
 */
void
weir_plan_charts_page_set_run (WeirPlanChartsPage *self, gint64 run_id, GPtrArray *jobs, gboolean running)
{
  gboolean more;

  g_return_if_fail (WEIR_IS_PLAN_CHARTS_PAGE (self));

  more = running || self->running;
  self->running = running;
  if (jobs == NULL || self->jobs == NULL || run_id != self->run_id ||
      count_chosen (jobs) != self->numbers->len)
    {
      begin (self, run_id, jobs);
      return;
    }
  g_ptr_array_ref (jobs);
  g_ptr_array_unref (self->jobs);
  self->jobs = jobs;
  if (!more)
    return;
  mark_all (self);
  update_later (self);
}

/**
 * weir_plan_charts_page_choose:
 * @self: a page
 * @job: the number of an iteration, or -1 for all
 *
 * As if a person had chosen that.
 */
void
weir_plan_charts_page_choose (WeirPlanChartsPage *self, int job)
{
  guint place = 0;

  g_return_if_fail (WEIR_IS_PLAN_CHARTS_PAGE (self));

  for (guint i = 0; i < self->numbers->len; i++)
    if (g_array_index (self->numbers, int, i) == job)
      place = i + 1;
  gtk_drop_down_set_selected (self->choice, place);
}

/**
 * weir_plan_charts_page_get_chosen:
 * @self: a page
 *
 * Returns: the number of the iteration whose charts are shown, or -1 for all
 */
int
weir_plan_charts_page_get_chosen (WeirPlanChartsPage *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_CHARTS_PAGE (self), -1);

  return self->job;
}

/**
 * weir_plan_charts_page_get_view:
 * @self: a page
 * @kind: of a chart
 * @job: what it is about; -1: all of the run
 *
 * Returns: (transfer none) (nullable): what shows it
 */
WeirChartView *
weir_plan_charts_page_get_view (WeirPlanChartsPage *self, WeirPlanChartKind kind, int job)
{
  const WeirPlanChart which = { kind, job };
  Entry *entry = find_entry (self, &which);

  return entry != NULL ? entry->view : NULL;
}

/**
 * weir_plan_charts_page_get_n_updates:
 * @self: a page
 *
 * Returns: how often charts were made: not at all while the page is hidden
 */
guint
weir_plan_charts_page_get_n_updates (WeirPlanChartsPage *self)
{
  return self->n_updates;
}

/**
 * weir_plan_charts_page_is_busy:
 * @self: a page
 *
 * Returns: whether charts are being made
 */
gboolean
weir_plan_charts_page_is_busy (WeirPlanChartsPage *self)
{
  return is_making (self) || self->source != 0;
}
