/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-files-private.h: what the files of WeirEnvironmentFiles share
 */

#pragma once

#include "weir-draft.h"
#include "weir-environment-files.h"

G_BEGIN_DECLS

/* A secret whose value is known. */
typedef struct
{
  char *environment;
  char *name;
  char *value;
} WeirKnownSecret;

struct _WeirEnvironmentFiles
{
  GObject parent_instance;

  /* owned */
  char *folder;
  GListStore *entries; /* of WeirEnvironmentEntry */
  WeirEdits *edits;
  char *paths[WEIR_N_ENVIRONMENT_FILES];
  char *texts[WEIR_N_ENVIRONMENT_FILES];        /* as read or saved last; NULL: there is no such file */
  GPtrArray *problems[WEIR_N_ENVIRONMENT_FILES]; /* of WeirProblem; NULL: the file is in order */
  GFileMonitor *monitors[WEIR_N_ENVIRONMENT_FILES];
  GHashTable *saved_names; /* WeirEnvironmentEntry → its name in the files */
  GHashTable *names;       /* WeirEnvironmentEntry → its name when that was told last */
  GHashTable *kept;        /* id → WeirKnownSecret: in the keyring, or in memory before anything was edited */
  GHashTable *given;       /* the same: what is in memory because it was typed */
  GHashTable *sources;     /* WeirEnvironmentVariable → WeirKnownSecret that has its value */
  WeirDraft *draft;        /* of an earlier start, that nobody has decided about; NULL: there is none */
  char *draft_name;        /* where what is not saved is kept meanwhile */
  GCancellable *cancellable; /* of what the keyring is asked for */

  guint n_loaded[WEIR_N_ENVIRONMENT_FILES]; /* environments that a file had */
  guint changed_source;
  guint watch_source;
  guint draft_source;
  gboolean dirty;
  gboolean outdated;
  gboolean stale;      /* what was restored was made of other files */
  gboolean draft_writing;
  gboolean draft_dropped; /* while it is written */
  gboolean overwrites;    /* saving replaces what another program has written */
};

/* weir-environment-files.c */
gboolean weir_environment_names_equal (const char *a, const char *b); /* in any case */
void weir_environment_files_update (WeirEnvironmentFiles *self);
void weir_environment_files_tell (WeirEnvironmentFiles *self);
WeirEnvironmentFiles *weir_environment_files_find_known (const char *folder); /* (nullable) */
void weir_environment_files_set_draft (WeirEnvironmentFiles *self, WeirDraft *draft); /* (transfer full) */
void weir_environment_files_set_outdated (WeirEnvironmentFiles *self, gboolean outdated);
void weir_environment_files_fail (WeirEnvironmentFiles *self, const char *sentence);
/* Of one file, as it shall be written; (transfer full) */
GPtrArray *weir_environment_files_list (WeirEnvironmentFiles *self, WeirEnvironmentFile file);

/* weir-environment-files-save.c */
void weir_environment_files_watch (WeirEnvironmentFiles *self);
void weir_environment_files_unwatch (WeirEnvironmentFiles *self);

/* weir-environment-files-draft.c */
void weir_environment_files_find_draft (WeirEnvironmentFiles *self);
void weir_environment_files_update_draft (WeirEnvironmentFiles *self);
void weir_environment_files_free_draft (WeirEnvironmentFiles *self);

/* weir-environment-files-text.c */
char *weir_environment_files_to_text (WeirEnvironmentFiles *self);
gboolean weir_environment_files_take_text (WeirEnvironmentFiles *self, const char *text, char ***typed);

/* weir-environment-files-secrets.c */
void weir_known_secret_free (gpointer known);
GHashTable *weir_known_secrets_new (void);
void weir_environment_files_load_secrets (WeirEnvironmentFiles *self);
void weir_environment_files_remember_secrets (WeirEnvironmentFiles *self);
void weir_environment_files_save_secrets (WeirEnvironmentFiles *self);
void weir_environment_files_forget_secrets (WeirEnvironmentFiles *self);
const WeirKnownSecret *weir_environment_files_find_source (WeirEnvironmentFiles *self,
                                                           const char *environment,
                                                           WeirEnvironmentVariable *variable);
void weir_environment_files_set_source (WeirEnvironmentFiles *self, WeirEnvironmentVariable *variable,
                                        const char *environment, const char *name);
void weir_environment_files_take_sources (WeirEnvironmentFiles *self);
gboolean weir_environment_files_keeps (WeirEnvironmentFiles *self, const char *value);

G_END_DECLS
