/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-template-spans.h: where in a text its placeholders are, for whoever shows the text
 */

#pragma once

#include <glib.h>

#include "weir-names.h"

G_BEGIN_DECLS

typedef struct
{
  gsize start; /* bytes within the text; on the "$" */
  gsize end;   /* behind the placeholder */
  gboolean is_broken; /* it does not end, or its call is wrong: it reaches to the end of the text */
  gboolean is_call;   /* a method; its names are those in its arguments */
  GPtrArray *names;   /* of char *: the braced names it asks for, nested ones too */
} WeirTemplateSpan;

/* (transfer full) (element-type WeirTemplateSpan): in the order of the text */
GPtrArray *weir_template_find_spans (const char *text, const WeirNames *names);
/* Where a name that is being typed begins, if @cursor stands behind "${" and letters: the byte after the
 * "${"; -1 when nothing can be completed there. */
gssize weir_template_find_typed_name (const char *text, gsize cursor);

G_END_DECLS
