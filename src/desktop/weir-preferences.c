/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-preferences.c: what a person has set for all documents
 *
 * In a file of the person's own, written with every change. What is not in it is as Weir has it.
 */

#include "config.h"

#include "weir-limits.h"
#include "weir-preferences.h"

#define GROUP "Preferences"
#define DATA_FOLDER_VARIABLE "WEIR_DATA_DIR"

struct _WeirPreferences
{
  GObject parent_instance;

  char *data_folder; /* NULL: where Weir keeps runs of itself */
  WeirColorScheme color_scheme;
  guint delay_ms;
  gint64 timeout_us;
  gboolean confirm_load;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirPreferences, weir_preferences, G_TYPE_OBJECT)

static const char *const scheme_names[] = { "system", "light", "dark" };

static char *
get_file_name (void)
{
  return g_build_filename (g_get_user_config_dir (), "weir", "preferences.ini", NULL);
}

/* A number that is not in the file, or damaged, is the usual one. */
static gint64
read_number (GKeyFile *file, const char *key, gint64 least, gint64 most, gint64 usual)
{
  g_autoptr (GError) error = NULL;
  gint64 value = g_key_file_get_int64 (file, GROUP, key, &error);

  return error != NULL || value < least || value > most ? usual : value;
}

static WeirColorScheme
read_scheme (GKeyFile *file)
{
  g_autofree char *name = g_key_file_get_string (file, GROUP, "ColorScheme", NULL);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (scheme_names); i++)
    if (g_str_equal (name, scheme_names[i]))
      return i;
  return WEIR_COLOR_SCHEME_SYSTEM;
}

/* What is no plain "no" is yes. */
static gboolean
read_confirmation (GKeyFile *file)
{
  g_autoptr (GError) error = NULL;
  gboolean confirm = g_key_file_get_boolean (file, GROUP, "ConfirmLoad", &error);

  return error != NULL || confirm;
}

static void
save (WeirPreferences *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = get_file_name ();
  g_autofree char *folder = g_path_get_dirname (name);

  g_key_file_set_string (file, GROUP, "ColorScheme", scheme_names[self->color_scheme]);
  g_key_file_set_int64 (file, GROUP, "Delay", self->delay_ms);
  g_key_file_set_int64 (file, GROUP, "Timeout", self->timeout_us / G_TIME_SPAN_MILLISECOND);
  g_key_file_set_boolean (file, GROUP, "ConfirmLoad", self->confirm_load);
  if (self->data_folder != NULL)
    g_key_file_set_string (file, GROUP, "DataFolder", self->data_folder);
  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_key_file_save_to_file (file, name, &error))
    g_warning ("The preferences are not kept: %s", error != NULL ? error->message : g_strerror (errno));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
weir_preferences_finalize (GObject *object)
{
  g_free (WEIR_PREFERENCES (object)->data_folder);
  G_OBJECT_CLASS (weir_preferences_parent_class)->finalize (object);
}

