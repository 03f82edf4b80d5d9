/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-source-text.c: the text a document is written from, as an object whose edits can be undone
 *
 * A comment is no part of a flow: that it was typed is an edit of this text alone.
 */

#include "config.h"

#include "weir-source-text.h"

struct _WeirSourceText
{
  GObject parent_instance;

  char *text;
};

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirSourceText, weir_source_text, G_TYPE_OBJECT)

static void
weir_source_text_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_TEXT)
    g_value_set_string (value, WEIR_SOURCE_TEXT (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
weir_source_text_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  WeirSourceText *self = WEIR_SOURCE_TEXT (object);

  if (property_id != PROP_TEXT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }
  g_free (self->text);
  self->text = g_value_dup_string (value);
  g_object_notify_by_pspec (object, properties[PROP_TEXT]);
}

static void
weir_source_text_finalize (GObject *object)
{
  g_free (WEIR_SOURCE_TEXT (object)->text);
  G_OBJECT_CLASS (weir_source_text_parent_class)->finalize (object);
}

static void
weir_source_text_class_init (WeirSourceTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_source_text_get_property;
  object_class->set_property = weir_source_text_set_property;
  object_class->finalize = weir_source_text_finalize;
  /**
   * WeirSourceText:text:
   *
   * The document, comments and all.
   */
  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_source_text_init (WeirSourceText *self)
{
}

/**
 * weir_source_text_new:
 * @text: the document as it is before the first edit
 *
 * Returns: (transfer full): the text
 */
WeirSourceText *
weir_source_text_new (const char *text)
{
  return g_object_new (WEIR_TYPE_SOURCE_TEXT, "text", text, NULL);
}

/**
 * weir_source_text_get_text:
 * @self: a text
 *
 * Returns: (transfer none): it
 */
const char *
weir_source_text_get_text (WeirSourceText *self)
{
  g_return_val_if_fail (WEIR_IS_SOURCE_TEXT (self), NULL);

  return self->text;
}
