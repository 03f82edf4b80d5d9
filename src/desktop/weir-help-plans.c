/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-help-plans.c: what a newcomer should know about load plans: sections of texts and pictures
 *
 * The pictures are drawn by the same code as those of a person's own plans, from small examples.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-help-plans.h"
#include "weir-mode-timeline.h"
#include "weir-plan-picture.h"
#include "weir-schedule-chart.h"

#define S G_USEC_PER_SEC
#define MS 1000

static WeirIteration *
add_iteration (WeirRound *round, const char *name, WeirMode mode)
{
  g_autoptr (WeirIteration) iteration = weir_iteration_new (name);

  weir_pacing_set_mode (weir_iteration_get_pacing (iteration), mode);
  g_list_store_append (weir_round_get_iterations (round), iteration);
  return iteration;
}

static WeirRound *
add_round (WeirPlan *plan, const char *name, guint clients, gint64 arrival_delay_us)
{
  g_autoptr (WeirRound) round = weir_round_new (name);

  weir_round_set_clients (round, clients);
  weir_round_set_arrival_delay_us (round, arrival_delay_us);
  g_list_store_append (weir_plan_get_rounds (plan), round);
  return round;
}

static WeirChart *
draw_plan (void)
{
  g_autoptr (WeirPlan) plan = weir_plan_new ("");
  WeirRound *buyers = add_round (plan, _ ("Buyers"), 20, 500 * MS);
  WeirRound *watchers = add_round (plan, _ ("Watchers"), 5, 0);
  WeirRound *late = add_round (plan, _ ("Late guests"), 10, 0);
  WeirPacing *browse = NULL;
  WeirPacing *look = NULL;
  g_autoptr (WeirPlanOutlook) outlook = NULL;

  add_iteration (buyers, _ ("Sign in"), WEIR_MODE_R);
  browse = weir_iteration_get_pacing (add_iteration (buyers, _ ("Browse"), WEIR_MODE_D));
  weir_pacing_set_duration_us (browse, 20 * S);
  look = weir_iteration_get_pacing (add_iteration (watchers, _ ("Look"), WEIR_MODE_D));
  weir_pacing_set_duration_us (look, 25 * S);
  weir_round_set_together (watchers, TRUE);
  weir_round_set_startup_delay_us (watchers, 3 * S);
  look = weir_iteration_get_pacing (add_iteration (late, _ ("Look again"), WEIR_MODE_D));
  weir_pacing_set_duration_us (look, 10 * S);
  outlook = weir_plan_outlook_new (plan);
  return weir_plan_picture_new_chart (outlook);
}

static WeirChart *
draw_mode (WeirMode mode, guint64 requests, gint64 duration_us, guint batch, gint64 cool_down_us)
{
  g_autoptr (WeirIteration) iteration = weir_iteration_new ("");
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);

  weir_pacing_set_mode (pacing, mode);
  weir_pacing_set_request_count (pacing, requests);
  weir_pacing_set_duration_us (pacing, duration_us);
  weir_pacing_set_batch_size (pacing, batch);
  weir_pacing_set_cool_down_us (pacing, cool_down_us);
  return weir_mode_timeline_new_chart (iteration, NULL);
}

static WeirChart *
draw_r (void)
{
  return draw_mode (WEIR_MODE_R, 5, 0, 1, 0);
}

static WeirChart *
draw_d (void)
{
  return draw_mode (WEIR_MODE_D, 1, 30 * S, 1, 0);
}

static WeirChart *
draw_crb (void)
{
  return draw_mode (WEIR_MODE_CRB, 11, 0, 4, 400 * MS);
}

static WeirChart *
draw_dcb (void)
{
  return draw_mode (WEIR_MODE_DCB, 1, 3 * S, 4, 500 * MS);
}

static WeirChart *
draw_cb (void)
{
  return draw_mode (WEIR_MODE_CB, 1, 0, 4, S);
}

static WeirChart *
draw_rate (void)
{
  g_autoptr (WeirIteration) iteration = weir_iteration_new ("");
  g_autoptr (WeirArrivalRate) rate = weir_arrival_rate_new ();
  g_autoptr (WeirRateStage) up = weir_rate_stage_new (100, 10 * S);
  g_autoptr (WeirRateStage) level = weir_rate_stage_new (100, 20 * S);
  g_autoptr (WeirRateStage) down = weir_rate_stage_new (0, 5 * S);

  weir_arrival_rate_set_rate (rate, 10);
  g_list_store_append (weir_arrival_rate_get_stages (rate), up);
  g_list_store_append (weir_arrival_rate_get_stages (rate), level);
  g_list_store_append (weir_arrival_rate_get_stages (rate), down);
  weir_pacing_set_arrival_rate (weir_iteration_get_pacing (iteration), rate);
  return weir_mode_timeline_new_chart (iteration, NULL);
}