static void
weir_preferences_class_init (WeirPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_preferences_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
weir_preferences_init (WeirPreferences *self)
{
  weir_preferences_reload (self);
}

/**
 * weir_preferences_get_default:
 *
 * Returns: (transfer none): the preferences of this person
 */
WeirPreferences *
weir_preferences_get_default (void)
{
  static WeirPreferences *preferences;

  if (preferences == NULL)
    preferences = g_object_new (WEIR_TYPE_PREFERENCES, NULL);
  return preferences;
}

/**
 * weir_preferences_reload:
 * @self: the preferences
 *
 * Reads them again from their file.
 */
void
weir_preferences_reload (WeirPreferences *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *name = get_file_name ();

  g_key_file_load_from_file (file, name, G_KEY_FILE_NONE, NULL);
  self->color_scheme = read_scheme (file);
  self->delay_ms = (guint) read_number (file, "Delay", 0, WEIR_LIMIT_DELAY_MS, 0);
  self->timeout_us = read_number (file, "Timeout", 1, WEIR_LIMIT_LONGEST_TIMEOUT_US / G_TIME_SPAN_MILLISECOND,
                                  WEIR_LIMIT_REQUEST_TIMEOUT_US / G_TIME_SPAN_MILLISECOND)
                     * G_TIME_SPAN_MILLISECOND;
  self->confirm_load = read_confirmation (file);
  g_free (self->data_folder);
  self->data_folder = g_key_file_get_string (file, GROUP, "DataFolder", NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * weir_preferences_get_color_scheme:
 * @self: the preferences
 *
 * Returns: whether windows are light, dark, or as the desktop says
 */
WeirColorScheme
weir_preferences_get_color_scheme (WeirPreferences *self)
{
  g_return_val_if_fail (WEIR_IS_PREFERENCES (self), WEIR_COLOR_SCHEME_SYSTEM);

  return self->color_scheme;
}

/**
 * weir_preferences_set_color_scheme:
 * @self: the preferences
 * @scheme: whether windows are light, dark, or as the desktop says
 */
void
weir_preferences_set_color_scheme (WeirPreferences *self, WeirColorScheme scheme)
{
  g_return_if_fail (WEIR_IS_PREFERENCES (self));
  g_return_if_fail (scheme < G_N_ELEMENTS (scheme_names));

  if (scheme == self->color_scheme)
    return;
  self->color_scheme = scheme;
  save (self);
}

/**
 * weir_preferences_get_delay_ms:
 * @self: the preferences
 *
 * Returns: the delay between steps that new flows begin with, in ms
 */
guint
weir_preferences_get_delay_ms (WeirPreferences *self)
{
  g_return_val_if_fail (WEIR_IS_PREFERENCES (self), 0);

  return self->delay_ms;
}

/**
 * weir_preferences_set_delay_ms:
 * @self: the preferences
 * @delay_ms: the delay between steps that new flows begin with, in ms
 */
void
weir_preferences_set_delay_ms (WeirPreferences *self, guint delay_ms)
{
  g_return_if_fail (WEIR_IS_PREFERENCES (self));
  g_return_if_fail (delay_ms <= WEIR_LIMIT_DELAY_MS);

  if (delay_ms == self->delay_ms)
    return;
  self->delay_ms = delay_ms;
  save (self);
}

/**
 * weir_preferences_get_timeout_us:
 * @self: the preferences
 *
 * Returns: the time limit that new requests begin with, in µs
 */
gint64
weir_preferences_get_timeout_us (WeirPreferences *self)
{
  g_return_val_if_fail (WEIR_IS_PREFERENCES (self), WEIR_LIMIT_REQUEST_TIMEOUT_US);

  return self->timeout_us;
}

/**
 * weir_preferences_set_timeout_us:
 * @self: the preferences
 * @timeout_us: the time limit that new requests begin with, in µs
 */
void
weir_preferences_set_timeout_us (WeirPreferences *self, gint64 timeout_us)
{
  g_return_if_fail (WEIR_IS_PREFERENCES (self));
  g_return_if_fail (timeout_us > 0 && timeout_us <= WEIR_LIMIT_LONGEST_TIMEOUT_US);

  if (timeout_us == self->timeout_us)
    return;
  self->timeout_us = timeout_us;
  save (self);
}

/**
 * weir_preferences_get_confirm_load:
 * @self: the preferences
 *
 * Returns: whether a person is asked before a load plan loads a system that is not this computer
 */
gboolean
weir_preferences_get_confirm_load (WeirPreferences *self)
{
  g_return_val_if_fail (WEIR_IS_PREFERENCES (self), TRUE);

  return self->confirm_load;
}

/**
 * weir_preferences_set_confirm_load:
 * @self: the preferences
 * @confirm: whether a person is asked before a load plan loads a system that is not this computer
 */
void
weir_preferences_set_confirm_load (WeirPreferences *self, gboolean confirm)
{
  g_return_if_fail (WEIR_IS_PREFERENCES (self));

  if (confirm == self->confirm_load)
    return;
  self->confirm_load = confirm;
  save (self);
}

/**
 * weir_preferences_get_data_folder:
 * @self: the preferences
 *
 * Returns: (transfer none) (nullable) (type filename): where runs are kept from the next start on; %NULL:
 *   where Weir keeps them of itself
 */
const char *
weir_preferences_get_data_folder (WeirPreferences *self)
{
  g_return_val_if_fail (WEIR_IS_PREFERENCES (self), NULL);

  return self->data_folder;
}

/**
 * weir_preferences_set_data_folder:
 * @self: the preferences
 * @folder: (nullable) (type filename): where runs are kept from the next start on
 *
 * Nothing is moved: a run may be on, and its archive is open.
 */
void
weir_preferences_set_data_folder (WeirPreferences *self, const char *folder)
{
  g_return_if_fail (WEIR_IS_PREFERENCES (self));

  if (g_strcmp0 (folder, self->data_folder) == 0)
    return;
  g_free (self->data_folder);
  self->data_folder = g_strdup (folder);
  save (self);
}

/**
 * weir_preferences_use_data_folder:
 * @self: the preferences
 *
 * Keeps runs in that folder from now on, unless the environment of the process names another one. To be
 * called before the first thread begins.
 */
void
weir_preferences_use_data_folder (WeirPreferences *self)
{
  g_return_if_fail (WEIR_IS_PREFERENCES (self));

  if (self->data_folder != NULL)
    g_setenv (DATA_FOLDER_VARIABLE, self->data_folder, FALSE);
}

/**
 * weir_preferences_apply_to_flow:
 * @self: the preferences
 * @flow: a new flow, which nobody has seen yet
 */
void
weir_preferences_apply_to_flow (WeirPreferences *self, WeirFlow *flow)
{
  g_return_if_fail (WEIR_IS_PREFERENCES (self));

  weir_run_options_set_delay_ms (weir_flow_get_run_options (flow), self->delay_ms);
}

/**
 * weir_preferences_apply_to_request:
 * @self: the preferences
 * @request: a new request, which nobody has seen yet
 */
void
weir_preferences_apply_to_request (WeirPreferences *self, WeirRequest *request)
{
  g_return_if_fail (WEIR_IS_PREFERENCES (self));

  weir_request_set_timeout_us (request, self->timeout_us);
}
