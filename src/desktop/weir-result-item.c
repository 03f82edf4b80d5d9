/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-item.c: one row of the list of results
 */

#include "config.h"

#include "weir-result-item.h"

struct _WeirResultItem
{
  GObject parent_instance;

  gint64 id;
  WeirStepBrief brief;
  char *name;
};

G_DEFINE_FINAL_TYPE (WeirResultItem, weir_result_item, G_TYPE_OBJECT)

static void
weir_result_item_finalize (GObject *object)
{
  WeirResultItem *self = WEIR_RESULT_ITEM (object);

  g_free (self->name);
  G_OBJECT_CLASS (weir_result_item_parent_class)->finalize (object);
}

static void
weir_result_item_class_init (WeirResultItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_result_item_finalize;
}

static void
weir_result_item_init (WeirResultItem *self)
{
}

/**
 * weir_result_item_new:
 * @id: of the result in the archive; 0 when it could not be read
 * @brief: what the list shows of it; copied
 * @name: (nullable): of its step
 *
 * Returns: (transfer full): a row
 */
WeirResultItem *
weir_result_item_new (gint64 id, const WeirStepBrief *brief, const char *name)
{
  WeirResultItem *self = g_object_new (WEIR_TYPE_RESULT_ITEM, NULL);

  self->id = id;
  self->brief = *brief;
  self->name = g_strdup (name != NULL ? name : "");
  return self;
}

/**
 * weir_result_item_get_id:
 * @self: a row
 *
 * Returns: the id of the result in the archive; 0 when it could not be read
 */
gint64
weir_result_item_get_id (WeirResultItem *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_ITEM (self), 0);

  return self->id;
}

/**
 * weir_result_item_get_brief:
 * @self: a row
 *
 * Returns: (transfer none): what the list shows of it
 */
const WeirStepBrief *
weir_result_item_get_brief (WeirResultItem *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_ITEM (self), NULL);

  return &self->brief;
}

/**
 * weir_result_item_get_name:
 * @self: a row
 *
 * Returns: (transfer none): the name of its step
 */
const char *
weir_result_item_get_name (WeirResultItem *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_ITEM (self), NULL);

  return self->name;
}
