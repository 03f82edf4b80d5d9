/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-outlook-hosts.c: the hosts a plan sends to, how fast, and which of them are this computer
 */

#include "config.h"

#include "weir-plan-outlook-private.h"

#include "weir-plan-lookup.h"

#include <ifaddrs.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/* What is being added up of one host: iterations to rounds, rounds to groups. */
typedef struct
{
  WeirPlanHost *host;
  int round;
  int group;
  double round_sum;
  double round_highest; /* one after another, it is no more than that */
  double group_sum;
  gboolean as_answered;
} Use;

typedef struct
{
  WeirPlanOutlook *outlook;
  WeirPlan *plan;
  const WeirPlanRunSettings *settings;
  WeirOutlookPlace *place;
  GHashTable *flows; /* of WeirOutlookPlace, by WeirFlow */
  GHashTable *uses;  /* of Use, by host */
} Search;

static gboolean
is_own_address (GInetAddress *address)
{
  struct ifaddrs *all = NULL;
  gboolean found = FALSE;

  if (getifaddrs (&all) != 0)
    return FALSE;
  for (struct ifaddrs *each = all; each != NULL && !found; each = each->ifa_next)
    {
      const guint8 *bytes = NULL;
      GSocketFamily family = G_SOCKET_FAMILY_INVALID;

      if (each->ifa_addr != NULL && each->ifa_addr->sa_family == AF_INET)
        {
          bytes = (const guint8 *) &((struct sockaddr_in *) (gpointer) each->ifa_addr)->sin_addr;
          family = G_SOCKET_FAMILY_IPV4;
        }
      else if (each->ifa_addr != NULL && each->ifa_addr->sa_family == AF_INET6)
        {
          bytes = (const guint8 *) &((struct sockaddr_in6 *) (gpointer) each->ifa_addr)->sin6_addr;
          family = G_SOCKET_FAMILY_IPV6;
        }
      if (bytes != NULL)
        {
          g_autoptr (GInetAddress) own = g_inet_address_new_from_bytes (bytes, family);

          found = g_inet_address_equal (own, address);
        }
    }
  freeifaddrs (all);
  return found;
}

static gboolean
is_local_address (GInetAddress *address)
{
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 && memcmp (bytes, mapped, 12) == 0)
    {
      g_autoptr (GInetAddress) inner = g_inet_address_new_from_bytes (bytes + 12, G_SOCKET_FAMILY_IPV4);

      return is_local_address (inner);
    }
  /* “Any address” is where a server listens; asked for, it is this computer. */
  return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_any (address) ||
         is_own_address (address);
}

/**
 * weir_host_is_this_machine:
 * @host: a name or an address, an IPv6 one with or without brackets
 *
 * No name server is asked, so a name that leads here in another way is taken for another machine.
 *
 * Returns: whether it is a loopback name or address, or an address or the name of this computer
 */
gboolean
weir_host_is_this_machine (const char *host)
{
  g_autofree char *name = g_ascii_strdown (host, -1);
  gsize length = strlen (name);
  char *bare = name;
  g_autoptr (GInetAddress) address = NULL;

  if (length > 1 && name[0] == '[' && name[length - 1] == ']')
    {
      name[length - 1] = '\0';
      bare++;
    }
  else if (length > 1 && name[length - 1] == '.')
    name[length - 1] = '\0';
  if (g_str_equal (bare, "localhost") || g_str_has_suffix (bare, ".localhost") ||
      g_ascii_strcasecmp (bare, g_get_host_name ()) == 0)
    return TRUE;
  /* The zone of a link-local address is no part of it. */
  bare[strcspn (bare, "%")] = '\0';
  address = g_inet_address_new_from_string (bare);
  return address != NULL && is_local_address (address);
}

static void
end_round (Use *use)
{
  use->group_sum += MIN (use->round_sum, use->round_highest);
  use->round_sum = use->round_highest = 0;
}

static void
end_group (Use *use)
{
  end_round (use);
  use->host->peak_rate = MAX (use->host->peak_rate, use->group_sum);
  use->group_sum = 0;
}

static Use *
get_use (Search *search, const char *name)
{
  Use *use = g_hash_table_lookup (search->uses, name);

  if (use != NULL)
    return use;
  use = g_new0 (Use, 1);
  use->host = g_new0 (WeirPlanHost, 1);
  use->host->host = g_strdup (name);
  use->host->is_this_machine = weir_host_is_this_machine (name);
  use->round = use->group = -1;
  g_ptr_array_add (search->outlook->hosts, use->host);
  g_hash_table_insert (search->uses, use->host->host, use);
  return use;
}

