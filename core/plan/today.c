/* SPDX-License-Identifier: MIT */
/* See today.h. */
#include "plan/today.h"

#include "base/i18n.h"

#include <string.h>

static const struct {
	const char *word;
	const char *title;
} buckets[TODAY_BUCKETS] = {
    [TODAY_OVERDUE] = {"overdue", N_("Overdue")},
    [TODAY_WEEK] = {"week", N_("Due this week")},
    [TODAY_FORTNIGHT] = {"fortnight", N_("Due within ten working days")},
    [TODAY_MONTH] = {"month", N_("Due this month")},
    [TODAY_STALE] = {"stale", N_("Continuous, nothing entered for long")},
    [TODAY_CONFIRM] = {"confirm", N_("Time phrases to be confirmed")},
    [TODAY_CHANGED] = {"changed", N_("Changed by others since you last looked")},
    [TODAY_RECORD_OFFERED] = {"offered", N_("Feedback handed to you: accept or return it")},
    [TODAY_RECORD_SUBMITTED] = {"submitted", N_("Feedback submitted to you")},
    [TODAY_RECORD_LATE] = {"late", N_("Feedback whose day has passed")},
    [TODAY_RECORD_SOON] = {"soon", N_("Feedback due within ten working days")},
    [TODAY_RECORD_RETURNED] = {"returned", N_("Feedback that came back")},
    [TODAY_RECORD_NEW] = {"new", N_("Feedback to be classified")},
    [TODAY_RECORD_CALL] = {"call", N_("Senders to be called back")},
    [TODAY_ASKED] = {"asked", N_("You are asked to act")},
};

const char *today_bucket_title(enum today_bucket bucket)
{
	return _(buckets[bucket].title);
}

/* What a newer server may send stands last rather than nowhere. */
static enum today_bucket read_bucket(const char *word)
{
	for (int i = 0; i < TODAY_BUCKETS; i++)
		if (strcmp(buckets[i].word, word) == 0)
			return (enum today_bucket)i;
	return TODAY_CONFIRM;
}

static void read_row(const struct rows *rows, int row, struct arena *arena, struct today_row *out)
{
	out->bucket_count = (int)rows_int(rows, row, "bucket_count");
	occurrence_read(rows, row, arena, &out->owed);
	out->plan_key = arena_copy(arena, rows_text(rows, row, "plan_key"));
	out->path = arena_copy(arena, rows_text(rows, row, "path"));
	out->text = arena_copy(arena, rows_text(rows, row, "text"));
	out->who = arena_copy(arena, rows_text(rows, row, "who"));
	out->at = arena_copy(arena, rows_text(rows, row, "at"));
	out->message = arena_copy(arena, rows_text(rows, row, "message"));
	out->what = arena_copy(arena, rows_text(rows, row, "what"));
	out->ask = rows_int(rows, row, "ask_id");
	out->code = "";
}

struct today_row *today_read(const struct rows *rows, struct arena *arena, int room, int *count)
{
	int all = rows_count(rows);
	struct today_row *out = arena_alloc(arena, (size_t)(all + room + 1) * sizeof(*out));

	*count = 0;
	for (int bucket = 0; bucket < TODAY_BUCKETS; bucket++) {
		for (int i = 0; i < all; i++) {
			if (read_bucket(rows_text(rows, i, "bucket")) != (enum today_bucket)bucket)
				continue;
			out[*count].bucket = (enum today_bucket)bucket;
			read_row(rows, i, arena, &out[(*count)++]);
		}
	}
	return out;
}

static void read_record(const struct rows *rows, int row, struct arena *arena,
			struct today_row *out)
{
	*out = (struct today_row){
	    .bucket = read_bucket(rows_text(rows, row, "bucket")),
	    .bucket_count = (int)rows_int(rows, row, "bucket_count"),
	    .owed = {.due = rows_date(rows, row, "due"),
		     .first_due = DATE_NONE,
		     .nominal_due = DATE_NONE,
		     .done_on = DATE_NONE,
		     .document_date = DATE_NONE,
		     .unit = arena_copy(arena, rows_text(rows, row, "unit_name")),
		     .period = "",
		     .document = "",
		     .note = "",
		     .days_late = -(int)rows_int(rows, row, "days_left")},
	    .plan_key = "",
	    .path = "",
	    .text = arena_copy(arena, rows_text(rows, row, "content")),
	    .who = "",
	    .at = "",
	    .message = "",
	    .what = "",
	    .record = rows_int(rows, row, "feedback_id"),
	    .code = arena_copy(arena, rows_text(rows, row, "code")),
	    .sealed = rows_bool(rows, row, "sealed"),
	};
}

struct today_row *today_add_records(const struct rows *rows, struct arena *arena, int room,
				    const struct today_row *there, int *count)
{
	int records = rows_count(rows), before = *count;
	struct today_row *read = arena_alloc(arena, (size_t)(records + 1) * sizeof(*read));
	struct today_row *out =
	    arena_alloc(arena, (size_t)(records + before + room + 1) * sizeof(*out));

	for (int i = 0; i < records; i++)
		read_record(rows, i, arena, &read[i]);
	*count = 0;
	for (int bucket = 0; bucket < TODAY_BUCKETS; bucket++) {
		for (int i = 0; i < before; i++)
			if (there[i].bucket == (enum today_bucket)bucket)
				out[(*count)++] = there[i];
		for (int i = 0; i < records; i++)
			if (read[i].bucket == (enum today_bucket)bucket)
				out[(*count)++] = read[i];
	}
	return out;
}

static struct today_row copy_row(const struct today_row *row, struct arena *arena)
{
	struct today_row copy = *row;
	const char **texts[] = {&copy.owed.unit, &copy.owed.period, &copy.owed.document,
				&copy.owed.note, &copy.plan_key,    &copy.path,
				&copy.text,	 &copy.who,	    &copy.at,
				&copy.message,	 &copy.what,	    &copy.code};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		*texts[i] = arena_copy(arena, *texts[i]);
	copy.kept = true;
	return copy;
}

int today_keep(struct today_row *rows, int count, const struct today_row *row,
	       const struct today_row *before, struct arena *arena)
{
	struct today_row copy = copy_row(row, arena);
	int at = 0;

	copy.bucket_count = 0;
	for (int i = 0; i < count; i++) {
		if (rows[i].bucket == row->bucket && !rows[i].kept)
			copy.bucket_count = rows[i].bucket_count;
		if (rows[i].bucket < row->bucket)
			at = i + 1;
	}
	for (int i = 0; before != NULL && before->bucket == row->bucket && i < count; i++)
		if (today_same(&rows[i], before))
			at = i + 1;
	memmove(&rows[at + 1], &rows[at], (size_t)(count - at) * sizeof(*rows));
	rows[at] = copy;
	return count + 1;
}

const char *today_event(const struct today_row *row)
{
	static const struct {
		const char *what;
		const char *words;
	} events[] = {
	    {"undone", N_("took it back")},
	    {"moved", N_("moved its day")},
	    {"noted", N_("left a note")},
	    {"proof_added", N_("added a document")},
	    {"proof_removed", N_("removed a document")},
	    {"extended", N_("granted a later date")},
	    {"moved", N_("the date moved")},
	    {"handed_over", N_("handed over")},
	};

	for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++)
		if (strcmp(row->what, events[i].what) == 0)
			return _(events[i].words);
	return task_state_title(row->owed.state);
}

bool today_same(const struct today_row *a, const struct today_row *b)
{
	return a->bucket == b->bucket && a->owed.id == b->owed.id && a->record == b->record &&
	       a->owed.node == b->owed.node && strcmp(a->message, b->message) == 0;
}