static const WeirHelpItem rounds[] = {
  { N_ ("A load plan says which requests are sent, how many, when and by how many clients, and which numbers "
        "make the outcome a failure."),
    NULL },
  { N_ ("A round is a phase of the plan: a group of clients that work through a list of iterations. Rounds "
        "follow one another, unless one starts with the round before. A client is one simulated user, with "
        "cookies, connections and variables of its own; clients arrive one after another, or in stages."),
    NULL },
  { N_ ("An iteration is a named job: one request, a mode that says how often it is sent, conditions and "
        "rules. Each client does the iterations of its round once, one after another or at the same time."),
    draw_plan },
  { N_ ("All numbers of a mode are those of one client: 10 requests and 3 clients make 30 requests. What a "
        "plan will do, as far as it can be known, stands above its form and where its results will be."),
    NULL },
};

static const WeirHelpItem one_by_one[] = {
  { N_ ("R sends a number of requests. The next one starts when the one before is complete, so a slow server "
        "gets fewer requests per second."),
    draw_r },
  { N_ ("D does the same for a time. The request that is under way when the time is over is completed."),
    draw_d },
};

static const WeirHelpItem batches[] = {
  { N_ ("A batch is a number of requests that start at the same moment. The next batch starts when its time "
        "has come, whatever became of the one before: a slow server sees batches that overlap."),
    NULL },
  { N_ ("CRB sends batches up to a number of requests; the last one is what remains."), draw_crb },
  { N_ ("DCB sends batches for a time; no batch starts when that is over."), draw_dcb },
  { N_ ("CB sends batches until a termination rule or Stop ends it."), draw_cb },
  { N_ ("With “As fast as it goes”, a batch starts sooner when the one before it is answered. That costs "
        "more "
        "processor and memory, and single requests are not listed."),
    NULL },
};

static const WeirHelpItem rates[] = {
  { N_ ("A rate starts requests by the clock, however long the answers take, as visitors come who know "
        "nothing of each other. It changes evenly from stage to stage. Where too many requests of a client "
        "are under way, starts are left out and counted."),
    draw_rate },
  { N_ ("Requests in the warm-up of an iteration are sent and counted apart: they are in no figure and in no "
        "rule."),
    NULL },
};

static const WeirHelpItem rules[] = {
  { N_ ("Failure rules are looked at once, when an iteration is over: one that holds makes it fail. Without "
        "any, it fails when more than 5 % of its requests failed, or more than 1 % with a status of 500 or "
        "above."),
    NULL },
  { N_ ("Termination rules are looked at ten times a second while requests are sent, over the numbers of all "
        "clients. One that holds begins its countdown, the grace period; when it holds no more, the "
        "countdown "
        "is cleared. When it has held for the whole grace period, it fires: this iteration ends for all "
        "clients, its requests under way are cancelled, other iterations and rounds go on."),
    weir_chart_new_countdown_example },
  { N_ ("A rule that has no numbers to look at does not hold: before the first answer, without handshakes, "
        "or "
        "with fewer samples than it asks for."),
    NULL },
};

static const WeirHelpItem times[] = {
  { N_ ("Time is what a request itself took: finding the address, connecting, sending, waiting and "
        "receiving, "
        "each once."),
    NULL },
  { N_ ("Late by is how long after its planned start a request began, because this computer was held up. "
        "Time "
        "from planned start is both together: how long somebody would have waited who came by the plan."),
    weir_chart_new_lateness_example },
  { N_ ("In batches and rates, Time from planned start is the honest number. Where one request follows "
        "another, there is no plan to be late for, and both are nearly the same."),
    NULL },
};

static const WeirHelpItem quality[] = {
  { N_ ("While it sends requests, Weir watches the computer it runs on. When the processor is nearly used "
        "up, "
        "starts come late, fewer of them are made than planned, or files or memory run short, the results "
        "say that this computer was busy, or the bottleneck: then the numbers tell of it, not of the "
        "server."),
    NULL },
  { N_ ("Only load systems you are allowed to. The first load on a host that is not this computer asks, and "
        "names the host and the rate."),
    NULL },
};

/**
 * weir_help_plans_get_sections:
 * @n_sections: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_sections): what there is to know, in the order of learning it
 */
const WeirHelpSection *
weir_help_plans_get_sections (guint *n_sections)
{
  static const WeirHelpSection sections[] = {
    { "rounds", N_ ("Rounds, clients, iterations"), rounds, G_N_ELEMENTS (rounds) },
    { "one-by-one", N_ ("One after another: R and D"), one_by_one, G_N_ELEMENTS (one_by_one) },
    { "batches", N_ ("Batches: CRB, DCB and CB"), batches, G_N_ELEMENTS (batches) },
    { "rates", N_ ("By the clock: a rate"), rates, G_N_ELEMENTS (rates) },
    { "rules", N_ ("Rules and grace periods"), rules, G_N_ELEMENTS (rules) },
    { "times", N_ ("Time, and late by"), times, G_N_ELEMENTS (times) },
    { "quality", N_ ("Can the numbers be trusted?"), quality, G_N_ELEMENTS (quality) },
  };

  *n_sections = G_N_ELEMENTS (sections);
  return sections;
}
