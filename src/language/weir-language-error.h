/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-language-error.h: errors of the small languages; messages are whole sentences
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_LANGUAGE_ERROR (weir_language_error_quark ())
GQuark weir_language_error_quark (void);

typedef enum
{
  WEIR_LANGUAGE_ERROR_TEMPLATE,
  WEIR_LANGUAGE_ERROR_PATH,
  WEIR_LANGUAGE_ERROR_REGEX,
  WEIR_LANGUAGE_ERROR_EXPRESSION,
  WEIR_LANGUAGE_ERROR_COMPARISON,
  WEIR_LANGUAGE_ERROR_NAME,
  WEIR_LANGUAGE_ERROR_LIMIT,
} WeirLanguageError;

G_END_DECLS
