-- name: today_pin!(request uuid, day date)
-- SPDX-License-Identifier: MIT
-- Pin the present day of a demo or test database; null follows the clock again.
select
    d.today as today,
    d.pinned as pinned
from api.today_pin($1::uuid, $2::date) d;
