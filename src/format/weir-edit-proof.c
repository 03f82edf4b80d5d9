/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edit-proof.c: whether an edited document says what it shall, without reading all of it again
 *
 * A flow has hundreds of steps, and an edit changes one of them. YAML is read from front to back: where a
 * step of a list begins, the reader knows nothing of the steps before it but how far they are indented and
 * what their anchors name. So of steps that stand next to one another as they stood before, the inner ones
 * are left out, and the shorter document is read and compared. The first and the last of such a run stay:
 * that they are read as what they were, where they stand, is the proof that those between them are.
 *
 * What is not proven this way may be right all the same; then all of it has to be read.
 */

#include "config.h"

#include "weir-edit-proof.h"

#include <string.h>

#include "weir-limits.h"
#include "weir-text-layout.h"

static const char *const part_keys[] = { "beforeAll", "steps", "afterAll" };

/* Steps that follow one another and say what they said. */
typedef struct
{
  guint first; /* of the document before */
  guint last;
  guint first_after; /* its place among those that are wanted */
  gsize start;       /* bytes of the edited text: where the first stands, */
  gsize cut_start;   /* where the second stands, */
  gsize cut_end;     /* and where the last stands */
  guint first_kept;  /* its place in the shorter document */
} Run;

typedef struct
{
  const WeirEditProof *proof;
  const WeirNode *written; /* the steps of the document before: as written, */
  const WeirNode *old;     /* as said, */
  const WeirNode *new;     /* and as wanted */
  GArray *runs;            /* of Run */
  guint n_kept;            /* steps of the shorter document */
} Proof;

/* A list that is written where it counts */
static const WeirNode *
find_list (const WeirNode *root, const char *key)
{
  int index = weir_node_find_index (root, key);
  const WeirEntry *entry = index >= 0 ? weir_node_entry (root, (guint) index) : NULL;

  if (entry == NULL || entry->is_alias || entry->is_merged || entry->value->kind != WEIR_NODE_SEQUENCE)
    return NULL;
  return entry->value;
}

static const WeirNode *
get_item (const WeirNode *list, guint index)
{
  return weir_node_entry (list, index)->value;
}

/* Where the line of an item begins, which begins with its dash; G_MAXSIZE when it stands in another way */
static gsize
find_line (const char *text, gsize length, const WeirEntry *item)
{
  WeirLayout layout = { text, length };
  gsize line = weir_layout_line_start (&layout, item->start);
  gsize dash = weir_layout_skip_blanks (&layout, line);

  return weir_layout_is_at (&layout, dash, '-') && dash < item->start ? line : G_MAXSIZE;
}

static gsize
find_line_before (const Proof *self, guint index)
{
  return find_line (self->proof->before, self->proof->before_length, weir_node_entry (self->written, index));
}

/* Nothing elsewhere refers to it, and it to nothing. */
static gboolean
stands_alone (const WeirEntry *entry)
{
  if (entry->is_alias || entry->is_merged || entry->value->is_anchored || entry->value->has_merge ||
      (entry->key != NULL && entry->key->is_anchored))
    return FALSE;
  for (guint i = 0; i < weir_node_count (entry->value); i++)
    if (!stands_alone (weir_node_entry (entry->value, i)))
      return FALSE;
  return TRUE;
}

static void
add_run (Proof *self, guint first, guint n_steps, guint first_after)
{
  Run run = { .first = first, .last = first + n_steps - 1, .first_after = first_after };

  if (n_steps < 3)
    return;
  for (guint i = run.first + 1; i < run.last; i++)
    if (!stands_alone (weir_node_entry (self->written, i)))
      return;
  g_array_append_val (self->runs, run);
}

/* Step by step where there are as many as before, else from both ends. */
static void
find_runs (Proof *self)
{
  guint n_old = weir_node_count (self->old), n_new = weir_node_count (self->new);
  guint n_same = 0, n_tail = 0;

  for (guint i = 0; i < MIN (n_old, n_new); i++)
    {
      if (weir_node_is_equal (get_item (self->old, i), get_item (self->new, i)))
        {
          n_same++;
          continue;
        }
      add_run (self, i - n_same, n_same, i - n_same);
      n_same = 0;
      if (n_old != n_new)
        {
          while (n_tail < MIN (n_old, n_new) - i &&
                 weir_node_is_equal (get_item (self->old, n_old - 1 - n_tail),
                                     get_item (self->new, n_new - 1 - n_tail)))
            n_tail++;
          break;
        }
    }
  add_run (self, MIN (n_old, n_new) - n_same, n_same, MIN (n_old, n_new) - n_same);
  add_run (self, n_old - n_tail, n_tail, n_new - n_tail);
}

/* Finds the run in the edited text, behind @from. */
static gboolean
locate (const Proof *self, Run *run, gsize from)
{
  const WeirEditProof *proof = self->proof;
  gsize start = find_line_before (self, run->first);
  gsize second = find_line_before (self, run->first + 1);
  gsize end = find_line_before (self, run->last);
  const char *found = NULL;

  if (start == G_MAXSIZE || second == G_MAXSIZE || end == G_MAXSIZE)
    return FALSE;
  found = memmem (proof->after + from, proof->after_length - from, proof->before + start, end - start);
  if (found == NULL)
    return FALSE;
  run->start = (gsize) (found - proof->after);
  run->cut_start = run->start + (second - start);
  run->cut_end = run->start + (end - start);
  return TRUE;
}

