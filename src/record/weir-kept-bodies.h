/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-kept-bodies.h: which requests of an iteration of a load plan keep their bodies
 */

#pragma once

#include "weir-limits.h"
#include "weir-step-brief.h"

G_BEGIN_DECLS

/* Of one iteration; all bits zero to begin with. */
typedef struct
{
  guint n_failed;
  guint n_slow;
  gint64 slowest_us[WEIR_LIMIT_SLOWEST_BODIES];
} WeirKeptBodies;

gboolean weir_kept_bodies_choose (WeirKeptBodies *self, const WeirStepBrief *brief);

G_END_DECLS
