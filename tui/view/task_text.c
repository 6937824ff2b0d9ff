/* SPDX-License-Identifier: MIT */
/* See task_text.h. */
#include "view/task_text.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/text.h"
#include "plan/reading.h"

#include <string.h>

static const char *lead_text(const struct rows *rows, int row, struct arena *arena)
{
	const char *text = rows_text(rows, row, "text");
	const char *unit = rows_text(rows, row, "unit_name");
	const char *group = rows_text(rows, row, "group_name");

	if (*text == '\0')
		return arena_printf(arena, _("nobody is named: the plan's issuer owes it (%s)"), unit);
	if (rows_bool(rows, row, "fallback"))
		return arena_printf(arena, _("\"%s\" names no unit: the plan's issuer owes it (%s)"),
				    text, unit);
	if (*group != '\0')
		return arena_printf(arena, _("\"%s\": %s, %d units"), text, group,
				    (int)rows_int(rows, row, "members"));
	if (*unit != '\0' && strcmp(unit, text) != 0)
		return arena_printf(arena, "\"%s\": %s", text, unit);
	return NULL; /* it says no more than the wording above it */
}

int task_text_leads(const struct rows *rows, struct arena *arena, const char ***lines)
{
	int count = 0;

	*lines = arena_alloc(arena, (size_t)(rows_count(rows) + 1) * sizeof(char *));
	for (int i = 0; i < rows_count(rows); i++) {
		const char *line;

		if (strcmp(rows_text(rows, i, "role"), "lead") != 0)
			continue;
		line = lead_text(rows, i, arena);
		if (line != NULL)
			(*lines)[count++] = line;
	}
	return count;
}

const char *task_text_reading(const struct rows *rows, struct arena *arena)
{
	const char *words = reading_words(rows_text(rows, 0, "reading"), arena);
	const char *typed = rows_text(rows, 0, "typed");
	const char *by = rows_text(rows, 0, "confirmed_by");

	if (*typed != '\0')
		words = arena_printf(arena, _("%s, from \"%s\" (the program had read: %s)"), words, typed,
				     reading_words(rows_text(rows, 0, "proposed"), arena));
	if (*by == '\0')
		return arena_printf(arena, _("%s (proposed)"), words);
	return arena_printf(arena, _("%s, confirmed by %s on %s"), words, by,
			    rows_text(rows, 0, "confirmed_on"));
}

const char *task_text_report(const struct rows *rows, struct arena *arena)
{
	if (!rows_bool(rows, 0, "report"))
		return "";
	return arena_printf(arena, _("periodic, due on each unit's submission day (%s)"),
			    rows_text(rows, 0, "report_by"));
}

/* The day that it set, or how it moved; "" for what has none. */
static const char *history_day(const struct rows *rows, int row, struct arena *arena)
{
	int day = rows_date(rows, row, "day");
	int from = rows_date(rows, row, "from_due"), to = rows_date(rows, row, "to_due");
	char one[DATE_TEXT], other[DATE_TEXT];

	if (from != DATE_NONE && to != DATE_NONE)
		return arena_printf(arena, " %s → %s", date_show(from, one), date_show(to, other));
	if (from != DATE_NONE || day != DATE_NONE)
		return arena_printf(arena, " %s", date_show(day != DATE_NONE ? day : from, one));
	return "";
}

/* "(Sở Y tế, quý I)", "(65 đơn vị, quý I)": of what moved or was removed alike. */
static const char *history_units(const struct rows *rows, int row, struct arena *arena)
{
	const char *period = reading_period(rows_text(rows, row, "period"), arena);
	const char *name = rows_text(rows, row, "owed_name");
	int alike = (int)rows_int(rows, row, "alike");

	if (alike == 0)
		return "";
	if (alike > 1)
		name = arena_printf(arena, _("%d units"), alike);
	return arena_printf(arena, " (%s%s%s)", name, *period != '\0' ? ", " : "", period);
}

const char *task_text_withdrawn(const struct rows *rows, struct arena *arena)
{
	const char *day = rows_text(rows, 0, "withdrawn");

	return *day == '\0' ? ""
			    : arena_printf(arena, "%s: %s", day, rows_text(rows, 0, "withdrawn_reason"));
}

