/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-edit.c: a document's text edited until it says what it shall say, or not at all
 *
 * The text is changed, read again, and compared with what was wanted, until nothing differs any more: once is
 * enough for most, but values that others share through an alias or "<<" change those too, and they then
 * get a value of their own. Of a long flow only what is near the change is read again. Where that fails, the
 * parts that differ are written anew in larger pieces, each no larger than it must be. A text that does not
 * say what was wanted is never returned.
 */

#include "config.h"

#include "weir-document-edit.h"

#include <string.h>

#include "weir-edit-proof.h"
#include "weir-tree-edit.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
/* What shares parts with what shares parts. */
#define MOST_PASSES 12
/* More parts than these are not tried one by one. */
#define MOST_PARTS 24

G_GNUC_PRINTF (2, 3) static gboolean fail (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, message);
  return FALSE;
}

/**
 * weir_document_first_error:
 * @problems: (element-type WeirProblem): what was found
 *
 * Returns: (transfer full): the first error with its line
 */
char *
weir_document_first_error (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      if (!problem->is_warning)
        return g_strdup_printf ("line %u: %s", problem->line, problem->message);
    }
  return g_strdup ("line 1: It cannot be read.");
}

static gsize
body_start (const GString *text)
{
  return g_str_has_prefix (text->str, BYTE_ORDER_MARK) ? strlen (BYTE_ORDER_MARK) : 0;
}

/* What @text says; NULL with @message when it cannot be read */
static WeirReading *
read_text (const WeirDocumentKind *kind, const GString *text, char **message)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirTree) source = NULL;
  WeirProblem *problem = NULL;
  WeirTree *said = NULL;

  source = weir_tree_read (text->str, text->len, kind->is_json, &problem);
  if (source != NULL)
    {
      said = kind->read (source, kind->data, message);
      if (said == NULL)
        return NULL;
      return weir_reading_new (text->str, text->len, kind->is_json, g_steal_pointer (&source), said);
    }
  g_ptr_array_add (problems, problem);
  *message = weir_document_first_error (problems);
  return NULL;
}

/* As read_text(), of the document that is to be edited, which is often the same as the last time */
static WeirReading *
recall_text (const WeirDocumentKind *kind, const GString *text, char **message)
{
  WeirReading *reading = NULL;

  if (kind->memory != NULL)
    reading = weir_edit_memory_recall (kind->memory, text->str, text->len, kind->is_json);
  if (reading != NULL)
    return reading;
  reading = read_text (kind, text, message);
  if (reading != NULL && kind->memory != NULL)
    weir_edit_memory_remember (kind->memory, reading);
  return reading;
}

static void
edit_once (const WeirDocumentKind *kind, GString *text, const WeirReading *reading, const WeirTree *wanted,
           GHashTable *levels)
{
  gsize start = body_start (text);
  WeirTreeEdit edit = { .text = text->str + start,
                        .length = text->len - start,
                        .root = reading->source->root,
                        .is_json = kind->is_json,
                        .shape = kind->shape,
                        .old = reading->said->root,
                        .new = wanted->root,
                        .levels = levels };
  g_autoptr (GString) edited = weir_tree_edit (&edit);

  g_string_truncate (text, start);
  g_string_append_len (text, edited->str, (gssize) edited->len);
}

/* A text at the end of a document may lack its line break. */
static gboolean
end_last_line (GString *text)
{
  if (text->len == 0 || text->str[text->len - 1] == '\n' || text->str[text->len - 1] == '\r')
    return FALSE;
  g_string_append_c (text, '\n');
  return TRUE;
}

static gboolean
is_proven (const WeirDocumentKind *kind, const WeirReading *reading, const GString *text,
           const WeirTree *wanted)
{
  gsize start = body_start (text);
  WeirEditProof proof = { .kind = kind,
                          .before = reading->text + start,
                          .before_length = reading->length - start,
                          .source = reading->source,
                          .said = reading->said,
                          .after = text->str + start,
                          .after_length = text->len - start,
                          .wanted = wanted };

  return weir_edit_is_proven (&proof);
}

