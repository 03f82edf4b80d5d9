/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-request-reader.c: `httpRequest:` of a plan: a flow's request, and what a flow has in its steps
 */

#include "config.h"

#include "weir-plan-private.h"

static void
read_to (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *name = weir_reader_filled_text (reader, value);

  if (name == NULL)
    return;
  weir_reader_check_name (reader, value, name);
  weir_capture_set_to (target, name);
}

static void
read_as (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_filled_text (reader, value);

  if (text == NULL)
    return;
  weir_reader_check_type (reader, value, text);
  weir_capture_set_value_type (target, text);
}

static void
read_make_global (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean make_global = FALSE;

  if (weir_reader_boolean (reader, value, &make_global))
    weir_capture_set_make_global (target, make_global);
}

static void
read_regex (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_loaded_filled (reader, value);

  if (text == NULL)
    return;
  weir_reader_check_regex (reader, value, text);
  weir_capture_set_regex (target, text);
}

static const WeirSchema capture_schema = {
  "capture",
  {
      { "to", NULL, WEIR_KEY_REQUIRED, read_to },
      { "as", NULL, WEIR_KEY_DEFAULT, read_as },
      { "makeGlobal", NULL, WEIR_KEY_DEFAULT, read_make_global },
      { "regex", NULL, WEIR_KEY_DEFAULT, read_regex },
  },
  NULL,
};

static void
read_capture (WeirReader *reader, WeirNode *value, WeirIteration *iteration)
{
  g_autoptr (WeirCapture) capture = weir_capture_new ("");

  if (weir_reader_mapping (reader, value, &capture_schema, capture, NULL) &&
      *weir_capture_get_to (capture) != '\0')
    weir_iteration_set_capture (iteration, capture);
}

/* What a plan of another program may ask for and this one has not. */
static void
refuse (WeirReader *reader, WeirNode *value, const char *why)
{
  gboolean wanted = FALSE;

  if (weir_reader_boolean (reader, value, &wanted) && wanted)
    weir_reader_error (reader, value, "%s", why);
}

static void
read_resources (WeirReader *reader, WeirNode *value, gpointer target)
{
  refuse (reader, value,
          "What a page embeds is not downloaded; remove \"downloadHtmlEmbeddedResources\", and give"
          " what matters an iteration of its own.");
}

static void
read_save (WeirReader *reader, WeirNode *value, gpointer target)
{
  refuse (reader, value, "Answers are not written to files; remove \"saveResponse\".");
}

static const struct
{
  const char *key;
  WeirReadFunc read;
} step_keys[] = {
  { "skipIf", weir_read_skip_if },
  { "retry", weir_read_retry },
  { "extract", weir_read_extract },
  { "assert", weir_read_assert },
  { "downloadHtmlEmbeddedResources", read_resources },
  { "saveResponse", read_save },
};

/**
 * weir_read_plan_request:
 * @reader: where problems go
 * @node: the value of `httpRequest:`
 * @iteration: the iteration it belongs to, which gets it
 */
void
weir_read_plan_request (WeirReader *reader, WeirNode *node, WeirIteration *iteration)
{
  g_autoptr (WeirRequest) request = weir_read_request (reader, node);
  WeirStep *step = weir_iteration_get_step (iteration);
  WeirNode *capture = weir_node_find (node, "capture");
  gsize mark;

  weir_step_set_request (step, request);
  for (guint i = 0; i < G_N_ELEMENTS (step_keys); i++)
    {
      WeirNode *value = weir_node_find (node, step_keys[i].key);

      mark = weir_reader_enter (reader, step_keys[i].key);
      if (value != NULL)
        step_keys[i].read (reader, value, step);
      weir_reader_leave (reader, mark);
    }
  mark = weir_reader_enter (reader, "capture");
  if (capture != NULL)
    read_capture (reader, capture, iteration);
  weir_reader_leave (reader, mark);
}
