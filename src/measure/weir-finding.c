/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-finding.c: findings, as bytes and back
 */

#include "config.h"

#include "weir-duration.h"
#include "weir-finding-private.h"
#include "weir-measure-private.h"

#include <glib/gi18n-lib.h>

static const char *const kind_nicks[] = { "intermittent-failure", "status-changed", "failures-begin",
                                          "cold-start",           "slow-outlier",   "degradation",
                                          "bottleneck",           "generator",      "rule",
                                          "errors-in-one" };

G_STATIC_ASSERT (G_N_ELEMENTS (kind_nicks) == WEIR_N_FINDING_KINDS);

/* Every name and unit a number may have: what is read from files points here too. */
static const char *const words[] = {
  "before", "begin", "classes", "deviation", "failed", "first", "grown", "had", "last", "longest", "median",
  "needed", "others", "p", "ran", "reasons", "rise", "share", "slope", "times", "z",
  "count", "iteration", "iterations", "probability", "ratio", "µs", "µs per iteration",
};

static const char *
find_word (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      return words[i];
  return NULL;
}

static void
finding_free (gpointer data)
{
  WeirFinding *self = data;

  g_free (self->sentence);
  g_free (self->step_name);
  g_array_unref (self->passes);
  g_array_unref (self->numbers);
  g_free (self);
}

static WeirFinding *
finding_new (WeirFindingKind kind, int step, const char *step_name)
{
  WeirFinding *self = g_new0 (WeirFinding, 1);

  self->kind = kind;
  self->step = step;
  self->step_name = g_strdup (step_name);
  self->passes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->numbers = g_array_new (FALSE, FALSE, sizeof (WeirFindingNumber));
  return self;
}

static WeirFindings *
findings_new (void)
{
  WeirFindings *self = g_atomic_rc_box_new0 (WeirFindings);

  self->findings = g_ptr_array_new_with_free_func (finding_free);
  self->notes = g_ptr_array_new_with_free_func (finding_free);
  return self;
}

WeirFindings *
weir_findings_ref (WeirFindings *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
findings_clear (gpointer data)
{
  WeirFindings *self = data;

  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->notes);
}

void
weir_findings_unref (WeirFindings *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, findings_clear);
}

WeirFinding *
weir_findings_add_named (WeirFindings *self, WeirFindingKind kind, int step, const char *name)
{
  WeirFinding *finding = finding_new (kind, step, name);

  g_ptr_array_add (self->findings, finding);
  return finding;
}

WeirFinding *
weir_findings_add (WeirFindings *self, WeirFindingKind kind, const WeirRunSeries *series, int step)
{
  return weir_findings_add_named (self, kind, step, step >= 0 ? series->names[step] : NULL);
}

void
weir_finding_add_number (WeirFinding *self, const char *name, double value, const char *unit)
{
  WeirFindingNumber number = { find_word (name), value, find_word (unit) };

  g_assert (number.name != NULL && number.unit != NULL);
  g_array_append_val (self->numbers, number);
}

void
weir_finding_add_pass (WeirFinding *self, guint number)
{
  self->n_passes++;
  if (self->passes->len < WEIR_SERIES_NAMED)
    g_array_append_val (self->passes, number);
}

void
weir_finding_set_event (WeirFinding *self, const WeirSeriesEvent *event)
{
  g_array_append_vals (self->passes, event->named, event->n_named);
  self->n_passes = event->count;
}

#define LISTED 5

char *
weir_finding_list_passes (const GArray *passes, guint64 n_passes)
{
  GString *text = g_string_new (NULL);
  guint listed = MIN (passes->len, LISTED);

  for (guint i = 0; i < listed; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? ", " : "", g_array_index (passes, guint, i));
  if (n_passes > listed)
    /* Translators: ends a list of numbers, "4, 17, 33 and 12 more" */
    g_string_append_printf (text, _ (" and %lu more"), (gulong) (n_passes - listed));
  return g_string_free (text, FALSE);
}

char *
weir_finding_show (double us)
{
  return weir_duration_to_display ((gint64) (us + 0.5));
}

const char *
weir_finding_kind_to_nick (WeirFindingKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_nicks), NULL);
  return kind_nicks[kind];
}

double
weir_finding_get_number (const WeirFinding *self, const char *name)
{
  for (guint i = 0; i < self->numbers->len; i++)
    if (g_str_equal (g_array_index (self->numbers, WeirFindingNumber, i).name, name))
      return g_array_index (self->numbers, WeirFindingNumber, i).value;
  return 0;
}

static void
add_note (WeirFindings *self, WeirFindingKind kind, const char *rule, guint needed, guint had)
{
  WeirFinding *note;

  if (had >= needed)
    return;
  note = finding_new (kind, -1, NULL);
  /* Translators: %s is the name of a rule, like "Trend" */
  note->sentence = g_strdup_printf (
      ngettext ("%s: needs %u iterations, this run had %u.", "%s: needs %u iterations, this run had %u.",
                had),
      rule, needed, had);
  weir_finding_add_number (note, "needed", needed, "iterations");
  weir_finding_add_number (note, "had", had, "iterations");
  g_ptr_array_add (self->notes, note);
}

