/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-charts-page.c: all charts of a run, below one another
 *
 * While a run is on, data comes ten times a second, more than anyone reads of a chart. A chart is made again
 * only when it can be seen; the others are marked, and made when the page is shown or they are scrolled to.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-charts-page.h"
#include "weir-flow-charts.h"

/* Between two updates; longer when updates take long, so that they never take more than a twentieth of the
 * time. Drawing them, which comes afterwards, takes about as long. */
#define LEAST_INTERVAL_US (250 * 1000)
#define SHARE 20

typedef enum
{
  CHART_TIMES,
  CHART_GRID,
  CHART_WATERFALL,
  CHART_SIDE_BY_SIDE,
  CHART_STEPS,
  CHART_ANSWERS,
  CHART_THROUGHPUT,
  N_CHARTS,
} Which;

static const char *const ids[N_CHARTS] = {
  [CHART_TIMES] = "time-per-iteration", [CHART_GRID] = "iteration-by-step",
  [CHART_WATERFALL] = "waterfall",      [CHART_SIDE_BY_SIDE] = "side-by-side",
  [CHART_STEPS] = "time-per-step",      [CHART_ANSWERS] = "answers",
  [CHART_THROUGHPUT] = "requests-per-second",
};

struct _WeirChartsPage
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *scroller;
  GtkBox *list;
  GtkWidget *nothing;

  /* owned */
  WeirRunSeries *series;
  GPtrArray *statistics;
  GPtrArray *windows;

  /* borrowed */
  WeirChartView *views[N_CHARTS];
  GtkSpinButton *number; /* of the iteration in the waterfall; 0: the slowest */

  gboolean dirty[N_CHARTS];
  guint update_source;
  gint64 next_update_us;
  guint n_updates;
};

enum
{
  SIGNAL_JUMP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirChartsPage, weir_charts_page, GTK_TYPE_WIDGET)

static void schedule_update (WeirChartsPage *self);

