/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-variable-circle.c: variables whose values name one another in a circle, so that none can have a value
 */

#include "config.h"

#include "weir-format-private.h"

#include "weir-template.h"

/* A message names no more variables of one circle. */
#define SHOWN_NAMES 10

typedef enum
{
  UNSEEN = 0,
  ON_THE_WAY, /* from where the search began to where it is */
  SEEN,
} State;

/* A variable of the document, by its slot. */
typedef struct
{
  WeirNode *value; /* borrowed; NULL = no variable, or one without text */
  guint index;     /* in the list */
  WeirTemplate *template;
  GArray *named; /* of int: slots its value names */
  guint next;    /* of these, the one to follow */
  State state;
  gboolean told;
} Variable;

typedef struct
{
  WeirReader *reader;
  const WeirNames *names;
  GArray *variables; /* of Variable, by slot */
  GArray *way;       /* of int: slots */
} Search;

static void
clear_variable (gpointer data)
{
  Variable *variable = data;

  g_clear_pointer (&variable->template, weir_template_free);
  g_clear_pointer (&variable->named, g_array_unref);
}

static Variable *
get_variable (Search *search, int slot)
{
  return &g_array_index (search->variables, Variable, slot);
}

static void
note_name_cb (int slot, const char *name, gpointer data)
{
  if (slot >= 0)
    g_array_append_val (data, slot);
}

static void
take_variable (Search *search, WeirNode *node, guint index)
{
  WeirNode *name = weir_node_find (node, "name");
  WeirNode *value = weir_node_find (node, "value");
  Variable *variable;
  int slot;

  if (name == NULL || value == NULL || name->kind != WEIR_NODE_SCALAR || value->kind != WEIR_NODE_SCALAR)
    return;
  slot = weir_names_find (search->names, name->text, -1);
  if (slot < 0 || get_variable (search, slot)->value != NULL)
    return;
  variable = get_variable (search, slot);
  variable->template = weir_template_parse (value->text, search->names, NULL);
  if (variable->template == NULL)
    return;
  variable->value = value;
  variable->index = index;
  variable->named = g_array_new (FALSE, FALSE, sizeof (int));
  weir_template_foreach (variable->template, note_name_cb, variable->named);
}

static void
report (Search *search, int slot)
{
  Variable *variable = get_variable (search, slot);
  g_autoptr (GString) circle = g_string_new (weir_names_get (search->names, slot));
  gsize mark = weir_reader_enter (search->reader, "variables");
  guint first = search->way->len;
  guint n_names;

  variable->told = TRUE;
  while (g_array_index (search->way, int, first - 1) != slot)
    first--;
  n_names = search->way->len - first;
  for (guint i = 0; i < MIN (n_names, SHOWN_NAMES); i++)
    g_string_append_printf (circle, " → %s",
                            weir_names_get (search->names, g_array_index (search->way, int, first + i)));
  g_string_append_printf (circle, "%s → %s", n_names > SHOWN_NAMES ? " → …" : "",
                          weir_names_get (search->names, slot));
  weir_reader_enter_index (search->reader, variable->index);
  weir_reader_enter (search->reader, "value");
  weir_reader_error (search->reader, variable->value,
                     "The value of this variable depends on itself: %s. Give one of them a value without the"
                     " others.",
                     circle->str);
  weir_reader_leave (search->reader, mark);
}

/* Follows what the last variable of the way names next, or turns back. No recursion: ten thousand variables
 * may form one chain. */
static void
step (Search *search)
{
  Variable *last = get_variable (search, g_array_index (search->way, int, search->way->len - 1));
  int slot;

  if (last->next >= last->named->len)
    {
      last->state = SEEN;
      g_array_set_size (search->way, search->way->len - 1);
      return;
    }
  slot = g_array_index (last->named, int, last->next++);
  if (get_variable (search, slot)->value == NULL)
    return;
  if (get_variable (search, slot)->state == ON_THE_WAY && !get_variable (search, slot)->told)
    report (search, slot);
  if (get_variable (search, slot)->state == UNSEEN)
    {
      get_variable (search, slot)->state = ON_THE_WAY;
      g_array_append_val (search->way, slot);
    }
}

/**
 * weir_check_circles:
 * @reader: where problems go
 * @list: (nullable): the value of "variables"
 * @names: what the document knows
 *
 * Adds an error for each circle that variables form, with its names.
 */
void
weir_check_circles (WeirReader *reader, WeirNode *list, const WeirNames *names)
{
  g_autoptr (GArray) variables = g_array_new (FALSE, TRUE, sizeof (Variable));
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (int));
  Search search = { reader, names, variables, way };

  if (list == NULL || list->kind != WEIR_NODE_SEQUENCE)
    return;
  g_array_set_clear_func (variables, clear_variable);
  g_array_set_size (variables, weir_names_get_count (names));
  for (guint i = 0; i < weir_node_count (list); i++)
    take_variable (&search, weir_node_entry (list, i)->value, i);
  for (int slot = 0; slot < (int) variables->len; slot++)
    {
      if (get_variable (&search, slot)->value == NULL || get_variable (&search, slot)->state != UNSEEN)
        continue;
      get_variable (&search, slot)->state = ON_THE_WAY;
      g_array_append_val (way, slot);
      while (way->len > 0 && !weir_reader_is_full (reader))
        step (&search);
    }
}
