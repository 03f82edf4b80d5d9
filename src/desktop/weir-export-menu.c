/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-export-menu.c: the forms the results of a run can be written in
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-export-menu.h"
#include "weir-report.h"

/**
 * weir_export_menu_new:
 *
 * Returns: (transfer full): a row for each form a report can have, and the question about credentials
 */
GMenuModel *
weir_export_menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) kinds = g_menu_new ();
  g_autoptr (GMenu) options = g_menu_new ();
  guint n_kinds;
  const WeirReportKind *all = weir_report_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s…", _(all[i].title));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.export", "s", all[i].ending);
      g_menu_append_item (kinds, item);
    }
  g_menu_append (options, _("Include _Credentials"), "win.include-credentials");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (kinds));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (options));
  return G_MENU_MODEL (menu);
}
