-- SPDX-License-Identifier: MIT
-- What the wordings of real plans mean, as units and groups.
begin;
select plan(27);

create function pg_temp.means(wording text, issuer text, day date)
    returns text
    language sql
as $$
    select string_agg(concat(coalesce(u.code, g.code, '?'), '=', r.segment), ' | ' order by r.ordinal)
    from kstt.unit i
    cross join lateral kstt.resolve_units(wording, i.id, day) r
    left join kstt.unit u on u.id = r.unit_id
    left join kstt.unit_group g on g.id = r.group_id
    where i.code = issuer
$$;

select is(pg_temp.means(v.wording, v.issuer, v.day), v.want, coalesce(v.issuer, '') || ': ' || replace(v.wording, E'\n', '⏎'))
from (values
    ('Văn phòng Sở', 'SNV', date '2024-01-15', 'SNV.VP=Văn phòng Sở'),
    ('Văn phòng Sở', 'LS', date '2024-01-15', '?=Văn phòng Sở'),
    ('Phòng TCBC&CCHC; Thanh tra Sở', 'SNV', date '2024-01-15', 'SNV.TCBC=Phòng TCBC&CCHC | SNV.TTR=Thanh tra Sở'),
    ('Văn phòng Sở; đơn vị trực tiếp quản lý, thực hiện TTHC; cá nhân giải quyết hồ sơ TTHC', 'SNV', date '2024-01-15',
        'SNV.VP=Văn phòng Sở | ?=đơn vị trực tiếp quản lý, thực hiện TTHC | ?=cá nhân giải quyết hồ sơ TTHC'),
    ('Sở, ban ngành tỉnh; UBND cấp huyện, cấp xã', 'LS', date '2024-01-01',
        'DEPARTMENTS=Sở, ban ngành tỉnh | DISTRICTS=UBND cấp huyện | COMMUNES=cấp xã'),
    (E'Sở, ban ngành tỉnh;\nUBND cấp huyện, cấp xã', 'LS', date '2024-01-01',
        'DEPARTMENTS=Sở, ban ngành tỉnh | DISTRICTS=UBND cấp huyện | COMMUNES=cấp xã'),
    ('Sở, ban, ngành tỉnh, UBND cấp huyện, cấp xã', 'LS', date '2024-01-01',
        'DEPARTMENTS=Sở, ban, ngành tỉnh | DISTRICTS=UBND cấp huyện | COMMUNES=cấp xã'),
    ('Văn phòng UBND tỉnh; các sở, ban, ngành; UBND cấp huyện, cấp xã', 'LS', date '2024-01-01',
        'VPUB=Văn phòng UBND tỉnh | DEPARTMENTS=các sở, ban, ngành | DISTRICTS=UBND cấp huyện | COMMUNES=cấp xã'),
    ('SỞ  TƯ   PHÁP', 'LS', date '2024-01-01', 'STP=SỞ TƯ PHÁP'),
    ('so tu phap', 'LS', date '2024-01-01', 'STP=so tu phap'),
    (normalize('Sở Tư pháp', nfd), 'LS', date '2024-01-01', 'STP=Sở Tư pháp'),
    (E'Văn phòng\nUBND tỉnh', 'LS', date '2024-01-01', E'VPUB=Văn phòng\nUBND tỉnh'),
    ('Báo Lạng Sơn; Đài Phát thanh và Truyền hình', 'LS', date '2024-01-01',
        'BAO=Báo Lạng Sơn | DAI=Đài Phát thanh và Truyền hình'),
    ('Văn phòng UBND tỉnh; Sở Thông tin và Truyền thông.', 'LS', date '2024-01-01',
        'VPUB=Văn phòng UBND tỉnh | STTTT=Sở Thông tin và Truyền thông'),
    ('Sở Thông tin và Truyền thông, các cơ quan có liên quan', 'LS', date '2024-01-01',
        'STTTT=Sở Thông tin và Truyền thông | ?=các cơ quan có liên quan'),
    ('Sở Tư pháp và Sở Nội vụ', 'LS', date '2024-01-01', 'STP=Sở Tư pháp | SNV=Sở Nội vụ'),
    ('Sở Tư pháp (chủ trì), Sở Nội vụ', 'LS', date '2024-01-01', 'STP=Sở Tư pháp (chủ trì) | SNV=Sở Nội vụ'),
    ('Cơ quan được giao soạn thảo văn bản', 'LS', date '2024-01-01', '?=Cơ quan được giao soạn thảo văn bản'),
    ('Thanh tra Sở Tài chính', 'LS', date '2024-01-01', '?=Thanh tra Sở Tài chính'),
    ('Sở Tư pháp các huyện', 'LS', date '2024-01-01', '?=Sở Tư pháp các huyện'),
    ('Các phòng, đơn vị', 'BQLKKT', date '2024-01-01', 'DIVISIONS=Các phòng, đơn vị'),
    ('đơn vị có liên quan, Sở Nội vụ', 'LS', date '2024-01-01', '?=đơn vị có liên quan | SNV=Sở Nội vụ'),
    ('Sở, ban, ngành tỉnh; ; ', 'LS', date '2024-01-01', 'DEPARTMENTS=Sở, ban, ngành tỉnh'),
    ('', 'LS', date '2024-01-01', null),
    (' ; , . ', 'LS', date '2024-01-01', null)) v (wording, issuer, day, want);

-- Two units of one name: the one that exists counts.
insert into kstt.unit (province_id, parent_id, code, kind, name, valid_from, valid_to)
select u.id, u.id, v.code, 'department', 'Sở Thử nghiệm', v.valid_from::date, v.valid_to::date
from kstt.unit u
cross join (values ('THU1', null, '2025-02-28'), ('THU2', '2025-03-01', null)) v (code, valid_from, valid_to)
where u.code = 'LS';
select is(pg_temp.means('Sở Thử nghiệm', 'LS', '2024-01-01'), 'THU1=Sở Thử nghiệm', 'a unit of the plan''s time is meant');
select is(pg_temp.means('Sở Thử nghiệm', 'LS', '2026-02-01'), 'THU2=Sở Thử nghiệm', 'and later its successor of the same name');

select *
from finish();
rollback;
