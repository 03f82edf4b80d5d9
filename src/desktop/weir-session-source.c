/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-source.c: the text of an open document, with what has been edited in place
 */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "weir-flow-edit.h"
#include "weir-limits.h"
#include "weir-plan-format.h"
#include "weir-session-private.h"

/* Reading less than this is not noticed. */
#define LONG_TEXT_BYTES (8 * 1024)

/**
 * weir_session_is_json:
 * @self: a document
 *
 * Returns: whether its text is JSON; else it is YAML
 */
gboolean
weir_session_is_json (WeirSession *self)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  lower = self->name != NULL ? g_ascii_strdown (self->name, -1) : NULL;
  return lower != NULL && g_str_has_suffix (lower, ".json");
}

/**
 * weir_session_dup_source:
 * @self: a document that could be read
 * @error: %WEIR_FORMAT_ERROR_INVALID, when what was edited cannot be written as it is
 *
 * Returns: (transfer full) (nullable): its text with its comments, and with what is not saved
 */
char *
weir_session_dup_source (WeirSession *self, GError **error)
{
  const char *text;

  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);
  g_return_val_if_fail (self->document != NULL && self->text != NULL, NULL);

  text = self->source != NULL ? weir_source_text_get_text (self->source) : self->text;
  if (self->plan != NULL)
    return weir_open_document_edit_text (self->document, text, weir_session_is_json (self), error);
  return weir_flow_edit_text_with (self->memory, text, strlen (text), weir_session_is_json (self), self->flow,
                                   error);
}

typedef struct
{
  char *text;
  gboolean is_json;
} ReadAhead;

static void
free_read_ahead (ReadAhead *job)
{
  g_free (job->text);
  g_free (job);
}

static void
read_ahead_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const ReadAhead *job = data;

  g_task_return_pointer (task, weir_flow_read_ahead (job->text, strlen (job->text), job->is_json),
                         (GDestroyNotify) weir_edit_memory_free);
}

static void
read_ahead_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WeirSession *self = WEIR_SESSION (source);

  weir_edit_memory_free (self->memory);
  self->memory = g_task_propagate_pointer (G_TASK (result), NULL);
}

/* Reads the text of a long flow on another thread, so that it need not be read when it is shown. */
void
weir_session_read_ahead (WeirSession *self)
{
  g_autoptr (GTask) task = NULL;
  ReadAhead *job;

  if (self->flow == NULL || self->text == NULL || strlen (self->text) < LONG_TEXT_BYTES)
    return;
  job = g_new0 (ReadAhead, 1);
  job->text = g_strdup (self->text);
  job->is_json = weir_session_is_json (self);
  task = g_task_new (self, NULL, read_ahead_cb, NULL);
  g_task_set_source_tag (task, weir_session_read_ahead);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, job, (GDestroyNotify) free_read_ahead);
  g_task_run_in_thread (task, read_ahead_thread);
}

/* The file is no flow or plan: there is nothing to which an edit could be undone. */
static void
mend (WeirSession *self, const char *text, gpointer document)
{
  g_autoptr (WeirEdits) unseen = weir_edits_new ();

  weir_open_document_adopt (self->document, unseen, document);
  if (self->plan_problems != NULL)
    weir_plan_problems_update (self->plan_problems);
  self->source = weir_source_text_new (text);
  self->broken = FALSE;
  self->mended = TRUE;
  weir_session_place_store (self);
  weir_session_read_environment (self);
  g_signal_emit_by_name (self, "edited");
  g_object_notify (G_OBJECT (self), "title");
  g_object_notify (G_OBJECT (self), "broken");
}

static void
adopt (WeirSession *self, const char *label, const char *text, gpointer document)
{
  if (self->source == NULL)
    self->source = weir_source_text_new (self->text);
  weir_edits_begin (self->edits, label);
  weir_open_document_adopt (self->document, self->edits, document);
  weir_edits_set_string (self->edits, self->source, "text", text);
  weir_edits_end (self->edits);
}

/* As weir_session_apply_source(), with a name for the edit. */
void
weir_session_adopt_source (WeirSession *self, const char *label, const char *text, gpointer document)
{
  gboolean was_dirty = weir_session_get_dirty (self);

  g_clear_pointer (&self->typed, g_free);
  if (self->broken)
    mend (self, text, document);
  else
    adopt (self, label, text, document);
  weir_session_update_draft (self);
  if (weir_session_get_dirty (self) != was_dirty)
    g_object_notify (G_OBJECT (self), "dirty");
}

/**
 * weir_session_apply_source:
 * @self: a document that could be read
 * @text: its text as a person has typed it; not the one of weir_session_get_typed(), which goes
 * @document: what that text says; is not used for anything else afterwards
 *
 * Takes the text over as one edit: the document says what the text says, steps of the same name stay the
 * same objects, and saving writes the text with its comments.
 */
