/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-current-place.c: what every variable of a document would be now, and where its value comes from
 *
 * The same names, definitions and order of look-up as in the engine, without sending anything.
 */

#include "config.h"

#include "weir-current-private.h"

#include "weir-extraction.h"
#include "weir-flow-definitions.h"
#include "weir-flow-names.h"
#include "weir-run-place.h"
#include "weir-step.h"
#include "weir-variable.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is shown of a value; a token or an id is far shorter. */
#define SHOWN_BYTES (64 * 1024)

/* Whether a variable calls methods, as far as it is known. */
enum
{
  CALLS_UNKNOWN,
  CALLS_UNDER_WAY,
  CALLS_NONE,
  CALLS_SOME,
};
/* Variables may form a chain of ten thousand; nobody looks that far down. */
#define MAX_CHAIN 100

static void
add_pairs (WeirNames *names, char *const *pairs)
{
  for (; pairs && *pairs; pairs++)
    {
      g_autofree char *name = g_strndup (*pairs, strcspn (*pairs, "="));

      if (weir_name_is_valid (name, NULL))
        weir_names_add (names, name);
    }
}

static void
add_variables (WeirNames *names, GListStore *variables)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (variables)); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (variables), i);

      weir_names_add (names, weir_variable_get_name (variable));
    }
}

/* The lists hold names and variables. */
static GHashTable *
index_variables (GListStore *variables)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; variables && i < g_list_model_get_n_items (G_LIST_MODEL (variables)); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (variables), i);

      if (weir_variable_get_name (variable) && weir_variable_get_value (variable))
        g_hash_table_replace (table, (gpointer) weir_variable_get_name (variable), variable);
    }
  return table;
}

static void
add_setter (WeirCurrentPlace *self, const char *name, WeirStep *step)
{
  if (name && !g_hash_table_contains (self->setters, name))
    g_hash_table_insert (self->setters, (gpointer) name, step);
}

static void
add_setters (WeirCurrentPlace *self, WeirStep *step)
{
  GListModel *assignments = G_LIST_MODEL (weir_step_get_assignments (step));
  GListModel *extractions = G_LIST_MODEL (weir_step_get_extractions (step));

  for (guint i = 0; i < g_list_model_get_n_items (assignments); i++)
    {
      g_autoptr (WeirVariable) assignment = g_list_model_get_item (assignments, i);

      add_setter (self, weir_variable_get_name (assignment), step);
    }
  for (guint i = 0; i < g_list_model_get_n_items (extractions); i++)
    {
      g_autoptr (WeirExtraction) extraction = g_list_model_get_item (extractions, i);

      add_setter (self, weir_extraction_get_name (extraction), step);
    }
}

static void
index_document (WeirCurrentPlace *self)
{
  self->flow_variables = index_variables (self->flow ? weir_flow_get_variables (self->flow) : NULL);
  self->environment_variables =
      index_variables (self->environment ? weir_environment_get_variables (self->environment) : NULL);
  self->setters = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint part = 0; self->flow && part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (self->flow, part)));
         i++)
      add_setters (self, weir_flow_get_step (self->flow, part, i));
}

static void
collect_names (WeirCurrentPlace *self, const WeirStoreImage *image)
{
  self->names = self->flow ? weir_flow_collect_names (self->flow) : weir_names_new ();
  if (self->environment)
    add_variables (self->names, weir_environment_get_variables (self->environment));
  add_pairs (self->names, self->secrets);
  add_pairs (self->names, self->variables);
  for (guint i = 0; image && i < image->variables->len; i++)
    {
      const WeirStoredVariable *stored = g_ptr_array_index (image->variables, i);

      if (weir_name_is_valid (stored->name, NULL))
        weir_names_add (self->names, stored->name);
    }
}

