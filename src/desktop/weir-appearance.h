/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-appearance.h: light, dark and high contrast, as the desktop says
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_TYPE_APPEARANCE (weir_appearance_get_type ())
G_DECLARE_FINAL_TYPE (WeirAppearance, weir_appearance, WEIR, APPEARANCE, GObject)

WeirAppearance *weir_appearance_new (GDBusConnection *connection);

G_END_DECLS
