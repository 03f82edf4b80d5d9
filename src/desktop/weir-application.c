/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-application.c: the program: its windows, its options, and the sample API
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-accessible-names.h"
#include "weir-appearance.h"
#include "weir-application.h"
#include "weir-help-window.h"
#include "weir-preferences-window.h"
#include "weir-sample-api.h"
#include "weir-window.h"

struct _WeirApplication
{
  GtkApplication parent_instance;

  /* owned */
  WeirSampleApi *sample_api; /* NULL before it was asked for */
  WeirAppearance *appearance;

  /* borrowed */
  GtkWidget *preferences_window; /* NULL while it is not open */
  GtkWidget *help_window;        /* likewise */

  gboolean open_sample; /* --sample */
};

G_DEFINE_FINAL_TYPE (WeirApplication, weir_application, GTK_TYPE_APPLICATION)

/* All documents are in one window. */
static WeirWindow *
find_window (WeirApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL && !WEIR_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (window == NULL)
    {
      window = GTK_WINDOW (weir_window_new (GTK_APPLICATION (self)));
      weir_window_offer_drafts (WEIR_WINDOW (window));
    }
  gtk_window_present (window);
  return WEIR_WINDOW (window);
}

static void
sample_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_open_sample (find_window (WEIR_APPLICATION (data)));
}

static void
show_document_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window;
  guint window_id;
  guint position;

  g_variant_get (parameter, "(uu)", &window_id, &position);
  window = gtk_application_get_window_by_id (GTK_APPLICATION (data), window_id);
  if (!WEIR_IS_WINDOW (window))
    return;
  weir_window_show_document (WEIR_WINDOW (window), position);
  gtk_window_present (window);
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirApplication *self = WEIR_APPLICATION (data);

  if (self->preferences_window == NULL)
    g_set_weak_pointer (&self->preferences_window,
                        weir_preferences_window_new (GTK_WINDOW (find_window (self))));
  gtk_window_present (GTK_WINDOW (self->preferences_window));
}

static void
help_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirApplication *self = WEIR_APPLICATION (data);

  if (self->help_window == NULL)
    g_set_weak_pointer (&self->help_window, weir_help_window_new (GTK_WINDOW (find_window (self))));
  gtk_window_present (GTK_WINDOW (self->help_window));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_show_about_dialog (gtk_application_get_active_window (GTK_APPLICATION (data)),
                         "program-name", "Weir",
                         "version", WEIR_VERSION,
                         "logo-icon-name", WEIR_APPLICATION_ID,
                         "comments", _("Build, run and measure HTTP API flows"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "modal", FALSE,
                         NULL);
}

/* Each window decides itself how to end its run; the program ends with the last of them. */
static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (GTK_WINDOW (l->data));
}

