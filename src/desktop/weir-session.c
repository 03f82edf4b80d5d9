/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session.c: one open document: its file, whether it is saved, and its latest run
 *
 * It knows no widget. A window shows one session at a time; the run of another goes on meanwhile.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-flow-format.h"
#include "weir-session-environment.h"
#include "weir-session-private.h"

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DIRTY,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  RUN_CHANGED,
  RUN_FINISHED,
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirSession, weir_session, G_TYPE_OBJECT)

/* By comparing, so that an edit that is taken back leaves nothing to save. */
void
weir_session_update_dirty (WeirSession *self)
{
  g_autofree char *current = self->flow != NULL ? weir_flow_to_yaml (self->flow) : NULL;
  gboolean dirty = g_strcmp0 (current, self->saved) != 0;

  if (dirty == self->dirty)
    return;
  self->dirty = dirty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
}

static void
edited_cb (WeirSession *self)
{
  weir_session_update_dirty (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
follow_flow (WeirSession *self)
{
  g_signal_connect_object (weir_flow_get_run_options (self->flow), "notify", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (self->flow, part)));

      for (guint i = 0; i < n_steps; i++)
        g_signal_connect_object (weir_flow_get_step (self->flow, part, i), "notify", G_CALLBACK (edited_cb),
                                 self, G_CONNECT_SWAPPED);
    }
}

static void
drop_flow (WeirSession *self)
{
  if (self->flow == NULL)
    return;
  g_signal_handlers_disconnect_by_data (weir_flow_get_run_options (self->flow), self);
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (self->flow, part)));

      for (guint i = 0; i < n_steps; i++)
        g_signal_handlers_disconnect_by_data (weir_flow_get_step (self->flow, part, i), self);
    }
  g_clear_object (&self->flow);
}

