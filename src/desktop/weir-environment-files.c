/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-files.c: the environments of a folder while they are edited: both files, and the secrets
 */

#include "config.h"

#include "weir-environment-files-private.h"
#include "weir-environment-format.h"

enum
{
  PROP_0,
  PROP_DIRTY,
  PROP_OUTDATED,
  PROP_DRAFT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  LOADED,
  RENAMED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* By folder; borrowed. */
static GHashTable *all;

G_DEFINE_FINAL_TYPE (WeirEnvironmentFiles, weir_environment_files, G_TYPE_OBJECT)

static WeirEnvironmentEntry *
get_entry (WeirEnvironmentFiles *self, guint index)
{
  g_autoptr (WeirEnvironmentEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), index);

  return entry; /* the list has it */
}

static guint
count_entries (WeirEnvironmentFiles *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->entries));
}

/* Now, for somebody may be about to let go of it. */
void
weir_environment_files_tell (WeirEnvironmentFiles *self)
{
  g_clear_handle_id (&self->changed_source, g_source_remove);
  weir_environment_files_remember_secrets (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
changed_cb (gpointer data)
{
  WeirEnvironmentFiles *self = data;

  self->changed_source = 0;
  weir_environment_files_tell (self);
  return G_SOURCE_REMOVE;
}

static void
tell_name (WeirEnvironmentFiles *self, WeirEnvironmentEntry *entry, const char *name)
{
  g_autofree char *old = g_strdup (g_hash_table_lookup (self->names, entry));

  g_hash_table_replace (self->names, g_object_ref (entry), g_strdup (name));
  if (old != NULL && !g_str_equal (old, name))
    g_signal_emit (self, signals[RENAMED], 0, old, name);
}

/**
 * weir_environment_files_update:
 * @self: the environments of a folder
 *
 * Says what has become of them.
 */
void
weir_environment_files_update (WeirEnvironmentFiles *self)
{
  gboolean dirty = weir_edits_get_modified (self->edits);
  gboolean changed = dirty != self->dirty;

  for (guint i = 0; i < count_entries (self); i++)
    tell_name (self, get_entry (self, i), weir_environment_entry_get_name (get_entry (self, i)));
  if (self->changed_source == 0)
    self->changed_source = g_idle_add (changed_cb, self);
  self->dirty = dirty;
  weir_environment_files_update_draft (self);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
}

/* @draft: (transfer full) (nullable) */
void
weir_environment_files_set_draft (WeirEnvironmentFiles *self, WeirDraft *draft)
{
  gboolean changed = (draft != NULL) != (self->draft != NULL);

  weir_draft_free (self->draft);
  self->draft = draft;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

void
weir_environment_files_set_outdated (WeirEnvironmentFiles *self, gboolean outdated)
{
  if (self->outdated == outdated)
    return;
  self->outdated = outdated;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTDATED]);
}

void
weir_environment_files_fail (WeirEnvironmentFiles *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static void
weir_environment_files_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirEnvironmentFiles *self = WEIR_ENVIRONMENT_FILES (object);

  if (prop_id == PROP_DIRTY)
    g_value_set_boolean (value, self->dirty);
  else if (prop_id == PROP_OUTDATED)
    g_value_set_boolean (value, self->outdated);
  else if (prop_id == PROP_DRAFT)
    g_value_set_boolean (value, self->draft != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
weir_environment_files_finalize (GObject *object)
{
  WeirEnvironmentFiles *self = WEIR_ENVIRONMENT_FILES (object);

  g_hash_table_remove (all, self->folder);
  weir_environment_files_unwatch (self);
  g_clear_handle_id (&self->changed_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  weir_environment_files_forget_secrets (self);
  for (guint i = 0; i < WEIR_N_ENVIRONMENT_FILES; i++)
    {
      g_free (self->paths[i]);
      g_free (self->texts[i]);
      g_clear_pointer (&self->problems[i], g_ptr_array_unref);
    }
  g_hash_table_unref (self->saved_names);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->given);
  g_hash_table_unref (self->sources);
  weir_environment_files_free_draft (self);
  g_clear_object (&self->edits);
  g_object_unref (self->entries);
  g_free (self->folder);
  G_OBJECT_CLASS (weir_environment_files_parent_class)->finalize (object);
}

static void
weir_environment_files_class_init (WeirEnvironmentFilesClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = weir_environment_files_get_property;
  G_OBJECT_CLASS (klass)->finalize = weir_environment_files_finalize;
  properties[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, flags);
  properties[PROP_OUTDATED] = g_param_spec_boolean ("outdated", NULL, NULL, FALSE, flags);
  properties[PROP_DRAFT] = g_param_spec_boolean ("draft", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RENAMED] = g_signal_new ("renamed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_STRING, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
weir_environment_files_init (WeirEnvironmentFiles *self)
{
  self->entries = g_list_store_new (WEIR_TYPE_ENVIRONMENT_ENTRY);
  self->saved_names = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->names = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->kept = weir_known_secrets_new ();
  self->given = weir_known_secrets_new ();
  self->sources = g_hash_table_new_full (NULL, NULL, g_object_unref, weir_known_secret_free);
}

const char *
weir_environment_file_get_name (WeirEnvironmentFile file)
{
  return file == WEIR_ENVIRONMENT_FILE_SHARED ? WEIR_ENVIRONMENTS_FILE : WEIR_ENVIRONMENTS_LOCAL_FILE;
}

/**
 * weir_environment_files_get:
 * @folder: an absolute path
 *
 * Returns: (transfer full): the environments of that folder; everybody who asks has the same
 */
WeirEnvironmentFiles *
weir_environment_files_get (const char *folder)
{
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);
  WeirEnvironmentFiles *self;

  if (all == NULL)
    all = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (all, whole);
  if (self != NULL)
    {
      weir_environment_files_check (self);
      return g_object_ref (self);
    }
  self = g_object_new (WEIR_TYPE_ENVIRONMENT_FILES, NULL);
  self->folder = g_steal_pointer (&whole);
  for (guint i = 0; i < WEIR_N_ENVIRONMENT_FILES; i++)
    self->paths[i] = g_build_filename (self->folder, weir_environment_file_get_name (i), NULL);
  g_hash_table_insert (all, self->folder, self);
  weir_environment_files_load (self);
  weir_environment_files_watch (self);
  weir_environment_files_find_draft (self);
  return self;
}

WeirEnvironmentFiles *
weir_environment_files_find_known (const char *folder)
{
  return all != NULL ? g_hash_table_lookup (all, folder) : NULL;
}

WeirEnvironmentFiles *
weir_environment_files_find_edited (const char *folder)
{
  WeirEnvironmentFiles *self = weir_environment_files_find_known (folder);

  return self != NULL && self->dirty ? self : NULL;
}

gboolean
weir_environment_names_equal (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_str_equal (folded_a, folded_b);
}

/* Environments are few: a linear search. */
WeirEnvironmentEntry *
weir_environment_files_find (WeirEnvironmentFiles *self, const char *name)
{
  for (guint i = 0; i < count_entries (self); i++)
    if (weir_environment_names_equal (weir_environment_entry_get_name (get_entry (self, i)), name))
      return get_entry (self, i);
  return NULL;
}

static WeirEnvironmentEntry *
find_read (GPtrArray *entries, const char *name)
{
  for (guint i = 0; i < entries->len; i++)
    if (weir_environment_names_equal (weir_environment_entry_get_name (entries->pdata[i]), name))
      return entries->pdata[i];
  return NULL;
}

static void
take (GPtrArray *entries, GPtrArray *environments, WeirEnvironmentFile file)
{
  for (guint i = 0; i < environments->len; i++)
    {
      WeirEnvironment *environment = g_ptr_array_index (environments, i);
      const char *name = weir_environment_get_name (environment);
      WeirEnvironmentEntry *entry = find_read (entries, name);

      if (entry == NULL)
        {
          entry = weir_environment_entry_new (name);
          g_ptr_array_add (entries, entry);
          if (file == WEIR_ENVIRONMENT_FILE_LOCAL)
            weir_environment_entry_set_only_local (entry);
        }
      if (file == WEIR_ENVIRONMENT_FILE_SHARED)
        weir_environment_entry_take_shared (entry, environment);
      else
        weir_environment_entry_take_local (entry, environment);
    }
}

static GPtrArray *
read_file (WeirEnvironmentFiles *self, WeirEnvironmentFile file)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  GPtrArray *environments = weir_environments_load_file (self->paths[file], problems);

  g_clear_pointer (&self->texts[file], g_free);
  g_clear_pointer (&self->problems[file], g_ptr_array_unref);
  g_file_get_contents (self->paths[file], &self->texts[file], NULL, NULL);
  self->n_loaded[file] = environments != NULL ? environments->len : 0;
  if (environments == NULL)
    self->problems[file] = g_steal_pointer (&problems);
  return environments;
}

/* What was called otherwise before it was read again has its old name back. */
static void
tell_saved_names (WeirEnvironmentFiles *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer entry;
  gpointer name;

  g_hash_table_iter_init (&iter, self->saved_names);
  while (g_hash_table_iter_next (&iter, &entry, &name))
    g_ptr_array_add (entries, g_object_ref (entry));
  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *saved = g_strdup (g_hash_table_lookup (self->saved_names, entries->pdata[i]));

      tell_name (self, entries->pdata[i], saved);
    }
  g_hash_table_remove_all (self->saved_names);
  g_hash_table_remove_all (self->names);
}

static void
begin_edits (WeirEnvironmentFiles *self)
{
  if (self->edits != NULL)
    g_signal_handlers_disconnect_by_data (self->edits, self);
  g_clear_object (&self->edits);
  self->edits = weir_edits_new ();
  g_signal_connect_swapped (self->edits, "changed", G_CALLBACK (weir_environment_files_update), self);
}

/**
 * weir_environment_files_load:
 * @self: the environments of a folder
 *
 * Reads both files. What was not saved is gone.
 */
void
weir_environment_files_load (WeirEnvironmentFiles *self)
{
  g_autoptr (GPtrArray) shared = NULL;
  g_autoptr (GPtrArray) local = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (WEIR_IS_ENVIRONMENT_FILES (self));

  tell_saved_names (self);
  weir_environment_files_forget_secrets (self);
  begin_edits (self);
  shared = read_file (self, WEIR_ENVIRONMENT_FILE_SHARED);
  local = read_file (self, WEIR_ENVIRONMENT_FILE_LOCAL);
  if (shared != NULL && local != NULL)
    {
      take (entries, shared, WEIR_ENVIRONMENT_FILE_SHARED);
      take (entries, local, WEIR_ENVIRONMENT_FILE_LOCAL);
    }
  /* At once: what was selected stays so. */
  g_list_store_splice (self->entries, 0, count_entries (self), entries->pdata, entries->len);
  for (guint i = 0; i < count_entries (self); i++)
    g_hash_table_insert (self->saved_names, g_object_ref (get_entry (self, i)),
                         g_strdup (weir_environment_entry_get_name (get_entry (self, i))));
  self->overwrites = FALSE;
  self->stale = FALSE;
  g_hash_table_remove_all (self->sources);
  weir_environment_files_set_outdated (self, FALSE);
  weir_environment_files_load_secrets (self);
  weir_environment_files_update (self);
  g_signal_emit (self, signals[LOADED], 0);
  weir_environment_files_tell (self);
}

const char *
weir_environment_files_get_folder (WeirEnvironmentFiles *self)
{
  return self->folder;
}

GListModel *
weir_environment_files_get_entries (WeirEnvironmentFiles *self)
{
  return G_LIST_MODEL (self->entries);
}

WeirEdits *
weir_environment_files_get_edits (WeirEnvironmentFiles *self)
{
  return self->edits;
}

gboolean
weir_environment_files_get_dirty (WeirEnvironmentFiles *self)
{
  return self->dirty;
}

gboolean
weir_environment_files_get_outdated (WeirEnvironmentFiles *self)
{
  return self->outdated;
}

gboolean
weir_environment_files_get_has_draft (WeirEnvironmentFiles *self)
{
  return self->draft != NULL;
}

/**
 * weir_environment_files_find_broken:
 * @self: the environments of a folder
 * @file: (out): the first file with errors
 *
 * Returns: whether there is one
 */
gboolean
weir_environment_files_find_broken (WeirEnvironmentFiles *self, WeirEnvironmentFile *file)
{
  for (*file = 0; *file < WEIR_N_ENVIRONMENT_FILES; ++*file)
    if (self->problems[*file] != NULL)
      return TRUE;
  return FALSE;
}

GPtrArray *
weir_environment_files_get_problems (WeirEnvironmentFiles *self, WeirEnvironmentFile file)
{
  return self->problems[file];
}

/**
 * weir_environment_files_get_text:
 * @self: the environments of a folder
 * @file: one of its files
 *
 * Returns: (transfer none) (nullable): what is in it; %NULL when there is none, or when it is no text
 */
const char *
weir_environment_files_get_text (WeirEnvironmentFiles *self, WeirEnvironmentFile file)
{
  const char *text = self->texts[file];

  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

GPtrArray *
weir_environment_files_list (WeirEnvironmentFiles *self, WeirEnvironmentFile file)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count_entries (self); i++)
    {
      WeirEnvironmentEntry *entry = get_entry (self, i);
      const char *name = weir_environment_entry_get_name (entry);

      if (file == WEIR_ENVIRONMENT_FILE_SHARED && weir_environment_entry_is_shared (entry))
        g_ptr_array_add (list, weir_environment_part_to_environment (
                                   weir_environment_entry_get_shared (entry), name));
      if (file == WEIR_ENVIRONMENT_FILE_LOCAL && weir_environment_entry_is_local (entry))
        g_ptr_array_add (list, weir_environment_part_to_environment (weir_environment_entry_get_local (entry),
                                                                    name));
    }
  return list;
}

/**
 * weir_environment_files_join:
 * @self: the environments of a folder, without problems
 *
 * Returns: (transfer full) (element-type WeirEnvironment): as weir_environments_load() would give them once
 *   they are saved; what was typed for secrets is in memory
 */
GPtrArray *
weir_environment_files_join (WeirEnvironmentFiles *self)
{
  g_autoptr (GPtrArray) local = weir_environment_files_list (self, WEIR_ENVIRONMENT_FILE_LOCAL);
  GPtrArray *joined = weir_environment_files_list (self, WEIR_ENVIRONMENT_FILE_SHARED);

  weir_environment_files_remember_secrets (self);
  weir_environments_join (joined, local, self->folder);
  return joined;
}
