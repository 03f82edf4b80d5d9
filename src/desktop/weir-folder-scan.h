/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-folder-scan.h: what of a folder belongs to Weir, found out on any thread
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_FOLDER_ENTRY_FOLDER,
  WEIR_FOLDER_ENTRY_ENVIRONMENTS,
  WEIR_FOLDER_ENTRY_FLOW,
  WEIR_FOLDER_ENTRY_PLAN,
} WeirFolderEntryKind;

/* A file, or a folder in which there is one at any depth. */
typedef struct
{
  WeirFolderEntryKind kind;
  char *name;          /* of the file, without folder */
  char *path;          /* absolute */
  char *key;           /* the order people expect, by strcmp() */
  guint n_errors;      /* of a file that has been checked */
  GPtrArray *children; /* of WeirFolderEntry, sorted; NULL for a file */
} WeirFolderEntry;

typedef struct
{
  WeirFolderEntry *root;
  GPtrArray *folders; /* (element-type filename) that were looked into, for watching them */
  guint n_files;
  gboolean more; /* a limit was met: there may be files that are not listed */
} WeirFolderScan;

/* What is known of files as long as they stay as they are. */
GHashTable *weir_folder_memory_new (void);

/* One thread at a time may use @memory. NULL: the folder cannot be read, or it was cancelled. */
WeirFolderScan *weir_folder_scan_new (const char *path, GHashTable *memory, GCancellable *cancellable,
                                      GError **error);
/* Reads every file once more for its errors, unless they are known; takes its time. */
void weir_folder_scan_check (WeirFolderScan *scan, GHashTable *memory, GCancellable *cancellable);
void weir_folder_scan_free (WeirFolderScan *scan);

int weir_folder_entry_compare (WeirFolderEntryKind kind_a, const char *key_a, WeirFolderEntryKind kind_b,
                               const char *key_b);
gboolean weir_folder_entry_is_document (WeirFolderEntryKind kind);
gboolean weir_folder_is_flow_name (const char *name);
gboolean weir_folder_is_environments_name (const char *name);
char *weir_folder_get_stem (const char *name);
const char *weir_folder_get_ending (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFolderScan, weir_folder_scan_free)

G_END_DECLS
