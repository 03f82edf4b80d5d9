/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-export-menu.h: the forms the results of a run can be written in
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GMenuModel *weir_export_menu_new (void);

G_END_DECLS
