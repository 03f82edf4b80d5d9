/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-folder-scan.c: what of a folder belongs to Weir, found out on any thread
 *
 * A flow or a load plan is told by its name, NAME.flow.yaml or NAME.plan.yaml, or else by its content.
 * Nothing is written anywhere.
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-environment-format.h"
#include "weir-flow-format.h"
#include "weir-folder-scan.h"
#include "weir-limits.h"
#include "weir-plan-format.h"
#include "weir-report.h"

#define ATTRIBUTES \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN \
  "," G_FILE_ATTRIBUTE_STANDARD_IS_SYMLINK "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," \
  G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

/* What is known of a file. */
typedef struct
{
  gint64 modified_us;
  goffset size;
  gboolean is_looked_at;
  int kind; /* by its content, once that was looked at; -1: none of Weir's */
  gboolean is_checked;
  guint n_errors;
} Known;

typedef struct
{
  WeirFolderScan *scan;
  GHashTable *memory;
  GCancellable *cancellable;
  guint n_entries; /* that were looked at */
} Scanner;

static void
entry_free (WeirFolderEntry *entry)
{
  g_clear_pointer (&entry->children, g_ptr_array_unref);
  g_free (entry->name);
  g_free (entry->path);
  g_free (entry->key);
  g_free (entry);
}

static WeirFolderEntry *
entry_new (WeirFolderEntryKind kind, const char *name, const char *path)
{
  WeirFolderEntry *entry = g_new0 (WeirFolderEntry, 1);
  g_autofree char *shown = g_filename_display_name (name);

  entry->kind = kind;
  entry->name = g_strdup (name);
  entry->path = g_strdup (path);
  entry->key = g_utf8_collate_key_for_filename (shown, -1);
  if (kind == WEIR_FOLDER_ENTRY_FOLDER)
    entry->children = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  return entry;
}

/**
 * weir_folder_entry_compare:
 * @kind_a: of an entry
 * @key_a: its key
 * @kind_b: of another one
 * @key_b: its key
 *
 * Returns: less than 0 when the first stands above the second: folders, then environments, then flows,
 *   then load plans
 */
int
weir_folder_entry_compare (WeirFolderEntryKind kind_a, const char *key_a, WeirFolderEntryKind kind_b,
                           const char *key_b)
{
  return kind_a != kind_b ? (int) kind_a - (int) kind_b : strcmp (key_a, key_b);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const WeirFolderEntry *first = *(WeirFolderEntry *const *) a;
  const WeirFolderEntry *second = *(WeirFolderEntry *const *) b;

  return weir_folder_entry_compare (first->kind, first->key, second->kind, second->key);
}

static const char *const flow_endings[] = { ".flow.yaml", ".flow.yml", ".flow.json", NULL };
static const char *const plan_endings[] = { ".plan.yaml", ".plan.yml", ".plan.json", NULL };

static gsize
match_ending (const char *name, const char *const *endings)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (lower, endings[i]) && strlen (name) > strlen (endings[i]))
      return strlen (endings[i]);
  return 0;
}

static gsize
get_ending_length (const char *name)
{
  gsize length = match_ending (name, flow_endings);

  return length > 0 ? length : match_ending (name, plan_endings);
}

/**
 * weir_folder_entry_is_document:
 * @kind: of an entry
 *
 * Returns: whether it can be open in the window, run and renamed: a flow or a load plan
 */
gboolean
weir_folder_entry_is_document (WeirFolderEntryKind kind)
{
  return kind == WEIR_FOLDER_ENTRY_FLOW || kind == WEIR_FOLDER_ENTRY_PLAN;
}

/**
 * weir_folder_is_flow_name:
 * @name: of a file
 *
 * Returns: whether it says that the file is a flow, whatever is in it
 */
gboolean
weir_folder_is_flow_name (const char *name)
{
  return match_ending (name, flow_endings) > 0;
}

/**
 * weir_folder_get_stem:
 * @name: of a file
 *
 * Returns: (transfer full): the name as people read it: "checkout" of "checkout.flow.yaml" and of
 *   "checkout.plan.yaml"; names of other kinds whole
 */
char *
weir_folder_get_stem (const char *name)
{
  g_autofree char *stem = g_strndup (name, strlen (name) - get_ending_length (name));

  return g_filename_display_name (stem);
}

/**
 * weir_folder_get_ending:
 * @name: of a file
 *
 * Returns: (transfer none): what stays at its end when it is renamed: ".flow.yaml", ".plan.json",
 *   ".json", ""
 */
const char *
weir_folder_get_ending (const char *name)
{
  gsize length = get_ending_length (name);
  const char *dot = strrchr (name, '.');

  if (length > 0)
    return name + strlen (name) - length;
  return dot != NULL ? dot : "";
}

/**
 * weir_folder_is_environments_name:
 * @name: of a file
 *
 * Returns: whether it holds environments of the flows beside it
 */
