/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-source.c: `data:` of a load plan: a file whose columns are variables, and who takes which row
 */

#include "config.h"

#include "weir-data-source.h"

#include "weir-document-private.h"

struct _WeirDataSource
{
  GObject parent_instance;

  char *file;
  WeirDataOrder order;
};

enum
{
  PROP_0,
  PROP_FILE,
  PROP_ORDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirDataSource, weir_data_source, G_TYPE_OBJECT)

static void
weir_data_source_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirDataSource *self = WEIR_DATA_SOURCE (object);

  switch (prop_id)
    {
    case PROP_FILE:
      g_value_set_string (value, self->file);
      break;
    case PROP_ORDER:
      g_value_set_enum (value, self->order);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_data_source_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirDataSource *self = WEIR_DATA_SOURCE (object);

  switch (prop_id)
    {
    case PROP_FILE:
      weir_data_source_set_file (self, g_value_get_string (value));
      break;
    case PROP_ORDER:
      weir_data_source_set_order (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_data_source_finalize (GObject *object)
{
  WeirDataSource *self = WEIR_DATA_SOURCE (object);

  g_clear_pointer (&self->file, g_free);

  G_OBJECT_CLASS (weir_data_source_parent_class)->finalize (object);
}

static void
weir_data_source_class_init (WeirDataSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_data_source_get_property;
  object_class->set_property = weir_data_source_set_property;
  object_class->finalize = weir_data_source_finalize;

  properties[PROP_FILE] = g_param_spec_string ("file", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_ORDER] = g_param_spec_enum ("order", NULL, NULL, WEIR_TYPE_DATA_ORDER,
                                              WEIR_DATA_SEQUENTIAL, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_data_source_init (WeirDataSource *self)
{
  self->file = g_strdup ("");
}

/**
 * weir_data_source_new:
 * @file: where the rows are, as it is written in the plan
 *
 * Returns: (transfer full): a source whose rows are taken one after another
 */
WeirDataSource *
weir_data_source_new (const char *file)
{
  return g_object_new (WEIR_TYPE_DATA_SOURCE, "file", file, NULL);
}

/**
 * weir_data_source_get_file:
 * @self: a source
 *
 * Returns: where the rows are, as it is written in the plan
 */
const char *
weir_data_source_get_file (WeirDataSource *self)
{
  g_return_val_if_fail (WEIR_IS_DATA_SOURCE (self), NULL);

  return self->file;
}

/**
 * weir_data_source_set_file:
 * @self: a source
 * @file: where the rows are, as it is written in the plan
 */
void
weir_data_source_set_file (WeirDataSource *self, const char *file)
{
  g_return_if_fail (WEIR_IS_DATA_SOURCE (self));

  if (weir_document_set_string (&self->file, file != NULL ? file : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE]);
}

/**
 * weir_data_source_get_order:
 * @self: a source
 *
 * Returns: who takes which row
 */
WeirDataOrder
weir_data_source_get_order (WeirDataSource *self)
{
  g_return_val_if_fail (WEIR_IS_DATA_SOURCE (self), WEIR_DATA_SEQUENTIAL);

  return self->order;
}

/**
 * weir_data_source_set_order:
 * @self: a source
 * @order: who takes which row
 */
void
weir_data_source_set_order (WeirDataSource *self, WeirDataOrder order)
{
  g_return_if_fail (WEIR_IS_DATA_SOURCE (self));

  if (self->order == order)
    return;
  self->order = order;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}
