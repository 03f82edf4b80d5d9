/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-keyring.c: values of secrets of environments: in memory, and in the person's keyring
 */

#include "config.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "weir-keyring.h"

static const SecretSchema schema = {
  "io.github.weir_app.Weir.Secret",
  SECRET_SCHEMA_NONE,
  {
      { "folder", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "environment", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* A key that is kept. */
typedef struct
{
  char *folder;
  char *environment;
  char *name;
} Key;

typedef struct
{
  GPtrArray *keys; /* of Key */
  guint next;
  GError *trouble; /* (nullable) the first */
} Load;

/* By make_id(). */
static GHashTable *values;

static char *
make_id (const WeirSecretKey *key)
{
  return g_strjoin ("\n", key->name, key->environment, key->folder, NULL);
}

const char *
weir_keyring_peek (const WeirSecretKey *key)
{
  g_autofree char *id = make_id (key);

  return values != NULL ? g_hash_table_lookup (values, id) : NULL;
}

void
weir_keyring_remember (const WeirSecretKey *key, const char *value)
{
  if (values == NULL)
    values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) secret_password_free);
  g_hash_table_replace (values, make_id (key), g_strdup (value));
}

void
weir_keyring_forget (const WeirSecretKey *key)
{
  g_autofree char *id = make_id (key);

  if (values != NULL)
    g_hash_table_remove (values, id);
}

static Key *
key_copy (const WeirSecretKey *key)
{
  Key *copy = g_new0 (Key, 1);

  copy->folder = g_strdup (key->folder);
  copy->environment = g_strdup (key->environment);
  copy->name = g_strdup (key->name);
  return copy;
}

static void
key_free (gpointer data)
{
  Key *key = data;

  g_free (key->folder);
  g_free (key->environment);
  g_free (key->name);
  g_free (key);
}

static WeirSecretKey
key_borrow (const Key *key)
{
  return (WeirSecretKey){ key->folder, key->environment, key->name };
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_ptr_array_unref (load->keys);
  g_clear_error (&load->trouble);
  g_free (load);
}

/* A person knows no "org.freedesktop.secrets". */
static void
explain (GError **error, const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (cause->domain == G_DBUS_ERROR || cause->domain == G_IO_ERROR)
    g_set_error_literal (error, cause->domain, cause->code,
                         _("No keyring answers on this computer. Secrets are kept until Weir is closed."));
  else
    g_set_error (error, cause->domain, cause->code,
                 _("The keyring could not be used: %s. Secrets are kept until Weir is closed."),
                 cause->message);
}

static void load_next (GTask *task);

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Load *load = g_task_get_task_data (task);
  WeirSecretKey key = key_borrow (g_ptr_array_index (load->keys, load->next));
  g_autoptr (GError) error = NULL;
  char *value = secret_password_lookup_finish (result, &error);

  if (value != NULL && g_utf8_validate (value, -1, NULL))
    weir_keyring_remember (&key, value);
  secret_password_free (value);
  if (error != NULL)
    {
      /* The others would find no keyring either. */
      load->next = load->keys->len;
      load->trouble = g_steal_pointer (&error);
    }
  load->next++;
  load_next (task);
}

static void
load_next (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  while (load->next < load->keys->len)
    {
      const Key *key = g_ptr_array_index (load->keys, load->next);
      WeirSecretKey borrowed = key_borrow (key);

      if (weir_keyring_peek (&borrowed) == NULL)
        {
          secret_password_lookup (&schema, g_task_get_cancellable (task), looked_up_cb, g_object_ref (task),
                                  "folder", key->folder, "environment", key->environment, "name", key->name,
                                  NULL);
          return;
        }
      load->next++;
    }
  if (load->trouble != NULL)
    {
      GError *error = NULL;

      explain (&error, load->trouble);
      g_task_return_error (task, error);
    }
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * weir_keyring_load_async:
 * @keys: (array length=n_keys): whose values are needed
 * @n_keys: how many
 * @cancellable: (nullable): ends the search
 * @callback: called when all are in memory that can be had
 * @user_data: for @callback
 */
void
weir_keyring_load_async (const WeirSecretKey *keys, guint n_keys, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, weir_keyring_load_async);
  load->keys = g_ptr_array_new_with_free_func (key_free);
  for (guint i = 0; i < n_keys; i++)
    g_ptr_array_add (load->keys, key_copy (&keys[i]));
  g_task_set_task_data (task, load, load_free);
  load_next (task);
}

gboolean
weir_keyring_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
return_done (GTask *task, GError *error)
{
  GError *explained = NULL;

  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  explain (&explained, error);
  g_error_free (error);
  g_task_return_error (task, explained);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  secret_password_store_finish (result, &error);
  return_done (task, error);
}

/**
 * weir_keyring_save_async:
 * @key: whose value it is
 * @value: the value
 * @cancellable: (nullable): ends it; in memory the value stays
 * @callback: called when it is in the keyring, or cannot be
 * @user_data: for @callback
 */
void
weir_keyring_save_async (const WeirSecretKey *key, const char *value, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *label = NULL;

  g_task_set_source_tag (task, weir_keyring_save_async);
  weir_keyring_remember (key, value);
  /* Translators: how the keyring lists a secret; %1$s is its name, %2$s the environment, %3$s a folder */
  label = g_strdup_printf (_("Weir: %1$s of %2$s in %3$s"), key->name, key->environment, key->folder);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, value, cancellable, stored_cb, task,
                         "folder", key->folder, "environment", key->environment, "name", key->name, NULL);
}

gboolean
weir_keyring_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  return_done (task, error);
}

/**
 * weir_keyring_remove_async:
 * @key: whose value is to be forgotten
 * @cancellable: (nullable): ends it; from memory the value is gone at once
 * @callback: called when it is gone from the keyring, too
 * @user_data: for @callback
 */
void
weir_keyring_remove_async (const WeirSecretKey *key, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, weir_keyring_remove_async);
  weir_keyring_forget (key);
  secret_password_clear (&schema, cancellable, cleared_cb, task, "folder", key->folder, "environment",
                         key->environment, "name", key->name, NULL);
}

gboolean
weir_keyring_remove_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
