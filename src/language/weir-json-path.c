/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-path.c: what a JSONPath selects
 */

#include "config.h"

#include "weir-json-path-private.h"

#include <string.h>

#include "weir-limits.h"

/* A step from a node to its child: a name, or an index when the name is NULL. */
typedef struct
{
  const char *name;
  guint index;
} Step;

typedef struct
{
  const WeirJsonPath *path;
  WeirPathWork *work;
  guint wanted; /* stops when so many are found */
  guint n_found;
  JsonNode *first;      /* found */
  GPtrArray *found;     /* (nullable) all of them */
  GPtrArray *locations; /* (nullable) where they are */
  GArray *trail;        /* (nullable) of Step: where the search is; with locations */
} Search;

typedef void (*ChildFunc) (Search *search, guint segment, JsonNode *child, guint depth);

static void search_from (Search *search, guint segment, JsonNode *node, guint depth);

static gboolean
is_done (const Search *search)
{
  return search->n_found >= search->wanted || search->work->exceeded;
}

static void
append_name (const char *name, GString *out)
{
  static const char escaped[] = "\b\t\n\f\r'\\";
  static const char letters[] = "btnfr'\\";

  for (const char *p = name; *p; p++)
    {
      const char *found = strchr (escaped, *p);

      if (found)
        g_string_append_printf (out, "\\%c", letters[found - escaped]);
      else if ((guchar) *p < 0x20)
        g_string_append_printf (out, "\\u%04x", (guchar) *p);
      else
        g_string_append_c (out, *p);
    }
}

/* RFC 9535 §2.7: the one way to write where a node is. */
static char *
normalize (const GArray *trail)
{
  GString *out = g_string_new ("$");

  for (guint i = 0; i < trail->len; i++)
    {
      const Step *step = &g_array_index (trail, Step, i);

      if (!step->name)
        {
          g_string_append_printf (out, "[%u]", step->index);
          continue;
        }
      g_string_append (out, "['");
      append_name (step->name, out);
      g_string_append (out, "']");
    }
  return g_string_free (out, FALSE);
}

static void
add_found (Search *search, JsonNode *node)
{
  if (search->n_found == WEIR_LIMIT_PATH_RESULTS)
    {
      search->work->exceeded = TRUE;
      return;
    }
  if (search->n_found++ == 0)
    search->first = node;
  if (search->found)
    g_ptr_array_add (search->found, node);
  if (search->locations && weir_path_spend (search->work, search->trail->len))
    g_ptr_array_add (search->locations, normalize (search->trail));
}

static void
descend (Search *search, Step step, guint segment, JsonNode *child, guint depth, ChildFunc function)
{
  if (search->trail)
    g_array_append_val (search->trail, step);
  function (search, segment, child, depth + 1);
  if (search->trail)
    g_array_set_size (search->trail, search->trail->len - 1);
}

static void
foreach_child (Search *search, guint segment, JsonNode *node, guint depth, const WeirFilter *filter,
               ChildFunc function)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint length = json_array_get_length (array);

      for (guint i = 0; i < length && !is_done (search); i++)
        {
          JsonNode *child = json_array_get_element (array, i);

          if (!filter || weir_filter_holds (filter, child, search->work))
            descend (search, (Step){ NULL, i }, segment, child, depth, function);
        }
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name; /* json-glib 1.6 does not take NULL for it */
      JsonNode *child;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (!is_done (search) && json_object_iter_next_ordered (&iter, &name, &child))
        if (!filter || weir_filter_holds (filter, child, search->work))
          descend (search, (Step){ name, 0 }, segment, child, depth, function);
    }
}

/* RFC 9535 §2.3.4.2.2 */
static void
apply_slice (Search *search, const WeirSelector *slice, guint segment, JsonNode *node, guint depth)
{
  JsonArray *array;
  gint64 length, start, end;

  if (!JSON_NODE_HOLDS_ARRAY (node) || slice->step == 0)
    return;
  array = json_node_get_array (node);
  length = json_array_get_length (array);
  start = slice->has_start ? slice->index : slice->step > 0 ? 0 : length - 1;
  end = slice->has_end ? slice->end : slice->step > 0 ? length : -length - 1;
  start += start < 0 ? length : 0;
  end += end < 0 ? length : 0;
  if (slice->step > 0)
    {
      end = MIN (end, length);
      for (gint64 i = MAX (start, 0); i < end && !is_done (search); i += slice->step)
        descend (search, (Step){ NULL, (guint) i }, segment + 1, json_array_get_element (array, (guint) i),
                 depth, search_from);
      return;
    }
  end = MAX (end, -1);
  for (gint64 i = MIN (start, length - 1); i > end && !is_done (search); i += slice->step)
    descend (search, (Step){ NULL, (guint) i }, segment + 1, json_array_get_element (array, (guint) i), depth,
             search_from);
}

/* The child that a name or an index selects; *index becomes one from the beginning. */
static JsonNode *
get_child (const WeirSelector *selector, JsonNode *node, guint *index)
{
  if (selector->kind == WEIR_SELECTOR_NAME && JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), selector->name);
  if (selector->kind == WEIR_SELECTOR_INDEX && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      gint64 length = json_array_get_length (array);
      gint64 from_start = selector->index < 0 ? selector->index + length : selector->index;

      *index = (guint) from_start;
      return from_start >= 0 && from_start < length ? json_array_get_element (array, *index) : NULL;
    }
  return NULL;
}

