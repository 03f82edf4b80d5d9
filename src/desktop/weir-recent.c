/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-recent.c: flows and load plans that were opened before
 *
 * The desktop keeps the list for all programs; a person who wants none has it off for all of them.
 */

#include "config.h"

#include "weir-recent.h"

static gint
compare_latest_first (gconstpointer a, gconstpointer b)
{
  GDateTime *time_a = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *time_b = gtk_recent_info_get_modified ((GtkRecentInfo *) b);

  return g_date_time_compare (time_b, time_a);
}

/**
 * weir_recent_add:
 * @file: a document that was opened
 *
 * Remembers it among the desktop's recent files, unless the person wants no such list.
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

/**
 * weir_recent_list:
 * @most: how many
 *
 * Returns: (transfer full) (element-type GtkRecentInfo): the documents opened last, the latest first; those
 *   that are not there any more are left out
 */
GPtrArray *
weir_recent_list (guint most)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_recent_info_unref);
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  infos = g_list_sort (infos, compare_latest_first);
  for (GList *l = infos; l != NULL && found->len < most; l = l->next)
    {
      GtkRecentInfo *info = l->data;

      if (gtk_recent_info_has_application (info, g_get_application_name ()) &&
          gtk_recent_info_is_local (info) && gtk_recent_info_exists (info))
        g_ptr_array_add (found, gtk_recent_info_ref (info));
    }
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
  return found;
}

/**
 * weir_recent_row_new_for:
 * @title: what it is
 * @note: more about it, in smaller letters
 * @uri: of the file
 *
 * Returns: (transfer floating): a row of a #GtkListBox that opens the file
 */
GtkWidget *
weir_recent_row_new_for (const char *title, const char *note, const char *uri)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *path = gtk_label_new (note);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (path), 0);
  gtk_label_set_ellipsize (GTK_LABEL (path), PANGO_ELLIPSIZE_START);
  gtk_widget_add_css_class (path, "dim-label");
  gtk_widget_add_css_class (path, "caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), path);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-uri");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", uri);
  return row;
}

/**
 * weir_recent_row_new:
 * @info: one of weir_recent_list()
 *
 * Returns: (transfer floating): a row of a #GtkListBox that opens the file
 */
GtkWidget *
weir_recent_row_new (GtkRecentInfo *info)
{
  g_autofree char *place = gtk_recent_info_get_uri_display (info);

  return weir_recent_row_new_for (gtk_recent_info_get_display_name (info), place,
                                  gtk_recent_info_get_uri (info));
}
