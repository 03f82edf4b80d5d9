/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-workers.c: how many processes carry a load plan out, and whether this computer can
 */

#include "config.h"

#include "weir-plan-workers.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/resource.h>

#include "weir-document-texts.h"
#include "weir-plan-lookup.h"

/* What a worker has open beside its connections: the program, its timers, certificates, files of the plan. */
#define OTHER_DESCRIPTORS 32
/* What a connection takes of a worker's memory at the least. */
#define CONNECTION_BYTES G_GUINT64_CONSTANT (20480)

typedef struct
{
  gboolean uses_metrics;
  gboolean sets_global;
} Texts;

static void
text_cb (const char *text, gpointer data)
{
  Texts *texts = data;
  g_autofree char *folded = g_ascii_strdown (text, -1);

  texts->uses_metrics |= strstr (text, "Metrics.") != NULL;
  texts->sets_global |= strstr (folded, "isglobal=true") != NULL || strstr (folded, "isglobal=1") != NULL;
}

static void
look_at_list (const char *const *list, Texts *texts)
{
  for (; list != NULL && *list != NULL; list++)
    text_cb (*list, texts);
}

/* Rules are left out: they are looked at where the figures of all workers come together. */
static void
look_at_iteration (WeirIteration *iteration, Texts *texts)
{
  WeirStep *step = weir_iteration_get_step (iteration);
  const char *skip_if = weir_iteration_get_skip_if (iteration);

  if (step != NULL)
    weir_document_foreach_text (G_OBJECT (step), text_cb, texts);
  if (skip_if != NULL)
    text_cb (skip_if, texts);
  look_at_list (weir_iteration_get_before (iteration), texts);
  look_at_list (weir_iteration_get_after (iteration), texts);
}

static gboolean
has_once (WeirFlow *flow)
{
  return weir_flow_count_enabled (flow, WEIR_FLOW_PART_BEFORE_ALL) > 0 ||
         weir_flow_count_enabled (flow, WEIR_FLOW_PART_AFTER_ALL) > 0;
}

static char *explain_variables (GListStore *variables);

/* (transfer full) (nullable): why all clients that go through @flow are in one process */
static char *
explain_flow (WeirFlow *flow, WeirDataSource *data, const char *name)
{
  Texts texts = { FALSE, FALSE };

  if (flow == NULL)
    return NULL;
  if (has_once (flow))
    return g_strdup_printf (_ ("1 worker, because the flow of “%s” has steps that run once for all clients"),
                            name);
  weir_document_foreach_text (G_OBJECT (flow), text_cb, &texts);
  if (texts.sets_global)
    return g_strdup_printf (_ ("1 worker, because “%s” sets a variable for all clients (isGlobal)"), name);
  if (data == NULL && weir_run_options_get_data_file (weir_flow_get_run_options (flow)) != NULL)
    return g_strdup_printf (_ ("1 worker, because all clients share the rows of “%s”"),
                            weir_run_options_get_data_file (weir_flow_get_run_options (flow)));
  return explain_variables (weir_flow_get_variables (flow));
}

/* (transfer full) (nullable): why this iteration needs all clients in one process */
static char *
explain_iteration (WeirIteration *iteration)
{
  WeirCapture *capture = weir_iteration_get_capture (iteration);
  const char *name = weir_iteration_get_name (iteration);
  Texts texts = { FALSE, FALSE };

  if (capture != NULL && weir_capture_get_make_global (capture))
    return g_strdup_printf (_ ("1 worker, because “%s” captures an answer for all clients (makeGlobal)"),
                            name);
  look_at_iteration (iteration, &texts);
  if (texts.uses_metrics)
    return g_strdup_printf (_ ("1 worker, because “%s” looks at Metrics while it runs"), name);
  if (texts.sets_global)
    return g_strdup_printf (_ ("1 worker, because “%s” sets a variable for all clients (isGlobal)"), name);
  return NULL;
}

