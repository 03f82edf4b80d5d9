/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-help-window.c: the built-in help: sections at the left, texts and pictures of one of them beside
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-chart-view.h"
#include "weir-help-plans.h"
#include "weir-help-window.h"

#define WIDTH 820
#define HEIGHT 640
#define LIST_WIDTH 190
#define LINE_CHARS 80

struct _WeirHelpWindow
{
  GtkWindow parent_instance;

  /* borrowed */
  GtkListBox *list;
  GtkStack *pages;
};

G_DEFINE_FINAL_TYPE (WeirHelpWindow, weir_help_window, GTK_TYPE_WINDOW)

static void
selected_cb (WeirHelpWindow *self, GtkListBoxRow *row)
{
  guint n_sections;
  const WeirHelpSection *sections = weir_help_plans_get_sections (&n_sections);

  if (row != NULL)
    gtk_stack_set_visible_child_name (self->pages, sections[gtk_list_box_row_get_index (row)].id);
}

static void
weir_help_window_class_init (WeirHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

/* Text that can be reached by keyboard, read out and copied. */
static GtkWidget *
create_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

static GtkWidget *
create_heading (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label",
                                   text, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (label, "help-title");
  return label;
}

static GtkWidget *
create_page (const WeirHelpSection *section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (box, "help-page");
  gtk_box_append (GTK_BOX (box), create_heading (_ (section->title)));
  for (guint i = 0; i < section->n_items; i++)
    {
      gtk_box_append (GTK_BOX (box), create_text (_ (section->items[i].text)));
      if (section->items[i].draw != NULL)
        {
          GtkWidget *view = weir_chart_view_new ();

          weir_chart_view_take_chart (WEIR_CHART_VIEW (view), section->items[i].draw ());
          gtk_widget_add_css_class (view, "help-picture");
          gtk_box_append (GTK_BOX (box), view);
        }
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

static GtkWidget *
create_row (const char *title)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

static void
add_sections (WeirHelpWindow *self)
{
  guint n_sections;
  const WeirHelpSection *sections = weir_help_plans_get_sections (&n_sections);

  for (guint i = 0; i < n_sections; i++)
    {
      gtk_list_box_append (self->list, create_row (_ (sections[i].title)));
      gtk_stack_add_named (self->pages, create_page (&sections[i]), sections[i].id);
    }
}

static void
weir_help_window_init (WeirHelpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_window_set_title (GTK_WINDOW (self), _ ("Load Plans"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_titlebar (GTK_WINDOW (self), gtk_header_bar_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sections"),
                                  -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scrolled, LIST_WIDTH, -1);
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->pages, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->pages), TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pages));
  gtk_window_set_child (GTK_WINDOW (self), box);
  add_sections (self);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

/**
 * weir_help_window_new:
 * @parent: the window it explains; closed with it
 *
 * Returns: (transfer none): a window that explains load plans
 */
GtkWidget *
weir_help_window_new (GtkWindow *parent)
{
  return g_object_new (WEIR_TYPE_HELP_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
}

/**
 * weir_help_window_get_list:
 * @self: a help window
 *
 * Returns: (transfer none): its sections
 */
GtkListBox *
weir_help_window_get_list (WeirHelpWindow *self)
{
  g_return_val_if_fail (WEIR_IS_HELP_WINDOW (self), NULL);

  return self->list;
}

/**
 * weir_help_window_get_pages:
 * @self: a help window
 *
 * Returns: (transfer none): what they say
 */
GtkStack *
weir_help_window_get_pages (WeirHelpWindow *self)
{
  g_return_val_if_fail (WEIR_IS_HELP_WINDOW (self), NULL);

  return self->pages;
}
