/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-source-check.c: what a text says, read on another thread
 */

#include "config.h"

#include <string.h>

#include "weir-node.h"
#include "weir-open-document.h"
#include "weir-source-check.h"

static const char *const part_keys[WEIR_N_FLOW_PARTS] = { "beforeAll", "steps", "afterAll" };

typedef struct
{
  GType type;
  char *text;
  gboolean is_json;
  char *folder; /* (nullable) */
} Job;

static void
job_free (Job *job)
{
  g_free (job->text);
  g_free (job->folder);
  g_free (job);
}

static guint
count_lines (const char *text, gsize from, gsize until)
{
  guint n_lines = 0;

  for (gsize i = from; i < until && text[i] != '\0'; i++)
    n_lines += text[i] == '\n';
  return n_lines;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return (int) ((const WeirSourcePlace *) a)->line - (int) ((const WeirSourcePlace *) b)->line;
}

static void
add_places (WeirSourceCheck *check, const WeirNode *steps, WeirFlowPart part)
{
  for (guint i = 0; i < weir_node_count (steps); i++)
    {
      const WeirNode *step = weir_node_entry (steps, i)->value;
      WeirSourcePlace place = { part, i, step->line, step->line };

      place.last_line += count_lines (check->text, step->start, step->end);
      g_array_append_val (check->places, place);
    }
}

static void
find_places (WeirSourceCheck *check, gboolean is_json)
{
  WeirProblem *problem = NULL;
  g_autoptr (WeirTree) tree = weir_tree_read (check->text, strlen (check->text), is_json, &problem);

  for (WeirFlowPart part = 0; tree != NULL && tree->root != NULL && part < WEIR_N_FLOW_PARTS; part++)
    {
      const WeirNode *steps =
          tree->root->kind == WEIR_NODE_MAPPING ? weir_node_find (tree->root, part_keys[part]) : NULL;

      if (steps != NULL && steps->kind == WEIR_NODE_SEQUENCE)
        add_places (check, steps, part);
    }
  g_array_sort (check->places, compare_places);
  g_clear_pointer (&problem, weir_problem_free);
}

/* What is wrong in a flow that a plan names has no place in the text of the plan. */
static void
place_problems (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      WeirProblem *problem = g_ptr_array_index (problems, i);
      char *message;

      if (problem->file == NULL)
        continue;
      message = weir_problem_to_text (problem, problem->file);
      g_free (problem->message);
      problem->message = message;
      problem->line = 0;
    }
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  WeirSourceCheck *check = g_new0 (WeirSourceCheck, 1);

  check->text = g_steal_pointer (&job->text);
  check->problems = weir_problems_new ();
  check->places = g_array_new (FALSE, FALSE, sizeof (WeirSourcePlace));
  check->document =
      weir_open_document_parse (job->type, check->text, job->is_json, job->folder, check->problems);
  place_problems (check->problems);
  find_places (check, job->is_json);
  g_task_return_pointer (task, check, (GDestroyNotify) weir_source_check_free);
}

/**
 * weir_source_check_async:
 * @type: %WEIR_TYPE_FLOW or %WEIR_TYPE_PLAN
 * @text: a document
 * @is_json: whether it is JSON; else it is YAML
 * @folder: (nullable): where the files are that a plan names
 * @cancellable: (nullable): to be rid of the answer
 * @callback: called in the main context; its source object is %NULL
 * @data: given to @callback
 *
 * Reads the text as a document of that type.
 */
void
weir_source_check_async (GType type, const char *text, gboolean is_json, const char *folder,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new (Job, 1);

  job->type = type;
  job->text = g_strdup (text);
  job->is_json = is_json;
  job->folder = g_strdup (folder);
  g_task_set_source_tag (task, weir_source_check_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, check_thread);
}

/**
 * weir_source_check_finish:
 * @result: given to the callback
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the text says
 */
WeirSourceCheck *
weir_source_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, weir_source_check_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * weir_source_check_free:
 * @check: (transfer full): an answer
 */
void
weir_source_check_free (WeirSourceCheck *check)
{
  g_clear_object (&check->document);
  g_ptr_array_unref (check->problems);
  g_array_unref (check->places);
  g_free (check->text);
  g_free (check);
}
