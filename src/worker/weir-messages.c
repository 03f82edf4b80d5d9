/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-messages.c: what program and worker say to each other
 */

#include "config.h"

#include "weir-messages.h"

/**
 * weir_message_open:
 * @type: a GVariant type string
 * @payload: 8-byte aligned, borrowed; must outlive the result
 * @size: bytes
 *
 * Returns: (transfer full): the payload as a variant; where it is damaged, GVariant reads default values
 */
GVariant *
weir_message_open (const char *type, const guint8 *payload, gsize size)
{
  return g_variant_ref_sink (
      g_variant_new_from_data (G_VARIANT_TYPE (type), payload, size, FALSE, NULL, NULL));
}

GVariant *
weir_message_pack_start (const char *flow_yaml, const WeirWorkerSettings *settings)
{
  static const char *const none[] = { NULL };

  return g_variant_new ("(suuxbsms@asms)", flow_yaml, settings->iterations, settings->parallel,
                        settings->delay_us, settings->stop_on_failure, settings->run_id, settings->only_step,
                        g_variant_new_strv (settings->variables ? settings->variables : none, -1),
                        settings->folder);
}

/**
 * weir_message_unpack_start:
 * @variables: (out) (transfer container): the array that @settings points to
 *
 * Returns: whether there is a document in it
 */
gboolean
weir_message_unpack_start (GVariant *variant, const char **flow_yaml, WeirWorkerSettings *settings,
                           const char ***variables)
{
  g_variant_get (variant, "(&suuxb&sm&s^a&sm&s)", flow_yaml, &settings->iterations, &settings->parallel,
                 &settings->delay_us, &settings->stop_on_failure, &settings->run_id, &settings->only_step,
                 variables, &settings->folder);
  settings->variables = *variables;
  return **flow_yaml != '\0' && settings->iterations > 0 && settings->parallel > 0;
}

GVariant *
weir_message_pack_load (const WeirLoad *load)
{
  return g_variant_new ("(xxuutt@ax)", load->at_us, load->cpu_us, load->descriptors, load->descriptor_limit,
                        load->memory_bytes, load->machine_bytes,
                        g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, load->lateness_us, load->n_lateness,
                                                   sizeof (gint64)));
}

/* The list is borrowed from the variant's bytes. */
void
weir_message_unpack_load (GVariant *variant, WeirLoad *load)
{
  g_autoptr (GVariant) lateness = NULL;
  gsize n = 0;

  g_variant_get (variant, "(xxuutt@ax)", &load->at_us, &load->cpu_us, &load->descriptors,
                 &load->descriptor_limit, &load->memory_bytes, &load->machine_bytes, &lateness);
  load->lateness_us = g_variant_get_fixed_array (lateness, &n, sizeof (gint64));
  load->n_lateness = (guint) n;
}

static GVariant *
pack_list (const char *const *list)
{
  static const char *const none[] = { NULL };

  return g_variant_new_strv (list ? list : none, -1);
}

GVariant *
weir_message_pack_environment (const WeirWorkerSettings *settings)
{
  return g_variant_new ("(@as@asmsmsmsb)", pack_list (settings->environment), pack_list (settings->secrets),
                        settings->proxy, settings->authorities, settings->certificate, settings->insecure);
}

/**
 * weir_message_unpack_environment:
 * @variant: must outlive @settings
 * @environment: (out) (transfer container): the array that @settings points to
 * @secrets: (out) (transfer container): likewise
 */
void
weir_message_unpack_environment (GVariant *variant, WeirWorkerSettings *settings, const char ***environment,
                                 const char ***secrets)
{
  g_variant_get (variant, "(^a&s^a&sm&sm&sm&sb)", environment, secrets, &settings->proxy,
                 &settings->authorities, &settings->certificate, &settings->insecure);
  settings->environment = *environment;
  settings->secrets = *secrets;
}

/* The file's own bytes: it is no larger than WEIR_LIMIT_DATA_FILE_BYTES, and both ends read it alike. */
GVariant *
weir_message_pack_data (const WeirWorkerSettings *settings)
{
  return g_variant_new ("(bb@ay)", weir_data_rows_is_json (settings->rows), settings->random_rows,
                        g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING,
                                                  weir_data_rows_get_bytes (settings->rows), TRUE));
}

