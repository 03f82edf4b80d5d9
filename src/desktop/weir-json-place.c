/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-place.c: which value of a JSON text stands at a place of the text, and what leads to it
 *
 * The text is what a person sees of a body: it may end in the middle. What stands before the place is walked
 * through, what comes behind is looked at only as far as the value reaches.
 */

#include "config.h"

#include "weir-json-place.h"

#include <string.h>

#include "weir-json.h"
#include "weir-limits.h"

typedef struct
{
  const char *text;
  const char *at;
  gsize offset;     /* wanted */
  GPtrArray *names; /* of char *: those of members on the way, NULL for elements */
  GString *path;
  gsize start; /* of what was found */
  gsize end;
  gboolean found;
} Walk;

static void walk_value (Walk *walk, const char *from, guint depth);

static void
skip_blanks (Walk *walk)
{
  walk->at += strspn (walk->at, " \t\r\n");
}

/* From one quote to behind the other. */
static void
skip_string (Walk *walk)
{
  for (walk->at++; *walk->at != '\0' && *walk->at != '"'; walk->at++)
    if (*walk->at == '\\' && walk->at[1] != '\0')
      walk->at++;
  if (*walk->at == '"')
    walk->at++;
}

static gboolean
is_plain_name (const char *name)
{
  if (!g_ascii_isalpha (*name) && *name != '_')
    return FALSE;
  return name[strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_")] == '\0';
}

/* RFC 9535 §2.7: how a normalized path writes a name. Names that need no quotes are written as people do. */
static void
append_name (GString *path, const char *name)
{
  static const char plain[] = "\b\t\n\f\r'\\";
  static const char letters[] = "btnfr'\\";

  if (is_plain_name (name))
    {
      g_string_append_printf (path, ".%s", name);
      return;
    }
  g_string_append (path, "['");
  for (const char *at = name; *at != '\0'; at++)
    {
      const char *found = strchr (plain, *at);

      if (found != NULL)
        g_string_append_printf (path, "\\%c", letters[found - plain]);
      else if ((guchar) *at < 0x20)
        g_string_append_printf (path, "\\u%04x", (guint) (guchar) *at);
      else
        g_string_append_c (path, *at);
    }
  g_string_append (path, "']");
}

/* (transfer full): the text of the string that ends where the walk is */
static char *
decode (Walk *walk, const char *start)
{
  g_autoptr (JsonNode) node = weir_json_parse (start, (gsize) (walk->at - start));

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node) : NULL;
}

/* What the path, which was @length long, has just got a step for. Returns whether another one follows. */
static gboolean
walk_child (Walk *walk, const char *from, gsize length, guint depth)
{
  walk_value (walk, from, depth);
  if (walk->found)
    return FALSE;
  g_ptr_array_remove_index (walk->names, walk->names->len - 1);
  g_string_truncate (walk->path, length);
  skip_blanks (walk);
  return *walk->at == ',';
}

static void
walk_object (Walk *walk, guint depth)
{
  while (!walk->found && *walk->at != '\0' && *walk->at != '}')
    {
      gsize length = walk->path->len;
      const char *start;
      char *name;

      walk->at++; /* the brace or the comma */
      skip_blanks (walk);
      if (*walk->at != '"')
        break;
      start = walk->at;
      skip_string (walk);
      name = decode (walk, start);
      if (name == NULL)
        break;
      append_name (walk->path, name);
      g_ptr_array_add (walk->names, name);
      skip_blanks (walk);
      if (*walk->at == ':')
        walk->at++;
      if (!walk_child (walk, start, length, depth + 1))
        break;
    }
}

static void
walk_array (Walk *walk, guint depth)
{
  for (guint index = 0; !walk->found && *walk->at != '\0' && *walk->at != ']'; index++)
    {
      gsize length = walk->path->len;

      walk->at++; /* the bracket or the comma */
      skip_blanks (walk);
      if (*walk->at == ']')
        break;
      g_string_append_printf (walk->path, "[%u]", index);
      g_ptr_array_add (walk->names, NULL);
      if (!walk_child (walk, walk->at, length, depth + 1))
        break;
    }
}

