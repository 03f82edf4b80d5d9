/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-edit.c: changes to a flow written into its document, in place
 *
 * The document is read, what differs is changed in its text, and the result is read again, until nothing
 * differs any more: once is enough for most, but a step that others merge with "<<" changes them too, and
 * they then get a value of their own. In the end all of the flow is compared, so that a wrong edit is never
 * returned.
 */

#include "config.h"

#include "weir-flow-edit.h"

#include <string.h>

#include "weir-duration.h"
#include "weir-entry-editor.h"
#include "weir-flow-format.h"
#include "weir-format-private.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
/* Each of the run options, and steps that follow from steps that were changed. */
#define MOST_PASSES 12

typedef enum
{
  OPTION_ITERATIONS,
  OPTION_PARALLEL,
  OPTION_DELAY,
  OPTION_STOP_ON_FAILURE,
  N_OPTIONS,
  NO_OPTION = N_OPTIONS,
} Option;

static const struct
{
  const char *key;
  guint default_value;
} run_keys[] = {
  [OPTION_ITERATIONS] = { "iterations", 1 },
  [OPTION_PARALLEL] = { "parallel", 1 },
  [OPTION_DELAY] = { "delay", 0 },
  [OPTION_STOP_ON_FAILURE] = { "stopOnFailure", FALSE },
};

static const char *const part_keys[] = {
  [WEIR_FLOW_PART_BEFORE_ALL] = "beforeAll",
  [WEIR_FLOW_PART_STEPS] = "steps",
  [WEIR_FLOW_PART_AFTER_ALL] = "afterAll",
};

static guint
get_option (WeirFlow *flow, Option option)
{
  WeirRunOptions *options = weir_flow_get_run_options (flow);

  switch (option)
    {
    case OPTION_ITERATIONS:
      return weir_run_options_get_iterations (options);
    case OPTION_PARALLEL:
      return weir_run_options_get_parallel (options);
    case OPTION_DELAY:
      return weir_run_options_get_delay_ms (options);
    case OPTION_STOP_ON_FAILURE:
      return weir_run_options_get_stop_on_failure (options) ? TRUE : FALSE;
    case N_OPTIONS:
    default:
      g_return_val_if_reached (0);
    }
}

static guint
count_steps (WeirFlow *flow, WeirFlowPart part)
{
  return g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part)));
}

G_GNUC_PRINTF (2, 3) static gboolean
fail (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, message);
  return FALSE;
}

/* "true" in the letters of the word it replaces */
static char *
boolean_to_text (gboolean value, const char *old)
{
  const char *word = value ? "true" : "false";
  char *text = NULL;

  if (old != NULL && g_ascii_isupper (old[0]) && g_ascii_isupper (old[1]))
    return g_ascii_strup (word, -1);
  text = g_strdup (word);
  if (old != NULL && g_ascii_isupper (old[0]))
    text[0] = g_ascii_toupper (text[0]);
  return text;
}

/* @old: (nullable): the text that it replaces */
static char *
option_to_text (Option option, guint value, const char *old)
{
  if (option == OPTION_STOP_ON_FAILURE)
    return boolean_to_text (value != 0, old);
  if (option == OPTION_DELAY && old != NULL && strpbrk (old, "hms") != NULL)
    return weir_duration_to_text ((gint64) value * 1000);
  return g_strdup_printf ("%u", value);
}

/* The next run option to be written. Those that go back to their default come first, so that "iterations" and
 * "parallel" are never both more than 1. */
static Option
find_option (WeirFlow *current, WeirFlow *wanted)
{
  Option found = NO_OPTION;

  for (Option option = 0; option < N_OPTIONS; option++)
    {
      guint value = get_option (wanted, option);

      if (value == get_option (current, option))
        continue;
      if (value == run_keys[option].default_value)
        return option;
      if (found == NO_OPTION)
        found = option;
    }
  return found;
}

static gboolean
insert_run (WeirEntryEditor *editor, const WeirEntryText *entry)
{
  int first = -1;

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      int index = weir_node_find_index (editor->root, part_keys[part]);
      gboolean is_written = index >= 0 && !weir_node_entry (editor->root, (guint) index)->is_merged;

      if (is_written && (first < 0 || index < first))
        first = index;
    }
  return first >= 0 &&
         weir_entry_editor_insert_mapping_before (editor, editor->root, (guint) first, "run", entry);
}