gboolean
weir_folder_is_environments_name (const char *name)
{
  return g_str_equal (name, WEIR_ENVIRONMENTS_FILE) || g_str_equal (name, WEIR_ENVIRONMENTS_LOCAL_FILE);
}

static gboolean
has_root_key (const char *text, const char *key, gboolean is_json)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", key);
  g_autofree char *line = g_strdup_printf ("\n%s:", key);

  return strstr (text, quoted) != NULL
         || (!is_json && (g_str_has_prefix (text, line + 1) || strstr (text, line) != NULL));
}

/* Most of what is written in YAML or JSON is no flow of ours: both its list and a request must be there. */
static gboolean
is_flow_text (const char *text, gboolean is_json)
{
  return strstr (text, "httpRequest") != NULL && has_root_key (text, "steps", is_json);
}

/* Of a load plan, what it does in its rounds must be there as well. */
static gboolean
is_plan_text (const char *text, gboolean is_json)
{
  if (has_root_key (text, "rounds", is_json))
    return strstr (text, "httpRequest") != NULL || strstr (text, "flow:") != NULL
           || strstr (text, "\"flow\"") != NULL;
  return has_root_key (text, "iterations", is_json) && strstr (text, "httpRequest") != NULL;
}

/* -1: neither a flow nor a load plan. */
static int
find_content_kind (const char *path, gboolean is_json)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree char *text = g_malloc (WEIR_LIMIT_FOLDER_PEEK_BYTES + 1);
  gsize length = 0;
  int kind = -1;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, WEIR_LIMIT_FOLDER_PEEK_BYTES,
                                                  &length, NULL, NULL))
    return -1;
  text[length] = '\0';
  if (is_flow_text (text, is_json))
    kind = WEIR_FOLDER_ENTRY_FLOW;
  else if (is_plan_text (text, is_json))
    kind = WEIR_FOLDER_ENTRY_PLAN;
  /* A report quotes what it is about. */
  return kind >= 0 && is_json && weir_report_is_json (path) ? -1 : kind;
}

static Known *
recall (GHashTable *memory, const char *path, GFileInfo *info)
{
  gint64 modified_us =
      (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * G_USEC_PER_SEC
      + g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
  Known *known = g_hash_table_lookup (memory, path);

  if (known != NULL && known->modified_us == modified_us && known->size == g_file_info_get_size (info))
    return known;
  known = g_new0 (Known, 1);
  known->modified_us = modified_us;
  known->size = g_file_info_get_size (info);
  g_hash_table_replace (memory, g_strdup (path), known);
  return known;
}

/* -1 when it is none of Weir's. */
static int
find_kind (Scanner *self, const char *name, const char *path, GFileInfo *info)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  gboolean is_json = g_str_has_suffix (lower, ".json");
  Known *known;

  if (weir_folder_is_environments_name (name))
    return WEIR_FOLDER_ENTRY_ENVIRONMENTS;
  if (weir_folder_is_flow_name (name))
    return WEIR_FOLDER_ENTRY_FLOW;
  if (match_ending (name, plan_endings) > 0)
    return WEIR_FOLDER_ENTRY_PLAN;
  if (!is_json && !g_str_has_suffix (lower, ".yaml") && !g_str_has_suffix (lower, ".yml"))
    return -1;
  if (g_file_info_get_size (info) > WEIR_LIMIT_DOCUMENT_BYTES)
    return -1;
  known = recall (self->memory, path, info);
  if (!known->is_looked_at)
    known->kind = find_content_kind (path, is_json);
  known->is_looked_at = TRUE;
  return known->kind;
}

static void
add_file (Scanner *self, WeirFolderEntry *folder, const char *name, const char *path, GFileInfo *info)
{
  int kind = find_kind (self, name, path, info);
  WeirFolderEntry *entry;

  if (kind < 0)
    return;
  if (self->scan->n_files == WEIR_LIMIT_FOLDER_FILES)
    {
      self->scan->more = TRUE;
      return;
    }
  entry = entry_new ((WeirFolderEntryKind) kind, name, path);
  entry->n_errors = recall (self->memory, path, info)->n_errors;
  g_ptr_array_add (folder->children, entry);
  self->scan->n_files++;
}

static gboolean look_into (Scanner *self, WeirFolderEntry *folder, guint depth, GError **error);

/* Without following links to folders: they may lead back to where they are. */
static void
add_folder (Scanner *self, WeirFolderEntry *folder, const char *name, const char *path, guint depth)
{
  WeirFolderEntry *entry;

  if (depth == WEIR_LIMIT_FOLDER_DEPTH)
    {
      self->scan->more = TRUE;
      return;
    }
  entry = entry_new (WEIR_FOLDER_ENTRY_FOLDER, name, path);
  look_into (self, entry, depth + 1, NULL);
  if (entry->children->len > 0)
    g_ptr_array_add (folder->children, entry);
  else
    entry_free (entry);
}