/* Whether a text calls a method: "$name(" or "${name(". */
static gboolean
calls_method (const char *text)
{
  for (const char *at = strchr (text, '$'); at != NULL; at = strchr (at + 1, '$'))
    {
      const char *name = at[1] == '{' ? at + 2 : at + 1;
      gsize length = 0;

      if (*name == '$')
        {
          at = name;
          continue;
        }
      while (g_ascii_isalnum (name[length]))
        length++;
      if (length > 0 && name[length] == '(')
        return TRUE;
    }
  return FALSE;
}

static char *
explain_variables (GListStore *variables)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (variables)); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (variables), i);
      const char *value = weir_variable_get_value (variable);

      if (value != NULL && calls_method (value))
        return g_strdup_printf (_ ("1 worker, because the variable “%s” calls a method, and has one value "
                                   "for all clients"),
                                weir_variable_get_name (variable));
    }
  return NULL;
}

static char *
explain_data (WeirDataSource *data)
{
  if (data == NULL || weir_data_source_get_order (data) == WEIR_DATA_UNIQUE)
    return NULL;
  return g_strdup_printf (_ ("1 worker, because all clients share the rows of “%s”"),
                          weir_data_source_get_file (data));
}

static char *
explain_rounds (WeirPlan *plan)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);
      g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (plan, round);

      for (guint j = 0; j < iterations->len; j++)
        {
          WeirIteration *iteration = g_ptr_array_index (iterations, j);
          WeirDataSource *data = weir_plan_find_data (plan, round, iteration);
          char *why = explain_iteration (iteration);

          if (why == NULL)
            why = explain_flow (weir_iteration_get_flow (iteration), data,
                                weir_iteration_get_name (iteration));
          if (why == NULL)
            why = explain_data (data);
          if (why != NULL)
            return why;
        }
    }
  return NULL;
}

static char *
explain_one (WeirPlan *plan)
{
  GListModel *environments = G_LIST_MODEL (weir_plan_get_environments (plan));
  char *why = explain_rounds (plan);

  if (why == NULL)
    why = explain_variables (weir_plan_get_variables (plan));
  for (guint i = 0; why == NULL && i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr (WeirEnvironment) environment = g_list_model_get_item (environments, i);

      why = explain_variables (weir_environment_get_variables (environment));
    }
  return why;
}

static guint64
count_clients (WeirPlan *plan)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  guint64 most = 1;

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      most = MAX (most, weir_round_count_clients (round));
    }
  return most;
}

/**
 * weir_plan_choose_workers:
 * @plan: a plan
 * @why: (out) (transfer full): how many and why, in words that can follow anything
 *
 * One worker for each processor but one, which is left for what comes together here; and only one where
 * clients share something that lives in one process.
 *
 * Returns: how many processes carry it out, unless a person says otherwise
 */
guint
weir_plan_choose_workers (WeirPlan *plan, char **why)
{
  guint n_processors = g_get_num_processors ();
  guint n_workers = MAX (1, n_processors - 1);
  guint64 n_clients = count_clients (plan);

  *why = explain_one (plan);
  if (*why != NULL)
    return 1;
  if (n_clients == 1)
    *why = g_strdup (_ ("1 worker, because no round has more than one client"));
  else if (n_clients < n_workers)
    *why = g_strdup_printf (_ ("%u workers, because no round has more clients"), (guint) n_clients);
  else if (n_processors <= 2)
    *why = g_strdup_printf (ngettext ("1 worker, because this computer has %u processor",
                                      "1 worker, because this computer has %u processors", n_processors),
                            n_processors);
  else
    *why = g_strdup_printf (_ ("%u workers, because this computer has %u processors"), n_workers,
                            n_processors);
  return (guint) MIN (n_workers, n_clients);
}

/* For how long a client goes on with an iteration by the plan; 0 = it is not known, or until it is ended. */
static gint64
get_length (WeirPacing *pacing)
{
  guint64 n_batches;

  switch (weir_pacing_get_mode (pacing))
    {
    case WEIR_MODE_D:
    case WEIR_MODE_DCB:
      return weir_pacing_get_duration_us (pacing);
    case WEIR_MODE_CB:
      return G_MAXINT64;
    case WEIR_MODE_CRB:
      n_batches = (weir_pacing_get_request_count (pacing) - 1) / weir_pacing_get_batch_size (pacing);
      return (gint64) MIN ((double) n_batches * (double) weir_pacing_get_cool_down_us (pacing), 1e18);
    default:
      return 0;
    }
}

