/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-locale.c: the language a program speaks
 */

#include "config.h"

#include "weir-locale.h"

#include <glib/gi18n.h>
#include <locale.h>

/**
 * weir_locale_begin:
 *
 * Lets the program speak the language of the person who runs it, as `LANGUAGE` and the locale say, with the
 * translations that are installed. `WEIR_LOCALEDIR` names another folder of them, such as `po` of the build
 * tree. Numbers are as in the locale C. Call it first in main(), before any thread.
 */
void
weir_locale_begin (void)
{
  const char *override = g_getenv ("WEIR_LOCALEDIR");

  setlocale (LC_ALL, "");
  /* Numbers read the same everywhere: what is printed or exported is often read by another program. */
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, override != NULL && *override != '\0' ? override : WEIR_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
