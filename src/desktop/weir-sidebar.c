/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sidebar.c: a folder of flows, load plans and environments, to open, arrange and search
 *
 * It shows and asks; what is done with files is up to the window, which knows of their documents.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-limits.h"
#include "weir-sidebar-private.h"
#include "weir-sidebar-state.h"

enum
{
  OPEN_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirSidebar, weir_sidebar, GTK_TYPE_WIDGET)

static WeirFolderItem *
get_item_at (GListModel *model, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (model, position);

  if (GTK_IS_TREE_LIST_ROW (item))
    return gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (item));
  return item != NULL ? WEIR_FOLDER_ITEM (g_steal_pointer (&item)) : NULL;
}

/**
 * weir_sidebar_get_selected:
 * @self: a sidebar
 *
 * Returns: (transfer full) (nullable): what its menu and keys are about
 */
WeirFolderItem *
weir_sidebar_get_selected (WeirSidebar *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position == GTK_INVALID_LIST_POSITION)
    return NULL;
  return get_item_at (G_LIST_MODEL (self->selection), position);
}

/**
 * weir_sidebar_find_row:
 * @self: a sidebar
 * @item: (nullable): an item of its folder
 *
 * Returns: (transfer none) (nullable): the row that shows it now
 */
WeirSidebarRow *
weir_sidebar_find_row (WeirSidebar *self, WeirFolderItem *item)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (item != NULL && weir_sidebar_row_get_item (g_ptr_array_index (self->rows, i)) == item)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

static GListModel *
create_children_cb (gpointer item, gpointer data)
{
  GListModel *children = weir_folder_item_get_children (item);

  return children != NULL ? g_object_ref (children) : NULL;
}

static gboolean
matches_cb (gpointer item, gpointer data)
{
  return weir_folder_item_matches (item, ((WeirSidebar *) data)->searched);
}

/* A tree, or while something is searched for the files that match. */
static void
show_model (WeirSidebar *self)
{
  g_autoptr (GtkTreeListModel) tree = NULL;

  if (self->folder == NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  else if (*self->searched != '\0')
    {
      gtk_filter_list_model_set_model (self->matches, weir_folder_get_files (self->folder));
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->matches));
    }
  else
    {
      gtk_filter_list_model_set_model (self->matches, NULL);
      tree = gtk_tree_list_model_new (g_object_ref (weir_folder_get_items (self->folder)), FALSE, TRUE,
                                      create_children_cb, NULL, NULL);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (tree));
    }
}

static void
show_recent (WeirSidebar *self, gboolean visible)
{
  g_autoptr (WeirSidebarState) state = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->recent_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->recent_box), child);
  if (!visible)
    return;
  state = weir_sidebar_state_load ();
  for (guint i = 0; state->recent[i] != NULL; i++)
    {
      g_autofree char *base = g_path_get_basename (state->recent[i]);
      g_autofree char *name = g_filename_display_name (base);
      GtkWidget *button = gtk_button_new_with_label (name);

      gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (button, state->recent[i]);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-folder-path");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", state->recent[i]);
      gtk_box_append (GTK_BOX (self->recent_box), button);
    }
}

static void
show_empty (WeirSidebar *self, const char *text, const char *button, const char *action)
{
  gtk_label_set_text (self->empty_label, text);
  gtk_widget_set_visible (self->empty_button, button != NULL);
  gtk_widget_set_visible (self->empty_plan_button, g_strcmp0 (action, "sidebar.new") == 0);
  if (button != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (self->empty_button), button);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), action);
    }
  show_recent (self, self->folder == NULL);
  gtk_stack_set_visible_child_name (self->pages, "empty");
}

static void
show_page (WeirSidebar *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autofree char *text = NULL;

  if (self->folder == NULL)
    show_empty (self, _("Open a folder to see the flows and load plans in it."), _("Open Folder…"),
                "win.open-folder");
  else if (weir_folder_get_error (self->folder) != NULL)
    show_empty (self, weir_folder_get_error (self->folder), _("Open Folder…"), "win.open-folder");
  else if (n_items > 0 || (weir_folder_is_busy (self->folder) && *self->searched == '\0'))
    gtk_stack_set_visible_child_name (self->pages, "list");
  else if (*self->searched != '\0')
    {
      text = g_strdup_printf (_("No file here is called “%s”."), gtk_editable_get_text (self->search));
      show_empty (self, text, NULL, NULL);
    }
  else
    {
      text = g_strdup_printf (_("There are no flows or load plans in %s yet."),
                              weir_folder_get_name (self->folder));
      show_empty (self, text, _("New Flow…"), "sidebar.new");
    }
}