/* Edits @text until nothing differs. @message: (out): why it cannot be read any more, if so */
static gboolean
try (const WeirDocumentKind *kind, GString *text, const WeirTree *wanted, GHashTable *levels, char **message)
{
  for (guint pass = 0; pass < MOST_PASSES; pass++)
    {
      g_autoptr (WeirReading) reading = NULL;

      g_clear_pointer (message, g_free);
      reading = pass == 0 ? recall_text (kind, text, message) : read_text (kind, text, message);
      if (reading == NULL)
        return FALSE;
      if (weir_node_is_equal (reading->said->root, wanted->root))
        return TRUE;
      edit_once (kind, text, reading, wanted, levels);
      if (g_str_equal (reading->text, text->str) && !end_last_line (text))
        return FALSE;
      if (is_proven (kind, reading, text, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_part_list (const char *key)
{
  return weir_shape_key (WEIR_SHAPE_FLOW, key).child == WEIR_SHAPE_STEPS;
}

static void
add_part (GPtrArray *parts, const char *name)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_str_equal (g_ptr_array_index (parts, i), name))
      return;
  g_ptr_array_add (parts, g_strdup (name));
}

static const WeirNode *
find_step (const WeirNode *root, const char *name)
{
  for (guint i = 0; i < weir_node_count (root); i++)
    {
      const WeirEntry *entry = weir_node_entry (root, i);

      for (guint j = 0;
           entry->key != NULL && is_part_list (entry->key->text) && j < weir_node_count (entry->value); j++)
        {
          const WeirNode *step = weir_node_entry (entry->value, j)->value;
          const WeirNode *other = weir_node_find (step, "name");

          if (other != NULL && g_str_equal (other->text, name))
            return step;
        }
    }
  return NULL;
}

/* The steps of @a, and what stands beside them, that are not in @b as they are */
static void
add_differences (const WeirNode *a, const WeirNode *b, GPtrArray *parts)
{
  for (guint i = 0; i < weir_node_count (a); i++)
    {
      const WeirEntry *entry = weir_node_entry (a, i);
      const char *key = entry->key != NULL ? entry->key->text : "";

      if (entry->key != NULL && !is_part_list (key) &&
          !weir_node_is_equal (entry->value, weir_node_find (b, key)))
        add_part (parts, key);
      for (guint j = 0; is_part_list (key) && j < weir_node_count (entry->value); j++)
        {
          const WeirNode *step = weir_node_entry (entry->value, j)->value;
          const WeirNode *name = weir_node_find (step, "name");
          g_autofree char *part = g_strdup_printf ("[]%s", name != NULL ? name->text : "");

          if (name != NULL && !weir_node_is_equal (step, find_step (b, name->text)))
            add_part (parts, part);
        }
    }
}

static gboolean
shares (const WeirEntry *entry)
{
  if (entry->is_alias || entry->is_merged || entry->value->has_merge)
    return TRUE;
  for (guint i = 0; i < weir_node_count (entry->value); i++)
    if (shares (weir_node_entry (entry->value, i)))
      return TRUE;
  return FALSE;
}

/* Those that are written with the help of others */
static void
add_sharing (const WeirNode *root, GPtrArray *parts)
{
  for (guint i = 0; i < weir_node_count (root); i++)
    {
      const WeirEntry *entry = weir_node_entry (root, i);
      const char *key = entry->key != NULL ? entry->key->text : "";

      if (!is_part_list (key) && shares (entry))
        add_part (parts, key);
      for (guint j = 0; is_part_list (key) && j < weir_node_count (entry->value); j++)
        {
          const WeirEntry *step = weir_node_entry (entry->value, j);
          const WeirNode *name = weir_node_find (step->value, "name");
          g_autofree char *part = g_strdup_printf ("[]%s", name != NULL ? name->text : "");

          if (shares (step))
            add_part (parts, part);
        }
    }
}

static void
set_level (GHashTable *levels, const char *part, WeirEditLevel level)
{
  g_hash_table_insert (levels, g_strdup (part), GINT_TO_POINTER (level));
}

static gboolean
try_again (const WeirDocumentKind *kind, GString *text, const char *original, const WeirTree *wanted,
           GHashTable *levels)
{
  g_autofree char *message = NULL;

  g_string_assign (text, original);
  return try (kind, text, wanted, levels, &message);
}

/* Each part is written in as small pieces as it can be, all others being written whole. */
static void
find_levels (const WeirDocumentKind *kind, const char *original, const WeirTree *wanted, GPtrArray *parts,
             GHashTable *levels)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree WeirEditLevel *found = g_new (WeirEditLevel, parts->len);

  for (guint i = 0; i < parts->len; i++)
    {
      const char *part = g_ptr_array_index (parts, i);

      found[i] = WEIR_EDIT_VALUE;
      for (; found[i] < WEIR_EDIT_WHOLE; found[i]++)
        {
          set_level (levels, part, found[i]);
          if (try_again (kind, text, original, wanted, levels))
            break;
        }
      set_level (levels, part, WEIR_EDIT_WHOLE);
    }
  for (guint i = 0; i < parts->len; i++)
    set_level (levels, g_ptr_array_index (parts, i), found[i]);
}

static void
set_all (GHashTable *levels, GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    set_level (levels, g_ptr_array_index (parts, i), WEIR_EDIT_WHOLE);
}

static gboolean
edit_in_larger_pieces (const WeirDocumentKind *kind, GString *text, const char *original,
                       const WeirTree *wanted)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (WeirReading) reading = NULL;
  g_autofree char *message = NULL;

  g_string_assign (text, original);
  reading = recall_text (kind, text, &message);
  add_differences (reading->said->root, wanted->root, parts);
  add_differences (wanted->root, reading->said->root, parts);
  set_all (levels, parts);
  if (parts->len <= MOST_PARTS)
    find_levels (kind, original, wanted, parts, levels);
  if (try_again (kind, text, original, wanted, levels))
    return TRUE;
  set_all (levels, parts);
  if (try_again (kind, text, original, wanted, levels))
    return TRUE;
  add_sharing (reading->source->root, parts);
  set_all (levels, parts);
  return try_again (kind, text, original, wanted, levels);
}

