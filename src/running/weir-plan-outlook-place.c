/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-outlook-place.c: what the placeholders of a URL come to before anything runs
 *
 * Variables of the document and what is given beside it have values now. What a client sets while it runs,
 * what comes from a row of data and what a method makes is left as it is written: then only the run knows.
 */

#include "config.h"

#include "weir-plan-outlook-private.h"

#include "weir-extraction.h"
#include "weir-flow-names.h"
#include "weir-plan-lookup.h"
#include "weir-plan-names.h"
#include "weir-scope.h"

#include <string.h>

struct _WeirOutlookPlace
{
  WeirNames *names;
  WeirGlobals *globals;
  WeirValue *store; /* nothing is ever in it */
  guint8 *is_set;   /* by slot: the run gives it a value */
  WeirScope scope;
};

/* What nothing has given a value stays as it is written. */
static void
unresolved_cb (const char *name, gpointer data)
{
}

static void
add_given (WeirNames *names, const char *const *given)
{
  for (; given != NULL && *given != NULL; given++)
    {
      g_autofree char *name = g_strndup (*given, strcspn (*given, "="));

      if (weir_name_is_valid (name, NULL))
        weir_names_add (names, name);
    }
}

static void
add_names (WeirNames *names, GListStore *variables)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (variables)); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (variables), i);

      weir_names_add (names, weir_variable_get_name (variable));
    }
}

static void
mark (WeirOutlookPlace *self, const char *name)
{
  int slot = name != NULL ? weir_names_find (self->names, name, -1) : -1;

  if (slot >= 0)
    self->is_set[slot] = TRUE;
}

static void
mark_step (WeirOutlookPlace *self, WeirStep *step)
{
  GListModel *extractions = G_LIST_MODEL (weir_step_get_extractions (step));
  GListModel *assignments = G_LIST_MODEL (weir_step_get_assignments (step));

  for (guint i = 0; i < g_list_model_get_n_items (extractions); i++)
    {
      g_autoptr (WeirExtraction) extraction = g_list_model_get_item (extractions, i);

      mark (self, weir_extraction_get_name (extraction));
    }
  for (guint i = 0; i < g_list_model_get_n_items (assignments); i++)
    {
      g_autoptr (WeirVariable) assignment = g_list_model_get_item (assignments, i);

      mark (self, weir_variable_get_name (assignment));
    }
}

static void
mark_iterations (WeirOutlookPlace *self, GListStore *iterations)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (iterations)); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (G_LIST_MODEL (iterations), i);
      WeirCapture *capture = weir_iteration_get_capture (iteration);

      if (capture != NULL)
        mark (self, weir_capture_get_to (capture));
      if (weir_iteration_get_step (iteration) != NULL)
        mark_step (self, weir_iteration_get_step (iteration));
    }
}

static void
mark_plan (WeirOutlookPlace *self, WeirPlan *plan)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));

  mark_iterations (self, weir_plan_get_iterations (plan));
  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      mark_iterations (self, weir_round_get_iterations (round));
    }
}

static void
mark_flow (WeirOutlookPlace *self, WeirFlow *flow)
{
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part))); i++)
      mark_step (self, weir_flow_get_step (flow, part, i));
}

/* A variable that calls a method has no value before it runs; what cannot be understood has none at all. */
static void
define (WeirOutlookPlace *self, GListStore *variables)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (variables)); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (variables), i);
      int slot = weir_names_find (self->names, weir_variable_get_name (variable), -1);
      const char *type = weir_variable_get_value_type (variable);
      const char *text = weir_variable_get_value (variable);
      g_autoptr (WeirTemplate) template = weir_template_parse (text, self->names, NULL);
      WeirType parsed = WEIR_TYPE_UNTYPED;

      if (slot < 0 || template == NULL || weir_template_has_calls (template) || self->is_set[slot] ||
          (type != NULL && !weir_type_parse (type, &parsed, NULL)))
        continue;
      weir_globals_define (self->globals, (guint) slot, text, parsed, weir_variable_get_regex (variable),
                           NULL);
    }
}

static void
define_given (WeirOutlookPlace *self, const char *const *given)
{
  for (; given != NULL && *given != NULL; given++)
    {
      const char *equals = strchr (*given, '=');
      int slot = equals != NULL ? weir_names_find (self->names, *given, equals - *given) : -1;

      if (slot >= 0 && !self->is_set[slot])
        weir_globals_define_text (self->globals, (guint) slot, equals + 1);
    }
}

static WeirOutlookPlace *
begin (WeirNames *names, WeirPlan *plan, const WeirPlanRunSettings *settings)
{
  WeirOutlookPlace *self = g_new0 (WeirOutlookPlace, 1);
  guint n_slots;

  self->names = names;
  add_names (names, weir_plan_get_variables (plan));
  if (settings != NULL)
    {
      add_given (names, settings->variables);
      add_given (names, settings->secrets);
    }
  n_slots = weir_names_get_count (names);
  self->globals = weir_globals_new (names);
  self->store = g_new0 (WeirValue, n_slots);
  self->is_set = g_new0 (guint8, n_slots);
  for (guint slot = 0; slot < n_slots; slot++)
    self->is_set[slot] = slot < WEIR_N_RESERVED_SLOTS || weir_names_is_target (names, slot);
  self->scope.store = self->store;
  self->scope.globals = self->globals;
  self->scope.unresolved = unresolved_cb;
  return self;
}

