/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-quality-meter.c: what the workers say about themselves, judged by the thresholds of weir-quality.h
 */

#include "config.h"

#include "weir-duration.h"
#include "weir-histogram.h"
#include "weir-quality.h"

#include <glib/gi18n-lib.h>

/* How long something must last before it is held against a run. */
#define SUSTAINED_US (3 * G_USEC_PER_SEC)
/* Processor time is looked at in pieces of this length: shorter ones show the scheduler, not the load. */
#define PIECE_US G_USEC_PER_SEC
#define PROCESSOR_AMBER 0.70
#define PROCESSOR_RED 0.90
#define LATENESS_AMBER_US 5000
#define LATENESS_RED_US 20000
#define RATE_AMBER 0.95
#define RATE_RED 0.80
#define DESCRIPTORS_AMBER 0.80
#define MEMORY_AMBER 0.80
#define SHORT_US (10 * G_USEC_PER_SEC)

/* Pieces of time, one after another, that were all above a threshold. */
typedef struct
{
  double threshold;
  gint64 cpu_us;
  gint64 time_us;
  double worst; /* share over the worst of those that lasted long enough; 0 = none did */
} Streak;

typedef struct
{
  gint64 begun_us; /* of the piece; 0 = nothing known yet */
  gint64 cpu_us;
  Streak amber;
  Streak red;
} Worker;

struct _WeirQualityMeter
{
  guint n_workers;
  Worker *workers;
  WeirHistogram *lateness;
  gint64 first_us;
  gint64 last_us;
  double descriptors; /* the highest share of the limit */
  guint n_descriptors;
  guint descriptor_limit;
  double memory;
};

WeirQualityMeter *
weir_quality_meter_new (guint n_workers)
{
  WeirQualityMeter *self = g_new0 (WeirQualityMeter, 1);

  self->n_workers = n_workers;
  self->workers = g_new0 (Worker, MAX (1, n_workers));
  for (guint i = 0; i < n_workers; i++)
    {
      self->workers[i].amber.threshold = PROCESSOR_AMBER;
      self->workers[i].red.threshold = PROCESSOR_RED;
    }
  self->lateness = weir_histogram_new ();
  return self;
}

void
weir_quality_meter_free (WeirQualityMeter *self)
{
  if (self == NULL)
    return;
  g_free (self->workers);
  weir_histogram_free (self->lateness);
  g_free (self);
}

static void
add_piece (Streak *streak, gint64 cpu_us, gint64 time_us)
{
  if ((double) cpu_us < streak->threshold * (double) time_us)
    {
      streak->cpu_us = streak->time_us = 0;
      return;
    }
  streak->cpu_us += cpu_us;
  streak->time_us += time_us;
  if (streak->time_us >= SUSTAINED_US)
    streak->worst = MAX (streak->worst, (double) streak->cpu_us / (double) streak->time_us);
}

static void
add_processor (Worker *worker, const WeirLoad *load)
{
  gint64 time_us = load->at_us - worker->begun_us;

  if (worker->begun_us != 0 && time_us < PIECE_US)
    return;
  if (worker->begun_us != 0)
    {
      add_piece (&worker->amber, load->cpu_us - worker->cpu_us, time_us);
      add_piece (&worker->red, load->cpu_us - worker->cpu_us, time_us);
    }
  worker->begun_us = load->at_us;
  worker->cpu_us = load->cpu_us;
}

/**
 * weir_quality_meter_add:
 * @self: a meter
 * @worker: which of the workers, from 0
 * @load: what it says about itself, ten times a second or so
 */
void
weir_quality_meter_add (WeirQualityMeter *self, guint worker, const WeirLoad *load)
{
  g_return_if_fail (worker < self->n_workers);
  add_processor (&self->workers[worker], load);
  for (guint i = 0; i < load->n_lateness; i++)
    weir_histogram_record (self->lateness, load->lateness_us[i]);
  self->first_us = self->first_us == 0 ? load->at_us : self->first_us;
  self->last_us = load->at_us;
  if (load->descriptor_limit > 0 &&
      (double) load->descriptors / load->descriptor_limit > self->descriptors)
    {
      self->descriptors = (double) load->descriptors / load->descriptor_limit;
      self->n_descriptors = load->descriptors;
      self->descriptor_limit = load->descriptor_limit;
    }
  if (load->machine_bytes > 0)
    self->memory = MAX (self->memory, (double) load->memory_bytes / (double) load->machine_bytes);
}

static int
to_percent (double share)
{
  return (int) (share * 100.0 + 0.5);
}

