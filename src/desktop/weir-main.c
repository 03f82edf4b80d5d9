/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-main.c: where weir, the window, starts
 */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "weir-application.h"
#include "weir-preferences.h"

int
main (int argc, char *argv[])
{
  g_autoptr (WeirApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, WEIR_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Weir");
  weir_preferences_use_data_folder (weir_preferences_get_default ());
  application = weir_application_new (G_APPLICATION_DEFAULT_FLAGS);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
