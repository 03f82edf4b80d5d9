/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pacing-reader.c: how often an iteration sends its request, and when: `mode:` and its numbers
 */

#include "config.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-loading.h"
#include "weir-plan-private.h"

/* The numbers, in the order messages name them. */
static const char *const numbers[] = { "requestCount", "duration", "batchSize", "coolDownTime" };

enum
{
  COUNT = 1 << 0,
  DURATION = 1 << 1,
  BATCH = 1 << 2,
  COOL_DOWN = 1 << 3,
};

static const char *const mode_names[] = { "R", "D", "CB", "CRB", "DCB", NULL };

static const struct
{
  guint allowed;
  guint needed;
} modes[WEIR_N_MODES] = {
  [WEIR_MODE_R] = { COUNT, 0 },
  [WEIR_MODE_D] = { DURATION, DURATION },
  [WEIR_MODE_CB] = { BATCH | COOL_DOWN, BATCH | COOL_DOWN },
  [WEIR_MODE_CRB] = { COUNT | BATCH | COOL_DOWN, COUNT | BATCH | COOL_DOWN },
  [WEIR_MODE_DCB] = { DURATION | BATCH | COOL_DOWN, DURATION | BATCH | COOL_DOWN },
};

void
weir_read_mode (WeirReader *reader, WeirNode *value, gpointer iteration)
{
  const char *text = weir_reader_loaded_filled (reader, value);
  guint mode = WEIR_MODE_R;

  if (text == NULL)
    return;
  if (text[strspn (text, "0123456789")] == '\0')
    weir_reader_error (reader, value, WEIR_OLD_PLAN);
  else if (weir_reader_word (reader, value, mode_names, &mode))
    weir_pacing_set_mode (weir_iteration_get_pacing (iteration), mode);
}

void
weir_read_request_count (WeirReader *reader, WeirNode *value, gpointer iteration)
{
  guint64 count = 1;

  if (weir_reader_count (reader, value, 1, WEIR_LIMIT_REQUESTS, &count))
    weir_pacing_set_request_count (weir_iteration_get_pacing (iteration), count);
}

static gboolean
read_time (WeirReader *reader, WeirNode *value, WeirDurationUnit unit, gint64 *us)
{
  if (!weir_reader_duration (reader, value, unit, us))
    return FALSE;
  if (*us > 0)
    return TRUE;
  weir_reader_error (reader, value, "\"%s\" must be more than 0.", weir_reader_subject (reader));
  return FALSE;
}

void
weir_read_iteration_duration (WeirReader *reader, WeirNode *value, gpointer iteration)
{
  gint64 us = 0;

  if (read_time (reader, value, WEIR_DURATION_UNIT_S, &us))
    weir_pacing_set_duration_us (weir_iteration_get_pacing (iteration), us);
}

void
weir_read_batch_size (WeirReader *reader, WeirNode *value, gpointer iteration)
{
  guint size = 1;

  if (weir_reader_integer (reader, value, 1, WEIR_LIMIT_BATCH, &size))
    weir_pacing_set_batch_size (weir_iteration_get_pacing (iteration), size);
}

void
weir_read_cool_down (WeirReader *reader, WeirNode *value, gpointer iteration)
{
  gint64 us = 0;

  if (read_time (reader, value, WEIR_DURATION_UNIT_MS, &us))
    weir_pacing_set_cool_down_us (weir_iteration_get_pacing (iteration), us);
}

void
weir_read_maximize_throughput (WeirReader *reader, WeirNode *value, gpointer iteration)
{
  gboolean maximize = FALSE;

  if (weir_reader_boolean (reader, value, &maximize))
    weir_pacing_set_maximize_throughput (weir_iteration_get_pacing (iteration), maximize);
}

static guint
get_given (WeirNode *node)
{
  guint given = 0;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (weir_node_find (node, numbers[i]) != NULL)
      given |= 1u << i;
  return given;
}

/* Whether the mode was understood; the pacing has its default otherwise. */
static gboolean
knows_mode (WeirReader *reader, const WeirNode *written)
{
  const char *text = written->kind == WEIR_NODE_SCALAR ? weir_loading_peek (reader->loading, written) : "";

  for (guint i = 0; mode_names[i] != NULL; i++)
    if (g_ascii_strcasecmp (mode_names[i], text) == 0)
      return TRUE;
  return FALSE;
}

