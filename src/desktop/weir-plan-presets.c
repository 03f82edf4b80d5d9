/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-presets.c: what a new load plan can begin with
 *
 * Each is a plan to be changed: it is aimed at this computer, so that none of them loads anybody's server.
 */

#include "config.h"

#include "weir-plan-presets.h"
#include "weir-session.h"

#define BASE "http://127.0.0.1:8020"

#define BEGIN(name, what)                                                                                    \
  "# " what "\n"                                                                                             \
  "name: " name "\n"                                                                                         \
  "variables:\n"                                                                                             \
  "  # What is tested. Load only systems you are allowed to.\n"                                              \
  "  - name: base\n"                                                                                         \
  "    value: " BASE "\n"                                                                                    \
  "rounds:\n"

#define ROUND(name)                                                                                          \
  "  - name: " name "\n"                                                                                     \
  "    baseUrl: ${base}\n"

#define ITERATION                                                                                            \
  "    iterations:\n"                                                                                        \
  "      - name: List items\n"

#define REQUEST                                                                                              \
  "        httpRequest:\n"                                                                                   \
  "          url: /items?limit=10\n"

#define LIMIT                                                                                                \
  "        # Looked at when the iteration is over.\n"                                                        \
  "        failureRules:\n"                                                                                  \
  "          - metric: TotalTime.P95 > 500 ms\n"                                                             \
  "          - metric: ErrorRate > 1 %\n"

#define STOP                                                                                                 \
  "        # Looked at all the time: this ends the iteration early.\n"                                       \
  "        terminationRules:\n"                                                                              \
  "          - metric: ErrorRate > 50 %\n"                                                                   \
  "            gracePeriod: 10s\n"

static const char load[] = BEGIN ("Load", "As many users as are expected, for a while.") ROUND ("Users")
    "    numberOfClients: 20\n"
    "    arrivalDelay: 500ms # all are there after 10 s\n" ITERATION
    "        # One request a second and user, for two minutes.\n"
    "        mode: DCB\n"
    "        duration: 120s\n"
    "        batchSize: 1\n"
    "        coolDownTime: 1s\n" REQUEST LIMIT STOP;

static const char stress[] = BEGIN ("Stress", "More and more users, until something gives way.")
    ROUND ("Crowd")
    "    # 20 users, then 60, then 140.\n"
    "    stages:\n"
    "      - { numberOfClients: 20, arrivalDelay: 500ms }\n"
    "      - { numberOfClients: 40, arrivalDelay: 250ms }\n"
    "      - { numberOfClients: 80, arrivalDelay: 125ms }\n" ITERATION
    "        # Each as fast as it is answered, for a minute.\n"
    "        mode: D\n"
    "        duration: 60s\n" REQUEST LIMIT STOP;

static const char spike[] = BEGIN ("Spike", "A few users all the time, and a crowd that comes at once.")
    ROUND ("Everyday")
    "    numberOfClients: 5\n" ITERATION
    "        mode: DCB\n"
    "        duration: 90s\n"
    "        batchSize: 1\n"
    "        coolDownTime: 1s\n" REQUEST LIMIT ROUND ("Crowd")
    "    together: true # with the round before, not after it\n"
    "    startupDelay: 30s\n"
    "    numberOfClients: 100\n" ITERATION
    "        mode: D\n"
    "        duration: 15s\n" REQUEST STOP;

static const char soak[] = BEGIN ("Soak", "Few users for a long time: what leaks, shows.") ROUND ("Users")
    "    numberOfClients: 10\n"
    "    arrivalDelay: 1s\n" ITERATION
    "        # One request every two seconds and user, for two hours.\n"
    "        mode: DCB\n"
    "        duration: 2h\n"
    "        batchSize: 1\n"
    "        coolDownTime: 2s\n" REQUEST LIMIT STOP;

static const char rate[] = BEGIN ("Rate", "So many requests a second, however long each takes.")
    ROUND ("Requests") ITERATION
    "        # From 10 to 50 a second in half a minute, then 50 a second for half a minute.\n"
    "        arrivalRate:\n"
    "          rate: 10\n"
    "          stages:\n"
    "            - { rate: 50, duration: 30s }\n"
    "            - { rate: 50, duration: 30s }\n" REQUEST LIMIT STOP;

static const struct
{
  const char *name;
  const char *text;
} presets[] = {
  { "one", WEIR_NEW_PLAN_TEXT }, { "load", load }, { "stress", stress },
  { "spike", spike },            { "soak", soak }, { "rate", rate },
};

/**
 * weir_plan_preset_dup_text:
 * @name: which one
 * @base: (nullable): what it is aimed at; %NULL: where weir-cli serve answers
 *
 * Returns: (transfer full) (nullable): the plan in YAML
 */
char *
weir_plan_preset_dup_text (const char *name, const char *base)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_str_equal (presets[i].name, name))
      {
        GString *text = g_string_new (presets[i].text);

        if (base != NULL)
          g_string_replace (text, BASE, base, 0);
        return g_string_free (text, FALSE);
      }
  return NULL;
}
