/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-shell-private.h: what the files of the shell share
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From behind $' on: appends what is meant; where the closing quote is, NULL if there is none. */
const char *weir_shell_unescape (const char *text, GString *out);

G_END_DECLS