static void
set_accelerators (GtkApplication *application)
{
  const struct
  {
    const char *action;
    const char *keys[3];
  } accelerators[] = {
    { "win.run", { "<Control>Return", "<Control>KP_Enter" } },
    { "win.stop", { "<Control>period" } },
    { "win.new-flow", { "<Control>n" } },
    { "win.open", { "<Control>o" } },
    { "win.open-folder", { "<Control><Shift>o" } },
    { "win.sidebar", { "F9" } },
    { "win.reload", { "F5" } },
    { "win.documents", { "<Control>k" } },
    { "win.history", { "<Control>h" } },
    { "win.save", { "<Control>s" } },
    { "win.save-as", { "<Control><Shift>s" } },
    { "win.close-document", { "<Control>w" } },
    { "win.send", { "<Control><Shift>Return", "<Control><Shift>KP_Enter" } },
    { "win.view::edit", { "<Control>1" } },
    { "win.view::results", { "<Control>2" } },
    { "win.view::variables", { "<Control>3" } },
    { "win.view::source", { "<Control>4" } },
    { "win.show-problem", { "<Control>e" } },
    { "win.next-pane", { "F6" } },
    { "win.previous-pane", { "<Shift>F6" } },
    { "win.edit-environments", { "<Control><Shift>e" } },
    { "steps.add", { "<Control><Shift>n" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "app.help", { "F1" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (application, accelerators[i].action,
                                           (const char *const *) accelerators[i].keys);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/weir_app/Weir/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
weir_application_startup (GApplication *application)
{
  WeirApplication *self = WEIR_APPLICATION (application);
  const GActionEntry entries[] = {
    { .name = "sample", .activate = sample_action },
    { .name = "show-document", .activate = show_document_action, .parameter_type = "(uu)" },
    { .name = "preferences", .activate = preferences_action },
    { .name = "help", .activate = help_action },
    { .name = "about", .activate = about_action },
    { .name = "quit", .activate = quit_action },
  };

  /* The desktop finds the icon and the name of a window by this. Not earlier: the help, which has been
   * printed by now, is about the command. */
  g_set_prgname (WEIR_APPLICATION_ID);
  G_APPLICATION_CLASS (weir_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  set_accelerators (GTK_APPLICATION (self));
  load_style ();
  weir_accessible_names_install ();
  /* Texts of results can be selected; arriving at one by keyboard shall not select it whole. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  gtk_window_set_default_icon_name (WEIR_APPLICATION_ID);
  self->appearance = weir_appearance_new (g_application_get_dbus_connection (application));
}

static void
weir_application_activate (GApplication *application)
{
  WeirApplication *self = WEIR_APPLICATION (application);
  WeirWindow *window = find_window (self);

  if (!self->open_sample)
    return;
  self->open_sample = FALSE;
  weir_window_open_sample (window);
}

static void
weir_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  WeirWindow *window = find_window (WEIR_APPLICATION (application));

  for (int i = 0; i < n_files; i++)
    weir_window_open (window, files[i]);
}

/* --sample is passed on to a program that already runs as an action; in this one it changes what is shown
 * first. */
static int
weir_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("weir %s\n", WEIR_VERSION);
      return EXIT_SUCCESS;
    }
  if (!g_variant_dict_contains (options, "sample"))
    return -1;
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("weir: %s\n", error->message);
      return EXIT_FAILURE;
    }
  if (g_application_get_is_remote (application))
    {
      g_action_group_activate_action (G_ACTION_GROUP (application), "sample", NULL);
      return EXIT_SUCCESS;
    }
  WEIR_APPLICATION (application)->open_sample = TRUE;
  return -1;
}

static void
weir_application_dispose (GObject *object)
{
  WeirApplication *self = WEIR_APPLICATION (object);

  g_clear_object (&self->appearance);
  g_clear_weak_pointer (&self->preferences_window);
  g_clear_weak_pointer (&self->help_window);
  if (self->sample_api != NULL)
    weir_sample_api_stop (self->sample_api);
  g_clear_object (&self->sample_api);
  G_OBJECT_CLASS (weir_application_parent_class)->dispose (object);
}

static void
weir_application_class_init (WeirApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_application_dispose;
  application_class->startup = weir_application_startup;
  application_class->activate = weir_application_activate;
  application_class->open = weir_application_open;
  application_class->handle_local_options = weir_application_handle_local_options;
}

static void
weir_application_init (WeirApplication *self)
{
  const GOptionEntry entries[] = {
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Start the sample API and open a copy of its flow"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version and end"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE or FOLDER…]"));
}

/**
 * weir_application_new:
 * @flags: besides %G_APPLICATION_HANDLES_OPEN
 *
 * Returns: (transfer full): the program
 */
WeirApplication *
weir_application_new (GApplicationFlags flags)
{
  return g_object_new (WEIR_TYPE_APPLICATION,
                       "application-id", WEIR_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN | flags,
                       NULL);
}

/**
 * weir_application_get_sample:
 * @self: the program
 *
 * Returns: (transfer none) (nullable): the address of the sample API; %NULL until it is started
 */
const char *
weir_application_get_sample (WeirApplication *self)
{
  g_return_val_if_fail (WEIR_IS_APPLICATION (self), NULL);

  return self->sample_api != NULL ? weir_sample_api_get_url (self->sample_api) : NULL;
}

/**
 * weir_application_start_sample:
 * @self: the program
 * @error: return location for a #GIOErrorEnum
 *
 * Starts the sample API on a free port, unless it already answers; it lives as long as the program.
 *
 * Returns: (transfer none) (nullable): its address, "http://127.0.0.1:43121"
 */
const char *
weir_application_start_sample (WeirApplication *self, GError **error)
{
  g_return_val_if_fail (WEIR_IS_APPLICATION (self), NULL);

  if (self->sample_api == NULL)
    {
      g_autoptr (WeirSampleApi) api = weir_sample_api_new (0);

      if (!weir_sample_api_start (api, error))
        return NULL;
      self->sample_api = g_steal_pointer (&api);
    }
  return weir_sample_api_get_url (self->sample_api);
}
