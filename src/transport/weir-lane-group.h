/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-lane-group.h: contexts of a few dozen lanes each within the context of a transport
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WeirLaneGroup WeirLaneGroup;
typedef struct _WeirLaneGroups WeirLaneGroups;

WeirLaneGroups *weir_lane_groups_new (GMainContext *outer);
void weir_lane_groups_free (WeirLaneGroups *groups);
WeirLaneGroup *weir_lane_groups_join (WeirLaneGroups *groups);
void weir_lane_groups_part (WeirLaneGroups *groups, WeirLaneGroup *group);
void weir_lane_group_enter (WeirLaneGroup *group);
void weir_lane_group_leave (WeirLaneGroup *group);
void weir_lane_group_attach (WeirLaneGroup *group, GSource *source, GMainContext *outer);

G_END_DECLS