static void
show_notice (WeirSidebar *self)
{
  gboolean more = self->folder != NULL && weir_folder_has_more (self->folder);
  g_autofree char *text = g_strdup_printf (
      _("This folder is larger than what is listed: %u files, folders %u deep. Open a folder in it to see "
        "the rest."), WEIR_LIMIT_FOLDER_FILES, WEIR_LIMIT_FOLDER_DEPTH);

  gtk_label_set_text (self->notice, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), more);
}

static void
looked_cb (WeirSidebar *self)
{
  show_page (self);
  show_notice (self);
}

static void
search_changed_cb (WeirSidebar *self)
{
  gboolean was_searching = *self->searched != '\0';
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  g_free (self->searched);
  self->searched = g_utf8_casefold (text, -1);
  if (was_searching && *self->searched != '\0')
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  else
    show_model (self);
  show_page (self);
}

static void
open_item (WeirSidebar *self, WeirFolderItem *item)
{
  if (weir_folder_item_get_kind (item) != WEIR_FOLDER_ENTRY_FOLDER)
    g_signal_emit (self, signals[OPEN_ASKED], 0, weir_folder_item_get_file (item));
}

static void
activate_cb (WeirSidebar *self, guint position)
{
  g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (WeirFolderItem) item = get_item_at (G_LIST_MODEL (self->selection), position);

  if (item == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, position);
  if (GTK_IS_TREE_LIST_ROW (row) && gtk_tree_list_row_is_expandable (GTK_TREE_LIST_ROW (row)))
    gtk_tree_list_row_set_expanded (GTK_TREE_LIST_ROW (row),
                                    !gtk_tree_list_row_get_expanded (GTK_TREE_LIST_ROW (row)));
  else
    open_item (self, item);
}

static void
search_activate_cb (WeirSidebar *self)
{
  search_changed_cb (self);
  if (*self->searched != '\0' && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    activate_cb (self, 0);
}

static void
stop_search_cb (WeirSidebar *self)
{
  gtk_editable_set_text (self->search, "");
  search_changed_cb (self);
  weir_sidebar_focus (self);
}

/* Down leads from the search to what it has found. */
static gboolean
search_key_cb (WeirSidebar *self, guint key)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return FALSE;
  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
collect_sessions (WeirSidebar *self)
{
  guint n_sessions = g_list_model_get_n_items (self->sessions);

  g_hash_table_remove_all (self->open_files);
  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (WeirSession) session = g_list_model_get_item (self->sessions, i);

      if (weir_session_get_file (session) != NULL)
        g_hash_table_insert (self->open_files, g_object_ref (weir_session_get_file (session)), session);
    }
  weir_sidebar_update_rows (self);
}

static void
sessions_changed_cb (WeirSidebar *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (WeirSession) session = g_list_model_get_item (self->sessions, i);

      g_signal_connect_object (session, "notify", G_CALLBACK (collect_sessions), self, G_CONNECT_SWAPPED);
    }
  collect_sessions (self);
}

static void
selection_changed_cb (WeirSidebar *self)
{
  weir_sidebar_update_actions (self);
}

static void
weir_sidebar_dispose (GObject *object)
{
  WeirSidebar *self = WEIR_SIDEBAR (object);

  if (self->folder != NULL)
    weir_folder_close (self->folder);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->name_popover, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->sessions);
  g_clear_object (&self->selection);
  g_clear_object (&self->matches);
  g_clear_object (&self->filter);
  g_clear_object (&self->subject);
  G_OBJECT_CLASS (weir_sidebar_parent_class)->dispose (object);
}

static void
weir_sidebar_finalize (GObject *object)
{
  WeirSidebar *self = WEIR_SIDEBAR (object);

  g_hash_table_unref (self->open_files);
  g_ptr_array_unref (self->rows);
  g_free (self->searched);
  g_free (self->preset);
  G_OBJECT_CLASS (weir_sidebar_parent_class)->finalize (object);
}

static void
install_signals (GObjectClass *klass)
{
  const char *const about_file[] = { "runs-asked", "create-asked", "duplicate-asked", "trash-asked" };
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[OPEN_ASKED] = g_signal_new ("open-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                      1, G_TYPE_FILE);
  for (guint i = 0; i < G_N_ELEMENTS (about_file); i++)
    g_signal_new (about_file[i], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  g_signal_new ("create-plan-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_FILE, G_TYPE_STRING);
  g_signal_new ("rename-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_FILE,
                G_TYPE_FILE);
}

static void
weir_sidebar_class_init (WeirSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_sidebar_finalize;
  install_signals (G_OBJECT_CLASS (klass));
  weir_sidebar_class_install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, content);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, folder_button);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, folder_label);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, search);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, notice);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, pages);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, empty_label);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, empty_button);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, empty_plan_button);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, recent_box);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, row_menu);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, new_section);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, new_menu);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, plan_menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "weirsidebar");
}

