-- SPDX-License-Identifier: MIT
-- Taking back a step of a record, and what a unit keeps of a record that it passed
-- on: the day it had until then, and to whom it went.

set local role kstt_owner;

alter table kstt.feedback_action
    add column undo_not kstt.wording,
    add column undo_not_en text,
    add constraint feedback_action_undo_not check ((undo_not is null) = (undo_not_en is null));
comment on column kstt.feedback_action.undo_not is 'Why such a step is not undone, and what to do instead; null: it may be';

insert into kstt.feedback_action (action, ordinal, name, name_en) values
    ('undo', 28, 'Hoàn tác', 'undone');
update kstt.feedback_action a
set undo_not = n.undo_not,
    undo_not_en = n.undo_not_en
from (values
    ('add', 'hồ sơ đã tiếp nhận; hãy sửa, hoặc ghi không tiếp nhận', 'it was taken in; change it, or decline it'),
    ('publish', 'đã công khai; hãy mở lại hồ sơ kèm lý do', 'it was published; reopen it, with the reason'),
    ('forward', 'đã chuyển đi; hãy mở lại hồ sơ kèm lý do', 'it was sent away; reopen it, with the reason'),
    ('archive', 'đã lưu hồ sơ; hãy mở lại kèm lý do', 'it was archived; reopen it, with the reason'),
    ('split', 'đơn đã tách; phần thừa thì ghi không tiếp nhận', 'it was split; decline the part that is too many'),
    ('call', 'cuộc gọi đã ghi; cần gọi nữa thì sửa hồ sơ', 'the call was made; change the record to call again')
    ) n (action, undo_not, undo_not_en)
where a.action = n.action;

alter table kstt.feedback_step
    add column due date,
    add column due_clock text,
    add column to_agency kstt.wording;
comment on column kstt.feedback_step.due is
    'The day that the record had to be acted on by when the step was made, by the clock due_clock: what a unit proves with that '
    'it passed the record on in time';
comment on column kstt.feedback_step.to_agency is 'Of a forwarding outside: to whom';
create index feedback_step_passed on kstt.feedback_step (unit_id, id desc)
    where action = 'forward' or (to_unit_id is not null and action in ('route', 'return', 'add', 'change'));
create index feedback_offered on kstt.feedback (held_by) where offered_to is not null;

create table kstt.feedback_command (
    command_id bigint not null,
    official_id bigint not null,
    feedback_id bigint not null,
    code text not null,
    action text not null,
    by_whom text not null,
    unit_id bigint not null,
    before_version int,
    after_version int not null,
    stood jsonb,
    constraint feedback_command_pk primary key (command_id),
    constraint feedback_command_command foreign key (command_id) references kstt.command (id) on delete cascade,
    constraint feedback_command_official foreign key (official_id) references kstt.official (id),
    constraint feedback_command_feedback foreign key (feedback_id) references kstt.feedback (id),
    constraint feedback_command_unit foreign key (unit_id) references kstt.unit (id),
    constraint feedback_command_action foreign key (action) references kstt.feedback_action (action)
);
create index feedback_command_by_feedback on kstt.feedback_command (feedback_id);
comment on table kstt.feedback_command is
    'A step of a record as a command that its official may take back while the record is still at after_version. stood is all '
    'that stood before, the restricted part too: nobody reads it but the function that puts it back, and it goes as soon as '
    'somebody else has acted on the record';

grant select (command_id, official_id, feedback_id, code, action, by_whom, unit_id, before_version, after_version)
    on kstt.feedback_command to kstt_official, kstt_api;
grant select, insert, update on kstt.feedback_command to kstt_system;
grant insert on kstt.command to kstt_system;
grant update on kstt.feedback to kstt_system;
grant insert, update on kstt.feedback_link to kstt_system;
grant delete on kstt.feedback_clock, kstt.feedback_clock_change, kstt.feedback_charge to kstt_system;

alter table kstt.feedback_command enable row level security;
alter table kstt.feedback_command force row level security;
create policy feedback_command_read on kstt.feedback_command for select to kstt_official, kstt_api
    using (official_id = (select kstt.me()));

reset role;

create or replace function kstt.feedback_follow()
    returns trigger
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_old kstt.feedback;
begin
    if tg_op = 'UPDATE' then
        v_old := old;
    end if;
    insert into kstt.feedback_step (feedback_id, province_id, sealed, unit_id, on_behalf, official_id, appointment_id, at,
        action, from_state, to_state, to_unit_id, track, note, document_number, document_date, due, due_clock, to_agency)
    select new.id, new.province_id, new.sealed, new.changed_for, a.unit_id <> new.changed_for, new.changed_by, a.id,
        new.changed_at, new.changed_how, v_old.state, new.state,
        coalesce(new.offered_to, new.submitted_to, nullif(new.held_by, coalesce(v_old.held_by, new.received_by)),
            case when new.changed_how = 'return' then new.held_by end), new.track, new.changed_note, new.changed_document, new.changed_document_date, v_old.due, v_old.due_clock,
        case when new.changed_how = 'forward' then new.forwarded_to end
    from kstt.appointment a
    where a.id = new.changed_appointment;
    if v_old.held_by is distinct from new.held_by then
        update kstt.feedback_charge c
        set to_day = kstt.today()
        where c.feedback_id = new.id
        and c.to_day is null;
        insert into kstt.feedback_charge (feedback_id, province_id, unit_id, from_day)
        values (new.id, new.province_id, new.held_by,
            case when v_old.id is null then new.received_on else kstt.today() end);
    end if;
    if v_old.sealed is distinct from new.sealed and v_old.id is not null then
        update kstt.feedback_step s
        set sealed = new.sealed
        where s.feedback_id = new.id;
    end if;
    perform kstt.feedback_clocks_follow(new.id);
    perform kstt.feedback_sight_follow(new.id);
    if v_old.id is not null then
        perform kstt.feedback_words_follow(new.id);
    end if;
    return null;
end
$$;
