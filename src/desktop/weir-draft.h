/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-draft.h: changes that were not saved yet, kept on disk in case the program or the computer ends
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *file_name; /* where it is kept */
  char *path;      /* of the document; NULL for one that was never saved */
  char *title;
  gint64 time; /* when it was written, in seconds since 1970 */
  char *text;   /* the document with its comments; NULL when its file is no flow */
  char *typed;  /* (nullable) text that was typed and that no flow says */
  char *fields; /* (nullable) what fields show and no document can hold: weir_field_drafts_save() */
  gboolean is_json; /* the text */
} WeirDraft;

char *weir_draft_name_for (const char *path);
gboolean weir_draft_write (const WeirDraft *draft, GError **error);
WeirDraft *weir_draft_read (const char *file_name);
GPtrArray *weir_drafts_list_unsaved (void);
GPtrArray *weir_drafts_list_saved (void);
char *weir_draft_dup_string (JsonObject *object, const char *name); /* (nullable) */
char *weir_draft_describe_time (const WeirDraft *draft);
void weir_draft_free (WeirDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDraft, weir_draft_free)

G_END_DECLS
