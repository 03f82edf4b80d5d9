/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-item.c: one row of the slowest and failed requests of a load plan
 */

#include "config.h"

#include "weir-request-item.h"

struct _WeirRequestItem
{
  GObject parent_instance;

  WeirResultRow row;
  char *name;
};

G_DEFINE_FINAL_TYPE (WeirRequestItem, weir_request_item, G_TYPE_OBJECT)

static void
weir_request_item_finalize (GObject *object)
{
  g_free (WEIR_REQUEST_ITEM (object)->name);
  G_OBJECT_CLASS (weir_request_item_parent_class)->finalize (object);
}

static void
weir_request_item_class_init (WeirRequestItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_request_item_finalize;
}

static void
weir_request_item_init (WeirRequestItem *self)
{
}

/**
 * weir_request_item_new:
 * @request: a request that was kept
 * @name: of its iteration
 *
 * Returns: (transfer full): a row for it
 */
WeirRequestItem *
weir_request_item_new (const WeirKeptRequest *request, const char *name)
{
  WeirRequestItem *self = g_object_new (WEIR_TYPE_REQUEST_ITEM, NULL);

  self->row = request->row;
  self->name = g_strdup (name);
  return self;
}

/**
 * weir_request_item_get_brief:
 * @self: a row
 *
 * Returns: (transfer none): the request in numbers
 */
const WeirStepBrief *
weir_request_item_get_brief (WeirRequestItem *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST_ITEM (self), NULL);

  return &self->row.brief;
}

/**
 * weir_request_item_get_id:
 * @self: a row
 *
 * Returns: which result of the archive it is
 */
gint64
weir_request_item_get_id (WeirRequestItem *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST_ITEM (self), 0);

  return self->row.id;
}

/**
 * weir_request_item_get_name:
 * @self: a row
 *
 * Returns: (transfer none): its iteration: "Buyers / Browse"
 */
const char *
weir_request_item_get_name (WeirRequestItem *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST_ITEM (self), NULL);

  return self->name;
}
