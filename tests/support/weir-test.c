/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test.c: waiting for a condition without sleeping, and finding a worker; shared by every test
 */

#include "config.h"

#include "weir-test.h"

#include <stdlib.h>

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

/**
 * weir_test_replace:
 * @text: a text
 * @old: what is in it
 * @part: what shall be there instead
 *
 * Returns: (transfer full): the other text
 */
char *
weir_test_replace (const char *text, const char *old, const char *part)
{
  GString *changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, old, part, 0), >, 0);
  return g_string_free (changed, FALSE);
}

/**
 * weir_test_find_worker:
 *
 * Returns: a child of this process that is a worker; 0 when there is none
 */
GPid
weir_test_find_worker (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *task;

  while ((task = g_dir_read_name (tasks)))
    {
      g_autofree char *children = g_build_filename ("/proc/self/task", task, "children", NULL);
      g_autofree char *text = NULL;
      g_autofree char *name = NULL;
      g_autofree char *command = NULL;

      if (!g_file_get_contents (children, &text, NULL, NULL) || !*text)
        continue;
      name = g_strdup_printf ("/proc/%ld/comm", strtol (text, NULL, 10));
      if (g_file_get_contents (name, &command, NULL, NULL) && g_str_has_prefix (command, "weir-worker"))
        return (GPid) strtol (text, NULL, 10);
    }
  return 0;
}
