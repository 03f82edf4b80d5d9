/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-list.c: the left pane: Before All, steps and After All with their outcomes
 *
 * One GtkListBox over the three lists of the flow, one after another, so that arrow keys walk through all of
 * them; its rows can be named for screen readers, which those of a GtkListView cannot.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-step-list.h"
#include "weir-words.h"

struct _WeirStepList
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkListBox *list;

  /* owned */
  WeirFlow *flow;
  GListModel *model; /* of WeirStep: the three lists, flattened */
};

enum
{
  STEP_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirStepList, weir_step_list, GTK_TYPE_WIDGET)

static GtkWidget *
create_row_cb (gpointer item, gpointer data)
{
  return weir_step_row_new (WEIR_STEP (item));
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  WeirFlowPart part = weir_step_row_get_part (WEIR_STEP_ROW (row));
  GtkWidget *header;

  if (before != NULL && weir_step_row_get_part (WEIR_STEP_ROW (before)) == part)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = gtk_label_new (weir_words_for_part (part));
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "section-header");
  gtk_list_box_row_set_header (row, header);
}

/* A row is created knowing its step only: its place follows from the lengths of the lists. */
static void
place_rows_cb (WeirStepList *self)
{
  guint position = 0;

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (self->flow, part)));

      for (guint i = 0; i < n_steps; i++)
        {
          WeirStepRow *row = weir_step_list_get_row (self, position++);

          if (row != NULL)
            weir_step_row_set_place (row, part, i);
        }
    }
  gtk_list_box_invalidate_headers (self->list);
}

static void
selected_rows_changed_cb (WeirStepList *self)
{
  g_signal_emit (self, signals[STEP_SELECTED], 0);
}

static void
weir_step_list_dispose (GObject *object)
{
  WeirStepList *self = WEIR_STEP_LIST (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->flow);
  G_OBJECT_CLASS (weir_step_list_parent_class)->dispose (object);
}

static void
weir_step_list_class_init (WeirStepListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_step_list_dispose;
  /**
   * WeirStepList::step-selected:
   * @list: the list
   *
   * Another step is selected, or none.
   */
  signals[STEP_SELECTED] = g_signal_new ("step-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-step-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, content);
  gtk_widget_class_bind_template_child (widget_class, WeirStepList, list);
  gtk_widget_class_bind_template_callback (widget_class, selected_rows_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_step_list_init (WeirStepList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}

/**
 * weir_step_list_set_flow:
 * @self: a step list
 * @flow: the flow to show
 */
void
weir_step_list_set_flow (WeirStepList *self, WeirFlow *flow)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  g_return_if_fail (WEIR_IS_STEP_LIST (self));
  g_return_if_fail (WEIR_IS_FLOW (flow));

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_set_object (&self->flow, flow);
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    g_list_store_append (parts, weir_flow_get_part (flow, part));
  self->model = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
  gtk_list_box_bind_model (self->list, self->model, create_row_cb, NULL, NULL);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (place_rows_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  place_rows_cb (self);
}

/**
 * weir_step_list_update:
 * @self: a step list
 * @snapshot: (nullable): how the run stands; %NULL takes all outcomes away
 */
void
weir_step_list_update (WeirStepList *self, const WeirRunSnapshot *snapshot)
{
  WeirStepRow *row;

  g_return_if_fail (WEIR_IS_STEP_LIST (self));

  for (guint position = 0; (row = weir_step_list_get_row (self, position)) != NULL; position++)
    {
      WeirFlowPart part = weir_step_row_get_part (row);
      guint index = weir_step_row_get_index (row);

      if (snapshot != NULL && index < snapshot->n_steps[part])
        weir_step_row_update (row, snapshot->steps[part][index], snapshot->running[part][index]);
      else
        weir_step_row_update (row, NULL, 0);
    }
}

/**
 * weir_step_list_unselect:
 * @self: a step list
 *
 * Selects no step.
 */
void
weir_step_list_unselect (WeirStepList *self)
{
  g_return_if_fail (WEIR_IS_STEP_LIST (self));

  gtk_list_box_unselect_all (self->list);
}

/**
 * weir_step_list_select:
 * @self: a step list
 * @row: one of its rows
 */
void
weir_step_list_select (WeirStepList *self, WeirStepRow *row)
{
  g_return_if_fail (WEIR_IS_STEP_LIST (self));

  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

/**
 * weir_step_list_get_selected:
 * @self: a step list
 *
 * Returns: (transfer none) (nullable): the row of the selected step
 */
WeirStepRow *
weir_step_list_get_selected (WeirStepList *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (WEIR_IS_STEP_LIST (self), NULL);

  row = gtk_list_box_get_selected_row (self->list);
  return row != NULL ? WEIR_STEP_ROW (row) : NULL;
}

/**
 * weir_step_list_get_row:
 * @self: a step list
 * @position: counted from 0 through all three parts
 *
 * Returns: (transfer none) (nullable): that row
 */
WeirStepRow *
weir_step_list_get_row (WeirStepList *self, guint position)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (WEIR_IS_STEP_LIST (self), NULL);

  row = gtk_list_box_get_row_at_index (self->list, position);
  return row != NULL ? WEIR_STEP_ROW (row) : NULL;
}
