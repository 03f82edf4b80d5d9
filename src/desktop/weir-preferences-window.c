/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-preferences-window.c: the few things a person can set for all documents
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-archive.h"
#include "weir-file-choice.h"
#include "weir-limits.h"
#include "weir-preferences-window.h"
#include "weir-preferences.h"

struct _WeirPreferencesWindow
{
  GtkWindow parent_instance;

  /* template */
  GtkDropDown *scheme;
  GtkSpinButton *delay;
  GtkSpinButton *timeout;
  GtkCheckButton *confirm_load;
  GtkLabel *folder;
  GtkWidget *usual;
  GtkLabel *note;

  /* owned */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (WeirPreferencesWindow, weir_preferences_window, GTK_TYPE_WINDOW)

/* Of the runs that are kept now. */
static char *
get_current_folder (void)
{
  g_autofree char *file_name = weir_archive_get_default_file_name ();

  return g_path_get_dirname (file_name);
}

static void
show_folder (WeirPreferencesWindow *self)
{
  const char *chosen = weir_preferences_get_data_folder (weir_preferences_get_default ());
  g_autofree char *current = get_current_folder ();
  g_autofree char *shown = g_filename_display_name (chosen != NULL ? chosen : current);
  g_autofree char *old = g_filename_display_name (current);
  g_autofree char *moving = g_strdup_printf (
      _("The other folder is used when Weir is started next. The runs that are kept now stay in %s: to have "
        "them in the other folder, end Weir and move runs.db there."), old);
  g_autofree char *size = g_format_size_full (WEIR_LIMIT_ARCHIVE_BYTES, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *limits = g_strdup_printf (
      _("The latest %d runs are kept, and at most %s. Pinned runs and baselines stay longer."),
      WEIR_LIMIT_KEPT_RUNS, size);

  gtk_label_set_text (self->folder, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->folder), shown);
  gtk_widget_set_sensitive (self->usual, chosen != NULL);
  gtk_label_set_text (self->note, chosen != NULL && g_strcmp0 (chosen, current) != 0 ? moving : limits);
}

static void
scheme_changed_cb (WeirPreferencesWindow *self)
{
  weir_preferences_set_color_scheme (weir_preferences_get_default (),
                                     gtk_drop_down_get_selected (self->scheme));
}

static void
delay_changed_cb (WeirPreferencesWindow *self)
{
  weir_preferences_set_delay_ms (weir_preferences_get_default (),
                                 (guint) gtk_spin_button_get_value_as_int (self->delay));
}

static void
timeout_changed_cb (WeirPreferencesWindow *self)
{
  weir_preferences_set_timeout_us (weir_preferences_get_default (),
                                   (gint64) (gtk_spin_button_get_value (self->timeout) * 10 + 0.5)
                                       * (G_USEC_PER_SEC / 10));
}

static void
confirm_load_toggled_cb (WeirPreferencesWindow *self)
{
  weir_preferences_set_confirm_load (weir_preferences_get_default (),
                                     gtk_check_button_get_active (self->confirm_load));
}

static void
chooser_response_cb (WeirPreferencesWindow *self, int response)
{
  g_autoptr (GFile) file = weir_file_choice_take (&self->chooser, response);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return;
  weir_preferences_set_data_folder (weir_preferences_get_default (), path);
  show_folder (self);
}

static void
choose_clicked_cb (WeirPreferencesWindow *self)
{
  weir_file_choice_begin (&self->chooser, GTK_WIDGET (self), _("Keep Runs in a Folder"),
                          GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Choose"));
  weir_file_choice_ask (self->chooser, G_CALLBACK (chooser_response_cb), self);
}

static void
usual_clicked_cb (WeirPreferencesWindow *self)
{
  weir_preferences_set_data_folder (weir_preferences_get_default (), NULL);
  show_folder (self);
}

static void
weir_preferences_window_dispose (GObject *object)
{
  g_clear_object (&WEIR_PREFERENCES_WINDOW (object)->chooser);
  G_OBJECT_CLASS (weir_preferences_window_parent_class)->dispose (object);
}

static void
weir_preferences_window_class_init (WeirPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_preferences_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirPreferencesWindow, scheme);
  gtk_widget_class_bind_template_child (widget_class, WeirPreferencesWindow, delay);
  gtk_widget_class_bind_template_child (widget_class, WeirPreferencesWindow, timeout);
  gtk_widget_class_bind_template_child (widget_class, WeirPreferencesWindow, confirm_load);
  gtk_widget_class_bind_template_child (widget_class, WeirPreferencesWindow, folder);
  gtk_widget_class_bind_template_child (widget_class, WeirPreferencesWindow, usual);
  gtk_widget_class_bind_template_child (widget_class, WeirPreferencesWindow, note);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, usual_clicked_cb);
}

static void
weir_preferences_window_init (WeirPreferencesWindow *self)
{
  WeirPreferences *preferences = weir_preferences_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_range (self->delay, 0, WEIR_LIMIT_DELAY_MS);
  gtk_spin_button_set_range (self->timeout, 0.1, (double) WEIR_LIMIT_LONGEST_TIMEOUT_US / G_USEC_PER_SEC);
  gtk_drop_down_set_selected (self->scheme, weir_preferences_get_color_scheme (preferences));
  gtk_spin_button_set_value (self->delay, weir_preferences_get_delay_ms (preferences));
  gtk_spin_button_set_value (self->timeout,
                             (double) weir_preferences_get_timeout_us (preferences) / G_USEC_PER_SEC);
  gtk_check_button_set_active (self->confirm_load, weir_preferences_get_confirm_load (preferences));
  show_folder (self);
  g_signal_connect_swapped (self->confirm_load, "toggled", G_CALLBACK (confirm_load_toggled_cb), self);
  g_signal_connect_swapped (self->scheme, "notify::selected", G_CALLBACK (scheme_changed_cb), self);
  g_signal_connect_swapped (self->delay, "value-changed", G_CALLBACK (delay_changed_cb), self);
  g_signal_connect_swapped (self->timeout, "value-changed", G_CALLBACK (timeout_changed_cb), self);
}

/**
 * weir_preferences_window_new:
 * @parent: the window it stands before
 *
 * Returns: (transfer none): a window that shows the preferences and changes them at once
 */
GtkWidget *
weir_preferences_window_new (GtkWindow *parent)
{
  return g_object_new (WEIR_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
}
