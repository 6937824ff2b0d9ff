/* SPDX-License-Identifier: MIT */
/* See decide.h. */
#include "view/decide.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/reading.h"
#include "view/confirm.h"
#include "view/event.h"
#include "view/extend.h"
#include "view/keep.h"
#include "view/order.h"
#include "view/sheet.h"

#include <stdlib.h>
#include <string.h>

enum { KEPT_SHOWN = 4 };

struct sent {
	struct view *sheet; /* only compared: it may have gone */
	char *path;
	char draft[UUID_TEXT]; /* the sheet's, or "" */
	decide_say *say;
};

static void answered(void *data, struct app *app, struct view *view, const struct rows *rows,
		     const struct err_info *why)
{
	const struct sent *sent = data;

	if (why != NULL) {
		if (view != NULL && view == sent->sheet) {
			sheet_wait(view, false);
			app_say(app, THEME_ALERT, "%s", why->text);
		} else {
			app_say(app, THEME_ALERT, "%s: %s", sent->path, why->text);
		}
		return;
	}
	if (view != NULL && view == sent->sheet)
		sheet_done(view);
	else if (*sent->draft != '\0')
		keep_drop(app, sent->draft);
	sent->say(app, sent->path, rows);
}

static void free_sent(void *data)
{
	struct sent *sent = data;

	free(sent->path);
	free(sent);
}

void decide_send(struct app *app, struct view *sheet, enum query query,
		 const char *const *params, const char *path, decide_say *say)
{
	struct sent *sent = mem_new(1, sizeof(*sent));
	const char *uuid = sheet != NULL ? sheet_uuid(sheet) : NULL;

	*sent = (struct sent){.sheet = sheet, .path = mem_copy(path != NULL ? path : ""), .say = say};
	if (uuid != NULL)
		memcpy(sent->draft, uuid, UUID_TEXT);
	if (sheet != NULL)
		sheet_wait(sheet, true);
	order_send(app, &(struct order){.query = query,
					.params = params,
					.uuid = uuid,
					.view = sheet,
					.answered = answered,
					.free = free_sent,
					.data = sent});
}

void decide_refuse(struct view *sheet, const char *why)
{
	struct app *app = sheet->app;
	char *text = mem_copy(why);

	app_close(app, sheet);
	app_say(app, THEME_ALERT, "%s", text);
	free(text);
}

const char *decide_value(struct form *form, int field)
{
	const char *value = form_value(form, field);

	return value[strspn(value, " ")] != '\0' ? value : NULL;
}

/* What was kept: "unit TAB period", a line each. The first few are enough. */
static void add_kept(const char *lines, struct str *out, struct arena *arena)
{
	for (int i = 0; *lines != '\0'; i++) {
		size_t unit = strcspn(lines, "\t"), len = strcspn(lines, "\n");
		const char *period = reading_period(
		    arena_copy_bytes(arena, lines + unit + 1, len - unit - 1), arena);

		if (i == KEPT_SHOWN) {
			str_add(out, " …)");
			break;
		}
		str_addf(out, "%s%.*s%s%s", i > 0 ? "; " : " (", (int)unit, lines,
			 *period != '\0' ? ", " : "", period);
		lines += len + (lines[len] != '\0');
		if (*lines == '\0')
			str_add_char(out, ')');
	}
}

const char *decide_renewed(const struct rows *rows, struct arena *arena)
{
	static const struct {
		const char *column, *words;
	} counts[] = {{"added", N_("%d added")},
		      {"moved", N_("%d moved")},
		      {"removed", N_("%d taken away")},
		      {"kept", N_("%d kept as they are")}};
	struct str out = STR_EMPTY;
	const char *text;

	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		int count = (int)rows_int(rows, 0, counts[i].column);

		if (count == 0)
			continue;
		str_add(&out, out.len > 0 ? ", " : "; ");
		str_addf(&out, _(counts[i].words), count);
	}
	add_kept(rows_text(rows, 0, "kept_which"), &out, arena);
	text = arena_copy(arena, str_data(&out));
	str_free(&out);
	return text;
}

static bool is_ours(enum action action)
{
	return action == ACTION_EVENT || action == ACTION_SET_DATE || action == ACTION_CONFIRM ||
	       action == ACTION_EXTEND || action == ACTION_REPORT;
}

static void extend(struct app *app, const struct occurrence *owed, const char *path)
{
	struct arena *arena;

	if (owed == NULL || owed->id == 0) {
		app_say(app, THEME_ALERT, _("Go to the row of the unit that is to get a later date."));
		return;
	}
	arena = arena_new();
	extend_open(app, owed, task_name(arena, path, owed->unit, owed->period));
	arena_free(arena);
}

bool decide_act(struct view *view, enum action action, int64_t node,
		const struct occurrence *owed, const char *path)
{
	struct app *app = view->app;

	if (!is_ours(action))
		return false;
	if (app_refuses(app, action))
		return true;
	if (node == 0)
		app_say(app, THEME_ALERT, _("Go to a task first: unfold the plan and its section."));
	else if (action == ACTION_CONFIRM)
		confirm_open(app, node);
	else if (action == ACTION_REPORT)
		confirm_report(app, node);
	else if (action == ACTION_EXTEND)
		extend(app, owed, path);
	else
		event_open(app, node, action == ACTION_EVENT ? EVENT_HAPPENED : EVENT_DATE);
	return true;
}
