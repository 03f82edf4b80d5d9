/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-preferences.h: what a person has set for all documents
 */

#pragma once

#include <gio/gio.h>

#include "weir-flow.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_COLOR_SCHEME_SYSTEM,
  WEIR_COLOR_SCHEME_LIGHT,
  WEIR_COLOR_SCHEME_DARK,
} WeirColorScheme;

#define WEIR_TYPE_PREFERENCES (weir_preferences_get_type ())
G_DECLARE_FINAL_TYPE (WeirPreferences, weir_preferences, WEIR, PREFERENCES, GObject)

/* signals:
 *   changed (WeirPreferences *preferences)   one of them; it is written already */
WeirPreferences *weir_preferences_get_default (void);
WeirColorScheme weir_preferences_get_color_scheme (WeirPreferences *self);
void weir_preferences_set_color_scheme (WeirPreferences *self, WeirColorScheme scheme);
guint weir_preferences_get_delay_ms (WeirPreferences *self);
void weir_preferences_set_delay_ms (WeirPreferences *self, guint delay_ms);
gint64 weir_preferences_get_timeout_us (WeirPreferences *self);
void weir_preferences_set_timeout_us (WeirPreferences *self, gint64 timeout_us);
const char *weir_preferences_get_data_folder (WeirPreferences *self);
void weir_preferences_set_data_folder (WeirPreferences *self, const char *folder);
/* Whether a person is asked before systems other than this computer are loaded. */
gboolean weir_preferences_get_confirm_load (WeirPreferences *self);
void weir_preferences_set_confirm_load (WeirPreferences *self, gboolean confirm);
void weir_preferences_use_data_folder (WeirPreferences *self);
void weir_preferences_reload (WeirPreferences *self);

/* What new things begin with. */
void weir_preferences_apply_to_flow (WeirPreferences *self, WeirFlow *flow);
void weir_preferences_apply_to_request (WeirPreferences *self, WeirRequest *request);

G_END_DECLS
