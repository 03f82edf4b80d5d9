/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test.h: waiting for a condition without sleeping, and finding a worker; shared by every test
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long anything is waited for. What works is there long before, and what is broken never comes: it only has to
 * be long enough for a slow computer that is busy with something else. */
#define DEADLINE_MS 60000

/* What is to be over at once, as after Stop, is so by then on any computer: it takes milliseconds on one that has
 * nothing else to do. What would be waited for instead (After All, a worker that does not answer, a request) takes
 * 10 s and more. */
#define AT_ONCE_US (8 * G_USEC_PER_SEC)

typedef gboolean (*WeirTestCondition) (gpointer data);

gboolean weir_test_wait (WeirTestCondition condition, gpointer data, guint deadline_ms);
/* @text with @part instead of each @old, which is in it. (transfer full) */
char *weir_test_replace (const char *text, const char *old, const char *part);
/* A worker, or 0. */
GPid weir_test_find_worker (void);

G_END_DECLS
