/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edit-shape.c: what an editor of documents has to know about their schema
 */

#include "config.h"

#include "weir-edit-shape.h"

#include <string.h>

#include "weir-duration.h"

#define MICROSECONDS_PER_MS 1000
#define MICROSECONDS_PER_S 1000000

/* Keys that need nothing are not here. */
static const WeirShapeKey keys[] = {
  { .shape = WEIR_SHAPE_FLOW, .key = "variables", .place = WEIR_PLACE_BEFORE },
  { .shape = WEIR_SHAPE_FLOW, .key = "data", .place = WEIR_PLACE_BEFORE },
  { .shape = WEIR_SHAPE_FLOW, .key = "run", .child = WEIR_SHAPE_RUN, .place = WEIR_PLACE_BEFORE },
  { .shape = WEIR_SHAPE_FLOW, .key = "beforeAll", .child = WEIR_SHAPE_STEPS, .place = WEIR_PLACE_BEFORE },
  { .shape = WEIR_SHAPE_FLOW, .key = "steps", .child = WEIR_SHAPE_STEPS },
  { .shape = WEIR_SHAPE_FLOW, .key = "afterAll", .child = WEIR_SHAPE_STEPS, .place = WEIR_PLACE_BEFORE },
  { .shape = WEIR_SHAPE_RUN, .key = "iterations", .place = WEIR_PLACE_LATE, .default_text = "1" },
  { .shape = WEIR_SHAPE_RUN, .key = "parallel", .place = WEIR_PLACE_LATE, .default_text = "1" },
  { .shape = WEIR_SHAPE_RUN,
    .key = "delay",
    .place = WEIR_PLACE_LATE,
    .default_text = "0",
    .unit = WEIR_UNIT_MS },
  { .shape = WEIR_SHAPE_RUN, .key = "stopOnFailure", .place = WEIR_PLACE_LATE, .default_text = "false" },
  { .shape = WEIR_SHAPE_STEP, .key = "enabled", .place = WEIR_PLACE_SECOND, .default_text = "true" },
  { .shape = WEIR_SHAPE_STEP, .key = "keepBody", .default_text = "false" },
  { .shape = WEIR_SHAPE_STEP, .key = "retry", .child = WEIR_SHAPE_RETRY },
  { .shape = WEIR_SHAPE_STEP, .key = "httpRequest", .child = WEIR_SHAPE_REQUEST },
  { .shape = WEIR_SHAPE_STEP, .key = "set", .child = WEIR_SHAPE_FREE },
  { .shape = WEIR_SHAPE_STEP, .key = "wait", .unit = WEIR_UNIT_MS },
  { .shape = WEIR_SHAPE_RETRY, .key = "delayInMs", .unit = WEIR_UNIT_MS },
  { .shape = WEIR_SHAPE_RETRY, .key = "maxDelayInMs", .unit = WEIR_UNIT_MS },
  { .shape = WEIR_SHAPE_REQUEST, .key = "method", .alias = "httpMethod" },
  { .shape = WEIR_SHAPE_REQUEST, .key = "version", .alias = "httpVersion" },
  { .shape = WEIR_SHAPE_REQUEST, .key = "headers", .alias = "httpHeaders", .child = WEIR_SHAPE_ROWS },
  { .shape = WEIR_SHAPE_REQUEST, .key = "query", .child = WEIR_SHAPE_ROWS },
  { .shape = WEIR_SHAPE_REQUEST, .key = "payload", .child = WEIR_SHAPE_PAYLOAD },
  { .shape = WEIR_SHAPE_REQUEST, .key = "timeout", .unit = WEIR_UNIT_S },
  { .shape = WEIR_SHAPE_REQUEST, .key = "insecure", .default_text = "false" },
  { .shape = WEIR_SHAPE_PAYLOAD, .key = "json", .child = WEIR_SHAPE_FREE },
  { .shape = WEIR_SHAPE_PAYLOAD, .key = "form", .child = WEIR_SHAPE_ROWS },
  { .shape = WEIR_SHAPE_REQUEST, .key = "retry", .child = WEIR_SHAPE_RETRY },
  { .shape = WEIR_SHAPE_PLAN, .key = "variables", .place = WEIR_PLACE_BEFORE },
  { .shape = WEIR_SHAPE_PLAN, .key = "environments", .place = WEIR_PLACE_BEFORE },
  { .shape = WEIR_SHAPE_PLAN,
    .key = "iterations",
    .child = WEIR_SHAPE_ITERATIONS,
    .place = WEIR_PLACE_BEFORE },
  { .shape = WEIR_SHAPE_PLAN, .key = "rounds", .child = WEIR_SHAPE_ROUNDS },
  { .shape = WEIR_SHAPE_ROUND,
    .key = "startupDelay",
    .alias = "delay",
    .default_text = "0",
    .unit = WEIR_UNIT_MS },
  { .shape = WEIR_SHAPE_ROUND, .key = "numberOfClients", .default_text = "1" },
  { .shape = WEIR_SHAPE_ROUND, .key = "arrivalDelay", .default_text = "0", .unit = WEIR_UNIT_MS },
  { .shape = WEIR_SHAPE_ROUND, .key = "delayClientCreationUntilIsNeeded", .default_text = "false" },
  { .shape = WEIR_SHAPE_ROUND, .key = "runInParallel", .default_text = "false" },
  { .shape = WEIR_SHAPE_ROUND, .key = "together", .default_text = "false" },
  { .shape = WEIR_SHAPE_ROUND, .key = "insecure", .default_text = "false" },
  { .shape = WEIR_SHAPE_ROUND, .key = "stages", .child = WEIR_SHAPE_STAGES },
  { .shape = WEIR_SHAPE_ROUND, .key = "iterations", .child = WEIR_SHAPE_ITERATIONS },
  { .shape = WEIR_SHAPE_STAGE, .key = "arrivalDelay", .default_text = "0", .unit = WEIR_UNIT_MS },
  { .shape = WEIR_SHAPE_STAGE,
    .key = "startupDelay",
    .alias = "delay",
    .default_text = "0",
    .unit = WEIR_UNIT_MS },
  { .shape = WEIR_SHAPE_ITERATION,
    .key = "startupDelay",
    .alias = "delay",
    .default_text = "0",
    .unit = WEIR_UNIT_MS },
  { .shape = WEIR_SHAPE_ITERATION, .key = "warmUp", .default_text = "0", .unit = WEIR_UNIT_S },
  { .shape = WEIR_SHAPE_ITERATION, .key = "duration", .unit = WEIR_UNIT_S },
  { .shape = WEIR_SHAPE_ITERATION, .key = "coolDownTime", .unit = WEIR_UNIT_MS },
  { .shape = WEIR_SHAPE_ITERATION, .key = "maximizeThroughput", .default_text = "false" },
  { .shape = WEIR_SHAPE_ITERATION, .key = "httpRequest", .child = WEIR_SHAPE_REQUEST },
  { .shape = WEIR_SHAPE_ITERATION, .key = "failureRules", .child = WEIR_SHAPE_RULES },
  { .shape = WEIR_SHAPE_ITERATION, .key = "terminationRules", .child = WEIR_SHAPE_RULES },
  { .shape = WEIR_SHAPE_RULE, .key = "window", .unit = WEIR_UNIT_S },
};

