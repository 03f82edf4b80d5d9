/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method.c: the table of all methods, and what every call of one does around it
 */

#include "config.h"

#include "weir-method-private.h"
#include "weir-method.h"

#include <string.h>

#include "weir-suggest.h"

static const WeirMethod *const tables[] = {
  weir_methods_random, weir_methods_text,     weir_methods_crypto, weir_methods_jwt,
  weir_methods_find,   weir_methods_variable, weir_methods_number, weir_methods_compare,
};

/* Any case; NULL when there is none. */
const WeirMethod *
weir_method_find (const char *word, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const WeirMethod *method = tables[i]; method->name; method++)
      if (strlen (method->name) == length && g_ascii_strncasecmp (method->name, word, length) == 0)
        return method;
  return NULL;
}

/**
 * weir_method_list_names:
 *
 * Returns: (transfer full) (element-type utf8): the names of all methods there are, as the manual shows them
 */
GPtrArray *
weir_method_list_names (void)
{
  GPtrArray *names = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const WeirMethod *method = tables[i]; method->name; method++)
      if (!method->refusal)
        g_ptr_array_add (names, (gpointer) method->name);
  return names;
}

/**
 * weir_method_describe:
 * @name: of a method, in any case
 *
 * Returns: (transfer full) (nullable): its call with its own parameters, those that may be left out with what
 *   they are then: "randomNumber(min=1, max=100)"; %NULL when there is no such method
 */
char *
weir_method_describe (const char *name)
{
  const WeirMethod *method = weir_method_find (name, strlen (name));
  g_autoptr (GString) text = NULL;

  if (!method || method->refusal)
    return NULL;
  text = g_string_new (method->name);
  g_string_append_c (text, '(');
  for (guint i = 0; i < WEIR_METHOD_MAX_PARAMETERS && method->parameters[i].name; i++)
    {
      const WeirParameter *parameter = &method->parameters[i];

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", parameter->name);
      if (parameter->fallback && *parameter->fallback)
        g_string_append_printf (text, "=%s", parameter->fallback);
    }
  g_string_append_c (text, ')');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* (nullable): the name that was probably meant */
const char *
weir_method_suggest (const char *word, gsize length)
{
  g_autofree char *name = g_strndup (word, length);
  g_autoptr (GPtrArray) names = weir_method_list_names ();

  g_ptr_array_add (names, NULL);
  return weir_suggest (name, (const char *const *) names->pdata);
}

static void
clear_call (WeirMethodCall *call)
{
  for (guint i = 0; i < WEIR_METHOD_MAX_PARAMETERS; i++)
    {
      weir_value_clear (&call->values[i]);
      g_free (call->texts[i]);
    }
}

/* `as` and `variable`, which every method takes. */
static gboolean
finish (WeirMethodCall *call, WeirValue *value)
{
  const WeirInvocation *invocation = call->invocation;
  g_autofree char *reason = NULL;

  if (!weir_type_convert (invocation->type, value, &reason))
    return weir_method_fail (call, "%s", reason);
  if (invocation->variable.name && invocation->variable.target >= 0)
    weir_scope_assign (call->scope, (guint) invocation->variable.target, invocation->is_global, value);
  return TRUE;
}

gboolean
weir_invocation_resolve (const WeirInvocation *self, const char *written, WeirScope *scope,
                         gboolean allow_missing, WeirValue *value, WeirUnfilled *unfilled)
{
  WeirMethodCall call = { self, scope, unfilled, allow_missing };
  gboolean done;

  g_return_val_if_fail (scope->state != NULL, FALSE);

  weir_value_clear (value);
  *unfilled = (WeirUnfilled){ WEIR_UNFILLED_METHOD, written };
  g_clear_pointer (&scope->failure, g_free);
  done = self->method->function (&call, value) && finish (&call, value);
  clear_call (&call);
  if (!done)
    weir_value_clear (value);
  /* The name of a call within this one may be gone with its text; this one's stays. */
  if (!done && unfilled->slot == WEIR_UNFILLED_METHOD)
    unfilled->name = written;
  return done;
}
