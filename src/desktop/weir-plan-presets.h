/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-presets.h: what a new load plan can begin with
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (nullable) @name: "one", "load", "stress", "spike", "soak" or "rate" */
const char *weir_plan_preset_get_text (const char *name);

G_END_DECLS
