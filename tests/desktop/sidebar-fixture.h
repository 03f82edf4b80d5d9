/* SPDX-License-Identifier: GPL-3.0-or-later
 * sidebar-fixture.h: a folder of its own for a test, and the sidebar used as a person would
 */

#pragma once

#include "window-fixture.h"

G_BEGIN_DECLS

/* The folder, while a test of IN_FOLDER() runs. @name, everywhere: of a file in it. */
extern char *sidebar_root;

void sidebar_run_in_folder (Fixture *fixture, FixtureTest test);

char *sidebar_get_path (const char *name);
/* BASE in @text becomes the address of the sample API. */
void sidebar_write_file (Fixture *fixture, const char *name, const char *text);
char *sidebar_read_file (const char *name);
gboolean sidebar_exists (const char *name);

WeirSidebar *sidebar_get_sidebar (Fixture *fixture);
GtkWidget *sidebar_find_list (Fixture *fixture);
GtkWidget *sidebar_find_name_popover (Fixture *fixture);
void sidebar_open_root (Fixture *fixture);
void sidebar_wait_idle (Fixture *fixture);
/* Waits until that is what the rows say to a screen reader, one a line. */
void sidebar_assert_rows (Fixture *fixture, const char *rows);
void sidebar_select_file (Fixture *fixture, const char *name);
void sidebar_activate (Fixture *fixture, const char *action);
void sidebar_answer_name (Fixture *fixture, const char *name);
void sidebar_trash (Fixture *fixture, const char *name);
/* @data: the whole name of a file; for weir_test_wait() */
gboolean sidebar_has_one_run (gpointer data);

#define IN_FOLDER(test) \
  static void test##_in_folder (Fixture *fixture) \
  { \
    sidebar_run_in_folder (fixture, test); \
  }

G_END_DECLS
