/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-application.h: the program: its windows, its options, and the sample API
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_APPLICATION (weir_application_get_type ())
G_DECLARE_FINAL_TYPE (WeirApplication, weir_application, WEIR, APPLICATION, GtkApplication)

WeirApplication *weir_application_new (GApplicationFlags flags);
const char *weir_application_get_sample (WeirApplication *self); /* (nullable): its address */
const char *weir_application_start_sample (WeirApplication *self, GError **error);

G_END_DECLS
