-- News of a matter that reached no follower: its clerks call, and their next act says that they did.
alter table follower_word add column matter uuid references matter on delete cascade;
create index follower_word_matter on follower_word (matter, at) where matter is not null;
create index follower_word_unsendable on follower_word (matter) where state = 'unsendable';
create view unreached with (security_invoker = true) as
    select matter, reason, at from follower_word as one
    where state = 'unsendable' and matter is not null
      and not exists (select from follower_word as other where other.matter = one.matter
                      and other.at >= one.at and other.state = 'sent')
      and not exists (select from matter_act where matter_act.matter = one.matter
                      and by_staff is not null and matter_act.at > one.at);
grant select on unreached to yizhan_service;
