/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session.c: one open document: its file, whether it is saved, and its latest run
 *
 * It knows no widget. A window shows one session at a time; the run of another goes on meanwhile.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-session-private.h"

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DIRTY,
  PROP_BROKEN,
  PROP_RUNNING,
  PROP_FILE_STATE,
  PROP_ENVIRONMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  RUN_CHANGED,
  RUN_FINISHED,
  SEND_CHANGED,
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirSession, weir_session, G_TYPE_OBJECT)

static void
modified_cb (WeirSession *self)
{
  weir_session_update_draft (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
}

static void
problems_changed_cb (WeirSession *self)
{
  weir_session_update_draft (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
changed_cb (WeirSession *self, GObject *object, const char *property)
{
  weir_session_update_draft (self);
  weir_session_follow_name (self, object, property);
  weir_session_place_store (self);
  if (self->flow != NULL && object == self->document && g_strcmp0 (property, "environment") == 0)
    weir_session_read_environment (self);
  g_signal_emit (self, signals[EDITED], 0);
  if (object == self->document)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
drop_document (WeirSession *self)
{
  self->flow = NULL;
  self->plan = NULL;
  if (self->edits != NULL)
    g_signal_handlers_disconnect_by_data (self->edits, self);
  g_clear_object (&self->edits);
  g_clear_object (&self->edit_problems);
  g_clear_object (&self->plan_problems);
  g_clear_object (&self->document);
}

static void
follow_problems (WeirSession *self)
{
  GObject *problems;

  if (self->plan != NULL)
    problems = G_OBJECT (self->plan_problems = weir_plan_problems_new (self->plan, self->edits));
  else
    problems = G_OBJECT (self->edit_problems = weir_flow_problems_new (self->flow, self->edits));
  g_signal_connect_object (problems, "changed", G_CALLBACK (problems_changed_cb), self, G_CONNECT_SWAPPED);
}

/* @document: (transfer full) (nullable) */
void
weir_session_take_document (WeirSession *self, gpointer document)
{
  drop_document (self);
  weir_session_drop_send (self);
  weir_current_store_clear (self->store);
  g_clear_object (&self->source);
  g_clear_pointer (&self->typed, g_free);
  self->document = document;
  self->flow = WEIR_IS_FLOW (document) ? document : NULL;
  self->plan = WEIR_IS_PLAN (document) ? document : NULL;
  weir_session_read_environment (self);
  if (document != NULL)
    {
      self->edits = weir_edits_new ();
      g_signal_connect_object (self->edits, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->edits, "notify::modified", G_CALLBACK (modified_cb), self,
                               G_CONNECT_SWAPPED);
      follow_problems (self);
    }
  weir_session_read_ahead (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
weir_session_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  WeirSession *self = WEIR_SESSION (object);

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, weir_session_get_title (self));
      break;
    case PROP_DIRTY:
      g_value_set_boolean (value, weir_session_get_dirty (self));
      break;
    case PROP_BROKEN:
      g_value_set_boolean (value, self->broken);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, weir_session_is_running (self));
      break;
    case PROP_FILE_STATE:
      g_value_set_uint (value, self->file_state);
      break;
    case PROP_ENVIRONMENT:
      g_value_set_string (value, weir_session_get_environment_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
weir_session_dispose (GObject *object)
{
  WeirSession *self = WEIR_SESSION (object);

  weir_session_drop_run (self);
  weir_session_drop_send (self);
  g_clear_handle_id (&self->place_idle, g_source_remove);
  weir_session_unwatch_file (self);
  g_clear_handle_id (&self->draft_source, g_source_remove);
  drop_document (self);
  G_OBJECT_CLASS (weir_session_parent_class)->dispose (object);
}

static void
weir_session_finalize (GObject *object)
{
  WeirSession *self = WEIR_SESSION (object);

  g_clear_object (&self->source);
  g_clear_object (&self->file);
  g_clear_object (&self->report);
  g_clear_object (&self->store);
  g_clear_object (&self->environment);
  g_strfreev (self->secrets);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_strfreev (self->rounds);
  g_clear_pointer (&self->given, g_hash_table_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->memory, weir_edit_memory_free);
  g_free (self->name);
  g_free (self->stamp);
  g_free (self->text);
  g_free (self->typed);
  g_free (self->notice);
  g_free (self->error);
  g_free (self->draft_name);
  weir_draft_free (self->draft);
  g_free (self->environment_name);
  G_OBJECT_CLASS (weir_session_parent_class)->finalize (object);
}

static void
weir_session_class_init (WeirSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = weir_session_get_property;
  object_class->dispose = weir_session_dispose;
  object_class->finalize = weir_session_finalize;
  /**
   * WeirSession:title:
   *
   * The name of the flow, else of the file.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /**
   * WeirSession:dirty:
   *
   * Whether there are changes that are not saved.
   */
  properties[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, flags);
  /**
   * WeirSession:broken:
   *
   * Whether its file is text, but no flow: see weir_session_is_broken().
   */
  properties[PROP_BROKEN] = g_param_spec_boolean ("broken", NULL, NULL, FALSE, flags);
  /**
   * WeirSession:running:
   *
   * Whether a run is under way.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  /**
   * WeirSession:file-state:
   *
   * Whether another program has touched its file, a #WeirSessionFile.
   */
  properties[PROP_FILE_STATE] =
      g_param_spec_uint ("file-state", NULL, NULL, 0, WEIR_SESSION_FILE_MISSING, 0, flags);
  /**
   * WeirSession:environment:
   *
   * The name of the environment it runs in; %NULL for none.
   */
  properties[PROP_ENVIRONMENT] = g_param_spec_string ("environment", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[RUN_CHANGED] =
      g_signal_new ("run-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RUN_FINISHED] =
      g_signal_new ("run-finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SEND_CHANGED] =
      g_signal_new ("send-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_session_init (WeirSession *self)
{
  self->problems = weir_problems_new ();
  self->store = weir_current_store_new ();
  self->memory = weir_edit_memory_new ();
}

/**
 * weir_session_new_for_file:
 * @file: a document
 *
 * Returns: (transfer full): the document, read; it has no flow when the file cannot be read, see also
 *   weir_session_is_broken()
 */
WeirSession *
weir_session_new_for_file (GFile *file)
{
  WeirSession *self = g_object_new (WEIR_TYPE_SESSION, NULL);

  self->file = g_object_ref (file);
  self->name = g_file_get_basename (file);
  weir_session_load (self);
  weir_session_find_draft (self);
  return self;
}

/**
 * weir_session_new_for_text:
 * @text: a flow or a load plan in YAML
 * @error: return location for a #WEIR_FORMAT_ERROR
 *
 * Returns: (transfer full) (nullable): a document that was never saved
 */
WeirSession *
weir_session_new_for_text (const char *text, GError **error)
{
  g_autoptr (WeirSession) self = g_object_new (WEIR_TYPE_SESSION, NULL);

  self->text = g_strdup (text);
  weir_session_take_document (self,
                              weir_open_document_parse (G_TYPE_NONE, text, FALSE, NULL, self->problems));
  if (self->document == NULL)
    {
      const WeirProblem *problem = g_ptr_array_index (self->problems, 0);

      g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, problem->message);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * weir_session_new_for_report:
 * @report: results from a file
 * @error: set to a #WeirFormatError
 *
 * Returns: (transfer full) (nullable): the flow that was run as a document without a file, with its results
 */
WeirSession *
weir_session_new_for_report (WeirOpenedReport *report, GError **error)
{
  WeirSession *self = weir_session_new_for_text (weir_opened_report_get_run (report)->info->document, error);

  if (self != NULL)
    self->report = g_object_ref (report);
  return self;
}

/**
 * weir_session_get_report:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the results it came with, until it is saved as a flow of its own
 */
WeirOpenedReport *
weir_session_get_report (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->file == NULL ? self->report : NULL;
}

/**
 * weir_session_load:
 * @self: a document with a file, in which no run is under way
 *
 * Reads the file again. Changes that are not saved are lost, and so is the latest run: its steps may not be
 * those of the file any more.
 */
void
weir_session_load (WeirSession *self)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  gboolean was_dirty;
  gpointer document = NULL;

  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (self->file != NULL);
  g_return_if_fail (!weir_session_is_running (self));

  weir_session_drop_run (self);
  was_dirty = weir_session_get_dirty (self);
  weir_session_recall_environment (self);
  g_ptr_array_set_size (self->problems, 0);
  g_clear_pointer (&self->error, g_free);
  path = g_file_get_path (self->file);
  if (path != NULL)
    document = weir_open_document_load (path, self->problems, &error);
  weir_session_remember_file (self, document != NULL);
  if (path == NULL)
    self->error = g_strdup (_("The file is not on this computer. Copy it here, then open the copy."));
  else if (error != NULL)
    self->error = g_strdup (error->message);
  weir_session_drop_draft (self);
  self->broken = FALSE;
  self->mended = FALSE;
  weir_session_take_document (self, document);
  if (document == NULL && path != NULL && error == NULL)
    weir_session_stand_in (self, path);
  if (was_dirty)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
}

/**
 * weir_session_get_title:
 * @self: a document
 *
 * Returns: (transfer none): the name of the flow, else of the file
 */
const char *
weir_session_get_title (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->document != NULL && !self->broken ? weir_open_document_get_name (self->document) : self->name;
}

/**
 * weir_session_get_file_name:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the name of its file, without folder; %NULL before it was saved
 */
const char *
weir_session_get_file_name (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->name;
}

/**
 * weir_session_get_file:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): its file; %NULL before it was saved
 */
GFile *
weir_session_get_file (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->file;
}

/**
 * weir_session_get_flow:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): its flow; %NULL when its file cannot be read
 */
WeirFlow *
weir_session_get_flow (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->flow;
}

/**
 * weir_session_get_plan:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): its load plan; %NULL when it is a flow, or something is wrong with the
 *   file
 */
WeirPlan *
weir_session_get_plan (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->plan;
}

/**
 * weir_session_get_edits:
 * @self: a document
 *
 * Whoever changes the flow does it through these. Reading the file again replaces them together with the
 * flow.
 *
 * Returns: (transfer none) (nullable): the edits of its flow; %NULL without flow
 */
WeirEdits *
weir_session_get_edits (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->edits;
}

/**
 * weir_session_get_edit_problems:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what edits have made wrong with its flow; %NULL without flow
 */
WeirFlowProblems *
weir_session_get_edit_problems (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->edit_problems;
}

/**
 * weir_session_get_plan_problems:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what is wrong with its load plan; %NULL without plan
 */
WeirPlanProblems *
weir_session_get_plan_problems (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->plan_problems;
}

/**
 * weir_session_get_problems:
 * @self: a document
 *
 * Returns: (transfer none) (element-type WeirProblem): errors and warnings of the file
 */
GPtrArray *
weir_session_get_problems (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->problems;
}

/**
 * weir_session_get_error:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): why the file cannot be read
 */
const char *
weir_session_get_error (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->error;
}

/* What a person has done that is not in the file. */
gboolean
weir_session_has_changes (WeirSession *self)
{
  if (self->document == NULL)
    return FALSE;
  if (self->broken)
    return !g_str_equal (self->typed, self->text);
  return self->mended || self->typed != NULL || weir_edits_get_modified (self->edits)
         || (self->plan != NULL ? weir_plan_problems_has_drafts (self->plan_problems)
                                : weir_flow_problems_has_drafts (self->edit_problems));
}

/**
 * weir_session_get_dirty:
 * @self: a document
 *
 * Returns: whether there are changes that are not saved
 */
gboolean
weir_session_get_dirty (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  return self->overwrites || weir_session_has_changes (self);
}

/**
 * weir_session_get_notice:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what is told above it as long as it is open
 */
const char *
weir_session_get_notice (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->notice;
}

/**
 * weir_session_set_notice:
 * @self: a document that is not shown yet
 * @notice: what to tell above it as long as it is open
 */
void
weir_session_set_notice (WeirSession *self, const char *notice)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  g_free (self->notice);
  self->notice = g_strdup (notice);
}
