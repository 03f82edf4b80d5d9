/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-memory.h: the environment a person chose for a flow, kept between starts
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* FALSE: none was ever chosen for it. @name: (out) (transfer full) (nullable): NULL when "No environment"
 * was. */
gboolean weir_environment_memory_get (GFile *flow, char **name);
void weir_environment_memory_set (GFile *flow, const char *name);

/* An environment of the flows in @folder has another name now. */
void weir_environment_memory_rename (GFile *folder, const char *old, const char *name);

G_END_DECLS