/* What cannot be understood is an error of the document, told where it is edited; here it has no value. */
static void
define (WeirGlobals *globals, WeirNames *names, GHashTable *variables)
{
  GHashTableIter iter;
  gpointer name, variable;

  g_hash_table_iter_init (&iter, variables);
  while (g_hash_table_iter_next (&iter, &name, &variable))
    {
      const char *type = weir_variable_get_value_type (variable);
      int slot = weir_names_find (names, name, -1);
      WeirType parsed = WEIR_TYPE_UNTYPED;

      if (slot >= 0 && (!type || weir_type_parse (type, &parsed, NULL)))
        weir_globals_define (globals, (guint) slot, weir_variable_get_value (variable), parsed,
                             weir_variable_get_regex (variable), NULL);
    }
}

static void
define_pairs (WeirGlobals *globals, WeirNames *names, char *const *pairs)
{
  for (; pairs && *pairs; pairs++)
    {
      const char *equals = strchr (*pairs, '=');
      int slot = equals ? weir_names_find (names, *pairs, equals - *pairs) : -1;

      if (slot >= 0)
        weir_globals_define_text (globals, (guint) slot, equals + 1);
    }
}

static WeirGlobals *
make_globals (WeirCurrentPlace *self)
{
  WeirGlobals *globals = weir_globals_new (self->names);

  for (guint slot = 0; slot < weir_names_get_count (self->names); slot++)
    weir_globals_mark_session (globals, slot);
  define (globals, self->names, self->flow_variables);
  define (globals, self->names, self->environment_variables);
  define_pairs (globals, self->names, self->variables);
  define_pairs (globals, self->names, self->secrets);
  if (weir_globals_seal (globals, NULL))
    return globals;
  /* Variables that form a circle: none of them has a value until that is mended. */
  weir_globals_free (globals);
  globals = weir_globals_new (self->names);
  weir_globals_seal (globals, NULL);
  return globals;
}

static void
enter (WeirCurrentPlace *self, const WeirStoreImage *image)
{
  for (guint i = 0; i < image->variables->len; i++)
    {
      const WeirStoredVariable *stored = g_ptr_array_index (image->variables, i);
      int slot = weir_names_find (self->names, stored->name, -1);

      if (slot < WEIR_N_RESERVED_SLOTS)
        continue;
      if (stored->kind == WEIR_STORED_ABSENT)
        weir_value_set_absent (&self->store[slot]);
      if (stored->kind != WEIR_STORED_SET && stored->kind != WEIR_STORED_ROW)
        continue;
      weir_value_set_from_text (&self->store[slot], (WeirValueType) MIN (stored->type, WEIR_VALUE_CSV),
                                stored->text);
      self->store[slot].is_quoted = stored->quoted;
    }
  if (image->status > 0)
    weir_value_set_integer (&self->store[WEIR_SLOT_STATUS], image->status);
}

static WeirMask *
make_mask (WeirCurrentPlace *self, const WeirStoreImage *image)
{
  WeirMask *mask = weir_mask_new ();

  for (char **pair = self->secrets; pair && *pair; pair++)
    if (strchr (*pair, '='))
      weir_mask_add (mask, strchr (*pair, '=') + 1);
  for (guint i = 0; image && i < image->secrets->len; i++)
    weir_mask_add (mask, g_ptr_array_index (image->secrets, i));
  return mask;
}

/* Whether values that were computed then would come to the same now. */
static gboolean
is_same (WeirCurrentPlace *self, const char *definitions)
{
  WeirRunPlace place = { 0 };
  g_autofree char *now = NULL;

  if (!self->flow)
    return FALSE;
  weir_run_place_init (&place, self->environment, (const char *const *) self->secrets,
                       (const char *const *) self->variables, NULL);
  now = weir_flow_sum_definitions (self->flow, (const char *const *) place.environment,
                                   (const char *const *) place.variables,
                                   (const char *const *) place.secrets);
  weir_run_place_clear (&place);
  return g_str_equal (now, definitions);
}

