/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-check.c: what is wrong with a step or a plan that is being edited, and with which part of it
 *
 * It is written and read again, so that what is wrong in an editor is exactly what would be wrong in a
 * file, in the same words. The path of each problem leads back to the object it is about.
 */

#include "config.h"

#include "weir-step-check.h"

#include <string.h>

#include "weir-flow-format.h"
#include "weir-plan-format.h"

/* Keys of a document whose property has another name. */
static const struct
{
  const char *key;
  const char *property;
} renamed[] = {
  { "skipIf", "skip-if" },
  { "keepBody", "keep-body" },
  { "wait", "wait-us" },
  { "httpRequest", "request" },
  { "extract", "extractions" },
  { "assert", "assertions" },
  { "set", "assignments" },
  { "from", "source" },
  { "is", "comparison" },
  { "default", "default-value" },
  { "if", "condition" },
  { "stopIf", "stop-condition" },
  { "maxRetries", "max-retries" },
  { "delayInMs", "delay-ms" },
  { "maxDelayInMs", "max-delay-ms" },
  { "version", "http-version" },
  { "timeout", "timeout-us" },
  { "maxRedirects", "max-redirects" },
  { "clientCertificatePath", "certificate-path" },
  { "clientCertificatePassword", "certificate-password" },
  { "payload", "payload-kind" },
  { "raw", "payload-raw" },
  { "json", "payload-json" },
  { "file", "payload-file" },
  { "fields", "multipart-fields" },
  { "files", "multipart-files" },
  { "fileName", "file-name" },
  { "contentType", "content-type" },
  { "type", "kind" },
  { "in", "place" },
  { "as", "value-type" },
  { "baseUrl", "base-url" },
  { "startupDelay", "startup-delay-us" },
  { "numberOfClients", "clients" },
  { "arrivalDelay", "arrival-delay-us" },
  { "delayClientCreationUntilIsNeeded", "late-creation" },
  { "runInParallel", "parallel" },
  { "reference", "references" },
  { "requestCount", "request-count" },
  { "duration", "duration-us" },
  { "batchSize", "batch-size" },
  { "coolDownTime", "cool-down-us" },
  { "maximizeThroughput", "maximize-throughput" },
  { "makeGlobal", "make-global" },
  { "failureRules", "failure-rules" },
  { "terminationRules", "termination-rules" },
  { "errorStatusCodes", "status-codes" },
  { "gracePeriod", "grace-us" },
  { "window", "window-us" },
  { "minSamples", "min-samples" },
  { "warmUp", "warm-up-us" },
  { "arrivalRate", "arrival-rate" },
  { "maxInFlight", "max-in-flight" },
  { "flow", "flow-file" },
};

static void
free_problem (gpointer data)
{
  WeirStepProblem *problem = data;

  g_clear_object (&problem->object);
  g_free (problem->message);
  g_free (problem);
}

static const char *
to_property (GObject *object, const char *key)
{
  /* What a request calls a payload is a file elsewhere. */
  if (WEIR_IS_DATA_SOURCE (object))
    return g_intern_string (key);
  for (guint i = 0; i < G_N_ELEMENTS (renamed); i++)
    if (g_str_equal (renamed[i].key, key))
      return renamed[i].property;
  return g_intern_string (key);
}

static gboolean
has_name (GObject *item, const char *name)
{
  g_autofree char *own = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (item), "name") == NULL)
    return FALSE;
  g_object_get (item, "name", &own, NULL);
  return g_strcmp0 (own, name) == 0;
}

/* "[2].value" by place, ".Accept" by name: rows may be written as a mapping. @rest is moved behind it. */
static GObject *
find_item (GListModel *list, const char **rest)
{
  const char *at = *rest;

  if (*at == '[')
    {
      char *end = NULL;
      guint64 index = g_ascii_strtoull (at + 1, &end, 10);

      *rest = *end == ']' ? end + 1 : end;
      return index < G_MAXUINT ? g_list_model_get_item (list, (guint) index) : NULL;
    }
  for (guint i = 0; *at == '.' && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      if (!has_name (item, at + 1))
        continue;
      *rest = ".value";
      return g_steal_pointer (&item);
    }
  return NULL;
}