static void
weir_sidebar_init (WeirSidebar *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->open_files = g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, g_object_unref, NULL);
  self->rows = g_ptr_array_new ();
  self->searched = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (matches_cb, self, NULL);
  self->matches = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->filter)));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  factory = weir_sidebar_create_factory (self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self->list));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  weir_sidebar_init_actions (self);
  show_page (self);
}

/**
 * weir_sidebar_set_folder:
 * @self: a sidebar
 * @file: (nullable): a folder of this computer; %NULL shows none
 *
 * Shows what is in the folder as soon as that is known.
 */
void
weir_sidebar_set_folder (WeirSidebar *self, GFile *file)
{
  g_autofree char *path = file != NULL ? g_file_get_parse_name (file) : NULL;

  g_return_if_fail (WEIR_IS_SIDEBAR (self));

  if (self->folder != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->folder, self);
      weir_folder_close (self->folder);
    }
  g_clear_object (&self->folder);
  if (file != NULL)
    {
      self->folder = weir_folder_new (file);
      g_signal_connect_object (self->folder, "looked", G_CALLBACK (looked_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_label_set_text (self->folder_label,
                      self->folder != NULL ? weir_folder_get_name (self->folder) : _("No folder"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->folder_button), path != NULL ? path : _("Open a folder"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), self->folder != NULL);
  gtk_editable_set_text (self->search, "");
  g_free (self->searched);
  self->searched = g_strdup ("");
  show_model (self);
  looked_cb (self);
  weir_sidebar_update_actions (self);
}

/**
 * weir_sidebar_get_folder:
 * @self: a sidebar
 *
 * Returns: (transfer none) (nullable): the folder it shows
 */
WeirFolder *
weir_sidebar_get_folder (WeirSidebar *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR (self), NULL);

  return self->folder;
}

/**
 * weir_sidebar_set_sessions:
 * @self: a sidebar
 * @sessions: of #WeirSession: the open documents, which are marked
 */
void
weir_sidebar_set_sessions (WeirSidebar *self, GListModel *sessions)
{
  g_return_if_fail (WEIR_IS_SIDEBAR (self));
  g_return_if_fail (self->sessions == NULL);

  self->sessions = g_object_ref (sessions);
  g_signal_connect_object (sessions, "items-changed", G_CALLBACK (sessions_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sessions_changed_cb (self, 0, 0, g_list_model_get_n_items (sessions));
}

/**
 * weir_sidebar_set_shown:
 * @self: a sidebar
 * @session: (nullable): the open document that is shown
 */
void
weir_sidebar_set_shown (WeirSidebar *self, WeirSession *session)
{
  g_return_if_fail (WEIR_IS_SIDEBAR (self));

  self->shown = session;
  weir_sidebar_update_rows (self);
}

/**
 * weir_sidebar_select:
 * @self: a sidebar
 * @file: a file of its folder
 *
 * Selects that file, as a click of the other button on it does.
 *
 * Returns: whether it is listed
 */
gboolean
weir_sidebar_select (WeirSidebar *self, GFile *file)
{
  GListModel *model;
  guint n_items;

  g_return_val_if_fail (WEIR_IS_SIDEBAR (self), FALSE);

  model = G_LIST_MODEL (self->selection);
  n_items = g_list_model_get_n_items (model);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (WeirFolderItem) item = get_item_at (model, i);

      if (!g_file_equal (weir_folder_item_get_file (item), file))
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      return TRUE;
    }
  return FALSE;
}

/**
 * weir_sidebar_focus:
 * @self: a sidebar that is visible
 *
 * Gives its list the keyboard focus, or what is there instead.
 */
void
weir_sidebar_focus (WeirSidebar *self)
{
  g_return_if_fail (WEIR_IS_SIDEBAR (self));

  if (g_str_equal (gtk_stack_get_visible_child_name (self->pages), "list"))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
}

/**
 * weir_sidebar_get_text:
 * @self: a sidebar
 * @position: in its list
 *
 * Returns: (transfer full) (nullable): what that row says to a screen reader; %NULL when it is not in sight
 */
char *
weir_sidebar_get_text (WeirSidebar *self, guint position)
{
  g_autoptr (WeirFolderItem) item = NULL;
  WeirSidebarRow *row;

  g_return_val_if_fail (WEIR_IS_SIDEBAR (self), NULL);

  item = get_item_at (G_LIST_MODEL (self->selection), position);
  row = weir_sidebar_find_row (self, item);
  return row != NULL ? g_strdup (weir_sidebar_row_get_text (row)) : NULL;
}