WeirCurrentPlace *
weir_current_place_new (WeirFlow *flow, WeirEnvironment *environment, const char *const *secrets,
                        const char *const *variables, const WeirStoreImage *image)
{
  WeirCurrentPlace *self = g_new0 (WeirCurrentPlace, 1);

  g_set_object (&self->flow, flow);
  g_set_object (&self->environment, environment);
  self->secrets = g_strdupv ((char **) secrets);
  self->variables = g_strdupv ((char **) variables);
  index_document (self);
  collect_names (self, image);
  self->store = g_new0 (WeirValue, weir_names_get_count (self->names));
  self->calls = g_new0 (guint8, weir_names_get_count (self->names));
  if (image)
    enter (self, image);
  self->mask = make_mask (self, image);
  self->is_computed = image && image->definitions && is_same (self, image->definitions);
  self->methods = weir_method_state_new (NULL);
  self->scope.store = self->store;
  self->scope.globals = make_globals (self);
  self->scope.state = self->methods;
  return self;
}

void
weir_current_place_free (WeirCurrentPlace *self)
{
  if (!self)
    return;
  weir_scope_clear (&self->scope);
  weir_globals_free (self->scope.globals);
  for (guint i = 0; i < weir_names_get_count (self->names); i++)
    weir_value_clear (&self->store[i]);
  g_free (self->store);
  g_free (self->calls);
  g_hash_table_unref (self->flow_variables);
  g_hash_table_unref (self->environment_variables);
  g_hash_table_unref (self->setters);
  weir_method_state_free (self->methods);
  weir_mask_free (self->mask);
  weir_names_unref (self->names);
  g_strfreev (self->secrets);
  g_strfreev (self->variables);
  g_clear_object (&self->environment);
  g_clear_object (&self->flow);
  g_free (self);
}

static const char *
type_to_word (guint type)
{
  static const char *const words[] = { "null", "null", "boolean", "integer", "number",
                                       "text", "JSON", "XML",     "CSV" };

  return words[MIN (type, G_N_ELEMENTS (words) - 1)];
}

static void
show (WeirCurrentPlace *self, WeirVariableLayer *layer, const char *text, guint type)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, SHOWN_BYTES));

  layer->value = weir_mask_text (self->mask, valid);
  layer->type = g_strdup (type_to_word (type));
}

static void
show_secret (WeirVariableLayer *layer)
{
  layer->value = g_strdup (WEIR_MASK_TEXT);
  layer->type = g_strdup (type_to_word (WEIR_VALUE_TEXT));
}

static const char *
find_pair (char *const *pairs, const char *name)
{
  gsize length = strlen (name);

  for (; pairs && *pairs; pairs++)
    if (strncmp (*pairs, name, length) == 0 && (*pairs)[length] == '=')
      return *pairs + length + 1;
  return NULL;
}

typedef struct
{
  WeirCurrentPlace *place;
  guint depth;
  gboolean found;
} Calls;

static gboolean calls_methods (WeirCurrentPlace *self, guint slot, guint depth);

static void
look_for_calls_cb (int slot, const char *name, gpointer data)
{
  Calls *calls = data;

  if (slot >= WEIR_N_RESERVED_SLOTS && !calls->found)
    calls->found = calls_methods (calls->place, (guint) slot, calls->depth + 1);
}

/* Whether its value may be another one at each use; what a step has set may not. */
static gboolean
calls_methods (WeirCurrentPlace *self, guint slot, guint depth)
{
  const WeirTemplate *template = weir_globals_get_template (self->scope.globals, slot);
  Calls calls = { self, depth, FALSE };

  if (!template || self->store[slot].type != WEIR_VALUE_MISSING)
    return FALSE;
  if (depth > MAX_CHAIN)
    return TRUE;
  if (self->calls[slot] == CALLS_UNKNOWN)
    {
      self->calls[slot] = CALLS_UNDER_WAY;
      calls.found = weir_template_has_calls (template);
      if (!calls.found)
        weir_template_foreach (template, look_for_calls_cb, &calls);
      self->calls[slot] = calls.found ? CALLS_SOME : CALLS_NONE;
    }
  return self->calls[slot] == CALLS_SOME;
}