static void
add_entry (Scanner *self, WeirFolderEntry *folder, GFileInfo *info, guint depth)
{
  const char *name = g_file_info_get_name (info);
  GFileType type = g_file_info_get_file_type (info);
  g_autofree char *path = NULL;

  if (*name == '.' || g_file_info_get_is_hidden (info) || g_str_equal (name, "node_modules"))
    return;
  path = g_build_filename (folder->path, name, NULL);
  if (type == G_FILE_TYPE_REGULAR)
    add_file (self, folder, name, path, info);
  else if (type == G_FILE_TYPE_DIRECTORY && !g_file_info_get_is_symlink (info))
    add_folder (self, folder, name, path, depth);
}

static gboolean
look_into (Scanner *self, WeirFolderEntry *folder, guint depth, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder->path);
  g_autoptr (GFileEnumerator) children =
      g_file_enumerate_children (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, self->cancellable, error);
  GFileInfo *info;

  if (children == NULL)
    return FALSE;
  g_ptr_array_add (self->scan->folders, g_strdup (folder->path));
  while (g_file_enumerator_iterate (children, &info, NULL, self->cancellable, NULL) && info != NULL)
    {
      if (self->n_entries++ >= WEIR_LIMIT_FOLDER_ENTRIES)
        {
          self->scan->more = TRUE;
          break;
        }
      add_entry (self, folder, info, depth);
    }
  g_ptr_array_sort (folder->children, compare_entries);
  return TRUE;
}

/**
 * weir_folder_memory_new:
 *
 * Returns: (transfer full): an empty memory of files
 */
GHashTable *
weir_folder_memory_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * weir_folder_scan_new:
 * @path: of a folder
 * @memory: what is known of its files; is added to
 * @cancellable: (nullable): ends it early
 * @error: return location for a #GIOErrorEnum
 *
 * Looks for flows, load plans and environments in the folder and below, but not in hidden folders,
 * node_modules, and those that are links; up to the WEIR_LIMIT_FOLDER_… limits.
 *
 * Returns: (transfer full) (nullable): what is there
 */
WeirFolderScan *
weir_folder_scan_new (const char *path, GHashTable *memory, GCancellable *cancellable, GError **error)
{
  g_autoptr (WeirFolderScan) scan = g_new0 (WeirFolderScan, 1);
  g_autofree char *name = g_path_get_basename (path);
  Scanner self = { .scan = scan, .memory = memory, .cancellable = cancellable };

  /* Files that are gone are not remembered for ever. */
  if (g_hash_table_size (memory) > WEIR_LIMIT_FOLDER_ENTRIES)
    g_hash_table_remove_all (memory);
  scan->root = entry_new (WEIR_FOLDER_ENTRY_FOLDER, name, path);
  scan->folders = g_ptr_array_new_with_free_func (g_free);
  if (!look_into (&self, scan->root, 0, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&scan);
}

static guint
count_errors (const WeirFolderEntry *entry, goffset size)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GPtrArray) environments = NULL;
  g_autoptr (WeirFlow) flow = NULL;
  g_autoptr (WeirPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (entry->kind == WEIR_FOLDER_ENTRY_FLOW)
    flow = weir_flow_load (entry->path, problems, &error);
  else if (entry->kind == WEIR_FOLDER_ENTRY_PLAN)
    plan = weir_plan_load (entry->path, NULL, problems, &error);
  else if (size > WEIR_LIMIT_DOCUMENT_BYTES)
    return 1;
  else if (g_file_get_contents (entry->path, &text, &length, &error))
    environments = weir_environments_parse (text, length, problems);
  return error != NULL ? 1 : weir_problems_count_errors (problems);
}

static void
check_folder (WeirFolderEntry *folder, GHashTable *memory, GCancellable *cancellable)
{
  for (guint i = 0; i < folder->children->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      WeirFolderEntry *entry = g_ptr_array_index (folder->children, i);
      Known *known = g_hash_table_lookup (memory, entry->path);

      if (entry->children != NULL)
        check_folder (entry, memory, cancellable);
      else if (known != NULL && !known->is_checked)
        {
          known->n_errors = count_errors (entry, known->size);
          known->is_checked = TRUE;
        }
      if (known != NULL)
        entry->n_errors = known->n_errors;
    }
}

/**
 * weir_folder_scan_check:
 * @scan: a scan
 * @memory: the one it was made with
 * @cancellable: (nullable): ends it early; what has been found out by then is remembered
 *
 * Finds out how many errors each of the files has.
 */
void
weir_folder_scan_check (WeirFolderScan *scan, GHashTable *memory, GCancellable *cancellable)
{
  check_folder (scan->root, memory, cancellable);
}

/**
 * weir_folder_scan_free:
 * @scan: (transfer full): a scan
 */
void
weir_folder_scan_free (WeirFolderScan *scan)
{
  g_clear_pointer (&scan->root, entry_free);
  g_clear_pointer (&scan->folders, g_ptr_array_unref);
  g_free (scan);
}
