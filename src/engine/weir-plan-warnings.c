/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-warnings.c: what a load plan warns of, each text with how often
 */

#include "config.h"

#include "weir-plan-engine-private.h"

#include "weir-limits.h"

#define FLUSH_US 100000

struct _WeirPlanWarnings
{
  WeirTimers *timers; /* borrowed */
  WeirTimer timer;
  WeirPlanWarningFunc function;
  gpointer data;
  GHashTable *counts; /* char* → guint64*, since the last time they were told */
  GHashTable *names;  /* char* → guint64* (borrowed): of those about a name without value */
};

WeirPlanWarnings *
weir_plan_warnings_new (WeirTimers *timers, WeirPlanWarningFunc function, gpointer data)
{
  WeirPlanWarnings *self = g_new0 (WeirPlanWarnings, 1);

  self->timers = timers;
  self->function = function;
  self->data = data;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
weir_plan_warnings_free (WeirPlanWarnings *self)
{
  if (!self)
    return;
  weir_timers_stop (self->timers, &self->timer);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->counts);
  g_free (self);
}

/**
 * weir_plan_warnings_flush:
 * @self: warnings
 *
 * Tells those that have come since the last time.
 */
void
weir_plan_warnings_flush (WeirPlanWarnings *self)
{
  GHashTableIter iter;
  gpointer text, count;

  weir_timers_stop (self->timers, &self->timer);
  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &text, &count))
    {
      if (*(guint64 *) count > 0)
        self->function (text, *(guint64 *) count, self->data);
      *(guint64 *) count = 0;
    }
}

static void
flush_cb (gpointer data)
{
  weir_plan_warnings_flush (data);
}

static guint64 *
find_count (WeirPlanWarnings *self, const char *text)
{
  guint64 *count = g_hash_table_lookup (self->counts, text);

  if (!count && g_hash_table_size (self->counts) >= WEIR_LIMIT_DIFFERENT_WARNINGS)
    {
      text = "There were further warnings, which are only counted.";
      count = g_hash_table_lookup (self->counts, text);
    }
  if (!count)
    {
      count = g_new0 (guint64, 1);
      g_hash_table_insert (self->counts, g_strdup (text), count);
    }
  return count;
}

static void
count_one (WeirPlanWarnings *self, guint64 *count)
{
  (*count)++;
  if (!weir_timer_is_running (&self->timer))
    weir_timers_start (self->timers, &self->timer, g_get_monotonic_time () + FLUSH_US, flush_cb, self);
}

/**
 * weir_plan_warnings_add:
 * @self: warnings
 * @text: a whole sentence
 *
 * Counts one more of this text; beyond %WEIR_LIMIT_DIFFERENT_WARNINGS different ones, those that are new
 * count together.
 */
void
weir_plan_warnings_add (WeirPlanWarnings *self, const char *text)
{
  count_one (self, find_count (self, text));
}

void
weir_plan_warnings_add_all (WeirPlanWarnings *self, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    weir_plan_warnings_add (self, g_ptr_array_index (texts, i));
}

/**
 * weir_plan_warnings_add_name:
 * @self: warnings
 * @name: of a placeholder without value, one of those written in the plan
 *
 * This may happen with every request, so the sentence is made only once.
 */
void
weir_plan_warnings_add_name (WeirPlanWarnings *self, const char *name)
{
  guint64 *count = g_hash_table_lookup (self->names, name);

  if (!count)
    {
      g_autofree char *text = g_strdup_printf (
          "Nothing has given “%s” a value where a text names it; it stays as it is written.", name);

      count = find_count (self, text);
      g_hash_table_insert (self->names, g_strdup (name), count);
    }
  count_one (self, count);
}
