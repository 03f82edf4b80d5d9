/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-messages.c: what program and worker say to each other about a load plan
 */

#include "config.h"

#include "weir-plan-messages.h"

static GVariant *
pack_list (const char *const *list)
{
  static const char *const none[] = { NULL };

  return g_variant_new_strv (list ? list : none, -1);
}

GVariant *
weir_plan_message_pack_plan (const char *text, const WeirPlanWorkerSettings *settings)
{
  return g_variant_new ("(sbbb@as@as@asmssuux)", text, settings->is_json, settings->is_lenient,
                        settings->delays_in_seconds, pack_list (settings->environments),
                        pack_list (settings->variables), pack_list (settings->flows), settings->folder,
                        settings->run_id, settings->worker, settings->n_workers, settings->origin_us);
}

/**
 * weir_plan_message_unpack_plan:
 * @variant: must outlive @settings
 * @text: (out): the plan
 * @environments: (out) (transfer container): the array that @settings points to
 * @variables: (out) (transfer container): likewise
 * @flows: (out) (transfer container): likewise
 *
 * Returns: whether there is a plan in it, and a worker of it
 */
gboolean
weir_plan_message_unpack_plan (GVariant *variant, const char **text, WeirPlanWorkerSettings *settings,
                               const char ***environments, const char ***variables, const char ***flows)
{
  g_variant_get (variant, "(&sbbb^a&s^a&s^a&sm&s&suux)", text, &settings->is_json, &settings->is_lenient,
                 &settings->delays_in_seconds, environments, variables, flows, &settings->folder,
                 &settings->run_id, &settings->worker, &settings->n_workers, &settings->origin_us);
  settings->environments = *environments;
  settings->variables = *variables;
  settings->flows = *flows;
  return **text != '\0' && settings->worker < settings->n_workers;
}

GVariant *
weir_plan_message_pack_progress (const WeirPlanWorkerProgress *progress)
{
  return g_variant_new ("(uuutt@" WEIR_MESSAGE_LOAD_TYPE ")", progress->clients_active, progress->in_flight,
                        progress->most_in_flight, progress->requests, progress->dropped,
                        weir_message_pack_load (&progress->load));
}

/* The list in it is borrowed from @variant. */
void
weir_plan_message_unpack_progress (GVariant *variant, WeirPlanWorkerProgress *progress)
{
  g_autoptr (GVariant) load = NULL;

  g_variant_get (variant, "(uuutt@" WEIR_MESSAGE_LOAD_TYPE ")", &progress->clients_active,
                 &progress->in_flight, &progress->most_in_flight, &progress->requests, &progress->dropped,
                 &load);
  weir_message_unpack_load (load, &progress->load);
}

/* The number of the job, four bytes in native order, and the figures in their own form. */
void
weir_plan_message_send_figures (WeirChannel *channel, guint job, const WeirJobFigures *figures)
{
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  g_autoptr (GBytes) bytes = weir_job_figures_encode (figures);
  guint32 number = job;

  g_byte_array_append (payload, (const guint8 *) &number, sizeof number);
  g_byte_array_append (payload, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  weir_channel_send (channel, WEIR_MESSAGE_FIGURES, payload->data, payload->len);
}

/**
 * weir_plan_message_open_figures:
 * @payload: borrowed for the call
 * @size: bytes
 * @job: (out): whose they are
 *
 * Returns: (transfer full) (nullable): figures to be merged; %NULL when they are damaged
 */
WeirJobFigures *
weir_plan_message_open_figures (const guint8 *payload, gsize size, guint *job)
{
  g_autoptr (GBytes) bytes = NULL;
  guint32 number;

  if (size < sizeof number)
    return NULL;
  memcpy (&number, payload, sizeof number);
  *job = number;
  bytes = g_bytes_new_static (payload + sizeof number, size - sizeof number);
  return weir_job_figures_decode (bytes, NULL);
}