static char *
take_key (const char **path)
{
  gsize length;
  char *key;

  *path += **path == '.';
  length = strcspn (*path, ".[");
  key = g_strndup (*path, length);
  *path += length;
  return key;
}

static gboolean
is_in (const char *const *words, const char *word)
{
  return g_strv_contains (words, word);
}

/* An iteration of a plan has its numbers in its pacing, and its request in a step. */
static gboolean
follow_iteration (WeirStepProblem *problem, WeirIteration *iteration, const char *key, const char *rest)
{
  static const char *const of_pacing[] = { "mode",         "requestCount",       "duration", "batchSize",
                                           "coolDownTime", "maximizeThroughput", "arrivalRate", NULL };
  static const char *const of_step[] = { "skipIf", "retry", "extract", "assert", NULL };
  const char *inner = *rest == '.' ? rest + 1 : rest;
  g_autofree char *first = g_strndup (inner, strcspn (inner, ".["));
  g_autofree char *path = g_strconcat (key, rest, NULL);
  GObject *step = G_OBJECT (weir_iteration_get_step (iteration));

  if (is_in (of_pacing, key))
    weir_step_problem_follow (problem, G_OBJECT (weir_iteration_get_pacing (iteration)), path);
  else if (g_str_equal (key, "httpRequest") && g_str_equal (first, "capture"))
    weir_step_problem_follow (problem, G_OBJECT (iteration), inner);
  else if (g_str_equal (key, "httpRequest"))
    weir_step_problem_follow (problem, step, is_in (of_step, first) ? inner : path);
  else if (g_str_equal (key, "extract") || g_str_equal (key, "assert"))
    weir_step_problem_follow (problem, step, path);
  else
    return FALSE;
  return TRUE;
}

/* Variables and secrets of an environment stand in one list of the document, each where it was. */
static void
follow_environment (WeirStepProblem *problem, WeirEnvironment *environment, const char *path)
{
  g_auto (GStrv) names = weir_environment_list_names (environment);
  g_autoptr (GPtrArray) entries = weir_environment_list_entries (environment, (const char *const *) names);
  char *rest = NULL;
  guint64 index = *path == '[' ? g_ascii_strtoull (path + 1, &rest, 10) : G_MAXUINT64;
  GObject *variable = index < entries->len ? g_ptr_array_index (entries, index) : NULL;

  g_set_object (&problem->object, variable != NULL ? variable : G_OBJECT (environment));
  problem->property = variable != NULL ? NULL : "secrets";
  if (variable != NULL && *rest == ']' && rest[1] == '.')
    weir_step_problem_follow (problem, variable, rest + 1);
}

/**
 * weir_step_problem_follow:
 * @problem: a problem
 * @object: where @path begins
 * @path: of a problem of the document, "retry.maxRetries"
 *
 * Goes from @object along @path as far as there are objects and lists; that is what is wrong.
 */
void
weir_step_problem_follow (WeirStepProblem *problem, GObject *object, const char *path)
{
  g_autofree char *key = take_key (&path);
  const char *property = to_property (object, key);
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  g_autoptr (GObject) inner = NULL;

  if (WEIR_IS_ITERATION (object) && follow_iteration (problem, WEIR_ITERATION (object), key, path))
    return;
  if (WEIR_IS_ENVIRONMENT (object) && g_str_equal (key, "variables"))
    {
      follow_environment (problem, WEIR_ENVIRONMENT (object), path);
      return;
    }
  if (g_str_equal (key, "multipart") || (g_str_equal (key, "payload") && *path == '.'))
    {
      weir_step_problem_follow (problem, object, path);
      return;
    }
  if (g_str_equal (property, "value") && *path == '[' && path[1] == '1')
    property = "upper";
  g_set_object (&problem->object, object);
  problem->property = pspec != NULL ? property : NULL;
  if (pspec == NULL || !G_IS_PARAM_SPEC_OBJECT (pspec))
    return;
  g_object_get (object, property, &inner, NULL);
  if (G_IS_LIST_MODEL (inner))
    {
      g_autoptr (GObject) list = g_steal_pointer (&inner);

      inner = find_item (G_LIST_MODEL (list), &path);
    }
  if (inner == NULL)
    return;
  g_set_object (&problem->object, inner);
  problem->property = NULL;
  if (*path != '\0')
    weir_step_problem_follow (problem, inner, path);
}

