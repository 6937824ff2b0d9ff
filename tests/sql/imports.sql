-- SPDX-License-Identifier: MIT
-- Files that cannot be taken say where and why, and leave nothing behind.
begin;
select plan(21);

create function pg_temp.wrong(called text, rows jsonb)
    returns text
    language plpgsql
as $$
declare
    v_detail text;
begin
    execute format('select * from api.%I(gen_random_uuid(), $1)', called) using rows;
    return 'taken';
exception
    when sqlstate 'KS422' then
        get stacked diagnostics v_detail = pg_exception_detail;
        return sqlerrm || ' | ' || v_detail;
end
$$;
create function pg_temp.unit(more jsonb default '{}')
    returns jsonb
    language sql
return jsonb_build_object('code', 'THU', 'kind', 'department', 'parent', 'LS', 'name', 'Sở Thử', 'short_name', '',
    'valid_from', '', 'valid_to', '', 'source', 'thử') || more;

select is(pg_temp.wrong(v.called, v.rows), v.want, v.called || ': ' || v.what)
from (values
    ('unit_import', jsonb_build_array(pg_temp.unit('{"name": " "}')), 'A cell of the file must not be empty | 1, name', 'no name'),
    ('unit_import', jsonb_build_array(pg_temp.unit(), pg_temp.unit('{"code": "B", "kind": "office2"}')),
        'A cell of the file holds a word that is not known | 2, kind: office2', 'no such kind'),
    ('unit_import', jsonb_build_array(pg_temp.unit('{"valid_from": "2026-02-31"}')),
        'A cell of the file is no day | 1, valid_from: 2026-02-31', 'no day'),
    ('unit_import', jsonb_build_array(pg_temp.unit('{"valid_to": "31/12/2026"}')),
        'A cell of the file is no day | 1, valid_to: 31/12/2026', 'a day in another form'),
    ('unit_import', jsonb_build_array(pg_temp.unit(), pg_temp.unit()), 'A row of the file stands there twice | 2: THU', 'twice'),
    ('unit_import', jsonb_build_array(pg_temp.unit('{"parent": "XX"}')), 'The unit above is not known | THU (XX)', 'no parent'),
    ('group_import', '[{"code": "G", "name": "Nhóm", "kinds": "department offices", "scope": "province"}]',
        'A cell of the file holds a word that is not known | 1, kinds: department offices', 'no such kind'),
    ('group_import', '[{"code": "G", "name": "Nhóm", "kinds": "", "scope": "province"}]',
        'A cell of the file must not be empty | 1, kinds', 'no kind'),
    ('name_import', '[{"text": "Sở X", "target": "XX", "scope": ""}]', 'The name means no unit and no group | Sở X (XX)', 'no target'),
    ('name_import', '[{"text": "Sở X", "target": "SNV", "scope": "XX"}]', 'No such unit | XX', 'no scope'),
    ('successor_import', '[{"predecessor": "SNV", "successor": "XX", "source": ""}]', 'No such unit | XX', 'no unit'),
    ('calendar_change', '[{"day": "2026-13-01", "kind": "off", "name": "x", "source": "y"}]',
        'A cell of the file is no day | 1, day: 2026-13-01', 'no day'),
    ('calendar_change', '[{"day": "2026-12-01", "kind": "half", "name": "x", "source": "y"}]',
        'A cell of the file holds a word that is not known | 1, kind: half', 'no such kind'),
    ('official_import', '[{"login": "thu.x", "name": "", "unit": "SNV", "right": "official"}]',
        'A cell of the file must not be empty | 1, name', 'no name'),
    ('plan_import_begin', '{"number": "1", "year": "2026", "issuer": "XX", "title": "x"}', 'No such unit | XX', 'no issuer'),
    ('plan_import_begin', '{"number": "1", "year": "2026", "issuer": "SNV", "title": "x", "parent": "9/KH@2026"}',
        'The parent plan is not loaded | 9/KH@2026', 'no parent')) v (called, rows, want, what);

select results_eq($$select * from api.unit_import(gen_random_uuid(), jsonb_build_array(pg_temp.unit('{"parent": "THU.TREN"}'),
    pg_temp.unit('{"code": "THU.TREN"}')))$$, 'values (2, 0, 0)', 'a parent may stand below its child in the file');
select results_eq($$select * from api.unit_import(gen_random_uuid(), jsonb_build_array(pg_temp.unit('{"name": "Sở Thử hai"}'),
    pg_temp.unit('{"code": "THU.TREN"}')))$$, 'values (0, 1, 1)', 'a corrected row is changed, the other stays');
select is((
    select u.version || ' ' || p.code
    from kstt.unit u
    join kstt.unit p on p.id = u.parent_id
    where u.code = 'THU'), '2 LS', 'with its place in the tree');
select results_eq($$select inserted, updated, unchanged from api.calendar_change(gen_random_uuid(), '[
    {"day": "2026-11-24", "kind": "off", "name": "Ngày Văn hóa", "source": "thử"},
    {"day": "2027-12-30", "kind": "off", "name": "Nghỉ thử", "source": "thử"}]')$$, 'values (1, 1, 0)', 'days off too');
select is((
    select a.changes ->> 'name'
    from kstt.activity a
    where a.subject = 'holiday'
    and a.subject_id = '2026-11-24'
    and a.what = 'changed') like '%"Ngày Văn hóa"]', true, 'and history keeps what a day was called before');

select *
from finish();
rollback;
