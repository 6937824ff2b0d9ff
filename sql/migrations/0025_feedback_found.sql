-- SPDX-License-Identifier: MIT
-- Finding feedback by whole words at a million records. Trigrams of Vietnamese
-- syllables are too common (khanh, nong and duc together took 85 ms of which all
-- were lists of ong, anh and the like; their words take 10), and a word of one or
-- two letters has none.

set local role kstt_owner;

create function kstt.feedback_wording(wording text)
    returns text
    language sql
    immutable
    strict
    parallel safe
return pg_catalog.btrim(pg_catalog.regexp_replace(
    pg_catalog.regexp_replace(kstt.fold(wording),
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f\ufeff]+', ' ', 'g'),
    '([^ ]{40})(?=[^ ])', '\1 ', 'g'));
comment on function kstt.feedback_wording(text) is
    'Wording as it is searched: folded, one blank between words and nothing else. What is no letter and no digit parts words, '
    'and a word of more than 40 letters is taken in pieces';

create function kstt.feedback_tokens(words text, marks text[])
    returns text[]
    language sql
    immutable
    parallel safe
return pg_catalog.string_to_array(pg_catalog.btrim(words), ' ') || marks;
comment on function kstt.feedback_tokens(text, text[]) is 'What the index of feedback''s words has of a record';

alter table kstt.feedback_text
    add column marks text[] not null default '{}';
drop index kstt.feedback_text_words;

-- Row by row in the order they came: what is near in time stays so in the index.
set local enable_hashjoin = off;
set local enable_mergejoin = off;
update kstt.feedback_text t
set words = case
        when not f.sealed then concat(' ', kstt.feedback_wording(concat_ws(' ', f.code, p.name, p.phone_digits, p.email, p.address,
            t.content, f.procedure_name, f.file_code, f.portal_ref, f.about_text, f.forward_number, f.answer_number)), ' ')
        end,
    marks = array(
        select '@' || s.unit_id
        from kstt.feedback_sight s
        where s.feedback_id = f.id
        order by s.unit_id) || to_char(f.received_on, '#YYYYMM') || case when e.ended then '{}' else array['!'] end
from kstt.feedback f
join kstt.feedback_state e on e.code = f.state
left join kstt.feedback_party p on p.feedback_id = f.id
where f.id = t.feedback_id;

-- Each word at once, not in a list that every search reads first.
create index feedback_text_tokens on kstt.feedback_text using gin (kstt.feedback_tokens(words, marks)) with (fastupdate = off)
    where words is not null;
comment on table kstt.feedback_text is
    'What was said, restricted like the sender. words: all that search looks at, as kstt.feedback_wording has it, between blanks; '
    'null while the record is sealed. marks: through which units it is seen (@id), when it came (#YYYYMM), and ! while it is '
    'open, so that the index of words narrows by them';

grant execute on function kstt.feedback_wording(text), kstt.feedback_tokens(text, text[]) to kstt_system;
