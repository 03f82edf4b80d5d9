/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-problems.c: what is wrong with the steps of a flow that is being edited
 *
 * A flow that was opened has no errors, so only steps that were edited are looked at, each after its edit and
 * again as long as something is wrong with it.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-flow-problems.h"
#include "weir-step-check.h"

typedef struct
{
  WeirStep *step;       /* owned */
  GObject *object;      /* owned */
  const char *property; /* interned */
  char *text;
  char *message;
} Draft;

struct _WeirFlowProblems
{
  GObject parent_instance;

  /* owned */
  WeirFlow *flow;
  GHashTable *steps; /* WeirStep → GPtrArray of WeirStepProblem, never an empty one */
  GPtrArray *drafts; /* of Draft */
  WeirStep *edited;  /* the step that was edited last */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirFlowProblems, weir_flow_problems, G_TYPE_OBJECT)

static void
free_draft (gpointer data)
{
  Draft *draft = data;

  g_object_unref (draft->step);
  g_object_unref (draft->object);
  g_free (draft->text);
  g_free (draft->message);
  g_free (draft);
}

static guint
count_steps (WeirFlowProblems *self, WeirFlowPart part)
{
  return g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (self->flow, part)));
}

static gboolean
holds (GObject *object, gpointer wanted)
{
  GListModel *list = G_IS_LIST_MODEL (object) ? G_LIST_MODEL (object) : NULL;

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      if (item == wanted)
        return TRUE;
    }
  return FALSE;
}

static gboolean
step_holds (WeirStep *step, gpointer wanted)
{
  WeirRequest *request = weir_step_get_request (step);
  GListStore *own[] = { weir_step_get_assignments (step), weir_step_get_extractions (step),
                        weir_step_get_assertions (step) };

  if (wanted == step || wanted == request || wanted == weir_step_get_retry (step))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (holds (G_OBJECT (own[i]), wanted))
      return TRUE;
  if (request == NULL)
    return FALSE;
  return wanted == weir_request_get_auth (request) ||
         holds (G_OBJECT (weir_request_get_query (request)), wanted) ||
         holds (G_OBJECT (weir_request_get_headers (request)), wanted) ||
         holds (G_OBJECT (weir_request_get_form (request)), wanted) ||
         holds (G_OBJECT (weir_request_get_multipart_fields (request)), wanted) ||
         holds (G_OBJECT (weir_request_get_multipart_files (request)), wanted);
}

/* A step is called by its name in messages, results and comparisons. */
static void
check_name (WeirFlowProblems *self, WeirStep *step, GPtrArray *problems)
{
  const char *name = weir_step_get_name (step);
  g_autofree char *message = NULL;

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < count_steps (self, part); i++)
      {
        WeirStep *other = weir_flow_get_step (self->flow, part, i);

        if (other == step || message != NULL || !g_str_equal (weir_step_get_name (other), name))
          continue;
        message =
            g_strdup_printf (_("Another step is called “%s”, too; each needs a name of its own."), name);
        g_ptr_array_add (problems, weir_step_problem_new (step, "name", message));
      }
}

static void
add_drafts (WeirFlowProblems *self, WeirStep *step, GPtrArray *problems)
{
  for (guint i = 0; i < self->drafts->len; i++)
    {
      const Draft *draft = g_ptr_array_index (self->drafts, i);

      if (draft->step == step && step_holds (step, draft->object))
        g_ptr_array_add (problems, weir_step_problem_new (draft->object, draft->property, draft->message));
    }
}

static void
check (WeirFlowProblems *self, WeirStep *step)
{
  g_autoptr (GPtrArray) problems = weir_step_check (step);

  check_name (self, step, problems);
  add_drafts (self, step, problems);
  if (problems->len > 0)
    g_hash_table_insert (self->steps, g_object_ref (step), g_steal_pointer (&problems));
  else
    g_hash_table_remove (self->steps, step);
}

static gboolean
has_step (WeirFlowProblems *self, WeirStep *step)
{
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    if (g_list_store_find (weir_flow_get_part (self->flow, part), step, NULL))
      return TRUE;
  return FALSE;
}

/* Those that were wrong before, too: the cure may be in another step, or the step may be gone. */
static void
check_others (WeirFlowProblems *self, WeirStep *edited)
{
  g_autoptr (GList) wrong = g_hash_table_get_keys (self->steps);

  for (GList *l = wrong; l != NULL; l = l->next)
    {
      if (l->data == edited)
        continue;
      if (has_step (self, l->data))
        check (self, l->data);
      else
        g_hash_table_remove (self->steps, l->data);
    }
}

