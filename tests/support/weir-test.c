/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test.c: waiting for a condition without sleeping, shared by every test
 */

#include "config.h"

#include "weir-test.h"

static gboolean
deadline_passed_cb (gpointer data)
{
  gboolean *passed = data;

  *passed = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * weir_test_wait:
 * @condition: asked after every turn of the thread-default main context
 * @data: given to @condition
 * @deadline_ms: how long to go on, in milliseconds
 *
 * Runs the thread-default main context until @condition holds.
 *
 * Returns: whether it held before the deadline
 */
gboolean
weir_test_wait (WeirTestCondition condition, gpointer data, guint deadline_ms)
{
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr (GSource) timeout = g_timeout_source_new (deadline_ms);
  gboolean passed = FALSE;

  g_source_set_callback (timeout, deadline_passed_cb, &passed, NULL);
  g_source_attach (timeout, context);
  while (!condition (data) && !passed)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (timeout);
  return condition (data);
}
