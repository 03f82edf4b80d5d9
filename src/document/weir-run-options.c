/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-options.c: a flow's `run:`: how often, how many at once, how fast
 */

#include "config.h"

#include "weir-run-options.h"

#include "weir-document-private.h"
#include "weir-limits.h"

struct _WeirRunOptions
{
  GObject parent_instance;

  guint iterations;
  guint parallel;
  guint delay_ms;
  gboolean stop_on_failure;
  char *data_file;
  WeirDataOrder data_order;
  gboolean one_per_row;
};

enum
{
  PROP_0,
  PROP_ITERATIONS,
  PROP_PARALLEL,
  PROP_DELAY_MS,
  PROP_STOP_ON_FAILURE,
  PROP_DATA_FILE,
  PROP_DATA_ORDER,
  PROP_ONE_PER_ROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirRunOptions, weir_run_options, G_TYPE_OBJECT)

static void
weir_run_options_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirRunOptions *self = WEIR_RUN_OPTIONS (object);

  switch (prop_id)
    {
    case PROP_ITERATIONS:
      g_value_set_uint (value, self->iterations);
      break;
    case PROP_PARALLEL:
      g_value_set_uint (value, self->parallel);
      break;
    case PROP_DELAY_MS:
      g_value_set_uint (value, self->delay_ms);
      break;
    case PROP_STOP_ON_FAILURE:
      g_value_set_boolean (value, self->stop_on_failure);
      break;
    case PROP_DATA_FILE:
      g_value_set_string (value, self->data_file);
      break;
    case PROP_DATA_ORDER:
      g_value_set_enum (value, (int) self->data_order);
      break;
    case PROP_ONE_PER_ROW:
      g_value_set_boolean (value, self->one_per_row);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_run_options_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirRunOptions *self = WEIR_RUN_OPTIONS (object);

  switch (prop_id)
    {
    case PROP_ITERATIONS:
      weir_run_options_set_iterations (self, g_value_get_uint (value));
      break;
    case PROP_PARALLEL:
      weir_run_options_set_parallel (self, g_value_get_uint (value));
      break;
    case PROP_DELAY_MS:
      weir_run_options_set_delay_ms (self, g_value_get_uint (value));
      break;
    case PROP_STOP_ON_FAILURE:
      weir_run_options_set_stop_on_failure (self, g_value_get_boolean (value));
      break;
    case PROP_DATA_FILE:
      weir_run_options_set_data_file (self, g_value_get_string (value));
      break;
    case PROP_DATA_ORDER:
      weir_run_options_set_data_order (self, (WeirDataOrder) g_value_get_enum (value));
      break;
    case PROP_ONE_PER_ROW:
      weir_run_options_set_one_per_row (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_run_options_finalize (GObject *object)
{
  g_free (WEIR_RUN_OPTIONS (object)->data_file);
  G_OBJECT_CLASS (weir_run_options_parent_class)->finalize (object);
}

static void
weir_run_options_class_init (WeirRunOptionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_run_options_get_property;
  object_class->set_property = weir_run_options_set_property;
  object_class->finalize = weir_run_options_finalize;

  properties[PROP_ITERATIONS] =
    g_param_spec_uint ("iterations", NULL, NULL, 1, WEIR_LIMIT_ITERATIONS, 1, WEIR_PARAM_READWRITE);
  properties[PROP_PARALLEL] =
    g_param_spec_uint ("parallel", NULL, NULL, 1, WEIR_LIMIT_PARALLEL, 1, WEIR_PARAM_READWRITE);
  properties[PROP_DELAY_MS] =
    g_param_spec_uint ("delay-ms", NULL, NULL, 0, WEIR_LIMIT_DELAY_MS, 0, WEIR_PARAM_READWRITE);
  properties[PROP_STOP_ON_FAILURE] =
    g_param_spec_boolean ("stop-on-failure", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  properties[PROP_DATA_FILE] = g_param_spec_string ("data-file", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_DATA_ORDER] = g_param_spec_enum ("data-order", NULL, NULL, WEIR_TYPE_DATA_ORDER,
                                                   WEIR_DATA_SEQUENTIAL, WEIR_PARAM_READWRITE);
  properties[PROP_ONE_PER_ROW] =
    g_param_spec_boolean ("one-per-row", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_run_options_init (WeirRunOptions *self)
{
  self->iterations = 1;
  self->parallel = 1;
}

/**
 * weir_run_options_new:
 *
 * Returns: (transfer full): run options, with everything at its default
 */
WeirRunOptions *
weir_run_options_new (void)
{
  return g_object_new (WEIR_TYPE_RUN_OPTIONS, NULL);
}

/**
 * weir_run_options_get_iterations:
 * @self: run options
 *
 * Returns: how many passes follow one another
 */
guint
weir_run_options_get_iterations (WeirRunOptions *self)
{
  g_return_val_if_fail (WEIR_IS_RUN_OPTIONS (self), 0);

  return self->iterations;
}

/**
 * weir_run_options_set_iterations:
 * @self: run options
 * @iterations: how many passes follow one another
 */
void
weir_run_options_set_iterations (WeirRunOptions *self, guint iterations)
{
  g_return_if_fail (WEIR_IS_RUN_OPTIONS (self));
  g_return_if_fail (iterations >= 1 && iterations <= WEIR_LIMIT_ITERATIONS);

  if (self->iterations == iterations)
    return;

  self->iterations = iterations;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITERATIONS]);
}

/**
 * weir_run_options_get_parallel:
 * @self: run options
 *
 * Returns: how many virtual users start together
 */
guint
weir_run_options_get_parallel (WeirRunOptions *self)
{
  g_return_val_if_fail (WEIR_IS_RUN_OPTIONS (self), 0);

  return self->parallel;
}

/**
 * weir_run_options_set_parallel:
 * @self: run options
 * @parallel: how many virtual users start together
 */
void
weir_run_options_set_parallel (WeirRunOptions *self, guint parallel)
{
  g_return_if_fail (WEIR_IS_RUN_OPTIONS (self));
  g_return_if_fail (parallel >= 1 && parallel <= WEIR_LIMIT_PARALLEL);

  if (self->parallel == parallel)
    return;

  self->parallel = parallel;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARALLEL]);
}

/**
 * weir_run_options_get_delay_ms:
 * @self: run options
 *
 * Returns: the pause before every step but the first of a user, in milliseconds
 */
guint
weir_run_options_get_delay_ms (WeirRunOptions *self)
{
  g_return_val_if_fail (WEIR_IS_RUN_OPTIONS (self), 0);

  return self->delay_ms;
}

/**
 * weir_run_options_set_delay_ms:
 * @self: run options
 * @delay_ms: the pause before every step but the first of a user, in milliseconds
 */
void
weir_run_options_set_delay_ms (WeirRunOptions *self, guint delay_ms)
{
  g_return_if_fail (WEIR_IS_RUN_OPTIONS (self));
  g_return_if_fail (delay_ms <= WEIR_LIMIT_DELAY_MS);

  if (self->delay_ms == delay_ms)
    return;

  self->delay_ms = delay_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DELAY_MS]);
}

