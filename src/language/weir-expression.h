/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-expression.h: conditions (skipIf, retry): parsed first, bound to values afterwards
 */

#pragma once

#include <glib.h>

#include "weir-language-error.h"
#include "weir-names.h"
#include "weir-scope.h"
#include "weir-template.h"
#include "weir-value.h"

G_BEGIN_DECLS

typedef struct _WeirExpression WeirExpression;

/* Errors carry the character column within @text in their message ("column 7: …"). */
WeirExpression *weir_expression_parse (const char *text, const WeirNames *names, GError **error);
/* The condition that begins at *@at, which is moved to where it ends. @has_item: it may look at `item`;
 * @depth: of the placeholders around it. */
WeirExpression *weir_expression_parse_part (const char *text, const char **at, const WeirNames *names,
                                            gboolean has_item, guint depth, GError **error);
void weir_expression_free (WeirExpression *self);
/* FALSE with *warning (transfer full, nullable) when a name is unresolved, the evaluation fails or the
 * result is no boolean. */
gboolean weir_expression_is_true (const WeirExpression *self, WeirScope *scope, char **warning);
/* What the expression comes to for @item. FALSE with *warning (transfer full). */
gboolean weir_expression_evaluate (const WeirExpression *self, WeirScope *scope, const WeirValue *item,
                                   WeirValue *value, char **warning);
gboolean weir_expression_holds_for (const WeirExpression *self, WeirScope *scope, const WeirValue *item,
                                    char **warning);
void weir_expression_foreach (const WeirExpression *self, WeirTemplateFunc function, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirExpression, weir_expression_free)

G_END_DECLS
