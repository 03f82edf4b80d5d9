/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environments-window.c: the environments of a folder, to be edited
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-environment-list.h"
#include "weir-environment-repair.h"
#include "weir-environment-section.h"
#include "weir-environments-window.h"
#include "weir-window-private.h"

enum
{
  ANSWER_SAVE = 1,
  ANSWER_DISCARD,
};

struct _WeirEnvironmentsWindow
{
  GtkWindow parent_instance;

  /* template */
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkWidget *undo;
  GtkWidget *redo;
  GtkWidget *message_bar;
  GtkLabel *message_label;
  GtkWidget *draft_bar;
  GtkLabel *draft_label;
  GtkWidget *file_bar;
  GtkStack *pages;
  WeirEnvironmentList *list;
  GtkScrolledWindow *scroll;
  GtkLabel *name;
  WeirEnvironmentSection *shared;
  WeirEnvironmentSection *local;
  WeirEnvironmentRepair *repair;

  /* owned */
  WeirEnvironmentFiles *files;
  WeirEditorContext *context;

  gboolean asking;
  gboolean close_parent; /* once it is closed itself */
};

G_DEFINE_FINAL_TYPE (WeirEnvironmentsWindow, weir_environments_window, GTK_TYPE_WINDOW)

static gboolean
is_repairing (WeirEnvironmentsWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "repair") == 0;
}

static gboolean
has_changes (WeirEnvironmentsWindow *self)
{
  return weir_environment_files_get_dirty (self->files)
         || (is_repairing (self) && weir_environment_repair_get_modified (self->repair));
}

static void
show_message (WeirEnvironmentsWindow *self, const char *message)
{
  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (self->message_bar, message != NULL);
}

static void
failed_cb (WeirEnvironmentsWindow *self, const char *sentence)
{
  show_message (self, sentence);
}

static void
show_undo (GtkWidget *button, const char *words, const char *label, gboolean can)
{
  g_autofree char *text = label != NULL ? g_strdup_printf ("%s %s", words, label) : g_strdup (words);

  gtk_widget_set_tooltip_text (button, text);
  gtk_widget_set_sensitive (button, can);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* A file with errors is mended first. */
static void
show_draft (WeirEnvironmentsWindow *self)
{
  g_autofree char *sentence =
      weir_environment_files_describe_draft (weir_environment_files_get_folder (self->files));

  gtk_label_set_text (self->draft_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->draft_bar, sentence != NULL && !is_repairing (self));
}

static void
show_state (WeirEnvironmentsWindow *self)
{
  WeirEdits *edits = weir_environment_files_get_edits (self->files);
  gboolean dirty = has_changes (self);
  g_autofree char *title = g_strdup_printf ("%s%s", _("Environments"), dirty ? " ●" : "");
  g_autofree char *spoken = g_strdup_printf ("%s%s", _("Environments"), dirty ? _(", not saved") : "");

  gtk_label_set_text (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title_label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_window_set_title (GTK_WINDOW (self), title);
  show_undo (self->undo, _("Undo"), weir_edits_get_undo_label (edits), weir_edits_get_can_undo (edits));
  show_undo (self->redo, _("Redo"), weir_edits_get_redo_label (edits), weir_edits_get_can_redo (edits));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "folder.save",
                                 is_repairing (self) ? weir_environment_repair_get_ready (self->repair)
                                                     : dirty);
  gtk_widget_set_visible (self->file_bar, weir_environment_files_get_outdated (self->files));
  show_draft (self);
}

static void
show_page (WeirEnvironmentsWindow *self)
{
  guint n_entries = g_list_model_get_n_items (weir_environment_files_get_entries (self->files));
  WeirEnvironmentFile broken;

  if (weir_environment_files_find_broken (self->files, &broken))
    gtk_stack_set_visible_child_name (self->pages, "repair");
  else
    gtk_stack_set_visible_child_name (self->pages, n_entries > 0 ? "edit" : "empty");
  show_state (self);
}

static void
show_name (WeirEnvironmentsWindow *self)
{
  WeirEnvironmentEntry *entry = weir_environment_list_get_selected (self->list);

  gtk_label_set_text (self->name, entry != NULL ? weir_environment_entry_get_name (entry) : "");
}

static void
selected_cb (WeirEnvironmentsWindow *self)
{
  WeirEnvironmentEntry *entry = weir_environment_list_get_selected (self->list);

  if (self->files == NULL)
    return; /* the window is going away */
  weir_environment_section_set_entry (self->shared, self->files, self->context, entry);
  weir_environment_section_set_entry (self->local, self->files, self->context, entry);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroll), 0);
  show_name (self);
}

