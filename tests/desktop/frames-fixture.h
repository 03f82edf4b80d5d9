/* SPDX-License-Identifier: GPL-3.0-or-later
 * frames-fixture.h: how long the main thread is busy for each frame while a person does something
 */

#pragma once

#include "window-fixture.h"

G_BEGIN_DECLS

/* Of work in the main thread for one frame: a frame of 60 Hz has 16 ms. */
#define FRAME_MS 16
#define FRAMES 24

typedef struct
{
  GtkWidget *window;
  double began_ms;
  GArray *times; /* of double, ms */
} Frames;

/* What a person does; returns how long the longest frame took. */
typedef double (*FramesDeed) (Fixture *fixture);

double frames_get_work_ms (void);
void frames_begin (Frames *frames, Fixture *fixture);
void frames_begin_in (Frames *frames, GtkWidget *window);
void frames_wait (Frames *frames);
double frames_end (Frames *frames, const char *what);
void frames_judge (Fixture *fixture, FramesDeed deed, double bound_ms);

G_END_DECLS
