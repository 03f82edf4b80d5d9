/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edit-shape.h: what an editor of documents has to know about their schema
 */

#pragma once

#include "weir-node.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_SHAPE_ANY,
  WEIR_SHAPE_FLOW,
  WEIR_SHAPE_RUN,
  WEIR_SHAPE_STEPS,
  WEIR_SHAPE_STEP,
  WEIR_SHAPE_RETRY,
  WEIR_SHAPE_REQUEST,
  WEIR_SHAPE_PAYLOAD,
  WEIR_SHAPE_ROWS, /* a list of { name, value, … }, or a mapping */
  WEIR_SHAPE_FREE, /* a mapping with any keys, whose order counts, or a list of them */
  WEIR_SHAPE_PLAN,
  WEIR_SHAPE_ROUNDS,
  WEIR_SHAPE_ROUND,
  WEIR_SHAPE_STAGES,
  WEIR_SHAPE_STAGE,
  WEIR_SHAPE_ITERATIONS,
  WEIR_SHAPE_ITERATION,
  WEIR_SHAPE_RULES,
  WEIR_SHAPE_RULE,
} WeirShape;

/* Where a new key goes. */
typedef enum
{
  WEIR_PLACE_AFTER,  /* what comes before it in the canonical order, else before what comes after */
  WEIR_PLACE_BEFORE, /* what comes after it in the document, else after what comes before */
  WEIR_PLACE_LATE,   /* as AFTER, else at the end */
  WEIR_PLACE_SECOND, /* after the name */
} WeirKeyPlace;

typedef enum
{
  WEIR_UNIT_NONE,
  WEIR_UNIT_MS, /* a number of milliseconds, or with unit */
  WEIR_UNIT_S,
} WeirKeyUnit;

typedef struct
{
  WeirShape shape;
  const char *key;
  const char *alias;
  WeirShape child;
  WeirKeyPlace place;
  const char *default_text; /* what may be written out instead of leaving the key away */
  WeirKeyUnit unit;         /* of a bare number */
} WeirShapeKey;

/* Never NULL; of a key that is not special: a description with its name only. */
WeirShapeKey weir_shape_key (WeirShape shape, const char *key);
WeirShape weir_shape_element (WeirShape shape);
int weir_shape_find (WeirShape shape, const WeirNode *mapping, const char *written);
char *weir_shape_to_unit (const WeirShapeKey *key, const char *text, const char *old);

G_END_DECLS
