-- name: may_read()
-- SPDX-License-Identifier: MIT
-- Whether this login sees anything at all: it has an appointment today, or installs.
select
    kstt.may_read() as may_read;
