/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-files-secrets.c: values of secrets of environments that are edited: read, in memory, kept
 */

#include "config.h"

#include "weir-environment-files-private.h"
#include "weir-keyring.h"

void
weir_known_secret_free (gpointer data)
{
  WeirKnownSecret *known = data;

  g_free (known->environment);
  g_free (known->name);
  g_free (known->value);
  g_free (known);
}

GHashTable *
weir_known_secrets_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, weir_known_secret_free);
}

static void
know (GHashTable *secrets, const char *environment, const char *name, const char *value)
{
  WeirKnownSecret *known = g_new0 (WeirKnownSecret, 1);

  known->environment = g_strdup (environment);
  known->name = g_strdup (name);
  known->value = g_strdup (value);
  g_hash_table_replace (secrets, g_strjoin ("\n", environment, name, NULL), known);
}

static const char *
find_value (GHashTable *secrets, const char *id)
{
  const WeirKnownSecret *known = g_hash_table_lookup (secrets, id);

  return known != NULL ? known->value : NULL;
}

/* Secrets are kept by the folder as it is shown. */
static char *
dup_folder (WeirEnvironmentFiles *self)
{
  return g_filename_display_name (self->folder);
}

typedef void (*SecretFunc) (WeirEnvironmentFiles *self, const char *environment,
                            WeirEnvironmentVariable *variable, gpointer data);

static void
visit_part (WeirEnvironmentFiles *self, WeirEnvironmentEntry *entry, WeirEnvironmentPart *part,
            SecretFunc func, gpointer data)
{
  GListModel *variables = G_LIST_MODEL (weir_environment_part_get_variables (part));

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirEnvironmentVariable) variable = g_list_model_get_item (variables, i);

      if (weir_environment_variable_get_secret (variable)
          && *weir_environment_variable_get_name (variable) != '\0')
        func (self, weir_environment_entry_get_name (entry), variable, data);
    }
}

static void
visit_secrets (WeirEnvironmentFiles *self, SecretFunc func, gpointer data)
{
  GListModel *entries = G_LIST_MODEL (self->entries);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (WeirEnvironmentEntry) entry = g_list_model_get_item (entries, i);

      visit_part (self, entry, weir_environment_entry_get_shared (entry), func, data);
      visit_part (self, entry, weir_environment_entry_get_local (entry), func, data);
    }
}

/* Both files may have the same secret: the one whose value is new counts. */
static void
collect_value (WeirEnvironmentFiles *self, const char *environment, WeirEnvironmentVariable *variable,
               gpointer data)
{
  const char *name = weir_environment_variable_get_name (variable);
  const char *value = weir_environment_variable_get_value (variable);
  g_autofree char *id = g_strjoin ("\n", environment, name, NULL);
  const char *other = find_value (data, id);

  if (*value != '\0' && (other == NULL || g_strcmp0 (other, find_value (self->kept, id)) == 0))
    know (data, environment, name, value);
}

static GHashTable *
collect_values (WeirEnvironmentFiles *self)
{
  GHashTable *secrets = weir_known_secrets_new ();

  visit_secrets (self, collect_value, secrets);
  return secrets;
}

/**
 * weir_environment_files_remember_secrets:
 * @self: the environments of a folder
 *
 * Has in memory what was typed, under the names that environments and secrets have now: the next run finds
 * it.
 */
void
weir_environment_files_remember_secrets (WeirEnvironmentFiles *self)
{
  g_autoptr (GHashTable) wanted = collect_values (self);
  g_autofree char *folder = dup_folder (self);
  GHashTableIter iter;
  gpointer id;
  gpointer data;

  g_hash_table_iter_init (&iter, self->given);
  while (g_hash_table_iter_next (&iter, &id, &data))
    {
      const WeirKnownSecret *known = data;
      const WeirSecretKey key = { folder, known->environment, known->name };

      if (find_value (wanted, id) == NULL)
        weir_keyring_forget (&key);
    }
  g_hash_table_remove_all (self->given);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &id, &data))
    {
      const WeirKnownSecret *known = data;
      const WeirSecretKey key = { folder, known->environment, known->name };

      if (g_strcmp0 (weir_keyring_peek (&key), known->value) != 0)
        weir_keyring_remember (&key, known->value);
      if (g_strcmp0 (find_value (self->kept, id), known->value) != 0)
        know (self->given, known->environment, known->name, known->value);
    }
}

