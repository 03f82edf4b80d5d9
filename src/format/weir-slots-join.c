/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-slots-join.c: pieces of text put together again as a collection, laid out as it was
 */

#include "config.h"

#include "weir-slots.h"

#include <string.h>

static void
weir_piece_clear (gpointer data)
{
  WeirPiece *piece = data;

  g_free (piece->own);
  g_free (piece->text);
  g_free (piece->gap);
}

/**
 * weir_pieces_new:
 *
 * Returns: (transfer full): an empty list of WeirPiece
 */
GArray *
weir_pieces_new (void)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (WeirPiece));

  g_array_set_clear_func (pieces, weir_piece_clear);
  return pieces;
}

/**
 * weir_pieces_add:
 * @pieces: a list
 * @own: (transfer full): its comments
 * @text: (transfer full): itself
 * @gap: (transfer full) (nullable): what stands between it and the one before; %NULL for what is usual here
 * @slot: which one it was, or -1
 */
void
weir_pieces_add (GArray *pieces, char *own, char *text, char *gap, int slot)
{
  WeirPiece piece = { own, text, gap, slot };

  g_array_append_val (pieces, piece);
}

static char *
copy (const WeirLayout *layout, gsize start, gsize end)
{
  return g_strndup (layout->text + start, end > start ? end - start : 0);
}

