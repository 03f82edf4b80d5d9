/* SPDX-License-Identifier: GPL-3.0-or-later
 * pointer-fixture.h: a real pointer and a real keyboard in a window
 */

#pragma once

#include "window-fixture.h"

G_BEGIN_DECLS

gulong pointer_get_window (Fixture *fixture);
graphene_point_t pointer_find_middle (Fixture *fixture, GtkWidget *widget);
void pointer_use (GString *script);

G_END_DECLS
