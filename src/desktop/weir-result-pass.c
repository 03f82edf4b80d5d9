/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-pass.c: what the results of one pass add up to
 */

#include "config.h"

#include "weir-flow.h"
#include "weir-result-pass.h"

/**
 * weir_pass_key_for_brief:
 * @brief: one execution of a step
 *
 * Returns: the pass it belongs to
 */
WeirPassKey
weir_pass_key_for_brief (const WeirStepBrief *brief)
{
  if (brief->part == WEIR_FLOW_PART_BEFORE_ALL)
    return WEIR_PASS_BEFORE_ALL;
  if (brief->part == WEIR_FLOW_PART_AFTER_ALL)
    return WEIR_PASS_AFTER_ALL;
  return (WeirPassKey) brief->vu << 32 | brief->iteration;
}

/**
 * weir_pass_key_get_part:
 * @key: of a pass
 *
 * Returns: the list of the flow its steps are in, a #WeirFlowPart
 */
guint
weir_pass_key_get_part (WeirPassKey key)
{
  if (key == WEIR_PASS_BEFORE_ALL)
    return WEIR_FLOW_PART_BEFORE_ALL;
  return key == WEIR_PASS_AFTER_ALL ? WEIR_FLOW_PART_AFTER_ALL : WEIR_FLOW_PART_STEPS;
}

/**
 * weir_pass_key_get_iteration:
 * @key: of a pass
 *
 * Returns: its iteration, from 1; 0 for Before All and After All
 */
guint
weir_pass_key_get_iteration (WeirPassKey key)
{
  return key == WEIR_PASS_AFTER_ALL ? 0 : (guint) (key & G_MAXUINT32);
}

/**
 * weir_pass_key_get_vu:
 * @key: of a pass
 *
 * Returns: its virtual user, from 1; 0 for Before All and After All
 */
guint
weir_pass_key_get_vu (WeirPassKey key)
{
  return key == WEIR_PASS_AFTER_ALL ? 0 : (guint) (key >> 32);
}

/**
 * weir_pass_compare:
 * @a: a #WeirResultPass, or its key
 * @b: another one
 *
 * Returns: the order in which passes are listed, as for qsort()
 */
int
weir_pass_compare (gconstpointer a, gconstpointer b)
{
  WeirPassKey left = *(const WeirPassKey *) a;
  WeirPassKey right = *(const WeirPassKey *) b;

  return (left > right) - (left < right);
}

/**
 * weir_result_pass_init:
 * @self: (out): a pass
 * @row: its first result
 */
void
weir_result_pass_init (WeirResultPass *self, const WeirResultRow *row)
{
  const WeirStepBrief *brief = &row->brief;

  *self = (WeirResultPass) {
    .key = weir_pass_key_for_brief (brief),
    .first_id = row->id,
    .last_id = row->id,
    .begin_us = brief->offset_us,
    .end_us = brief->offset_us + brief->time_us,
    .n_results = 1,
    .row = brief->row,
    .n_passed = brief->outcome == WEIR_STEP_PASSED,
    .n_failed = brief->outcome == WEIR_STEP_FAILED,
    .n_not_checked = brief->outcome == WEIR_STEP_PASSED && brief->not_checked,
    .n_cancelled = brief->outcome == WEIR_STEP_CANCELLED,
    .status = (guint16) MIN (brief->status, G_MAXUINT16),
    .error_kind = (guint8) brief->error_kind,
    .exchange = (guint8) brief->exchange,
    .has_exchange = brief->has_exchange != FALSE,
  };
}

/**
 * weir_result_pass_merge:
 * @self: a pass
 * @later: results of the same pass that came after those in @self
 */
void
weir_result_pass_merge (WeirResultPass *self, const WeirResultPass *later)
{
  self->last_id = MAX (self->last_id, later->last_id);
  self->begin_us = MIN (self->begin_us, later->begin_us);
  self->end_us = MAX (self->end_us, later->end_us);
  self->n_results += later->n_results;
  self->n_passed += later->n_passed;
  self->n_failed += later->n_failed;
  self->n_not_checked += later->n_not_checked;
  self->n_cancelled += later->n_cancelled;
  self->status = later->status;
  self->error_kind = later->error_kind;
  self->exchange = later->exchange;
  self->has_exchange = later->has_exchange;
}

/**
 * weir_result_pass_get_row:
 * @self: a pass of which one result only was looked at
 * @row: (out): that result, as far as lists show it
 */
void
weir_result_pass_get_row (const WeirResultPass *self, WeirResultRow *row)
{
  WeirStepOutcome outcome = WEIR_STEP_SKIPPED;

  if (self->n_failed > 0)
    outcome = WEIR_STEP_FAILED;
  else if (self->n_passed > 0)
    outcome = WEIR_STEP_PASSED;
  else if (self->n_cancelled > 0)
    outcome = WEIR_STEP_CANCELLED;
  *row = (WeirResultRow) {
    .id = self->first_id,
    .brief = {
      .part = weir_pass_key_get_part (self->key),
      .iteration = weir_pass_key_get_iteration (self->key),
      .vu = weir_pass_key_get_vu (self->key),
      .outcome = outcome,
      .not_checked = self->n_not_checked > 0,
      .has_exchange = self->has_exchange,
      .exchange = (WeirExchangeOutcome) self->exchange,
      .error_kind = (WeirErrorKind) self->error_kind,
      .status = self->status,
      .offset_us = self->begin_us,
      .time_us = self->end_us - self->begin_us,
    },
  };
}
