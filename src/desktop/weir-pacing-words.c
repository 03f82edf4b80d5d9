/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pacing-words.c: what the mode of an iteration and its numbers mean, in words
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-duration.h"
#include "weir-pacing-words.h"

/* In the order of WeirMode: what a plan gives that does not write its mode. */
static const char *const inferences[] = {
  N_ ("Without “mode”, the source means this by requestCount or by no number at all."),
  N_ ("Without “mode”, the source means this by duration alone."),
  N_ ("Without “mode”, the source means this by batchSize and coolDownTime."),
  N_ ("Without “mode”, the source means this by requestCount, batchSize and coolDownTime."),
  N_ ("Without “mode”, the source means this by duration, batchSize and coolDownTime."),
};
G_STATIC_ASSERT (G_N_ELEMENTS (inferences) == WEIR_N_MODES);

static char *
describe_batches (WeirPacing *pacing)
{
  guint batch = weir_pacing_get_batch_size (pacing);
  g_autofree char *every = weir_duration_to_text (weir_pacing_get_cool_down_us (pacing));

  if (weir_pacing_get_cool_down_us (pacing) == 0)
    return NULL;
  return g_strdup_printf (ngettext ("Each client sends %u request every %s",
                                    "Each client sends %u requests at once every %s", batch),
                          batch, every);
}

static char *
describe_mode (WeirPacing *pacing)
{
  guint64 count = weir_pacing_get_request_count (pacing);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  g_autofree char *length = weir_duration_to_text (weir_pacing_get_duration_us (pacing));
  g_autofree char *batches = describe_batches (pacing);

  switch (weir_pacing_get_mode (pacing))
    {
    case WEIR_MODE_R:
      return g_strdup_printf (ngettext ("Each client sends %s request.",
                                        "Each client sends %s requests, one after another.",
                                        (gulong) MIN (count, G_MAXULONG)),
                              number);
    case WEIR_MODE_D:
      if (weir_pacing_get_duration_us (pacing) == 0)
        return NULL;
      return g_strdup_printf (_("Each client sends requests one after another, for %s."), length);
    case WEIR_MODE_CB:
      return batches != NULL ? g_strdup_printf (_("%s, until a rule or a person ends it."), batches) : NULL;
    case WEIR_MODE_CRB:
      return batches != NULL ? g_strdup_printf (_("%s, %s in all."), batches, number) : NULL;
    case WEIR_MODE_DCB:
    default:
      return batches != NULL && weir_pacing_get_duration_us (pacing) > 0
                 ? g_strdup_printf (_("%s, for %s."), batches, length)
                 : NULL;
    }
}

static char *
describe_rate (WeirArrivalRate *rate)
{
  g_autofree char *length = weir_duration_to_text (weir_arrival_rate_get_length_us (rate));
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, weir_arrival_rate_count_starts (rate));

  return g_strdup_printf (
      _("Each client starts requests by the clock, however long each takes: about %s in %s."), count, length);
}

/**
 * weir_pacing_describe:
 * @pacing: of an iteration
 *
 * Returns: (transfer full): what each client does, as far as the numbers say so, and when a plan that writes
 *   no mode means the same
 */
char *
weir_pacing_describe (WeirPacing *pacing)
{
  const char *inference = _(inferences[weir_pacing_get_mode (pacing)]);
  g_autofree char *mode = NULL;

  g_return_val_if_fail (WEIR_IS_PACING (pacing), NULL);

  if (weir_pacing_get_arrival_rate (pacing) != NULL)
    return describe_rate (weir_pacing_get_arrival_rate (pacing));
  mode = describe_mode (pacing);
  return mode != NULL ? g_strdup_printf ("%s %s", mode, inference) : g_strdup (inference);
}
