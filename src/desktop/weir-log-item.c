/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-log-item.c: one line of the log of a run
 */

#include "config.h"

#include "weir-log-item.h"

struct _WeirLogItem
{
  GObject parent_instance;

  WeirLogEvent event;
};

G_DEFINE_FINAL_TYPE (WeirLogItem, weir_log_item, G_TYPE_OBJECT)

static void
weir_log_item_finalize (GObject *object)
{
  g_free (WEIR_LOG_ITEM (object)->event.text);
  G_OBJECT_CLASS (weir_log_item_parent_class)->finalize (object);
}

static void
weir_log_item_class_init (WeirLogItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_log_item_finalize;
}

static void
weir_log_item_init (WeirLogItem *self)
{
}

/**
 * weir_log_item_new:
 * @event: something that happened
 *
 * Returns: (transfer full): a line for it
 */
WeirLogItem *
weir_log_item_new (const WeirLogEvent *event)
{
  WeirLogItem *self = g_object_new (WEIR_TYPE_LOG_ITEM, NULL);

  self->event = *event;
  self->event.text = g_strdup (event->text);
  return self;
}

/**
 * weir_log_item_get_event:
 * @self: a line
 *
 * Returns: (transfer none): what it tells
 */
const WeirLogEvent *
weir_log_item_get_event (WeirLogItem *self)
{
  g_return_val_if_fail (WEIR_IS_LOG_ITEM (self), NULL);

  return &self->event;
}
