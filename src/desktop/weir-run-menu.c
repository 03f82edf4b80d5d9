/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-menu.c: the arrow beside Run, and the menu with the options of a run
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-data-count.h"
#include "weir-data-file-dialog.h"
#include "weir-duration.h"
#include "weir-flow-format.h"
#include "weir-menu-row.h"
#include "weir-run-command.h"
#include "weir-run-menu.h"
#include "weir-run-option-dialog.h"
#include "weir-tooltip.h"

struct _WeirRunMenu
{
  GtkWidget parent_instance;

  /* template */
  GtkMenuButton *button;
  GtkPopover *popover;
  WeirMenuRow *iterations_row;
  WeirMenuRow *parallel_row;
  WeirMenuRow *delay_row;
  WeirMenuRow *data_row;
  WeirMenuRow *command_row;

  /* owned */
  GSimpleActionGroup *actions;
  GSignalGroup *options_signals; /* of the flow's options */
  WeirSession *session;
  WeirFlow *flow;
  WeirEdits *edits;
  GCancellable *counting;
  char *file_name; /* NULL while the flow was never saved */
};

enum
{
  COPIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirRunMenu, weir_run_menu, GTK_TYPE_WIDGET)

static void
set_enabled (WeirRunMenu *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_count (WeirMenuRow *row, guint count)
{
  g_autofree char *badge = count > 1 ? g_strdup_printf (_("%ux"), count) : g_strdup ("");

  weir_menu_row_set_badge (row, badge);
}

static char *
get_data_name (WeirRunMenu *self)
{
  const char *path = weir_run_options_get_data_file (weir_flow_get_run_options (self->flow));
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;

  return name != NULL ? g_filename_display_name (name) : g_strdup ("");
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WeirRunMenu *self = WEIR_RUN_MENU (source);
  g_autoptr (GError) error = NULL;
  guint count = weir_data_count_finish (result, &error);
  g_autofree char *name = NULL;
  g_autofree char *note = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  name = get_data_name (self);
  if (count > 0)
    /* Translators: the name of a file, and how many rows it has */
    note = g_strdup_printf (ngettext ("%s · %u row", "%s · %u rows", count), name, count);
  else
    note = g_strdup_printf (_("%s · cannot be used"), name);
  weir_menu_row_set_note (self->data_row, note);
  weir_tooltip_set (GTK_WIDGET (self->data_row), error != NULL ? error->message : NULL);
}

static char *
get_folder (WeirRunMenu *self)
{
  return self->file_name != NULL ? g_path_get_dirname (self->file_name) : NULL;
}

/* The name at once, the rows when they are counted. */
static void
update_data (WeirRunMenu *self)
{
  const char *path = weir_run_options_get_data_file (weir_flow_get_run_options (self->flow));
  g_autofree char *folder = get_folder (self);
  g_autofree char *name = get_data_name (self);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  weir_menu_row_set_note (self->data_row, name);
  weir_tooltip_set (GTK_WIDGET (self->data_row), NULL);
  set_enabled (self, "clear-data", path != NULL);
  if (path == NULL)
    return;
  self->counting = g_cancellable_new ();
  weir_data_count_async (G_OBJECT (self), folder, path, self->counting, counted_cb, NULL);
}

static void
update_options (WeirRunMenu *self)
{
  WeirRunOptions *options = weir_flow_get_run_options (self->flow);
  guint iterations = weir_run_options_get_iterations (options);
  guint parallel = weir_run_options_get_parallel (options);
  guint delay_ms = weir_run_options_get_delay_ms (options);
  gboolean per_row = weir_run_options_get_one_per_row (options);
  GAction *stop;
  g_autofree char *delay =
      delay_ms > 0 ? weir_duration_to_display ((gint64) delay_ms * 1000) : g_strdup ("");

  if (per_row)
    weir_menu_row_set_badge (self->iterations_row, _("one per row"));
  else
    set_count (self->iterations_row, iterations);
  set_count (self->parallel_row, parallel);
  weir_menu_row_set_note (self->iterations_row,
                          parallel > 1 ? _("Not together with parallel: clear parallel first") : "");
  weir_menu_row_set_note (self->parallel_row,
                          iterations > 1 || per_row
                            ? _("Not together with iterations: clear iterations first")
                            : "");
  weir_menu_row_set_note (self->delay_row, delay);
  set_enabled (self, "iterations", parallel <= 1);
  set_enabled (self, "clear-iterations", iterations > 1 || per_row);
  set_enabled (self, "parallel", iterations <= 1 && !per_row);
  set_enabled (self, "clear-parallel", parallel > 1);
  set_enabled (self, "clear-delay", delay_ms > 0);
  stop = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "stop-on-failure");
  g_simple_action_set_state (G_SIMPLE_ACTION (stop),
                             g_variant_new_boolean (weir_run_options_get_stop_on_failure (options)));
}

