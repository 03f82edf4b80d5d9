/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-load-rounds.c: which rounds of a load plan are meant, by their names and tags
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-cli-private.h"

static gboolean
is_same (const char *a, const char *b)
{
  g_autofree char *first = g_utf8_casefold (a, -1);
  g_autofree char *second = g_utf8_casefold (b, -1);

  return g_str_equal (first, second);
}

static gboolean
is_among (GPtrArray *words, const char *word)
{
  for (guint i = 0; i < words->len; i++)
    if (is_same (g_ptr_array_index (words, i), word))
      return TRUE;
  return FALSE;
}

static gboolean
has_tag (WeirRound *round, GPtrArray *tags)
{
  const char *const *tag = weir_round_get_tags (round);

  for (; tag != NULL && *tag != NULL; tag++)
    if (is_among (tags, *tag))
      return TRUE;
  return FALSE;
}

/* All names of rounds, or all their tags, each once. */
static GPtrArray *
list_known (WeirPlan *plan, gboolean want_tags)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  GPtrArray *known = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);
      const char *const *tag = weir_round_get_tags (round);

      if (!want_tags)
        g_ptr_array_add (known, (gpointer) weir_round_get_name (round));
      for (; want_tags && tag != NULL && *tag != NULL; tag++)
        if (!is_among (known, *tag))
          g_ptr_array_add (known, (gpointer) *tag);
    }
  return known;
}

static gboolean
check_words (WeirPlan *plan, GPtrArray *words, gboolean are_tags, GError **error)
{
  g_autoptr (GPtrArray) known = list_known (plan, are_tags);

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      g_autofree char *shown = weir_cli_text_clean (word, -1);
      g_autoptr (GString) all = g_string_new (NULL);

      if (is_among (known, word))
        continue;
      for (guint j = 0; j < known->len; j++)
        g_string_append_printf (all, "%s%s", j > 0 ? ", " : "", (char *) g_ptr_array_index (known, j));
      if (known->len == 0)
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     _("No round of the plan has the tag “%s”: none has any."), shown);
      else
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     are_tags ? _("No round of the plan has the tag “%s”; there are %s.")
                              : _("The plan has no round “%s”; there are %s."),
                     shown, all->str);
      return FALSE;
    }
  return TRUE;
}

/**
 * weir_cli_load_choose_rounds:
 * @plan: a valid plan
 * @options: what was said
 * @error: %G_OPTION_ERROR_BAD_VALUE: the plan has no such round or tag
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the names of the rounds that are meant, in
 *   the order of the plan; %NULL with @error
 */
GPtrArray *
weir_cli_load_choose_rounds (WeirPlan *plan, const WeirCliLoadOptions *options, GError **error)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  gboolean all = options->rounds->len == 0 && options->tags->len == 0;
  GPtrArray *chosen = NULL;

  if (!check_words (plan, options->rounds, FALSE, error) || !check_words (plan, options->tags, TRUE, error))
    return NULL;
  chosen = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      if (all || is_among (options->rounds, weir_round_get_name (round)) || has_tag (round, options->tags))
        g_ptr_array_add (chosen, g_strdup (weir_round_get_name (round)));
    }
  return chosen;
}
