/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-list-match.c: which element of a list was which before
 *
 * Elements have no identity in a document, so it is guessed: what is the same is the same, then what has the
 * same name, then what stands between the same neighbours. A wrong guess costs a comment its place, nothing
 * more.
 */

#include "config.h"

#include "weir-list-match.h"

/* Of what two elements say, so much in a hundred is the same. */
#define LEAST_LIKENESS 50
/* More pairs than these are not looked at one by one. */
#define MOST_PAIRS 1000000

/**
 * weir_list_items_new:
 * @list: (nullable): a list, or a mapping whose entries have an order
 *
 * Returns: (transfer full) (element-type WeirListItem): its elements, without matches; their name is the
 *   key or what "name" says
 */
GArray *
weir_list_items_new (const WeirNode *list)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (WeirListItem));

  for (guint i = 0; list != NULL && i < weir_node_count (list); i++)
    {
      const WeirEntry *entry = weir_node_entry (list, i);
      WeirListItem item = { .node = entry->value, .match = -1 };
      const WeirNode *name = entry->key != NULL ? entry->key : weir_node_find (entry->value, "name");

      item.name = name != NULL ? name->text : NULL;
      g_array_append_val (items, item);
    }
  return items;
}

static WeirListItem *
get (GArray *items, guint index)
{
  return &g_array_index (items, WeirListItem, index);
}

static gboolean
is_same_name (const WeirListItem *a, const WeirListItem *b)
{
  return a->name != NULL && b->name != NULL && g_str_equal (a->name, b->name);
}

static void
match (GArray *before, GArray *after, guint old, guint new)
{
  get (before, old)->match = (int) new;
  get (after, new)->match = (int) old;
}

static gboolean
is_free (GArray *items, guint index)
{
  return get (items, index)->match < 0;
}

static void
count_leaves (const WeirNode *node, guint *n_leaves)
{
  *n_leaves += weir_node_count (node) == 0 ? 1 : 0;
  for (guint i = 0; i < weir_node_count (node); i++)
    count_leaves (weir_node_entry (node, i)->value, n_leaves);
}

static void
count_same (const WeirNode *a, const WeirNode *b, guint *n_same)
{
  if (a->kind != b->kind)
    return;
  if (a->kind == WEIR_NODE_SCALAR)
    *n_same += g_str_equal (a->text, b->text) ? 1 : 0;
  for (guint i = 0; i < weir_node_count (a); i++)
    {
      const WeirEntry *entry = weir_node_entry (a, i);
      const WeirNode *other = NULL;

      if (entry->key != NULL)
        other = weir_node_find (b, entry->key->text);
      else if (i < weir_node_count (b))
        other = weir_node_entry (b, i)->value;
      if (other != NULL)
        count_same (entry->value, other, n_same);
    }
}

static gboolean
is_alike (const WeirNode *a, const WeirNode *b)
{
  guint n_a = 0;
  guint n_b = 0;
  guint n_same = 0;

  count_leaves (a, &n_a);
  count_leaves (b, &n_b);
  count_same (a, b, &n_same);
  return n_same * 100 >= MAX (n_a, n_b) * LEAST_LIKENESS;
}

static gboolean
is_same (const WeirListItem *a, const WeirListItem *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && weir_node_is_equal (a->node, b->node);
}

/* What nobody touched, at both ends */
static void
match_ends (GArray *before, GArray *after)
{
  guint n_head = 0;
  guint n_least = MIN (before->len, after->len);

  for (; n_head < n_least && is_same (get (before, n_head), get (after, n_head)); n_head++)
    match (before, after, n_head, n_head);
  for (guint i = 1;
       i <= n_least - n_head && is_same (get (before, before->len - i), get (after, after->len - i)); i++)
    match (before, after, before->len - i, after->len - i);
}

static GArray *
find_free (GArray *items)
{
  GArray *indexes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < items->len; i++)
    if (is_free (items, i))
      g_array_append_val (indexes, i);
  return indexes;
}

/* Equal elements keep their order, so that of equal ones the first stays the first. */
static void
match_pairs (GArray *before, GArray *after, gboolean (*fits) (const WeirListItem *a, const WeirListItem *b))
{
  g_autoptr (GArray) olds = find_free (before);
  g_autoptr (GArray) news = find_free (after);

  if ((guint64) olds->len * news->len > MOST_PAIRS)
    return;
  for (guint i = 0; i < news->len; i++)
    for (guint j = 0; j < olds->len; j++)
      {
        guint old = g_array_index (olds, guint, j);
        guint new = g_array_index (news, guint, i);

        if (!is_free (before, old) || !fits (get (before, old), get (after, new)))
          continue;
        match (before, after, old, new);
        break;
      }
}

static gboolean
is_like (const WeirListItem *a, const WeirListItem *b)
{
  return is_alike (a->node, b->node);
}

/* What is between matched neighbours, in order, if it is alike, or as much as there was before. */
static void
match_between (GArray *before, GArray *after, WeirMatchHow how)
{
  for (guint new = 0; new < after->len; new ++)
    {
      guint first = new;
      guint first_old = new == 0 ? 0 : (guint) get (after, new - 1)->match + 1;
      guint old = first_old;

      for (; new < after->len &&is_free (after, new); new ++)
        ;
      for (; old < before->len && is_free (before, old); old++)
        ;
      for (guint i = first, j = first_old; i < new &&j < old; i++, j++)
        if ((new - first == old - first_old &&how == WEIR_MATCH_BY_PLACE) ||
            is_like (get (before, j), get (after, i)))
          match (before, after, j, i);
    }
}

/**
 * weir_list_match:
 * @before: (element-type WeirListItem): what was there
 * @after: (element-type WeirListItem): what is there now
 * @how: how bold to guess
 *
 * Finds out for each element which one it was; each was at most one.
 */
void
weir_list_match (GArray *before, GArray *after, WeirMatchHow how)
{
  match_ends (before, after);
  match_pairs (before, after, is_same);
  match_pairs (before, after, is_same_name);
  match_between (before, after, how);
  if (how == WEIR_MATCH_BY_LIKENESS)
    match_pairs (before, after, is_like);
}