static void
entries_changed_cb (WeirEnvironmentsWindow *self)
{
  show_page (self);
}

static gboolean
has_object (WeirEnvironmentPart *part, gpointer object)
{
  return part == object || (gpointer) weir_environment_part_get_variables (part) == object
         || (WEIR_IS_ENVIRONMENT_VARIABLE (object)
             && g_list_store_find (weir_environment_part_get_variables (part), object, NULL));
}

/* An undo shows what it has changed. */
static void
restored_cb (WeirEnvironmentsWindow *self, GObject *object)
{
  GListModel *entries = weir_environment_files_get_entries (self->files);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (WeirEnvironmentEntry) entry = g_list_model_get_item (entries, i);

      if ((gpointer) entry != object && !has_object (weir_environment_entry_get_shared (entry), object)
          && !has_object (weir_environment_entry_get_local (entry), object))
        continue;
      if (entry != weir_environment_list_get_selected (self->list))
        weir_environment_list_select (self->list, entry);
      return;
    }
}

/* All objects are new ones. */
static void
loaded_cb (WeirEnvironmentsWindow *self)
{
  WeirEdits *edits = weir_environment_files_get_edits (self->files);
  WeirEnvironmentFile broken;

  weir_editor_context_set_other (self->context, self->files, edits,
                                 weir_environment_files_get_folder (self->files),
                                 weir_environment_files_find_message);
  g_signal_connect_object (edits, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (edits, "restored", G_CALLBACK (restored_cb), self, G_CONNECT_SWAPPED);
  if (weir_environment_files_find_broken (self->files, &broken))
    weir_environment_repair_show (self->repair, weir_environment_file_get_name (broken),
                                  weir_environment_files_get_text (self->files, broken),
                                  weir_environment_files_get_problems (self->files, broken));
  show_page (self);
}

static gboolean
save_repaired (WeirEnvironmentsWindow *self, GError **error)
{
  g_autofree char *text = weir_environment_repair_dup_text (self->repair);
  WeirEnvironmentFile broken;

  return !weir_environment_files_find_broken (self->files, &broken)
         || weir_environment_files_write_text (self->files, broken, text, error);
}

static gboolean
save (WeirEnvironmentsWindow *self)
{
  g_autoptr (GError) error = NULL;
  gboolean saved;

  show_message (self, NULL);
  saved = is_repairing (self) ? save_repaired (self, &error)
                              : weir_environment_files_save (self->files, &error);
  if (!saved)
    show_message (self, error->message);
  show_page (self);
  return saved;
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save (WEIR_ENVIRONMENTS_WINDOW (widget));
}

static void
undo_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  weir_edits_undo (weir_environment_files_get_edits (WEIR_ENVIRONMENTS_WINDOW (widget)->files));
}

static void
redo_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  weir_edits_redo (weir_environment_files_get_edits (WEIR_ENVIRONMENTS_WINDOW (widget)->files));
}

static void
take_file_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  weir_environment_files_load (WEIR_ENVIRONMENTS_WINDOW (widget)->files);
}

static void
keep_mine_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  weir_environment_files_keep_mine (WEIR_ENVIRONMENTS_WINDOW (widget)->files);
}

static void
restore_draft_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirEnvironmentsWindow *self = WEIR_ENVIRONMENTS_WINDOW (widget);

  if (weir_environment_files_get_has_draft (self->files) && !is_repairing (self))
    weir_environment_files_restore_draft (self->files);
}

