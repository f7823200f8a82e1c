-- A screen is looked at again when a session ended anywhere, instead of before every word to it.
create function session_ended() returns trigger language plpgsql as $$
begin
    perform pg_notify('live', 'session ');
    return null;
end $$;
create trigger session_ended after delete on staff_session
    for each statement execute function session_ended();
-- whose page is told at once that a call moved
create index hotline_call_ringing on hotline_call (ringing) where ringing is not null;
