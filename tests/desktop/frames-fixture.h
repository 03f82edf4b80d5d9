/* SPDX-License-Identifier: GPL-3.0-or-later
 * frames-fixture.h: how long the main thread is busy for each frame while a person does something
 */

#pragma once

#include "window-fixture.h"

G_BEGIN_DECLS

/* Of work in the main thread for one frame: a frame of 60 Hz has 16 ms. */
#define FRAME_MS 16
/* Computers differ by about as much, and others on the same one take its caches: the figures are told, and
 * what fails is what has become more than twice as slow. Whoever looks for errors in memory is slower still. */
#if defined(__SANITIZE_ADDRESS__)
#define SLOWNESS 60
#else
#define SLOWNESS 2
#endif
#define FRAMES 24

/* What the thread does for a frame, in this order. */
typedef enum
{
  FRAMES_HANDLING, /* keys, pointers, timers, and what they change */
  FRAMES_LAYOUT,   /* styles, sizes, places */
  FRAMES_DRAWING,
  FRAMES_N_PHASES
} FramesPhase;

typedef struct
{
  double phases_ms[FRAMES_N_PHASES];
  double ms;
} FramesTime;

typedef struct
{
  GtkWidget *window;
  double marked_ms; /* the end of a phase */
  gulong hook;
  FramesTime now;
  GArray *times; /* of FramesTime */
} Frames;

/* What a person does; returns how long the longest frame took. */
typedef double (*FramesDeed) (Fixture *fixture);

double frames_get_work_ms (void);
void frames_begin (Frames *frames, Fixture *fixture);
void frames_begin_in (Frames *frames, GtkWidget *window);
void frames_skip (Frames *frames);
void frames_wait (Frames *frames);
double frames_end (Frames *frames, const char *what);
void frames_judge (Fixture *fixture, FramesDeed deed, double bound_ms);

G_END_DECLS