static void
discard_draft_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirEnvironmentsWindow *self = WEIR_ENVIRONMENTS_WINDOW (widget);

  if (weir_environment_files_get_has_draft (self->files))
    weir_environment_files_discard_draft (self->files);
}

static void
close_message_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_message (WEIR_ENVIRONMENTS_WINDOW (widget), NULL);
}

static void
add_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WeirEnvironmentsWindow *self = WEIR_ENVIRONMENTS_WINDOW (widget);

  if (is_repairing (self))
    return;
  /* The list has the place to ask at. */
  gtk_stack_set_visible_child_name (self->pages, "edit");
  weir_environment_list_ask_name (self->list);
}

static void
finish (WeirEnvironmentsWindow *self)
{
  GtkWindow *parent = self->close_parent ? gtk_window_get_transient_for (GTK_WINDOW (self)) : NULL;

  /* Its parent may be gone before this has ended. */
  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
  gtk_window_destroy (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_window_close (parent);
}

static void
response_cb (WeirEnvironmentsWindow *self, int response, GtkWindow *dialog)
{
  weir_window_end_question (dialog);
  self->asking = FALSE;
  if (response == ANSWER_DISCARD)
    weir_environment_files_load (self->files);
  if (response == ANSWER_DISCARD || (response == ANSWER_SAVE && save (self)))
    finish (self);
  else
    self->close_parent = FALSE;
}

static void
ask (WeirEnvironmentsWindow *self)
{
  WeirWindow *parent = WEIR_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self)));
  GtkWidget *dialog =
      weir_window_ask (parent, _("Save the changes to the environments?"),
                       _("Changes that are not saved are lost."));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  weir_window_add_answer (dialog, _("Discard"), ANSWER_DISCARD);
  weir_window_add_answer (dialog, _("Cancel"), GTK_RESPONSE_CANCEL);
  weir_window_add_answer (dialog, _("Save"), ANSWER_SAVE);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), ANSWER_SAVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  self->asking = TRUE;
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
weir_environments_window_close_request (GtkWindow *window)
{
  WeirEnvironmentsWindow *self = WEIR_ENVIRONMENTS_WINDOW (window);

  if (self->asking)
    return TRUE;
  if (!has_changes (self))
    return FALSE;
  ask (self);
  return TRUE;
}

/* Not every file system says when a file is changed. */
static void
active_cb (WeirEnvironmentsWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && self->files != NULL && !is_repairing (self))
    weir_environment_files_check (self->files);
}

static void
weir_environments_window_dispose (GObject *object)
{
  WeirEnvironmentsWindow *self = WEIR_ENVIRONMENTS_WINDOW (object);

  if (self->files != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->files, self);
      g_signal_handlers_disconnect_by_data (weir_environment_files_get_entries (self->files), self);
      g_signal_handlers_disconnect_by_data (weir_environment_files_get_edits (self->files), self);
    }
  g_clear_object (&self->context);
  g_clear_object (&self->files);
  G_OBJECT_CLASS (weir_environments_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "folder.save", save_action },           { "folder.undo", undo_action },
    { "folder.redo", redo_action },           { "folder.add", add_action },
    { "folder.take-file", take_file_action }, { "folder.keep-mine", keep_mine_action },
    { "folder.close-message", close_message_action },
    { "folder.restore-draft", restore_draft_action },
    { "folder.discard-draft", discard_draft_action },
  };
  const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_s, GDK_CONTROL_MASK, "folder.save" },
    { GDK_KEY_n, GDK_CONTROL_MASK, "folder.add" },
    { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
    { GDK_KEY_Escape, 0, "window.close" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
}

static void
weir_environments_window_class_init (WeirEnvironmentsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_environments_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = weir_environments_window_close_request;
  g_type_ensure (WEIR_TYPE_ENVIRONMENT_LIST);
  g_type_ensure (WEIR_TYPE_ENVIRONMENT_REPAIR);
  g_type_ensure (WEIR_TYPE_ENVIRONMENT_SECTION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-environments-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, redo);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, draft_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, draft_label);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, file_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, scroll);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, name);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, shared);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, local);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentsWindow, repair);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_state);
  install_actions (widget_class);
}

