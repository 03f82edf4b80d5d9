/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rate-reader.c: `arrivalRate:` of an iteration of a plan
 */

#include "config.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-plan-private.h"

static gboolean
read_rate (WeirReader *reader, WeirNode *value, double *rate)
{
  const char *text = weir_reader_loaded_filled (reader, value);
  g_autofree char *shown = NULL;
  char *end;

  if (text == NULL)
    return FALSE;
  *rate = g_ascii_strtod (text, &end);
  if (end > text && *end == '\0' && *rate >= 0 && *rate <= WEIR_LIMIT_RATE)
    return TRUE;
  shown = weir_shorten (text);
  weir_reader_error (reader, value,
                     "\"%s\" cannot be a rate; write how many requests begin in a second, from 0 to %.0f.",
                     shown, WEIR_LIMIT_RATE);
  return FALSE;
}

static void
read_stage_rate (WeirReader *reader, WeirNode *value, gpointer target)
{
  double rate = 0;

  if (read_rate (reader, value, &rate))
    weir_rate_stage_set_rate (target, rate);
}

static void
read_stage_duration (WeirReader *reader, WeirNode *value, gpointer target)
{
  gint64 us = 0;

  if (!weir_reader_duration (reader, value, WEIR_DURATION_UNIT_S, &us))
    return;
  if (us == 0)
    weir_reader_error (reader, value, "\"duration\" must be more than 0.");
  weir_rate_stage_set_duration_us (target, us);
}

static const WeirSchema stage_schema = {
  "stage",
  {
      { "rate", NULL, WEIR_KEY_REQUIRED, read_stage_rate },
      { "duration", NULL, WEIR_KEY_REQUIRED, read_stage_duration },
  },
  NULL,
};

static void
read_start (WeirReader *reader, WeirNode *value, gpointer target)
{
  double rate = 0;

  if (read_rate (reader, value, &rate))
    weir_arrival_rate_set_rate (target, rate);
}

static void
read_max_in_flight (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint most = WEIR_DEFAULT_MAX_IN_FLIGHT;

  if (weir_reader_integer (reader, value, 1, WEIR_LIMIT_IN_FLIGHT, &most))
    weir_arrival_rate_set_max_in_flight (target, most);
}

static void
read_stage (WeirReader *reader, WeirNode *node, gpointer target)
{
  g_autoptr (WeirRateStage) stage = weir_rate_stage_new (0, 0);

  weir_reader_mapping (reader, node, &stage_schema, stage, NULL);
  g_list_store_append (weir_arrival_rate_get_stages (target), stage);
}

static void
read_stages (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (!weir_reader_list (reader, value, "- { rate: 100, duration: 10s }", read_stage, target))
    return;
  if (weir_node_count (value) == 0 || weir_node_count (value) > WEIR_LIMIT_RATE_STAGES)
    weir_reader_error (reader, value, "An arrival rate has 1 to %d stages.", WEIR_LIMIT_RATE_STAGES);
}

static const WeirSchema rate_schema = {
  "arrivalRate",
  {
      { "rate", NULL, WEIR_KEY_REQUIRED, read_start },
      { "stages", NULL, WEIR_KEY_REQUIRED, read_stages },
      { "maxInFlight", NULL, WEIR_KEY_DEFAULT, read_max_in_flight },
  },
  NULL,
};

void
weir_read_arrival_rate (WeirReader *reader, WeirNode *value, gpointer iteration)
{
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);
  g_autoptr (WeirArrivalRate) rate = weir_arrival_rate_new ();

  if (!weir_reader_mapping (reader, value, &rate_schema, rate, NULL))
    return;
  weir_pacing_set_arrival_rate (pacing, rate);
  weir_pacing_set_mode (pacing, WEIR_MODE_D);
  weir_pacing_set_duration_us (pacing, weir_arrival_rate_get_length_us (rate));
}

/**
 * weir_check_arrival_rate:
 * @reader: where problems go
 * @node: an iteration with an arrival rate
 */
void
weir_check_arrival_rate (WeirReader *reader, WeirNode *node)
{
  static const char *const others[] = { "mode", "requestCount", "duration", "batchSize", "coolDownTime" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (weir_node_find (node, others[i]) != NULL)
      weir_reader_error_in (reader, node, others[i],
                            "\"arrivalRate\" says when requests begin, so \"%s\" cannot be given as well;"
                            " remove one of the two.",
                            others[i]);
}
