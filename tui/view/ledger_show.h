/* SPDX-License-Identifier: MIT */
/*
 * A row of a ledger with all of its wording, to be read: for who may not change it, and
 * of ledgers that have no form.
 */
#ifndef KSTT_VIEW_LEDGER_SHOW_H
#define KSTT_VIEW_LEDGER_SHOW_H

#include "view/ledger.h"

struct view *ledger_show_new(struct app *app, const struct ledger_kind *kind,
			     const struct ledger_row *row);

#endif