/* A text with an undo of its own takes back what was typed there. */
static gboolean
undo_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));

  if (GTK_IS_TEXT_VIEW (focus)
      || (GTK_IS_TEXT (focus) && gtk_editable_get_enable_undo (GTK_EDITABLE (focus))))
    return FALSE;
  return gtk_widget_activate_action (widget, action, NULL);
}

/* Before the fields, which have no undo, and take the keys nevertheless. */
static void
add_undo_keys (WeirEnvironmentsWindow *self)
{
  const struct
  {
    const char *trigger;
    const char *action;
  } keys[] = {
    { "<Control>z", "folder.undo" },
    { "<Control><Shift>z|<Control>y", "folder.redo" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                          gtk_callback_action_new (undo_shortcut_cb, (gpointer) keys[i].action, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
weir_environments_window_init (WeirEnvironmentsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_undo_keys (self);
  self->context = weir_editor_context_new ();
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
}

/**
 * weir_environments_window_new:
 * @parent: the window whose documents run there
 * @files: the environments of a folder
 *
 * Returns: (transfer none): a window for them; not shown yet
 */
WeirEnvironmentsWindow *
weir_environments_window_new (GtkWindow *parent, WeirEnvironmentFiles *files)
{
  WeirEnvironmentsWindow *self = g_object_new (WEIR_TYPE_ENVIRONMENTS_WINDOW, "transient-for", parent,
                                               "destroy-with-parent", TRUE, NULL);
  const char *folder = weir_environment_files_get_folder (files);
  g_autofree char *shown = g_filename_display_name (folder);

  self->files = g_object_ref (files);
  gtk_label_set_text (self->subtitle_label, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle_label), shown);
  g_signal_connect_object (files, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "renamed", G_CALLBACK (show_name), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (weir_environment_files_get_entries (files), "items-changed",
                           G_CALLBACK (entries_changed_cb), self, G_CONNECT_SWAPPED);
  loaded_cb (self);
  weir_environment_list_set_files (self->list, files);
  return self;
}

/**
 * weir_environments_window_find:
 * @files: the environments of a folder
 *
 * Returns: (transfer none) (nullable): the window in which they are edited
 */
WeirEnvironmentsWindow *
weir_environments_window_find (WeirEnvironmentFiles *files)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (WEIR_IS_ENVIRONMENTS_WINDOW (window) && WEIR_ENVIRONMENTS_WINDOW (window)->files == files)
        return WEIR_ENVIRONMENTS_WINDOW (window);
    }
  return NULL;
}

WeirEnvironmentFiles *
weir_environments_window_get_files (WeirEnvironmentsWindow *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENTS_WINDOW (self), NULL);

  return self->files;
}

/**
 * weir_environments_window_select:
 * @self: a window
 * @name: (nullable): of an environment
 *
 * Shows that environment, if there is one of that name.
 */
void
weir_environments_window_select (WeirEnvironmentsWindow *self, const char *name)
{
  WeirEnvironmentEntry *entry = name != NULL ? weir_environment_files_find (self->files, name) : NULL;

  if (entry != NULL)
    weir_environment_list_select (self->list, entry);
}

/**
 * weir_environments_window_let_go:
 * @self: a window whose parent shall close
 *
 * Returns: whether it may: nothing here would be lost. Otherwise the person is asked, and the parent is
 *   closed afterwards
 */
gboolean
weir_environments_window_let_go (WeirEnvironmentsWindow *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENTS_WINDOW (self), TRUE);

  if (!has_changes (self))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return TRUE;
    }
  self->close_parent = TRUE;
  gtk_window_present (GTK_WINDOW (self));
  gtk_window_close (GTK_WINDOW (self));
  return FALSE;
}

const char *
weir_environments_window_get_message (WeirEnvironmentsWindow *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENTS_WINDOW (self), NULL);

  return gtk_widget_get_visible (self->message_bar) ? gtk_label_get_text (self->message_label) : NULL;
}
