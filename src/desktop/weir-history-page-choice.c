/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-history-page-choice.c: the runs that were chosen to be compared
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-history-page-private.h"
#include "weir-run-table-window.h"

/* Where it is among the chosen ones; -1 when it is not. */
static int
find_chosen (WeirHistoryPage *self, gint64 run_id)
{
  for (guint i = 0; i < self->chosen->len; i++)
    if (g_array_index (self->chosen, gint64, i) == run_id)
      return (int) i;
  return -1;
}

static void
show_chosen (WeirHistoryPage *self)
{
  guint n = self->chosen->len;
  g_autofree char *text = NULL;

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u run chosen", "%u runs chosen", n), n);
  gtk_label_set_text (self->chosen_label, text);
  gtk_widget_set_visible (self->chosen_bar, n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.compare-chosen", n >= 2);
}

static void
choose_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (widget);
  gint64 run_id = g_variant_get_int64 (parameter);
  int place = find_chosen (self, run_id);

  if (place >= 0)
    g_array_remove_index (self->chosen, (guint) place);
  else if (self->chosen->len < WEIR_RUN_TABLE_MOST)
    g_array_append_val (self->chosen, run_id);
  else
    g_signal_emit_by_name (self, "failed", _("Eight runs are as many as can be compared at once."));
  show_chosen (self);
  weir_history_page_show_runs (self);
}

static void
choose_none_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (widget);

  g_array_set_size (self->chosen, 0);
  show_chosen (self);
  weir_history_page_show_runs (self);
}

/* The ids end with a 0. */
static gpointer
read_many (WeirArchive *archive, gpointer data, GError **error)
{
  const gint64 *ids = data;
  guint n = 0;

  while (ids[n] != 0)
    n++;
  return weir_run_table_read (archive, ids, n, error);
}

static void
many_compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirHistoryPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRunTable) runs = weir_result_reader_call_finish (result, &error);

  if (weir_history_page_take_answer (self, error))
    g_signal_emit_by_name (self, "many-compared", runs);
}

static void
compare_chosen_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  WeirHistoryPage *self = WEIR_HISTORY_PAGE (widget);
  const gint64 *ids = (const gint64 *) self->chosen->data;

  if (self->chosen->len == 2)
    weir_history_page_compare (self, ids[0], NULL, ids[1]);
  else
    weir_history_page_ask (self, read_many, g_memdup2 (ids, (self->chosen->len + 1) * sizeof *ids),
                           (GDestroyNotify) weir_run_table_free, many_compared_cb);
}

/**
 * weir_history_page_install_choice:
 * @widget_class: of the page
 *
 * Installs what chooses runs and compares them.
 */
void
weir_history_page_install_choice (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "history.choose", "x", choose_action);
  gtk_widget_class_install_action (widget_class, "history.choose-none", NULL, choose_none_action);
  gtk_widget_class_install_action (widget_class, "history.compare-chosen", NULL, compare_chosen_action);
}

/**
 * weir_history_page_is_chosen:
 * @self: the page
 * @run_id: a run
 *
 * Returns: whether it is to be compared
 */
gboolean
weir_history_page_is_chosen (WeirHistoryPage *self, gint64 run_id)
{
  return find_chosen (self, run_id) >= 0;
}

/**
 * weir_history_page_unchoose:
 * @self: the page
 * @run_id: a run that goes away
 */
void
weir_history_page_unchoose (WeirHistoryPage *self, gint64 run_id)
{
  int place = find_chosen (self, run_id);

  if (place >= 0)
    g_array_remove_index (self->chosen, (guint) place);
  show_chosen (self);
}