/* One that is still under way is ended with it. */
static void
drop_run (WeirSession *self)
{
  if (self->run == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  g_clear_object (&self->run_flow);
}

/* @flow: (transfer full) (nullable) */
static void
take_flow (WeirSession *self, WeirFlow *flow)
{
  drop_flow (self);
  g_clear_pointer (&self->saved, g_free);
  self->flow = flow;
  if (flow != NULL)
    {
      self->saved = weir_flow_to_yaml (flow);
      follow_flow (self);
    }
  weir_session_update_dirty (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
run_changed_cb (WeirSession *self)
{
  g_signal_emit (self, signals[RUN_CHANGED], 0);
}

static void
run_finished_cb (WeirSession *self)
{
  /* Whoever hears of it may close this document. */
  g_autoptr (WeirSession) kept = g_object_ref (self);

  g_object_notify_by_pspec (G_OBJECT (kept), properties[PROP_RUNNING]);
  g_signal_emit (kept, signals[RUN_FINISHED], 0);
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
      g_value_set_boolean (value, self->dirty);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, weir_session_is_running (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
weir_session_dispose (GObject *object)
{
  WeirSession *self = WEIR_SESSION (object);

  drop_run (self);
  drop_flow (self);
  G_OBJECT_CLASS (weir_session_parent_class)->dispose (object);
}

static void
weir_session_finalize (GObject *object)
{
  WeirSession *self = WEIR_SESSION (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->etag);
  g_free (self->text);
  g_free (self->notice);
  g_free (self->saved);
  g_free (self->error);
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
   * WeirSession:running:
   *
   * Whether a run is under way.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[RUN_CHANGED] =
      g_signal_new ("run-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RUN_FINISHED] =
      g_signal_new ("run-finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_session_init (WeirSession *self)
{
  self->problems = weir_problems_new ();
}

/**
 * weir_session_new_for_file:
 * @file: a document
 *
 * Returns: (transfer full): the document, read; it has no flow when something is wrong with the file
 */
WeirSession *
weir_session_new_for_file (GFile *file)
{
  WeirSession *self = g_object_new (WEIR_TYPE_SESSION, NULL);

  self->file = g_object_ref (file);
  self->name = g_file_get_basename (file);
  weir_session_load (self);
  return self;
}

/**
 * weir_session_new_for_text:
 * @text: a flow in YAML
 * @error: return location for a #WEIR_FORMAT_ERROR
 *
 * Returns: (transfer full) (nullable): a document that was never saved
 */
WeirSession *
weir_session_new_for_text (const char *text, GError **error)
{
  g_autoptr (WeirSession) self = g_object_new (WEIR_TYPE_SESSION, NULL);

  self->text = g_strdup (text);
  take_flow (self, weir_flow_parse (text, strlen (text), FALSE, self->problems));
  if (self->flow == NULL)
    {
      const WeirProblem *problem = g_ptr_array_index (self->problems, 0);

      g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, problem->message);
      return NULL;
    }
  return g_steal_pointer (&self);
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
  WeirFlow *flow = NULL;

  g_return_if_fail (WEIR_IS_SESSION (self));
  g_return_if_fail (self->file != NULL);
  g_return_if_fail (!weir_session_is_running (self));

  drop_run (self);
  g_ptr_array_set_size (self->problems, 0);
  g_clear_pointer (&self->error, g_free);
  path = g_file_get_path (self->file);
  if (path != NULL)
    flow = weir_flow_load (path, self->problems, &error);
  weir_session_remember_file (self, flow != NULL);
  if (path == NULL)
    self->error = g_strdup (_("The file is not on this computer. Copy it here, then open the copy."));
  else if (error != NULL)
    self->error = g_strdup (error->message);
  take_flow (self, flow);
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

  return self->flow != NULL ? weir_flow_get_name (self->flow) : self->name;
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
 * Returns: (transfer none) (nullable): its flow; %NULL when something is wrong with the file
 */
WeirFlow *
weir_session_get_flow (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->flow;
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

  return self->dirty;
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

/**
 * weir_session_start_run:
 * @self: a document with a flow, in which no run is under way
 * @error: return location for a #WEIR_RUN_ERROR, or %WEIR_FORMAT_ERROR_INVALID about its environment
 *
 * Runs the flow as its options say. What is edited from now on changes nothing in this run.
 *
 * Returns: whether it has begun
 */
gboolean
weir_session_start_run (WeirSession *self, GError **error)
{
  WeirRunOptions *options;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) frozen = NULL;
  g_autofree char *yaml = NULL;
  g_autofree char *path = NULL;
  g_autoptr (WeirEnvironment) environment = NULL;
  g_auto (GStrv) secrets = NULL;
  WeirRunSettings settings = { 0 };
  WeirRun *run;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);
  g_return_val_if_fail (self->flow != NULL, FALSE);
  g_return_val_if_fail (!weir_session_is_running (self), FALSE);

  options = weir_flow_get_run_options (self->flow);
  yaml = weir_flow_to_yaml (self->flow);
  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  settings.iterations = weir_run_options_get_iterations (options);
  settings.parallel = weir_run_options_get_parallel (options);
  settings.delay_ms = weir_run_options_get_delay_ms (options);
  settings.stop_on_failure = weir_run_options_get_stop_on_failure (options);
  settings.file_name = path;
  if (!weir_session_find_environment (self->flow, path, &environment, &secrets, error))
    return FALSE;
  settings.environment = environment;
  settings.secrets = (const char *const *) secrets;
  run = weir_run_new (self->flow, yaml, &settings, error);
  if (run == NULL)
    return FALSE;
  frozen = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);
  drop_run (self);
  self->run = run;
  self->run_flow = g_object_ref (frozen != NULL ? frozen : self->flow);
  self->n_stops = 0;
  g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "finished", G_CALLBACK (run_finished_cb), self, G_CONNECT_SWAPPED);
  weir_run_start (run);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  return TRUE;
}

/**
 * weir_session_stop_run:
 * @self: a document
 *
 * The first call ends the run in an orderly way, with After All; the second at once.
 */
void
weir_session_stop_run (WeirSession *self)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  if (!weir_session_is_running (self))
    return;
  self->n_stops++;
  weir_run_stop (self->run);
}

/**
 * weir_session_forget_run:
 * @self: a document
 *
 * From now on it has not been run; in the archive the run stays. One that is under way is not forgotten.
 */
void
weir_session_forget_run (WeirSession *self)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  if (weir_session_is_running (self))
    return;
  drop_run (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/**
 * weir_session_is_running:
 * @self: a document
 *
 * Returns: whether a run is under way
 */
gboolean
weir_session_is_running (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  return self->run != NULL && !weir_run_is_done (self->run);
}

/**
 * weir_session_get_stops:
 * @self: a document
 *
 * Returns: how often the latest run was told to stop
 */
guint
weir_session_get_stops (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), 0);

  return self->n_stops;
}

/**
 * weir_session_get_run:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the latest run
 */
WeirRun *
weir_session_get_run (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->run;
}

/**
 * weir_session_get_run_flow:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the flow as it was when that run began
 */
WeirFlow *
weir_session_get_run_flow (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->run_flow;
}
