/* SPDX-License-Identifier: MIT */
/* See record_text.h. */
#include "view/record_text.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "feedback/feedback.h"
#include "view/words.h"

#include <string.h>

enum { LABEL = 16 };

static const char *get(const struct rows *rows, int row, const char *column)
{
	return rows_text(rows, row, column);
}

static bool english(const struct app *app)
{
	return strcmp(app->conf->language, "en") == 0;
}

static const char *day(const struct rows *rows, int row, const char *column, struct arena *arena)
{
	char text[DATE_TEXT];

	return arena_copy(arena, date_show(rows_date(rows, row, column), text));
}

/* "a, b" of those that are not empty. */
static const char *join(struct arena *arena, const char *between, const char *a, const char *b)
{
	if (*a == '\0' || *b == '\0')
		return *a == '\0' ? b : a;
	return arena_printf(arena, "%s%s%s", a, between, b);
}

/* "số 12/SNV ngày 20/11/2026" */
static const char *document(const struct rows *rows, int row, const char *number,
			    const char *date, struct arena *arena)
{
	const char *text = get(rows, row, number), *when = day(rows, row, date, arena);

	if (*text == '\0')
		return "";
	return *when != '\0' ? arena_printf(arena, _("document %s of %s"), text, when)
			     : arena_printf(arena, _("document %s"), text);
}

/* Where it stands, with whom, and by when: what a caller asks. */
static const char *standing(const struct app *app, const struct rows *rows, struct arena *arena)
{
	struct feedback_row one;
	char due[DATE_TEXT];
	const char *text, *days;

	feedback_row_read(rows, 0, arena, &one);
	text = words_name(app, "state", one.state);
	if (*one.held_by != '\0')
		text = arena_printf(arena, _("%s, with %s"), text, one.held_by);
	if (*one.offered_to != '\0')
		text = arena_printf(arena, _("%s; handed to %s, not accepted yet"), text,
				    one.offered_to);
	days = feedback_days(&one, arena);
	if (one.due != DATE_NONE)
		text = arena_printf(arena, _("%s; %s by %s"), text,
				    words_name(app, "clock", one.clock), date_show(one.due, due));
	return *days != '\0' ? arena_printf(arena, "%s (%s)", text, days) : text;
}

static void add(struct lines *out, const char *label, const char *text)
{
	lines_add(out, label, LABEL, text, 0);
}

/* A word of a set that a column names. */
static const char *word(const struct app *app, const struct rows *rows, const char *set,
			const char *column, struct arena *arena)
{
	return arena_copy(arena, words_name(app, set, get(rows, 0, column)));
}

static void add_party(const struct app *app, const struct rows *rows, struct arena *arena,
		      struct lines *out)
{
	const char *note = rows_bool(rows, 0, "confidential") ? _("asks not to be named") : "";
	const char *kind = word(app, rows, "sender", "sender_kind", arena);

	if (rows_bool(rows, 0, "sealed")) {
		add(out, _("Sender, content"),
		    _("sealed: v shows them; who looks is written down"));
		return;
	}
	add(out, _("Sender"), join(arena, "; ", join(arena, ", ", arena_copy(arena, get(rows, 0, "name")), kind), note));
	add(out, _("Address"), arena_copy(arena, get(rows, 0, "address")));
	add(out, _("Reached by"),
	    join(arena, ", ", arena_copy(arena, get(rows, 0, "phone")),
		 arena_copy(arena, get(rows, 0, "email"))));
	if (rows_bool(rows, 0, "call_back"))
		add(out, _("Call back"), _("waits for a call"));
	add(out, _("Content"), arena_copy(arena, get(rows, 0, "content")));
}

static void add_matter(const struct app *app, const struct rows *rows, struct arena *arena,
		       struct lines *out)
{
	const char *head = rows_bool(rows, 0, "about_head") ? _("its head") : "";

	add(out, _("Legal track"),
	    join(arena, "; ", word(app, rows, "track", "track", arena), word(app, rows, "kind", "kind", arena)));
	add(out, _("Content group"), word(app, rows, "group", "content_group", arena));
	add(out, _("Field"),
	    join(arena, ": ", word(app, rows, "field", "field", arena),
		 arena_copy(arena, get(rows, 0, "procedure_name"))));
	add(out, _("File"), arena_copy(arena, get(rows, 0, "file_code")));
	add(out, _("Speaks of"),
	    join(arena, "; ",
		 join(arena, ", ", arena_copy(arena, get(rows, 0, "about_unit")),
		      arena_copy(arena, get(rows, 0, "about_text"))),
		 head));
	add(out, _("Territory"), arena_copy(arena, get(rows, 0, "territory")));
	add(out, _("Came"),
	    join(arena, ", ",
		 join(arena, ", ", arena_copy(arena, get(rows, 0, "received_at")),
		      word(app, rows, "channel", "channel", arena)),
		 arena_copy(arena, get(rows, 0, "portal_ref"))));
	add(out, _("Received by"),
	    join(arena, ", ", arena_copy(arena, get(rows, 0, "received_by")),
		 arena_copy(arena, get(rows, 0, "entered_by"))));
	add(out, _("In the book"), arena_copy(arena, get(rows, 0, "book_number")));
}

