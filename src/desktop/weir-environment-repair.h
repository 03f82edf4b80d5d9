/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-repair.h: a file of environments with errors: its text, what is wrong, and where
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-environment-files.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ENVIRONMENT_REPAIR (weir_environment_repair_get_type ())
G_DECLARE_FINAL_TYPE (WeirEnvironmentRepair, weir_environment_repair, WEIR, ENVIRONMENT_REPAIR, GtkWidget)

/* property: ready (read-only): the text was changed, and nothing is wrong with it any more
 *           modified (read-only): the text was changed */
void weir_environment_repair_show (WeirEnvironmentRepair *self, const char *name, const char *text,
                                   GPtrArray *problems);
char *weir_environment_repair_dup_text (WeirEnvironmentRepair *self);
gboolean weir_environment_repair_get_ready (WeirEnvironmentRepair *self);
gboolean weir_environment_repair_get_modified (WeirEnvironmentRepair *self);

G_END_DECLS
