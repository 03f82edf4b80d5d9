/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-editor-context.c: what all fields of the step editor share: the step, and what is known there
 *
 * It has no widget. Names and origins are looked up again after an edit, when somebody asks for them, and the
 * fields hear of it once when the program is idle, however many edits there were. What is typed into a
 * request sets names only where it calls methods; finding out takes all steps, and waits for a pause.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-editor-context.h"
#include "weir-field.h"
#include "weir-field-text.h"
#include "weir-plan-columns.h"
#include "weir-step-check.h"
#include "weir-step-names.h"

/* In typing. */
#define PAUSE_MS 150

struct _WeirEditorContext
{
  GObject parent_instance;

  /* owned */
  WeirFlow *flow;
  WeirPlan *plan; /* instead of the flow */
  WeirPlanProblems *plan_problems;
  WeirStep *step;
  WeirEdits *edits;
  WeirFlowProblems *problems;
  WeirEnvironment *environment;
  WeirCurrentStore *store;
  char *folder;
  WeirNames *names;   /* NULL until asked for */
  GPtrArray *origins; /* NULL until asked for */
  GHashTable *columns; /* of weir-plan-columns.h */
  GSignalGroup *edits_signals;
  GSignalGroup *problems_signals;
  GSignalGroup *plan_signals;

  /* borrowed */
  gpointer other; /* a document that is no flow */
  WeirFindMessageFunc find_message;

  guint idle;
  guint pause; /* in typing, after which names are looked up again */
};

enum
{
  UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirEditorContext, weir_editor_context, G_TYPE_OBJECT)

static gboolean
update_cb (gpointer data)
{
  WeirEditorContext *self = data;

  self->idle = 0;
  g_signal_emit (self, signals[UPDATED], 0);
  return G_SOURCE_REMOVE;
}

static void
tell_later (WeirEditorContext *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (update_cb, self);
}

static void
update_later (WeirEditorContext *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->names, weir_names_unref);
  g_clear_pointer (&self->origins, g_ptr_array_unref);
  tell_later (self);
}

static gboolean
pause_cb (gpointer data)
{
  WeirEditorContext *self = data;

  self->pause = 0;
  update_later (self);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (WeirEditorContext *self, GObject *object)
{
  if (!WEIR_IS_REQUEST (object) && !WEIR_IS_FIELD (object))
    {
      update_later (self);
      return;
    }
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);
}

static void
weir_editor_context_dispose (GObject *object)
{
  WeirEditorContext *self = WEIR_EDITOR_CONTEXT (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->edits_signals);
  g_clear_object (&self->problems_signals);
  g_clear_object (&self->plan_signals);
  g_clear_object (&self->flow);
  g_clear_object (&self->plan);
  g_clear_object (&self->plan_problems);
  g_clear_object (&self->step);
  g_clear_object (&self->edits);
  g_clear_object (&self->problems);
  g_clear_object (&self->environment);
  g_clear_object (&self->store);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->names, weir_names_unref);
  g_clear_pointer (&self->origins, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_hash_table_unref);
  G_OBJECT_CLASS (weir_editor_context_parent_class)->dispose (object);
}

