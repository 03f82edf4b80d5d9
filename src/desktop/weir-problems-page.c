/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-problems-page.c: everything that is wrong with a file that could not be opened
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-problems-page.h"

struct _WeirProblemsPage
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkLabel *title;
  GtkLabel *advice;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (WeirProblemsPage, weir_problems_page, GTK_TYPE_WIDGET)

static GtkWidget *
create_row (const char *text, const char *path, gboolean is_warning)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *mark = gtk_label_new (is_warning ? "⚠" : "✗");
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  weir_tone_apply (mark, is_warning ? WEIR_TONE_WARNING : WEIR_TONE_BAD);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), label);
  if (path != NULL && *path != '\0')
    {
      GtkWidget *where = gtk_label_new (path);

      gtk_label_set_xalign (GTK_LABEL (where), 0);
      gtk_label_set_ellipsize (GTK_LABEL (where), PANGO_ELLIPSIZE_MIDDLE);
      gtk_widget_add_css_class (where, "dim-label");
      gtk_widget_add_css_class (where, "monospace-caption");
      gtk_box_append (GTK_BOX (texts), where);
    }
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (row), "text", g_strdup (text), g_free);
  return row;
}

static void
clear_list (WeirProblemsPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
}

static void
weir_problems_page_dispose (GObject *object)
{
  WeirProblemsPage *self = WEIR_PROBLEMS_PAGE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_problems_page_parent_class)->dispose (object);
}

static void
weir_problems_page_class_init (WeirProblemsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_problems_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-problems-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirProblemsPage, content);
  gtk_widget_class_bind_template_child (widget_class, WeirProblemsPage, title);
  gtk_widget_class_bind_template_child (widget_class, WeirProblemsPage, advice);
  gtk_widget_class_bind_template_child (widget_class, WeirProblemsPage, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_problems_page_init (WeirProblemsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_problem_to_words:
 * @problem: a problem of a document
 *
 * Returns: (transfer full): "line 7, column 3: message"; of another file with its name
 */
char *
weir_problem_to_words (const WeirProblem *problem)
{
  if (problem->file != NULL)
    return weir_problem_to_text (problem, problem->file);
  if (problem->line == 0)
    return g_strdup (problem->message);
  return g_strdup_printf (_("line %u, column %u: %s"), problem->line, problem->column, problem->message);
}

/**
 * weir_problems_page_show:
 * @self: a problems page
 * @file_name: the file, as people know it
 * @problems: (element-type WeirProblem): what is wrong with it
 */
void
weir_problems_page_show (WeirProblemsPage *self, const char *file_name, GPtrArray *problems)
{
  guint n_errors = weir_problems_count_errors (problems);
  g_autofree char *title = NULL;

  g_return_if_fail (WEIR_IS_PROBLEMS_PAGE (self));

  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s has %u error", "%s has %u errors", n_errors),
                           file_name, n_errors);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->advice,
                      _("Mend the file in a text editor, then try again. Nothing in it was changed."));
  clear_list (self);
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *text = weir_problem_to_words (problem);

      gtk_list_box_append (self->list, create_row (text, problem->path, problem->is_warning));
    }
}

/**
 * weir_problems_page_show_unreadable:
 * @self: a problems page
 * @file_name: the file, as people know it
 * @why: why it could not be read, a whole sentence
 */
void
weir_problems_page_show_unreadable (WeirProblemsPage *self, const char *file_name, const char *why)
{
  g_autofree char *title = NULL;

  g_return_if_fail (WEIR_IS_PROBLEMS_PAGE (self));

  title = g_strdup_printf (_("%s cannot be read"), file_name);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->advice, _("When the file can be read, try again."));
  clear_list (self);
  gtk_list_box_append (self->list, create_row (why, NULL, FALSE));
}
