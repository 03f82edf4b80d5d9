/* SPDX-License-Identifier: GPL-3.0-or-later
 * flow-edit.h: a flow read from a text, changed, and written back into the text
 */

#pragma once

#include <string.h>

#include "flow-equal.h"
#include "weir-flow-edit.h"
#include "weir-flow-format.h"

typedef void (*ChangeFlow) (WeirFlow *flow);

static inline WeirFlow *
flow_from_text (const char *text, gboolean is_json)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirFlow *flow = weir_flow_parse (text, strlen (text), is_json, problems);

  for (guint i = 0; flow == NULL && i < problems->len; i++)
    if (!((WeirProblem *) problems->pdata[i])->is_warning)
      g_error ("line %u: %s\n%s", ((WeirProblem *) problems->pdata[i])->line,
               ((WeirProblem *) problems->pdata[i])->message, text);
  return flow;
}

static inline WeirStep *
step_at (WeirFlow *flow, guint index)
{
  return weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, index);
}

static inline WeirRequest *
request_at (WeirFlow *flow, guint index)
{
  return weir_step_get_request (step_at (flow, index));
}

/* The list keeps its own reference. */
static inline gpointer
item_at (GListStore *store, guint index)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), index);

  return item;
}

static inline gboolean
looks_like_json (const char *text)
{
  return text[0] == '{' && strchr (text, '"') == text + 1 + strspn (text + 1, " \t\r\n");
}

/* What becomes of @text, which reads back as the changed flow */
static inline char *
text_after (const char *text, ChangeFlow change)
{
  gboolean is_json = looks_like_json (text);
  g_autoptr (WeirFlow) flow = flow_from_text (text, is_json);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirFlow) back = NULL;
  char *edited = NULL;

  change (flow);
  edited = weir_flow_edit_text (text, strlen (text), is_json, flow, &error);
  if (error != NULL)
    g_error ("%s\n%s", error->message, text);
  back = flow_from_text (edited, is_json);
  assert_objects_equal (G_OBJECT (flow), G_OBJECT (back), "flow");
  return edited;
}

static inline void
assert_text_after (const char *text, ChangeFlow change, const char *expected)
{
  g_autofree char *edited = text_after (text, change);

  if (!g_str_equal (edited, expected))
    g_error ("This was expected:\n%s\nbut this came:\n%s", expected, edited);
}
