/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-same-brief.h: whether two heads of results are equal, field by field
 */

#pragma once

#include "weir-step-brief.h"

static inline void
assert_same_brief (const WeirStepBrief *a, const WeirStepBrief *b)
{
  g_assert_cmpuint (a->part, ==, b->part);
  g_assert_cmpuint (a->step, ==, b->step);
  g_assert_cmpuint (a->iteration, ==, b->iteration);
  g_assert_cmpuint (a->vu, ==, b->vu);
  g_assert_cmpuint (a->row, ==, b->row);
  g_assert_cmpint (a->outcome, ==, b->outcome);
  g_assert_cmpint (a->not_checked, ==, b->not_checked);
  g_assert_cmpint (a->unverified, ==, b->unverified);
  g_assert_cmpint (a->has_exchange, ==, b->has_exchange);
  g_assert_cmpint (a->exchange, ==, b->exchange);
  g_assert_cmpint (a->error_kind, ==, b->error_kind);
  g_assert_cmpuint (a->status, ==, b->status);
  g_assert_cmpuint (a->n_attempts, ==, b->n_attempts);
  g_assert_cmpuint (a->n_warnings, ==, b->n_warnings);
  g_assert_cmpint (a->offset_us, ==, b->offset_us);
  g_assert_cmpint (a->time_us, ==, b->time_us);
  g_assert_cmpint (a->blocked_us, ==, b->blocked_us);
  g_assert_cmpuint (a->bytes_sent, ==, b->bytes_sent);
  g_assert_cmpuint (a->bytes_received, ==, b->bytes_received);
}