/* @from: where what stands for the value begins: the name of a member, too */
static void
walk_value (Walk *walk, const char *from, guint depth)
{
  const char *start;
  char close = '\0';

  skip_blanks (walk);
  start = walk->at;
  if (depth > WEIR_LIMIT_JSON_DEPTH)
    walk->at += strlen (walk->at);
  else if (*walk->at == '{' || *walk->at == '[')
    {
      close = *walk->at == '{' ? '}' : ']';
      if (close == '}')
        walk_object (walk, depth);
      else
        walk_array (walk, depth);
      if (walk->found)
        return;
      skip_blanks (walk);
      if (*walk->at == close)
        walk->at++;
    }
  else if (*walk->at == '"')
    skip_string (walk);
  else
    walk->at += strcspn (walk->at, ",]} \t\r\n");
  if (walk->at == start || walk->offset < (gsize) (from - walk->text) ||
      walk->offset >= (gsize) (walk->at - walk->text))
    return;
  walk->found = TRUE;
  walk->start = (gsize) (start - walk->text);
  walk->end = (gsize) (walk->at - walk->text);
}

/**
 * weir_name_is_secret:
 * @name: of a member, a variable or a header
 *
 * Returns: whether what has this name is commonly not to be read by others
 */
gboolean
weir_name_is_secret (const char *name)
{
  static const char *const parts[] = { "token", "password", "passwd", "secret", "credential", "jwt" };
  g_autofree char *low = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (low, parts[i]) != NULL)
      return TRUE;
  return g_str_has_suffix (low, "key") && !g_str_has_suffix (low, "monkey");
}

static void
append_letters (GString *name, const char *text)
{
  for (; *text != '\0' && name->len < WEIR_LIMIT_NAME_CHARS; text++)
    if (g_ascii_isalnum (*text) || *text == '_' || *text == '-')
      g_string_append_c (name, *text);
}

/* "token" of $.token; "itemId" of $.items[0].id, because "id" alone says too little. */
static char *
suggest_name (GPtrArray *names)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *last = NULL;
  const char *before = NULL;

  for (guint i = 0; i < names->len; i++)
    if (g_ptr_array_index (names, i) != NULL)
      {
        before = last;
        last = g_ptr_array_index (names, i);
      }
  if (last == NULL)
    return g_strdup ("value");
  if (before != NULL && g_ascii_strcasecmp (last, "id") == 0)
    {
      append_letters (name, before);
      if (name->len > 1 && name->str[name->len - 1] == 's')
        g_string_truncate (name, name->len - 1);
      g_string_append (name, "Id");
    }
  else
    append_letters (name, last);
  return name->len > 0 ? g_string_free (g_steal_pointer (&name), FALSE) : g_strdup ("value");
}

/* (transfer full) (nullable) */
static char *
get_value (const Walk *walk)
{
  const char *start = walk->text + walk->start;
  g_autoptr (JsonNode) node = NULL;

  if (*start == '{' || *start == '[')
    return NULL;
  node = weir_json_parse (start, walk->end - walk->start);
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return g_strndup (start, walk->end - walk->start);
}

/* Before and behind what a line says, that is meant: there the cursor is after Up, Down and End. */
static gsize
move_into_line (const char *text, gsize offset)
{
  gsize first = offset;
  gsize last = offset;

  while (first > 0 && text[first - 1] != '\n' && g_ascii_isspace (text[first - 1]))
    first--;
  if (first == 0 || text[first - 1] == '\n')
    return offset + strspn (text + offset, " \t");
  last += strspn (text + offset, ", \t\r");
  if (text[last] != '\n' && text[last] != '\0')
    return offset;
  while (offset > 0 && (text[offset] == '\0' || strchr (", \t\r\n", text[offset]) != NULL))
    offset--;
  return offset;
}

/**
 * weir_json_place_find:
 * @text: JSON, perhaps only its beginning
 * @offset: a place in it, in bytes
 *
 * Beside what a line says, the place is what is nearest in it.
 *
 * Returns: (transfer full) (nullable): the innermost value there, or that of the member whose name is there
 */
WeirJsonPlace *
weir_json_place_find (const char *text, gsize offset)
{
  Walk walk = { .text = text, .at = text, .offset = move_into_line (text, offset) };
  WeirJsonPlace *place = NULL;

  walk.names = g_ptr_array_new_with_free_func (g_free);
  walk.path = g_string_new ("$");
  walk_value (&walk, text, 0);
  if (walk.found)
    {
      place = g_new0 (WeirJsonPlace, 1);
      place->start = walk.start;
      place->end = walk.end;
      place->value = get_value (&walk);
      place->is_text = text[walk.start] == '"';
      place->name = suggest_name (walk.names);
      place->is_secret = weir_name_is_secret (place->name);
      place->path = g_string_free (walk.path, FALSE);
    }
  else
    g_string_free (walk.path, TRUE);
  g_ptr_array_unref (walk.names);
  return place;
}

/**
 * weir_json_place_free:
 * @place: (transfer full): a place
 */
void
weir_json_place_free (WeirJsonPlace *place)
{
  g_free (place->path);
  g_free (place->value);
  g_free (place->name);
  g_free (place);
}
