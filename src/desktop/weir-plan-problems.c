/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-problems.c: what is wrong with a load plan that is being edited
 *
 * The plan is looked at as a whole, because much of what can be wrong is between its parts: names,
 * references, base URLs. That is done when the program is idle after an edit, or when somebody asks.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-problems.h"
#include "weir-step-check.h"

typedef struct
{
  GObject *object;      /* owned */
  const char *property; /* interned */
  char *text;
  char *message;
} Draft;

struct _WeirPlanProblems
{
  GObject parent_instance;

  /* owned */
  WeirPlan *plan;
  char *folder;
  GPtrArray *found;  /* of WeirStepProblem */
  GPtrArray *drafts; /* of Draft */

  guint idle; /* the plan has been edited since it was looked at */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirPlanProblems, weir_plan_problems, G_TYPE_OBJECT)

static void
free_draft (gpointer data)
{
  Draft *draft = data;

  g_object_unref (draft->object);
  g_free (draft->text);
  g_free (draft->message);
  g_free (draft);
}

static gboolean list_holds (GListModel *list, gpointer wanted);

static gboolean
holds (GObject *object, gpointer wanted)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = NULL;

  if (object == NULL || object == wanted)
    return object != NULL;
  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    {
      g_autoptr (GObject) inner = NULL;

      if (!G_IS_PARAM_SPEC_OBJECT (pspecs[i]))
        continue;
      g_object_get (object, pspecs[i]->name, &inner, NULL);
      if (G_IS_LIST_MODEL (inner) ? list_holds (G_LIST_MODEL (inner), wanted) : holds (inner, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
list_holds (GListModel *list, gpointer wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      if (holds (item, wanted))
        return TRUE;
    }
  return FALSE;
}

/* What was typed into something that is gone by now does not count. */
static void
add_drafts (WeirPlanProblems *self)
{
  for (guint i = 0; i < self->drafts->len; i++)
    {
      const Draft *draft = g_ptr_array_index (self->drafts, i);

      if (holds (G_OBJECT (self->plan), draft->object))
        g_ptr_array_add (self->found, weir_step_problem_new (draft->object, draft->property, draft->message));
    }
}

static void
look (WeirPlanProblems *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = weir_plan_find_problems (self->plan, self->folder);
  add_drafts (self);
}

static gboolean
look_cb (gpointer data)
{
  WeirPlanProblems *self = data;
  guint n_before = self->found->len;

  self->idle = 0;
  look (self);
  if (n_before > 0 || self->found->len > 0)
    g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
look_later (WeirPlanProblems *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (look_cb, self);
}

static void
weir_plan_problems_finalize (GObject *object)
{
  WeirPlanProblems *self = WEIR_PLAN_PROBLEMS (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->plan);
  g_free (self->folder);
  g_ptr_array_unref (self->found);
  g_ptr_array_unref (self->drafts);
  G_OBJECT_CLASS (weir_plan_problems_parent_class)->finalize (object);
}

static void
weir_plan_problems_class_init (WeirPlanProblemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_plan_problems_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
weir_plan_problems_init (WeirPlanProblems *self)
{
  self->found = weir_step_problems_new ();
  self->drafts = g_ptr_array_new_with_free_func (free_draft);
}

/**
 * weir_plan_problems_holds:
 * @object: of a plan
 * @wanted: of a plan
 *
 * Returns: whether @wanted is @object, or in one of the objects and lists that consists of
 */
gboolean
weir_plan_problems_holds (gpointer object, gpointer wanted)
{
  return holds (G_OBJECT (object), wanted);
}

/**
 * weir_plan_problems_is_of_plan:
 * @plan: a plan
 * @wanted: of it
 *
 * Returns: whether @wanted is the plan itself, one of its variables, or where its rows are from; none of its
 *   other parts
 */
gboolean
weir_plan_problems_is_of_plan (WeirPlan *plan, gpointer wanted)
{
  return wanted == plan || list_holds (G_LIST_MODEL (weir_plan_get_variables (plan)), wanted)
         || wanted == (gpointer) weir_plan_get_data (plan);
}

/**
 * weir_plan_problems_new:
 * @plan: a plan
 * @edits: its edits, which are followed
 *
 * Returns: (transfer full): what is wrong with it; known when the program is idle
 */
WeirPlanProblems *
weir_plan_problems_new (WeirPlan *plan, WeirEdits *edits)
{
  WeirPlanProblems *self = g_object_new (WEIR_TYPE_PLAN_PROBLEMS, NULL);

  self->plan = g_object_ref (plan);
  g_signal_connect_object (edits, "changed", G_CALLBACK (look_later), self, G_CONNECT_SWAPPED);
  look_later (self);
  return self;
}

/**
 * weir_plan_problems_set_folder:
 * @self: what is wrong with a plan
 * @folder: (nullable): where the files are that it names
 */
void
weir_plan_problems_set_folder (WeirPlanProblems *self, const char *folder)
{
  g_return_if_fail (WEIR_IS_PLAN_PROBLEMS (self));

  if (g_strcmp0 (self->folder, folder) == 0)
    return;
  g_free (self->folder);
  self->folder = g_strdup (folder);
  look_later (self);
}

/**
 * weir_plan_problems_update:
 * @self: what is wrong with a plan
 *
 * Looks at it again when the program is idle, because it was changed by other edits than its own.
 */
void
weir_plan_problems_update (WeirPlanProblems *self)
{
  g_return_if_fail (WEIR_IS_PLAN_PROBLEMS (self));

  look_later (self);
}

/**
 * weir_plan_problems_get:
 * @self: what is wrong with a plan
 *
 * Returns: (transfer none) (element-type WeirStepProblem): all of it, as the plan is now
 */
GPtrArray *
weir_plan_problems_get (WeirPlanProblems *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_PROBLEMS (self), NULL);

  if (self->idle != 0)
    look (self);
  return self->found;
}

/**
 * weir_plan_problems_find_message:
 * @self: what is wrong with a plan
 * @object: an object of it
 * @property: (nullable): a property of it; %NULL asks for what is about the object as a whole
 * @is_warning: (out): whether a run would go on nevertheless
 *
 * Returns: (transfer full) (nullable): what was wrong there when the plan was looked at last
 */
char *
weir_plan_problems_find_message (WeirPlanProblems *self, gpointer object, const char *property,
                                 gboolean *is_warning)
{
  const WeirStepProblem *found = NULL;

  g_return_val_if_fail (WEIR_IS_PLAN_PROBLEMS (self), NULL);

  for (guint i = 0; i < self->found->len; i++)
    {
      const WeirStepProblem *problem = g_ptr_array_index (self->found, i);

      if (problem->object == object && g_strcmp0 (problem->property, property) == 0 &&
          (found == NULL || found->is_warning))
        found = problem;
    }
  if (found == NULL)
    return NULL;
  *is_warning = found->is_warning;
  return g_strdup (found->message);
}

static const WeirStepProblem *
find_error (WeirPlanProblems *self)
{
  GPtrArray *problems = weir_plan_problems_get (self);

  for (guint i = 0; i < problems->len; i++)
    if (!((const WeirStepProblem *) g_ptr_array_index (problems, i))->is_warning)
      return g_ptr_array_index (problems, i);
  return NULL;
}

/**
 * weir_plan_problems_has_error:
 * @self: what is wrong with a plan
 * @object: an object of it
 *
 * Returns: whether something was wrong with it, or with something in it, when the plan was looked at last
 */
gboolean
weir_plan_problems_has_error (WeirPlanProblems *self, gpointer object)
{
  g_return_val_if_fail (WEIR_IS_PLAN_PROBLEMS (self), FALSE);

  for (guint i = 0; i < self->found->len; i++)
    {
      const WeirStepProblem *problem = g_ptr_array_index (self->found, i);

      if (!problem->is_warning &&
          (object == self->plan ? weir_plan_problems_is_of_plan (self->plan, problem->object)
                                : holds (object, problem->object)))
        return TRUE;
    }
  return FALSE;
}

/**
 * weir_plan_problems_find_object:
 * @self: what is wrong with a plan
 * @property: (out) (nullable): of the object
 *
 * Returns: (transfer none) (nullable): the first object with an error
 */
gpointer
weir_plan_problems_find_object (WeirPlanProblems *self, const char **property)
{
  const WeirStepProblem *error;

  g_return_val_if_fail (WEIR_IS_PLAN_PROBLEMS (self), NULL);

  error = find_error (self);
  if (error == NULL)
    return NULL;
  *property = error->property;
  return error->object;
}

static const char *
find_name_in (GListStore *iterations, gpointer object)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (iterations)); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (G_LIST_MODEL (iterations), i);

      if (holds (G_OBJECT (iteration), object))
        return weir_iteration_get_name (iteration);
    }
  return NULL;
}

