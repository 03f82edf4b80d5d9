/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-fact-table.c: a small table of texts that can be selected and copied
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-fact-table.h"

/* A grid of labels is no list: more rows, or longer texts, would keep the window busy for too long. */
#define MOST_ROWS 300
#define MOST_CHARS 2000

struct _WeirFactTable
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkGrid *grid;
  GtkLabel *empty;

  int n_rows;
  guint n_more; /* beyond those */
};

G_DEFINE_FINAL_TYPE (WeirFactTable, weir_fact_table, GTK_TYPE_WIDGET)

/* What a server sends need be no text, and may be of any length. */
static char *
shorten (const char *text)
{
  g_autofree char *begin = g_strndup (text, 4 * MOST_CHARS);
  g_autofree char *valid = g_utf8_make_valid (begin, -1);
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (valid, -1) <= MOST_CHARS)
    return g_steal_pointer (&valid);
  cut = g_utf8_substring (valid, 0, MOST_CHARS);
  return g_strconcat (cut, "…", NULL);
}

static GtkWidget *
add_label (WeirFactTable *self, const char *text, int column)
{
  g_autofree char *shown = shorten (text);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_grid_attach (self->grid, label, column, self->n_rows, 1, 1);
  return label;
}

/* How many rows are left out, below the others. */
static void
show_more (WeirFactTable *self)
{
  g_autofree char *text = g_strdup_printf (_("… and %u more, not shown"), ++self->n_more);

  gtk_label_set_text (self->empty, text);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), TRUE);
}

static void
weir_fact_table_dispose (GObject *object)
{
  WeirFactTable *self = WEIR_FACT_TABLE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_fact_table_parent_class)->dispose (object);
}

static void
weir_fact_table_class_init (WeirFactTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_fact_table_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-fact-table.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirFactTable, content);
  gtk_widget_class_bind_template_child (widget_class, WeirFactTable, grid);
  gtk_widget_class_bind_template_child (widget_class, WeirFactTable, empty);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_fact_table_init (WeirFactTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_fact_table_begin:
 * @self: a table
 * @titles: (array zero-terminated=1): the headings of its columns
 * @empty: what to say as long as there is no row
 *
 * Takes all rows away and begins anew.
 */
void
weir_fact_table_begin (WeirFactTable *self, const char *const *titles, const char *empty)
{
  GtkWidget *child;

  g_return_if_fail (WEIR_IS_FACT_TABLE (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  self->n_rows = 0;
  self->n_more = 0;
  for (int column = 0; titles[column] != NULL; column++)
    gtk_widget_add_css_class (add_label (self, titles[column], column), "column-title");
  self->n_rows = 1;
  gtk_widget_set_visible (GTK_WIDGET (self->grid), FALSE);
  gtk_label_set_text (self->empty, empty);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), TRUE);
}

/**
 * weir_fact_table_add:
 * @self: a table
 * @tone: of the first column
 * @texts: (array zero-terminated=1): one text for each column
 */
void
weir_fact_table_add (WeirFactTable *self, WeirTone tone, const char *const *texts)
{
  g_return_if_fail (WEIR_IS_FACT_TABLE (self));

  if (self->n_rows > MOST_ROWS)
    {
      show_more (self);
      return;
    }
  for (int column = 0; texts[column] != NULL; column++)
    {
      GtkWidget *label = add_label (self, texts[column], column);

      gtk_label_set_selectable (GTK_LABEL (label), column > 0);
      if (column == 0)
        gtk_widget_add_css_class (label, weir_tone_get_css_class (tone));
      gtk_widget_set_hexpand (label, column > 0);
    }
  self->n_rows++;
  gtk_widget_set_visible (GTK_WIDGET (self->grid), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), FALSE);
}
