/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-welcome-page.c: what a window without a document offers
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-welcome-page.h"

#define MOST_RECENT 5

struct _WeirWelcomePage
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkWidget *recent;
  GtkListBox *recent_list;
};

G_DEFINE_FINAL_TYPE (WeirWelcomePage, weir_welcome_page, GTK_TYPE_WIDGET)

static gint
compare_latest_first (gconstpointer a, gconstpointer b)
{
  GDateTime *time_a = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *time_b = gtk_recent_info_get_modified ((GtkRecentInfo *) b);

  return g_date_time_compare (time_b, time_a);
}

static GtkWidget *
create_row (GtkRecentInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *name = gtk_label_new (gtk_recent_info_get_display_name (info));
  g_autofree char *place = gtk_recent_info_get_uri_display (info);
  GtkWidget *path = gtk_label_new (place);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (path), 0);
  gtk_label_set_ellipsize (GTK_LABEL (path), PANGO_ELLIPSIZE_START);
  gtk_widget_add_css_class (path, "dim-label");
  gtk_widget_add_css_class (path, "caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), path);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_recent_info_get_display_name (info), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-uri");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", gtk_recent_info_get_uri (info));
  return row;
}

static void
show_recent (WeirWelcomePage *self)
{
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  GtkWidget *child;
  guint n_shown = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->recent_list))) != NULL)
    gtk_list_box_remove (self->recent_list, child);
  infos = g_list_sort (infos, compare_latest_first);
  for (GList *l = infos; l != NULL && n_shown < MOST_RECENT; l = l->next)
    {
      GtkRecentInfo *info = l->data;

      if (!gtk_recent_info_has_application (info, g_get_application_name ()) ||
          !gtk_recent_info_is_local (info) || !gtk_recent_info_exists (info))
        continue;
      gtk_list_box_append (self->recent_list, create_row (info));
      n_shown++;
    }
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
  gtk_widget_set_visible (self->recent, n_shown > 0);
}

static void
weir_welcome_page_map (GtkWidget *widget)
{
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
  gtk_widget_class_bind_template_child (widget_class, WeirWelcomePage, recent);
  gtk_widget_class_bind_template_child (widget_class, WeirWelcomePage, recent_list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_welcome_page_init (WeirWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_recent_add:
 * @file: a document that was opened
 *
 * Remembers it among the desktop's recent files, where the page finds it again; unless the person wants no
 * such list.
 */
void
weir_recent_add (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *name = g_file_get_basename (file);
  GtkRecentData data = {
    .display_name = name,
    .mime_type = (char *) "application/yaml",
    .app_name = (char *) g_get_application_name (),
    .app_exec = (char *) "weir %u",
  };

  gboolean wanted;

  g_object_get (gtk_settings_get_default (), "gtk-recent-files-enabled", &wanted, NULL);
  if (wanted)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}