/* The edited text without the inner steps of all runs; NULL when it would not be much shorter */
static GString *
leave_out (Proof *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_left_out = 0;
  gsize from = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = &g_array_index (self->runs, Run, i);

      if (!locate (self, run, from))
        return NULL;
      run->first_kept = run->first_after - n_left_out;
      n_left_out += run->last - run->first - 1;
      g_string_append_len (text, self->proof->after + from, (gssize) (run->cut_start - from));
      from = run->cut_end;
    }
  g_string_append_len (text, self->proof->after + from, (gssize) (self->proof->after_length - from));
  self->n_kept = weir_node_count (self->new) - n_left_out;
  return text->len < self->proof->after_length / 2 ? g_steal_pointer (&text) : NULL;
}

/* The first and the last step of each run stand in the shorter document where they were put. */
static gboolean
stand_in_place (const Proof *self, const GString *text, const WeirNode *kept)
{
  gsize n_cut = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      if (find_line (text->str, text->len, weir_node_entry (kept, run->first_kept)) != run->start - n_cut ||
          find_line (text->str, text->len, weir_node_entry (kept, run->first_kept + 1)) !=
              run->cut_start - n_cut)
        return FALSE;
      n_cut += run->cut_end - run->cut_start;
    }
  return TRUE;
}

/* The nodes of a document are limited. */
static gboolean
has_room (const Proof *self, const WeirTree *kept)
{
  gsize n_nodes = kept->n_nodes;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      for (guint j = run->first + 1; j < run->last; j++)
        n_nodes += get_item (self->written, j)->size;
    }
  return n_nodes <= WEIR_LIMIT_DOCUMENT_NODES && self->proof->after_length <= WEIR_LIMIT_DOCUMENT_BYTES;
}

static gboolean
is_left_out (const Proof *self, guint index_after)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      if (index_after > run->first_after && index_after < run->first_after + run->last - run->first)
        return TRUE;
    }
  return FALSE;
}

static gboolean
are_steps_equal (const Proof *self, const WeirNode *kept)
{
  guint at = 0;

  if (weir_node_count (kept) != self->n_kept)
    return FALSE;
  for (guint i = 0; i < weir_node_count (self->new); i++)
    if (!is_left_out (self, i) && !weir_node_is_equal (get_item (kept, at++), get_item (self->new, i)))
      return FALSE;
  return TRUE;
}

static gboolean
says_what_is_wanted (const Proof *self, const WeirNode *kept)
{
  const WeirNode *wanted = self->proof->wanted->root;

  if (weir_node_count (kept) != weir_node_count (wanted))
    return FALSE;
  for (guint i = 0; i < weir_node_count (wanted); i++)
    {
      const WeirEntry *a = weir_node_entry (kept, i);
      const WeirEntry *b = weir_node_entry (wanted, i);

      if (!g_str_equal (a->key->text, b->key->text))
        return FALSE;
      if (b->value == self->new && !are_steps_equal (self, a->value))
        return FALSE;
      if (b->value != self->new && !weir_node_is_equal (a->value, b->value))
        return FALSE;
    }
  return TRUE;
}

/* What is asked of all steps together: their number, and that their names differ. */
static gboolean
is_valid_together (const Proof *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_steps = 0;

  for (guint part = 0; part < G_N_ELEMENTS (part_keys); part++)
    {
      const WeirNode *list = find_list (self->proof->wanted->root, part_keys[part]);

      for (guint i = 0; list != NULL && i < weir_node_count (list); i++, n_steps++)
        {
          const WeirNode *name = weir_node_find (get_item (list, i), "name");

          if (name == NULL || !g_hash_table_add (names, g_utf8_casefold (name->text, -1)))
            return FALSE;
        }
    }
  return n_steps <= WEIR_LIMIT_STEPS;
}

static gboolean
is_shorter_one_right (const Proof *self, const GString *text)
{
  const WeirDocumentKind *kind = self->proof->kind;
  g_autoptr (WeirProblem) problem = NULL;
  g_autoptr (WeirTree) source = weir_tree_read (text->str, text->len, FALSE, &problem);
  g_autofree char *message = NULL;
  g_autoptr (WeirTree) said = source != NULL ? kind->read (source, kind->data, &message) : NULL;
  const WeirNode *kept = said != NULL ? find_list (source->root, "steps") : NULL;

  return kept != NULL && says_what_is_wanted (self, said->root) && weir_node_count (kept) == self->n_kept &&
         stand_in_place (self, text, kept) && has_room (self, source) && is_valid_together (self);
}

/**
 * weir_edit_is_proven:
 * @self: an edit that was made
 *
 * Returns: whether reading the edited text is certain to give what is wanted; %FALSE when it is not, and when
 *   finding out would take no less than reading it
 */
gboolean
weir_edit_is_proven (const WeirEditProof *self)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr (GString) text = NULL;
  Proof proof = { .proof = self, .runs = runs };

  if (self->kind->is_json || self->kind->shape != WEIR_SHAPE_FLOW)
    return FALSE;
  proof.written = find_list (self->source->root, "steps");
  proof.old = find_list (self->said->root, "steps");
  proof.new = find_list (self->wanted->root, "steps");
  if (proof.written == NULL || proof.written->style != WEIR_NODE_BLOCK || proof.old == NULL ||
      proof.new == NULL || weir_node_count (proof.written) != weir_node_count (proof.old))
    return FALSE;
  find_runs (&proof);
  if (runs->len > 0)
    text = leave_out (&proof);
  return text != NULL && is_shorter_one_right (&proof, text);
}
