/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-files.h: the environments of a folder while they are edited: both files, and the secrets
 */

#pragma once

#include "weir-edits.h"
#include "weir-environment-entry.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_ENVIRONMENT_FILE_SHARED,
  WEIR_ENVIRONMENT_FILE_LOCAL,
  WEIR_N_ENVIRONMENT_FILES,
} WeirEnvironmentFile;

#define WEIR_TYPE_ENVIRONMENT_FILES (weir_environment_files_get_type ())
G_DECLARE_FINAL_TYPE (WeirEnvironmentFiles, weir_environment_files, WEIR, ENVIRONMENT_FILES, GObject)

/* properties (read-only): dirty; outdated: another program has written a file, and there are changes here;
 *   draft: what was not saved when the program ended the last time waits for a decision
 * signals:
 *   changed (files)                             later, once for many edits: a run would see other values
 *   loaded (files)                              the files were read: all objects are new ones
 *   renamed (files, const char *old, const char *name)   an environment, by an edit, an undo or reading again
 *   failed (files, const char *sentence)        the keyring does not do what it should */
/* @folder: an absolute path. There is one for a folder, as long as somebody has it; (transfer full). */
WeirEnvironmentFiles *weir_environment_files_get (const char *folder);
/* The same if it has changes that are not saved: these count. (transfer none) (nullable) */
WeirEnvironmentFiles *weir_environment_files_find_edited (const char *folder);
void weir_environment_files_load (WeirEnvironmentFiles *self);

/* What was not saved when the program ended the last time; a sentence about it (transfer full) (nullable). */
char *weir_environment_files_describe_draft (const char *folder);
void weir_environment_files_restore_draft (WeirEnvironmentFiles *self);
void weir_environment_files_discard_draft (WeirEnvironmentFiles *self);
gboolean weir_environment_files_get_has_draft (WeirEnvironmentFiles *self);

const char *weir_environment_files_get_folder (WeirEnvironmentFiles *self);
GListModel *weir_environment_files_get_entries (WeirEnvironmentFiles *self); /* of WeirEnvironmentEntry */
WeirEdits *weir_environment_files_get_edits (WeirEnvironmentFiles *self);
gboolean weir_environment_files_get_dirty (WeirEnvironmentFiles *self);
gboolean weir_environment_files_get_outdated (WeirEnvironmentFiles *self);
WeirEnvironmentEntry *weir_environment_files_find (WeirEnvironmentFiles *self, const char *name);

/* A file with errors; while there is one, there are no entries. */
gboolean weir_environment_files_find_broken (WeirEnvironmentFiles *self, WeirEnvironmentFile *file);
GPtrArray *weir_environment_files_get_problems (WeirEnvironmentFiles *self, WeirEnvironmentFile file);
const char *weir_environment_files_get_text (WeirEnvironmentFiles *self, WeirEnvironmentFile file);
const char *weir_environment_file_get_name (WeirEnvironmentFile file);
gboolean weir_environment_files_write_text (WeirEnvironmentFiles *self, WeirEnvironmentFile file,
                                            const char *text, GError **error);

/* What is wrong, as whole sentences; (transfer full) (nullable). */
char *weir_environment_files_find_message (gpointer self, gpointer object, const char *property);
char *weir_environment_files_find_problem (WeirEnvironmentFiles *self);
char *weir_environment_files_check_name (WeirEnvironmentFiles *self, WeirEnvironmentEntry *except,
                                         const char *name);
/* As reading the files would give them, with what is not saved; (transfer full). */
GPtrArray *weir_environment_files_join (WeirEnvironmentFiles *self);

/* Edits, each of which can be undone */
WeirEnvironmentEntry *weir_environment_files_add (WeirEnvironmentFiles *self, const char *name);
WeirEnvironmentEntry *weir_environment_files_duplicate (WeirEnvironmentFiles *self,
                                                        WeirEnvironmentEntry *entry);
void weir_environment_files_rename (WeirEnvironmentFiles *self, WeirEnvironmentEntry *entry,
                                    const char *name);
void weir_environment_files_remove (WeirEnvironmentFiles *self, WeirEnvironmentEntry *entry);
WeirEnvironmentVariable *weir_environment_files_add_variable (WeirEnvironmentFiles *self,
                                                              WeirEnvironmentPart *part, const char *name,
                                                              const char *value, gboolean secret);
void weir_environment_files_remove_variable (WeirEnvironmentFiles *self, WeirEnvironmentPart *part,
                                             WeirEnvironmentVariable *variable);
void weir_environment_files_move_variable (WeirEnvironmentFiles *self, WeirEnvironmentPart *from,
                                           WeirEnvironmentVariable *variable, WeirEnvironmentPart *to);
void weir_environment_files_set_secret (WeirEnvironmentFiles *self, WeirEnvironmentVariable *variable,
                                        gboolean secret);

gboolean weir_environment_files_save (WeirEnvironmentFiles *self, GError **error);
void weir_environment_files_keep_mine (WeirEnvironmentFiles *self);
void weir_environment_files_check (WeirEnvironmentFiles *self);

G_END_DECLS
