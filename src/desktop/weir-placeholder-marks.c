/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-placeholder-marks.c: what is to be said of the placeholders in the text of a field
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-extraction.h"
#include "weir-method.h"
#include "weir-placeholder-marks.h"
#include "weir-suggest.h"

/**
 * weir_placeholder_marks_find:
 * @context: what is known
 * @text: of a field
 *
 * Returns: (transfer full) (element-type WeirTemplateSpan): its placeholders
 */
GPtrArray *
weir_placeholder_marks_find (WeirEditorContext *context, const char *text)
{
  if (!weir_editor_context_has_document (context) || strchr (text, '$') == NULL)
    return g_ptr_array_new ();
  return weir_template_find_spans (text, weir_editor_context_get_names (context));
}

/* (transfer none) (nullable): the name in it that has no value before the step */
static const char *
find_unset (WeirEditorContext *context, const WeirTemplateSpan *span)
{
  GPtrArray *origins = weir_editor_context_get_origins (context);

  for (guint i = 0; i < span->names->len; i++)
    {
      const char *name = g_ptr_array_index (span->names, i);
      const WeirOrigin *origin = weir_origins_find (origins, name);

      if (origin == NULL || origin->is_late)
        return name;
    }
  return NULL;
}

/**
 * weir_placeholder_marks_is_wrong:
 * @context: what is known
 * @span: a placeholder
 *
 * Returns: whether it cannot be filled in: it does not end, or nothing sets what it asks for
 */
gboolean
weir_placeholder_marks_is_wrong (WeirEditorContext *context, const WeirTemplateSpan *span)
{
  return span->is_broken || find_unset (context, span) != NULL;
}

static const char *
find_near (GPtrArray *origins, const char *name)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; i < origins->len; i++)
    {
      const WeirOrigin *origin = g_ptr_array_index (origins, i);

      if (!origin->is_late)
        g_ptr_array_add (known, origin->name);
    }
  g_ptr_array_add (known, NULL);
  return weir_suggest (name, (const char *const *) known->pdata);
}

static char *
describe_unset (WeirEditorContext *context, const char *name)
{
  GPtrArray *origins = weir_editor_context_get_origins (context);
  const WeirOrigin *late = weir_origins_find (origins, name);
  const char *near = late == NULL ? find_near (origins, name) : NULL;
  gboolean in_plan = weir_editor_context_get_plan (context) != NULL;

  if (in_plan)
    return near != NULL ? g_strdup_printf (_("Nothing in this plan sets %s. Did you mean %s?"), name, near)
                        : g_strdup_printf (_("Nothing in this plan sets %s."), name);
  if (near != NULL)
    return g_strdup_printf (_("Nothing sets %s before this step. Did you mean %s?"), name, near);
  if (late != NULL && late->step != weir_editor_context_get_step (context))
    return g_strdup_printf (_("Nothing sets %s before this step; “%s” sets it later."), name,
                            weir_step_get_name (late->step));
  return g_strdup_printf (_("Nothing sets %s before this step."), name);
}

/**
 * weir_placeholder_marks_describe_wrong:
 * @context: what is known
 * @spans: (element-type WeirTemplateSpan): the placeholders of a text
 *
 * Returns: (transfer full) (nullable): what is missing in the first that has no value, a whole sentence
 */
char *
weir_placeholder_marks_describe_wrong (WeirEditorContext *context, GPtrArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const WeirTemplateSpan *span = g_ptr_array_index (spans, i);
      const char *unset = span->is_broken ? NULL : find_unset (context, span);

      if (unset != NULL)
        return describe_unset (context, unset);
    }
  return NULL;
}

/**
 * weir_origin_describe:
 * @origin: what gives a variable its value
 *
 * Returns: (transfer full): that in words: "taken by “Log in” from $.token"
 */
char *
weir_origin_describe (const WeirOrigin *origin)
{
  const char *step = origin->step != NULL ? weir_step_get_name (origin->step) : NULL;
  const char *path;

  switch (origin->kind)
    {
    case WEIR_ORIGIN_PROGRAM:
      return g_strdup (_("of the run"));
    case WEIR_ORIGIN_ENVIRONMENT:
      return g_strdup (origin->is_secret ? _("secret of the environment") : _("of the environment"));
    case WEIR_ORIGIN_SET:
      return g_strdup_printf (_("set by “%s”"), step);
    case WEIR_ORIGIN_METHOD:
      return step != NULL ? g_strdup_printf (_("set in “%s”"), step) : g_strdup (_("of the flow"));
    case WEIR_ORIGIN_EXTRACTION:
      path = weir_extraction_get_path (WEIR_EXTRACTION (origin->object));
      return path != NULL ? g_strdup_printf (_("taken by “%s” from %s"), step, path)
                          : g_strdup_printf (_("taken by “%s”"), step);
    case WEIR_ORIGIN_PLAN:
      return g_strdup (_("of the plan"));
    case WEIR_ORIGIN_CAPTURE:
      return g_strdup_printf (_("answer of “%s”"), step);
    case WEIR_ORIGIN_FLOW:
    default:
      return g_strdup (_("of the flow"));
    }
}