static void add_result(const struct app *app, const struct rows *rows, struct arena *arena,
		       struct lines *out)
{
	const char *answer = join(arena, ", ", document(rows, 0, "answer_number", "answer_date", arena),
				  day(rows, 0, "answered_on", arena));

	add(out, _("Not taken"),
	    join(arena, ": ", word(app, rows, "decline", "decline_reason", arena),
		 arena_copy(arena, get(rows, 0, "decline_note"))));
	add(out, _("Forwarded"),
	    join(arena, ", ", arena_copy(arena, get(rows, 0, "forwarded_to")),
		 document(rows, 0, "document_number", "document_date", arena)));
	add(out, _("Outcome"),
	    join(arena, ": ", word(app, rows, "outcome", "outcome", arena),
		 arena_copy(arena, get(rows, 0, "outcome_text"))));
	add(out, _("Answered"), join(arena, ", ", answer, word(app, rows, "via", "answered_via", arena)));
	add(out, _("Published"),
	    join(arena, ", ",
		 join(arena, ", ", day(rows, 0, "published_on", arena),
		      word(app, rows, "via", "published_via", arena)),
		 arena_copy(arena, get(rows, 0, "published_at_place"))));
}

void record_text_one(const struct app *app, const struct rows *rows, struct arena *arena,
		     struct lines *out)
{
	add(out, _("Stands"), standing(app, rows, arena));
	if (*get(rows, 0, "missing") != '\0')
		add(out, _("Lacks"), feedback_missing(get(rows, 0, "missing"), arena));
	add_party(app, rows, arena, out);
	add_matter(app, rows, arena, out);
	add_result(app, rows, arena, out);
}

const char *record_text_clock(const struct app *app, const struct rows *rows, int row,
			      struct arena *arena)
{
	const char *explain = arena_copy(arena, get(rows, row, english(app) ? "explain_en" : "explain"));
	const char *name = words_name(app, "clock", get(rows, row, "clock"));
	const char *state = get(rows, row, "state");
	const char *unit = strcmp(get(rows, row, "unit"), "wd") == 0 ? _("working days") : _("days");
	const char *stands;

	if (strcmp(state, "paused") == 0)
		stands = _("stands still");
	else if (strcmp(state, "stopped") == 0)
		stands = arena_printf(arena, _("stopped on %s"), day(rows, row, "stopped_on", arena));
	else
		stands = arena_printf(arena, _("%d of %d %s gone by"), (int)rows_int(rows, row, "counted"),
				      (int)(rows_int(rows, row, "days") + rows_int(rows, row, "extended")), unit);
	return arena_printf(arena, "%s: %s; %s. %s%s%s", name, explain, stands,
			    get(rows, row, "article"), *get(rows, row, "source") != '\0' ? ", " : "",
			    get(rows, row, "source"));
}

const char *record_text_change(const struct app *app, const struct rows *rows, int row,
			       struct arena *arena)
{
	const char *kind = get(rows, row, "kind");
	const char *what = strcmp(kind, "pause") == 0	  ? _("paused")
			   : strcmp(kind, "extend") == 0 ? _("extended")
							  : _("goes on");

	return arena_printf(arena, "%s  %s %s%s%s%s%s", get(rows, row, "at"),
			    words_name(app, "clock", get(rows, row, "clock")), what,
			    *get(rows, row, "reason") != '\0' ? ", " : "", get(rows, row, "reason"),
			    *get(rows, row, "document_number") != '\0' ? ", " : "",
			    document(rows, row, "document_number", "document_date", arena));
}

const char *record_text_step(const struct app *app, const struct rows *rows, int row,
			     struct arena *arena)
{
	const char *name = get(rows, row, english(app) ? "action_name_en" : "action_name");
	const char *text = arena_printf(arena, "%s  %s, %s", get(rows, row, "at"),
					get(rows, row, "official_name"), get(rows, row, "unit_name"));
	const char *undone = get(rows, row, english(app) ? "undone_en" : "undone");
	const char *more = join(arena, "; ", arena_copy(arena, *undone != '\0' ? undone : get(rows, row, "note")),
				document(rows, row, "document_number", "document_date", arena));

	if (*get(rows, row, "on_behalf_of") != '\0')
		text = arena_printf(arena, _("%s for %s"), text, get(rows, row, "on_behalf_of"));
	text = arena_printf(arena, "%s: %s", text, *name != '\0' ? name : get(rows, row, "action"));
	if (*get(rows, row, "track") != '\0')
		text = arena_printf(arena, "%s → %s", text, words_name(app, "track", get(rows, row, "track")));
	if (*get(rows, row, "to_unit") != '\0')
		text = arena_printf(arena, "%s → %s", text, get(rows, row, "to_unit"));
	return *more != '\0' ? arena_printf(arena, "%s. %s", text, more) : text;
}

const char *record_text_link(const struct app *app, const struct rows *rows, int row,
			     struct arena *arena)
{
	const char *content = get(rows, row, "content");

	return arena_printf(arena, "%s  %s  %s: %s", get(rows, row, "code"),
			    day(rows, row, "received_on", arena),
			    words_name(app, "state", get(rows, row, "state")),
			    *content != '\0' ? content : feedback_sealed());
}
