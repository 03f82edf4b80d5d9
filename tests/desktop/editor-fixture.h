/* SPDX-License-Identifier: GPL-3.0-or-later
 * editor-fixture.h: a window whose editor is used as a person would
 */

#pragma once

#include "weir-test-server.h"
#include "window-fixture.h"

G_BEGIN_DECLS

WeirTestServer *editor_open (Fixture *fixture, const char *text);
WeirStepEditor *editor_select (Fixture *fixture, guint position);
void editor_wait (Fixture *fixture);
void editor_type_cell (WeirFieldRows *rows, guint place, const char *property, const char *text);
WeirValueEntry *editor_get_cell (WeirFieldRows *rows, guint place, const char *property);

G_END_DECLS
