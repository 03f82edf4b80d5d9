/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-main.c: where weir, the window, starts
 */

#include "config.h"

#include "weir-application.h"
#include "weir-locale.h"
#include "weir-preferences.h"

int
main (int argc, char *argv[])
{
  g_autoptr (WeirApplication) application = NULL;

  weir_locale_begin ();
  /* GTK would set the locale again, with its numbers. */
  gtk_disable_setlocale ();
  g_set_application_name ("Weir");
  weir_preferences_use_data_folder (weir_preferences_get_default ());
  application = weir_application_new (G_APPLICATION_DEFAULT_FLAGS);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
