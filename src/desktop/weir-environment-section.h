/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-section.h: what one of the two files says about an environment, to be edited
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-context.h"
#include "weir-environment-files.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ENVIRONMENT_SECTION (weir_environment_section_get_type ())
G_DECLARE_FINAL_TYPE (WeirEnvironmentSection, weir_environment_section, WEIR, ENVIRONMENT_SECTION, GtkWidget)

/* property: file (WeirEnvironmentFile, construct-only) */
void weir_environment_section_set_entry (WeirEnvironmentSection *self, WeirEnvironmentFiles *files,
                                         WeirEditorContext *context, WeirEnvironmentEntry *entry);

G_END_DECLS
