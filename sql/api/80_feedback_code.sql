-- SPDX-License-Identifier: MIT
-- The receipt code, PA-2026-00123-7: year, number of the year, check digit. It is
-- read over the telephone, so the digit is that of ISO/IEC 7064 MOD 11,10 over the
-- last two digits of the year and the number (at least five digits): it finds
-- every single wrong digit and nearly every swap of two neighbours. The century
-- is not under it: it has to be 20.

create or replace function kstt.feedback_check_digit(digits text)
    returns text
    language plpgsql
    immutable
    strict
    parallel safe
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_rest int := 10;
begin
    for i in 1..length(digits)
    loop
        v_rest := (v_rest + substr(digits, i, 1)::int) % 10;
        v_rest := case v_rest when 0 then 10 else v_rest end * 2 % 11;
    end loop;
    return ((11 - v_rest) % 10)::text;
end
$$;
alter function kstt.feedback_check_digit(text) owner to kstt_owner;
comment on function kstt.feedback_check_digit(text) is 'The check digit of ISO/IEC 7064 MOD 11,10: of 2600123 it is 7';

create or replace function kstt.feedback_code(year int, serial bigint)
    returns text
    language sql
    immutable
    parallel safe
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select format('PA-%s-%s-%s', year, n.number, kstt.feedback_check_digit(right(year::text, 2) || n.number))
    from (select lpad(serial::text, greatest(5, length(serial::text)), '0') as number) n
$$;
alter function kstt.feedback_code(int, bigint) owner to kstt_owner;
comment on function kstt.feedback_code(int, bigint) is 'The receipt code of a year''s number: 2026, 123 gives PA-2026-00123-7';

create or replace function kstt.feedback_code_read(typed text)
    returns table (verdict text, code text)
    language plpgsql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_part text[] := regexp_match(upper(left(normalize(typed, NFKC), 40)),
        '^\s*(?:PA)?[\s.-]*(20\d\d)[\s.-]*(\d{1,9})[\s.-]*(\d)\s*$');
begin
    if v_part is null then
        return query select 'form', null::text;
        return;
    end if;
    code := kstt.feedback_code(v_part[1]::int, v_part[2]::bigint);
    verdict := case when right(code, 1) = v_part[3] then 'code' else 'check' end;
    return next;
end
$$;
alter function kstt.feedback_code_read(text) owner to kstt_owner;
comment on function kstt.feedback_code_read(text) is
    'A receipt code as somebody typed or heard it, with or without PA, dashes and leading zeros: code, as it is printed; '
    'check when the last digit does not fit; form when it is no code at all';

grant execute on function kstt.feedback_check_digit(text), kstt.feedback_code(int, bigint), kstt.feedback_code_read(text)
    to kstt_official, kstt_api, kstt_system;
