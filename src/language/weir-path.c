/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-path.c: a path into a body: a JSONPath begins with "$", an XPath with "/"
 */

#include "config.h"

#include "weir-path.h"

#include "weir-language-private.h"

/**
 * weir_path_parse:
 * @text: a JSONPath or an XPath
 *
 * Returns: (transfer full) (nullable): the path, or %NULL with %WEIR_LANGUAGE_ERROR_PATH, whose message has
 *   the column, or %WEIR_LANGUAGE_ERROR_LIMIT
 */
WeirPath *
weir_path_parse (const char *text, GError **error)
{
  WeirPath path = { NULL, NULL };

  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '$')
    path.json = weir_json_path_parse (text, error);
  else if (*text == '/')
    path.xml = weir_xpath_parse (text, error);
  else
    weir_language_set_error (error, WEIR_LANGUAGE_ERROR_PATH, text, text,
                             "A path begins with “$”, for example “$.items[0].id”, or in XML with “/”, for "
                             "example “/items/item[1]/@id”.");
  return path.json || path.xml ? g_memdup2 (&path, sizeof path) : NULL;
}

void
weir_path_free (WeirPath *self)
{
  if (!self)
    return;
  weir_json_path_free (self->json);
  weir_xpath_free (self->xml);
  g_free (self);
}
