/* SPDX-License-Identifier: MIT */
/* See me.h. */
#include "session/me.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum err me_read(struct me *me, const struct rows *rows, struct err_info *info)
{
	if (rows_count(rows) == 0)
		return err_set(info, ERR_DENIED,
			       _("Your login holds no appointment today. "
				 "Ask an administrator of kstt to appoint you to a unit."));
	me_free(me);
	/* The strongest appointment comes first. */
	me->login = mem_copy(rows_text(rows, 0, "login"));
	me->name = mem_copy(rows_text(rows, 0, "official_name"));
	me->unit = mem_copy(rows_text(rows, 0, "unit_name"));
	me->unit_id = rows_int(rows, 0, "unit_id");
	me->right = mem_copy(rows_text(rows, 0, "right"));
	me->appointments = rows_count(rows);
	me->today = rows_date(rows, 0, "today");
	me->pinned = rows_bool(rows, 0, "pinned");
	return ERR_OK;
}

void me_free(struct me *me)
{
	free(me->login);
	free(me->name);
	free(me->unit);
	free(me->right);
	*me = (struct me){.today = DATE_NONE};
}

bool me_marks(const struct me *me)
{
	return me->right != NULL && (strcmp(me->right, "official") == 0 ||
				     strcmp(me->right, "coordinator") == 0);
}

const char *me_right_title(const struct me *me)
{
	static const struct {
		const char *word;
		const char *title;
	} rights[] = {
	    {"official", N_("official")},
	    {"coordinator", N_("coordinator")},
	    {"leader", N_("leader")},
	    {"admin", N_("administrator")},
	};

	for (size_t i = 0; i < sizeof(rights) / sizeof(*rights); i++)
		if (me->right != NULL && strcmp(me->right, rights[i].word) == 0)
			return _(rights[i].title);
	return "";
}
