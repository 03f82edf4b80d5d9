/* SPDX-License-Identifier: GPL-3.0-or-later
 * fake-desktop.c: notifications, settings and suspending, as a desktop has them
 *
 * Answers on a connection of its own to the session bus of the test, and remembers what it was told.
 */

#include "config.h"

#include "fake-desktop.h"

#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define REQUEST_PATH PORTAL_PATH "/request/test/1"

static const char interfaces[] =
    "<node>"
    " <interface name='org.freedesktop.Notifications'>"
    "  <method name='Notify'>"
    "   <arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
    "   <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "   <arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/>"
    "  </method>"
    "  <method name='CloseNotification'><arg type='u' direction='in'/></method>"
    " </interface>"
    " <interface name='org.freedesktop.portal.Settings'>"
    "  <method name='ReadAll'>"
    "   <arg type='as' direction='in'/><arg type='a{sa{sv}}' direction='out'/>"
    "  </method>"
    "  <signal name='SettingChanged'><arg type='s'/><arg type='s'/><arg type='v'/></signal>"
    " </interface>"
    " <interface name='org.freedesktop.portal.Inhibit'>"
    "  <method name='Inhibit'>"
    "   <arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='a{sv}' direction='in'/>"
    "   <arg type='o' direction='out'/>"
    "  </method>"
    "  <method name='CreateMonitor'>"
    "   <arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
    "  </method>"
    " </interface>"
    " <interface name='org.freedesktop.portal.Request'><method name='Close'/></interface>"
    "</node>";

static GDBusConnection *connection;
static GDBusNodeInfo *node;
static char *notification;
static guint color_scheme;
static guint inhibited;

static void
call_cb (GDBusConnection *connection_, const char *sender, const char *path, const char *interface,
         const char *method, GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  const char *summary;
  const char *body;

  if (g_str_equal (method, "Notify"))
    {
      g_variant_get (parameters, "(&su&s&s&sasa{sv}i)", NULL, NULL, NULL, &summary, &body, NULL, NULL, NULL);
      g_free (notification);
      notification = g_strdup_printf ("%s: %s", summary, body);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 1));
    }
  else if (g_str_equal (method, "Inhibit"))
    {
      g_variant_get (parameters, "(&sua{sv})", NULL, &inhibited, NULL);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", REQUEST_PATH));
    }
  else if (g_str_equal (method, "Close"))
    {
      inhibited = 0;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else if (g_str_equal (method, "CreateMonitor"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", PORTAL_PATH "/request/test/2"));
  else if (g_str_equal (method, "ReadAll"))
    g_dbus_method_invocation_return_value (
        invocation, g_variant_new_parsed ("({'org.freedesktop.appearance': {'color-scheme': <%u>}},)",
                                          color_scheme));
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
register_interface (const char *path, const char *interface)
{
  static const GDBusInterfaceVTable table = { .method_call = call_cb };

  g_assert_cmpuint (g_dbus_connection_register_object (connection, path,
                                                       g_dbus_node_info_lookup_interface (node, interface),
                                                       &table, NULL, NULL, NULL),
                    >, 0);
}

static void
own_name (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", name, 4), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

/**
 * fake_desktop_start:
 *
 * Begins to answer. There must be a session bus of the test's own.
 */
void
fake_desktop_start (void)
{
  g_autoptr (GError) error = NULL;
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");

  g_assert_nonnull (address);
  connection = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  node = g_dbus_node_info_new_for_xml (interfaces, &error);
  g_assert_no_error (error);
  register_interface ("/org/freedesktop/Notifications", "org.freedesktop.Notifications");
  register_interface (PORTAL_PATH, "org.freedesktop.portal.Settings");
  register_interface (PORTAL_PATH, "org.freedesktop.portal.Inhibit");
  register_interface (REQUEST_PATH, "org.freedesktop.portal.Request");
  own_name ("org.freedesktop.Notifications");
  own_name ("org.freedesktop.portal.Desktop");
}

/**
 * fake_desktop_stop:
 *
 * Goes away.
 */
void
fake_desktop_stop (void)
{
  g_dbus_connection_close_sync (connection, NULL, NULL);
  g_clear_object (&connection);
  g_clear_pointer (&node, g_dbus_node_info_unref);
  g_clear_pointer (&notification, g_free);
}

/**
 * fake_desktop_get_notification:
 *
 * Returns: (transfer none) (nullable): the latest, "Checkout: ✓ Passed"
 */
const char *
fake_desktop_get_notification (void)
{
  return notification;
}

/**
 * fake_desktop_forget_notification:
 *
 * Until the next, there is none.
 */
void
fake_desktop_forget_notification (void)
{
  g_clear_pointer (&notification, g_free);
}

/**
 * fake_desktop_get_inhibited:
 *
 * Returns: what the desktop is kept from doing: 4 is suspending
 */
guint
fake_desktop_get_inhibited (void)
{
  return inhibited;
}

/**
 * fake_desktop_set_color_scheme:
 * @value: 1 prefers dark, 2 prefers light, 0 neither
 *
 * What a person does in the settings of the desktop.
 */
void
fake_desktop_set_color_scheme (guint value)
{
  color_scheme = value;
  g_assert_true (g_dbus_connection_emit_signal (
      connection, NULL, PORTAL_PATH, "org.freedesktop.portal.Settings",
      "SettingChanged",
      g_variant_new ("(ssv)", "org.freedesktop.appearance", "color-scheme", g_variant_new_uint32 (value)),
      NULL));
}