static void
judge_processor (const WeirQualityMeter *self, WeirQuality *quality)
{
  double amber = 0, red = 0;

  for (guint i = 0; i < self->n_workers; i++)
    {
      amber = MAX (amber, self->workers[i].amber.worst);
      red = MAX (red, self->workers[i].red.worst);
    }
  if (MAX (amber, red) <= 0)
    return;
  weir_quality_take_reason (
      quality, WEIR_QUALITY_PROCESSOR, red > 0 ? WEIR_QUALITY_RED : WEIR_QUALITY_AMBER, MAX (amber, red),
      g_strdup_printf (_ ("Sending used %d %% of a processor for 3 seconds or longer, so part of the times "
                          "is this computer's own; send less at once, or use a faster computer."),
                       to_percent (MAX (amber, red))));
}

static void
judge_lateness (const WeirQualityMeter *self, WeirQuality *quality)
{
  gint64 p99 = weir_histogram_get_percentile (self->lateness, 99);
  g_autofree char *shown = weir_duration_to_display (p99);

  if (p99 <= LATENESS_AMBER_US || self->last_us - self->first_us < SUSTAINED_US)
    return;
  weir_quality_take_reason (
      quality, WEIR_QUALITY_LATENESS, p99 > LATENESS_RED_US ? WEIR_QUALITY_RED : WEIR_QUALITY_AMBER,
      (double) p99,
      /* Translators: %s is a duration like "12 ms" */
      g_strdup_printf (_ ("This computer came up to %s late to its own work (p99), and times may be too long "
                          "by as much; close other programs, or use a faster computer."),
                       shown));
}

static void
judge_rate (const WeirQualityFacts *facts, WeirQuality *quality)
{
  double share = facts->planned_rate > 0 ? facts->achieved_rate / facts->planned_rate : 1;

  if (share >= RATE_AMBER)
    return;
  weir_quality_take_reason (quality, WEIR_QUALITY_RATE,
                            share < RATE_RED ? WEIR_QUALITY_RED : WEIR_QUALITY_AMBER, share,
                            g_strdup_printf (_ ("Only %d %% of the planned rate was reached."),
                                             (int) (share * 100.0)));
}

static void
judge_errors (const WeirQualityFacts *facts, WeirQuality *quality)
{
  guint errors = (guint) MIN (facts->generator_errors, G_MAXINT);

  if (errors == 0)
    return;
  weir_quality_take_reason (
      quality, WEIR_QUALITY_GENERATOR_ERRORS, WEIR_QUALITY_RED, errors,
      g_strdup_printf (ngettext ("%u request could not be sent for lack of connections or memory on this "
                                 "computer.",
                                 "%u requests could not be sent for lack of connections or memory on this "
                                 "computer.",
                                 errors),
                       errors));
}

static void
judge_room (const WeirQualityMeter *self, WeirQuality *quality)
{
  if (self->descriptors >= DESCRIPTORS_AMBER)
    weir_quality_take_reason (
        quality, WEIR_QUALITY_DESCRIPTORS, WEIR_QUALITY_AMBER, self->descriptors,
        g_strdup_printf (_ ("%u of the %u files and connections a program may have open here were in use; "
                            "raise the limit (ulimit -n) before sending more at once."),
                         self->n_descriptors, self->descriptor_limit));
  if (self->memory >= MEMORY_AMBER)
    weir_quality_take_reason (quality, WEIR_QUALITY_MEMORY, WEIR_QUALITY_AMBER, self->memory,
                              g_strdup_printf (_ ("Sending took %d %% of this computer's memory."),
                                               to_percent (self->memory)));
}

static void
add_notes (const WeirQualityFacts *facts, WeirQuality *quality)
{
  if (facts->unverified)
    g_ptr_array_add (quality->notes, g_strdup (_ ("TLS certificates were not verified.")));
  if (!facts->several || facts->fewest_samples == 0)
    return;
  if (facts->duration_us < SHORT_US)
    g_ptr_array_add (quality->notes, g_strdup (_ ("The run was shorter than 10 seconds; its percentiles may "
                                                  "not stand for longer ones.")));
  if (!weir_percentile_is_sound (facts->fewest_samples, 95))
    g_ptr_array_add (quality->notes,
                     g_strdup_printf (_ ("Some percentiles rest on only %lu times: p95 needs 200 of them, "
                                         "p99 1000."),
                                      (gulong) facts->fewest_samples));
  else if (!weir_percentile_is_sound (facts->fewest_samples, 99))
    g_ptr_array_add (quality->notes,
                     g_strdup_printf (_ ("Some percentiles rest on only %lu times: p99 needs 1000 of them."),
                                      (gulong) facts->fewest_samples));
}

/**
 * weir_quality_meter_judge:
 * @self: a meter
 * @facts: what else is known about the run
 *
 * May be asked as often as one likes while the run lasts.
 *
 * Returns: (transfer full): the judgement so far
 */
WeirQuality *
weir_quality_meter_judge (const WeirQualityMeter *self, const WeirQualityFacts *facts)
{
  WeirQuality *quality = weir_quality_new ();

  judge_errors (facts, quality);
  judge_processor (self, quality);
  judge_lateness (self, quality);
  judge_rate (facts, quality);
  judge_room (self, quality);
  add_notes (facts, quality);
  return quality;
}
