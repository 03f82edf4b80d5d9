/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-appearance.c: light, dark, high contrast and the size of icons, as the desktop says
 *
 * GTK 4.8 does not ask the settings portal itself. Where there is no portal, the GTK theme decides alone.
 */

#include "config.h"

#include <gtk/gtk.h>
#include <math.h>

#include "weir-appearance.h"
#include "weir-preferences.h"

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_SETTINGS "org.freedesktop.portal.Settings"
#define NAMESPACE "org.freedesktop.appearance"

struct _WeirAppearance
{
  GObject parent_instance;

  GDBusConnection *connection; /* NULL without a bus */
  GCancellable *cancellable;
  guint subscription;
  GtkCssProvider *icons; /* their size */
  guint32 desktop_scheme; /* what the portal said last: 0 no preference, 1 dark, 2 light */
};

G_DEFINE_FINAL_TYPE (WeirAppearance, weir_appearance, G_TYPE_OBJECT)

/* What the person has chosen counts more than what the desktop says. */
static void
apply_scheme (WeirAppearance *self)
{
  WeirColorScheme chosen = weir_preferences_get_color_scheme (weir_preferences_get_default ());
  GtkSettings *settings = gtk_settings_get_default ();

  if (settings == NULL)
    return;
  if (chosen != WEIR_COLOR_SCHEME_SYSTEM)
    g_object_set (settings, "gtk-application-prefer-dark-theme", chosen == WEIR_COLOR_SCHEME_DARK, NULL);
  else if (self->desktop_scheme == 0) /* then the GTK theme decides */
    gtk_settings_reset_property (settings, "gtk-application-prefer-dark-theme");
  else
    g_object_set (settings, "gtk-application-prefer-dark-theme", self->desktop_scheme == 1, NULL);
}

/* Of a text as large as the desktop's own: 11 points at 96 dots per inch. */
static double
get_text_scale (GtkSettings *settings)
{
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  double scale;
  int resolution;

  g_object_get (settings, "gtk-font-name", &name, "gtk-xft-dpi", &resolution, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "");
  scale = resolution > 0 ? resolution / 1024.0 / 96 : 1;
  if (pango_font_description_get_size (font) > 0 && !pango_font_description_get_size_is_absolute (font))
    scale *= pango_font_description_get_size (font) / (11.0 * PANGO_SCALE);
  pango_font_description_free (font);
  return scale;
}

/* Icons and checks grow with the text, which GTK does not do by itself. */
static void
apply_text_size (WeirAppearance *self)
{
  double scale = CLAMP (get_text_scale (gtk_settings_get_default ()), 1, 4);
  int check = (int) lround (14 * scale);
  g_autofree char *css = NULL;

  if (scale > 1)
    css = g_strdup_printf ("window, .normal-icons { -gtk-icon-size: %dpx; }\n"
                           "check, radio { min-width: %dpx; min-height: %dpx; -gtk-icon-size: %dpx; }\n",
                           (int) lround (16 * scale), check, check, check);
  gtk_css_provider_load_from_data (self->icons, css != NULL ? css : "", -1);
}

static void
follow_text_size (WeirAppearance *self)
{
  GtkSettings *settings = gtk_settings_get_default ();

  if (settings == NULL)
    return;
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->icons),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (apply_text_size), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (apply_text_size), self,
                           G_CONNECT_SWAPPED);
  apply_text_size (self);
}

static void
apply_setting (WeirAppearance *self, const char *key, GVariant *value)
{
  GtkSettings *settings = gtk_settings_get_default ();
  guint32 choice;

  if (settings == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
    return;
  choice = g_variant_get_uint32 (value);
  if (g_str_equal (key, "color-scheme"))
    {
      self->desktop_scheme = choice;
      apply_scheme (self);
    }
  else if (g_str_equal (key, "contrast"))
    {
      if (choice == 1)
        g_object_set (settings, "gtk-theme-name", "Default-hc", NULL);
      else
        gtk_settings_reset_property (settings, "gtk-theme-name");
    }
}

static void
setting_changed_cb (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
                    const char *signal, GVariant *parameters, gpointer data)
{
  const char *space;
  const char *key;
  g_autoptr (GVariant) value = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", &space, &key, &value);
  if (g_str_equal (space, NAMESPACE))
    apply_setting (data, key, value);
}

static void
read_all_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr (GVariant) spaces = NULL;
  g_autoptr (GVariant) settings = NULL;
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (reply == NULL) /* no portal: nothing to follow */
    return;
  spaces = g_variant_get_child_value (reply, 0);
  settings = g_variant_lookup_value (spaces, NAMESPACE, G_VARIANT_TYPE_VARDICT);
  if (settings == NULL)
    return;
  g_variant_iter_init (&iter, settings);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    apply_setting (data, key, value);
}

static void
weir_appearance_dispose (GObject *object)
{
  WeirAppearance *self = WEIR_APPEARANCE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  if (self->icons != NULL && gdk_display_get_default () != NULL)
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                   GTK_STYLE_PROVIDER (self->icons));
  g_clear_object (&self->icons);
  G_OBJECT_CLASS (weir_appearance_parent_class)->dispose (object);
}

static void
weir_appearance_class_init (WeirAppearanceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_appearance_dispose;
}

static void
weir_appearance_init (WeirAppearance *self)
{
  self->cancellable = g_cancellable_new ();
  self->icons = gtk_css_provider_new ();
}

/**
 * weir_appearance_new:
 * @connection: (nullable): the session bus
 *
 * Returns: (transfer full): an object that keeps the GTK settings as the person's preferences and the portal
 *   say, as long as it lives
 */
WeirAppearance *
weir_appearance_new (GDBusConnection *connection)
{
  const char *const namespaces[] = { NAMESPACE, NULL };
  WeirAppearance *self = g_object_new (WEIR_TYPE_APPEARANCE, NULL);

  g_signal_connect_object (weir_preferences_get_default (), "changed", G_CALLBACK (apply_scheme), self,
                           G_CONNECT_SWAPPED);
  apply_scheme (self);
  follow_text_size (self);
  if (connection == NULL)
    return self;
  self->connection = g_object_ref (connection);
  self->subscription = g_dbus_connection_signal_subscribe (
      connection, PORTAL, PORTAL_SETTINGS, "SettingChanged", PORTAL_PATH, NAMESPACE, G_DBUS_SIGNAL_FLAGS_NONE,
      setting_changed_cb, self, NULL);
  g_dbus_connection_call (connection, PORTAL, PORTAL_PATH, PORTAL_SETTINGS, "ReadAll",
                          g_variant_new ("(^as)", namespaces), G_VARIANT_TYPE ("(a{sa{sv}})"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, read_all_cb, self);
  return self;
}