/**
 * weir_environment_files_forget_secrets:
 * @self: the environments of a folder
 *
 * What was typed and not saved is not used any more; what is kept is again.
 */
void
weir_environment_files_forget_secrets (WeirEnvironmentFiles *self)
{
  g_autofree char *folder = dup_folder (self);
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->given);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const WeirKnownSecret *known = data;
      const WeirSecretKey key = { folder, known->environment, known->name };

      weir_keyring_forget (&key);
    }
  g_hash_table_remove_all (self->given);
  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const WeirKnownSecret *known = data;
      const WeirSecretKey key = { folder, known->environment, known->name };

      weir_keyring_remember (&key, known->value);
    }
}

/* (transfer none) (nullable): a secret that is kept and has that value */
static const WeirKnownSecret *
find_kept (WeirEnvironmentFiles *self, const char *value)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (g_str_equal (((WeirKnownSecret *) data)->value, value))
      return data;
  return NULL;
}

gboolean
weir_environment_files_keeps (WeirEnvironmentFiles *self, const char *value)
{
  return find_kept (self, value) != NULL;
}

/**
 * weir_environment_files_find_source:
 * @self: the environments of a folder
 * @environment: where @variable is, by its name in the files
 * @variable: a variable
 *
 * Returns: (transfer none) (nullable): the secret from whose value in the keyring @variable has its own
 */
const WeirKnownSecret *
weir_environment_files_find_source (WeirEnvironmentFiles *self,
                                    const char *environment,
                                    WeirEnvironmentVariable *variable)
{
  const char *value = weir_environment_variable_get_value (variable);
  g_autofree char *id = g_strjoin ("\n", environment, weir_environment_variable_get_name (variable), NULL);

  if (*value == '\0')
    return g_hash_table_lookup (self->sources, variable);
  if (g_strcmp0 (find_value (self->kept, id), value) == 0)
    return g_hash_table_lookup (self->kept, id);
  return find_kept (self, value);
}

/**
 * weir_environment_files_set_source:
 * @self: the environments of a folder
 * @variable: a variable without a value
 * @environment: an environment, by its name in the files
 * @name: a secret there
 *
 * @variable has the value of that secret once weir_environment_files_take_sources() finds it.
 */
void
weir_environment_files_set_source (WeirEnvironmentFiles *self, WeirEnvironmentVariable *variable,
                                   const char *environment, const char *name)
{
  WeirKnownSecret *source = g_new0 (WeirKnownSecret, 1);

  source->environment = g_strdup (environment);
  source->name = g_strdup (name);
  g_hash_table_replace (self->sources, g_object_ref (variable), source);
}

/**
 * weir_environment_files_take_sources:
 * @self: the environments of a folder
 *
 * Gives variables the values of the secrets they were made of, as far as these are in memory by now.
 */
void
weir_environment_files_take_sources (WeirEnvironmentFiles *self)
{
  g_autofree char *folder = dup_folder (self);
  GHashTableIter iter;
  gpointer variable;
  gpointer data;

  g_hash_table_iter_init (&iter, self->sources);
  while (g_hash_table_iter_next (&iter, &variable, &data))
    {
      const WeirKnownSecret *source = data;
      const WeirSecretKey key = { folder, source->environment, source->name };
      const char *value = weir_keyring_peek (&key);

      if (value == NULL)
        continue;
      know (self->kept, source->environment, source->name, value);
      /* Not an edit: it is what there was. */
      if (*weir_environment_variable_get_value (variable) == '\0')
        g_object_set (variable, "value", value, NULL);
      g_hash_table_iter_remove (&iter);
    }
}

