-- SPDX-License-Identifier: MIT
-- A plan is checked before it is loaded, and nothing is written.
begin;
select plan(9);

create function pg_temp.head(more jsonb default '{}')
    returns jsonb
    language sql
return jsonb_build_object('number', '99/KH-SNV', 'year', 2026, 'issuer', 'SNV', 'title', 'Thử', 'issued', null,
    'state', 'in_force') || more;

create temporary table before as
select
    (select count(*) from kstt.plan) as plans,
    (select count(*) from kstt.request) as requests,
    (select count(*) from kstt.activity) as activities;

select is_empty(format('select * from api.plan_import_check(%L, %L)', pg_temp.head(),
    '["Văn phòng Sở", "Các sở, ban, ngành tỉnh"]'), 'known units and groups with members pass');
select results_eq(format('select * from api.plan_import_check(%L, %L)', pg_temp.head(),
    '["Văn phòng Sở", "Sở Không Có; Sở Tư pháp"]'), $$values (2, 'unit', 'Sở Không Có')$$, 'an unknown unit is named');
select results_eq(format('select * from api.plan_import_check(%L, %L)', pg_temp.head(),
    '["UBND cấp huyện"]'), $$values (1, 'group', 'UBND cấp huyện')$$, 'a group without members is named: districts in 2026');
select is_empty(format('select * from api.plan_import_check(%L, %L)', pg_temp.head('{"year": 2024}'),
    '["UBND cấp huyện"]'), 'which had members in 2024');
select results_eq(format('select * from api.plan_import_check(%L, %L)', pg_temp.head('{"number": "16/KH-SNV"}'), '[]'),
    $$values (null::int, 'loaded', '16/KH-SNV@2026')$$, 'a plan that is loaded');
select results_eq(format('select * from api.plan_import_check(%L, %L)', pg_temp.head('{"parent": "7/KH@2026"}'), '[]'),
    $$values (null::int, 'parent', '7/KH@2026')$$, 'a parent that is not');
select throws_ok(format('select * from api.plan_import_check(%L, %L)', pg_temp.head('{"issuer": "XX"}'), '[]'),
    'KS422', 'No such unit', 'an unknown issuer');

set session authorization "stp.dung";
select results_eq(format('select what, segment from api.plan_import_check(%L, %L)', pg_temp.head(), '[]'),
    $$values ('right', 'SNV')$$, 'whoever may not write the issuer''s plans is told');
reset session authorization;

select results_eq($$
    select
        (select count(*) from kstt.plan),
        (select count(*) from kstt.request),
        (select count(*) from kstt.activity)
$$, 'select * from before', 'nothing was written');

select * from finish();
rollback;
