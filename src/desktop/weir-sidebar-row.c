/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sidebar-row.c: a file or a folder in the sidebar, and what is going on with it
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-sidebar-row.h"

struct _WeirSidebarRow
{
  GtkWidget parent_instance;

  /* children */
  GtkTreeExpander *expander;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *place;
  GtkLabel *errors;
  GtkSpinner *spinner;

  /* owned */
  WeirFolderItem *item;
  char *text; /* what a screen reader says */

  /* borrowed */
  GtkListItem *list_item; /* that it is the child of */

  gboolean is_open;
  gboolean is_shown;
  gboolean is_dirty;
  gboolean is_running;
};

G_DEFINE_FINAL_TYPE (WeirSidebarRow, weir_sidebar_row, GTK_TYPE_WIDGET)

static const char *
get_icon_name (WeirFolderEntryKind kind)
{
  switch (kind)
    {
    case WEIR_FOLDER_ENTRY_FOLDER:
      return "folder-symbolic";
    case WEIR_FOLDER_ENTRY_ENVIRONMENTS:
      return "emblem-system-symbolic";
    case WEIR_FOLDER_ENTRY_PLAN:
      return "weir-plan-symbolic";
    case WEIR_FOLDER_ENTRY_FLOW:
    default:
      return "text-x-generic-symbolic";
    }
}

static const char *
get_kind_word (WeirFolderEntryKind kind)
{
  switch (kind)
    {
    case WEIR_FOLDER_ENTRY_FOLDER:
      return _("folder");
    case WEIR_FOLDER_ENTRY_ENVIRONMENTS:
      return _("environments");
    case WEIR_FOLDER_ENTRY_PLAN:
      return _("load plan");
    case WEIR_FOLDER_ENTRY_FLOW:
    default:
      return _("flow");
    }
}

static char *
describe_errors (guint n_errors)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u error", "%u errors", n_errors), n_errors);
}

/* "checkout, flow, shown, not saved, running, 2 errors" */
static char *
create_text (WeirSidebarRow *self, guint n_errors)
{
  GString *text = g_string_new (weir_folder_item_get_stem (self->item));
  g_autofree char *errors = describe_errors (n_errors);
  const char *const parts[] = {
    get_kind_word (weir_folder_item_get_kind (self->item)),
    self->is_shown ? _("shown") : self->is_open ? _("open") : NULL,
    self->is_dirty ? _("not saved") : NULL,
    self->is_running ? _("running") : NULL,
    n_errors > 0 ? errors : NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, ", %s", parts[i]);
  return g_string_free (text, FALSE);
}

/* GTK 4.8 has no property for the name of a row: the widget it puts around this one is named, and the
 * expander, which has the keyboard focus. */
static void
name_row (WeirSidebarRow *self)
{
  GtkWidget *around = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text,
                                  -1);
  if (around != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text, -1);
}

static void
show_state (WeirSidebarRow *self)
{
  guint n_errors = weir_folder_item_get_n_errors (self->item);
  g_autofree char *name =
      g_strdup_printf ("%s%s", weir_folder_item_get_stem (self->item), self->is_dirty ? " ●" : "");
  g_autofree char *errors = describe_errors (n_errors);
  g_autofree char *path = g_file_get_parse_name (weir_folder_item_get_file (self->item));
  g_autofree char *mark = g_strdup_printf ("✗ %u", n_errors);
  g_autofree char *tip = n_errors > 0 ? g_strdup_printf ("%s\n%s", path, errors) : g_strdup (path);

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->errors, mark);
  gtk_widget_set_visible (GTK_WIDGET (self->errors), n_errors > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->is_running);
  gtk_spinner_set_spinning (self->spinner, self->is_running);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip);
  if (self->is_open)
    gtk_widget_add_css_class (GTK_WIDGET (self), "open-document");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "open-document");
  if (self->is_shown)
    gtk_widget_add_css_class (GTK_WIDGET (self), "shown-document");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "shown-document");
  g_free (self->text);
  self->text = create_text (self, n_errors);
  name_row (self);
}

static void
forget_item (WeirSidebarRow *self)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_state, self);
  g_clear_object (&self->item);
}