static void
weir_editor_context_class_init (WeirEditorContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_editor_context_dispose;
  signals[UPDATED] = g_signal_new ("updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
weir_editor_context_init (WeirEditorContext *self)
{
  self->columns = weir_plan_columns_new ();
  self->edits_signals = g_signal_group_new (WEIR_TYPE_EDITS);
  g_signal_group_connect_swapped (self->edits_signals, "changed", G_CALLBACK (edited_cb), self);
  self->problems_signals = g_signal_group_new (WEIR_TYPE_FLOW_PROBLEMS);
  g_signal_group_connect_swapped (self->problems_signals, "changed", G_CALLBACK (tell_later), self);
  self->plan_signals = g_signal_group_new (WEIR_TYPE_PLAN_PROBLEMS);
  g_signal_group_connect_swapped (self->plan_signals, "changed", G_CALLBACK (update_later), self);
}

/**
 * weir_editor_context_new:
 *
 * Returns: (transfer full): a context without document
 */
WeirEditorContext *
weir_editor_context_new (void)
{
  return g_object_new (WEIR_TYPE_EDITOR_CONTEXT, NULL);
}

/**
 * weir_editor_context_set_document:
 * @self: a context
 * @flow: (nullable): the flow that is edited
 * @edits: (nullable): its edits
 * @problems: (nullable): what is wrong with it
 * @folder: (nullable): where the files are that it names; %NULL when it was never saved
 *
 * The step is none then.
 */
void
weir_editor_context_set_document (WeirEditorContext *self, WeirFlow *flow, WeirEdits *edits,
                                  WeirFlowProblems *problems, const char *folder)
{
  g_return_if_fail (WEIR_IS_EDITOR_CONTEXT (self));

  g_set_object (&self->flow, flow);
  g_set_object (&self->edits, edits);
  g_set_object (&self->problems, problems);
  g_clear_object (&self->plan);
  g_clear_object (&self->plan_problems);
  g_clear_object (&self->step);
  g_clear_object (&self->environment);
  g_clear_object (&self->store);
  g_free (self->folder);
  self->folder = g_strdup (folder);
  g_signal_group_set_target (self->edits_signals, edits);
  g_signal_group_set_target (self->problems_signals, problems);
  g_signal_group_set_target (self->plan_signals, NULL);
  update_later (self);
}

/**
 * weir_editor_context_set_other:
 * @self: a context
 * @document: a document that is no flow; it lives longer than @self
 * @edits: its edits
 * @folder: where the files are that it names
 * @find_message: what is wrong with a property of it
 *
 * Its fields are plain texts: nothing is known of names there.
 */
void
weir_editor_context_set_other (WeirEditorContext *self, gpointer document, WeirEdits *edits,
                               const char *folder, WeirFindMessageFunc find_message)
{
  g_return_if_fail (WEIR_IS_EDITOR_CONTEXT (self));

  weir_editor_context_set_document (self, NULL, edits, NULL, folder);
  self->other = document;
  self->find_message = find_message;
}

/**
 * weir_editor_context_set_plan:
 * @self: a context
 * @plan: (nullable): the load plan that is edited
 * @edits: (nullable): its edits
 * @problems: (nullable): what is wrong with it
 * @folder: (nullable): where the files are that it names; %NULL when it was never saved
 *
 * The plan is the document then, instead of a flow.
 */
void
weir_editor_context_set_plan (WeirEditorContext *self, WeirPlan *plan, WeirEdits *edits,
                              WeirPlanProblems *problems, const char *folder)
{
  g_return_if_fail (WEIR_IS_EDITOR_CONTEXT (self));

  weir_editor_context_set_document (self, NULL, edits, NULL, folder);
  g_set_object (&self->plan, plan);
  g_set_object (&self->plan_problems, problems);
  g_signal_group_set_target (self->plan_signals, problems);
}

/**
 * weir_editor_context_set_environment:
 * @self: a context
 * @environment: (nullable): where the flow runs
 */
void
weir_editor_context_set_environment (WeirEditorContext *self, WeirEnvironment *environment)
{
  g_return_if_fail (WEIR_IS_EDITOR_CONTEXT (self));

  if (g_set_object (&self->environment, environment))
    update_later (self);
}

/**
 * weir_editor_context_set_store:
 * @self: a context
 * @store: (nullable): what runs and Sends left
 */
void
weir_editor_context_set_store (WeirEditorContext *self, WeirCurrentStore *store)
{
  g_return_if_fail (WEIR_IS_EDITOR_CONTEXT (self));

  g_set_object (&self->store, store);
}

/**
 * weir_editor_context_get_store:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): what runs and Sends left
 */
WeirCurrentStore *
weir_editor_context_get_store (WeirEditorContext *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), NULL);

  return self->store;
}

/**
 * weir_editor_context_set_step:
 * @self: a context with a document
 * @step: (nullable): the step of it that is edited
 */
void
weir_editor_context_set_step (WeirEditorContext *self, WeirStep *step)
{
  g_return_if_fail (WEIR_IS_EDITOR_CONTEXT (self));

  if (g_set_object (&self->step, step))
    update_later (self);
}

/**
 * weir_editor_context_get_flow:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): the flow that is edited
 */
WeirFlow *
weir_editor_context_get_flow (WeirEditorContext *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), NULL);

  return self->flow;
}

/**
 * weir_editor_context_get_plan:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): the load plan that is edited
 */
WeirPlan *
weir_editor_context_get_plan (WeirEditorContext *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), NULL);

  return self->plan;
}

/**
 * weir_editor_context_has_document:
 * @self: a context
 *
 * Returns: whether a flow or a plan is edited
 */
gboolean
weir_editor_context_has_document (WeirEditorContext *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), FALSE);

  return self->flow != NULL || self->plan != NULL;
}

/**
 * weir_editor_context_get_step:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): the step that is edited
 */
WeirStep *
weir_editor_context_get_step (WeirEditorContext *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), NULL);

  return self->step;
}

/**
 * weir_editor_context_get_edits:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): the edits of its document
 */
WeirEdits *
weir_editor_context_get_edits (WeirEditorContext *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), NULL);

  return self->edits;
}

/**
 * weir_editor_context_get_problems:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): what is wrong with its document
 */
WeirFlowProblems *
weir_editor_context_get_problems (WeirEditorContext *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), NULL);

  return self->problems;
}

/**
 * weir_editor_context_get_folder:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): where the files are that the document names
 */
const char *
weir_editor_context_get_folder (WeirEditorContext *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), NULL);

  return self->folder;
}

/**
 * weir_editor_context_get_names:
 * @self: a context with a document
 *
 * Returns: (transfer none): every name that something in the flow or its environment can give a value
 */
const WeirNames *
weir_editor_context_get_names (WeirEditorContext *self)
{
  GPtrArray *origins;

  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), NULL);

  if (self->names != NULL)
    return self->names;
  origins = weir_editor_context_get_origins (self);
  self->names = weir_names_new ();
  for (guint i = WEIR_N_RESERVED_SLOTS; i < origins->len; i++)
    weir_names_add (self->names, ((const WeirOrigin *) g_ptr_array_index (origins, i))->name);
  return self->names;
}

