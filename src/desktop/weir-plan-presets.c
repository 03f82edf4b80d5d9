/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-presets.c: what a new load plan can begin with
 *
 * Each is a plan to be changed: it is aimed at this computer, so that none of them loads anybody's server.
 */

#include "config.h"

#include "weir-plan-presets.h"
#include "weir-session.h"

#define BEGIN(name)                                                                                          \
  "name: " name "\n"                                                                                         \
  "variables:\n"                                                                                             \
  "  - name: base\n"                                                                                         \
  "    value: http://127.0.0.1:8020\n"                                                                       \
  "rounds:\n"

#define ROUND(name)                                                                                          \
  "  - name: " name "\n"                                                                                     \
  "    baseUrl: ${base}\n"

#define ITERATION                                                                                            \
  "    iterations:\n"                                                                                        \
  "      - name: Home\n"

#define REQUEST                                                                                              \
  "        httpRequest:\n"                                                                                   \
  "          url: /\n"

#define LIMIT                                                                                                \
  "        failureRules:\n"                                                                                  \
  "          - metric: TotalTime.P95 > 500 ms\n"                                                             \
  "          - metric: ErrorRate > 1 %\n"

#define STOP                                                                                                 \
  "        terminationRules:\n"                                                                              \
  "          - metric: ErrorRate > 50 %\n"                                                                   \
  "            gracePeriod: 10s\n"

/* As many users as are expected, for a while. */
static const char load[] = BEGIN ("Load") ROUND ("Users")
    "    numberOfClients: 20\n"
    "    arrivalDelay: 500ms\n" ITERATION
    "        mode: DCB\n"
    "        duration: 120s\n"
    "        batchSize: 1\n"
    "        coolDownTime: 1s\n" REQUEST LIMIT STOP;

/* More and more users, until something gives way. */
static const char stress[] = BEGIN ("Stress") ROUND ("Crowd")
    "    stages:\n"
    "      - { numberOfClients: 20, arrivalDelay: 500ms }\n"
    "      - { numberOfClients: 40, arrivalDelay: 250ms }\n"
    "      - { numberOfClients: 80, arrivalDelay: 125ms }\n" ITERATION
    "        mode: D\n"
    "        duration: 60s\n" REQUEST STOP;

/* A few users all the time, and a crowd that comes at once. */
static const char spike[] = BEGIN ("Spike") ROUND ("Everyday")
    "    numberOfClients: 5\n" ITERATION
    "        mode: DCB\n"
    "        duration: 90s\n"
    "        batchSize: 1\n"
    "        coolDownTime: 1s\n" REQUEST LIMIT ROUND ("Crowd")
    "    together: true\n"
    "    startupDelay: 30s\n"
    "    numberOfClients: 100\n" ITERATION
    "        mode: D\n"
    "        duration: 15s\n" REQUEST;

/* Few users for a long time: what leaks, shows. */
static const char soak[] = BEGIN ("Soak") ROUND ("Users")
    "    numberOfClients: 10\n"
    "    arrivalDelay: 1s\n" ITERATION
    "        mode: DCB\n"
    "        duration: 2h\n"
    "        batchSize: 1\n"
    "        coolDownTime: 2s\n" REQUEST LIMIT STOP;

/* So many requests a second, however long each takes. */
static const char rate[] = BEGIN ("Rate") ROUND ("Requests") ITERATION
    "        mode: DCB\n"
    "        duration: 60s\n"
    "        batchSize: 5\n"
    "        coolDownTime: 100ms\n" REQUEST LIMIT STOP;

static const struct
{
  const char *name;
  const char *text;
} presets[] = {
  { "one", WEIR_NEW_PLAN_TEXT }, { "load", load }, { "stress", stress },
  { "spike", spike },            { "soak", soak }, { "rate", rate },
};

/**
 * weir_plan_preset_get_text:
 * @name: which one
 *
 * Returns: (transfer none) (nullable): the plan in YAML
 */
const char *
weir_plan_preset_get_text (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_str_equal (presets[i].name, name))
      return presets[i].text;
  return NULL;
}
