/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-list.h: the environments of a folder: one is chosen, others come and go
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-environment-files.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ENVIRONMENT_LIST (weir_environment_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirEnvironmentList, weir_environment_list, WEIR, ENVIRONMENT_LIST, GtkWidget)

/* actions: environments.add, .rename, .duplicate and .delete
 * signal: selected (WeirEnvironmentList *list)   another one, or none */
void weir_environment_list_set_files (WeirEnvironmentList *self, WeirEnvironmentFiles *files);
WeirEnvironmentEntry *weir_environment_list_get_selected (WeirEnvironmentList *self); /* (nullable) */
void weir_environment_list_select (WeirEnvironmentList *self, WeirEnvironmentEntry *entry);
void weir_environment_list_ask_name (WeirEnvironmentList *self);

G_END_DECLS
