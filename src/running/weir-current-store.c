/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-current-store.c: the current store of an open document: what the last run or Send left
 */

#include "config.h"

#include "weir-current-private.h"

struct _WeirCurrentStore
{
  GObject parent_instance;

  WeirCurrentPlace *place;
  WeirStoreImage *image; /* (nullable) */
  GPtrArray *rows;       /* of WeirCurrentVariable */
};

static GType
weir_current_store_get_item_type (GListModel *model)
{
  return WEIR_TYPE_CURRENT_VARIABLE;
}

static guint
weir_current_store_get_n_items (GListModel *model)
{
  return WEIR_CURRENT_STORE (model)->rows->len;
}

static gpointer
weir_current_store_get_item (GListModel *model, guint position)
{
  WeirCurrentStore *self = WEIR_CURRENT_STORE (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position)) : NULL;
}

static void
weir_current_store_model_init (GListModelInterface *interface)
{
  interface->get_item_type = weir_current_store_get_item_type;
  interface->get_n_items = weir_current_store_get_n_items;
  interface->get_item = weir_current_store_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirCurrentStore, weir_current_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, weir_current_store_model_init))

static void
weir_current_store_finalize (GObject *object)
{
  WeirCurrentStore *self = WEIR_CURRENT_STORE (object);

  weir_current_place_free (self->place);
  g_clear_pointer (&self->image, weir_store_image_free);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (weir_current_store_parent_class)->finalize (object);
}

static void
weir_current_store_class_init (WeirCurrentStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_current_store_finalize;
}

static void
weir_current_store_init (WeirCurrentStore *self)
{
  self->place = weir_current_place_new (NULL, NULL, NULL, NULL, NULL);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * weir_current_store_new:
 *
 * Returns: (transfer full): the store of a document that was not run yet
 */
WeirCurrentStore *
weir_current_store_new (void)
{
  return g_object_new (WEIR_TYPE_CURRENT_STORE, NULL);
}

static gboolean
row_stays (const GPtrArray *before, guint i, const GPtrArray *now, guint j)
{
  return weir_current_variable_equal (g_ptr_array_index (before, i), g_ptr_array_index (now, j));
}

/* @rows: (transfer full). Only the part of the list that differs is news. */
static void
replace_rows (WeirCurrentStore *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) before = self->rows;
  guint same = 0, end = 0, shorter = MIN (before->len, rows->len);

  while (same < shorter && row_stays (before, same, rows, same))
    same++;
  while (end < shorter - same && row_stays (before, before->len - 1 - end, rows, rows->len - 1 - end))
    end++;
  self->rows = rows;
  if (same + end < MAX (before->len, rows->len))
    g_list_model_items_changed (G_LIST_MODEL (self), same, before->len - same - end, rows->len - same - end);
}

/* @place: (transfer full) */
static void
take_place (WeirCurrentStore *self, WeirCurrentPlace *place)
{
  weir_current_place_free (self->place);
  self->place = place;
  replace_rows (self, weir_current_place_list (place, self->image));
}

static void
refresh (WeirCurrentStore *self)
{
  WeirCurrentPlace *old = self->place;

  take_place (self, weir_current_place_new (old->flow, old->environment, (const char *const *) old->secrets,
                                            (const char *const *) old->variables, self->image));
}

/**
 * weir_current_store_set_place:
 * @self: a current store
 * @flow: (nullable): the document
 * @environment: (nullable): where it runs
 * @secrets: (nullable): "NAME=VALUE"…: the values of the environment's secrets
 * @variables: (nullable): "NAME=VALUE"…, above the document's own
 *
 * Says what lies below of what steps have set.
 */
void
weir_current_store_set_place (WeirCurrentStore *self, WeirFlow *flow, WeirEnvironment *environment,
                              const char *const *secrets, const char *const *variables)
{
  g_return_if_fail (WEIR_IS_CURRENT_STORE (self));

  take_place (self, weir_current_place_new (flow, environment, secrets, variables, self->image));
}

/**
 * weir_current_store_clear:
 * @self: a current store
 *
 * Forgets what runs and Sends left: variables that steps set, and cookies.
 */
void
weir_current_store_clear (WeirCurrentStore *self)
{
  g_return_if_fail (WEIR_IS_CURRENT_STORE (self));

  g_clear_pointer (&self->image, weir_store_image_free);
  refresh (self);
}

/**
 * weir_current_store_is_empty:
 * @self: a current store
 *
 * Returns: whether no run or Send has left anything
 */
gboolean
weir_current_store_is_empty (WeirCurrentStore *self)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_STORE (self), TRUE);

  return !self->image || (self->image->variables->len == 0 && weir_current_store_get_n_cookies (self) == 0);
}

/**
 * weir_current_store_get_n_cookies:
 * @self: a current store
 *
 * Returns: how many cookies the next Send starts with
 */
guint
weir_current_store_get_n_cookies (WeirCurrentStore *self)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_STORE (self), 0);

  return self->image && self->image->cookies ? (guint) g_variant_n_children (self->image->cookies) : 0;
}

