/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-completion.h: a list of what may be meant, below the place where it is being typed
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  char *label;
  char *insert; /* what stands for it in the text */
  char *detail; /* (nullable) */
} WeirCandidate;

WeirCandidate *weir_candidate_new (const char *label, const char *insert, const char *detail);
void weir_candidate_free (WeirCandidate *candidate);
/* Whether @typed, in any case, is in @label, and that is worth saying: not when it is all of it. */
gboolean weir_completion_matches (const char *label, const char *typed);

#define WEIR_TYPE_COMPLETION (weir_completion_get_type ())
G_DECLARE_FINAL_TYPE (WeirCompletion, weir_completion, WEIR, COMPLETION, GObject)

/* signals:
 *   chosen (WeirCompletion *completion, const char *insert)   a person chose one of them */
WeirCompletion *weir_completion_new (GtkWidget *anchor);
void weir_completion_show (WeirCompletion *self, const GdkRectangle *at, GPtrArray *candidates,
                           gboolean preselect);
void weir_completion_hide (WeirCompletion *self);
gboolean weir_completion_is_shown (WeirCompletion *self);
gboolean weir_completion_handle_key (WeirCompletion *self, guint keyval, GdkModifierType state);
guint weir_completion_get_n_candidates (WeirCompletion *self);
const char *weir_completion_get_label (WeirCompletion *self, guint position);

G_END_DECLS