static void
update_command (WeirRunMenu *self)
{
  gboolean saved = self->file_name != NULL && g_file_test (self->file_name, G_FILE_TEST_EXISTS);

  weir_menu_row_set_note (self->command_row, saved ? "" : _("Save the flow first"));
  set_enabled (self, "copy-command", saved);
}

/* The file may have come or gone since the menu was open last. */
static void
show_cb (WeirRunMenu *self)
{
  update_command (self);
  if (self->flow != NULL)
    update_data (self);
}

static void
data_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirRunMenu *self = WEIR_RUN_MENU (data);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *folder = get_folder (self);

  gtk_window_present (GTK_WINDOW (weir_data_file_dialog_new (
      GTK_WINDOW (root), weir_flow_get_run_options (self->flow), self->edits, folder)));
}

/* Without rows there cannot be an iteration for each. */
static void
clear_data_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirRunMenu *self = WEIR_RUN_MENU (data);
  WeirRunOptions *options = weir_flow_get_run_options (self->flow);

  weir_edits_begin (self->edits, _("Clear Data File"));
  weir_edits_set_string (self->edits, options, "data-file", NULL);
  weir_edits_set_enum (self->edits, options, "data-order", WEIR_DATA_SEQUENTIAL);
  weir_edits_set_boolean (self->edits, options, "one-per-row", FALSE);
  weir_edits_end (self->edits);
}

static void
ask (WeirRunMenu *self, WeirRunOption option)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  WeirRunOptions *options = weir_flow_get_run_options (self->flow);

  gtk_window_present (
      GTK_WINDOW (weir_run_option_dialog_new (GTK_WINDOW (root), options, self->edits, option)));
}

static void
set_number (WeirRunMenu *self, const char *label, const char *property, guint value)
{
  weir_edits_begin (self->edits, label);
  weir_edits_set_int64 (self->edits, weir_flow_get_run_options (self->flow), property, value);
  weir_edits_end (self->edits);
}

static void
iterations_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (WEIR_RUN_MENU (data), WEIR_RUN_OPTION_ITERATIONS);
}

static void
parallel_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (WEIR_RUN_MENU (data), WEIR_RUN_OPTION_PARALLEL);
}

static void
delay_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (WEIR_RUN_MENU (data), WEIR_RUN_OPTION_DELAY);
}

static void
clear_iterations_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirRunMenu *self = WEIR_RUN_MENU (data);

  weir_edits_begin (self->edits, _("Clear Iterations"));
  weir_edits_set_boolean (self->edits, weir_flow_get_run_options (self->flow), "one-per-row", FALSE);
  weir_edits_set_int64 (self->edits, weir_flow_get_run_options (self->flow), "iterations", 1);
  weir_edits_end (self->edits);
}

static void
clear_parallel_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_number (WEIR_RUN_MENU (data), _("Clear Parallel"), "parallel", 1);
}

static void
clear_delay_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_number (WEIR_RUN_MENU (data), _("Clear Delay"), "delay-ms", 0);
}

/* Its state follows the option, also when that is undone. */
static void
change_stop_state (GSimpleAction *action, GVariant *state, gpointer data)
{
  WeirRunMenu *self = WEIR_RUN_MENU (data);

  weir_edits_begin (self->edits, _("Stop on Failure"));
  weir_edits_set_boolean (self->edits, weir_flow_get_run_options (self->flow), "stop-on-failure",
                          g_variant_get_boolean (state));
  weir_edits_end (self->edits);
}

/* Whether the file holds the same flow, whatever it says about how to run it, as far as a command can say
 * that too: neither another order of the rows nor that there are none any more. */
static gboolean
is_same_flow (WeirFlow *saved, WeirFlow *flow)
{
  WeirRunOptions *options = weir_flow_get_run_options (flow);
  g_autofree char *saved_yaml = NULL;
  g_autofree char *yaml = weir_flow_to_yaml (flow);

  g_object_set (weir_flow_get_run_options (saved), "iterations", weir_run_options_get_iterations (options),
                "parallel", weir_run_options_get_parallel (options), "delay-ms",
                weir_run_options_get_delay_ms (options), "stop-on-failure",
                weir_run_options_get_stop_on_failure (options), "one-per-row",
                weir_run_options_get_one_per_row (options), NULL);
  if (weir_run_options_get_data_file (options) != NULL)
    weir_run_options_set_data_file (weir_flow_get_run_options (saved),
                                    weir_run_options_get_data_file (options));
  saved_yaml = weir_flow_to_yaml (saved);
  return g_str_equal (saved_yaml, yaml);
}