/* After the option that comes before it where it is given, else after all that are. */
static gboolean
insert_option (WeirEntryEditor *editor, const WeirNode *run, Option option, const WeirEntryText *entry)
{
  int index = -1;

  for (Option before = option; before > 0 && index < 0; before--)
    index = weir_node_find_index (run, run_keys[before - 1].key);
  if (index < 0 || weir_node_entry (run, (guint) index)->is_merged)
    for (index = (int) weir_node_count (run) - 1; index >= 0; index--)
      if (!weir_node_entry (run, (guint) index)->is_merged)
        break;
  return index >= 0 && weir_entry_editor_insert_after (editor, run, (guint) index, entry);
}

static gboolean
is_all_default (WeirFlow *flow)
{
  for (Option option = 0; option < N_OPTIONS; option++)
    if (get_option (flow, option) != run_keys[option].default_value)
      return FALSE;
  return TRUE;
}

/* The last option takes "run" with it. */
static gboolean
remove_option (WeirEntryEditor *editor, guint run_index, guint index, WeirFlow *wanted)
{
  const WeirNode *run = weir_node_entry (editor->root, run_index)->value;

  if (weir_node_count (run) > 1 || run->has_merge)
    return weir_entry_editor_remove (editor, run, index);
  return is_all_default (wanted) && weir_entry_editor_remove (editor, editor->root, run_index);
}

static gboolean
edit_option (WeirEntryEditor *editor, guint run_index, Option option, WeirFlow *wanted)
{
  guint value = get_option (wanted, option);
  const WeirNode *run = weir_node_entry (editor->root, run_index)->value;
  int index = weir_node_find_index (run, run_keys[option].key);
  const WeirEntry *place = index >= 0 ? weir_node_entry (run, (guint) index) : NULL;
  g_autofree char *text = NULL;

  if (place == NULL || place->is_merged)
    {
      text = option_to_text (option, value, NULL);
      return insert_option (editor, run, option, &(WeirEntryText) { run_keys[option].key, text });
    }
  if (value == run_keys[option].default_value && remove_option (editor, run_index, (guint) index, wanted))
    return TRUE;
  text = option_to_text (option, value, place->value->text);
  weir_entry_editor_replace (editor, place, text);
  return TRUE;
}

static gboolean
edit_run (WeirEntryEditor *editor, WeirFlow *current, WeirFlow *wanted, GError **error)
{
  Option option = find_option (current, wanted);
  int run_index = weir_node_find_index (editor->root, "run");
  const WeirEntry *run = run_index >= 0 ? weir_node_entry (editor->root, (guint) run_index) : NULL;
  g_autofree char *text = NULL;
  gboolean done = FALSE;

  if (option == NO_OPTION)
    return TRUE;
  text = option_to_text (option, get_option (wanted, option), NULL);
  if (run == NULL)
    done = insert_run (editor, &(WeirEntryText) { run_keys[option].key, text });
  else if (!run->is_merged && (weir_node_is_null (run->value) ||
                               (weir_node_count (run->value) == 0 && !run->value->has_merge)))
    done = weir_entry_editor_fill (editor, editor->root, (guint) run_index,
                                   &(WeirEntryText) { run_keys[option].key, text });
  else if (!run->is_merged && !run->is_alias)
    done = edit_option (editor, (guint) run_index, option, wanted);
  return done || fail (error, "\"run\" is written in a way that \"%s: %s\" cannot be put into it without"
                              " changing something else; change it in the document by hand.",
                       run_keys[option].key, text);
}

static gboolean
edit_enabled (WeirEntryEditor *editor, const WeirNode *step, gboolean enabled)
{
  int index = weir_node_find_index (step, "enabled");
  const WeirEntry *place = index >= 0 ? weir_node_entry (step, (guint) index) : NULL;
  g_autofree char *text = NULL;

  if (place == NULL || place->is_merged)
    {
      index = weir_node_find_index (step, "name");
      text = boolean_to_text (enabled, NULL);
      return index >= 0 && !weir_node_entry (step, (guint) index)->is_merged &&
             weir_entry_editor_insert_after (editor, step, (guint) index,
                                             &(WeirEntryText) { "enabled", text });
    }
  if (enabled && weir_entry_editor_remove (editor, step, (guint) index))
    return TRUE;
  text = boolean_to_text (enabled, place->value->text);
  weir_entry_editor_replace (editor, place, text);
  return TRUE;
}

