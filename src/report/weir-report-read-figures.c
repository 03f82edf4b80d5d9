/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-read-figures.c: findings and quality out of JSON; what is not known in them is left out
 */

#include "config.h"

#include <string.h>

#include "weir-report-private.h"

/* No run has as many; a file could. */
#define MOST 10000

static guint
count_elements (JsonArray *array)
{
  return array != NULL ? MIN (json_array_get_length (array), MOST) : 0;
}

static JsonObject *
get_nth (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* -1: not among the first @n. */
static int
find_nick (const char *word, const char *(*to_nick) (guint), guint n)
{
  for (guint i = 0; word != NULL && i < n; i++)
    if (strcmp (to_nick (i), word) == 0)
      return (int) i;
  return -1;
}

static const char *
finding_nick (guint value)
{
  return weir_finding_kind_to_nick ((WeirFindingKind) value);
}

static const char *
quality_kind_nick (guint value)
{
  return weir_quality_kind_to_nick ((WeirQualityKind) value);
}

static const char *
quality_level_nick (guint value)
{
  return weir_quality_level_to_nick ((WeirQualityLevel) value);
}

static void
read_finding (JsonObject *object, WeirFindings *findings, gboolean as_note)
{
  int kind = find_nick (weir_report_read_string (object, "kind"), finding_nick, WEIR_N_FINDING_KINDS);
  const char *sentence = weir_report_read_string (object, "sentence");
  JsonArray *passes = get_array (object, "iterations"), *numbers = get_array (object, "numbers");
  WeirFinding *finding;

  if (kind < 0 || sentence == NULL)
    return;
  finding = weir_findings_restore (findings, as_note, (WeirFindingKind) kind, sentence,
                                   (int) weir_report_read_integer (object, "step", G_MAXINT32) - 1,
                                   weir_report_read_string (object, "stepName"));
  finding->n_passes = (guint64) weir_report_read_integer (object, "count", G_MAXINT64);
  for (guint i = 0; i < MIN (count_elements (passes), WEIR_SERIES_NAMED); i++)
    {
      JsonNode *node = json_array_get_element (passes, i);
      gint64 number = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
      guint pass = (guint) CLAMP (number, 0, G_MAXINT32);

      g_array_append_val (finding->passes, pass);
    }
  for (guint i = 0; i < count_elements (numbers); i++)
    {
      JsonObject *number = get_nth (numbers, i);

      weir_finding_restore_number (finding, weir_report_read_string (number, "name"),
                                   weir_report_read_real (number, "value"),
                                   weir_report_read_string (number, "unit"));
    }
}

void
weir_report_read_findings (JsonArray *array, WeirFindings *findings, gboolean as_notes)
{
  for (guint i = 0; i < count_elements (array); i++)
    read_finding (get_nth (array, i), findings, as_notes);
}

WeirQuality *
weir_report_read_quality (JsonObject *object)
{
  WeirQuality *quality = weir_quality_new ();
  JsonArray *reasons = get_array (object, "reasons"), *notes = get_array (object, "notes");

  for (guint i = 0; i < count_elements (reasons); i++)
    {
      JsonObject *reason = get_nth (reasons, i);
      const char *sentence = weir_report_read_string (reason, "sentence");
      const char *kind_word = weir_report_read_string (reason, "kind");
      const char *level_word = weir_report_read_string (reason, "level");
      int kind = find_nick (kind_word, quality_kind_nick, WEIR_N_QUALITY_KINDS);
      int level = find_nick (level_word, quality_level_nick, WEIR_QUALITY_RED + 1);

      if (kind >= 0 && level > WEIR_QUALITY_GREEN && sentence != NULL)
        weir_quality_take_reason (quality, (WeirQualityKind) kind, (WeirQualityLevel) level,
                                  weir_report_read_real (reason, "value"), g_strdup (sentence));
    }
  for (guint i = 0; i < count_elements (notes); i++)
    {
      JsonNode *node = json_array_get_element (notes, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (quality->notes, json_node_dup_string (node));
    }
  return quality;
}
