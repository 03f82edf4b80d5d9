/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-shell-words.h: a command line taken apart as a shell would do it
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A word holds text as the program would get it. Where the shell would put the value of a variable, its
 * name stands between these two. */
#define WEIR_SHELL_VARIABLE_START '\x01'
#define WEIR_SHELL_VARIABLE_END '\x02'

/* Of a POSIX shell or bash, or of the Windows command prompt if it is written so. Only the first command is
 * taken; what is left out or cannot be understood without running it is said in @warnings (of char*). NULL
 * with WEIR_CONVERT_ERROR when a quote is not closed. */
GPtrArray *weir_shell_words (const char *text, GPtrArray *warnings, GError **error);

/* A word as a template: "$" stands for itself, and a variable of the shell is a placeholder. */
char *weir_shell_word_to_template (const char *word);
/* A word as a text without placeholders */
char *weir_shell_word_to_text (const char *word);
/* A text with placeholders left as they are, but for "$$" */
char *weir_shell_quote (const char *text);

G_END_DECLS