/* What was written anew, and how it read before. */
static const char *history_change(const struct rows *rows, int row, struct arena *arena)
{
	static const struct {
		const char *name;
		const char *words;
	} fields[] = {
	    {"label", N_("Label")},   {"text", N_("Wording")},	     {"lead", N_("Lead")},
	    {"coordinate", N_("Helps")}, {"deliverable", N_("Result")}, {"time", N_("Time")},
	    {"path", N_("Place")},    {"number", N_("Number")},	     {"title", N_("Title")},
	    {"issued", N_("Signed on")}, {"issued_text", N_("As printed")}, {"parent_ref", N_("Parent")},
	};
	const char *changed = rows_text(rows, row, "changed"), *was = rows_text(rows, row, "was");
	const char *names = "";

	if (strcmp(rows_text(rows, row, "to_state"), "withdrawn") == 0)
		return _("withdrew it");
	if (strcmp(rows_text(rows, row, "from_state"), "withdrawn") == 0)
		return _("put it back");
	if (*changed == '\0')
		return _("changed its wording or reading");
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		size_t len = strlen(fields[i].name);
		const char *at = strstr(changed, fields[i].name);

		if (at != NULL && (at == changed || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			names = arena_printf(arena, "%s%s%s", names, *names != '\0' ? ", " : "",
					     _(fields[i].words));
	}
	return *was != '\0' ? arena_printf(arena, _("changed %s; before: %s"), names, was)
			    : arena_printf(arena, _("changed %s"), names);
}

/* What happened, in words: a new state, or something about the plan. */
static const char *history_event(const struct rows *rows, int row, struct arena *arena)
{
	static const struct {
		const char *what;
		const char *words;
	} events[] = {
	    {"imported", N_("loaded the plan")},   {"added", N_("added it")},
	    {"removed", N_("took it out")},
	    {"confirmed", N_("confirmed the reading")}, {"noted", N_("left a note")},
	    {"proof_added", N_("added a document")}, {"proof_removed", N_("removed a document")},
	    {"asked", N_("asked")},                {"answered", N_("closed the question")},
	    {"linked", N_("linked it with")},      {"unlinked", N_("took out its link with")},
	    {"event_entered", N_("entered an event of")}, {"date_set", N_("set the date")},
	    {"extended", N_("granted a later date")}, {"moved", N_("the date moved")},
	    {"event_changed", N_("corrected the event of")}, {"event_removed", N_("took out the event of")},
	    {"report_set", N_("marked it as a periodic report")},
	    {"report_unset", N_("it is no periodic report any more")},
	    {"handed_over", N_("handed over")},
	};
	const char *what = rows_text(rows, row, "what");
	const char *period = reading_period(rows_text(rows, row, "period"), arena);
	const char *state = rows_text(rows, row, "to_state");
	const char *title = *state != '\0' ? task_state_title(task_state_read(state)) : "";

	if (strcmp(what, "changed") == 0)
		return history_change(rows, row, arena);
	for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++)
		if (strcmp(what, events[i].what) == 0)
			return _(events[i].words);
	if (strcmp(what, "undone") == 0)
		title = *state != '\0' ? arena_printf(arena, _("undid it, back to %s"), title) : _("undid it");
	return arena_printf(arena, "%s%s%s%s", title,
			    *period != '\0' ? " (" : "", period, *period != '\0' ? ")" : "");
}

const char *task_text_history(const struct rows *rows, int row, struct arena *arena)
{
	const char *document = rows_text(rows, row, "document_number");
	const char *note = rows_text(rows, row, "note");
	const char *unit = rows_text(rows, row, "unit_name");
	const char *behalf = rows_text(rows, row, "on_behalf_of");
	const char *who = rows_text(rows, row, "official_name");

	if (*who == '\0')
		who = _("whoever set kstt up");
	if (*behalf != '\0')
		who = arena_printf(arena, _("%s on behalf of %s"), who, behalf);
	else if (*unit != '\0')
		who = arena_printf(arena, "%s, %s", who, unit);
	return arena_printf(arena, "%s  %s: %s%s%s%s%s%s%s", rows_text(rows, row, "at"), who,
			    history_event(rows, row, arena), history_units(rows, row, arena),
			    history_day(rows, row, arena), *document != '\0' ? ", " : "", document,
			    *note != '\0' ? ", " : "", note);
}

