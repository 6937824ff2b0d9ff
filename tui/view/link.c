/* SPDX-License-Identifier: MIT */
/* See link.h. */
#include "view/link.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "view/choose.h"
#include "view/order.h"
#include "view/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct linking {
	int64_t node;
	char *path, *target;
	bool linked; /* what is being asked for */
};

static void free_linking(void *data)
{
	struct linking *linking = data;

	free(linking->path);
	free(linking->target);
	free(linking);
}

/* `kind` keeps the version of the link that stands there, 0 for none. */
static void read_target(const struct rows *rows, int row, struct arena *arena,
			struct choice *choice)
{
	choice->node = rows_int(rows, row, "node_id");
	choice->kind = (int)rows_int(rows, row, "version");
	if (choice->kind > 0)
		choice->note = arena_printf(arena, _("(linked; Enter takes it out) %s"), choice->note);
}

static void written(void *data, struct app *app, struct view *view, const struct rows *rows,
		    const struct err_info *why)
{
	const struct linking *linking = data;
	struct str hint = STR_EMPTY;

	(void)view;
	(void)rows;
	if (why != NULL) {
		app_say(app, THEME_ALERT, "%s: %s", linking->path, why->text);
		return;
	}
	undo_hint(app, &hint);
	app_say(app, THEME_GOOD,
		linking->linked ? _("Saved: %s implements %s%s") : _("Saved: %s no longer implements %s%s"),
		linking->path, linking->target, str_data(&hint));
	str_free(&hint);
}

static void took(struct view *view, void *data, const struct choice *choice)
{
	const struct linking *asked = data;
	struct linking *linking = mem_new(1, sizeof(*linking));
	char node[24], target[24], version[16];
	const char *params[4] = {node, target, NULL, NULL};

	*linking = (struct linking){.node = asked->node,
				    .path = mem_copy(asked->path),
				    .target = mem_copy(choice->text),
				    .linked = choice->kind == 0};
	snprintf(node, sizeof(node), "%lld", (long long)asked->node);
	snprintf(target, sizeof(target), "%lld", (long long)choice->node);
	snprintf(version, sizeof(version), "%d", choice->kind);
	if (choice->kind > 0)
		params[2] = version;
	params[3] = linking->linked ? "true" : "false";
	order_send(view->app, &(struct order){.query = QUERY_LINK_SET,
					      .params = params,
					      .view = view,
					      .answered = written,
					      .free = free_linking,
					      .data = linking});
}

void link_open(struct view *view, int64_t node, const char *path)
{
	struct linking *linking = mem_new(1, sizeof(*linking));
	struct str label = STR_EMPTY;

	linking->node = node;
	linking->path = mem_copy(path);
	str_addf(&label, _("%s implements: "), path);
	choose_open(view, &(struct choose){.label = str_data(&label),
					   .query = QUERY_LINK_TARGETS,
					   .id = node,
					   .read = read_target,
					   .took = took,
					   .closed = free_linking,
					   .data = linking});
	str_free(&label);
}

int link_read(const struct rows *rows, struct arena *arena, struct link **links)
{
	int count = rows_count(rows);

	*links = arena_alloc(arena, (size_t)(count + 1) * sizeof(**links));
	for (int i = 0; i < count; i++) {
		bool implements = strcmp(rows_text(rows, i, "direction"), "implements") == 0;

		(*links)[i] = (struct link){
		    .node = rows_int(rows, i, "node_id"),
		    .implements = implements,
		    .text = arena_printf(arena, "%s %s%s: %s", rows_text(rows, i, "plan_key"),
					 rows_text(rows, i, "path"),
					 rows_bool(rows, i, "certain") ? "" : "?",
					 rows_text(rows, i, "text")),
		};
	}
	return count;
}
