/* SPDX-License-Identifier: GPL-3.0-or-later
 * edit-flow.c: what every keystroke in the window costs: one value of a flow written into its document
 *
 * Prints for flows of 200 and of 1 000 steps the median and the longest of many edits, in milliseconds of
 * processor time. The longest is the first, which has to read the whole document.
 */

#include "config.h"

#include "weir-flow-edit.h"
#include "weir-flow-format.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define EDITS 15

static const char step_text[] = "  - name: Step %u # as the shop has it\n"
                                "    httpRequest:\n"
                                "      method: POST\n"
                                "      url: ${base}/items/%u?page=1\n"
                                "      headers:\n"
                                "        Accept: application/json\n"
                                "        X-Token: ${token}\n"
                                "      payload:\n"
                                "        raw: |\n"
                                "          {\"name\": \"Pencil\", \"amount\": %u}\n"
                                "    extract:\n"
                                "      - { name: id, from: body, path: $.id }\n"
                                "    assert:\n"
                                "      # whatever else happens\n"
                                "      - { from: status, is: \"<\", value: 400 }\n"
                                "      - { from: body, path: $.name, is: \"=\", value: Pencil }\n";

static char *
make_text (guint n_steps)
{
  GString *text = g_string_new ("name: Shop\nvariables:\n  - { name: base, value: \"http://127.0.0.1/\" }\n"
                                "  - { name: token, value: t }\nsteps:\n");

  for (guint i = 1; i <= n_steps; i++)
    g_string_append_printf (text, step_text, i, i, i);
  return g_string_free (text, FALSE);
}

static double
cpu_ms (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent);
  return (double) spent.tv_sec * 1e3 + (double) spent.tv_nsec / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

static void
change_url (WeirStep *step, guint edit)
{
  g_autofree char *url = g_strdup_printf ("${base}/items/%u", edit);

  weir_request_set_url (weir_step_get_request (step), url);
}

static void
change_name (WeirStep *step, guint edit)
{
  g_autofree char *name = g_strdup_printf ("Another name %u", edit);

  weir_step_set_name (step, name);
}

static void
measure (guint n_steps, const char *what, void (*change) (WeirStep *step, guint edit))
{
  g_autofree char *text = make_text (n_steps);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (text, strlen (text), FALSE, problems);
  g_autoptr (WeirEditMemory) memory = weir_edit_memory_new ();
  double spent_ms[EDITS];

  for (guint i = 0; i < EDITS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *edited = NULL;
      double begin_ms;

      change (weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, n_steps / 2), i);
      begin_ms = cpu_ms ();
      edited = weir_flow_edit_text_with (memory, text, strlen (text), FALSE, flow, &error);
      spent_ms[i] = cpu_ms () - begin_ms;
      if (edited == NULL)
        {
          g_printerr ("%s\n", error->message);
          exit (EXIT_FAILURE);
        }
    }
  qsort (spent_ms, EDITS, sizeof *spent_ms, compare);
  g_print ("%4u steps, %-5s median %6.1f ms, longest %6.1f ms\n", n_steps, what, spent_ms[EDITS / 2],
           spent_ms[EDITS - 1]);
}

int
main (void)
{
  static const guint sizes[] = { 200, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      measure (sizes[i], "value", change_url);
      measure (sizes[i], "name", change_name);
    }
  return EXIT_SUCCESS;
}
