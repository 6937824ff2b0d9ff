/* SPDX-License-Identifier: MIT */
/* See branch_text.h. */
#include "view/branch_text.h"

#include "base/i18n.h"
#include "plan/reading.h"

#include <string.h>

/* The next date, or in a word why there is none. */
const char *branch_due_text(const struct plan_node *node, char due[DATE_TEXT])
{
	if (node->withdrawn)
		return "";
	if (node->next_due != DATE_NONE)
		return date_show(node->next_due, due);
	if (node->counts.owed == 0 || node->counts.owed > node->counts.done)
		return reading_word(node->reading);
	return "";
}

const char *branch_plan_text(struct arena *arena, const struct plan *plan)
{
	if (plan->state == PLAN_IN_FORCE)
		return arena_printf(arena, "%s  %s", plan->key, plan->issuer);
	return arena_printf(arena, "%s (%s)  %s", plan->key, plan_state_title(plan->state),
			    plan->issuer);
}

const char *branch_node_text(struct arena *arena, const struct plan_node *node)
{
	/* A bullet tells nothing beside the sign of the tree. */
	const char *label = strcmp(node->label, "-") == 0 ? "" : node->label;

	if (*label == '\0' && !node->withdrawn)
		return node->text;
	return arena_printf(arena, "%s%s%s%s", label, *label != '\0' ? " " : "",
			    node->withdrawn ? _("(withdrawn) ") : "", node->text);
}

const char *branch_occurrence_text(struct arena *arena, const struct occurrence *owed)
{
	const char *period = reading_period(owed->period, arena);

	return arena_printf(arena, "%s%s%s%s", owed->unit, owed->fallback ? "?" : "",
			    *period != '\0' ? ", " : "", period);
}
