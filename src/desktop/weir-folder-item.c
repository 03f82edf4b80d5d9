/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-folder-item.c: a file or a folder in the list of the sidebar
 */

#include "config.h"

#include "weir-folder-item.h"

struct _WeirFolderItem
{
  GObject parent_instance;

  WeirFolderEntryKind kind;
  GFile *file;
  char *name;
  char *stem;
  char *key;
  char *folded;         /* for searching */
  GListStore *children; /* of WeirFolderItem, sorted; NULL for a file */
  guint n_errors;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirFolderItem, weir_folder_item, G_TYPE_OBJECT)

static void
weir_folder_item_finalize (GObject *object)
{
  WeirFolderItem *self = WEIR_FOLDER_ITEM (object);

  g_clear_object (&self->file);
  g_clear_object (&self->children);
  g_free (self->name);
  g_free (self->stem);
  g_free (self->key);
  g_free (self->folded);
  G_OBJECT_CLASS (weir_folder_item_parent_class)->finalize (object);
}

static void
weir_folder_item_class_init (WeirFolderItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_folder_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
weir_folder_item_init (WeirFolderItem *self)
{
}

/* Whether the item stands for the same file as the entry. */
static gboolean
is_of (WeirFolderItem *self, const WeirFolderEntry *entry)
{
  return self->kind == entry->kind && g_str_equal (self->name, entry->name);
}

static GPtrArray *
create_items (GPtrArray *entries)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (items, weir_folder_item_new (g_ptr_array_index (entries, i)));
  return items;
}

static void
update_number (WeirFolderItem *self, guint n_errors)
{
  if (n_errors == self->n_errors)
    return;
  self->n_errors = n_errors;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Both are in the same order: what is in one only has come or gone. Items that stay are the same objects, so
 * that they stay expanded and selected. */
static gboolean
update_children (WeirFolderItem *self, GPtrArray *entries)
{
  gboolean changed = FALSE;
  guint i = 0;

  while (i < entries->len || i < g_list_model_get_n_items (G_LIST_MODEL (self->children)))
    {
      const WeirFolderEntry *entry = i < entries->len ? g_ptr_array_index (entries, i) : NULL;
      g_autoptr (WeirFolderItem) item = g_list_model_get_item (G_LIST_MODEL (self->children), i);

      if (entry != NULL && item != NULL && is_of (item, entry))
        {
          changed = weir_folder_item_update (item, entry) || changed;
          i++;
          continue;
        }
      changed = TRUE;
      if (entry == NULL
          || (item != NULL
              && weir_folder_entry_compare (item->kind, item->key, entry->kind, entry->key) <= 0))
        g_list_store_remove (self->children, i);
      else
        {
          g_autoptr (WeirFolderItem) created = weir_folder_item_new (entry);

          g_list_store_insert (self->children, i++, created);
        }
    }
  return changed;
}

/**
 * weir_folder_item_new:
 * @entry: what was found
 *
 * Returns: (transfer full): an item for it and all below it
 */
WeirFolderItem *
weir_folder_item_new (const WeirFolderEntry *entry)
{
  WeirFolderItem *self = g_object_new (WEIR_TYPE_FOLDER_ITEM, NULL);
  g_autofree char *shown = g_filename_display_name (entry->name);

  self->kind = entry->kind;
  self->file = g_file_new_for_path (entry->path);
  self->name = g_strdup (entry->name);
  self->stem = weir_folder_entry_is_document (entry->kind) ? weir_folder_get_stem (entry->name)
                                                          : g_strdup (shown);
  self->key = g_strdup (entry->key);
  self->folded = g_utf8_casefold (shown, -1);
  self->n_errors = entry->n_errors;
  if (entry->children != NULL)
    {
      g_autoptr (GPtrArray) items = create_items (entry->children);

      self->children = g_list_store_new (WEIR_TYPE_FOLDER_ITEM);
      g_list_store_splice (self->children, 0, 0, items->pdata, items->len);
    }
  return self;
}

/**
 * weir_folder_item_update:
 * @self: an item
 * @entry: what was found of it now
 *
 * Takes over what has changed, here and below.
 *
 * Returns: whether files have come or gone
 */
gboolean
weir_folder_item_update (WeirFolderItem *self, const WeirFolderEntry *entry)
{
  g_return_val_if_fail (WEIR_IS_FOLDER_ITEM (self), FALSE);

  update_number (self, entry->n_errors);
  return entry->children != NULL && update_children (self, entry->children);
}

/**
 * weir_folder_item_get_kind:
 * @self: an item
 *
 * Returns: what it is
 */
WeirFolderEntryKind
weir_folder_item_get_kind (WeirFolderItem *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER_ITEM (self), WEIR_FOLDER_ENTRY_FLOW);

  return self->kind;
}

/**
 * weir_folder_item_get_name:
 * @self: an item
 *
 * Returns: (transfer none) (type filename): "checkout.flow.yaml"
 */
const char *
weir_folder_item_get_name (WeirFolderItem *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER_ITEM (self), NULL);

  return self->name;
}

/**
 * weir_folder_item_get_stem:
 * @self: an item
 *
 * Returns: (transfer none): "checkout"
 */
const char *
weir_folder_item_get_stem (WeirFolderItem *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER_ITEM (self), NULL);

  return self->stem;
}

/**
 * weir_folder_item_get_file:
 * @self: an item
 *
 * Returns: (transfer none): where it is
 */
GFile *
weir_folder_item_get_file (WeirFolderItem *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER_ITEM (self), NULL);

  return self->file;
}

/**
 * weir_folder_item_get_children:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): of #WeirFolderItem: what is in a folder; %NULL for a file
 */
GListModel *
weir_folder_item_get_children (WeirFolderItem *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER_ITEM (self), NULL);

  return self->children != NULL ? G_LIST_MODEL (self->children) : NULL;
}

/**
 * weir_folder_item_get_n_errors:
 * @self: an item
 *
 * Returns: how many errors the file has, as far as that is known
 */
guint
weir_folder_item_get_n_errors (WeirFolderItem *self)
{
  g_return_val_if_fail (WEIR_IS_FOLDER_ITEM (self), 0);

  return self->n_errors;
}

/**
 * weir_folder_item_matches:
 * @self: an item
 * @text: what is searched for, case-folded
 *
 * Returns: whether that is in the name of the file
 */
gboolean
weir_folder_item_matches (WeirFolderItem *self, const char *text)
{
  g_return_val_if_fail (WEIR_IS_FOLDER_ITEM (self), FALSE);

  return strstr (self->folded, text) != NULL;
}