const char *task_text_proof(const struct rows *rows, int row, struct arena *arena)
{
	const char *number = rows_text(rows, row, "number"), *title = rows_text(rows, row, "title");
	char issued[DATE_TEXT];

	date_show(rows_date(rows, row, "issued"), issued);
	return arena_printf(arena, "+ %s%s%s%s%s", number, *number != '\0' && *issued != '\0' ? ", " : "",
			    issued, *title != '\0' ? ": " : "", title);
}

const char *task_text_ask(const struct rows *rows, int row, struct arena *arena)
{
	return arena_printf(arena, _("? %s, %s: %s"), rows_text(rows, row, "who"),
			    rows_text(rows, row, "at"), rows_text(rows, row, "message"));
}

const char *task_text_due(const struct occurrence *owed, struct arena *arena)
{
	char due[DATE_TEXT], phrase[DATE_TEXT], cutoff[DATE_TEXT];

	if (owed->due == DATE_NONE)
		return _("no date");
	if (owed->cutoff != DATE_NONE)
		return arena_printf(arena, _("%s (period %.5s, cut-off %.5s)"), date_show(owed->due, due),
				    date_show(owed->phrase_due, phrase), date_show(owed->cutoff, cutoff));
	return arena_copy(arena, date_show(owed->due, due));
}

const char *task_text_due_reason(const struct occurrence *owed, struct arena *arena)
{
	char day[DATE_TEXT];

	if (owed->first_due != DATE_NONE)
		return arena_printf(arena, _(" (extended from %s)"), date_show(owed->first_due, day));
	if (owed->due == DATE_NONE || owed->nominal_due == owed->due || owed->cutoff != DATE_NONE)
		return "";
	return arena_printf(arena, _(" (named %s)"), date_show(owed->nominal_due, day));
}

const char *task_text_state(const struct occurrence *owed, struct arena *arena)
{
	char day[DATE_TEXT];

	if (task_state_owes(owed->state) && owed->days_late > 0)
		return arena_printf(arena, _("%s, %d days late%s%s"), task_state_title(owed->state),
				    owed->days_late, *owed->note != '\0' ? ": " : "", owed->note);
	if (owed->state == TASK_DONE)
		return arena_printf(arena, _("done %s, %s"), date_show(owed->done_on, day),
				    *owed->document != '\0' ? owed->document
							    : _("no document number yet"));
	return arena_printf(arena, "%s%s%s", task_state_title(owed->state),
			    *owed->note != '\0' ? ": " : "", owed->note);
}

const char *task_text_harmless(struct arena *arena, const char *text)
{
	struct str out = STR_EMPTY;
	const char *whole;

	if (text_show(arena, text) == text)
		return text;
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		str_add(&out, text_show(arena, arena_copy_bytes(arena, text, len)));
		if (text[len] == '\n')
			str_add_char(&out, text[len++]);
		text += len;
	}
	whole = arena_copy(arena, str_data(&out));
	str_free(&out);
	return whole;
}

const char *task_text_register(const struct rows *rows, int row, struct arena *arena)
{
	char since[DATE_TEXT], until[DATE_TEXT];

	return arena_printf(
	    arena,
	    _("%s, %s to %s: %d received (%d from before), %d handled, %d in hand, %d forwarded, %d published, %d overdue"),
	    rows_text(rows, row, "unit_name"), date_show(rows_date(rows, row, "since"), since),
	    date_show(rows_date(rows, row, "until"), until), (int)rows_int(rows, row, "received"),
	    (int)rows_int(rows, row, "carried"), (int)rows_int(rows, row, "handled"),
	    (int)rows_int(rows, row, "handling"), (int)rows_int(rows, row, "forwarded"),
	    (int)rows_int(rows, row, "published"), (int)rows_int(rows, row, "late"));
}
