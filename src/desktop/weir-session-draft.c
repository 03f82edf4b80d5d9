/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-draft.c: keeping what is not saved yet, and taking it back after a crash
 */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "weir-field-drafts.h"
#include "weir-plan-format.h"
#include "weir-session-private.h"

/* At most so often: what was typed later is lost when the computer ends just then. */
#define DRAFT_PAUSE_MS 1000

typedef struct
{
  WeirDraft *draft; /* as far as it was made without work */
  char *base;       /* the document before it was edited; NULL when its file is no flow */
  char *yaml;       /* what it says now, without comments */
  GType type;       /* a flow or a plan */
} Job;

static void
job_free (Job *job)
{
  weir_draft_free (job->draft);
  g_free (job->base);
  g_free (job->yaml);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;

  if (job->base != NULL)
    job->draft->text =
        weir_open_document_edit_draft (job->type, job->base, job->draft->is_json, job->yaml);
  if (job->base != NULL && job->draft->text == NULL)
    {
      job->draft->text = g_steal_pointer (&job->yaml);
      job->draft->is_json = FALSE;
    }
  /* Nobody can help it when the disk is full; saving says so. */
  if (!weir_draft_write (job->draft, &error))
    g_info ("%s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirSession) self = data;

  self->draft_writing = FALSE;
  if (self->draft_name == NULL || self->draft_dropped)
    weir_session_drop_draft (self);
}

/* (nullable) */
static gpointer
get_problems (WeirSession *self)
{
  return self->plan != NULL ? (gpointer) self->plan_problems : (gpointer) self->edit_problems;
}

static Job *
job_new (WeirSession *self)
{
  Job *job = g_new0 (Job, 1);
  WeirDraft *draft = g_new0 (WeirDraft, 1);

  draft->path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  /* The one of an earlier start stays where it is until the person has decided about it. */
  if (self->draft_name == NULL)
    self->draft_name = weir_draft_name_for (self->draft != NULL ? NULL : draft->path);
  draft->file_name = g_strdup (self->draft_name);
  draft->title = g_strdup (weir_session_get_title (self));
  draft->time = g_get_real_time () / G_USEC_PER_SEC;
  draft->is_json = weir_session_is_json (self);
  draft->typed = g_strdup (self->typed);
  if (self->document != NULL && get_problems (self) != NULL)
    draft->fields = weir_field_drafts_save (self->document, get_problems (self));
  job->draft = draft;
  job->type = G_OBJECT_TYPE (self->document);
  if (!self->broken)
    {
      job->base = g_strdup (self->source != NULL ? weir_source_text_get_text (self->source) : self->text);
      job->yaml = weir_open_document_to_yaml (self->document);
    }
  return job;
}

static gboolean
write_cb (gpointer data)
{
  WeirSession *self = WEIR_SESSION (data);
  g_autoptr (GTask) task = NULL;

  if (self->draft_writing)
    return G_SOURCE_CONTINUE;
  self->draft_source = 0;
  self->draft_writing = TRUE;
  self->draft_dropped = FALSE;
  /* Its thread must not be the last one to hold the document, as it could hold its source. */
  task = g_task_new (NULL, NULL, written_cb, g_object_ref (self));
  g_task_set_source_tag (task, write_cb);
  g_task_set_task_data (task, job_new (self), (GDestroyNotify) job_free);
  g_task_run_in_thread (task, write_in_thread);
  return G_SOURCE_REMOVE;
}

/* Something was edited, undone or saved. */
void
weir_session_update_draft (WeirSession *self)
{
  if (!weir_session_has_changes (self))
    weir_session_drop_draft (self);
  else if (self->draft_source == 0)
    self->draft_source = g_timeout_add_full (G_PRIORITY_LOW, DRAFT_PAUSE_MS, write_cb, self, NULL);
}

/* There is nothing any more that is not saved, or the person does not want it. */
void
weir_session_drop_draft (WeirSession *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_dropped = TRUE;
  if (self->draft_name == NULL || self->draft_writing)
    return;
  g_unlink (self->draft_name);
  g_clear_pointer (&self->draft_name, g_free);
}

/**
 * weir_session_close:
 * @self: a document
 *
 * The person has closed it: changes that are not saved are not wanted any more. Those of an earlier start
 * that nobody has decided about stay.
 */
void
weir_session_close (WeirSession *self)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  g_free (self->typed);
  self->typed = self->broken ? g_strdup (self->text) : NULL;
  weir_session_drop_draft (self);
}

