/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-environment.h: where a flow of the window runs, and the values of its secrets
 */

#pragma once

#include "weir-environment.h"

G_BEGIN_DECLS

/* @name NULL: none. @file_name NULL: a flow that was never saved. FALSE with WEIR_FORMAT_ERROR_INVALID and a
 * sentence that says what to do. */
gboolean weir_session_environment_find (const char *name, const char *file_name,
                                        WeirEnvironment **environment, GError **error);
/* The folder of the document, which secrets are kept by; "" before it was saved; (transfer full). */
char *weir_session_environment_get_folder (const char *file_name);
/* "NAME=VALUE" of each secret that was given, or found in the keyring, in this session, or that the process's
 * own environment has (WEIR_NAME); names of the others. Both (transfer full), never NULL. */
void weir_session_environment_collect (WeirEnvironment *environment, const char *folder, char ***secrets,
                                       char ***missing);

G_END_DECLS
