/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-quality-private.h: making a judgement
 */

#pragma once

#include "weir-quality.h"

G_BEGIN_DECLS

WeirQuality *weir_quality_new (void);
void weir_quality_take_reason (WeirQuality *self, WeirQualityKind kind, WeirQualityLevel level, double value,
                               char *sentence);

G_END_DECLS
