-- name: session()
-- SPDX-License-Identifier: MIT
-- Who I am: one row for each of my appointments valid today, the strongest
-- first, with what the program compares with its own make. No row: the login is
-- not appointed to anything.
select
    m.official_id as official_id,
    m.login as login,
    m.official_name as official_name,
    m.appointment_id as appointment_id,
    m.power as "right",
    m.unit_id as unit_id,
    m.unit_code as unit_code,
    m.unit_name as unit_name,
    m.today as today,
    m.pinned as pinned,
    m.instance_kind as instance_kind,
    m.version as version,
    m.checksum as checksum
from kstt.my_session() m;