static void
add_notes (WeirFindings *self, guint had)
{
  add_note (self, WEIR_FINDING_INTERMITTENT_FAILURE, _ ("Intermittent failures"), NEEDS_FAILURE, had);
  add_note (self, WEIR_FINDING_STATUS_CHANGED, _ ("Changing statuses"), NEEDS_STATUS, had);
  add_note (self, WEIR_FINDING_FAILURES_BEGIN, _ ("Failures that begin later"), NEEDS_BEGIN, had);
  add_note (self, WEIR_FINDING_COLD_START, _ ("Cold start"), NEEDS_COLD, had);
  add_note (self, WEIR_FINDING_SLOW_OUTLIER, _ ("Slow outliers"), NEEDS_OUTLIER, had);
  add_note (self, WEIR_FINDING_DEGRADATION, _ ("Trend"), NEEDS_TREND, had);
}

static WeirStepTimes
collect_times (const WeirRunSeries *series, guint step)
{
  WeirStepTimes times = { 0, g_new (guint, series->n_passes + 1), g_new (double, series->n_passes + 1) };

  for (guint i = 0; i < series->n_passes; i++)
    {
      const WeirSeriesCell *cell = weir_run_series_get (series, i, step);

      if (!cell->ran || !cell->answered)
        continue;
      times.numbers[times.n] = weir_run_series_get_number (series, i);
      times.times[times.n++] = cell->time_us;
    }
  return times;
}

static void
apply_rules (const WeirRunSeries *series, guint step, guint n_tested, WeirFindings *out)
{
  WeirStepTimes times = collect_times (series, step);
  g_autofree guint *numbers = times.numbers;
  g_autofree double *values = times.times;
  gboolean cold;

  if (!weir_rule_failures_begin (series, step, out))
    weir_rule_intermittent_failure (series, step, out);
  weir_rule_status_changed (series, step, out);
  cold = weir_rule_cold_start (series, step, &times, out);
  weir_rule_slow_outlier (series, step, &times, cold, out);
  weir_rule_degradation (series, step, &times, n_tested, out);
}

void
weir_rule_generator (WeirFindings *self, const WeirQuality *quality)
{
  const WeirQualityReason *first;
  WeirFinding *finding;
  guint n = 0;

  if (quality == NULL || quality->level != WEIR_QUALITY_RED)
    return;
  first = g_ptr_array_index (quality->reasons, 0);
  for (guint i = 0; i < quality->reasons->len; i++)
    n += ((WeirQualityReason *) g_ptr_array_index (quality->reasons, i))->level == WEIR_QUALITY_RED;
  finding = weir_findings_add_named (self, WEIR_FINDING_GENERATOR, -1, NULL);
  /* Translators: %s is a whole sentence that says why */
  finding->sentence = g_strdup_printf (_ ("This computer was the bottleneck. %s"), first->sentence);
  weir_finding_add_number (finding, "reasons", n, "count");
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const WeirFinding *x = *(const WeirFinding *const *) a, *y = *(const WeirFinding *const *) b;

  return x->kind != y->kind ? (int) x->kind - (int) y->kind : x->step - y->step;
}

static guint
count_measured (const WeirRunSeries *series)
{
  guint n = 0;

  for (guint step = 0; step < series->n_steps; step++)
    n += series->steps[step].n_run > 0;
  return n;
}

/**
 * weir_findings_new:
 * @series: what each step came to in each pass
 * @quality: (nullable): the judgement of the generator
 *
 * Applies every rule. Only passes that follow one another are compared; of virtual users side by side nothing
 * is said but that this computer was the bottleneck.
 *
 * Returns: (transfer full): what was found, and which rules had too few iterations to be applied
 */
WeirFindings *
weir_findings_new (const WeirRunSeries *series, const WeirQuality *quality)
{
  WeirFindings *self = findings_new ();
  guint n_tested = count_measured (series);

  if (!series->parallel)
    {
      for (guint step = 0; step < series->n_steps; step++)
        if (series->steps[step].n_run > 0)
          apply_rules (series, step, n_tested, self);
      weir_rule_bottleneck (series, self);
      add_notes (self, series->highest);
    }
  weir_rule_generator (self, quality);
  g_ptr_array_sort (self->findings, compare_findings);
  return self;
}