/**
 * weir_run_options_get_stop_on_failure:
 * @self: run options
 *
 * Returns: whether the flow stops at the first failed step
 */
gboolean
weir_run_options_get_stop_on_failure (WeirRunOptions *self)
{
  g_return_val_if_fail (WEIR_IS_RUN_OPTIONS (self), FALSE);

  return self->stop_on_failure;
}

/**
 * weir_run_options_set_stop_on_failure:
 * @self: run options
 * @stop_on_failure: whether the flow stops at the first failed step
 */
void
weir_run_options_set_stop_on_failure (WeirRunOptions *self, gboolean stop_on_failure)
{
  g_return_if_fail (WEIR_IS_RUN_OPTIONS (self));

  stop_on_failure = !!stop_on_failure;
  if (self->stop_on_failure == stop_on_failure)
    return;

  self->stop_on_failure = stop_on_failure;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STOP_ON_FAILURE]);
}

/**
 * weir_run_options_get_data_file:
 * @self: run options
 *
 * Returns: (nullable): the file whose columns are variables of a pass, as the document names it
 */
const char *
weir_run_options_get_data_file (WeirRunOptions *self)
{
  g_return_val_if_fail (WEIR_IS_RUN_OPTIONS (self), NULL);

  return self->data_file;
}

/**
 * weir_run_options_set_data_file:
 * @self: run options
 * @data_file: (nullable): a file of rows, beside the document unless it is absolute
 */
void
weir_run_options_set_data_file (WeirRunOptions *self, const char *data_file)
{
  g_return_if_fail (WEIR_IS_RUN_OPTIONS (self));

  if (weir_document_set_string (&self->data_file, data_file))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATA_FILE]);
}

/**
 * weir_run_options_get_data_order:
 * @self: run options
 *
 * Returns: which row a pass takes: the next one, or any
 */
WeirDataOrder
weir_run_options_get_data_order (WeirRunOptions *self)
{
  g_return_val_if_fail (WEIR_IS_RUN_OPTIONS (self), WEIR_DATA_SEQUENTIAL);

  return self->data_order;
}

/**
 * weir_run_options_set_data_order:
 * @self: run options
 * @data_order: which row a pass takes: the next one, or any
 */
void
weir_run_options_set_data_order (WeirRunOptions *self, WeirDataOrder data_order)
{
  g_return_if_fail (WEIR_IS_RUN_OPTIONS (self));

  if (self->data_order == data_order)
    return;

  self->data_order = data_order;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATA_ORDER]);
}

/**
 * weir_run_options_get_one_per_row:
 * @self: run options
 *
 * Returns: whether there are as many passes, one after another, as the data file has rows
 */
gboolean
weir_run_options_get_one_per_row (WeirRunOptions *self)
{
  g_return_val_if_fail (WEIR_IS_RUN_OPTIONS (self), FALSE);

  return self->one_per_row;
}

/**
 * weir_run_options_set_one_per_row:
 * @self: run options
 * @one_per_row: whether there are as many passes, one after another, as the data file has rows, whatever
 *   `iterations` says
 */
void
weir_run_options_set_one_per_row (WeirRunOptions *self, gboolean one_per_row)
{
  g_return_if_fail (WEIR_IS_RUN_OPTIONS (self));

  one_per_row = !!one_per_row;
  if (self->one_per_row == one_per_row)
    return;

  self->one_per_row = one_per_row;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONE_PER_ROW]);
}