static gboolean
is_wanted (WeirChartsPage *self, Which which)
{
  gboolean parallel = self->series != NULL && self->series->parallel;
  gboolean several = self->series != NULL && self->series->highest > 1;

  switch (which)
    {
    case CHART_TIMES:
    case CHART_GRID:
      return several;
    case CHART_WATERFALL:
      return self->series != NULL;
    case CHART_SIDE_BY_SIDE:
      return parallel && several;
    case CHART_STEPS:
    case CHART_ANSWERS:
      return self->statistics != NULL;
    case CHART_THROUGHPUT:
      return parallel && several && self->windows != NULL;
    case N_CHARTS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static WeirChart *
create_chart (WeirChartsPage *self, Which which)
{
  switch (which)
    {
    case CHART_TIMES:
      return weir_chart_new_pass_times (self->series);
    case CHART_GRID:
      return weir_chart_new_pass_grid (self->series);
    case CHART_WATERFALL:
      return weir_chart_new_waterfall (self->series, (guint) gtk_spin_button_get_value_as_int (self->number));
    case CHART_SIDE_BY_SIDE:
      return weir_chart_new_side_by_side (self->series);
    case CHART_STEPS:
      return weir_chart_new_step_times (self->statistics, WEIR_CHART_OF_FLOW);
    case CHART_ANSWERS:
      return weir_chart_new_answers (self->statistics);
    case CHART_THROUGHPUT:
      return weir_chart_new_throughput (self->windows, WEIR_CHART_OF_FLOW);
    case N_CHARTS:
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
jump_cb (WeirChartsPage *self, int part, int step, guint iteration, guint vu)
{
  g_signal_emit (self, signals[SIGNAL_JUMP], 0, part, step, iteration, vu);
}

static void
number_changed_cb (WeirChartsPage *self)
{
  self->dirty[CHART_WATERFALL] = TRUE;
  self->next_update_us = 0;
  schedule_update (self);
}

/* 0 is written as what it means. */
static gboolean
number_output_cb (GtkSpinButton *button)
{
  g_autofree char *text = NULL;
  int number = gtk_spin_button_get_value_as_int (button);

  if (number == 0)
    text = g_strdup (_("slowest"));
  else
    text = g_strdup_printf ("%d", number);
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (button))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static int
number_input_cb (GtkSpinButton *button, double *value)
{
  *value = g_ascii_strtod (gtk_editable_get_text (GTK_EDITABLE (button)), NULL);
  return TRUE;
}

static void
add_number (WeirChartsPage *self, WeirChartView *view)
{
  self->number = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 1, 1));
  /* It says a word for 0. */
  gtk_spin_button_set_numeric (self->number, FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), 8);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->number), _("Which iteration; 0 is the slowest one"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Which iteration; 0 is the slowest one"), -1);
  g_signal_connect (self->number, "output", G_CALLBACK (number_output_cb), NULL);
  g_signal_connect (self->number, "input", G_CALLBACK (number_input_cb), NULL);
  g_signal_connect_object (self->number, "value-changed", G_CALLBACK (number_changed_cb), self,
                           G_CONNECT_SWAPPED);
  number_output_cb (self->number);
  weir_chart_view_set_control (view, GTK_WIDGET (self->number));
}

/* The numbers in the series are 1, 1 + stride, …; a run that goes on gets higher ones. */
static void
update_number (WeirChartsPage *self)
{
  guint stride = MAX (self->series->stride, 1);

  gtk_spin_button_set_increments (self->number, stride, 10 * stride);
  gtk_spin_button_set_range (self->number, 0, MAX (self->series->highest, 1));
  gtk_widget_set_visible (GTK_WIDGET (self->number), self->series->highest > 1 && stride == 1);
}

static void
ensure_view (WeirChartsPage *self, Which which)
{
  Which before = which;
  GtkWidget *sibling = NULL;

  if (self->views[which] != NULL)
    return;
  self->views[which] = WEIR_CHART_VIEW (weir_chart_view_new ());
  g_signal_connect_object (self->views[which], "jump", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);
  if (which == CHART_WATERFALL)
    add_number (self, self->views[which]);
  while (sibling == NULL && before > 0)
    sibling = GTK_WIDGET (self->views[--before]);
  gtk_box_insert_child_after (self->list, GTK_WIDGET (self->views[which]), sibling);
}

static void
update_list (WeirChartsPage *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < N_CHARTS; i++)
    {
      gboolean wanted = is_wanted (self, i);

      any |= wanted;
      if (wanted)
        ensure_view (self, i);
      if (self->views[i] != NULL)
        gtk_widget_set_visible (GTK_WIDGET (self->views[i]), wanted);
    }
  if (self->series != NULL && self->number != NULL)
    update_number (self);
  gtk_widget_set_visible (self->nothing, !any);
}

static void
update_charts (WeirChartsPage *self)
{
  gint64 begin = g_get_monotonic_time ();
  gint64 end;

  update_list (self);
  for (guint i = 0; i < N_CHARTS; i++)
    {
      if (!self->dirty[i] || !is_wanted (self, i)
          || !weir_chart_view_is_on_screen (self->views[i], self->scroller))
        continue;
      self->dirty[i] = FALSE;
      weir_chart_view_take_chart (self->views[i], create_chart (self, i));
    }
  self->n_updates++;
  end = g_get_monotonic_time ();
  self->next_update_us = end + MAX (LEAST_INTERVAL_US, (end - begin) * SHARE);
}