static void
weir_sidebar_row_dispose (GObject *object)
{
  WeirSidebarRow *self = WEIR_SIDEBAR_ROW (object);

  forget_item (self);
  if (self->expander != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->expander));
  self->expander = NULL;
  G_OBJECT_CLASS (weir_sidebar_row_parent_class)->dispose (object);
}

static void
weir_sidebar_row_finalize (GObject *object)
{
  g_free (WEIR_SIDEBAR_ROW (object)->text);
  G_OBJECT_CLASS (weir_sidebar_row_parent_class)->finalize (object);
}

static void
weir_sidebar_row_class_init (WeirSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_sidebar_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_sidebar_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sidebarrow");
}

static GtkLabel *
create_label (const char *css_class, PangoEllipsizeMode mode)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), mode);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

/* Not from a template: the list makes 200 rows at once, and a template costs more than what is in it. */
static void
weir_sidebar_row_init (WeirSidebarRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->name = create_label (NULL, PANGO_ELLIPSIZE_END);
  self->place = create_label ("caption", PANGO_ELLIPSIZE_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->place), FALSE);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->place));
  self->errors = create_label ("caption", PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->errors), "tone-bad");
  gtk_widget_add_css_class (GTK_WIDGET (self->errors), "numeric");
  self->spinner = g_object_new (GTK_TYPE_SPINNER, "visible", FALSE, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->errors));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->spinner));
  self->expander = GTK_TREE_EXPANDER (gtk_tree_expander_new ());
  gtk_tree_expander_set_child (self->expander, box);
  gtk_widget_set_parent (GTK_WIDGET (self->expander), GTK_WIDGET (self));
}

/**
 * weir_sidebar_row_new:
 * @list_item: that the row will be the child of
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
weir_sidebar_row_new (GtkListItem *list_item)
{
  WeirSidebarRow *self = g_object_new (WEIR_TYPE_SIDEBAR_ROW, NULL);

  self->list_item = list_item;
  return GTK_WIDGET (self);
}

/**
 * weir_sidebar_row_get_position:
 * @self: a row that shows an item
 *
 * Returns: its place in the list
 */
guint
weir_sidebar_row_get_position (WeirSidebarRow *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ROW (self), GTK_INVALID_LIST_POSITION);

  return gtk_list_item_get_position (self->list_item);
}

/**
 * weir_sidebar_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on; %NULL: nothing
 * @tree_row: (nullable): its place in a tree
 * @place: (nullable): the folder it is in, where there is no tree to say so
 */
void
weir_sidebar_row_set_item (WeirSidebarRow *self, WeirFolderItem *item, GtkTreeListRow *tree_row,
                           const char *place)
{
  g_return_if_fail (WEIR_IS_SIDEBAR_ROW (self));

  forget_item (self);
  gtk_tree_expander_set_list_row (self->expander, tree_row);
  if (item == NULL)
    return;
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (weir_folder_item_get_kind (item)));
  gtk_label_set_text (self->place, place != NULL ? place : "");
  gtk_widget_set_visible (GTK_WIDGET (self->place), place != NULL);
  show_state (self);
}

/**
 * weir_sidebar_row_set_session:
 * @self: a row that shows an item
 * @session: (nullable): the open document of that file
 * @is_shown: whether it is the one that is shown
 */
void
weir_sidebar_row_set_session (WeirSidebarRow *self, WeirSession *session, gboolean is_shown)
{
  g_return_if_fail (WEIR_IS_SIDEBAR_ROW (self));

  self->is_open = session != NULL;
  self->is_shown = is_shown;
  self->is_dirty = session != NULL && weir_session_get_dirty (session);
  self->is_running = session != NULL && weir_session_is_running (session);
  if (self->item != NULL)
    show_state (self);
}

/**
 * weir_sidebar_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
WeirFolderItem *
weir_sidebar_row_get_item (WeirSidebarRow *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ROW (self), NULL);

  return self->item;
}

/**
 * weir_sidebar_row_get_text:
 * @self: a row
 *
 * Returns: (transfer none): what a screen reader says: "checkout, flow, shown, not saved"
 */
const char *
weir_sidebar_row_get_text (WeirSidebarRow *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ROW (self), NULL);

  return self->text;
}