/**
 * weir_editor_context_get_origins:
 * @self: a context with a document
 *
 * Returns: (transfer none) (element-type WeirOrigin): who gives variables their values before the step
 */
GPtrArray *
weir_editor_context_get_origins (WeirEditorContext *self)
{
  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), NULL);

  if (self->origins != NULL)
    return self->origins;
  self->origins = self->plan != NULL ? weir_plan_find_origins (self->plan)
                                     : weir_flow_find_origins (self->flow, self->step, self->environment);
  if (self->plan != NULL)
    weir_plan_columns_find (self->columns, self->plan, self->folder, self->origins);
  return self->origins;
}

static const char *
get_draft (WeirEditorContext *self, gpointer object, const char *property)
{
  if (self->plan != NULL)
    return weir_plan_problems_get_draft (self->plan_problems, object, property);
  return self->problems != NULL ? weir_flow_problems_get_draft (self->problems, object, property) : NULL;
}

/**
 * weir_editor_context_fits:
 * @self: a context with a document
 * @object: an object of it
 * @property: a property of it
 * @text: what its field shows
 *
 * Returns: whether the field may go on showing that
 */
gboolean
weir_editor_context_fits (WeirEditorContext *self, gpointer object, const char *property, const char *text)
{
  const char *draft;

  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), FALSE);

  draft = get_draft (self, object, property);
  return draft != NULL ? g_str_equal (draft, text) : weir_field_text_fits (object, property, text);
}

/**
 * weir_editor_context_read:
 * @self: a context with a document
 * @object: an object of it
 * @property: a property of it
 *
 * Returns: (transfer full): what its field shows: what was typed there last, even if that is wrong
 */
char *
weir_editor_context_read (WeirEditorContext *self, gpointer object, const char *property)
{
  const char *draft;

  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), NULL);

  draft = get_draft (self, object, property);
  return draft != NULL ? g_strdup (draft) : weir_field_text_get (object, property);
}

/* A step may be called after it. */
static gboolean
is_url_of_step (WeirEditorContext *self, gpointer object, const char *property)
{
  return self->flow != NULL && self->step != NULL && object == (gpointer) weir_step_get_request (self->step)
         && g_str_equal (property, "url");
}

static void
write_to_plan (WeirEditorContext *self, gpointer object, const char *property, const char *text)
{
  g_autofree char *message = NULL;

  if (weir_field_text_set (self->edits, object, property, text, &message))
    weir_plan_problems_drop_draft (self->plan_problems, object, property);
  else
    weir_plan_problems_set_draft (self->plan_problems, object, property, text, message);
}

/**
 * weir_editor_context_write:
 * @self: a context with a document
 * @object: an object of it
 * @property: a property of it
 * @text: what was typed into its field
 *
 * Changes the document, or keeps the text as a problem of the step when the document cannot hold it.
 */
void
weir_editor_context_write (WeirEditorContext *self, gpointer object, const char *property, const char *text)
{
  g_autofree char *message = NULL;

  g_return_if_fail (WEIR_IS_EDITOR_CONTEXT (self));

  if (is_url_of_step (self, object, property))
    weir_flow_edit_request (self->flow, self->edits, self->step, property, text);
  else if (self->plan != NULL)
    write_to_plan (self, object, property, text);
  else if (weir_field_text_set (self->edits, object, property, text, &message))
    {
      if (self->problems != NULL)
        weir_flow_problems_drop_draft (self->problems, object, property);
    }
  else if (self->step != NULL)
    weir_flow_problems_set_draft (self->problems, self->step, object, property, text, message);
}

/**
 * weir_editor_context_find_message:
 * @self: a context with a document
 * @object: an object of it
 * @property: (nullable): a property of it; %NULL asks for what is about the object as a whole
 * @is_warning: (out): whether a run would go on nevertheless
 *
 * Returns: (transfer full) (nullable): what is wrong there, a whole sentence
 */
char *
weir_editor_context_find_message (WeirEditorContext *self, gpointer object, const char *property,
                                  gboolean *is_warning)
{
  GPtrArray *problems;
  const WeirStepProblem *found = NULL;

  g_return_val_if_fail (WEIR_IS_EDITOR_CONTEXT (self), NULL);

  if (self->find_message != NULL)
    {
      *is_warning = FALSE;
      return self->find_message (self->other, object, property);
    }
  if (self->plan != NULL)
    return weir_plan_problems_find_message (self->plan_problems, object, property, is_warning);
  if (self->step == NULL)
    return NULL;
  problems = weir_flow_problems_get (self->problems, self->step);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const WeirStepProblem *problem = g_ptr_array_index (problems, i);

      if (problem->object != object || g_strcmp0 (problem->property, property) != 0)
        continue;
      if (found == NULL || found->is_warning)
        found = problem;
    }
  if (found == NULL)
    return NULL;
  *is_warning = found->is_warning;
  return g_strdup (found->message);
}
