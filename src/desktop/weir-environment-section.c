/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-section.c: what one of the two files says about an environment, to be edited
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-editor-bind.h"
#include "weir-environment-row.h"
#include "weir-environment-section.h"
#include "weir-file-entry.h"

struct _WeirEnvironmentSection
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkLabel *title;
  GtkLabel *hint;
  GtkBox *rows;
  GtkExpander *settings;
  GtkGrid *grid;
  WeirValueEntry *proxy;
  GtkLabel *insecure_warning;

  /* owned */
  WeirEnvironmentFiles *files;
  WeirEditorContext *context;
  WeirEnvironmentEntry *entry;
  GSignalGroup *part_signals;
  GSignalGroup *list_signals;

  /* children */
  WeirFileEntry *authorities;
  WeirFileEntry *certificate;
  GtkDropDown *insecure;

  WeirEnvironmentFile file;
};

enum
{
  PROP_0,
  PROP_FILE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirEnvironmentSection, weir_environment_section, GTK_TYPE_WIDGET)

static WeirEnvironmentPart *
get_part (WeirEnvironmentSection *self, WeirEnvironmentFile file)
{
  return file == WEIR_ENVIRONMENT_FILE_SHARED ? weir_environment_entry_get_shared (self->entry)
                                              : weir_environment_entry_get_local (self->entry);
}

static GtkWidget *
get_row (WeirEnvironmentSection *self, guint index)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  for (; row != NULL && index > 0; index--)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static guint
find_row (WeirEnvironmentSection *self, WeirEnvironmentRow *wanted)
{
  guint index = 0;

  for (GtkWidget *row = get_row (self, 0); row != NULL && row != GTK_WIDGET (wanted);
       row = gtk_widget_get_next_sibling (row))
    index++;
  return index;
}

/* The keyboard stays where something went away. */
static void
focus_row (WeirEnvironmentSection *self, guint index)
{
  GtkWidget *row = get_row (self, index);

  if (row == NULL && index > 0)
    row = get_row (self, index - 1);
  if (row != NULL)
    gtk_widget_grab_focus (row);
  else
    gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
}

static void
remove_asked_cb (WeirEnvironmentSection *self, WeirEnvironmentRow *row)
{
  guint index = find_row (self, row);

  weir_environment_files_remove_variable (self->files, get_part (self, self->file),
                                          weir_environment_row_get_variable (row));
  focus_row (self, index);
}

static void
move_asked_cb (WeirEnvironmentSection *self, WeirEnvironmentRow *row)
{
  guint index = find_row (self, row);

  weir_environment_files_move_variable (self->files, get_part (self, self->file),
                                        weir_environment_row_get_variable (row),
                                        get_part (self, !self->file));
  focus_row (self, index);
}

static void
add_row (WeirEnvironmentSection *self, WeirEnvironmentVariable *variable, GtkWidget *previous)
{
  GtkWidget *row = weir_environment_row_new (self->files, self->context, variable, self->file);

  g_signal_connect_object (row, "remove-asked", G_CALLBACK (remove_asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "move-asked", G_CALLBACK (move_asked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_insert_child_after (self->rows, row, previous);
}

static gboolean
has_name (GListModel *variables, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirEnvironmentVariable) variable = g_list_model_get_item (variables, i);

      if (g_str_equal (weir_environment_variable_get_name (variable), name))
        return TRUE;
    }
  return FALSE;
}

/* Of what is for everyone: whether it counts here. */
static void
show_replaced (WeirEnvironmentSection *self)
{
  GListModel *local;

  if (self->entry == NULL || self->file != WEIR_ENVIRONMENT_FILE_SHARED)
    return;
  local = G_LIST_MODEL (
      weir_environment_part_get_variables (get_part (self, WEIR_ENVIRONMENT_FILE_LOCAL)));
  for (GtkWidget *row = get_row (self, 0); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      WeirEnvironmentVariable *variable = weir_environment_row_get_variable (WEIR_ENVIRONMENT_ROW (row));

      weir_environment_row_set_replaced (WEIR_ENVIRONMENT_ROW (row),
                                         has_name (local, weir_environment_variable_get_name (variable)));
    }
}

static void
items_changed_cb (WeirEnvironmentSection *self, guint position, guint removed, guint added, GListModel *list)
{
  for (; removed > 0; removed--)
    gtk_box_remove (self->rows, get_row (self, position));
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (WeirEnvironmentVariable) variable = g_list_model_get_item (list, i);

      add_row (self, variable, i > 0 ? get_row (self, i - 1) : NULL);
    }
  show_replaced (self);
}

static void
add_clicked_cb (WeirEnvironmentSection *self)
{
  GListModel *list = G_LIST_MODEL (weir_environment_part_get_variables (get_part (self, self->file)));

  weir_environment_files_add_variable (self->files, get_part (self, self->file), "", "", FALSE);
  focus_row (self, g_list_model_get_n_items (list) - 1);
}

static void
show_insecure (WeirEnvironmentSection *self)
{
  WeirInsecure insecure;

  g_object_get (get_part (self, self->file), "insecure", &insecure, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->insecure_warning), insecure == WEIR_INSECURE_YES);
}

