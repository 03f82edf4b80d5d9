/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-repair.c: a file of environments with errors: its text, what is wrong, and where
 */

#include "config.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "weir-environment-format.h"
#include "weir-environment-repair.h"
#include "weir-focus.h"
#include "weir-problems-page.h"
#include "weir-source-style.h"

/* A pause in typing; the text is read then. */
#define PAUSE_MS 200
#define MOST_LISTED 100

struct _WeirEnvironmentRepair
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkLabel *title;
  GtkSourceView *view;
  GtkListBox *list;

  /* borrowed */
  GtkTextBuffer *buffer;
  GtkTextTag *error_tag;

  /* owned */
  char *name;

  guint source;
  guint n_errors;
  gboolean filling;
  gboolean modified;
};

enum
{
  PROP_0,
  PROP_READY,
  PROP_MODIFIED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirEnvironmentRepair, weir_environment_repair, GTK_TYPE_WIDGET)

/* Of the place in a line and a column, both from 1, as far as there is such a place now. */
static void
get_iter (WeirEnvironmentRepair *self, const WeirProblem *problem, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_line (self->buffer, iter, problem->line > 0 ? (int) problem->line - 1 : 0);
  for (guint i = 1; i < problem->column && !gtk_text_iter_ends_line (iter); i++)
    gtk_text_iter_forward_char (iter);
}

static void
underline (WeirEnvironmentRepair *self, const WeirProblem *problem)
{
  GtkTextIter start;
  GtkTextIter end;

  if (problem->line == 0)
    return;
  get_iter (self, problem, &start);
  if (gtk_text_iter_ends_line (&start))
    gtk_text_iter_set_line_offset (&start, 0);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_apply_tag (self->buffer, self->error_tag, &start, &end);
}

static void
add_problem (WeirEnvironmentRepair *self, const WeirProblem *problem)
{
  WeirProblem here = *problem;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label;

  /* The title has the name of the file. */
  here.file = NULL;
  words = weir_problem_to_words (&here);
  text = g_strdup_printf ("%s  %s", problem->is_warning ? "⚠" : "✗", words);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (row), "line", GUINT_TO_POINTER (problem->line));
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (problem->column));
  gtk_list_box_append (self->list, row);
}

static void
show_title (WeirEnvironmentRepair *self)
{
  g_autofree char *title = NULL;

  if (self->n_errors > 0)
    title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%s has %u error. Mend it here; Save is possible when none is "
                                          "left.",
                                          "%s has %u errors. Mend them here; Save is possible when none is "
                                          "left.",
                                          self->n_errors),
                             self->name, self->n_errors);
  else
    title = g_strdup_printf (_("%s is in order now. Save it to go on."), self->name);
  gtk_label_set_text (self->title, title);
}

static void
show_problems (WeirEnvironmentRepair *self, GPtrArray *problems)
{
  GtkTextIter start;
  GtkTextIter end;
  GtkWidget *child;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->error_tag, &start, &end);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < problems->len && i < MOST_LISTED; i++)
    {
      underline (self, g_ptr_array_index (problems, i));
      add_problem (self, g_ptr_array_index (problems, i));
    }
  self->n_errors = weir_problems_count_errors (problems);
  show_title (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static gboolean
read_cb (gpointer data)
{
  WeirEnvironmentRepair *self = data;
  g_autofree char *text = weir_environment_repair_dup_text (self);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GPtrArray) environments = weir_environments_parse (text, strlen (text), problems);

  self->source = 0;
  show_problems (self, problems);
  return G_SOURCE_REMOVE;
}

static void
text_changed_cb (WeirEnvironmentRepair *self)
{
  if (self->filling)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (PAUSE_MS, read_cb, self);
  self->modified = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
row_activated_cb (WeirEnvironmentRepair *self, GtkListBoxRow *row)
{
  const WeirProblem place = { .line = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "line")),
                              .column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "column")) };
  GtkTextIter iter;

  get_iter (self, &place, &iter);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self->view), &iter, 0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
weir_environment_repair_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WEIR_ENVIRONMENT_REPAIR (widget)->view));
}

static void
weir_environment_repair_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirEnvironmentRepair *self = WEIR_ENVIRONMENT_REPAIR (object);

  if (prop_id == PROP_READY)
    g_value_set_boolean (value, weir_environment_repair_get_ready (self));
  else if (prop_id == PROP_MODIFIED)
    g_value_set_boolean (value, self->modified);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
weir_environment_repair_dispose (GObject *object)
{
  WeirEnvironmentRepair *self = WEIR_ENVIRONMENT_REPAIR (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_environment_repair_parent_class)->dispose (object);
}

static void
weir_environment_repair_class_init (WeirEnvironmentRepairClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_environment_repair_dispose;
  G_OBJECT_CLASS (klass)->get_property = weir_environment_repair_get_property;
  weir_focus_install (widget_class, weir_environment_repair_grab_focus);
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-environment-repair.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentRepair, content);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentRepair, title);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentRepair, view);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentRepair, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_environment_repair_init (WeirEnvironmentRepair *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  self->error_tag =
      gtk_text_buffer_create_tag (self->buffer, "error", "underline", PANGO_UNDERLINE_ERROR, NULL);
  weir_source_style_set_language (GTK_SOURCE_BUFFER (self->buffer), "yaml");
  weir_source_style_apply (GTK_WIDGET (self->view), GTK_SOURCE_BUFFER (self->buffer));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * weir_environment_repair_show:
 * @self: a page
 * @name: of the file
 * @text: (nullable): what is in it; %NULL when that is no text, which cannot be mended here
 * @problems: (element-type WeirProblem): what is wrong with it
 */
void
weir_environment_repair_show (WeirEnvironmentRepair *self, const char *name, const char *text,
                              GPtrArray *problems)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT_REPAIR (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self->name);
  self->name = g_strdup (name);
  self->filling = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->filling = FALSE;
  self->modified = FALSE;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), text != NULL);
  show_problems (self, problems);
}

/**
 * weir_environment_repair_dup_text:
 * @self: a page
 *
 * Returns: (transfer full): the text as it is now
 */
char *
weir_environment_repair_dup_text (WeirEnvironmentRepair *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_REPAIR (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

gboolean
weir_environment_repair_get_ready (WeirEnvironmentRepair *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_REPAIR (self), FALSE);

  return self->modified && self->n_errors == 0 && self->source == 0;
}

gboolean
weir_environment_repair_get_modified (WeirEnvironmentRepair *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_REPAIR (self), FALSE);

  return self->modified;
}
