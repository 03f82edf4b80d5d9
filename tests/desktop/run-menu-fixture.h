/* SPDX-License-Identifier: GPL-3.0-or-later
 * run-menu-fixture.h: the menu beside Run used as a person would
 */

#pragma once

#include "weir-run-menu.h"
#include "window-fixture.h"

G_BEGIN_DECLS

#define ITERATIONS "Run with iterations…"
#define PARALLEL "Parallel execution…"
#define DELAY "Delay between steps…"
#define DATA "Data file…"
#define COMMAND "Copy as Command"

/* A flow that says nothing of how it is run. */
extern const char run_menu_plain[];

GtkWidget *run_menu_get (Fixture *fixture);
WeirRunOptions *run_menu_get_options (Fixture *fixture);
GtkWidget *run_menu_open (Fixture *fixture);
void run_menu_collect_rows (GtkWidget *widget, GPtrArray *rows);
/* What a person reads in the row, one label a line. */
char *run_menu_read_row (GtkWidget *row);
/* The visible row whose first line is @title; %NULL when there is none */
GtkWidget *run_menu_find_row (Fixture *fixture, const char *title);
void run_menu_choose (Fixture *fixture, const char *title);
GtkWindow *run_menu_find_dialog (void);
void run_menu_assert_name (Fixture *fixture, const char *title, const char *name);

G_END_DECLS