/* What a person calls the part of the plan that has the error. */
static const char *
find_name (WeirPlanProblems *self, gpointer object)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (self->plan));
  const char *name = find_name_in (weir_plan_get_iterations (self->plan), object);

  for (guint i = 0; name == NULL && i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      name = find_name_in (weir_round_get_iterations (round), object);
      if (name == NULL && holds (G_OBJECT (round), object))
        name = weir_round_get_name (round);
    }
  return name != NULL ? name : weir_plan_get_name (self->plan);
}

/**
 * weir_plan_problems_describe:
 * @self: what is wrong with a plan
 *
 * Returns: (transfer full) (nullable): where the first error is, and which; %NULL when there is none
 */
char *
weir_plan_problems_describe (WeirPlanProblems *self)
{
  const WeirStepProblem *error;

  g_return_val_if_fail (WEIR_IS_PLAN_PROBLEMS (self), NULL);

  error = find_error (self);
  if (error == NULL)
    return NULL;
  return g_strdup_printf (_("Something is wrong in “%s”: %s"), find_name (self, error->object),
                          error->message);
}

static guint
find_draft (WeirPlanProblems *self, gpointer object, const char *property)
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
 * weir_plan_problems_has_drafts:
 * @self: what is wrong with a plan
 *
 * Returns: whether a field shows what the document cannot hold
 */