/**
 * weir_message_unpack_data:
 * @random: (out): whether a pass takes any row
 *
 * Returns: (transfer full) (nullable): the rows; %NULL with a #WEIR_DATA_ERROR
 */
WeirDataRows *
weir_message_unpack_data (GVariant *variant, gboolean *random, GError **error)
{
  g_autoptr (GVariant) data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_json;

  g_variant_get (variant, "(bb@ay)", &is_json, random, &data);
  bytes = g_variant_get_data_as_bytes (data);
  return weir_data_rows_parse (bytes, is_json, is_json ? "rows.json" : "rows.csv", error);
}

static GVariant *
pack_numbers (const guint *numbers, gsize n)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, numbers, numbers ? n : 0, sizeof (guint32));
}

GVariant *
weir_message_pack_selection (const WeirWorkerSettings *settings)
{
  const WeirRunSelection *selection = &settings->selection;

  return g_variant_new ("(uuu@au@aubb)", (guint) selection->select, selection->part, selection->step,
                        pack_numbers (selection->numbers, selection->n_numbers),
                        pack_numbers (selection->rows, selection->n_numbers), selection->are_vus,
                        settings->leave_store);
}

/**
 * weir_message_unpack_selection:
 * @variant: must outlive @settings, whose numbers are borrowed from it
 */
void
weir_message_unpack_selection (GVariant *variant, WeirWorkerSettings *settings)
{
  WeirRunSelection *selection = &settings->selection;
  g_autoptr (GVariant) numbers = NULL, rows = NULL;
  gsize n = 0, n_rows = 0;
  guint select;

  g_variant_get (variant, "(uuu@au@aubb)", &select, &selection->part, &selection->step, &numbers, &rows,
                 &selection->are_vus, &settings->leave_store);
  selection->select = (WeirSelect) MIN (select, WEIR_SELECT_UP_TO);
  selection->numbers = g_variant_get_fixed_array (numbers, &n, sizeof (guint32));
  selection->n_numbers = (guint) n;
  selection->rows = g_variant_get_fixed_array (rows, &n_rows, sizeof (guint32));
  if (n_rows != n)
    selection->rows = NULL;
}

GVariant *
weir_message_pack_progress (const WeirWorkerProgress *progress)
{
  GVariantBuilder running;

  g_variant_builder_init (&running, G_VARIANT_TYPE ("aau"));
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    g_variant_builder_add_value (&running,
                                 g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, progress->running[part],
                                                            progress->n_steps[part], sizeof (guint32)));
  return g_variant_new ("(uuuuuuttaauxut@(xxuuttax))", progress->phase, progress->iteration, progress->part,
                        progress->step, progress->vus_done, progress->in_flight, progress->passes_done,
                        progress->held_back, &running, progress->started_us, progress->vus_active,
                        progress->requests, weir_message_pack_load (&progress->load));
}

/**
 * weir_message_unpack_progress:
 * @variant: must outlive @progress, whose arrays are borrowed from it
 *
 * Returns: whether it has the three lists of a flow
 */
gboolean
weir_message_unpack_progress (GVariant *variant, WeirWorkerProgress *progress)
{
  g_autoptr (GVariant) running = NULL, load = NULL;

  g_variant_get (variant, "(uuuuuutt@aauxut@(xxuuttax))", &progress->phase, &progress->iteration,
                 &progress->part, &progress->step, &progress->vus_done, &progress->in_flight,
                 &progress->passes_done, &progress->held_back, &running, &progress->started_us,
                 &progress->vus_active, &progress->requests, &load);
  weir_message_unpack_load (load, &progress->load);
  if (g_variant_n_children (running) != WEIR_N_FLOW_PARTS)
    return FALSE;
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      g_autoptr (GVariant) list = g_variant_get_child_value (running, part);
      gsize n = 0;

      /* A child of serialised data shares its bytes, so they live as long as @variant does. */
      progress->running[part] = g_variant_get_fixed_array (list, &n, sizeof (guint32));
      progress->n_steps[part] = (guint) n;
    }
  return TRUE;
}
