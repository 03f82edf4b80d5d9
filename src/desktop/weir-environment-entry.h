/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-entry.h: one environment that is edited: what both files say about it
 */

#pragma once

#include "weir-environment-part.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ENVIRONMENT_ENTRY (weir_environment_entry_get_type ())
G_DECLARE_FINAL_TYPE (WeirEnvironmentEntry, weir_environment_entry, WEIR, ENVIRONMENT_ENTRY, GObject)

/* property: name (never NULL) */
WeirEnvironmentEntry *weir_environment_entry_new (const char *name);
WeirEnvironmentEntry *weir_environment_entry_copy (WeirEnvironmentEntry *self, const char *name);
const char *weir_environment_entry_get_name (WeirEnvironmentEntry *self);
WeirEnvironmentPart *weir_environment_entry_get_shared (WeirEnvironmentEntry *self);
WeirEnvironmentPart *weir_environment_entry_get_local (WeirEnvironmentEntry *self);
/* What a file says of one that has just been made. */
void weir_environment_entry_take_shared (WeirEnvironmentEntry *self, WeirEnvironment *environment);
void weir_environment_entry_take_local (WeirEnvironmentEntry *self, WeirEnvironment *environment);
void weir_environment_entry_set_only_local (WeirEnvironmentEntry *self);
gboolean weir_environment_entry_is_shared (WeirEnvironmentEntry *self); /* belongs into environments.yaml */
gboolean weir_environment_entry_is_local (WeirEnvironmentEntry *self);  /* and into the local file */

G_END_DECLS
