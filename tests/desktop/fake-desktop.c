/* SPDX-License-Identifier: GPL-3.0-or-later
 * fake-desktop.c: notifications, settings and suspending, as a desktop has them
 *
 * Each test program has a session bus of its own, so that any number can run at once. The answers come from a
 * thread of their own, because GTK waits for some of them on the main one.
 */

#include "config.h"

#include <signal.h>
#include <sys/prctl.h>

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

static GSubprocess *bus;
static char *address;
static GThread *thread;
static GMainLoop *loop;
static GDBusConnection *connection;
static GDBusNodeInfo *node;

/* Of both threads */
static GMutex lock;
static char *notification;
static guint color_scheme;
static guint inhibited;

static void
call_cb (GDBusConnection *bus_connection, const char *sender, const char *path, const char *interface,
         const char *method, GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
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
  guint code = 0;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", name, 4), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &code);
  g_assert_cmpuint (code, ==, 1);
}

static gboolean
started_cb (gpointer data)
{
  g_atomic_int_set ((int *) data, TRUE);
  g_main_context_wakeup (NULL);
  return G_SOURCE_REMOVE;
}

static gpointer
thread_main (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) started = g_idle_source_new ();
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (context);
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
  loop = g_main_loop_new (context, FALSE);
  g_source_set_callback (started, started_cb, data, NULL);
  g_source_attach (started, context);
  g_main_loop_run (loop);
  g_dbus_connection_close_sync (connection, NULL, NULL);
  g_clear_object (&connection);
  g_main_context_pop_thread_default (context);
  return NULL;
}

/* A test that crashes shall leave no bus behind. */
static void
child_setup (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
start_bus (const char *folder)
{
  static const char form[] = "<busconfig><type>session</type><listen>unix:dir=%s</listen>"
                             "<auth>EXTERNAL</auth><policy context='default'><allow send_destination='*' eavesdrop='true'/>"
                             "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>";
  g_autofree char *file_name = g_build_filename (folder, "bus.conf", NULL);
  g_autofree char *config = g_strdup_printf (form, folder);
  g_autofree char *option = g_strconcat ("--config-file=", file_name, NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file_name, config, -1, NULL));
  g_subprocess_launcher_set_child_setup (launcher, child_setup, NULL, NULL);
  bus = g_subprocess_launcher_spawn (launcher, &error, "dbus-daemon", option, "--nofork", "--print-address=1",
                                     NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bus));
  address = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_assert_nonnull (address);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
}

/**
 * fake_desktop_start:
 * @folder: of the test's own
 *
 * Starts a session bus, which is that of this process from now on, and begins to answer on it. To be called
 * before anything connects to a bus.
 */
void
fake_desktop_start (const char *folder)
{
  int started = FALSE;

  start_bus (folder);
  thread = g_thread_new ("fake-desktop", thread_main, &started);
  while (!g_atomic_int_get (&started))
    g_main_context_iteration (NULL, TRUE);
}

/**
 * fake_desktop_stop:
 *
 * Goes away, and the bus with it.
 */
void
fake_desktop_stop (void)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  g_main_loop_quit (loop);
  g_thread_join (thread);
  g_clear_pointer (&loop, g_main_loop_unref);
  g_clear_pointer (&node, g_dbus_node_info_unref);
  g_clear_pointer (&notification, g_free);
  if (session != NULL)
    g_dbus_connection_set_exit_on_close (session, FALSE);
  g_subprocess_force_exit (bus);
  g_subprocess_wait (bus, NULL, NULL);
  g_clear_object (&bus);
  g_clear_pointer (&address, g_free);
}

/**
 * fake_desktop_get_notification:
 *
 * Returns: (transfer full) (nullable): the latest, "Checkout: ✓ Passed"
 */
char *
fake_desktop_get_notification (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  return g_strdup (notification);
}

/**
 * fake_desktop_forget_notification:
 *
 * Until the next, there is none.
 */
void
fake_desktop_forget_notification (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

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
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

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
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  color_scheme = value;
  g_assert_true (g_dbus_connection_emit_signal (
      connection, NULL, PORTAL_PATH, "org.freedesktop.portal.Settings",
      "SettingChanged",
      g_variant_new ("(ssv)", "org.freedesktop.appearance", "color-scheme", g_variant_new_uint32 (value)),
      NULL));
}