/* The step that is or has the object; whoever types goes on in the same one. */
static WeirStep *
find_holder (WeirFlowProblems *self, GObject *object)
{
  if (self->edited != NULL && step_holds (self->edited, object) && has_step (self, self->edited))
    return self->edited;
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < count_steps (self, part); i++)
      {
        WeirStep *step = weir_flow_get_step (self->flow, part, i);

        if (step_holds (step, object))
          return step;
      }
  return NULL;
}

static void
edited_cb (WeirFlowProblems *self, GObject *object, const char *property)
{
  gboolean was_wrong = g_hash_table_size (self->steps) > 0;
  WeirStep *holder = find_holder (self, object);

  g_set_object (&self->edited, holder);
  check_others (self, holder);
  if (holder != NULL)
    check (self, holder);
  if (was_wrong || g_hash_table_size (self->steps) > 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
weir_flow_problems_finalize (GObject *object)
{
  WeirFlowProblems *self = WEIR_FLOW_PROBLEMS (object);

  g_clear_object (&self->flow);
  g_clear_object (&self->edited);
  g_hash_table_unref (self->steps);
  g_ptr_array_unref (self->drafts);
  G_OBJECT_CLASS (weir_flow_problems_parent_class)->finalize (object);
}

static void
weir_flow_problems_class_init (WeirFlowProblemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_flow_problems_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
weir_flow_problems_init (WeirFlowProblems *self)
{
  self->steps = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) g_ptr_array_unref);
  self->drafts = g_ptr_array_new_with_free_func (free_draft);
}

/**
 * weir_flow_problems_new:
 * @flow: a flow without errors
 * @edits: its edits, which are followed
 *
 * Returns: (transfer full): what is wrong with it: nothing yet
 */
WeirFlowProblems *
weir_flow_problems_new (WeirFlow *flow, WeirEdits *edits)
{
  WeirFlowProblems *self = g_object_new (WEIR_TYPE_FLOW_PROBLEMS, NULL);

  self->flow = g_object_ref (flow);
  g_signal_connect_object (edits, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * weir_flow_problems_get:
 * @self: what is wrong with a flow
 * @step: a step of it
 *
 * Returns: (transfer none) (nullable) (element-type WeirStepProblem): what is wrong with the step
 */
GPtrArray *
weir_flow_problems_get (WeirFlowProblems *self, WeirStep *step)
{
  g_return_val_if_fail (WEIR_IS_FLOW_PROBLEMS (self), NULL);

  return g_hash_table_lookup (self->steps, step);
}

static const WeirStepProblem *
find_error (WeirFlowProblems *self, WeirStep *step)
{
  GPtrArray *problems = g_hash_table_lookup (self->steps, step);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const WeirStepProblem *problem = g_ptr_array_index (problems, i);

      if (!problem->is_warning)
        return problem;
    }
  return NULL;
}

/**
 * weir_flow_problems_has_error:
 * @self: what is wrong with a flow
 * @step: a step of it
 *
 * Returns: whether the step cannot be run as it is
 */
gboolean
weir_flow_problems_has_error (WeirFlowProblems *self, WeirStep *step)
{
  g_return_val_if_fail (WEIR_IS_FLOW_PROBLEMS (self), FALSE);

  return find_error (self, step) != NULL;
}

/**
 * weir_flow_problems_find_step:
 * @self: what is wrong with a flow
 *
 * Returns: (transfer none) (nullable): the first step with an error, so that the flow cannot be run
 */
WeirStep *
weir_flow_problems_find_step (WeirFlowProblems *self)
{
  g_return_val_if_fail (WEIR_IS_FLOW_PROBLEMS (self), NULL);

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS && g_hash_table_size (self->steps) > 0; part++)
    for (guint i = 0; i < count_steps (self, part); i++)
      {
        WeirStep *step = weir_flow_get_step (self->flow, part, i);

        if (find_error (self, step) != NULL)
          return step;
      }
  return NULL;
}

/**
 * weir_flow_problems_describe:
 * @self: what is wrong with a flow
 *
 * Returns: (transfer full) (nullable): which steps have errors, and the first of these; %NULL when none has
 */
char *
weir_flow_problems_describe (WeirFlowProblems *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const char *message = NULL;
  guint n_wrong = 0;

  g_return_val_if_fail (WEIR_IS_FLOW_PROBLEMS (self), NULL);

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS && g_hash_table_size (self->steps) > 0; part++)
    for (guint i = 0; i < count_steps (self, part); i++)
      {
        WeirStep *step = weir_flow_get_step (self->flow, part, i);
        const WeirStepProblem *error = find_error (self, step);

        if (error == NULL)
          continue;
        if (n_wrong++ == 0)
          message = error->message;
        g_string_append_printf (names, "%s“%s”", n_wrong > 1 ? ", " : "", weir_step_get_name (step));
      }
  if (n_wrong == 0)
    return NULL;
  return n_wrong == 1 ? g_strdup_printf (_("Something is wrong in %s: %s"), names->str, message)
                      : g_strdup_printf (_("Something is wrong in %s. First: %s"), names->str, message);
}