/* One that an earlier start of the program left. */
void
weir_session_find_draft (WeirSession *self)
{
  g_autofree char *path = g_file_get_path (self->file);
  g_autofree char *name = path != NULL ? weir_draft_name_for (path) : NULL;
  WeirDraft *draft;

  g_clear_pointer (&self->draft, weir_draft_free);
  if (name == NULL || self->document == NULL)
    return;
  draft = weir_draft_read (name);
  if (draft == NULL)
    return;
  if (g_strcmp0 (draft->path, path) != 0
      || (draft->typed == NULL && draft->fields == NULL && g_strcmp0 (draft->text, self->text) == 0))
    weir_draft_free (draft);
  else
    self->draft = draft;
}

/**
 * weir_session_get_draft:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): changes that were not saved when the program ended the last time, as
 *   long as the person has not decided about them
 */
const WeirDraft *
weir_session_get_draft (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->draft;
}

static void
restore_document (WeirSession *self, const WeirDraft *draft, gpointer document)
{
  g_autofree char *own = NULL;

  /* What could not be put into a document in JSON was kept as YAML. */
  if (draft->is_json != weir_session_is_json (self))
    own = g_strdup (self->source != NULL ? weir_source_text_get_text (self->source) : self->text);
  weir_session_adopt_source (self, _("Restore Changes"), own != NULL ? own : draft->text, document);
}

/**
 * weir_session_restore_draft:
 * @self: a document with a draft
 *
 * Makes those changes again, as one edit that can be undone. What has errors becomes the text that is typed,
 * see weir_session_get_typed(), and what fields showed is in them again.
 */
void
weir_session_restore_draft (WeirSession *self)
{
  g_autoptr (WeirDraft) draft = NULL;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GObject) document = NULL;
  const char *typed;

  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (self->draft != NULL);

  draft = g_steal_pointer (&self->draft);
  if (self->draft_name != NULL)
    g_unlink (self->draft_name);
  g_free (self->draft_name);
  self->draft_name = g_strdup (draft->file_name);
  if (draft->text != NULL)
    document = weir_open_document_parse (G_OBJECT_TYPE (self->document), draft->text, draft->is_json, NULL,
                                         problems);
  typed = draft->typed != NULL || document != NULL ? draft->typed : draft->text;
  if (document != NULL)
    restore_document (self, draft, document);
  if (typed != NULL)
    weir_session_set_typed (self, typed);
  if (document != NULL && draft->fields != NULL && get_problems (self) != NULL)
    weir_field_drafts_restore (self->document, get_problems (self), draft->fields);
}

/**
 * weir_session_discard_draft:
 * @self: a document with a draft
 *
 * Deletes those changes for good.
 */
void
weir_session_discard_draft (WeirSession *self)
{
  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (self->draft != NULL);

  g_unlink (self->draft->file_name);
  g_clear_pointer (&self->draft, weir_draft_free);
}

/**
 * weir_session_new_for_draft:
 * @draft: (transfer full): of a document that was never saved
 *
 * Returns: (transfer full) (nullable): that document, with the draft to decide about
 */
WeirSession *
weir_session_new_for_draft (WeirDraft *draft)
{
  const char *text = draft->text != NULL ? draft->text : "";
  gboolean is_plan = weir_plan_is_one (text, strlen (text), draft->is_json);
  g_autoptr (WeirSession) self =
      weir_session_new_for_text (is_plan ? WEIR_NEW_PLAN_TEXT : WEIR_NEW_FLOW_TEXT, NULL);

  self->draft = draft;
  return g_steal_pointer (&self);
}
