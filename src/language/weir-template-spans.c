/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-template-spans.c: where in a text its placeholders are, for whoever shows the text
 */

#include "config.h"

#include "weir-template-spans.h"

#include <string.h>

#include "weir-language-private.h"
#include "weir-limits.h"

static void
free_span (gpointer data)
{
  WeirTemplateSpan *span = data;

  g_ptr_array_unref (span->names);
  g_free (span);
}

static void
add_name_cb (int slot, const char *name, gpointer data)
{
  g_ptr_array_add (data, g_strdup (name));
}

/* "${ random(" and "$random(": an opening bracket before anything that ends a name. */
static gboolean
begins_call (const char *at)
{
  at++;
  if (*at == '{')
    at++;
  at += strspn (at, " ");
  while (g_ascii_isalnum (*at))
    at++;
  return *at == '(';
}

static WeirTemplateSpan *
add_span (GPtrArray *spans, const char *text, const char *at)
{
  WeirTemplateSpan *span = g_new0 (WeirTemplateSpan, 1);

  span->start = (gsize) (at - text);
  span->names = g_ptr_array_new_with_free_func (g_free);
  span->is_call = begins_call (at);
  g_ptr_array_add (spans, span);
  return span;
}

/**
 * weir_template_find_spans:
 * @text: UTF-8 text with placeholders, perhaps while it is being typed
 * @names: what the document knows
 *
 * Finds the placeholders as weir_template_parse() would, but goes on where that gives up: at a mistake the
 * rest of the text is one broken placeholder.
 *
 * Returns: (transfer full) (element-type WeirTemplateSpan): them, in the order of the text
 */
GPtrArray *
weir_template_find_spans (const char *text, const WeirNames *names)
{
  GPtrArray *spans = g_ptr_array_new_with_free_func (free_span);
  const char *at = text;

  while ((at = strchr (at, '$')) != NULL && spans->len < WEIR_LIMIT_PLACEHOLDERS)
    {
      const char *start = at;
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirPlaceholder) placeholder = NULL;
      WeirTemplateSpan *span;

      if (at[1] == '$')
        {
          at += 2;
          continue;
        }
      placeholder = weir_placeholder_parse (text, &at, names, 1, TRUE, &error);
      if (placeholder == NULL && error == NULL)
        {
          at++;
          continue;
        }
      span = add_span (spans, text, start);
      span->is_broken = placeholder == NULL;
      span->end = span->is_broken ? strlen (text) : (gsize) (at - text);
      if (span->is_broken)
        break;
      weir_placeholder_visit (placeholder,
                              &(WeirVisitor){ .name = add_name_cb, .data = span->names });
    }
  return spans;
}

/**
 * weir_template_find_typed_name:
 * @text: a text that is being typed
 * @cursor: where, in bytes
 *
 * Returns: where the name begins whose end is typed at @cursor, behind its "${"; -1 when there is none
 */
gssize
weir_template_find_typed_name (const char *text, gsize cursor)
{
  gsize start = cursor;

  while (start > 0 && (g_ascii_isalnum (text[start - 1]) || strchr ("_-.", text[start - 1]) != NULL))
    start--;
  if (start < 2 || text[start - 1] != '{' || text[start - 2] != '$')
    return -1;
  return (gssize) start;
}
