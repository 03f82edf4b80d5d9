/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-schema.c: mappings and lists of a strict schema: known keys, once each, and what is missing
 */

#include "config.h"

#include "weir-reader.h"

#include "weir-suggest.h"

/* What people write who come from other programs. A word may stand for several keys: the first one that the
 * mapping at hand has is meant. */
static const struct
{
  const char *word;
  const char *key;
} synonyms[] = {
  { "after", "afterAll" },        { "teardown", "afterAll" },      { "finally", "afterAll" },
  { "before", "beforeAll" },      { "setup", "beforeAll" },        { "assertions", "assert" },
  { "asserts", "assert" },        { "checks", "assert" },          { "check", "assert" },
  { "expect", "assert" },         { "tests", "assert" },           { "validate", "assert" },
  { "capture", "extract" },       { "captures", "extract" },       { "extractions", "extract" },
  { "extractors", "extract" },    { "request", "httpRequest" },    { "http", "httpRequest" },
  { "body", "payload" },          { "data", "payload" },           { "value", "raw" },
  { "text", "raw" },              { "verb", "method" },            { "uri", "url" },
  { "link", "url" },              { "address", "url" },            { "title", "name" },
  { "id", "name" },               { "variable", "name" },          { "var", "name" },
  { "to", "name" },               { "as", "name" },                { "header", "name" },
  { "header", "headers" },        { "cookie", "name" },            { "cookie", "path" },
  { "comment", "description" },   { "note", "description" },       { "vars", "variables" },
  { "env", "variables" },         { "requests", "steps" },         { "skip", "skipIf" },
  { "sleep", "wait" },            { "pause", "wait" },             { "delay", "wait" },
  { "retries", "maxRetries" },    { "retries", "retry" },          { "attempts", "maxRetries" },
  { "count", "maxRetries" },      { "when", "if" },                { "condition", "if" },
  { "backoff", "strategy" },      { "count", "iterations" },       { "loops", "iterations" },
  { "repeat", "iterations" },     { "clients", "parallel" },       { "users", "parallel" },
  { "vus", "parallel" },          { "threads", "parallel" },       { "failFast", "stopOnFailure" },
  { "stopOnError", "stopOnFailure" }, { "source", "from" },        { "in", "from" },
  { "jsonPath", "path" },         { "selector", "path" },          { "expression", "path" },
  { "pattern", "regex" },         { "match", "regex" },            { "operator", "is" },
  { "op", "is" },                 { "comparison", "is" },          { "condition", "is" },
  { "expected", "value" },        { "equals", "value" },           { "fallback", "default" },
  { "masked", "secret" },         { "disabled", "enabled" },       { "active", "enabled" },
  { "clients", "numberOfClients" }, { "users", "numberOfClients" }, { "vus", "numberOfClients" },
  { "requests", "requestCount" }, { "count", "requestCount" },     { "cooldown", "coolDownTime" },
  { "parallel", "runInParallel" }, { "references", "reference" },
};

static gboolean
weir_key_matches (const WeirKey *key, const char *text)
{
  return g_ascii_strcasecmp (key->name, text) == 0 ||
         (key->alias != NULL && g_ascii_strcasecmp (key->alias, text) == 0);
}

static int
weir_schema_find (const WeirSchema *schema, const char *text)
{
  for (int i = 0; i < WEIR_SCHEMA_MAX_KEYS && schema->keys[i].name != NULL; i++)
    if (weir_key_matches (&schema->keys[i], text))
      return i;
  return -1;
}

static int
weir_schema_suggest (const WeirSchema *schema, const char *text)
{
  const char *words[2 * WEIR_SCHEMA_MAX_KEYS + 1] = { NULL };
  const char *near = NULL;
  guint n_words = 0;

  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if (g_ascii_strcasecmp (synonyms[i].word, text) == 0 && weir_schema_find (schema, synonyms[i].key) >= 0)
      return weir_schema_find (schema, synonyms[i].key);
  for (guint i = 0; i < WEIR_SCHEMA_MAX_KEYS && schema->keys[i].name != NULL; i++)
    {
      words[n_words++] = schema->keys[i].name;
      if (schema->keys[i].alias != NULL)
        words[n_words++] = schema->keys[i].alias;
    }
  near = weir_suggest (text, words);
  return near != NULL ? weir_schema_find (schema, near) : -1;
}

/* An error, unless whoever reads the document wants to hear of it and go on. */
static void G_GNUC_PRINTF (3, 4)
weir_reader_wrong_key (WeirReader *self, const WeirNode *key, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (self->is_lenient)
    weir_reader_warn (self, key, "%s", message);
  else
    weir_reader_error (self, key, "%s", message);
}

/* Returns which key was probably meant, -1 if that cannot be told. */
static int
weir_reader_unknown_key (WeirReader *self, const WeirNode *key, const WeirSchema *schema)
{
  g_autofree char *shown = weir_shorten (key->text);
  int meant = weir_reader_is_full (self) ? -1 : weir_schema_suggest (schema, key->text);

  if (meant >= 0)
    weir_reader_wrong_key (self, key, "unknown key \"%s\" in %s; did you mean \"%s\"?", shown, schema->what,
                       schema->keys[meant].name);
  else
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < WEIR_SCHEMA_MAX_KEYS && schema->keys[i].name != NULL; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", schema->keys[i].name);
      weir_reader_wrong_key (self, key, "unknown key \"%s\" in %s; known keys are %s.", shown, schema->what,
                         names->str);
    }
  return meant;
}

