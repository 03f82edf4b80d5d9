/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-presets.h: what a new load plan can begin with
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable) @name: "one", "load", "stress", "spike", "soak" or "rate" */
char *weir_plan_preset_dup_text (const char *name, const char *base);

G_END_DECLS
