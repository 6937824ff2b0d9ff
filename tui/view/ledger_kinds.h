/* SPDX-License-Identifier: MIT */
/*
 * The ledgers there are, each a table in a file of its own.
 */
#ifndef KSTT_VIEW_LEDGER_KINDS_H
#define KSTT_VIEW_LEDGER_KINDS_H

#include "view/ledger.h"

extern const struct ledger_kind ledger_routes;    /* who should get a record */
extern const struct ledger_kind ledger_clocks;    /* how long clocks run */
extern const struct ledger_kind ledger_settings;  /* how units work */
extern const struct ledger_kind ledger_templates; /* wordings of replies */
extern const struct ledger_kind ledger_forms;     /* what stands over reports */
/* Only looked at: who looked at what is sealed (param: the record, or NULL), and the
 * history of a row (params: its subject and id). */
extern const struct ledger_kind ledger_looks, ledger_history;

/* Those with a form, up to NULL. */
extern const struct ledger_kind *const ledger_kinds[];

/* Open the ledger that an action stands for; false when it is none. `record`: whose
 * looks are asked for, or NULL for all. */
bool ledger_act_open(struct app *app, enum action action, const char *record);

#endif
