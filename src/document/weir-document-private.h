/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-private.h: what the classes of this room share
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define WEIR_PARAM_READABLE (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS)
#define WEIR_PARAM_READWRITE (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)

/* Returns whether the string changed, that is, whether a setter has to notify. */
static inline gboolean
weir_document_set_string (char **field, const char *value)
{
  char *old = *field;

  if (g_strcmp0 (old, value) == 0)
    return FALSE;
  *field = g_strdup (value);
  g_free (old); /* last: @value may be a part of it */
  return TRUE;
}

/* The same for a list of strings; an empty one is NULL. */
static inline gboolean
weir_document_set_strv (char ***field, const char *const *value)
{
  char **old = *field;
  const char *const none[] = { NULL };

  if (value != NULL && value[0] == NULL)
    value = NULL;
  if (g_strv_equal (value != NULL ? value : none, old != NULL ? (const char *const *) old : none))
    return FALSE;
  *field = g_strdupv ((char **) value);
  g_strfreev (old);
  return TRUE;
}

const char *weir_document_enum_nick (GType type, int value);

G_END_DECLS
