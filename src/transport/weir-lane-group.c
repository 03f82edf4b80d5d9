/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-lane-group.c: what many connections cost is what those cost that have something to do
 *
 * A GMainContext looks at all its sources and descriptors in every turn, which is nothing with ten
 * connections and a few milliseconds with ten thousand. So only the first lanes of a transport live in its
 * context. The others live in contexts of a few dozen lanes each, and the transport's context has one source
 * for each of these, which is ready when one of their descriptors is: the kernel keeps them (epoll), not we.
 */

#include "config.h"

#include "weir-lane-group.h"

#include <sys/epoll.h>
#include <unistd.h>

#define LANES_PER_GROUP 64

struct _WeirLaneGroup
{
  /* owned */
  GMainContext *context;
  GSource *source; /* in the outer context */
  GArray *fds;     /* of GPollFD: what @context waits for, by descriptor */
  GArray *next;    /* the same, while it is found out anew */

  int epoll;
  int priority; /* of what is waited for */
  guint n_lanes;
};

struct _WeirLaneGroups
{
  /* owned */
  GMainContext *outer;
  GPtrArray *groups; /* of WeirLaneGroup */

  guint n_outer; /* lanes that are in no group */
};

typedef struct
{
  GSource source;
  WeirLaneGroup *group;
} GroupSource;

/* A descriptor that was closed left by itself, and another connection may have its number by now: only the
 * kernel knows, so each is said again. */
static void
watch (WeirLaneGroup *group, const GPollFD *fd)
{
  struct epoll_event event = { .events = fd->events, .data.fd = fd->fd };

  if (epoll_ctl (group->epoll, EPOLL_CTL_MOD, fd->fd, &event) != 0)
    epoll_ctl (group->epoll, EPOLL_CTL_ADD, fd->fd, &event);
}

/* Both lists are in the order of their descriptors. */
static void
unwatch_others (WeirLaneGroup *group)
{
  guint at = 0;

  for (guint i = 0; i < group->fds->len; i++)
    {
      int fd = g_array_index (group->fds, GPollFD, i).fd;

      while (at < group->next->len && g_array_index (group->next, GPollFD, at).fd < fd)
        at++;
      if (at == group->next->len || g_array_index (group->next, GPollFD, at).fd != fd)
        epoll_ctl (group->epoll, EPOLL_CTL_DEL, fd, NULL);
    }
}

static int
query (WeirLaneGroup *group)
{
  int timeout_ms;
  int n_fds = (int) group->next->len;
  int n_needed;

  while ((n_needed = g_main_context_query (group->context, group->priority, &timeout_ms,
                                           (GPollFD *) (void *) group->next->data, n_fds)) > n_fds)
    {
      n_fds = n_needed;
      g_array_set_size (group->next, (guint) n_fds);
    }
  g_array_set_size (group->next, (guint) n_needed);
  return timeout_ms;
}

/* Finds out what the context waits for from now on, and has the outer one wait for it. */
static void
wait_for_turn (WeirLaneGroup *group)
{
  gboolean is_ready = g_main_context_prepare (group->context, &group->priority);
  int timeout_ms = query (group);
  GArray *old = group->fds;

  unwatch_others (group);
  for (guint i = 0; i < group->next->len; i++)
    watch (group, &g_array_index (group->next, GPollFD, i));
  group->fds = group->next;
  group->next = old;
  if (is_ready || timeout_ms == 0)
    g_source_set_ready_time (group->source, 0);
  else if (timeout_ms > 0)
    g_source_set_ready_time (group->source, g_get_monotonic_time () + timeout_ms * (gint64) 1000);
  else
    g_source_set_ready_time (group->source, -1);
}