void
weir_session_apply_source (WeirSession *self, const char *text, gpointer document)
{
  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (self->document != NULL && self->text != NULL);
  g_return_if_fail (G_IS_OBJECT (document));

  weir_session_adopt_source (self, _("Edit Source"), text, document);
}

/**
 * weir_session_describe_unread:
 * @self: a document whose typed text has errors
 *
 * Returns: (transfer none): what that means for the document
 */
const char *
weir_session_describe_unread (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  if (self->plan != NULL && self->broken)
    return _("This file is no load plan until these problems are mended. It can be saved as it is.");
  if (self->plan != NULL)
    return _("The plan stays as it was until these problems are mended.");
  if (self->broken)
    return _("This file is no flow until these problems are mended. It can be saved as it is.");
  return _("The flow stays as it was until these problems are mended.");
}

/**
 * weir_session_describe_overtaken:
 * @self: a document that was edited while its text was typed
 *
 * Returns: (transfer none): what that means for both
 */
const char *
weir_session_describe_overtaken (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  /* Nobody can have edited what is not there yet. */
  if (self->broken)
    return weir_session_describe_unread (self);
  if (self->plan != NULL)
    return _("The plan was edited elsewhere meanwhile. What is typed here replaces that as soon as it is "
             "without problems.");
  return _("The flow was edited elsewhere meanwhile. What is typed here replaces that as soon as it is "
           "without problems.");
}

/**
 * weir_session_get_typed:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): text that a person has typed and the flow does not say, because it has
 *   errors or has not been read yet
 */
const char *
weir_session_get_typed (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->typed;
}

/**
 * weir_session_set_typed:
 * @self: a document that could be read
 * @text: (nullable): what a person has typed as its text; %NULL gives up what was typed before: then it is
 *   the text of the flow again, or that of the file while this is none
 *
 * Keeps the text, as a change that is not saved, until the flow says it or it is given up.
 */
void
weir_session_set_typed (WeirSession *self, const char *text)
{
  gboolean was_dirty;

  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (self->document != NULL);

  was_dirty = weir_session_get_dirty (self);
  g_free (self->typed);
  self->typed = g_strdup (text == NULL && self->broken ? self->text : text);
  weir_session_update_draft (self);
  if (weir_session_get_dirty (self) != was_dirty)
    g_object_notify (G_OBJECT (self), "dirty");
}

static void
set_first_error (GPtrArray *problems, GError **error)
{
  const WeirProblem *first = NULL;

  for (guint i = 0; first == NULL && i < problems->len; i++)
    if (!((const WeirProblem *) g_ptr_array_index (problems, i))->is_warning)
      first = g_ptr_array_index (problems, i);
  g_assert (first != NULL);
  if (first->line == 0)
    g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                 _("Something is wrong in the text under Source: %s"), first->message);
  else
    g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                 _("Something is wrong in line %u of the text under Source: %s"), first->line,
                 first->message);
}

/**
 * weir_session_take_typed:
 * @self: a document
 * @error: return location for %WEIR_FORMAT_ERROR_INVALID
 *
 * Reads what was typed as text now, and not after a pause in typing; see weir_session_apply_source().
 *
 * Returns: whether the document says all that was typed; else @error says what is wrong, a whole sentence
 */
gboolean
weir_session_take_typed (WeirSession *self, GError **error)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GObject) document = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  if (self->typed == NULL)
    return TRUE;
  text = g_strdup (self->typed);
  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  folder = path != NULL ? g_path_get_dirname (path) : NULL;
  document = weir_open_document_parse (G_OBJECT_TYPE (self->document), text, weir_session_is_json (self),
                                       folder, problems);
  if (document != NULL)
    weir_session_apply_source (self, text, document);
  else
    set_first_error (problems, error);
  return document != NULL;
}

/* The text of a file that is no flow, but could become one here; (transfer full) (nullable) */
static char *
read_text (const char *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > WEIR_LIMIT_DOCUMENT_BYTES
      || !g_file_get_contents (path, &text, &length, NULL)
      || !g_utf8_validate (text, (gssize) length, NULL))
    return NULL;
  return g_steal_pointer (&text);
}

/* The file has errors: until they are mended an empty flow or plan stands in for the one it will be, and its
 * text counts as typed. What cannot be mended as text is left without document. */
void
weir_session_stand_in (WeirSession *self, const char *path)
{
  char *text = read_text (path);

  if (text == NULL)
    return;
  g_free (self->text);
  self->text = text;
  if (weir_plan_is_meant (text, weir_session_is_json (self)))
    weir_session_take_document (self, weir_plan_new (self->name));
  else
    weir_session_take_document (self, weir_flow_new (self->name));
  self->typed = g_strdup (text);
  self->broken = TRUE;
}

/**
 * weir_session_is_broken:
 * @self: a document
 *
 * Returns: whether its file is text, but no flow or plan: weir_session_get_typed() is that text, with what
 *   was changed in it, and the document is an empty one that nobody shall edit
 */
gboolean
weir_session_is_broken (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  return self->broken;
}
