/* SPDX-License-Identifier: MIT */
#include "plan/outline.h"

bool outline_alike(const struct label *a, const struct label *b)
{
	return a->class == b->class && a->depth == b->depth;
}

int outline_depth(const struct outline *outline, const struct label *label)
{
	for (int i = 0; i < outline->depth; i++)
		if (outline_alike(&outline->open[i].label, label))
			return i;
	return outline->depth;
}

/* "C" after "B" is a letter, and so is one that begins no Roman count. */
static struct label settle(const struct outline *outline, struct label label)
{
	enum { ROMAN_FIFTY = 50 };

	if (label.class != LABEL_ROMAN || label.letter == 0)
		return label;
	for (int i = 0; i < outline->depth; i++) {
		const struct label *open = &outline->open[i].label;

		if (open->class == LABEL_LETTER && open->number + 1 == label.letter)
			label.class = LABEL_LETTER;
	}
	if (label.number >= ROMAN_FIFTY)
		label.class = LABEL_LETTER;
	if (label.class == LABEL_LETTER)
		label.number = label.letter;
	return label;
}

static int innermost_section(const struct outline *outline)
{
	int at = outline->depth;

	while (at > 0 && !outline->open[at - 1].section)
		at--;
	return at;
}

/* Where in `open` the row belongs. */
static int find(const struct outline *outline, const struct label *label, bool section)
{
	bool top = label->class == LABEL_ROMAN || label->class == LABEL_LETTER;

	for (int i = outline->depth - 1; i >= 0; i--) {
		const struct outline_entry *open = &outline->open[i];

		if (open->stand_in || !outline_alike(&open->label, label))
			continue;
		/* A heading may count on after tasks, and a task after headings. */
		if (open->section == section ||
		    (label->number > 0 && label->number == open->label.number + 1))
			return i;
	}
	if (section && top && outline->depth > 0 && outline->open[0].stand_in)
		return 0;
	if (section)
		return innermost_section(outline);
	/* A task without a number stands beside the task before it. */
	if (label->class == LABEL_NONE && outline->depth > 0 &&
	    !outline->open[outline->depth - 1].section)
		return outline->depth - 1;
	return outline->depth;
}

int outline_add(struct outline *outline, struct label label, bool section)
{
	int at;

	label = settle(outline, label);
	at = find(outline, &label, section);
	if (at == PLAN_CSV_LEVELS)
		return 0;
	/* It stands for the one beside it, whose make the next one may have. */
	if (label.class == LABEL_NONE && !section && at < outline->depth &&
	    !outline->open[at].section)
		label = outline->open[at].label;
	outline->open[at] = (struct outline_entry){.label = label, .section = section};
	outline->depth = at + 1;
	return at + 1;
}

bool outline_has_section(const struct outline *outline, struct label label)
{
	label = settle(outline, label);
	return find(outline, &label, false) > 0;
}

void outline_stand_in(struct outline *outline)
{
	outline->open[0] = (struct outline_entry){
	    .label.class = LABEL_OTHER, .section = true, .stand_in = true};
	outline->depth = 1;
}