static void
apply_selector (Search *search, const WeirSelector *selector, guint segment, JsonNode *node, guint depth)
{
  JsonNode *child;
  guint index = 0;

  switch (selector->kind)
    {
    case WEIR_SELECTOR_WILDCARD:
    case WEIR_SELECTOR_FILTER:
      foreach_child (search, segment + 1, node, depth, selector->filter, search_from);
      break;
    case WEIR_SELECTOR_SLICE:
      apply_slice (search, selector, segment, node, depth);
      break;
    case WEIR_SELECTOR_NAME:
    case WEIR_SELECTOR_INDEX:
    default:
      child = get_child (selector, node, &index);
      if (child)
        descend (search, (Step){ selector->name, index }, segment + 1, child, depth, search_from);
      break;
    }
}

static void
apply_segment (Search *search, guint index, JsonNode *node, guint depth)
{
  const WeirSegment *segment = &g_array_index (search->path->segments, WeirSegment, index);

  weir_path_spend (search->work, 1);
  for (guint i = 0; i < segment->selectors->len && !is_done (search); i++)
    apply_selector (search, &g_array_index (segment->selectors, WeirSelector, i), index, node, depth);
}

static void
apply_to_descendants (Search *search, guint index, JsonNode *node, guint depth)
{
  if (depth > WEIR_LIMIT_JSON_DEPTH)
    return;
  apply_segment (search, index, node, depth);
  foreach_child (search, index, node, depth, NULL, apply_to_descendants);
}

/* Depth first: each found node goes through all later segments before the next one, which gives RFC 9535's
 * order without lists in between. */
static void
search_from (Search *search, guint segment, JsonNode *node, guint depth)
{
  if (is_done (search))
    return;
  if (segment == search->path->segments->len)
    add_found (search, node);
  else if (g_array_index (search->path->segments, WeirSegment, segment).is_descendant)
    apply_to_descendants (search, segment, node, depth);
  else
    apply_segment (search, segment, node, depth);
}

/* What a singular path leads to; (transfer none) (nullable) */
JsonNode *
weir_path_follow (const WeirJsonPath *path, JsonNode *from)
{
  JsonNode *node = from;
  guint index;

  for (guint i = 0; node && i < path->segments->len; i++)
    {
      const WeirSegment *segment = &g_array_index (path->segments, WeirSegment, i);

      node = get_child (&g_array_index (segment->selectors, WeirSelector, 0), node, &index);
    }
  return node;
}

/* How many nodes @path finds, no more than @wanted, and the first of them. */
guint
weir_path_count (const WeirJsonPath *path, JsonNode *from, guint wanted, WeirPathWork *work, JsonNode **first)
{
  Search search = { .path = path, .work = work, .wanted = wanted };

  search_from (&search, 0, from, 0);
  *first = search.first;
  return search.n_found;
}

/**
 * weir_json_path_is_singular:
 *
 * Returns: whether the path can select one node at most
 */
gboolean
weir_json_path_is_singular (const WeirJsonPath *self)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      const WeirSegment *segment = &g_array_index (self->segments, WeirSegment, i);

      if (segment->is_descendant || segment->selectors->len != 1 ||
          g_array_index (segment->selectors, WeirSelector, 0).kind > WEIR_SELECTOR_INDEX)
        return FALSE;
    }
  return TRUE;
}

/**
 * weir_json_path_first:
 *
 * Returns: (transfer none) (nullable): the first node that the path selects below @root; %NULL also when
 *   finding it takes too much
 */
JsonNode *
weir_json_path_first (const WeirJsonPath *self, JsonNode *root)
{
  WeirPathWork work = { .root = root, .steps = WEIR_LIMIT_PATH_STEPS };
  JsonNode *first = NULL;

  weir_path_count (self, root, 1, &work, &first);
  weir_path_work_clear (&work);
  return first;
}

static gboolean
search_all (const WeirJsonPath *self, JsonNode *root, GPtrArray *found, GPtrArray *locations, GError **error)
{
  WeirPathWork work = { .root = root, .steps = WEIR_LIMIT_PATH_STEPS };
  g_autoptr (GArray) trail = locations ? g_array_new (FALSE, FALSE, sizeof (Step)) : NULL;
  Search search = {
    .path = self, .work = &work, .wanted = G_MAXUINT, .found = found, .locations = locations, .trail = trail
  };

  search_from (&search, 0, root, 0);
  weir_path_work_clear (&work);
  if (work.exceeded)
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT,
                 "The path takes too many steps in this JSON (%d are allowed, and %d values found); use "
                 "fewer “..” and simpler filters.",
                 WEIR_LIMIT_PATH_STEPS, WEIR_LIMIT_PATH_RESULTS);
  return !work.exceeded;
}

/**
 * weir_json_path_all:
 *
 * The nodes the path selects below @root, in RFC 9535's order and with its repetitions.
 *
 * Returns: (transfer container) (nullable) (element-type JsonNode): borrowed from @root; %NULL with
 *   %WEIR_LANGUAGE_ERROR_LIMIT when that takes more than %WEIR_LIMIT_PATH_STEPS or gives more than
 *   %WEIR_LIMIT_PATH_RESULTS, far beyond what a body of the allowed size needs
 */
GPtrArray *
weir_json_path_all (const WeirJsonPath *self, JsonNode *root, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  return search_all (self, root, found, NULL, error) ? g_steal_pointer (&found) : NULL;
}

/**
 * weir_json_path_locate:
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the normalized path of each node that
 *   weir_json_path_all() gives, in its order; %NULL with %WEIR_LANGUAGE_ERROR_LIMIT
 */
GPtrArray *
weir_json_path_locate (const WeirJsonPath *self, JsonNode *root, GError **error)
{
  g_autoptr (GPtrArray) locations = g_ptr_array_new_with_free_func (g_free);

  return search_all (self, root, NULL, locations, error) ? g_steal_pointer (&locations) : NULL;
}