/* ", or write mode: D" where exactly these numbers belong to a mode. */
static char *
suggest_mode (guint given)
{
  for (guint i = 0; i < WEIR_N_MODES; i++)
    if (given != 0 && given == modes[i].allowed)
      return g_strdup_printf (", or write mode: %s", mode_names[i]);
  return g_strdup ("");
}

static void
check_numbers (WeirReader *reader, WeirNode *node, WeirMode mode, guint given)
{
  g_autofree char *other = suggest_mode (given);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if ((given & ~modes[mode].allowed & 1u << i) != 0)
        weir_reader_error_in (reader, node, numbers[i], "mode %s takes no \"%s\"; remove it%s.",
                              mode_names[mode], numbers[i], other);
      if ((modes[mode].needed & ~given & 1u << i) != 0)
        weir_reader_error_in (reader, node, "mode", "mode %s needs \"%s\", which is not given.",
                              mode_names[mode], numbers[i]);
    }
}

/* FALSE after an error. */
static gboolean
infer_mode (WeirReader *reader, WeirNode *node, WeirPacing *pacing, guint given)
{
  guint first = 0;

  for (guint i = 0; i < WEIR_N_MODES; i++)
    if (given == modes[i].allowed || given == modes[i].needed)
      {
        weir_pacing_set_mode (pacing, i);
        return TRUE;
      }
  while ((given & 1u << first) == 0)
    first++;
  if ((given & (COUNT | DURATION)) == (COUNT | DURATION))
    weir_reader_error_in (
        reader, node, "duration",
        "\"requestCount\" and \"duration\" cannot both be given: requests are counted or sent"
        " for a time. Remove one of them.");
  else
    weir_reader_error_in (reader, node, numbers[first],
                          "Batches need both \"batchSize\" and \"coolDownTime\", and \"%s\" is not given.",
                          (given & BATCH) != 0 ? "coolDownTime" : "batchSize");
  return FALSE;
}

static void
check_values (WeirReader *reader, WeirNode *node, WeirPacing *pacing)
{
  WeirMode mode = weir_pacing_get_mode (pacing);

  if (mode == WEIR_MODE_CRB && weir_pacing_get_request_count (pacing) < weir_pacing_get_batch_size (pacing))
    weir_reader_error_in (reader, node, "requestCount",
                          "\"requestCount\" (%" G_GUINT64_FORMAT
                          ") must not be less than \"batchSize\" (%u).",
                          weir_pacing_get_request_count (pacing), weir_pacing_get_batch_size (pacing));
  if (mode == WEIR_MODE_DCB && weir_pacing_get_duration_us (pacing) <= weir_pacing_get_cool_down_us (pacing))
    {
      g_autofree char *duration = weir_duration_to_text (weir_pacing_get_duration_us (pacing));
      g_autofree char *cool_down = weir_duration_to_text (weir_pacing_get_cool_down_us (pacing));

      weir_reader_error_in (reader, node, "duration",
                            "\"duration\" (%s) must be longer than \"coolDownTime\" (%s).", duration,
                            cool_down);
    }
}

/**
 * weir_check_pacing:
 * @reader: where problems go
 * @node: an iteration
 * @iteration: what was read of it
 *
 * Finds the mode where none is written, and checks that its numbers are there and no others.
 * Numbers that could not be read are not spoken of again.
 */
void
weir_check_pacing (WeirReader *reader, WeirNode *node, WeirIteration *iteration)
{
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);
  WeirNode *written = weir_node_find (node, "mode");
  guint given = get_given (node);
  guint n_errors = reader->n_errors;

  if (weir_node_find (node, "arrivalRate") != NULL)
    {
      weir_check_arrival_rate (reader, node);
      return;
    }
  if (written != NULL && !knows_mode (reader, written))
    return;
  if (written != NULL)
    check_numbers (reader, node, weir_pacing_get_mode (pacing), given);
  else if (!infer_mode (reader, node, pacing, given))
    return;
  if (reader->n_errors == n_errors)
    check_values (reader, node, pacing);
}
