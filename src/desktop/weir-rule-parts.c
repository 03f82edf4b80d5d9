/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-rule-parts.c: a rule of a load plan as the parts that its row shows
 *
 * Numbers stay as they are written, with their units, and also while they are wrong: what is wrong with them
 * tells the reader of documents.
 */

#include "config.h"

#include "weir-rule-parts.h"

#include <string.h>

#include "weir-metric-rule.h"

#define BETWEEN "between"

/* Where the comparison begins, and how long it is */
static const char *
find_operator (const char *text, WeirThreshold *threshold, gsize *length)
{
  const char *at = strpbrk (text, "<>=!");
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *between = strstr (lower, BETWEEN);

  if (between != NULL)
    {
      *threshold = WEIR_THRESHOLD_BETWEEN;
      *length = strlen (BETWEEN);
      return text + (between - lower);
    }
  if (at == NULL)
    return NULL;
  *length = at[1] == '=' && *at != '=' ? 2 : 1;
  for (WeirThreshold i = 0; i < WEIR_THRESHOLD_BETWEEN; i++)
    if (strlen (weir_threshold_to_name (i)) == *length
        && strncmp (at, weir_threshold_to_name (i), *length) == 0)
      {
        *threshold = i;
        return at;
      }
  return NULL;
}

/* "100 and 500" */
static void
split_numbers (const char *text, WeirRuleParts *parts)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *and = parts->threshold == WEIR_THRESHOLD_BETWEEN ? strstr (lower, "and") : NULL;

  if (parts->threshold != WEIR_THRESHOLD_BETWEEN)
    {
      parts->low = g_strstrip (g_strdup (text));
      return;
    }
  parts->low = g_strstrip (and != NULL ? g_strndup (text, (gsize) (and - lower)) : g_strdup (text));
  parts->high = g_strstrip (g_strdup (and != NULL ? text + (and - lower) + strlen ("and") : ""));
}

/**
 * weir_rule_parts_split:
 * @text: (nullable): the metric of a rule
 * @parts: (out caller-allocates): its parts; to be cleared
 *
 * Returns: whether it begins with a known metric and compares it with something
 */
gboolean
weir_rule_parts_split (const char *text, WeirRuleParts *parts)
{
  WeirThreshold threshold = WEIR_THRESHOLD_GREATER;
  WeirMetricRule rule = { 0 };
  gsize length = 0;
  const char *at = text != NULL ? find_operator (text, &threshold, &length) : NULL;
  g_autofree char *head = at != NULL ? g_strndup (text, (gsize) (at - text)) : NULL;
  g_autofree char *sound = head != NULL ? g_strdup_printf ("%s > 0", head) : NULL;
  g_autofree char *warning = NULL;

  *parts = (WeirRuleParts){ 0 };
  if (sound == NULL || !weir_metric_rule_parse (sound, &rule, &warning, NULL))
    return FALSE;
  parts->metric = (int) rule.metric;
  parts->statistic = (int) rule.statistic;
  parts->threshold = (int) threshold;
  split_numbers (at + length, parts);
  return TRUE;
}

/**
 * weir_rule_parts_join:
 * @parts: the parts of a rule
 *
 * Returns: (transfer full): the metric as a document has it
 */
char *
weir_rule_parts_join (const WeirRuleParts *parts)
{
  gboolean has_statistic = weir_metric_is_time ((WeirMetric) parts->metric);
  GString *text = g_string_new (weir_metric_to_name ((WeirMetric) parts->metric));

  if (has_statistic)
    g_string_append_printf (text, ".%s", weir_statistic_to_name ((WeirStatistic) parts->statistic));
  g_string_append_printf (text, " %s %s", weir_threshold_to_name ((WeirThreshold) parts->threshold),
                          parts->low);
  if (parts->threshold == WEIR_THRESHOLD_BETWEEN)
    g_string_append_printf (text, " and %s", parts->high != NULL ? parts->high : "");
  return g_string_free (text, FALSE);
}

/**
 * weir_rule_parts_clear:
 * @parts: the parts of a rule
 */
void
weir_rule_parts_clear (WeirRuleParts *parts)
{
  g_clear_pointer (&parts->low, g_free);
  g_clear_pointer (&parts->high, g_free);
}