static void
put_finding (GByteArray *out, const WeirFinding *self)
{
  weir_put_uint (out, self->kind);
  weir_put_text (out, self->sentence);
  weir_put_int (out, self->step);
  weir_put_text (out, self->step_name);
  weir_put_uint (out, self->n_passes);
  weir_put_uint (out, self->passes->len);
  for (guint i = 0; i < self->passes->len; i++)
    weir_put_uint (out, g_array_index (self->passes, guint, i));
  weir_put_uint (out, self->numbers->len);
  for (guint i = 0; i < self->numbers->len; i++)
    {
      const WeirFindingNumber *number = &g_array_index (self->numbers, WeirFindingNumber, i);

      weir_put_text (out, number->name);
      weir_put_real (out, number->value);
      weir_put_text (out, number->unit);
    }
}

static const char *
take_word (WeirTaker *taker)
{
  g_autofree char *text = weir_take_text (taker);
  const char *word = find_word (text);

  taker->damaged |= word == NULL;
  return word;
}

static WeirFinding *
take_finding (WeirTaker *taker)
{
  WeirFinding *self
      = finding_new ((WeirFindingKind) weir_take_uint (taker, WEIR_N_FINDING_KINDS - 1), -1, NULL);
  gint64 step;
  guint n;

  self->sentence = weir_take_text (taker);
  taker->damaged |= self->sentence == NULL;
  step = weir_take_int (taker);
  self->step = (int) CLAMP (step, -1, G_MAXINT);
  self->step_name = weir_take_text (taker);
  self->n_passes = weir_take_uint (taker, G_MAXUINT64);
  n = weir_take_count (taker, 1);
  for (guint i = 0; i < n && !taker->damaged; i++)
    {
      guint number = (guint) weir_take_uint (taker, G_MAXUINT);

      g_array_append_val (self->passes, number);
    }
  n = weir_take_count (taker, 10);
  for (guint i = 0; i < n && !taker->damaged; i++)
    {
      WeirFindingNumber number = { take_word (taker), 0, NULL };

      number.value = weir_take_real (taker);
      number.unit = take_word (taker);
      if (!taker->damaged)
        g_array_append_val (self->numbers, number);
    }
  return self;
}

static void
put_findings (GByteArray *out, const GPtrArray *findings)
{
  weir_put_uint (out, findings->len);
  for (guint i = 0; i < findings->len; i++)
    put_finding (out, g_ptr_array_index (findings, i));
}

static void
take_findings (WeirTaker *taker, GPtrArray *findings)
{
  guint n = weir_take_count (taker, 6);

  for (guint i = 0; i < n && !taker->damaged; i++)
    g_ptr_array_add (findings, take_finding (taker));
}

/**
 * weir_findings_encode:
 * @self: findings
 *
 * Returns: (transfer full): them as bytes for the archive, sentences included
 */
GBytes *
weir_findings_encode (const WeirFindings *self)
{
  GByteArray *out = g_byte_array_new ();

  weir_put_uint (out, WEIR_MAGIC_FINDINGS);
  put_findings (out, self->findings);
  put_findings (out, self->notes);
  return g_byte_array_free_to_bytes (out);
}

/**
 * weir_findings_decode:
 * @bytes: from weir_findings_encode()
 *
 * Returns: (transfer full) (nullable): the same findings, or %NULL with a #WEIR_MEASURE_ERROR
 */
WeirFindings *
weir_findings_decode (GBytes *bytes, GError **error)
{
  WeirTaker taker = weir_taker_begin (bytes, WEIR_MAGIC_FINDINGS);
  g_autoptr (WeirFindings) self = findings_new ();

  take_findings (&taker, self->findings);
  take_findings (&taker, self->notes);
  return weir_taker_end (&taker, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * weir_findings_new_empty:
 *
 * Returns: (transfer full): findings without any, to be filled before others look at them
 */
WeirFindings *
weir_findings_new_empty (void)
{
  return findings_new ();
}

/**
 * weir_findings_restore:
 * @self: findings that nobody else looks at yet
 * @as_note: whether it says that a rule could not be applied
 * @kind: which rule
 * @sentence: what it says
 * @step: index among the flow's steps; -1 = the whole run
 * @step_name: (nullable): its name
 *
 * Returns: (transfer none): the finding, last of its list; its passes and numbers are to be added
 */
WeirFinding *
weir_findings_restore (WeirFindings *self, gboolean as_note, WeirFindingKind kind, const char *sentence,
                       int step, const char *step_name)
{
  WeirFinding *finding = finding_new (kind, step, step_name);

  finding->sentence = g_strdup (sentence);
  g_ptr_array_add (as_note ? self->notes : self->findings, finding);
  return finding;
}

/**
 * weir_finding_restore_number:
 * @self: a finding
 * @name: of the number
 * @value: the number
 * @unit: what it is in
 *
 * Returns: whether there are such numbers; if not, nothing was added
 */
gboolean
weir_finding_restore_number (WeirFinding *self, const char *name, double value, const char *unit)
{
  WeirFindingNumber number = { find_word (name), value, find_word (unit) };

  if (number.name == NULL || number.unit == NULL)
    return FALSE;
  g_array_append_val (self->numbers, number);
  return TRUE;
}
