/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-filter-bar.c: which results are listed, in which order, as a person chooses it
 */

#include "config.h"

#include "weir-result-filter-bar.h"

struct _WeirResultFilterBar
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkEditable *entry;
  GtkDropDown *show_choice;
  GtkDropDown *order_choice;

  gboolean frozen; /* several choices change at once */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirResultFilterBar, weir_result_filter_bar, GTK_TYPE_WIDGET)

static void
changed_cb (WeirResultFilterBar *self)
{
  if (!self->frozen)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
weir_result_filter_bar_dispose (GObject *object)
{
  WeirResultFilterBar *self = WEIR_RESULT_FILTER_BAR (object);

  self->frozen = TRUE;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_result_filter_bar_parent_class)->dispose (object);
}

static void
weir_result_filter_bar_class_init (WeirResultFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_result_filter_bar_dispose;
  /**
   * WeirResultFilterBar::changed:
   * @bar: the bar
   *
   * Something else was chosen.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-result-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirResultFilterBar, content);
  gtk_widget_class_bind_template_child (widget_class, WeirResultFilterBar, entry);
  gtk_widget_class_bind_template_child (widget_class, WeirResultFilterBar, show_choice);
  gtk_widget_class_bind_template_child (widget_class, WeirResultFilterBar, order_choice);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_result_filter_bar_init (WeirResultFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_result_choice_equal:
 * @a: a choice
 * @b: another one
 *
 * Returns: whether they are the same
 */
gboolean
weir_result_choice_equal (const WeirResultChoice *a, const WeirResultChoice *b)
{
  return a->show == b->show && a->order == b->order && g_str_equal (a->text, b->text);
}

/**
 * weir_result_choice_get_query:
 * @self: a choice
 * @query: (out): the same for the archive, of all steps; its text is that of @self
 *
 * Returns: whether that takes a look at every result: not for all or failed ones as they came
 */
gboolean
weir_result_choice_get_query (const WeirResultChoice *self, WeirResultQuery *query)
{
  static const struct
  {
    WeirResultSort sort;
    gboolean descending;
  } orders[] = {
    [WEIR_RESULT_ORDER_CAME] = { WEIR_RESULT_SORT_ORDER, FALSE },
    [WEIR_RESULT_ORDER_FAILED_FIRST] = { WEIR_RESULT_SORT_FAILED_FIRST, FALSE },
    [WEIR_RESULT_ORDER_SLOWEST] = { WEIR_RESULT_SORT_TIME, TRUE },
    [WEIR_RESULT_ORDER_QUICKEST] = { WEIR_RESULT_SORT_TIME, FALSE },
    [WEIR_RESULT_ORDER_STATUS] = { WEIR_RESULT_SORT_STATUS, FALSE },
  };

  g_return_val_if_fail (self->order < G_N_ELEMENTS (orders), FALSE);

  *query = (WeirResultQuery) {
    .filter.failed_only = self->show == WEIR_RESULT_SHOW_FAILED,
    .slow = self->show == WEIR_RESULT_SHOW_SLOW,
    .text = self->text,
    .sort = orders[self->order].sort,
    .descending = orders[self->order].descending,
  };
  return query->slow || query->sort != WEIR_RESULT_SORT_ORDER || *self->text != '\0';
}

/**
 * weir_result_filter_bar_get_choice:
 * @self: a bar
 * @choice: (out): what is chosen; its text belongs to the bar
 */
void
weir_result_filter_bar_get_choice (WeirResultFilterBar *self, WeirResultChoice *choice)
{
  g_return_if_fail (WEIR_IS_RESULT_FILTER_BAR (self));

  *choice = (WeirResultChoice) {
    .show = (WeirResultShow) gtk_drop_down_get_selected (self->show_choice),
    .order = (WeirResultOrder) gtk_drop_down_get_selected (self->order_choice),
    .text = gtk_editable_get_text (self->entry),
  };
}

/**
 * weir_result_filter_bar_set_choice:
 * @self: a bar
 * @choice: what to choose
 *
 * Chooses all at once. `changed` is emitted at least once, if anything was chosen otherwise.
 */
void
weir_result_filter_bar_set_choice (WeirResultFilterBar *self, const WeirResultChoice *choice)
{
  WeirResultChoice before;

  g_return_if_fail (WEIR_IS_RESULT_FILTER_BAR (self));

  weir_result_filter_bar_get_choice (self, &before);
  if (weir_result_choice_equal (&before, choice))
    return;
  self->frozen = TRUE;
  gtk_drop_down_set_selected (self->show_choice, choice->show);
  gtk_drop_down_set_selected (self->order_choice, choice->order);
  if (!g_str_equal (before.text, choice->text))
    gtk_editable_set_text (self->entry, choice->text);
  self->frozen = FALSE;
  changed_cb (self);
}
