/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-compare-window.c: a failed result beside one of the same step that passed
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-compare-window.h"
#include "weir-result-details.h"
#include "weir-result-differences.h"
#include "weir-result-words.h"

struct _WeirCompareWindow
{
  GtkWindow parent_instance;

  /* template */
  GtkLabel *differences;
  GtkLabel *failed_title;
  GtkLabel *passed_title;
  WeirResultDetails *failed;
  WeirResultDetails *passed;
};

G_DEFINE_FINAL_TYPE (WeirCompareWindow, weir_compare_window, GTK_TYPE_WINDOW)

static void
weir_compare_window_class_init (WeirCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WEIR_TYPE_RESULT_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, differences);
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, failed_title);
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, passed_title);
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, WeirCompareWindow, passed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
weir_compare_window_init (WeirCompareWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_title (GtkLabel *label, const WeirStepResult *result, gboolean by_vu)
{
  g_autofree char *name = weir_words_for_pass_name (weir_pass_key_for_brief (&result->brief), by_vu);

  gtk_label_set_text (label, name);
}

/**
 * weir_compare_window_new:
 * @parent: the window whose results these are
 * @failed: (transfer full): a result
 * @passed: (transfer full): one of the same step that passed
 * @by_vu: whether the passes of the run are told apart by their virtual user
 *
 * Returns: (transfer none): both side by side, with what differs above them; not shown yet
 */
WeirCompareWindow *
weir_compare_window_new (GtkWindow *parent, WeirStepResult *failed, WeirStepResult *passed, gboolean by_vu)
{
  WeirCompareWindow *self =
      g_object_new (WEIR_TYPE_COMPARE_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  g_autofree char *title = g_strdup_printf (_("%s, failed and passed"), failed->name);
  g_autofree char *differences = weir_result_describe_differences (failed, passed, NULL);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->differences, differences);
  show_title (self->failed_title, failed, by_vu);
  show_title (self->passed_title, passed, by_vu);
  weir_result_details_take (self->failed, failed);
  weir_result_details_take (self->passed, passed);
  return self;
}