static guint
find_draft (WeirFlowProblems *self, gpointer object, const char *property)
{
  for (guint i = 0; i < self->drafts->len; i++)
    {
      const Draft *draft = g_ptr_array_index (self->drafts, i);

      if (draft->object == object && g_str_equal (draft->property, property))
        return i;
    }
  return G_MAXUINT;
}

/**
 * weir_flow_problems_set_draft:
 * @self: what is wrong with a flow
 * @step: a step of it
 * @object: the step or a part of it
 * @property: of @object
 * @text: what its field shows
 * @message: why the document cannot hold that, a whole sentence
 *
 * Keeps what was typed, as an error of the step, until it is taken back or becomes right.
 */
void
weir_flow_problems_set_draft (WeirFlowProblems *self, WeirStep *step, gpointer object, const char *property,
                              const char *text, const char *message)
{
  guint index = find_draft (self, object, property);
  Draft *draft;

  g_return_if_fail (WEIR_IS_FLOW_PROBLEMS (self));

  if (index != G_MAXUINT)
    g_ptr_array_remove_index (self->drafts, index);
  draft = g_new0 (Draft, 1);
  draft->step = g_object_ref (step);
  draft->object = g_object_ref (object);
  draft->property = g_intern_string (property);
  draft->text = g_strdup (text);
  draft->message = g_strdup (message);
  g_ptr_array_add (self->drafts, draft);
  check (self, step);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * weir_flow_problems_drop_draft:
 * @self: what is wrong with a flow
 * @object: the step or a part of it
 * @property: of @object
 *
 * Forgets what was kept for that field, if anything was.
 */
void
weir_flow_problems_drop_draft (WeirFlowProblems *self, gpointer object, const char *property)
{
  guint index;
  g_autoptr (WeirStep) step = NULL;

  g_return_if_fail (WEIR_IS_FLOW_PROBLEMS (self));

  index = find_draft (self, object, property);
  if (index == G_MAXUINT)
    return;
  step = g_object_ref (((Draft *) g_ptr_array_index (self->drafts, index))->step);
  g_ptr_array_remove_index (self->drafts, index);
  check (self, step);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * weir_flow_problems_get_draft:
 * @self: what is wrong with a flow
 * @object: the step or a part of it
 * @property: of @object
 *
 * Returns: (transfer none) (nullable): what that field shows instead of what the document has
 */
const char *
weir_flow_problems_get_draft (WeirFlowProblems *self, gpointer object, const char *property)
{
  guint index;

  g_return_val_if_fail (WEIR_IS_FLOW_PROBLEMS (self), NULL);

  index = find_draft (self, object, property);
  return index != G_MAXUINT ? ((const Draft *) g_ptr_array_index (self->drafts, index))->text : NULL;
}

/* A step that was deleted may come back, but what was typed there is no part of the flow meanwhile. */
static gboolean
is_in_flow (WeirFlowProblems *self, const Draft *draft)
{
  return g_hash_table_contains (self->steps, draft->step) && step_holds (draft->step, draft->object);
}

/**
 * weir_flow_problems_has_drafts:
 * @self: what is wrong with a flow
 *
 * Returns: whether a field of one of its steps shows what the document cannot hold
 */
gboolean
weir_flow_problems_has_drafts (WeirFlowProblems *self)
{
  g_return_val_if_fail (WEIR_IS_FLOW_PROBLEMS (self), FALSE);

  for (guint i = 0; i < self->drafts->len; i++)
    if (is_in_flow (self, g_ptr_array_index (self->drafts, i)))
      return TRUE;
  return FALSE;
}

/**
 * weir_flow_problems_foreach_draft:
 * @self: what is wrong with a flow
 * @func: (scope call): called for each of these fields
 * @data: given to @func
 */
void
weir_flow_problems_foreach_draft (WeirFlowProblems *self, WeirFieldDraftFunc func, gpointer data)
{
  g_return_if_fail (WEIR_IS_FLOW_PROBLEMS (self));

  for (guint i = 0; i < self->drafts->len; i++)
    {
      const Draft *draft = g_ptr_array_index (self->drafts, i);

      if (is_in_flow (self, draft))
        func (draft->object, draft->property, draft->text, draft->message, data);
    }
}
