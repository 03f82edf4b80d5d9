/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-files-text.c: environments with what is not saved as one text, without values of secrets
 *
 * Not as YAML: what has errors is in it, too. Where the value of a secret is in the keyring the text says
 * where, under the names in the files; what was typed for one is in no text.
 */

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "weir-draft.h"
#include "weir-environment-files-private.h"

static const char *const settings[] = { "proxy", "authorities", "certificate" };

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_variable (JsonBuilder *builder, WeirEnvironmentFiles *self, const char *environment,
              WeirEnvironmentVariable *variable)
{
  gboolean secret = weir_environment_variable_get_secret (variable);
  const char *value = weir_environment_variable_get_value (variable);
  const WeirKnownSecret *source = weir_environment_files_find_source (self, environment, variable);
  const char *name = weir_environment_variable_get_name (variable);

  json_builder_begin_object (builder);
  add_string (builder, "name", name);
  json_builder_set_member_name (builder, "secret");
  json_builder_add_boolean_value (builder, secret);
  if (source != NULL || secret)
    {
      add_string (builder, "environment", source != NULL ? source->environment : environment);
      add_string (builder, "of", source != NULL ? source->name : name);
      json_builder_set_member_name (builder, "typed");
      json_builder_add_boolean_value (builder, source == NULL && *value != '\0');
    }
  else
    add_string (builder, "value", value);
  json_builder_end_object (builder);
}

static void
add_part (JsonBuilder *builder, const char *name, WeirEnvironmentFiles *self, const char *environment,
          WeirEnvironmentPart *part)
{
  GListModel *variables = G_LIST_MODEL (weir_environment_part_get_variables (part));
  WeirInsecure insecure;

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (part, settings[i], &text, NULL);
      if (text != NULL)
        add_string (builder, settings[i], text);
    }
  g_object_get (part, "insecure", &insecure, NULL);
  json_builder_set_member_name (builder, "insecure");
  json_builder_add_int_value (builder, insecure);
  json_builder_set_member_name (builder, "variables");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirEnvironmentVariable) variable = g_list_model_get_item (variables, i);

      add_variable (builder, self, environment, variable);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_entry (JsonBuilder *builder, WeirEnvironmentFiles *self, WeirEnvironmentEntry *entry)
{
  const char *saved = g_hash_table_lookup (self->saved_names, entry);
  const char *name = weir_environment_entry_get_name (entry);
  const char *environment = saved != NULL ? saved : name;

  json_builder_begin_object (builder);
  add_string (builder, "name", name);
  if (saved != NULL)
    add_string (builder, "was", saved);
  if (weir_environment_entry_is_shared (entry))
    add_part (builder, "shared", self, environment, weir_environment_entry_get_shared (entry));
  if (weir_environment_entry_is_local (entry))
    add_part (builder, "local", self, environment, weir_environment_entry_get_local (entry));
  json_builder_end_object (builder);
}

/* (transfer full): tells the text of a file from any other one without saying it */
static char *
get_checksum (WeirEnvironmentFiles *self, WeirEnvironmentFile file)
{
  const char *text = self->texts[file];

  return text != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1) : g_strdup ("");
}

/**
 * weir_environment_files_to_text:
 * @self: environments that are edited
 *
 * Returns: (transfer full): all that weir_environment_files_take_text() needs to make them again
 */