/* (transfer none) (nullable): as it may be shown: what the last run or Send left, else what is written */
static const char *
find_value (WeirEditorContext *context, const WeirOrigin *origin)
{
  WeirCurrentStore *store = weir_editor_context_get_store (context);
  WeirCurrentVariable *variable = store != NULL ? weir_current_store_find (store, origin->name) : NULL;

  if (variable != NULL && weir_current_variable_get_value (variable) != NULL)
    return weir_current_variable_get_value (variable);
  return origin->is_secret ? NULL : origin->value;
}

static void
append_value (GString *text, WeirEditorContext *context, const char *name)
{
  const WeirOrigin *origin = weir_origins_find (weir_editor_context_get_origins (context), name);
  g_autofree char *origin_text = NULL;
  const char *value;

  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (origin == NULL || origin->is_late)
    {
      g_autofree char *unset = describe_unset (context, name);

      g_string_append (text, unset);
      return;
    }
  origin_text = weir_origin_describe (origin);
  value = find_value (context, origin);
  if (value == NULL && origin->is_secret)
    g_string_append_printf (text, _("%s = ••• · %s"), name, origin_text);
  else if (value != NULL)
    g_string_append_printf (text, _("%s = %s · %s"), name, value, origin_text);
  else
    g_string_append_printf (text, _("%s has no value yet · %s"), name, origin_text);
}

/**
 * weir_placeholder_marks_describe_at:
 * @context: what is known
 * @text: of a field
 * @at: a place in it, in bytes
 *
 * Returns: (transfer full) (nullable): the values of the placeholder there and where they come from, secrets
 *   as •••; %NULL when there is none
 */
char *
weir_placeholder_marks_describe_at (WeirEditorContext *context, const char *text, gsize at)
{
  g_autoptr (GPtrArray) spans = weir_placeholder_marks_find (context, text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const WeirTemplateSpan *span = g_ptr_array_index (spans, i);

      if (at < span->start || at >= span->end)
        continue;
      for (guint j = 0; j < span->names->len; j++)
        append_value (found, context, g_ptr_array_index (span->names, j));
      if (span->names->len == 0 && span->is_call)
        g_string_append (found, _("Computed anew each time it is used"));
    }
  return found->len > 0 ? g_string_free (g_steal_pointer (&found), FALSE) : NULL;
}

static char *
describe_candidate (WeirEditorContext *context, const WeirOrigin *origin)
{
  g_autofree char *words = weir_origin_describe (origin);
  const char *value = find_value (context, origin);

  if (value == NULL && origin->is_secret)
    return g_strdup_printf ("••• · %s", words);
  return value != NULL ? g_strdup_printf ("%s · %s", value, words) : g_steal_pointer (&words);
}

static void
add_variables (WeirEditorContext *context, GPtrArray *candidates, GPtrArray *origins, const char *typed,
               gboolean is_closed)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = origins->len; i > 0; i--)
    {
      const WeirOrigin *origin = g_ptr_array_index (origins, i - 1);
      g_autofree char *insert = NULL;
      g_autofree char *detail = NULL;

      if (origin->is_late || !weir_completion_matches (origin->name, typed) ||
          !g_hash_table_add (seen, origin->name))
        continue;
      insert = g_strconcat (origin->name, is_closed ? "" : "}", NULL);
      detail = describe_candidate (context, origin);
      g_ptr_array_add (candidates, weir_candidate_new (origin->name, insert, detail));
    }
}

static void
add_methods (GPtrArray *candidates, const char *typed, gboolean is_closed)
{
  g_autoptr (GPtrArray) methods = weir_method_list_names ();

  for (guint i = 0; i < methods->len; i++)
    {
      const char *name = g_ptr_array_index (methods, i);
      g_autofree char *insert = g_strconcat (name, "()", is_closed ? "" : "}", NULL);
      g_autofree char *detail = weir_method_describe (name);

      if (weir_completion_matches (name, typed))
        g_ptr_array_add (candidates, weir_candidate_new (name, insert, detail));
    }
}

/**
 * weir_placeholder_marks_complete:
 * @context: what is known
 * @text: of a field that is being typed into
 * @cursor: where, in bytes
 * @start: (out): where what is completed begins, in bytes
 *
 * Returns: (transfer full) (nullable) (element-type WeirCandidate): what may be meant: variables that have a
 *   value before the step, then methods; %NULL when no placeholder is being typed
 */
GPtrArray *
weir_placeholder_marks_complete (WeirEditorContext *context, const char *text, gsize cursor, gsize *start)
{
  gssize begin = weir_template_find_typed_name (text, cursor);
  gboolean is_closed = text[cursor] == '}';
  g_autofree char *typed = NULL;
  GPtrArray *candidates;

  if (begin < 0 || !weir_editor_context_has_document (context))
    return NULL;
  *start = (gsize) begin;
  typed = g_strndup (text + begin, cursor - (gsize) begin);
  candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_candidate_free);
  add_variables (context, candidates, weir_editor_context_get_origins (context), typed, is_closed);
  add_methods (candidates, typed, is_closed);
  return candidates;
}