static gboolean
is_blank_text (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

/* What stands above an entry of a block and belongs to nobody */
static char *
lead_of (const WeirSlots *self, const WeirLayout *layout, guint index)
{
  const WeirSlot *slot = weir_slots_get (self, index);

  return copy (layout, slot->lead, slot->own);
}

/* Between entries that were not neighbours */
static char *
usual_lead (const WeirSlots *self, const WeirLayout *layout)
{
  g_autofree char *lead = weir_slots_count (self) > 1 ? lead_of (self, layout, 1) : g_strdup ("");

  return is_blank_text (lead) ? g_steal_pointer (&lead) : g_strdup ("");
}

static gboolean
is_left (GArray *pieces, guint index)
{
  for (guint i = 0; i < pieces->len; i++)
    if (g_array_index (pieces, WeirPiece, i).slot == (int) index)
      return TRUE;
  return FALSE;
}

/* What stood above entries that are gone: text of nobody stays, and of empty lines the most there were. */
static char *
lead_with_gone (const WeirSlots *self, const WeirLayout *layout, GArray *pieces, guint index)
{
  g_autoptr (GString) lead = g_string_new (NULL);
  g_autofree char *own = lead_of (self, layout, index);
  g_autofree char *longest = g_strdup ("");
  guint first = index;

  while (first > 1 && !is_left (pieces, first - 1))
    first--;
  for (guint i = first; i < index; i++)
    {
      g_autofree char *gone = lead_of (self, layout, i);

      if (!is_blank_text (gone))
        g_string_append (lead, gone);
      else if (strlen (gone) > strlen (longest))
        {
          g_free (longest);
          longest = g_steal_pointer (&gone);
        }
    }
  if (lead->len == 0 && is_blank_text (own) && strlen (longest) > strlen (own))
    return g_steal_pointer (&longest);
  g_string_append (lead, own);
  return g_string_free (g_steal_pointer (&lead), FALSE);
}

static void
append_block_piece (const WeirSlots *self, const WeirLayout *layout, GArray *pieces, guint index,
                    GString *out)
{
  const WeirPiece *piece = &g_array_index (pieces, WeirPiece, index);
  const char *line_break = weir_layout_line_break (layout);
  g_autofree char *lead = NULL;

  if (index == 0)
    {
      lead = lead_of (self, layout, 0);
      g_string_append (out, lead);
      if (!self->is_inline)
        g_string_append_printf (out, "%s%s", piece->own, self->indentation);
      else if (*piece->own != '\0')
        g_string_append_printf (out, "%s%s", piece->own + strspn (piece->own, " \t"), self->indentation);
      g_string_append (out, piece->text);
      return;
    }
  if (piece->gap != NULL)
    lead = g_strdup (piece->gap);
  else if (piece->slot > 0)
    lead = lead_with_gone (self, layout, pieces, (guint) piece->slot);
  else
    lead = usual_lead (self, layout);
  g_string_append_printf (out, "%s%s%s%s%s", line_break, lead, piece->own, self->indentation, piece->text);
}

/* What stood above the last entries and belongs to nobody, "<<" above all, outlives them. */
static void
append_block_rest (const WeirSlots *self, const WeirLayout *layout, GArray *pieces, GString *out)
{
  guint n_slots = weir_slots_count (self);
  guint first = n_slots;

  while (first > 1 && !is_left (pieces, first - 1))
    first--;
  for (guint i = first; i < n_slots; i++)
    {
      g_autofree char *gone = lead_of (self, layout, i);

      if (!is_blank_text (gone))
        g_string_append_printf (out, "%s%.*s", weir_layout_line_break (layout),
                                (int) strlen (g_strchomp (gone)), gone);
    }
  g_string_append_len (out, layout->text + weir_slots_get (self, n_slots - 1)->end,
                       (gssize) (self->end - weir_slots_get (self, n_slots - 1)->end));
}

/* The blanks and line breaks before an entry in brackets, behind the comma */
static char *
flow_gap (const WeirSlots *self, const WeirLayout *layout, guint index)
{
  const WeirSlot *slot = weir_slots_get (self, index);

  return copy (layout, slot->lead, slot->own);
}

static gboolean
has_break (const char *text)
{
  return strpbrk (text, "\r\n") != NULL;
}

/* As between the others; of a single one by how it stands itself. */
static char *
usual_flow_gap (const WeirSlots *self, const WeirLayout *layout)
{
  const WeirSlot *first = weir_slots_get (self, 0);
  g_autofree char *gap = flow_gap (self, layout, weir_slots_count (self) > 1 ? 1 : 0);
  gsize colon = first->entry->key_end;

  if (weir_slots_count (self) > 1 || has_break (gap))
    return g_steal_pointer (&gap);
  if (first->entry->key == NULL)
    return g_strdup (" ");
  while (colon < first->entry->start && layout->text[colon] != ':')
    colon++;
  return g_strdup (colon + 1 < first->entry->start ? " " : "");
}

/* The comment behind an entry in brackets */
static char *
flow_comment (const WeirLayout *layout, const WeirSlot *slot)
{
  gsize comma = weir_layout_skip_blanks (layout, slot->core);

  return copy (layout, weir_layout_is_at (layout, comma, ',') ? comma + 1 : slot->core, slot->end);
}

static char *
choose_flow_gap (const WeirSlots *self, const WeirLayout *layout, const WeirPiece *piece, guint index)
{
  g_autofree char *gap = NULL;

  if (index == 0)
    return flow_gap (self, layout, 0);
  if (piece->gap != NULL)
    return g_strdup (piece->gap);
  if (piece->slot > 0)
    return flow_gap (self, layout, (guint) piece->slot);
  return usual_flow_gap (self, layout);
}

static void
join_flow (const WeirSlots *self, const WeirLayout *layout, GArray *pieces, GString *out)
{
  const WeirSlot *first = weir_slots_get (self, 0);
  const WeirSlot *last = weir_slots_get (self, weir_slots_count (self) - 1);
  gboolean has_final_comma = weir_layout_is_at (layout, weir_layout_skip_blanks (layout, last->core), ',');
  g_autofree char *comment = g_strdup ("");

  g_string_append_len (out, layout->text + self->start, (gssize) (first->lead - self->start));
  for (guint i = 0; i < pieces->len; i++)
    {
      const WeirPiece *piece = &g_array_index (pieces, WeirPiece, i);
      g_autofree char *gap = choose_flow_gap (self, layout, piece, i);

      if (*comment != '\0' && !has_break (gap))
        g_string_append (out, weir_layout_line_break (layout));
      g_string_append_printf (out, "%s%s%s", gap, piece->own, piece->text);
      if (i + 1 < pieces->len || has_final_comma)
        g_string_append_c (out, ',');
      g_free (comment);
      comment = piece->slot >= 0 ? flow_comment (layout, weir_slots_get (self, (guint) piece->slot))
                                 : g_strdup ("");
      g_string_append (out, comment);
    }
  if (*comment != '\0' && !has_break (layout->text + last->end))
    g_string_append (out, weir_layout_line_break (layout));
  g_string_append_len (out, layout->text + last->end, (gssize) (self->end - last->end));
}

/**
 * weir_slots_join:
 * @self: the slots of a collection
 * @layout: the text
 * @pieces: (element-type WeirPiece): what is in it now, at least one
 * @out: where the text from the start to the end of @self is appended
 *
 * Pieces that were there keep what stood before them; a new first one takes the place of the old one.
 */
void
weir_slots_join (const WeirSlots *self, const WeirLayout *layout, GArray *pieces, GString *out)
{
  if (self->is_flow)
    {
      join_flow (self, layout, pieces, out);
      return;
    }
  for (guint i = 0; i < pieces->len; i++)
    append_block_piece (self, layout, pieces, i, out);
  append_block_rest (self, layout, pieces, out);
}