char *
weir_environment_files_to_text (WeirEnvironmentFiles *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  for (guint i = 0; i < WEIR_N_ENVIRONMENT_FILES; i++)
    {
      g_autofree char *checksum = get_checksum (self, i);

      add_string (builder, weir_environment_file_get_name (i), checksum);
    }
  json_builder_set_member_name (builder, "environments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (WeirEnvironmentEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      add_entry (builder, self, entry);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* (transfer none) (nullable) */
static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* (transfer full): the objects in that list */
static GPtrArray *
list_objects (JsonObject *object, const char *name)
{
  GPtrArray *list = g_ptr_array_new ();
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        g_ptr_array_add (list, json_node_get_object (element));
    }
  return list;
}

static gboolean
get_boolean (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

/* @typed: names of secrets whose values were not saved */
static void
take_variable (WeirEnvironmentFiles *self, WeirEnvironmentPart *part, JsonObject *object, GStrvBuilder *typed)
{
  g_autofree char *name = weir_draft_dup_string (object, "name");
  g_autofree char *value = weir_draft_dup_string (object, "value");
  g_autofree char *environment = weir_draft_dup_string (object, "environment");
  g_autofree char *of = weir_draft_dup_string (object, "of");
  g_autoptr (WeirEnvironmentVariable) variable =
      weir_environment_variable_new (name, value, get_boolean (object, "secret"));

  if (environment != NULL && of != NULL)
    weir_environment_files_set_source (self, variable, environment, of);
  if (name != NULL && get_boolean (object, "typed"))
    g_strv_builder_add (typed, name);
  weir_edits_insert (self->edits, weir_environment_part_get_variables (part), G_MAXUINT, variable);
}

/* @object: (nullable): the file says nothing about it */
static void
take_part (WeirEnvironmentFiles *self, WeirEnvironmentPart *part, JsonObject *object, GStrvBuilder *typed)
{
  GListStore *variables = weir_environment_part_get_variables (part);
  g_autoptr (JsonObject) said = object != NULL ? json_object_ref (object) : json_object_new ();
  g_autoptr (GPtrArray) list = list_objects (said, "variables");
  JsonNode *insecure = json_object_get_member (said, "insecure");
  gint64 number = insecure != NULL && JSON_NODE_HOLDS_VALUE (insecure) ? json_node_get_int (insecure) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *text = weir_draft_dup_string (said, settings[i]);

      weir_edits_set_string (self->edits, part, settings[i], text);
    }
  weir_edits_set_enum (self->edits, part, "insecure",
                       (int) CLAMP (number, WEIR_INSECURE_UNSAID, WEIR_INSECURE_YES));
  while (g_list_model_get_n_items (G_LIST_MODEL (variables)) > 0)
    weir_edits_remove (self->edits, variables, g_list_model_get_n_items (G_LIST_MODEL (variables)) - 1);
  for (guint i = 0; i < list->len; i++)
    take_variable (self, part, list->pdata[i], typed);
}

/* What the names of environments in the files were, to the environments that have them still; borrowed. */
static GHashTable *
list_saved (WeirEnvironmentFiles *self)
{
  GHashTable *saved = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer entry;
  gpointer name;

  g_hash_table_iter_init (&iter, self->saved_names);
  while (g_hash_table_iter_next (&iter, &entry, &name))
    if (g_list_store_find (self->entries, entry, NULL))
      g_hash_table_insert (saved, name, entry);
  return saved;
}

/* One of that name that was added since then is not there twice. (transfer none) */
static WeirEnvironmentEntry *
add_new (WeirEnvironmentFiles *self, const char *name, gboolean only_local)
{
  WeirEnvironmentEntry *known = weir_environment_files_find (self, name);
  g_autoptr (WeirEnvironmentEntry) entry = NULL;

  if (known != NULL && !g_hash_table_contains (self->saved_names, known))
    return known;
  entry = weir_environment_entry_new (name);
  if (only_local)
    weir_environment_entry_set_only_local (entry);
  weir_edits_insert (self->edits, self->entries, G_MAXUINT, entry);
  return entry; /* the list has it */
}

/* (transfer none) (nullable): the one that was made, or made so */
static WeirEnvironmentEntry *
take_entry (WeirEnvironmentFiles *self, JsonObject *object, GHashTable *saved, GStrvBuilder *typed)
{
  g_autofree char *name = weir_draft_dup_string (object, "name");
  g_autofree char *was = weir_draft_dup_string (object, "was");
  JsonObject *shared = get_object (object, "shared");
  WeirEnvironmentEntry *entry;

  if (name == NULL)
    return NULL;
  entry = was != NULL ? g_hash_table_lookup (saved, was) : NULL;
  if (entry == NULL)
    entry = add_new (self, name, shared == NULL);
  weir_edits_set_string (self->edits, entry, "name", name);
  take_part (self, weir_environment_entry_get_shared (entry), shared, typed);
  take_part (self, weir_environment_entry_get_local (entry), get_object (object, "local"), typed);
  return entry;
}

/* Those that were deleted; what was added since then stays. */
static void
remove_others (WeirEnvironmentFiles *self, GHashTable *taken)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i > 0; i--)
    {
      g_autoptr (WeirEnvironmentEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i - 1);

      if (!g_hash_table_contains (taken, entry) && g_hash_table_contains (self->saved_names, entry))
        weir_edits_remove (self->edits, self->entries, i - 1);
    }
}

static void
take_entries (WeirEnvironmentFiles *self, JsonObject *object, GStrvBuilder *typed)
{
  g_autoptr (GPtrArray) list = list_objects (object, "environments");
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) saved = list_saved (self);

  weir_edits_seal (self->edits);
  weir_edits_begin (self->edits, _("Restore Changes"));
  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (taken, take_entry (self, list->pdata[i], saved, typed));
  remove_others (self, taken);
  weir_edits_end (self->edits);
  weir_edits_seal (self->edits);
}

static gboolean
is_of_other_files (WeirEnvironmentFiles *self, JsonObject *object)
{
  for (guint i = 0; i < WEIR_N_ENVIRONMENT_FILES; i++)
    {
      g_autofree char *checksum = get_checksum (self, i);
      g_autofree char *then = weir_draft_dup_string (object, weir_environment_file_get_name (i));

      if (g_strcmp0 (checksum, then) != 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * weir_environment_files_take_text:
 * @self: the environments of a folder, none of whose files has errors
 * @text: what weir_environment_files_to_text() has said
 * @typed: (out): names of secrets whose values are to be typed again
 *
 * Makes them so, as one edit. When the files said something else then, another program has written them.
 *
 * Returns: whether it was such a text
 */
gboolean
weir_environment_files_take_text (WeirEnvironmentFiles *self, const char *text, char ***typed)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (JsonNode) root = json_from_string (text, NULL);

  *typed = NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  take_entries (self, json_node_get_object (root), names);
  self->stale = is_of_other_files (self, json_node_get_object (root));
  *typed = g_strv_builder_end (names);
  return TRUE;
}