/* Lists, and what is in them. */
static const struct
{
  WeirShape list;
  WeirShape element;
} elements[] = {
  { WEIR_SHAPE_STEPS, WEIR_SHAPE_STEP },           { WEIR_SHAPE_FREE, WEIR_SHAPE_FREE },
  { WEIR_SHAPE_ROUNDS, WEIR_SHAPE_ROUND },         { WEIR_SHAPE_STAGES, WEIR_SHAPE_STAGE },
  { WEIR_SHAPE_ITERATIONS, WEIR_SHAPE_ITERATION }, { WEIR_SHAPE_RULES, WEIR_SHAPE_RULE },
};

/**
 * weir_shape_key:
 * @shape: of a mapping
 * @key: a key of it, canonical
 *
 * Returns: what is known about the key
 */
WeirShapeKey
weir_shape_key (WeirShape shape, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].shape == shape && g_str_equal (keys[i].key, key))
      return keys[i];
  return (WeirShapeKey){ .shape = shape,
                         .key = key,
                         .child = shape == WEIR_SHAPE_FREE ? WEIR_SHAPE_FREE : WEIR_SHAPE_ANY };
}

/**
 * weir_shape_element:
 * @shape: of a list
 *
 * Returns: of its elements
 */
WeirShape
weir_shape_element (WeirShape shape)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (elements[i].list == shape)
      return elements[i].element;
  return WEIR_SHAPE_ANY;
}

/**
 * weir_shape_find:
 * @shape: of a mapping
 * @mapping: (nullable): one of a tree that was written, with canonical keys
 * @written: a key as it is written
 *
 * Returns: the entry of @mapping that is meant, or -1
 */
int
weir_shape_find (WeirShape shape, const WeirNode *mapping, const char *written)
{
  for (guint i = 0; mapping != NULL && mapping->kind == WEIR_NODE_MAPPING && i < weir_node_count (mapping);
       i++)
    {
      const char *key = weir_node_entry (mapping, i)->key->text;
      const char *alias = weir_shape_key (shape, key).alias;

      if (g_ascii_strcasecmp (key, written) == 0 ||
          (alias != NULL && g_ascii_strcasecmp (alias, written) == 0))
        return (int) i;
    }
  return -1;
}

/**
 * weir_shape_to_unit:
 * @key: a key
 * @text: its new value in canonical form
 * @old: its old value as it is written
 *
 * Returns: (transfer full): @text as a duration with a unit where @old has one, without where it has none
 */
char *
weir_shape_to_unit (const WeirShapeKey *key, const char *text, const char *old)
{
  WeirDurationUnit unit = key->unit == WEIR_UNIT_S ? WEIR_DURATION_UNIT_S : WEIR_DURATION_UNIT_MS;
  gint64 bare_us = key->unit == WEIR_UNIT_S ? MICROSECONDS_PER_S : MICROSECONDS_PER_MS;
  gboolean has_unit = strpbrk (old, "hms") != NULL;
  gint64 us = 0;

  if (key->unit == WEIR_UNIT_NONE || *old == '\0' || strchr (old, '$') != NULL || strlen (text) > 60 ||
      has_unit == (strpbrk (text, "hms") != NULL) || !weir_duration_parse (text, unit, &us, NULL))
    return g_strdup (text);
  if (has_unit)
    return weir_duration_to_text (us);
  if (us % bare_us != 0)
    return g_strdup (text);
  return g_strdup_printf ("%" G_GINT64_FORMAT, us / bare_us);
}
