/* SPDX-License-Identifier: GPL-3.0-or-later
 * step-fixture.h: a flow in the step list, what is done with it, and what comes of it
 */

#pragma once

#include "window-fixture.h"

G_BEGIN_DECLS

extern const char steps_shop[];
/* Its names, as steps_assert_steps() takes them: "Before All | steps | After All". */
#define AS_OPENED "Log in | List items, Order it, Check it |"

WeirStepList *steps_get_list (Fixture *fixture);
WeirStepRow *steps_get_row (Fixture *fixture, guint position);
void steps_select_row (Fixture *fixture, guint position);
void steps_act (Fixture *fixture, const char *action);
gboolean steps_can (Fixture *fixture, const char *action);
void steps_assert_steps (Fixture *fixture, const char *expected);
void steps_assert_selected (Fixture *fixture, const char *name);
void steps_assert_undo (Fixture *fixture, const char *label);

G_END_DECLS
