-- SPDX-License-Identifier: MIT
-- A plan copied forward takes its links along, each to be looked at.

set local role kstt_owner;

alter table kstt.node
    add column copied_from bigint,
    add constraint node_copied_from foreign key (copied_from) references kstt.node (id) on delete set null;
create index node_by_copied_from on kstt.node (copied_from) where copied_from is not null;
comment on column kstt.node.copied_from is 'The node of an earlier year''s plan whose wording it began with';

alter table kstt.copy_look
    add column link_id bigint,
    add constraint copy_look_link foreign key (link_id) references kstt.node_link (id) on delete cascade,
    drop constraint copy_look_kind,
    add constraint copy_look_kind check (kind in ('time_moved', 'time_ask', 'time_document', 'unit_mapped', 'unit_gone',
        'unit_unknown', 'group_empty', 'wording_year', 'doubt', 'parent', 'link_carried', 'link_lost', 'link_open')),
    drop constraint copy_look_field,
    add constraint copy_look_field check (field in ('text', 'lead', 'coordinate', 'deliverable', 'time', 'parent', 'link')),
    add constraint copy_look_carried check ((kind = 'link_carried') = (link_id is not null));
create index copy_look_by_link on kstt.copy_look (link_id) where link_id is not null;
comment on table kstt.copy_look is
    'What of a plan copied forward needs a look, kept until somebody has settled it. time_moved: the year in the phrase was '
    'moved; time_ask: it cannot be read for the new year; time_document: set by a document that may be the old year''s; '
    'unit_mapped: the one successor stands for a unit that is no more; unit_gone: it has none or several (about names them); '
    'unit_unknown: names no unit; group_empty: a group without members; wording_year: the wording names the old year; '
    'doubt: the source was uncertain; parent: no one plan of the new year was found; link_carried: the link link_id goes to '
    'the same task of the new year; link_lost: that task was not found; link_open: the plan above is not there yet';
comment on column kstt.copy_look.link_id is 'Of link_carried: the link that was made for the new year';

reset role;