/**
 * weir_document_read_ahead:
 * @kind: what will be edited, with a memory
 * @text: a document, as weir_document_edit() will get it
 * @length: its length in bytes
 *
 * Remembers what the document says, so that the first edit need not read it; nothing when it cannot be read.
 */
void
weir_document_read_ahead (const WeirDocumentKind *kind, const char *text, gsize length)
{
  g_autoptr (GString) document = g_string_new_len (text, (gssize) length);
  g_autofree char *message = NULL;
  g_autoptr (WeirReading) reading = recall_text (kind, document, &message);

  if (reading == NULL)
    g_debug ("%s", message);
}

/**
 * weir_document_edit:
 * @kind: what is edited
 * @text: a document; UTF-8, a byte order mark is tolerated and stays
 * @length: its length in bytes
 * @wanted: what it shall say; valid
 * @error: WEIR_FORMAT_ERROR_INVALID when @text cannot be read, or when it cannot be edited so that it says
 *   that
 *
 * Returns: (transfer full) (nullable): the text with what differs changed, the same when nothing differs
 */
char *
weir_document_edit (const WeirDocumentKind *kind, const char *text, gsize length, const WeirTree *wanted,
                    GError **error)
{
  g_autoptr (GString) edited = g_string_new_len (text, (gssize) length);
  g_autofree char *original = g_strdup (edited->str);
  g_autofree char *message = NULL;

  if (try (kind, edited, wanted, NULL, &message))
    return g_string_free (g_steal_pointer (&edited), FALSE);
  if (message != NULL && g_str_equal (edited->str, original))
    {
      fail (error, "The document was changed since it was opened, and cannot be read any more; %s", message);
      return NULL;
    }
  if (edit_in_larger_pieces (kind, edited, original, wanted))
    return g_string_free (g_steal_pointer (&edited), FALSE);
  if (message != NULL)
    fail (error, "The change cannot be written into the document as it is; %s", message);
  else
    fail (error, "The change cannot be written into the document without changing something else, as it does"
                 " where parts are shared by an alias; change it in the document by hand.");
  return NULL;
}

/**
 * weir_document_edit_unchecked:
 * @kind: what is edited
 * @text: a document that can be read
 * @length: its length in bytes
 * @wanted: what it shall say; may be invalid
 *
 * Puts what differs into the document at its place, as weir_document_edit() does, without reading it again.
 *
 * Returns: (transfer full) (nullable): the text; NULL when the document cannot be read, or when parts of it
 *   are shared by an alias or "<<", so that more would change than what differs
 */
char *
weir_document_edit_unchecked (const WeirDocumentKind *kind, const char *text, gsize length,
                              const WeirTree *wanted)
{
  g_autoptr (GString) edited = g_string_new_len (text, (gssize) length);
  g_autofree char *message = NULL;
  g_autoptr (WeirReading) reading = read_text (kind, edited, &message);
  const WeirNode *root = reading != NULL ? reading->source->root : NULL;

  if (root == NULL || root->has_merge)
    return NULL;
  for (guint i = 0; i < weir_node_count (root); i++)
    if (shares (weir_node_entry (root, i)))
      return NULL;
  end_last_line (edited);
  edit_once (kind, edited, reading, wanted, NULL);
  return g_string_free (g_steal_pointer (&edited), FALSE);
}
