/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-command.h: the line for a terminal that does what the Run or the Start button does
 */

#pragma once

#include "weir-run-options.h"

G_BEGIN_DECLS

char *weir_run_command_new (const char *file_name, WeirRunOptions *wanted, WeirRunOptions *saved,
                            const char *environment, gboolean in_flatpak);
char *weir_load_command_new (const char *file_name, const char *const *rounds, const char *environment,
                             gboolean in_flatpak);
char *weir_run_command_find_host_path (const char *file_name);

G_END_DECLS