/* Variables that form a circle have no values until that is mended. */
static void
end (WeirOutlookPlace *self, const WeirPlanRunSettings *settings)
{
  if (settings != NULL)
    {
      define_given (self, settings->variables);
      define_given (self, settings->secrets);
    }
  if (weir_globals_seal (self->globals, NULL))
    return;
  weir_globals_free (self->globals);
  self->globals = self->scope.globals = weir_globals_new (self->names);
  weir_globals_seal (self->globals, NULL);
}

WeirOutlookPlace *
weir_outlook_place_new (WeirPlan *plan, const WeirPlanRunSettings *settings)
{
  WeirNames *names = weir_plan_collect_names (plan);
  WeirOutlookPlace *self;
  g_autoptr (GListStore) variables =
      weir_plan_choose_variables (plan, settings != NULL ? settings->environments : NULL);

  weir_names_keep_unknown (names);
  self = begin (names, plan, settings);
  mark_plan (self, plan);
  define (self, variables);
  end (self, settings);
  return self;
}

WeirOutlookPlace *
weir_outlook_place_new_for_flow (WeirFlow *flow, WeirPlan *plan, const WeirPlanRunSettings *settings)
{
  WeirNames *names = weir_flow_collect_names (flow);
  WeirOutlookPlace *self;
  g_autoptr (GListStore) variables =
      weir_plan_choose_variables (plan, settings != NULL ? settings->environments : NULL);

  add_names (names, variables);
  self = begin (names, plan, settings);
  mark_flow (self, flow);
  define (self, weir_flow_get_variables (flow));
  define (self, variables);
  end (self, settings);
  return self;
}

void
weir_outlook_place_free (WeirOutlookPlace *self)
{
  weir_scope_clear (&self->scope);
  weir_globals_free (self->globals);
  weir_names_unref (self->names);
  g_free (self->store);
  g_free (self->is_set);
  g_free (self);
}

/* How much of a URL comes before its path: the first "/", "?" or "#" outside of placeholders, that of "://"
 * excepted. What follows may call methods, and is none of our business. */
static gsize
measure_head (const char *url)
{
  guint depth = 0;

  for (const char *at = url; *at != '\0'; at++)
    {
      if (*at == '{' || *at == '(')
        depth++;
      else if ((*at == '}' || *at == ')') && depth > 0)
        depth--;
      else if (depth == 0 && at[0] == ':' && at[1] == '/' && at[2] == '/')
        at += 2;
      else if (depth == 0 && strchr ("/?#", *at) != NULL)
        return (gsize) (at - url);
    }
  return strlen (url);
}

/* (transfer full) (nullable): the text before the path, filled in; NULL: it cannot be known */
static char *
fill_head (WeirOutlookPlace *self, const char *url)
{
  g_autofree char *head = g_strndup (url, measure_head (url));
  g_autoptr (WeirTemplate) template = weir_template_parse (head, self->names, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  if (template == NULL || weir_template_has_calls (template) ||
      !weir_template_fill (template, &self->scope, out, NULL))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_absolute (const char *text)
{
  return g_ascii_strncasecmp (text, "http://", strlen ("http://")) == 0 ||
         g_ascii_strncasecmp (text, "https://", strlen ("https://")) == 0;
}

/* The part of a filled-in URL that names the host; what stayed a placeholder in it is none. */
static char *
parse_host (const char *url)
{
  const char *begin = strstr (url, "://");
  g_autofree char *authority = NULL;
  const char *host;
  gsize length;

  if (begin == NULL || !is_absolute (url))
    return NULL;
  begin += strlen ("://");
  authority = g_ascii_strdown (begin, (gssize) strcspn (begin, "/?#\\"));
  if (strpbrk (authority, "${} ") != NULL || !g_utf8_validate (authority, -1, NULL))
    return NULL;
  host = strrchr (authority, '@') != NULL ? strrchr (authority, '@') + 1 : authority;
  if (*host == '[')
    length = strcspn (++host, "]");
  else
    length = strcspn (host, ":");
  return length > 0 ? g_strndup (host, length) : NULL;
}

char *
weir_outlook_place_find_host (WeirOutlookPlace *self, const char *base, const char *url)
{
  g_autofree char *head = fill_head (self, url != NULL ? url : "");
  g_autofree char *whole = NULL;
  g_autofree char *filled = NULL;

  /* Whether it needs the base is said by how it begins, and that is not known. */
  if (head == NULL || *head == '$')
    return NULL;
  if (is_absolute (head) || base == NULL)
    return parse_host (head);
  whole = g_strconcat (base, url, NULL);
  filled = fill_head (self, whole);
  return filled != NULL ? parse_host (filled) : NULL;
}