static gboolean
edit_part (WeirEntryEditor *editor, WeirFlowPart part, WeirFlow *current, WeirFlow *wanted,
           GError **error)
{
  int part_index = weir_node_find_index (editor->root, part_keys[part]);

  for (guint i = 0; i < count_steps (current, part); i++)
    {
      const WeirEntry *list = weir_node_entry (editor->root, (guint) part_index);
      const WeirEntry *step = weir_node_entry (list->value, i);
      gboolean enabled = weir_step_get_enabled (weir_flow_get_step (wanted, part, i));
      g_autofree char *shown = NULL;

      if (enabled == weir_step_get_enabled (weir_flow_get_step (current, part, i)) ||
          (!list->is_merged && !list->is_alias && !step->is_alias &&
           edit_enabled (editor, step->value, enabled)))
        continue;
      shown = weir_shorten (weir_step_get_name (weir_flow_get_step (wanted, part, i)));
      return fail (error, "The step \"%s\" is written in a way that \"enabled: %s\" cannot be put into it"
                          " without changing something else; change it in the document by hand.",
                   shown, enabled ? "true" : "false");
    }
  return TRUE;
}

static gboolean
has_edits (WeirFlow *current, WeirFlow *wanted)
{
  if (find_option (current, wanted) != NO_OPTION)
    return TRUE;
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < count_steps (current, part); i++)
      if (weir_step_get_enabled (weir_flow_get_step (current, part, i)) !=
          weir_step_get_enabled (weir_flow_get_step (wanted, part, i)))
        return TRUE;
  return FALSE;
}

/* Whether the two are the same document, but for what may have been edited. */
static gboolean
check_same_document (WeirFlow *current, WeirFlow *wanted, GError **error)
{
  gboolean is_same = g_strcmp0 (weir_flow_get_name (current), weir_flow_get_name (wanted)) == 0;

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS && is_same; part++)
    {
      is_same = count_steps (current, part) == count_steps (wanted, part);
      for (guint i = 0; is_same && i < count_steps (current, part); i++)
        is_same = g_strcmp0 (weir_step_get_name (weir_flow_get_step (current, part, i)),
                             weir_step_get_name (weir_flow_get_step (wanted, part, i))) == 0;
    }
  return is_same || fail (error, "The document was changed since it was opened: its name or its steps are"
                                 " different. Open it again before you change it here.");
}

static WeirFlow *
read_text (const GString *text, gboolean is_json, WeirTree **tree, const char *what, GError **error)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirProblem *problem = NULL;
  WeirFlow *flow = NULL;

  *tree = weir_tree_read (text->str, text->len, is_json, &problem);
  if (*tree != NULL)
    flow = weir_flow_from_tree (*tree, NULL, problems);
  else
    g_ptr_array_add (problems, problem);
  for (guint i = 0; flow == NULL && i < problems->len; i++)
    {
      problem = g_ptr_array_index (problems, i);
      if (problem->is_warning)
        continue;
      fail (error, "%s line %u: %s", what, problem->line, problem->message);
      break;
    }
  return flow;
}

/* Changes in @text what differs between @current, which was read from it, and @wanted. */
static gboolean
edit_once (GString *text, const WeirTree *tree, gboolean is_json, WeirFlow *current, WeirFlow *wanted,
           GError **error)
{
  gsize start = g_str_has_prefix (text->str, BYTE_ORDER_MARK) ? strlen (BYTE_ORDER_MARK) : 0;
  WeirEntryEditor editor;
  gboolean done = FALSE;

  weir_entry_editor_init (&editor, text->str + start, text->len - start, tree, is_json);
  done = edit_run (&editor, current, wanted, error);
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS && done; part++)
    done = edit_part (&editor, part, current, wanted, error);
  if (done)
    {
      g_autoptr (GString) edited = weir_entry_editor_apply (&editor);

      g_string_truncate (text, start);
      g_string_append_len (text, edited->str, (gssize) edited->len);
    }
  weir_entry_editor_clear (&editor);
  return done;
}

