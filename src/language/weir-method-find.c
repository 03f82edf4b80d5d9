/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-find.c: the method that searches an array
 */

#include "config.h"

#include "weir-method-private.h"

#include <string.h>

#include "weir-json.h"

enum
{
  SOURCE,
  PATH,
  WHERE,
  SELECT,
  MATCH,
  DEFAULT,
};

typedef enum
{
  FIRST,
  LAST,
  INDEX,
  COUNT,
  ALL,
} Match;

typedef struct
{
  WeirMethodCall *call;
  Match match;
  guint64 index;
  guint64 n_found;
  WeirValue found; /* missing = nothing was asked for and found yet */
  GString *all;
  char *warning; /* the first one */
} Search;

/* "index:2" */
static gboolean
parse_match (Search *self, const char *text)
{
  static const char *const words[] = { [FIRST] = "first", [LAST] = "last", [COUNT] = "count", [ALL] = "all" };
  char *end;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] && g_ascii_strcasecmp (text, words[i]) == 0)
      {
        self->match = (Match) i;
        return TRUE;
      }
  if (g_ascii_strncasecmp (text, "index:", strlen ("index:")) != 0)
    return FALSE;
  text += strlen ("index:");
  text += strspn (text, " ");
  self->match = INDEX;
  self->index = g_ascii_strtoull (text, &end, 10);
  return g_ascii_isdigit (*text) && *end == '\0';
}

static void
note_warning (Search *self, char *warning)
{
  if (warning && !self->warning)
    self->warning = warning;
  else
    g_free (warning);
}

static gboolean
is_wanted (Search *self, const WeirValue *item)
{
  const WeirExpression *where = self->call->invocation->arguments[WHERE].condition;
  char *warning = NULL;
  gboolean wanted = !where || weir_expression_holds_for (where, self->call->scope, item, &warning);

  note_warning (self, warning);
  return wanted;
}

/* What `select` makes of the item: the item itself without it. */
static gboolean
select_from (Search *self, const WeirValue *item, WeirValue *value)
{
  const WeirExpression *select = self->call->invocation->arguments[SELECT].condition;
  const WeirValue *text;
  char *warning = NULL;

  if (select)
    {
      weir_expression_evaluate (select, self->call->scope, item, value, &warning);
      note_warning (self, warning);
      return TRUE;
    }
  if (!weir_method_has (self->call, SELECT))
    {
      weir_value_copy (item, value);
      return TRUE;
    }
  text = weir_method_get_value (self->call, SELECT);
  if (text)
    weir_value_copy (text, value);
  return text != NULL;
}

/* FALSE when the call has no value. *@done: what was asked for is found. */
static gboolean
look_at (Search *self, const WeirValue *item, gboolean *done)
{
  g_auto (WeirValue) value = WEIR_VALUE_INIT;

  if (!is_wanted (self, item))
    return TRUE;
  self->n_found++;
  if (self->match == COUNT || (self->match == INDEX && self->n_found <= self->index))
    return TRUE;
  if (!select_from (self, item, &value))
    return FALSE;
  if (self->match == ALL)
    {
      g_string_append (self->all, self->n_found > 1 ? "," : "");
      weir_value_append_json (&value, self->all);
      return TRUE;
    }
  weir_value_copy (&value, &self->found);
  *done = self->match != LAST;
  return TRUE;
}

static gboolean
look_at_node (Search *self, JsonNode *node, gboolean *done)
{
  g_auto (WeirValue) item = WEIR_VALUE_INIT;

  weir_value_set_json (&item, node);
  return look_at (self, &item, done);
}

static gboolean
look_through (Search *self, JsonNode *node)
{
  gboolean done = FALSE;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return look_at_node (self, node, &done);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array) && !done; i++)
    if (!look_at_node (self, json_array_get_element (array, i), &done))
      return FALSE;
  return TRUE;
}

