/* SPDX-License-Identifier: MIT */
/* See action.h. */
#include "input/action.h"

#include "base/i18n.h"

#include <stddef.h>
#include <string.h>

static const struct action_info table[ACTION_COUNT] = {
    [ACTION_NONE] = {CONTEXT_NONE, "", "", "", 0},
#define ACTION(id, context, name, label, help, flags) \
	[ACTION_##id] = {CONTEXT_##context, name, label, help, flags},
#include "input/action.def"
#undef ACTION
};

static const struct {
	const char *name;
	const char *title;
	enum context fallback;
} contexts[CONTEXT_COUNT] = {
    [CONTEXT_GLOBAL] = {"global", N_("Everywhere"), CONTEXT_NONE},
    [CONTEXT_LIST] = {"list", N_("In every list"), CONTEXT_GLOBAL},
    [CONTEXT_WORK] = {"work", N_("On a task"), CONTEXT_LIST},
    [CONTEXT_TODAY] = {"today", N_("In Today"), CONTEXT_WORK},
    [CONTEXT_PLANS] = {"plans", N_("In Plans"), CONTEXT_WORK},
    [CONTEXT_TASK] = {"task", N_("In Task"), CONTEXT_WORK},
    [CONTEXT_GRID] = {"grid", N_("In the Grid"), CONTEXT_WORK},
    [CONTEXT_LATE] = {"late", N_("In the list of overdue tasks"), CONTEXT_WORK},
    [CONTEXT_FOUND] = {"found", N_("In the list of what was found"), CONTEXT_WORK},
    [CONTEXT_HANDOVER] = {"handover", N_("In handing over"), CONTEXT_WORK},
    [CONTEXT_GAP] = {"gap", N_("In the gaps"), CONTEXT_LIST},
    [CONTEXT_OVERDUE] = {"overdue", N_("In Overdue"), CONTEXT_LIST},
    [CONTEXT_CALENDAR] = {"calendar", N_("In the calendar"), CONTEXT_LIST},
    [CONTEXT_REPORT_DAYS] = {"report-days", N_("In the days of reports"), CONTEXT_LIST},
    [CONTEXT_MOVES] = {"moves", N_("Before the calendar changes"), CONTEXT_LIST},
    [CONTEXT_RECORDS] = {"records", N_("On a record of feedback"), CONTEXT_LIST},
    [CONTEXT_REGISTER] = {"register", N_("In the Register"), CONTEXT_RECORDS},
    [CONTEXT_RECORD] = {"record", N_("In Record"), CONTEXT_RECORDS},
    [CONTEXT_FIGURES] = {"figures", N_("In form II.05a"), CONTEXT_LIST},
    [CONTEXT_RULES] = {"rules", N_("In the register's rules"), CONTEXT_LIST},
    [CONTEXT_DRAFTS] = {"drafts", N_("In the list of drafts"), CONTEXT_LIST},
    [CONTEXT_FORM] = {"form", N_("In a form"), CONTEXT_GLOBAL},
    [CONTEXT_LOOKS] = {"looks", N_("In what needs a look"), CONTEXT_LIST},
    [CONTEXT_HELP] = {"help", N_("In Help"), CONTEXT_LIST},
};

enum context context_fallback(enum context context)
{
	return context < CONTEXT_COUNT ? contexts[context].fallback : CONTEXT_NONE;
}

const char *context_name(enum context context)
{
	return context < CONTEXT_COUNT ? contexts[context].name : "";
}

enum context context_find(const char *name)
{
	for (int i = 0; i < CONTEXT_COUNT; i++)
		if (strcmp(contexts[i].name, name) == 0)
			return (enum context)i;
	return CONTEXT_NONE;
}

const char *context_title(enum context context)
{
	return context < CONTEXT_COUNT ? _(contexts[context].title) : "";
}

const struct action_info *action_info(enum action action)
{
	return &table[action];
}

enum action action_find(enum context context, const char *name)
{
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		if (table[i].context == context && strcmp(table[i].name, name) == 0)
			return (enum action)i;
	return ACTION_NONE;
}
