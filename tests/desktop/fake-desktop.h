/* SPDX-License-Identifier: GPL-3.0-or-later
 * fake-desktop.h: notifications, settings and suspending, as a desktop has them
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void fake_desktop_start (const char *folder);
void fake_desktop_stop (void);
char *fake_desktop_get_notification (void);
void fake_desktop_forget_notification (void);
guint fake_desktop_get_inhibited (void);
void fake_desktop_set_color_scheme (guint value);

G_END_DECLS