/* Of a path that leads to one array its elements, of one that leads to several nodes these. */
static gboolean
look_through_path (Search *self, JsonNode *root, const char *path)
{
  g_autofree char *whole =
      *path == '$' ? g_strdup (path) : g_strconcat (*path == '.' || *path == '[' ? "$" : "$.", path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirJsonPath) compiled = weir_json_path_parse (whole, &error);
  g_autoptr (GPtrArray) nodes = NULL;
  gboolean done = FALSE;

  if (!compiled)
    return weir_method_fail (self->call, "Its “path” cannot be understood: %s", error->message);
  nodes = weir_json_path_all (compiled, root, &error);
  if (!nodes)
    return weir_method_fail (self->call, "Its “path” leads nowhere: %s", error->message);
  if (nodes->len == 1)
    return look_through (self, g_ptr_array_index (nodes, 0));
  for (guint i = 0; i < nodes->len && !done; i++)
    if (!look_at_node (self, g_ptr_array_index (nodes, i), &done))
      return FALSE;
  return TRUE;
}

static gboolean
take_result (Search *self, WeirValue *result)
{
  g_autoptr (JsonNode) all = NULL;
  const WeirValue *fallback;

  if (self->match == COUNT)
    weir_value_set_integer (result, (gint64) self->n_found);
  else if (self->match == ALL && self->n_found > 0)
    {
      g_string_append_c (self->all, ']');
      all = weir_json_parse (self->all->str, self->all->len);
      if (!all)
        return weir_method_fail (self->call, "What it found is nested too deep.");
      weir_value_set_json (result, all);
    }
  else if (self->match != ALL && self->found.type != WEIR_VALUE_MISSING)
    weir_value_copy (&self->found, result);
  else
    {
      fallback = weir_method_get_value (self->call, DEFAULT);
      if (!fallback)
        return FALSE;
      weir_value_copy (fallback, result);
    }
  return TRUE;
}

static gboolean
search (Search *self, WeirValue *result)
{
  const WeirValue *source = weir_method_get_value (self->call, SOURCE);
  const char *path = source ? weir_method_get_text (self->call, PATH) : NULL;
  const char *text = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (!path)
    return FALSE;
  if (source->type == WEIR_VALUE_JSON)
    root = json_node_ref (source->json);
  else
    text = weir_method_get_text (self->call, SOURCE);
  if (text)
    root = weir_json_parse (text, strlen (text));
  if (!root)
    return weir_method_fail (self->call, "Its “source” is not JSON.");
  if (!(*path ? look_through_path (self, root, path) : look_through (self, root)))
    return FALSE;
  return take_result (self, result);
}

static gboolean
call_find (WeirMethodCall *call, WeirValue *result)
{
  Search self = { .call = call };
  const char *match = weir_method_get_text (call, MATCH);
  gboolean done;

  if (!match)
    return FALSE;
  if (!parse_match (&self, match))
    return weir_method_fail (call, "Its “match” is “%s”; there are first, last, index:N, count and all.",
                             match);
  self.all = g_string_new ("[");
  done = search (&self, result);
  if (self.warning)
    weir_scope_warn (call->scope, "%s", self.warning);
  g_free (self.warning);
  g_string_free (self.all, TRUE);
  weir_value_clear (&self.found);
  return done;
}

const WeirMethod weir_methods_find[] = {
  { "find",
    call_find,
    0,
    FALSE,
    { [SOURCE] = { "source", WEIR_PARAMETER_TEXT, NULL },
      [PATH] = { "path", WEIR_PARAMETER_TEXT, "" },
      [WHERE] = { "where", WEIR_PARAMETER_FILTER, "" },
      [SELECT] = { "select", WEIR_PARAMETER_SELECT, "" },
      [MATCH] = { "match", WEIR_PARAMETER_TEXT, "first" },
      [DEFAULT] = { "default", WEIR_PARAMETER_TEXT, "" } } },
  { .name = "findXml",
    .refusal = "“findXml” is not available; take a part of an XML answer with an extract row whose path is "
               "an XPath." },
  { NULL },
};