/* Clients that are there at one time for certain: those that come while the first ones still go on. */
static guint64
count_together (WeirRound *round, gint64 length_us)
{
  guint64 n_clients = weir_round_count_clients (round);
  guint64 low = 1, high = n_clients;

  /* The first that comes when the very first has gone; arrivals only ever go up. */
  while (low < high)
    {
      guint64 middle = low + (high - low) / 2;

      if (weir_round_get_arrival_us (round, (guint) middle) <= length_us)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint64
count_of_round (WeirPlan *plan, WeirRound *round)
{
  g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (plan, round);
  guint64 most = 0, sum = 0;

  for (guint i = 0; i < iterations->len; i++)
    {
      WeirPacing *pacing = weir_iteration_get_pacing (g_ptr_array_index (iterations, i));
      WeirMode mode = weir_pacing_get_mode (pacing);
      guint64 lanes = mode == WEIR_MODE_R || mode == WEIR_MODE_D ? 1 : weir_pacing_get_batch_size (pacing);
      guint64 count = lanes * count_together (round, get_length (pacing));

      most = MAX (most, count);
      sum += count;
    }
  return weir_round_get_parallel (round) ? sum : most;
}

/**
 * weir_plan_count_connections:
 * @plan: a plan
 * @chosen: (nullable): by the index of a round, whether it is run; %NULL: all are
 *
 * The requests of a batch are under way at the same time, each on a connection of its own; so are those of
 * clients that come before others have gone.
 *
 * Returns: how many connections it needs at one time at the least, however fast the server answers
 */
guint64
weir_plan_count_connections (WeirPlan *plan, const gboolean *chosen)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  guint64 most = 0, together = 0;
  gboolean follows = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);
      guint64 count = 0;

      if (chosen == NULL || chosen[i])
        count = count_of_round (plan, round);
      together = weir_round_get_together (round) && follows ? together + count : count;
      follows = chosen == NULL || chosen[i];
      most = MAX (most, together);
    }
  return most;
}

/* What a process may have open, the limit raised as far as it goes. */
static guint64
raise_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return G_MAXUINT32;
  if (limit.rlim_cur < limit.rlim_max)
    {
      struct rlimit raised = { limit.rlim_max, limit.rlim_max };

      if (setrlimit (RLIMIT_NOFILE, &raised) == 0)
        limit = raised;
    }
  return limit.rlim_cur == RLIM_INFINITY ? G_MAXUINT32 : MIN (limit.rlim_cur, G_MAXUINT32);
}

/* All memory there is, in bytes. */
static guint64
read_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/meminfo", &text, NULL, NULL))
    return G_MAXUINT64;
  line = strstr (text, "MemTotal:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("MemTotal:"), NULL, 10) * 1024 : G_MAXUINT64;
}

/**
 * weir_plan_refuse:
 * @plan: a plan
 * @chosen: (nullable): by the index of a round, whether it is run
 * @n_workers: in so many processes
 *
 * Returns: (transfer full) (nullable): why this computer cannot carry it out, a whole sentence; %NULL: it may
 */
char *
weir_plan_refuse (WeirPlan *plan, const gboolean *chosen, guint n_workers)
{
  guint64 needed = weir_plan_count_connections (plan, chosen);
  guint64 limit = raise_limit ();
  guint64 by_files = (limit - MIN (limit, OTHER_DESCRIPTORS)) * n_workers;
  guint64 by_memory = read_memory () / CONNECTION_BYTES;

  if (needed > by_files)
    return g_strdup_printf (_ ("This plan needs about %lu connections at once, this machine allows %lu; "
                               "raise the limit of open files (ulimit -n)."),
                            (gulong) needed, (gulong) by_files);
  if (needed > by_memory)
    return g_strdup_printf (_ ("This plan needs about %lu connections at once, this machine allows %lu: "
                               "it has no memory for more."),
                            (gulong) needed, (gulong) by_memory);
  return NULL;
}