static gboolean
update_cb (gpointer data)
{
  WeirChartsPage *self = data;

  self->update_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update_charts (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_update (WeirChartsPage *self)
{
  gint64 wait = self->next_update_us - g_get_monotonic_time ();

  if (self->update_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_source = g_timeout_add (wait > 0 ? (guint) (wait / 1000 + 1) : 0, update_cb, self);
}

static void
weir_charts_page_map (GtkWidget *widget)
{
  WeirChartsPage *self = WEIR_CHARTS_PAGE (widget);

  /* Before it is seen, so that nothing old is. */
  update_charts (self);
  GTK_WIDGET_CLASS (weir_charts_page_parent_class)->map (widget);
}

static void
weir_charts_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&WEIR_CHARTS_PAGE (widget)->update_source, g_source_remove);
  GTK_WIDGET_CLASS (weir_charts_page_parent_class)->unmap (widget);
}

static void
weir_charts_page_dispose (GObject *object)
{
  WeirChartsPage *self = WEIR_CHARTS_PAGE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->series, weir_run_series_unref);
  g_clear_pointer (&self->statistics, g_ptr_array_unref);
  g_clear_pointer (&self->windows, g_ptr_array_unref);
  G_OBJECT_CLASS (weir_charts_page_parent_class)->dispose (object);
}

static void
weir_charts_page_class_init (WeirChartsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_charts_page_dispose;
  widget_class->map = weir_charts_page_map;
  widget_class->unmap = weir_charts_page_unmap;
  signals[SIGNAL_JUMP] = g_signal_new ("jump", WEIR_TYPE_CHARTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 4, G_TYPE_INT, G_TYPE_INT, G_TYPE_UINT, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-charts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirChartsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, WeirChartsPage, list);
  gtk_widget_class_bind_template_child (widget_class, WeirChartsPage, nothing);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_charts_page_init (WeirChartsPage *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (schedule_update), self,
                           G_CONNECT_SWAPPED);
}

/**
 * weir_charts_page_new:
 *
 * Returns: (transfer floating): a page without charts
 */
GtkWidget *
weir_charts_page_new (void)
{
  return g_object_new (WEIR_TYPE_CHARTS_PAGE, NULL);
}

static GPtrArray *
ref_array (GPtrArray *array)
{
  return array != NULL ? g_ptr_array_ref (array) : NULL;
}

/**
 * weir_charts_page_set_data:
 * @self: a page
 * @series: (nullable): what each step came to in each pass
 * @statistics: (nullable) (element-type WeirStepStatistics): the steps added up
 * @windows: (nullable) (element-type WeirTimeWindow): the seconds of the run
 *
 * References are kept; what they hold must not change any more.
 */
void
weir_charts_page_set_data (WeirChartsPage *self, WeirRunSeries *series, GPtrArray *statistics,
                           GPtrArray *windows)
{
  g_return_if_fail (WEIR_IS_CHARTS_PAGE (self));

  if (series != NULL)
    weir_run_series_ref (series);
  g_clear_pointer (&self->series, weir_run_series_unref);
  self->series = series;
  statistics = ref_array (statistics);
  windows = ref_array (windows);
  g_clear_pointer (&self->statistics, g_ptr_array_unref);
  g_clear_pointer (&self->windows, g_ptr_array_unref);
  self->statistics = statistics;
  self->windows = windows;
  for (guint i = 0; i < N_CHARTS; i++)
    self->dirty[i] = TRUE;
  schedule_update (self);
}

/**
 * weir_charts_page_get_view:
 * @self: a page
 * @id: of a chart
 *
 * Returns: (transfer none) (nullable): what shows it; %NULL while it is not shown
 */
WeirChartView *
weir_charts_page_get_view (WeirChartsPage *self, const char *id)
{
  for (guint i = 0; i < N_CHARTS; i++)
    if (g_str_equal (ids[i], id) && self->views[i] != NULL
        && gtk_widget_get_visible (GTK_WIDGET (self->views[i])))
      return self->views[i];
  return NULL;
}

/**
 * weir_charts_page_get_n_updates:
 * @self: a page
 *
 * Returns: how often charts were made: not at all while the page is hidden
 */
guint
weir_charts_page_get_n_updates (WeirChartsPage *self)
{
  return self->n_updates;
}
