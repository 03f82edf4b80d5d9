/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-mode-timeline.c: the mode of an iteration as a picture, drawn again as its numbers are typed
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-mode-timeline.h"
#include "weir-schedule-chart.h"

struct _WeirModeTimeline
{
  GtkWidget parent_instance;

  /* owned */
  WeirEditorContext *context;
  WeirIteration *iteration;
  GSignalGroup *iteration_signals;
  GSignalGroup *pacing_signals;
  GSignalGroup *context_signals;

  /* borrowed */
  WeirChartView *view;

  guint look; /* the idle source that draws again; 0: none */
};

G_DEFINE_FINAL_TYPE (WeirModeTimeline, weir_mode_timeline, GTK_TYPE_WIDGET)

static const char *const numbers[] = { "request-count", "duration-us", "batch-size", "cool-down-us" };

static GArray *
list_rates (WeirArrivalRate *rate)
{
  GListModel *stages = G_LIST_MODEL (weir_arrival_rate_get_stages (rate));
  GArray *rates = g_array_new (FALSE, FALSE, sizeof (WeirScheduleRate));
  WeirScheduleRate corner = { 0, weir_arrival_rate_get_rate (rate) };

  g_array_append_val (rates, corner);
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (WeirRateStage) stage = g_list_model_get_item (stages, i);

      corner.at_us += MAX (weir_rate_stage_get_duration_us (stage), 0);
      corner.per_second = weir_rate_stage_get_rate (stage);
      g_array_append_val (rates, corner);
    }
  return rates;
}

static void
fill (WeirScheduleMode *mode, WeirPacing *pacing)
{
  WeirMode chosen = weir_pacing_get_mode (pacing);

  mode->kind = chosen == WEIR_MODE_R   ? WEIR_SCHEDULE_COUNT
               : chosen == WEIR_MODE_D ? WEIR_SCHEDULE_TIME
                                       : WEIR_SCHEDULE_BATCHES;
  if (chosen == WEIR_MODE_R || chosen == WEIR_MODE_CRB)
    mode->requests = weir_pacing_get_request_count (pacing);
  if (chosen == WEIR_MODE_D || chosen == WEIR_MODE_DCB)
    mode->duration_us = MAX (weir_pacing_get_duration_us (pacing), 0);
  mode->batch = weir_pacing_get_batch_size (pacing);
  mode->cool_down_us = weir_pacing_get_cool_down_us (pacing);
  mode->sooner = mode->kind == WEIR_SCHEDULE_BATCHES && weir_pacing_get_maximize_throughput (pacing);
}

static const char *
find_missing (WeirPacing *pacing)
{
  WeirMode mode = weir_pacing_get_mode (pacing);

  if (weir_pacing_get_arrival_rate (pacing) != NULL)
    return NULL;
  if (mode == WEIR_MODE_CRB && weir_pacing_get_request_count (pacing) == 0)
    return _("The number of requests is missing.");
  if (mode == WEIR_MODE_DCB && weir_pacing_get_duration_us (pacing) <= 0)
    return _("The duration is missing.");
  return NULL;
}

/**
 * weir_mode_timeline_new_chart:
 * @iteration: an iteration, whose numbers may make no sense yet
 * @missing: (nullable): why it cannot be drawn
 *
 * Returns: (transfer full): when one client begins its requests
 */
WeirChart *
weir_mode_timeline_new_chart (WeirIteration *iteration, const char *missing)
{
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);
  WeirArrivalRate *rate = weir_pacing_get_arrival_rate (pacing);
  g_autoptr (GArray) rates = NULL;
  WeirScheduleMode mode = { .warm_up_us = MAX (weir_iteration_get_warm_up_us (iteration), 0) };

  if (rate == NULL)
    fill (&mode, pacing);
  else
    {
      rates = list_rates (rate);
      mode.kind = WEIR_SCHEDULE_RATE;
      mode.requests = weir_arrival_rate_count_starts (rate);
      mode.rates = (const WeirScheduleRate *) (gpointer) rates->data;
      mode.n_rates = rates->len;
    }
  return weir_chart_new_mode_schedule (&mode, missing != NULL ? missing : find_missing (pacing));
}

static char *
find_error (WeirModeTimeline *self, gpointer object, const char *property)
{
  gboolean is_warning = FALSE;
  char *message = weir_editor_context_find_message (self->context, object, property, &is_warning);

  if (is_warning)
    g_clear_pointer (&message, g_free);
  return message;
}