/**
 * weir_step_problem_new:
 * @object: what is wrong
 * @property: (nullable): which property of it
 * @message: a whole sentence
 *
 * Returns: (transfer full): an error, for a list of weir_step_problems_new()
 */
WeirStepProblem *
weir_step_problem_new (gpointer object, const char *property, const char *message)
{
  WeirStepProblem *problem = g_new0 (WeirStepProblem, 1);

  problem->object = g_object_ref (object);
  problem->property = g_intern_string (property);
  problem->message = g_strdup (message);
  return problem;
}

/**
 * weir_step_problems_new:
 *
 * Returns: (transfer full) (element-type WeirStepProblem): a list without problems
 */
GPtrArray *
weir_step_problems_new (void)
{
  return g_ptr_array_new_with_free_func (free_problem);
}

/* What nobody sets depends on where in a flow the step stands, which is not looked at here. */
static gboolean
is_about_step (const WeirProblem *problem)
{
  return problem->variable == NULL && g_str_has_prefix (problem->path, "steps[0]") &&
         !g_str_has_prefix (problem->message, "Nothing in this flow sets");
}

/* A message in a list of problems names its key first; beside its field that is seen. */
static const char *
skip_key (const char *message)
{
  const char *end = *message == '"' ? strstr (message, "\": ") : NULL;
  const char *space = strchr (message, ' ');

  return end != NULL && end < space ? end + strlen ("\": ") : message;
}

/**
 * weir_step_check:
 * @step: a step, as it is
 *
 * Says what the reader of documents would say of the step alone.
 *
 * Returns: (transfer full) (element-type WeirStepProblem): what is wrong with it; empty when nothing is
 */
GPtrArray *
weir_step_check (WeirStep *step)
{
  GPtrArray *found = weir_step_problems_new ();
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_new ("step");
  g_autoptr (WeirFlow) parsed = NULL;
  g_autofree char *text = NULL;

  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), step);
  text = weir_flow_to_yaml (flow);
  parsed = weir_flow_parse (text, strlen (text), FALSE, problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);
      WeirStepProblem *own;

      if (!is_about_step (problem))
        continue;
      own = weir_step_problem_new (step, NULL, skip_key (problem->message));
      own->is_warning = problem->is_warning;
      if (problem->path[strlen ("steps[0]")] == '.')
        weir_step_problem_follow (own, G_OBJECT (step), problem->path + strlen ("steps[0]."));
      g_ptr_array_add (found, own);
    }
  return found;
}

/**
 * weir_plan_find_problems:
 * @plan: a plan, as it is
 * @folder: (nullable): where the files are that it names
 *
 * Says what the reader of documents would say of the plan.
 *
 * Returns: (transfer full) (element-type WeirStepProblem): what is wrong with it; empty when nothing is
 */
GPtrArray *
weir_plan_find_problems (WeirPlan *plan, const char *folder)
{
  GPtrArray *found = weir_step_problems_new ();
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autofree char *text = weir_plan_to_yaml (plan);
  g_autoptr (WeirPlan) parsed = weir_plan_parse (text, strlen (text), FALSE, folder, NULL, problems);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);
      WeirStepProblem *own = weir_step_problem_new (plan, NULL, skip_key (problem->message));

      own->is_warning = problem->is_warning;
      if (problem->path != NULL && *problem->path != '\0')
        weir_step_problem_follow (own, G_OBJECT (plan), problem->path);
      g_ptr_array_add (found, own);
    }
  return found;
}
