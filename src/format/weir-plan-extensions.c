/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-extensions.c: what in a load plan goes beyond the format that other programs read
 */

#include "config.h"

#include <string.h>

#include "weir-plan-private.h"

typedef enum
{
  PRESENT,  /* the key itself */
  DURATION, /* a unit behind its number */
  METRIC,   /* a unit behind a threshold, or a metric others have not */
  CODES,    /* more than one term */
} Kind;

/* In the order they are told. */
static const struct
{
  const char *key;
  const char *parent; /* (nullable) the key of the mapping it stands in; anywhere else it means nothing */
  Kind kind;
  const char *name;
} extensions[] = {
  { "include", NULL, PRESENT, "include" },
  { "data", NULL, PRESENT, "data" },
  { "flow", NULL, PRESENT, "flow" },
  { "arrivalRate", NULL, PRESENT, "arrivalRate" },
  { "warmUp", NULL, PRESENT, "warmUp" },
  { "together", NULL, PRESENT, "together" },
  { "window", NULL, PRESENT, "window" },
  { "minSamples", NULL, PRESENT, "minSamples" },
  { "insecure", NULL, PRESENT, "insecure" },
  { "timeout", NULL, PRESENT, "timeout" },
  { "maxRedirects", NULL, PRESENT, "maxRedirects" },
  { "query", NULL, PRESENT, "query" },
  { "auth", NULL, PRESENT, "auth" },
  { "json", "payload", PRESENT, "payload.json" },
  { "form", "payload", PRESENT, "payload.form" },
  { "extract", NULL, PRESENT, "extract" },
  { "assert", NULL, PRESENT, "assert" },
  { "secret", NULL, PRESENT, "secret" },
  { "duration", NULL, DURATION, "units of durations" },
  { "coolDownTime", NULL, DURATION, "units of durations" },
  { "arrivalDelay", NULL, DURATION, "units of durations" },
  { "startupDelay", NULL, DURATION, "units of durations" },
  { "delay", NULL, DURATION, "units of durations" },
  { "delayInMs", NULL, DURATION, "units of durations" },
  { "maxDelayInMs", NULL, DURATION, "units of durations" },
  { "metric", NULL, METRIC, "units of thresholds" },
  { "metric", NULL, METRIC, "ResponseTime" },
  { "metric", NULL, METRIC, "AssertionErrorRate" },
  { "errorStatusCodes", NULL, CODES, "several status codes" },
};

/* What is below them is the plan's own data, whose names mean nothing here. */
static const char *const data_keys[] = { "headers", "httpHeaders", "query", "json", "form" };

static gboolean
has_unit (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && (text[length - 1] == '%' || g_ascii_isalpha (text[length - 1]));
}

static gboolean
metric_uses (const char *text, const char *name)
{
  return g_str_has_prefix (name, "units") ? has_unit (text)
                                          : g_ascii_strncasecmp (text, name, strlen (name)) == 0;
}

static gboolean
is_used (guint index, const char *key, const WeirNode *value, const char *parent)
{
  const char *text = value->kind == WEIR_NODE_SCALAR ? value->text : "";

  if (g_ascii_strcasecmp (extensions[index].key, key) != 0 ||
      (extensions[index].parent != NULL &&
       (parent == NULL || g_ascii_strcasecmp (extensions[index].parent, parent) != 0)))
    return FALSE;
  switch (extensions[index].kind)
    {
    case DURATION:
      return has_unit (text);
    case METRIC:
      return metric_uses (text, extensions[index].name);
    case CODES:
      return strchr (text, ',') != NULL;
    case PRESENT:
    default:
      return TRUE;
    }
}

static gboolean
is_data (const char *key)
{
  for (guint i = 0; key != NULL && i < G_N_ELEMENTS (data_keys); i++)
    if (g_ascii_strcasecmp (data_keys[i], key) == 0)
      return TRUE;
  return FALSE;
}

/* @parent: (nullable): the key that @node stands under */
static void
look (const WeirNode *node, const char *parent, gboolean *used)
{
  for (guint i = 0; node->kind != WEIR_NODE_SCALAR && i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);
      const char *key = entry->key != NULL ? entry->key->text : NULL;

      for (guint j = 0; key != NULL && j < G_N_ELEMENTS (extensions); j++)
        used[j] |= is_used (j, key, entry->value, parent);
      if (!is_data (key))
        look (entry->value, key != NULL ? key : parent, used);
    }
}

static gboolean
is_told (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (g_ptr_array_index (names, i), name))
      return TRUE;
  return FALSE;
}

/**
 * weir_plan_list_extensions:
 * @file_name: a plan's file; the ending .json chooses JSON
 *
 * Returns: (transfer container) (element-type utf8): what in it goes beyond the LPS plan format; nothing
 *   if it cannot be read
 */
GPtrArray *
weir_plan_list_extensions (const char *file_name)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *names = g_ptr_array_new ();
  gboolean used[G_N_ELEMENTS (extensions)] = { FALSE };
  WeirProblem *problem = NULL;
  g_autoptr (WeirTree) tree = NULL;

  if (weir_format_read_file (file_name, text, NULL))
    tree = weir_tree_read (text->str, text->len, weir_format_is_json (file_name), &problem);
  weir_problem_free (problem);
  if (tree != NULL)
    look (tree->root, NULL, used);
  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (used[i] && !is_told (names, extensions[i].name))
      g_ptr_array_add (names, (gpointer) extensions[i].name);
  return names;
}
