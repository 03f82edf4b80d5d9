/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-names.c: how new steps are made and named, and that names stay unique
 *
 * Names are unique in a flow without regard to case, as weir_flow_parse() demands.
 */

#include "config.h"

#include "weir-step-names.h"

#include "weir-assertion.h"

/* Longer paths are cut in the name; the row of the step shows no more anyway. */
#define SUGGESTED_CHARS 80

/* Where the path begins: after scheme and host, or after the placeholder that stands for them. */
static const char *
skip_base (const char *url)
{
  const char *letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-.";
  const char *scheme = strstr (url, "://");
  guint depth = 0;

  if (g_str_has_prefix (url, "${"))
    {
      for (const char *p = url + 1; *p != '\0'; p++)
        {
          depth += *p == '{' ? 1 : 0;
          depth -= *p == '}' ? 1 : 0;
          if (depth == 0)
            return p + 1 + strcspn (p + 1, "/?#");
        }
      return url + strlen (url);
    }
  if (scheme != NULL && scheme == url + strspn (url, letters))
    url = scheme + strlen ("://");
  return url + strcspn (url, "/?#");
}

/**
 * weir_request_suggest_name:
 * @request: a request
 *
 * Returns: (transfer full): what a step with it is called: the method and the path, without query
 */
char *
weir_request_suggest_name (WeirRequest *request)
{
  const char *path = skip_base (weir_request_get_url (request));
  g_autofree char *plain = g_strndup (path, strcspn (path, "?#"));
  g_autofree char *name =
      g_strdup_printf ("%s %s", weir_request_get_method (request), *plain != '\0' ? plain : "/");

  g_strstrip (name);
  if (g_utf8_strlen (name, -1) > SUGGESTED_CHARS)
    {
      g_autofree char *begin = g_utf8_substring (name, 0, SUGGESTED_CHARS - 1);

      return g_strconcat (begin, "…", NULL);
    }
  return g_steal_pointer (&name);
}

/**
 * weir_request_find_base:
 * @request: a request
 *
 * Returns: (transfer full): its URL before the path, which the next request to the same server needs, too
 */
char *
weir_request_find_base (WeirRequest *request)
{
  const char *url = weir_request_get_url (request);

  return g_strndup (url, (gsize) (skip_base (url) - url));
}

/* "GET /items (2)" is "GET /items" and the suffix. */
static gsize
find_suffix (const char *name)
{
  gsize length = strlen (name);
  gsize i = length;

  if (length < 5 || name[length - 1] != ')')
    return length;
  for (i = length - 1; i > 0 && g_ascii_isdigit (name[i - 1]); i--)
    ;
  return i < length - 1 && i >= 3 && name[i - 1] == '(' && name[i - 2] == ' ' ? i - 2 : length;
}

/**
 * weir_step_has_suggested_name:
 * @step: a step
 *
 * Returns: whether it is still called after its request
 */
gboolean
weir_step_has_suggested_name (WeirStep *step)
{
  WeirRequest *request = weir_step_get_request (step);
  const char *name = weir_step_get_name (step);
  g_autofree char *suggested = NULL;

  if (request == NULL)
    return FALSE;
  suggested = weir_request_suggest_name (request);
  return g_str_equal (suggested, name)
         || (strlen (suggested) == find_suffix (name) && g_str_has_prefix (name, suggested));
}

/**
 * weir_step_names_collect:
 * @flow: a flow
 * @except: (nullable): a step whose name does not count
 *
 * Returns: (transfer full): the names of its steps, in all three parts
 */
GHashTable *
weir_step_names_collect (WeirFlow *flow, WeirStep *except)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part)));

      for (guint i = 0; i < n_steps; i++)
        {
          WeirStep *step = weir_flow_get_step (flow, part, i);

          if (step != except)
            g_hash_table_add (names, g_utf8_casefold (weir_step_get_name (step), -1));
        }
    }
  return names;
}

/**
 * weir_step_names_contain:
 * @names: of weir_step_names_collect()
 * @name: a name
 *
 * Returns: whether a step is called so, without regard to case
 */
gboolean
weir_step_names_contain (GHashTable *names, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_hash_table_contains (names, folded);
}

/**
 * weir_step_names_add:
 * @names: of weir_step_names_collect()
 * @name: the name wanted
 *
 * Returns: (transfer full): @name if no step is called so, else with the first number that makes it unique
 */
char *
weir_step_names_add (GHashTable *names, const char *name)
{
  g_autofree char *stem = g_strndup (name, find_suffix (name));
  g_autofree char *unique = g_strdup (name);

  for (guint i = 2; weir_step_names_contain (names, unique); i++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s (%u)", stem, i);
    }
  g_hash_table_add (names, g_utf8_casefold (unique, -1));
  return g_steal_pointer (&unique);
}

/**
 * weir_flow_create_step:
 * @flow: a flow
 * @request: (transfer none): what the step sends
 *
 * Makes a step as a person begins with: called after its request, and with the one assertion that the status
 * is below 400, which can be seen and deleted.
 *
 * Returns: (transfer full): the step, not yet in the flow
 */
WeirStep *
weir_flow_create_step (WeirFlow *flow, WeirRequest *request)
{
  g_autoptr (GHashTable) names = weir_step_names_collect (flow, NULL);
  g_autofree char *suggested = weir_request_suggest_name (request);
  g_autofree char *name = weir_step_names_add (names, suggested);
  g_autoptr (WeirAssertion) assertion = weir_assertion_new (WEIR_SOURCE_STATUS, "<", "400");
  WeirStep *step = weir_step_new (name);

  weir_step_set_request (step, request);
  g_list_store_append (weir_step_get_assertions (step), assertion);
  return step;
}

/**
 * weir_flow_edit_request:
 * @flow: a flow
 * @edits: its edits
 * @step: one of its steps, with a request
 * @property: "method" or "url"
 * @value: its value from now on
 *
 * Sets it. A step that is still called after its request is called after it as it is then, in one undo step.
 */
void
weir_flow_edit_request (WeirFlow *flow, WeirEdits *edits, WeirStep *step, const char *property,
                        const char *value)
{
  WeirRequest *request = weir_step_get_request (step);
  gboolean follows = weir_step_has_suggested_name (step);

  g_return_if_fail (WEIR_IS_REQUEST (request));

  weir_edits_begin (edits, NULL);
  weir_edits_set_string (edits, request, property, value);
  if (follows && !weir_step_has_suggested_name (step))
    {
      g_autoptr (GHashTable) names = weir_step_names_collect (flow, step);
      g_autofree char *suggested = weir_request_suggest_name (request);
      g_autofree char *name = weir_step_names_add (names, suggested);

      weir_edits_set_string (edits, step, "name", name);
    }
  weir_edits_end (edits);
}

/**
 * weir_flow_count_steps:
 * @flow: a flow
 *
 * Returns: how many steps its three parts have
 */
guint
weir_flow_count_steps (WeirFlow *flow)
{
  guint n_steps = 0;

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    n_steps += g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part)));
  return n_steps;
}
