/* SPDX-License-Identifier: GPL-3.0-or-later
 * plan-fixture.h: a load plan in a window, whose forms are used as a person would
 */

#pragma once

#include "window-fixture.h"

G_BEGIN_DECLS

WeirPlanView *plan_get_view (Fixture *fixture);
WeirPlanEditor *plan_get_editor (Fixture *fixture);
WeirPlanTree *plan_get_tree (Fixture *fixture);
WeirPlan *plan_get (Fixture *fixture);

char *plan_open (Fixture *fixture, const char *name, const char *text);
/* The object at "rounds[0].iterations[1].pacing" of the plan; "" is the plan itself. */
gpointer plan_find (Fixture *fixture, const char *path);
/* Goes to the field of a property of the object at @path as F8 would, and returns it. */
GtkWidget *plan_go_to (Fixture *fixture, const char *path, const char *property);

/* The field that has the focus; NULL: none has. */
GtkWidget *plan_get_focus (Fixture *fixture);

/* A check takes "true" and "false", a choice the number of its item. */
void plan_type (GtkWidget *field, const char *text);
char *plan_read (GtkWidget *field);
char *plan_get_message (GtkWidget *field);
char *plan_dup_text (Fixture *fixture);
void plan_wait_idle (void);

G_END_DECLS
