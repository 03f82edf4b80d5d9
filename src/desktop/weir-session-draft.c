/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-draft.c: keeping what is not saved yet, and taking it back after a crash
 */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "weir-flow-format.h"
#include "weir-session-private.h"

/* At most so often: what was typed later is lost when the computer ends just then. */
#define DRAFT_PAUSE_MS 2000

/* A draft that cannot be read back is worth nothing; the one before it is kept instead. */
static gboolean
is_readable (const char *text)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (text, strlen (text), FALSE, problems);

  return flow != NULL;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WeirDraft *draft = data;
  g_autoptr (GError) error = NULL;

  /* Nobody can help it when the disk is full; saving says so. */
  if (is_readable (draft->text) && !weir_draft_write (draft, &error))
    g_info ("%s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WeirSession *self = WEIR_SESSION (source);

  self->draft_writing = FALSE;
  if (self->draft_name == NULL || self->draft_dropped)
    weir_session_drop_draft (self);
}

static gboolean
write_cb (gpointer data)
{
  WeirSession *self = WEIR_SESSION (data);
  g_autoptr (GTask) task = NULL;
  WeirDraft *draft;

  if (self->draft_writing)
    return G_SOURCE_CONTINUE;
  self->draft_source = 0;
  draft = g_new0 (WeirDraft, 1);
  draft->path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  if (self->draft_name == NULL)
    self->draft_name = weir_draft_name_for (draft->path);
  draft->file_name = g_strdup (self->draft_name);
  draft->title = g_strdup (weir_session_get_title (self));
  draft->time = g_get_real_time () / G_USEC_PER_SEC;
  draft->text = weir_flow_to_yaml (self->flow);
  self->draft_writing = TRUE;
  self->draft_dropped = FALSE;
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_source_tag (task, write_cb);
  g_task_set_task_data (task, draft, (GDestroyNotify) weir_draft_free);
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

  g_clear_pointer (&self->typed, g_free);
  weir_session_drop_draft (self);
}

/* One that an earlier start of the program left. */
void
weir_session_find_draft (WeirSession *self)
{
  g_autofree char *path = g_file_get_path (self->file);
  g_autofree char *name = path != NULL ? weir_draft_name_for (path) : NULL;
  g_autofree char *saved = NULL;

  g_clear_pointer (&self->draft, weir_draft_free);
  if (name == NULL || self->flow == NULL)
    return;
  self->draft = weir_draft_read (name);
  if (self->draft == NULL)
    return;
  saved = weir_flow_to_yaml (self->flow);
  if (g_strcmp0 (self->draft->path, path) != 0
      || g_str_equal (self->draft->text, saved))
    g_clear_pointer (&self->draft, weir_draft_free);
}

static void
replace_items (WeirEdits *edits, GListStore *store, GListStore *with)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (store)) > 0)
    weir_edits_remove (edits, store, g_list_model_get_n_items (G_LIST_MODEL (store)) - 1);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (with)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (with), i);

      weir_edits_insert (edits, store, i, item);
    }
}

static void
copy_properties (WeirEdits *edits, GObject *to, GObject *from)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (from), &n_pspecs);

  for (guint i = 0; i < n_pspecs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      if ((pspecs[i]->flags & G_PARAM_READWRITE) != G_PARAM_READWRITE)
        continue;
      g_value_init (&value, pspecs[i]->value_type);
      g_object_get_property (from, pspecs[i]->name, &value);
      weir_edits_set_property (edits, to, pspecs[i]->name, &value);
    }
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

/**
 * weir_session_restore_draft:
 * @self: a document with a draft
 *
 * Makes those changes again, as one edit that can be undone.
 */
void
weir_session_restore_draft (WeirSession *self)
{
  g_autoptr (WeirDraft) draft = NULL;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = NULL;

  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (self->draft != NULL);

  draft = g_steal_pointer (&self->draft);
  flow = weir_flow_parse (draft->text, strlen (draft->text), FALSE, problems);
  if (flow == NULL)
    return;
  if (self->draft_name == NULL)
    self->draft_name = g_strdup (draft->file_name);
  weir_edits_begin (self->edits, _("Restore Changes"));
  copy_properties (self->edits, G_OBJECT (self->flow), G_OBJECT (flow));
  copy_properties (self->edits, G_OBJECT (weir_flow_get_run_options (self->flow)),
                   G_OBJECT (weir_flow_get_run_options (flow)));
  replace_items (self->edits, weir_flow_get_variables (self->flow), weir_flow_get_variables (flow));
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    replace_items (self->edits, weir_flow_get_part (self->flow, part), weir_flow_get_part (flow, part));
  weir_edits_end (self->edits);
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

  /* What was changed since then has replaced it in its file already. */
  if (self->draft_name == NULL)
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
  g_autoptr (WeirSession) self = weir_session_new_for_text (WEIR_NEW_FLOW_TEXT, NULL);

  self->draft = draft;
  return g_steal_pointer (&self);
}
