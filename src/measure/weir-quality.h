/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-quality.h: whether this computer was fit to measure what it measured
 *
 * amber / red: processor of a worker ≥ 70 / 90 % for 3 s · lateness of its loop p99 > 5 / 20 ms, once 3 s of
 * it are known · achieved < 95 / 80 % of the planned rate · file descriptors ≥ 80 % of the limit (amber) ·
 * any request this computer could not send (red) · a worker's memory ≥ 80 % of the machine's (amber).
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_QUALITY_GREEN,
  WEIR_QUALITY_AMBER,
  WEIR_QUALITY_RED,
} WeirQualityLevel;

typedef enum
{
  WEIR_QUALITY_PROCESSOR,
  WEIR_QUALITY_LATENESS,
  WEIR_QUALITY_RATE,
  WEIR_QUALITY_DESCRIPTORS,
  WEIR_QUALITY_GENERATOR_ERRORS,
  WEIR_QUALITY_MEMORY,
} WeirQualityKind;
#define WEIR_N_QUALITY_KINDS 6

typedef struct
{
  WeirQualityKind kind;
  WeirQualityLevel level; /* never green */
  double value;           /* share (1 = all), µs of lateness, or number of errors */
  char *sentence;
} WeirQualityReason;

/* Immutable, counted references. */
typedef struct
{
  WeirQualityLevel level;
  GPtrArray *reasons; /* of WeirQualityReason, red ones first; empty when green */
  GPtrArray *notes;   /* of char*: sentences on what figures of this run mean */
} WeirQuality;

/* Green, and without a word; filled before others look at it. */
WeirQuality *weir_quality_new (void);
/* @sentence: (transfer full) */
void weir_quality_take_reason (WeirQuality *self, WeirQualityKind kind, WeirQualityLevel level, double value,
                               char *sentence);
WeirQuality *weir_quality_ref (WeirQuality *self);
void weir_quality_unref (WeirQuality *self);
gboolean weir_quality_equal (const WeirQuality *a, const WeirQuality *b);
GBytes *weir_quality_encode (const WeirQuality *self);
WeirQuality *weir_quality_decode (GBytes *bytes, GError **error);
/* "green", "amber", "red"; "processor", "lateness", …; never translated */
const char *weir_quality_level_to_nick (WeirQualityLevel level);
const char *weir_quality_kind_to_nick (WeirQualityKind kind);
/* Whether so many samples carry that percentile: at least 10 / (1 − p). A percentile that they do not carry
 * is shown greyed. */
gboolean weir_percentile_is_sound (guint64 count, double percent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirQuality, weir_quality_unref)

/* What one worker process says about itself. */
typedef struct
{
  gint64 at_us;  /* monotonic */
  gint64 cpu_us; /* processor time so far */
  guint descriptors;
  guint descriptor_limit;
  guint64 memory_bytes;
  guint64 machine_bytes;
  const gint64 *lateness_us; /* how late its loop came to each of its own timers since the last time */
  guint n_lateness;
} WeirLoad;

/* What else is judged. */
typedef struct
{
  gint64 duration_us;
  guint64 generator_errors;
  double planned_rate; /* starts per second by schedule; 0 = there is none */
  double achieved_rate;
  gboolean several;       /* percentiles are shown: steps ran more than once */
  guint64 fewest_samples; /* the number of times of the step that has the fewest, of those with any */
  gboolean unverified;    /* TLS certificates were not verified */
} WeirQualityFacts;

typedef struct _WeirQualityMeter WeirQualityMeter;

WeirQualityMeter *weir_quality_meter_new (guint n_workers);
void weir_quality_meter_free (WeirQualityMeter *self);
void weir_quality_meter_add (WeirQualityMeter *self, guint worker, const WeirLoad *load);
WeirQuality *weir_quality_meter_judge (const WeirQualityMeter *self, const WeirQualityFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirQualityMeter, weir_quality_meter_free)

G_END_DECLS