/**
 * weir_current_store_find:
 * @self: a current store
 * @name: the name of a variable
 *
 * Returns: (transfer none) (nullable): its row, until the list changes
 */
WeirCurrentVariable *
weir_current_store_find (WeirCurrentStore *self, const char *name)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_STORE (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      WeirCurrentVariable *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (weir_current_variable_get_name (row), name))
        return row;
    }
  return NULL;
}

/**
 * weir_current_store_fill:
 * @self: a current store
 * @text: with placeholders
 * @missing: (out) (optional) (nullable) (transfer full): the variable without a value; %NULL when @text has a
 *   mistake
 *
 * Returns: (transfer full) (nullable): @text as a Send would fill it in now, secrets hidden
 */
char *
weir_current_store_fill (WeirCurrentStore *self, const char *text, char **missing)
{
  g_autoptr (WeirTemplate) template = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  WeirUnfilled unfilled;

  g_return_val_if_fail (WEIR_IS_CURRENT_STORE (self), NULL);

  if (missing)
    *missing = NULL;
  template = weir_template_parse (text, self->place->names, NULL);
  if (!template)
    return NULL;
  if (weir_template_fill (template, &self->place->scope, out, &unfilled))
    return weir_current_store_hide (self, out->str);
  if (missing && unfilled.slot != WEIR_UNFILLED_METHOD)
    *missing = g_strdup (unfilled.name);
  return NULL;
}

/**
 * weir_current_store_hide:
 * @self: a current store
 * @text: a text
 *
 * Returns: (transfer full): @text with every secret that this document knows hidden
 */
char *
weir_current_store_hide (WeirCurrentStore *self, const char *text)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_STORE (self), NULL);

  return weir_mask_text (self->place->mask, text);
}

/**
 * weir_current_store_take:
 * @self: a current store
 * @image: (transfer full): what a run or a Send left
 */
void
weir_current_store_take (WeirCurrentStore *self, WeirStoreImage *image)
{
  g_return_if_fail (WEIR_IS_CURRENT_STORE (self));

  g_clear_pointer (&self->image, weir_store_image_free);
  self->image = image;
  refresh (self);
}

static WeirStoreImage *
copy_image (const WeirStoreImage *image)
{
  g_autoptr (GVariant) packed = NULL;

  if (image == NULL)
    return weir_store_image_new ();
  packed = g_variant_ref_sink (weir_store_image_pack (image));
  return weir_store_image_unpack (packed);
}

/**
 * weir_current_store_learn:
 * @self: a current store
 * @part: the part of the flow the step is in
 * @step: the name of the step
 * @name: a variable that the step extracts from now on
 * @value: what it would have found in its last answer
 * @secret: whether that is hidden
 *
 * What somebody picked from an answer can be used at once.
 */
void
weir_current_store_learn (WeirCurrentStore *self, WeirFlowPart part, const char *step, const char *name,
                          JsonNode *value, gboolean secret)
{
  WeirStoreImage *image;
  WeirStoredVariable *stored;
  WeirValue own = { 0 };

  g_return_if_fail (WEIR_IS_CURRENT_STORE (self));

  image = copy_image (self->image);
  stored = weir_store_image_find (image, name);
  if (stored == NULL)
    stored = weir_store_image_add (image, name, WEIR_STORED_SET);
  weir_value_set_json (&own, value);
  g_free (stored->text);
  stored->kind = WEIR_STORED_SET;
  stored->type = own.type;
  stored->quoted = own.is_quoted;
  stored->text = weir_value_to_text (&own);
  stored->secret = secret;
  stored->part = part;
  g_free (stored->step);
  stored->step = g_strdup (step);
  g_clear_pointer (&stored->note, g_free);
  if (secret)
    g_ptr_array_add (image->secrets, g_strdup (stored->text));
  weir_value_clear (&own);
  weir_current_store_take (self, image);
}

/**
 * weir_current_store_rename:
 * @self: a current store
 * @from: a variable that a run or Send left
 * @to: what the step that gives it calls it now
 *
 * Somebody renames what was picked from an answer. Nothing happens when there is a @to already.
 */
void
weir_current_store_rename (WeirCurrentStore *self, const char *from, const char *to)
{
  WeirStoreImage *image;
  WeirStoredVariable *stored;

  g_return_if_fail (WEIR_IS_CURRENT_STORE (self));

  if (self->image == NULL || weir_store_image_find (self->image, from) == NULL
      || weir_store_image_find (self->image, to) != NULL)
    return;
  image = copy_image (self->image);
  stored = weir_store_image_find (image, from);
  g_hash_table_remove (image->by_name, from);
  g_free (stored->name);
  stored->name = g_strdup (to);
  g_hash_table_insert (image->by_name, stored->name, stored);
  weir_current_store_take (self, image);
}

/**
 * weir_current_store_get_image:
 * @self: a current store
 *
 * Returns: (transfer none) (nullable): what the next Send starts with
 */
const WeirStoreImage *
weir_current_store_get_image (WeirCurrentStore *self)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_STORE (self), NULL);

  return self->image;
}
