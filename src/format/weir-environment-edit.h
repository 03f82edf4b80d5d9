/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-edit.h: environments out to their file, in place where there is one
 */

#pragma once

#include "weir-environment.h"
#include "weir-problem.h"

G_BEGIN_DECLS

/* @environments (of WeirEnvironment) are those of one file, as weir_environments_parse() gives them, not
 * with the local ones over them as weir_environments_load() does. The values of secrets are in none of
 * this. */

/* As YAML in canonical form */
char *weir_environments_to_yaml (GPtrArray *environments);
/* @text is the file they were read from, unchanged since, or empty. Returns (transfer full): the text with
 * what differs changed at its place, everything else byte for byte; NULL with WEIR_FORMAT_ERROR_INVALID. */
char *weir_environments_edit_text (const char *text, gsize length, GPtrArray *environments, GError **error);
/* Edits the file so, atomically; makes it if there is none. Besides: WEIR_FORMAT_ERROR_READ,
   WEIR_FORMAT_ERROR_WRITE. */
gboolean weir_environments_save (GPtrArray *environments, const char *file_name, GError **error);

G_END_DECLS