static void
weir_reader_doubled_key (WeirReader *self, const WeirNode *key, const WeirNode *first)
{
  if (g_ascii_strcasecmp (key->text, first->text) == 0)
    weir_reader_wrong_key (self, key, "\"%s\" is given twice, first in line %u; keep one.", key->text,
                       first->line);
  else
    weir_reader_wrong_key (self, key,
                           "\"%s\" is another word for \"%s\", which is given in line %u; keep one.",
                           key->text, first->text, first->line);
}

static void
weir_reader_missing_keys (WeirReader *self, const WeirNode *node, const WeirSchema *schema, guint64 given)
{
  for (guint i = 0; i < WEIR_SCHEMA_MAX_KEYS && schema->keys[i].name != NULL; i++)
    if ((schema->keys[i].flags & WEIR_KEY_REQUIRED) != 0 && (given & (G_GUINT64_CONSTANT (1) << i)) == 0)
      weir_reader_error (self, node, "%s needs \"%s\", which is not given.", schema->what,
                         schema->keys[i].name);
}

static void
weir_reader_entry (WeirReader *self, const WeirEntry *entry, const WeirSchema *schema, int index,
                   gpointer target)
{
  const WeirKey *key = &schema->keys[index];
  gsize mark = weir_reader_enter (self, key->name);

  if (key->read != NULL)
    key->read (self, entry->value, target);
  weir_reader_leave (self, mark);
}

/**
 * weir_reader_mapping:
 * @self: a reader
 * @node: a value
 * @schema: the keys it may have
 * @target: given to the functions of the keys
 * @given: (out) (nullable): the keys that are there, for weir_schema_has(); a mistyped key counts as the one
 *   that was suggested for it, so that nothing is told twice
 *
 * Reads a mapping: each key in document order, then what is missing.
 *
 * Returns: whether @node is a mapping
 */
gboolean
weir_reader_mapping (WeirReader *self, WeirNode *node, const WeirSchema *schema, gpointer target,
                     guint64 *given)
{
  const WeirNode *seen[WEIR_SCHEMA_MAX_KEYS] = { NULL };
  guint64 found = 0;

  if (node->kind != WEIR_NODE_MAPPING)
    {
      weir_reader_error (self, node, "%s must be a mapping, with keys such as \"%s:\".", schema->what,
                         schema->keys[0].name);
      return FALSE;
    }
  for (guint i = 0; i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);
      int index = weir_schema_find (schema, entry->key->text);
      gboolean is_given = FALSE;

      if (index < 0 && schema->removed != NULL && schema->removed (self, node, i))
        continue;
      if (index < 0)
        {
          int meant = weir_reader_unknown_key (self, entry->key, schema);

          /* What is only warned of is not there. */
          index = self->is_lenient ? -1 : meant;
        }
      else if (seen[index] != NULL && !entry->is_merged)
        weir_reader_doubled_key (self, entry->key, seen[index]);
      else if (seen[index] == NULL)
        {
          seen[index] = entry->key;
          is_given = !weir_node_is_null (entry->value) || schema->keys[index].flags & WEIR_KEY_TAKES_NULL;
          if (is_given)
            weir_reader_entry (self, entry, schema, index, target);
        }
      if (index >= 0 && (is_given || seen[index] == NULL))
        found |= G_GUINT64_CONSTANT (1) << index;
    }
  weir_reader_missing_keys (self, node, schema, found);
  if (given != NULL)
    *given = found;
  return TRUE;
}

/**
 * weir_schema_has:
 * @schema: a schema
 * @given: what weir_reader_mapping() told
 * @key: a canonical key of @schema
 *
 * Returns: whether the mapping has it
 */
gboolean
weir_schema_has (const WeirSchema *schema, guint64 given, const char *key)
{
  int index = weir_schema_find (schema, key);

  g_assert (index >= 0);
  return (given & (G_GUINT64_CONSTANT (1) << index)) != 0;
}

/**
 * weir_reader_list:
 * @self: a reader
 * @node: a value
 * @form: how such a list is written, for the message: "- name: …"
 * @read_item: called for each element, with the path set to it
 * @target: given to @read_item
 *
 * Returns: whether @node is a list
 */
gboolean
weir_reader_list (WeirReader *self, WeirNode *node, const char *form, WeirReadFunc read_item, gpointer target)
{
  if (node->kind != WEIR_NODE_SEQUENCE)
    {
      weir_reader_error (self, node, "\"%s\" must be a list, each element in a line that starts with \"- \":"
                                     " %s",
                         weir_reader_subject (self), form);
      return FALSE;
    }
  for (guint i = 0; i < weir_node_count (node); i++)
    {
      gsize mark = weir_reader_enter_index (self, i);

      read_item (self, weir_node_entry (node, i)->value, target);
      weir_reader_leave (self, mark);
    }
  return TRUE;
}