gboolean
weir_plan_problems_has_drafts (WeirPlanProblems *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_PROBLEMS (self), FALSE);

  for (guint i = 0; i < self->drafts->len; i++)
    if (holds (G_OBJECT (self->plan), ((const Draft *) g_ptr_array_index (self->drafts, i))->object))
      return TRUE;
  return FALSE;
}

/**
 * weir_plan_problems_set_draft:
 * @self: what is wrong with a plan
 * @object: a part of it
 * @property: of @object
 * @text: what its field shows
 * @message: why the document cannot hold that, a whole sentence
 *
 * Keeps what was typed, as an error, until it is taken back or becomes right.
 */
void
weir_plan_problems_set_draft (WeirPlanProblems *self, gpointer object, const char *property,
                              const char *text, const char *message)
{
  guint index;
  Draft *draft;

  g_return_if_fail (WEIR_IS_PLAN_PROBLEMS (self));

  index = find_draft (self, object, property);
  if (index != G_MAXUINT)
    g_ptr_array_remove_index (self->drafts, index);
  draft = g_new0 (Draft, 1);
  draft->object = g_object_ref (object);
  draft->property = g_intern_string (property);
  draft->text = g_strdup (text);
  draft->message = g_strdup (message);
  g_ptr_array_add (self->drafts, draft);
  look (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * weir_plan_problems_drop_draft:
 * @self: what is wrong with a plan
 * @object: a part of it
 * @property: of @object
 *
 * Forgets what was kept for that field, if anything was.
 */
void
weir_plan_problems_drop_draft (WeirPlanProblems *self, gpointer object, const char *property)
{
  guint index;

  g_return_if_fail (WEIR_IS_PLAN_PROBLEMS (self));

  index = find_draft (self, object, property);
  if (index == G_MAXUINT)
    return;
  g_ptr_array_remove_index (self->drafts, index);
  look (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * weir_plan_problems_get_draft:
 * @self: what is wrong with a plan
 * @object: a part of it
 * @property: of @object
 *
 * Returns: (transfer none) (nullable): what that field shows instead of what the document has
 */
const char *
weir_plan_problems_get_draft (WeirPlanProblems *self, gpointer object, const char *property)
{
  guint index;

  g_return_val_if_fail (WEIR_IS_PLAN_PROBLEMS (self), NULL);

  index = find_draft (self, object, property);
  return index != G_MAXUINT ? ((const Draft *) g_ptr_array_index (self->drafts, index))->text : NULL;
}

/**
 * weir_plan_problems_foreach_draft:
 * @self: what is wrong with a plan
 * @func: (scope call): called for each of these fields
 * @data: given to @func
 */
void
weir_plan_problems_foreach_draft (WeirPlanProblems *self, WeirFieldDraftFunc func, gpointer data)
{
  g_return_if_fail (WEIR_IS_PLAN_PROBLEMS (self));

  for (guint i = 0; i < self->drafts->len; i++)
    {
      const Draft *draft = g_ptr_array_index (self->drafts, i);

      if (holds (G_OBJECT (self->plan), draft->object))
        func (draft->object, draft->property, draft->text, draft->message, data);
    }
}
