/* SPDX-License-Identifier: MIT */
/* See picks.h. */
#include "widget/picks.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Where `id` stands, or would. */
static int place(const struct picks *picks, int64_t id)
{
	int low = 0, high = picks->count;

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (picks->ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool picks_has(const struct picks *picks, int64_t id)
{
	int at = place(picks, id);

	return picks->ids != NULL && at < picks->count && picks->ids[at] == id;
}

void picks_add(struct picks *picks, int64_t id)
{
	int at = place(picks, id);

	if (id == 0 || picks_has(picks, id))
		return;
	if (picks->count == picks->room) {
		picks->room = picks->room > 0 ? picks->room * 2 : 16;
		picks->ids = mem_grow(picks->ids, (size_t)picks->room, sizeof(*picks->ids));
	}
	memmove(&picks->ids[at + 1], &picks->ids[at],
		(size_t)(picks->count - at) * sizeof(*picks->ids));
	picks->ids[at] = id;
	picks->count++;
}

void picks_toggle(struct picks *picks, int64_t id)
{
	int at = place(picks, id);

	if (!picks_has(picks, id)) {
		picks_add(picks, id);
		return;
	}
	picks->count--;
	memmove(&picks->ids[at], &picks->ids[at + 1],
		(size_t)(picks->count - at) * sizeof(*picks->ids));
}

void picks_clear(struct picks *picks)
{
	picks->count = 0;
	picks->last = 0;
}

void picks_free(struct picks *picks)
{
	free(picks->ids);
	*picks = (struct picks){0};
}

/* From the row picked last to the focus; without one, the focus alone. */
static void pick_range(struct picks *picks, const struct list *list, picks_id_fn *id, void *data)
{
	int from = list->focus;
	int to = from;

	for (int i = 0; i < list->count; i++) {
		if (picks->last != 0 && id(data, i) == picks->last) {
			from = i < from ? i : from;
			to = i > to ? i : to;
			break;
		}
	}
	for (int i = from; i <= to; i++)
		picks_add(picks, id(data, i));
	if (id(data, list->focus) != 0)
		picks->last = id(data, list->focus);
}

bool picks_act(struct picks *picks, struct list *list, enum action action, picks_id_fn *id,
	       void *data)
{
	switch (action) {
	case ACTION_PICK:
		if (list->count == 0)
			return true;
		picks->last = id(data, list->focus);
		if (picks->last != 0)
			picks_toggle(picks, picks->last);
		list_focus(list, list->focus + 1);
		return true;
	case ACTION_PICK_RANGE:
		if (list->count > 0)
			pick_range(picks, list, id, data);
		return true;
	case ACTION_PICK_ALL:
		for (int i = 0; i < list->count; i++)
			picks_add(picks, id(data, i));
		return true;
	case ACTION_PICK_NONE:
		picks_clear(picks);
		return true;
	case ACTION_BACK:
		if (picks->count == 0)
			return false;
		picks_clear(picks);
		return true;
	default:
		return false;
	}
}

void picks_keep(struct picks *picks, int count, picks_id_fn *id, void *data)
{
	struct picks kept = {.last = picks->last};

	if (picks->count == 0)
		return;
	for (int i = 0; i < count; i++)
		if (picks_has(picks, id(data, i)))
			picks_add(&kept, id(data, i));
	free(picks->ids);
	*picks = kept;
}

void picks_say(const struct picks *picks, struct str *out)
{
	if (picks->count > 0)
		str_addf(out, _(" [%d picked]"), picks->count);
}