static char *
find_error_of_rate (WeirModeTimeline *self, WeirArrivalRate *rate)
{
  GListModel *stages = G_LIST_MODEL (weir_arrival_rate_get_stages (rate));
  char *message = find_error (self, rate, "rate");

  for (guint i = 0; message == NULL && i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (WeirRateStage) stage = g_list_model_get_item (stages, i);

      message = find_error (self, stage, "rate");
      if (message == NULL)
        message = find_error (self, stage, "duration-us");
    }
  return message;
}

/* What is wrong with the numbers as they are typed; (transfer full) (nullable). */
static char *
find_error_of_numbers (WeirModeTimeline *self)
{
  WeirPacing *pacing = weir_iteration_get_pacing (self->iteration);
  WeirArrivalRate *rate = weir_pacing_get_arrival_rate (pacing);
  char *message = NULL;

  if (self->context == NULL)
    return NULL;
  if (rate != NULL)
    return find_error_of_rate (self, rate);
  for (guint i = 0; message == NULL && i < G_N_ELEMENTS (numbers); i++)
    message = find_error (self, pacing, numbers[i]);
  return message;
}

static void
update (WeirModeTimeline *self)
{
  g_autofree char *missing = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->view), self->iteration != NULL);
  if (self->iteration == NULL)
    return;
  missing = find_error_of_numbers (self);
  weir_chart_view_take_chart (self->view, weir_mode_timeline_new_chart (self->iteration, missing));
}

static void
look_cb (gpointer data)
{
  WeirModeTimeline *self = data;

  self->look = 0;
  update (self);
}

/* Choosing a mode changes several numbers: they are drawn together. */
static void
update_later (WeirModeTimeline *self)
{
  if (self->look == 0)
    self->look = g_idle_add_once (look_cb, self);
}

static void
weir_mode_timeline_dispose (GObject *object)
{
  WeirModeTimeline *self = WEIR_MODE_TIMELINE (object);

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_object (&self->iteration_signals);
  g_clear_object (&self->pacing_signals);
  g_clear_object (&self->context_signals);
  if (self->view != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->view));
  self->view = NULL;
  g_clear_object (&self->iteration);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (weir_mode_timeline_parent_class)->dispose (object);
}

static void
weir_mode_timeline_class_init (WeirModeTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_mode_timeline_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
weir_mode_timeline_init (WeirModeTimeline *self)
{
  self->view = WEIR_CHART_VIEW (weir_chart_view_new ());
  weir_chart_view_hide_summary (self->view);
  gtk_widget_set_parent (GTK_WIDGET (self->view), GTK_WIDGET (self));
  self->iteration_signals = g_signal_group_new (WEIR_TYPE_ITERATION);
  g_signal_group_connect_swapped (self->iteration_signals, "notify::warm-up-us", G_CALLBACK (update_later),
                                  self);
  self->pacing_signals = g_signal_group_new (WEIR_TYPE_PACING);
  g_signal_group_connect_swapped (self->pacing_signals, "notify", G_CALLBACK (update_later), self);
  /* Also what is typed and cannot be a number, and what is changed in the stages of a rate. */
  self->context_signals = g_signal_group_new (WEIR_TYPE_EDITOR_CONTEXT);
  g_signal_group_connect_swapped (self->context_signals, "updated", G_CALLBACK (update_later), self);
}

/**
 * weir_mode_timeline_new:
 *
 * Returns: (transfer floating): a picture of nothing yet
 */
GtkWidget *
weir_mode_timeline_new (void)
{
  return g_object_new (WEIR_TYPE_MODE_TIMELINE, NULL);
}

/**
 * weir_mode_timeline_bind:
 * @self: a picture
 * @context: (nullable): what is known
 * @iteration: (nullable): whose mode is drawn
 */
void
weir_mode_timeline_bind (WeirModeTimeline *self, WeirEditorContext *context, WeirIteration *iteration)
{
  g_return_if_fail (WEIR_IS_MODE_TIMELINE (self));

  g_set_object (&self->context, context);
  g_set_object (&self->iteration, iteration);
  g_signal_group_set_target (self->iteration_signals, iteration);
  g_signal_group_set_target (self->pacing_signals,
                             iteration != NULL ? weir_iteration_get_pacing (iteration) : NULL);
  g_signal_group_set_target (self->context_signals, context);
  update (self);
}

/**
 * weir_mode_timeline_get_view:
 * @self: a picture
 *
 * Returns: (transfer none): the chart
 */
WeirChartView *
weir_mode_timeline_get_view (WeirModeTimeline *self)
{
  g_return_val_if_fail (WEIR_IS_MODE_TIMELINE (self), NULL);

  return self->view;
}