static void
take_value (WeirEnvironmentFiles *self, const char *environment, WeirEnvironmentVariable *variable,
            gpointer folder)
{
  const char *name = weir_environment_variable_get_name (variable);
  const WeirSecretKey key = { folder, environment, name };
  const char *value = weir_keyring_peek (&key);
  g_autofree char *id = g_strjoin ("\n", environment, name, NULL);

  /* What was typed while the keyring was asked is not kept yet. */
  if (value == NULL || g_hash_table_contains (self->given, id))
    return;
  know (self->kept, environment, name, value);
  /* Not an edit: it is what there was. */
  if (*weir_environment_variable_get_value (variable) == '\0')
    g_object_set (variable, "value", value, NULL);
}

static void
take_values (WeirEnvironmentFiles *self)
{
  g_autofree char *folder = dup_folder (self);

  visit_secrets (self, take_value, folder);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree GWeakRef *ref = data;
  g_autoptr (WeirEnvironmentFiles) self = g_weak_ref_get (ref);
  g_autoptr (GError) error = NULL;
  gboolean loaded = weir_keyring_load_finish (result, &error);

  g_weak_ref_clear (ref);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  take_values (self);
  weir_environment_files_take_sources (self);
  if (!loaded)
    weir_environment_files_fail (self, error->message);
}

static void
add_key (WeirEnvironmentFiles *self, const char *environment, WeirEnvironmentVariable *variable,
         gpointer data)
{
  WeirSecretKey key = { NULL, environment, weir_environment_variable_get_name (variable) };

  g_array_append_val ((GArray *) data, key);
}

/**
 * weir_environment_files_load_secrets:
 * @self: the environments of a folder that have just been read
 *
 * Gives the secrets their values: those in memory at once, those in the keyring when it has answered.
 */
void
weir_environment_files_load_secrets (WeirEnvironmentFiles *self)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (WeirSecretKey));
  g_autofree char *folder = dup_folder (self);
  GWeakRef *ref;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_hash_table_remove_all (self->kept);
  visit_secrets (self, add_key, keys);
  if (keys->len == 0)
    return;
  for (guint i = 0; i < keys->len; i++)
    g_array_index (keys, WeirSecretKey, i).folder = folder;
  take_values (self);
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  self->cancellable = g_cancellable_new ();
  weir_keyring_load_async ((const WeirSecretKey *) (gpointer) keys->data, keys->len, self->cancellable,
                           loaded_cb, ref);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirEnvironmentFiles) self = data;
  g_autoptr (GError) error = NULL;

  if (!weir_keyring_save_finish (result, &error))
    weir_environment_files_fail (self, error->message);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirEnvironmentFiles) self = data;
  g_autoptr (GError) error = NULL;

  if (!weir_keyring_remove_finish (result, &error))
    weir_environment_files_fail (self, error->message);
}

/**
 * weir_environment_files_save_secrets:
 * @self: environments whose files have just been saved
 *
 * Puts into the keyring what is new, under the names it has now, and takes out what is gone.
 */
void
weir_environment_files_save_secrets (WeirEnvironmentFiles *self)
{
  g_autoptr (GHashTable) wanted = collect_values (self);
  g_autofree char *folder = dup_folder (self);
  GHashTableIter iter;
  gpointer id;
  gpointer data;

  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &id, &data))
    {
      const WeirKnownSecret *known = data;
      const WeirSecretKey key = { folder, known->environment, known->name };

      if (find_value (wanted, id) == NULL)
        weir_keyring_remove_async (&key, NULL, removed_cb, g_object_ref (self));
    }
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &id, &data))
    {
      const WeirKnownSecret *known = data;
      const WeirSecretKey key = { folder, known->environment, known->name };

      if (g_strcmp0 (find_value (self->kept, id), known->value) != 0)
        weir_keyring_save_async (&key, known->value, NULL, saved_cb, g_object_ref (self));
    }
  g_hash_table_unref (self->kept);
  self->kept = g_steal_pointer (&wanted);
  g_hash_table_remove_all (self->given);
}