static void
weir_environment_section_dispose (GObject *object)
{
  WeirEnvironmentSection *self = WEIR_ENVIRONMENT_SECTION (object);

  g_clear_object (&self->part_signals);
  g_clear_object (&self->list_signals);
  g_clear_object (&self->files);
  g_clear_object (&self->context);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_environment_section_parent_class)->dispose (object);
}

static void
show_titles (WeirEnvironmentSection *self)
{
  gboolean is_shared = self->file == WEIR_ENVIRONMENT_FILE_SHARED;

  gtk_label_set_text (self->title, is_shared ? _("For everyone") : _("Only on this computer"));
  gtk_label_set_text (self->hint, is_shared
                                      ? _("In environments.yaml, beside the flows")
                                      : _("In environments.local.yaml, which does not belong into version "
                                          "control; replaces what is for everyone, name by name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->title), -1);
}

static void
weir_environment_section_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirEnvironmentSection *self = WEIR_ENVIRONMENT_SECTION (object);

  if (prop_id != PROP_FILE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  self->file = g_value_get_uint (value);
  show_titles (self);
}

static void
weir_environment_section_class_init (WeirEnvironmentSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_environment_section_dispose;
  G_OBJECT_CLASS (klass)->set_property = weir_environment_section_set_property;
  properties[PROP_FILE] =
      g_param_spec_uint ("file", NULL, NULL, 0, WEIR_N_ENVIRONMENT_FILES - 1, WEIR_ENVIRONMENT_FILE_SHARED,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  g_type_ensure (WEIR_TYPE_VALUE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-environment-section.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentSection, content);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentSection, title);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentSection, hint);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentSection, rows);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentSection, settings);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentSection, grid);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentSection, proxy);
  gtk_widget_class_bind_template_child (widget_class, WeirEnvironmentSection, insecure_warning);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "environmentsection");
}

static WeirFileEntry *
add_file (WeirEnvironmentSection *self, const char *label, int row)
{
  GtkWidget *entry = weir_file_entry_new (label);

  /* A "$" in the name of a file is a "$" here. */
  g_object_set (weir_file_entry_get_entry (WEIR_FILE_ENTRY (entry)), "plain", TRUE, NULL);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_grid_attach (self->grid, entry, 1, row, 1, 1);
  return WEIR_FILE_ENTRY (entry);
}

static void
weir_environment_section_init (WeirEnvironmentSection *self)
{
  const char *const insecure[] = { _("Not said here"), _("Checked"), _("Not checked (insecure)"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->authorities = add_file (self, _("Trusted authorities"), 1);
  self->certificate = add_file (self, _("Client certificate"), 2);
  self->insecure = GTK_DROP_DOWN (weir_editor_choice_new (insecure));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->settings), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_expander_get_label (self->settings), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->insecure), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Certificates of servers"), -1);
  gtk_widget_set_halign (GTK_WIDGET (self->insecure), GTK_ALIGN_START);
  gtk_grid_attach (self->grid, GTK_WIDGET (self->insecure), 1, 3, 1, 1);
  self->part_signals = g_signal_group_new (WEIR_TYPE_ENVIRONMENT_PART);
  g_signal_group_connect_swapped (self->part_signals, "notify::insecure", G_CALLBACK (show_insecure), self);
  self->list_signals = g_signal_group_new (G_TYPE_LIST_STORE);
  g_signal_group_connect_swapped (self->list_signals, "items-changed", G_CALLBACK (items_changed_cb), self);
}

static void
bind_settings (WeirEnvironmentSection *self, WeirEnvironmentPart *part)
{
  weir_value_entry_bind (self->proxy, self->context, part, "proxy");
  weir_file_entry_bind (self->authorities, self->context, part, "authorities");
  weir_file_entry_bind (self->certificate, self->context, part, "certificate");
  weir_editor_bind_choice (self->insecure, self->context, part, "insecure");
}

/**
 * weir_environment_section_set_entry:
 * @self: a section
 * @files: the environments of a folder
 * @context: what all fields share; its edits are those of @files
 * @entry: (nullable): the environment that is shown; %NULL for none
 */
void
weir_environment_section_set_entry (WeirEnvironmentSection *self, WeirEnvironmentFiles *files,
                                    WeirEditorContext *context, WeirEnvironmentEntry *entry)
{
  GListStore *variables;
  WeirEnvironmentPart *part;

  g_return_if_fail (WEIR_IS_ENVIRONMENT_SECTION (self));

  g_signal_group_set_target (self->list_signals, NULL);
  g_signal_group_set_target (self->part_signals, NULL);
  while (get_row (self, 0) != NULL)
    gtk_box_remove (self->rows, get_row (self, 0));
  if (g_set_object (&self->context, context))
    g_signal_connect_object (context, "updated", G_CALLBACK (show_replaced), self, G_CONNECT_SWAPPED);
  g_set_object (&self->files, files);
  g_set_object (&self->entry, entry);
  if (entry == NULL)
    {
      bind_settings (self, NULL);
      return;
    }
  part = get_part (self, self->file);
  variables = weir_environment_part_get_variables (part);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (variables)),
                    G_LIST_MODEL (variables));
  bind_settings (self, part);
  gtk_expander_set_expanded (self->settings, weir_environment_part_has_settings (part));
  show_insecure (self);
  g_signal_group_set_target (self->part_signals, part);
  g_signal_group_set_target (self->list_signals, variables);
}
