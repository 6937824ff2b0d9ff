/* SPDX-License-Identifier: MIT */
/*
 * What edit_node.c (the form) and edit_node_send.c (what is written from it) share.
 * Private to tui/view/edit_node*.c.
 */
#ifndef KSTT_VIEW_EDIT_NODE_PARTS_H
#define KSTT_VIEW_EDIT_NODE_PARTS_H

#include "view/edit_node.h"
#include "view/sheet.h"

/* The fields that are written, in the order of plan_fields. */
enum { NODE_LABEL, NODE_TEXT, NODE_LEAD, NODE_COORDINATE, NODE_DELIVERABLE, NODE_TIME, NODE_FIELDS };

enum { NODE_KIND = 80 }; /* bytes of a draft's kind */

struct node_field {
	const char *name, *label; /* translate the label with _() */
	bool task;		  /* only tasks have it */
};

extern const struct node_field node_fields[NODE_FIELDS];

struct edit_node {
	struct app *app;
	struct view *sheet;
	enum edit_node_way way;
	enum context from;
	int64_t plan, node;
	int version, year;
	bool in_force;
	char *name;	    /* what the title says of it */
	char *kind;	    /* of a node that is there, or of the first new one */
	char *was[NODE_FIELDS];  /* how the server has it; new ones: "" */
	char *tokens;	    /* how it has read the phrase, or NULL */
	char *previewed;    /* the fields of which the effect has been shown */
	int at[NODE_FIELDS];	    /* where each stands in the form */
	int kind_at, first_at, reading_at, effect_at, version_at; /* the same, or -1 */
};

const char *node_kind_of(struct edit_node *self);
/* What kind of draft its form is. */
void node_draft_kind(const struct edit_node *self, char out[NODE_KIND]);
/* What the phrase typed says, below it. */
void node_show_reading(struct edit_node *self, struct form *form);
/* The form is filled in: tell what becomes of it, or write it. */
void node_submit(struct view *sheet, void *data);

#endif
