/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-removed-keys.c: keys that plans had before, and what is written instead, ready to be pasted
 */

#include "config.h"

#include <string.h>

#include "weir-plan-private.h"

static const struct
{
  const char *key;
  const char *metric; /* NULL = nothing takes its place */
} thresholds[] = {
  { "maxErrorRate", "ErrorRate" },
  { "maxP90", "TotalTime.P90" },
  { "maxP50", "TotalTime.P50" },
  { "maxAvg", "TotalTime.Avg" },
  { "maxP10", NULL },
};

static gboolean
is_threshold (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (thresholds); i++)
    if (g_ascii_strcasecmp (thresholds[i].key, key) == 0)
      return TRUE;
  return FALSE;
}

/**
 * weir_has_removed_threshold:
 * @mapping: a value
 *
 * Returns: whether it has one of the thresholds that became rules
 */
gboolean
weir_has_removed_threshold (const WeirNode *mapping)
{
  for (guint i = 0; mapping->kind == WEIR_NODE_MAPPING && i < weir_node_count (mapping); i++)
    if (is_threshold (weir_node_entry (mapping, i)->key->text))
      return TRUE;
  return FALSE;
}

/* What stands there, as it can be written in double quotes. */
static char *
quote (const WeirNode *mapping, const char *key)
{
  const WeirNode *node = weir_node_find (mapping, key);
  g_autofree char *shown = NULL;

  if (node == NULL || node->kind != WEIR_NODE_SCALAR)
    return NULL;
  shown = weir_shorten (node->text);
  return g_strescape (shown, shown);
}

static void
append_rule (GString *out, const WeirNode *mapping, guint index, gboolean is_termination)
{
  g_autofree char *value = quote (mapping, thresholds[index].key);
  g_autofree char *grace = is_termination ? quote (mapping, "gracePeriod") : NULL;
  g_autofree char *codes = index == 0 ? quote (mapping, "errorStatusCodes") : NULL;

  if (value == NULL || thresholds[index].metric == NULL)
    return;
  g_string_append_printf (out, "%s{metric: \"%s > %s\"", out->len > 0 ? ", " : "", thresholds[index].metric,
                          value);
  if (codes != NULL)
    g_string_append_printf (out, ", errorStatusCodes: \"%s\"", codes);
  if (grace != NULL)
    g_string_append_printf (out, ", gracePeriod: \"%s\"", grace);
  g_string_append_c (out, '}');
}

/* "{metric: …}, {metric: …}" */
static char *
to_rules (const WeirNode *mapping, gboolean is_termination)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; mapping->kind == WEIR_NODE_MAPPING && i < G_N_ELEMENTS (thresholds); i++)
    append_rule (out, mapping, i, is_termination);
  return g_string_free (out, FALSE);
}

static void
tell (WeirReader *reader, const WeirNode *key, const WeirNode *mapping, gboolean is_termination)
{
  g_autofree char *rules = to_rules (mapping, is_termination);
  const char *list = is_termination ? "terminationRules" : "failureRules";
  const char *about_p10 = weir_node_find (mapping, "maxP10") == NULL
                              ? ""
                              : " P10 is not a rule statistic; the lowest percentile is P50.";

  if (*rules == '\0')
    weir_reader_error (reader, key,
                       "\"%s\" is no longer a key of plans; write \"%s\", such as %s: [{metric:"
                       " \"ErrorRate > 0.05\"}].%s",
                       key->text, list, list, about_p10);
  else
    weir_reader_error (reader, key, "\"%s\" is no longer a key of plans; write %s: [%s]%s%s", key->text, list,
                       rules, *about_p10 != '\0' ? "." : "", about_p10);
}

/* Of several thresholds in one mapping the first one tells of all. */
static gboolean
tell_threshold (WeirReader *reader, const WeirNode *mapping, guint index, gboolean is_termination)
{
  const WeirNode *key = weir_node_entry (mapping, index)->key;

  if (!is_threshold (key->text))
    return FALSE;
  for (guint i = 0; i < index; i++)
    if (is_threshold (weir_node_entry (mapping, i)->key->text))
      return TRUE;
  tell (reader, key, mapping, is_termination);
  return TRUE;
}

/**
 * weir_removed_from_iteration:
 * @reader: gets what to write instead
 * @mapping: an iteration
 * @index: of one of its keys
 *
 * Returns: whether iterations had this key once
 */
gboolean
weir_removed_from_iteration (WeirReader *reader, const WeirNode *mapping, guint index)
{
  const WeirEntry *entry = weir_node_entry (mapping, index);

  if (g_ascii_strcasecmp (entry->key->text, "failureCriteria") == 0)
    {
      tell (reader, entry->key, entry->value, FALSE);
      return TRUE;
    }
  return tell_threshold (reader, mapping, index, FALSE);
}

gboolean
weir_removed_from_failure_rule (WeirReader *reader, const WeirNode *mapping, guint index)
{
  return tell_threshold (reader, mapping, index, FALSE);
}

gboolean
weir_removed_from_termination_rule (WeirReader *reader, const WeirNode *mapping, guint index)
{
  return tell_threshold (reader, mapping, index, TRUE);
}

/**
 * weir_refused_by_plan:
 * @reader: gets the reason
 * @root: the root of a document
 * @index: of one of its keys
 *
 * Returns: whether plans elsewhere have this key, and plans here have not
 */
gboolean
weir_refused_by_plan (WeirReader *reader, const WeirNode *root, guint index)
{
  const WeirNode *key = weir_node_entry (root, index)->key;

  if (g_ascii_strcasecmp (key->text, "include") != 0)
    return FALSE;
  weir_reader_error (reader, key, "Other files are not included in a plan; write what they have into this"
                                  " one.");
  return TRUE;
}

/**
 * weir_removed_from_plan:
 * @reader: gets what to write instead
 * @root: the root of a document
 *
 * Returns: whether the document as a whole has another form; nothing else is to be said of it then
 */
gboolean
weir_removed_from_plan (WeirReader *reader, const WeirNode *root)
{
  static const char *const old[] = { "lpsRuns", "lpsRequestProfile" };
  const WeirNode *plan = weir_find_key (root, "plan");

  for (guint i = 0; i < G_N_ELEMENTS (old); i++)
    if (weir_find_key (root, old[i]) != NULL)
      {
        weir_reader_error (reader, weir_find_key (root, old[i]), WEIR_OLD_PLAN);
        return TRUE;
      }
  if (plan != NULL)
    weir_reader_error (reader, plan,
                       "A plan is the document itself: remove \"plan:\" and unindent what is below"
                       " it.");
  return plan != NULL;
}
