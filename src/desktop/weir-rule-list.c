/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-list.c: the rules of one iteration of a load plan, each as it stands
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-job-summary.h"
#include "weir-rule-list.h"

struct _WeirRuleList
{
  GtkWidget parent_instance;

  /* borrowed */
  GtkWidget *content;
  GtkLabel *title;
  GtkLabel *reason; /* why the iteration failed, beside its rules */
  GtkListBox *list;

  guint n_rows;
};

G_DEFINE_FINAL_TYPE (WeirRuleList, weir_rule_list, GTK_TYPE_WIDGET)

static void
weir_rule_list_dispose (GObject *object)
{
  g_clear_pointer (&WEIR_RULE_LIST (object)->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_rule_list_parent_class)->dispose (object);
}

static void
weir_rule_list_class_init (WeirRuleListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_rule_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
create_scroller (WeirRuleList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "findings");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Rules of the selected iteration"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 48);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
weir_rule_list_init (WeirRuleList *self)
{
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "rules-title");
  self->reason = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->reason, 0);
  gtk_label_set_wrap (self->reason, TRUE);
  gtk_label_set_wrap_mode (self->reason, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (self->reason), "message");
  gtk_widget_add_css_class (GTK_WIDGET (self->reason), "tone-bad");
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (self->content), create_scroller (self));
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
  weir_rule_list_update (self, NULL);
}

/**
 * weir_rule_list_new:
 *
 * Returns: (transfer floating): a list without rules
 */
GtkWidget *
weir_rule_list_new (void)
{
  return g_object_new (WEIR_TYPE_RULE_LIST, NULL);
}

static void
set_n_rows (WeirRuleList *self, guint n_rows)
{
  for (; self->n_rows < n_rows; self->n_rows++)
    gtk_list_box_append (self->list, weir_rule_state_row_new ());
  for (; self->n_rows > n_rows; self->n_rows--)
    gtk_list_box_remove (self->list, GTK_WIDGET (weir_rule_list_get_row (self, self->n_rows - 1)));
}

static void
show_title (WeirRuleList *self, const WeirJobState *job)
{
  g_autofree char *name = job != NULL ? weir_job_state_get_name (job) : NULL;
  g_autofree char *title = job != NULL ? g_strdup_printf (_("Rules of %s"), name)
                                       : g_strdup (_("Choose an iteration to see its rules"));
  const char *reason = job != NULL && job->reason != NULL ? job->reason : "";

  if (!g_str_equal (gtk_label_get_text (self->title), title))
    gtk_label_set_text (self->title, title);
  if (!g_str_equal (gtk_label_get_text (self->reason), reason))
    gtk_label_set_text (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), *reason != '\0');
}

/**
 * weir_rule_list_update:
 * @self: a list
 * @job: (nullable): how an iteration stands; %NULL: none is chosen
 */
void
weir_rule_list_update (WeirRuleList *self, const WeirJobState *job)
{
  g_return_if_fail (WEIR_IS_RULE_LIST (self));

  show_title (self, job);
  set_n_rows (self, job != NULL ? job->rules->len : 0);
  for (guint i = 0; i < self->n_rows; i++)
    weir_rule_state_row_show (weir_rule_list_get_row (self, i), job, g_ptr_array_index (job->rules, i));
}

/**
 * weir_rule_list_get_row:
 * @self: a list
 * @rule: which of them
 *
 * Returns: (transfer none) (nullable): its row
 */
WeirRuleStateRow *
weir_rule_list_get_row (WeirRuleList *self, guint rule)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (WEIR_IS_RULE_LIST (self), NULL);

  row = gtk_list_box_get_row_at_index (self->list, (int) rule);
  return row != NULL ? WEIR_RULE_STATE_ROW (row) : NULL;
}