/* A definition that counts: what it comes to now. */
static void
show_definition (WeirCurrentPlace *self, WeirCurrentVariable *row, WeirVariableLayer *layer, const char *text,
                 const WeirStoredVariable *stored)
{
  guint slot = (guint) weir_names_find (self->names, row->name, -1);
  const WeirValue *value;
  g_autofree char *filled = NULL;

  if (stored && stored->kind == WEIR_STORED_COMPUTED && self->is_computed)
    {
      show (self, layer, stored->text, stored->type);
      return;
    }
  row->as_written = calls_methods (self, slot, 0);
  value = row->as_written ? NULL : weir_scope_look_up (&self->scope, slot);
  if (value && value->type != WEIR_VALUE_MISSING)
    {
      filled = weir_value_to_text (value);
      show (self, layer, filled, value->type);
    }
  else
    {
      /* It names what has no value yet. */
      row->as_written = TRUE;
      show (self, layer, text, WEIR_VALUE_TEXT);
    }
}

static void
add_definition (WeirCurrentPlace *self, WeirCurrentVariable *row, WeirVariableOrigin origin,
                const char *place, GHashTable *variables, const WeirStoredVariable *stored)
{
  WeirVariable *variable = g_hash_table_lookup (variables, row->name);
  const char *text = variable ? weir_variable_get_value (variable) : NULL;
  WeirVariableLayer *layer;

  if (!text)
    return;
  layer = weir_current_variable_add (row, origin, place);
  if (row->layers->len == 1)
    show_definition (self, row, layer, text, stored);
  else
    show (self, layer, text, WEIR_VALUE_TEXT);
}

static void
add_below (WeirCurrentPlace *self, WeirCurrentVariable *row, const WeirStoredVariable *stored)
{
  const char *environment = self->environment ? weir_environment_get_name (self->environment) : NULL;
  const char *given = find_pair (self->variables, row->name);

  if (find_pair (self->secrets, row->name))
    {
      row->secret |= row->layers->len == 0;
      show_secret (weir_current_variable_add (row, WEIR_FROM_SECRET, environment));
    }
  if (given)
    show (self, weir_current_variable_add (row, WEIR_FROM_GIVEN, NULL), given, WEIR_VALUE_TEXT);
  add_definition (self, row, WEIR_FROM_ENVIRONMENT, environment, self->environment_variables, stored);
  add_definition (self, row, WEIR_FROM_FLOW, NULL, self->flow_variables, stored);
}

static WeirCurrentVariable *
make_row (WeirCurrentPlace *self, const char *name, const WeirStoredVariable *stored)
{
  WeirCurrentVariable *row = weir_current_variable_new (name);
  WeirVariableLayer *layer;
  WeirStep *setter;

  if (stored && (stored->kind == WEIR_STORED_SET || stored->kind == WEIR_STORED_ABSENT))
    {
      layer = weir_current_variable_add (row, WEIR_FROM_STEP, stored->step);
      layer->part = MIN (stored->part, WEIR_FLOW_PART_AFTER_ALL);
      row->secret = stored->secret;
      if (stored->secret)
        show_secret (layer);
      else if (stored->kind == WEIR_STORED_SET)
        show (self, layer, stored->text, stored->type);
    }
  if (stored && stored->kind == WEIR_STORED_ROW)
    {
      layer = weir_current_variable_add (row, WEIR_FROM_ROW, NULL);
      layer->row = stored->row;
      show (self, layer, stored->text, stored->type);
    }
  if (stored && stored->note)
    {
      g_autofree char *sentence = g_strconcat (stored->note, ".", NULL);

      row->note = weir_mask_text (self->mask, sentence);
    }
  add_below (self, row, stored);
  setter = g_hash_table_lookup (self->setters, name);
  if (row->layers->len == 0 && !row->note && setter)
    row->note = g_strdup_printf (_ ("“%s” sets it, and has not been run yet."), weir_step_get_name (setter));
  return row;
}

/**
 * weir_current_place_list:
 * @self: a place
 * @image: (nullable): what the last run or Send left
 *
 * Returns: (transfer full) (element-type WeirCurrentVariable): the rows
 */
GPtrArray *
weir_current_place_list (WeirCurrentPlace *self, const WeirStoreImage *image)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint slot = WEIR_N_RESERVED_SLOTS; slot < weir_names_get_count (self->names); slot++)
    {
      const char *name = weir_names_get (self->names, slot);

      g_ptr_array_add (rows, make_row (self, name, image ? weir_store_image_find (image, name) : NULL));
    }
  return rows;
}