static void
add_use (Search *search, const WeirOutlookRound *round, const WeirOutlookJob *job, const char *name)
{
  Use *use;

  if (name == NULL)
    {
      search->outlook->has_unknown_hosts = TRUE;
      return;
    }
  use = get_use (search, name);
  if (use->group >= 0 && use->group != (int) round->group)
    end_group (use);
  else if (use->round >= 0 && use->round != (int) round->index)
    end_round (use);
  use->group = (int) round->group;
  use->round = (int) round->index;
  use->as_answered |= job->as_answered;
  use->round_sum += job->rate;
  use->round_highest = round->parallel
                           ? use->round_sum
                           : MAX (use->round_highest, job->client_rate * (double) round->n_clients);
}

static WeirOutlookPlace *
get_flow_place (Search *search, WeirFlow *flow)
{
  WeirOutlookPlace *place = g_hash_table_lookup (search->flows, flow);

  if (place == NULL)
    {
      place = weir_outlook_place_new_for_flow (flow, search->plan, search->settings);
      g_hash_table_insert (search->flows, flow, place);
    }
  return place;
}

/* Its rate is that of all its requests, so each host of a flow gets it once. */
static void
add_flow (Search *search, const WeirOutlookRound *round, const WeirOutlookJob *job, WeirFlow *flow)
{
  WeirOutlookPlace *place = get_flow_place (search, flow);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part))); i++)
      {
        WeirStep *step = weir_flow_get_step (flow, part, i);
        WeirRequest *request = weir_step_get_request (step);
        g_autofree char *name = NULL;

        if (!weir_step_get_enabled (step) || request == NULL)
          continue;
        name = weir_outlook_place_find_host (place, NULL, weir_request_get_url (request));
        if (name != NULL && g_hash_table_contains (seen, name))
          continue;
        add_use (search, round, job, name);
        if (name != NULL)
          g_hash_table_add (seen, g_steal_pointer (&name));
      }
}

static void
add_iteration (Search *search, const WeirOutlookRound *round, const WeirOutlookJob *job, const char *base,
               WeirIteration *iteration)
{
  WeirStep *step = weir_iteration_get_step (iteration);
  WeirRequest *request = step != NULL ? weir_step_get_request (step) : NULL;
  g_autofree char *name = NULL;

  if (weir_iteration_get_flow_file (iteration) != NULL && weir_iteration_get_flow (iteration) != NULL)
    {
      add_flow (search, round, job, weir_iteration_get_flow (iteration));
      return;
    }
  if (request != NULL && weir_iteration_get_flow_file (iteration) == NULL)
    name = weir_outlook_place_find_host (search->place, base, weir_request_get_url (request));
  add_use (search, round, job, name);
}

static int
compare_hosts (gconstpointer one, gconstpointer other)
{
  const WeirPlanHost *a = *(WeirPlanHost *const *) one;
  const WeirPlanHost *b = *(WeirPlanHost *const *) other;

  if (a->is_this_machine != b->is_this_machine)
    return a->is_this_machine ? 1 : -1;
  return g_strcmp0 (a->host, b->host);
}

static void
end_uses (Search *search)
{
  GHashTableIter iter;
  gpointer use;

  g_hash_table_iter_init (&iter, search->uses);
  while (g_hash_table_iter_next (&iter, NULL, &use))
    {
      end_group (use);
      if (((Use *) use)->as_answered)
        ((Use *) use)->host->peak_rate = -1;
    }
}

void
weir_outlook_find_hosts (WeirPlanOutlook *self, WeirPlan *plan, const WeirPlanRunSettings *settings)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  g_autoptr (WeirOutlookPlace) place = weir_outlook_place_new (plan, settings);
  g_autoptr (GHashTable) flows =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) weir_outlook_place_free);
  g_autoptr (GHashTable) uses = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  Search search = { self, plan, settings, place, flows, uses };

  for (guint i = 0; i < self->rounds->len; i++)
    {
      const WeirOutlookRound *shown = g_ptr_array_index (self->rounds, i);
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, shown->index);
      g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (plan, round);

      for (guint j = 0; j < iterations->len; j++)
        add_iteration (&search, shown, g_ptr_array_index (shown->jobs, j), weir_round_get_base_url (round),
                       g_ptr_array_index (iterations, j));
    }
  end_uses (&search);
  g_ptr_array_sort (self->hosts, compare_hosts);
}
