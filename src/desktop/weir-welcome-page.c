/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-welcome-page.c: what a window without a document offers
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-draft.h"
#include "weir-recent.h"
#include "weir-welcome-page.h"

#define MOST_RECENT 5

struct _WeirWelcomePage
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkWidget *drafts;
  GtkListBox *drafts_list;
  GtkWidget *recent;
  GtkListBox *recent_list;
};

G_DEFINE_FINAL_TYPE (WeirWelcomePage, weir_welcome_page, GTK_TYPE_WIDGET)

static void
show_recent (WeirWelcomePage *self)
{
  g_autoptr (GPtrArray) infos = weir_recent_list (MOST_RECENT);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->recent_list))) != NULL)
    gtk_list_box_remove (self->recent_list, child);
  for (guint i = 0; i < infos->len; i++)
    gtk_list_box_append (self->recent_list, weir_recent_row_new (g_ptr_array_index (infos, i)));
  gtk_widget_set_visible (self->recent, infos->len > 0);
}

static void
add_draft (WeirWelcomePage *self, const WeirDraft *draft)
{
  g_autoptr (GFile) file = g_file_new_for_path (draft->path);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *path = g_file_get_parse_name (file);
  g_autofree char *time = weir_draft_describe_time (draft);
  /* Translators: the time of the last change, and a path */
  g_autofree char *note = g_strdup_printf (_("changed at %1$s in %2$s"), time, path);

  gtk_list_box_append (self->drafts_list, weir_recent_row_new_for (draft->title, note, uri));
}

/* Those of documents without a file are open already. */
static void
show_drafts (WeirWelcomePage *self)
{
  g_autoptr (GPtrArray) drafts = weir_drafts_list_saved ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->drafts_list))) != NULL)
    gtk_list_box_remove (self->drafts_list, child);
  for (guint i = 0; i < drafts->len && i < MOST_RECENT; i++)
    add_draft (self, g_ptr_array_index (drafts, i));
  gtk_widget_set_visible (self->drafts, drafts->len > 0);
}

static void
weir_welcome_page_map (GtkWidget *widget)
{
  show_drafts (WEIR_WELCOME_PAGE (widget));
  show_recent (WEIR_WELCOME_PAGE (widget));
  GTK_WIDGET_CLASS (weir_welcome_page_parent_class)->map (widget);
}

static void
weir_welcome_page_dispose (GObject *object)
{
  WeirWelcomePage *self = WEIR_WELCOME_PAGE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_welcome_page_parent_class)->dispose (object);
}

static void
weir_welcome_page_class_init (WeirWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_welcome_page_dispose;
  widget_class->map = weir_welcome_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirWelcomePage, content);
  gtk_widget_class_bind_template_child (widget_class, WeirWelcomePage, drafts);
  gtk_widget_class_bind_template_child (widget_class, WeirWelcomePage, drafts_list);
  gtk_widget_class_bind_template_child (widget_class, WeirWelcomePage, recent);
  gtk_widget_class_bind_template_child (widget_class, WeirWelcomePage, recent_list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_welcome_page_init (WeirWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
