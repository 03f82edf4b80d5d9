/* SPDX-License-Identifier: GPL-3.0-or-later
 * window-fixture.h: a program with one window in the process of the test
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-application.h"
#include "weir-sample-api.h"
#include "weir-test.h"
#include "weir-window.h"

G_BEGIN_DECLS

/* Longer than anything takes on a slow and busy machine; a test that waits this long has failed. */

typedef struct
{
  WeirWindow *window;
  WeirSampleApi *api; /* of the test itself, so that it can count requests; NULL until asked for */
} Fixture;

typedef void (*FixtureTest) (Fixture *fixture);

int fixture_main (int *argc, char ***argv);
void fixture_add (const char *path, FixtureTest test);
int fixture_run (void);

void fixture_activate (Fixture *fixture, const char *action);
gboolean fixture_is_enabled (Fixture *fixture, const char *action);
WeirSampleApi *fixture_start_api (Fixture *fixture);
char *fixture_write (const char *name, const char *text);
void fixture_open (Fixture *fixture, const char *file_name);
/* BASE in @text becomes the address of the test's sample API. */
char *fixture_write_text (Fixture *fixture, const char *name, const char *text);
void fixture_open_as (Fixture *fixture, const char *name, const char *text);
void fixture_open_text (Fixture *fixture, const char *text);
void fixture_set_option (Fixture *fixture, const char *option, int value);
void fixture_wait_done (Fixture *fixture);
void fixture_wait_results (Fixture *fixture);
GtkDialog *fixture_get_dialog (void);
void fixture_answer (const char *button);
char *fixture_collect_text (GtkWidget *widget);
GtkWidget *fixture_find (GtkWidget *widget, GType type, guint nth);

#define assert_contains(text, part) \
  G_STMT_START \
  { \
    if (strstr ((text), (part)) == NULL) \
      g_error ("%s:%d: “%s” is not in: %s", __FILE__, __LINE__, (part), (text)); \
  } \
  G_STMT_END

G_END_DECLS