/* What has to be said of the environment: nothing when it is that of the file. */
static const char *
find_environment (WeirRunMenu *self, WeirFlow *saved)
{
  const char *chosen = weir_session_get_environment_name (self->session);
  const char *own = saved != NULL ? weir_flow_get_environment (saved) : NULL;

  if (g_strcmp0 (chosen, own) == 0)
    return NULL;
  return chosen != NULL ? chosen : "";
}

static void
copy_command_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirRunMenu *self = WEIR_RUN_MENU (data);
  gboolean in_flatpak = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
  g_autofree char *host = weir_run_command_find_host_path (self->file_name);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) saved = weir_flow_load (self->file_name, problems, NULL);
  g_autofree char *command =
      weir_run_command_new (in_flatpak ? host : self->file_name, weir_flow_get_run_options (self->flow),
                            saved != NULL ? weir_flow_get_run_options (saved) : NULL,
                            find_environment (self, saved), in_flatpak);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), command);
  if (saved != NULL && is_same_flow (saved, self->flow))
    g_signal_emit (self, signals[COPIED], 0, _("Command copied"));
  else
    g_signal_emit (self, signals[COPIED], 0,
                   _("Command copied. It runs the file as it was last saved, without later changes."));
}

static void
weir_run_menu_dispose (GObject *object)
{
  WeirRunMenu *self = WEIR_RUN_MENU (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (child != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->options_signals);
  g_clear_object (&self->actions);
  g_clear_object (&self->session);
  g_clear_object (&self->flow);
  g_clear_object (&self->edits);
  g_clear_pointer (&self->file_name, g_free);
  G_OBJECT_CLASS (weir_run_menu_parent_class)->dispose (object);
}

static void
weir_run_menu_class_init (WeirRunMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_run_menu_dispose;

  /**
   * WeirRunMenu::copied:
   * @self: a run menu
   * @message: what there is to tell about it
   *
   * The command that does the same as Run was put on the clipboard.
   */
  signals[COPIED] = g_signal_new ("copied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (WEIR_TYPE_MENU_ROW);
  gtk_widget_class_set_css_name (widget_class, "runmenu");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-run-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirRunMenu, button);
  gtk_widget_class_bind_template_child (widget_class, WeirRunMenu, popover);
  gtk_widget_class_bind_template_child (widget_class, WeirRunMenu, iterations_row);
  gtk_widget_class_bind_template_child (widget_class, WeirRunMenu, parallel_row);
  gtk_widget_class_bind_template_child (widget_class, WeirRunMenu, delay_row);
  gtk_widget_class_bind_template_child (widget_class, WeirRunMenu, data_row);
  gtk_widget_class_bind_template_child (widget_class, WeirRunMenu, command_row);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
weir_run_menu_init (WeirRunMenu *self)
{
  const GActionEntry entries[] = {
    { .name = "iterations", .activate = iterations_action },
    { .name = "clear-iterations", .activate = clear_iterations_action },
    { .name = "parallel", .activate = parallel_action },
    { .name = "clear-parallel", .activate = clear_parallel_action },
    { .name = "delay", .activate = delay_action },
    { .name = "clear-delay", .activate = clear_delay_action },
    { .name = "stop-on-failure", .state = "false", .change_state = change_stop_state },
    { .name = "data", .activate = data_action },
    { .name = "clear-data", .activate = clear_data_action },
    { .name = "copy-command", .activate = copy_command_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "run", G_ACTION_GROUP (self->actions));
  self->options_signals = g_signal_group_new (WEIR_TYPE_RUN_OPTIONS);
  g_signal_group_connect_swapped (self->options_signals, "notify", G_CALLBACK (update_options), self);
  g_signal_group_connect_swapped (self->options_signals, "notify::data-file", G_CALLBACK (update_data), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
}

/**
 * weir_run_menu_set_session:
 * @self: a run menu
 * @session: a document with a flow, whose options it shows and changes
 */
void
weir_run_menu_set_session (WeirRunMenu *self, WeirSession *session)
{
  GFile *file;

  g_return_if_fail (WEIR_IS_RUN_MENU (self));
  g_return_if_fail (WEIR_IS_SESSION (session));

  file = weir_session_get_file (session);
  g_set_object (&self->session, session);
  g_set_object (&self->flow, weir_session_get_flow (session));
  g_set_object (&self->edits, weir_session_get_edits (session));
  g_free (self->file_name);
  self->file_name = file != NULL ? g_file_get_path (file) : NULL;
  g_signal_group_set_target (self->options_signals, weir_flow_get_run_options (self->flow));
  update_options (self);
  update_data (self);
  update_command (self);
}

/**
 * weir_run_menu_get_popover:
 * @self: a run menu
 *
 * Returns: (transfer none): the menu itself
 */
GtkPopover *
weir_run_menu_get_popover (WeirRunMenu *self)
{
  g_return_val_if_fail (WEIR_IS_RUN_MENU (self), NULL);

  return self->popover;
}