static gboolean
turn_cb (GSource *source, GSourceFunc callback, gpointer data)
{
  WeirLaneGroup *group = ((GroupSource *) source)->group;
  GPollFD *fds = (GPollFD *) (void *) group->fds->data;
  int n_fds = (int) group->fds->len;

  weir_lane_group_enter (group);
  g_poll (fds, (guint) n_fds, 0);
  g_main_context_check (group->context, group->priority, fds, n_fds);
  g_main_context_dispatch (group->context);
  wait_for_turn (group);
  weir_lane_group_leave (group);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs functions = { .dispatch = turn_cb };

/* The last descriptors are left to the requests: GLib would end the process for want of one of its own. */
static gboolean
has_descriptors (int epoll)
{
  int spare = dup (epoll);
  int other = dup (epoll);
  gboolean has = spare >= 0 && other >= 0;

  if (spare >= 0)
    close (spare);
  if (other >= 0)
    close (other);
  return has;
}

/* (nullable) when descriptors are running out */
static WeirLaneGroup *
group_new (GMainContext *outer)
{
  WeirLaneGroup *group;
  int epoll = epoll_create1 (EPOLL_CLOEXEC);

  if (epoll < 0)
    return NULL;
  if (!has_descriptors (epoll))
    {
      close (epoll);
      return NULL;
    }
  group = g_new0 (WeirLaneGroup, 1);
  group->epoll = epoll;
  group->context = g_main_context_new_with_flags (G_MAIN_CONTEXT_FLAGS_OWNERLESS_POLLING);
  group->fds = g_array_new (FALSE, FALSE, sizeof (GPollFD));
  group->next = g_array_new (FALSE, FALSE, sizeof (GPollFD));
  group->source = g_source_new (&functions, sizeof (GroupSource));
  ((GroupSource *) group->source)->group = group;
  g_source_add_unix_fd (group->source, epoll, G_IO_IN);
  /* It stays ours: threads of GLib run a context that they find without owner. */
  g_main_context_acquire (group->context);
  wait_for_turn (group);
  g_source_attach (group->source, outer);
  return group;
}

static void
group_free (gpointer data)
{
  WeirLaneGroup *group = data;

  g_source_destroy (group->source);
  g_source_unref (group->source);
  g_main_context_release (group->context);
  g_main_context_unref (group->context);
  g_array_unref (group->fds);
  g_array_unref (group->next);
  close (group->epoll);
  g_free (group);
}

/**
 * weir_lane_groups_new:
 * @outer: the context that everything has its turns in
 *
 * Returns: (transfer full): the groups of the lanes of a transport
 */
WeirLaneGroups *
weir_lane_groups_new (GMainContext *outer)
{
  WeirLaneGroups *groups = g_new0 (WeirLaneGroups, 1);

  groups->outer = g_main_context_ref (outer);
  groups->groups = g_ptr_array_new_with_free_func (group_free);
  return groups;
}

/**
 * weir_lane_groups_free:
 * @groups: (transfer full): the groups, with nothing under way
 */
void
weir_lane_groups_free (WeirLaneGroups *groups)
{
  g_ptr_array_unref (groups->groups);
  g_main_context_unref (groups->outer);
  g_free (groups);
}

/**
 * weir_lane_groups_join:
 * @groups: the groups
 *
 * Returns: (transfer none) (nullable): where one lane more is to live until weir_lane_groups_part(); %NULL:
 *   in the outer context
 */
WeirLaneGroup *
weir_lane_groups_join (WeirLaneGroups *groups)
{
  WeirLaneGroup *group = NULL;

  if (groups->n_outer >= LANES_PER_GROUP)
    {
      for (guint i = groups->groups->len; i-- > 0 && group == NULL;)
        {
          WeirLaneGroup *old = g_ptr_array_index (groups->groups, i);

          group = old->n_lanes < LANES_PER_GROUP ? old : NULL;
        }
      if (group == NULL && (group = group_new (groups->outer)) != NULL)
        g_ptr_array_add (groups->groups, group);
    }
  if (group != NULL)
    group->n_lanes++;
  else
    groups->n_outer++;
  return group;
}

/**
 * weir_lane_groups_part:
 * @groups: the groups
 * @group: (nullable): what weir_lane_groups_join() returned for a lane that is no more
 */
void
weir_lane_groups_part (WeirLaneGroups *groups, WeirLaneGroup *group)
{
  if (group != NULL)
    group->n_lanes--;
  else
    groups->n_outer--;
}

/**
 * weir_lane_group_enter:
 * @group: (nullable): where a lane lives
 *
 * What libsoup is asked from now on, up to weir_lane_group_leave(), is asked of that lane: it only talks of a
 * message in the context it was sent in.
 */
void
weir_lane_group_enter (WeirLaneGroup *group)
{
  if (group != NULL)
    g_main_context_push_thread_default (group->context);
}

/**
 * weir_lane_group_leave:
 * @group: (nullable): the same
 */
void
weir_lane_group_leave (WeirLaneGroup *group)
{
  if (group != NULL)
    g_main_context_pop_thread_default (group->context);
}

/**
 * weir_lane_group_attach:
 * @group: (nullable): where a lane lives
 * @source: of its stream
 * @outer: where it is attached without group
 */
void
weir_lane_group_attach (WeirLaneGroup *group, GSource *source, GMainContext *outer)
{
  g_source_attach (source, group != NULL ? group->context : outer);
}