/* All of @current, as it is, but with what was edited in @wanted. */
static char *
expected_yaml (WeirFlow *current, WeirFlow *wanted)
{
  WeirRunOptions *options = weir_flow_get_run_options (current);

  weir_run_options_set_iterations (options, get_option (wanted, OPTION_ITERATIONS));
  weir_run_options_set_parallel (options, get_option (wanted, OPTION_PARALLEL));
  weir_run_options_set_delay_ms (options, get_option (wanted, OPTION_DELAY));
  weir_run_options_set_stop_on_failure (options, get_option (wanted, OPTION_STOP_ON_FAILURE) != 0);
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < count_steps (current, part); i++)
      weir_step_set_enabled (weir_flow_get_step (current, part, i),
                             weir_step_get_enabled (weir_flow_get_step (wanted, part, i)));
  return weir_flow_to_yaml (current);
}

static gboolean
edit_until_equal (GString *text, gboolean is_json, WeirFlow *wanted, GError **error)
{
  const char *what = "The document was changed since it was opened, and cannot be read any more;";
  g_autofree char *expected = NULL;
  g_autofree char *result = NULL;

  for (guint pass = 0; pass < MOST_PASSES; pass++)
    {
      g_autoptr (WeirTree) tree = NULL;
      g_autoptr (WeirFlow) current = read_text (text, is_json, &tree, what, error);

      if (current == NULL || (expected == NULL && !check_same_document (current, wanted, error)))
        return FALSE;
      if (!has_edits (current, wanted))
        {
          result = expected != NULL ? weir_flow_to_yaml (current) : NULL;
          if (g_strcmp0 (result, expected) == 0)
            return TRUE;
          break;
        }
      if (!edit_once (text, tree, is_json, current, wanted, error))
        return FALSE;
      if (expected == NULL)
        expected = expected_yaml (current, wanted);
      what = "The change cannot be written into the document as it is;";
    }
  return fail (error, "The change cannot be written into the document without changing something else, as it"
                      " does where parts are shared by an alias; change it in the document by hand.");
}

/**
 * weir_flow_edit_text:
 * @text: the document that @flow was read from; UTF-8, a byte order mark is tolerated and stays
 * @length: its length in bytes
 * @is_json: strict JSON instead of YAML
 * @flow: the flow, with other run options or other steps enabled by now
 * @error: WEIR_FORMAT_ERROR_INVALID when @text is not that document any more, or when a value stands where it
 *   cannot be changed without changing others
 *
 * Writes the run options, and which steps are enabled, into the document. A value that goes back to its
 * default takes its key with it, unless a comment is about it or an alias needs it. What came through an
 * alias or "<<" is written into the step itself; a step that others merge changes none of them.
 *
 * Returns: (transfer full) (nullable): the text with exactly these values changed, the same when nothing
 *   differs
 */
char *
weir_flow_edit_text (const char *text, gsize length, gboolean is_json, WeirFlow *flow, GError **error)
{
  g_autoptr (GString) edited = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (WEIR_IS_FLOW (flow), NULL);

  edited = g_string_new_len (text, (gssize) length);
  if (!edit_until_equal (edited, is_json, flow, error))
    return NULL;
  return g_string_free (g_steal_pointer (&edited), FALSE);
}

/**
 * weir_flow_save_edits:
 * @flow: a flow, with other run options or other steps enabled by now
 * @file_name: the file it was read from; the ending .json chooses JSON
 * @error: as weir_flow_edit_text(), and WEIR_FORMAT_ERROR_READ or WEIR_FORMAT_ERROR_WRITE
 *
 * Edits the document in the file as weir_flow_edit_text() does. The file is replaced at once; nothing is
 * written when nothing differs.
 *
 * Returns: whether the file now says what @flow says
 */
gboolean
weir_flow_save_edits (WeirFlow *flow, const char *file_name, GError **error)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *edited = NULL;

  g_return_val_if_fail (WEIR_IS_FLOW (flow), FALSE);
  g_return_val_if_fail (file_name != NULL, FALSE);

  text = g_string_new (NULL);
  if (!weir_format_read_file (file_name, text, error))
    return FALSE;
  edited = weir_flow_edit_text (text->str, text->len, weir_format_is_json (file_name), flow, error);
  if (edited == NULL)
    return FALSE;
  return g_str_equal (edited, text->str) || weir_format_write_file (file_name, edited, -1, error);
}
