-- SPDX-License-Identifier: MIT
-- The time to settle a khiếu nại or tố cáo runs from the day it was accepted, which
-- is not always the day on which somebody writes that down. A letter that was split
-- ends by saying so.

set local role kstt_owner;

insert into kstt.feedback_move (action, from_state, to_state, tracks, by_whom, needs, takes)
select m.action, m.from_state, m.to_state, '{complaint,denunciation}', m.by_whom, m.needs, array['on'] || m.takes
from kstt.feedback_move m
where m.action in ('accept', 'handle')
and m.tracks is null;

update kstt.feedback_move m
set tracks = '{conduct,regulation,question,outside}'
where m.action in ('accept', 'handle')
and m.tracks is null;

do $$
begin
    if (select count(*) from kstt.feedback_move m where m.action in ('accept', 'handle')) <> 4 then
        raise exception 'feedback_move: accept and handle should be there for two kinds of law each';
    end if;
end
$$;

comment on column kstt.feedback.accepted_on is
    'The day on which it was accepted (thụ lý), from which the time to settle it runs: as the official said, else the day of the step';

insert into kstt.feedback_kind (kind_set, code, ordinal, name, name_en, note) values
    ('decline', 'split', 7, 'Đã tách thành các hồ sơ riêng', 'split into records of its own', '');
