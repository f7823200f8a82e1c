-- A sign names nobody, whoever writes it: the same as rooms/devices/signs.py, held by the database.
create function letters_of(said text) returns text immutable language sql as
    $$ select regexp_replace(lower(normalize(said, nfkc) collate "und-x-icu"),
                             '[^[:alnum:]]' collate "und-x-icu", '', 'g') $$;

create function sign_names_nobody() returns trigger language plpgsql
    security definer set search_path = public as $$
declare plain text := normalize(new.text, nfkc);
begin
    if exists (
        select from person join device on device.township = person.township
        where device.id = new.device and length(letters_of(person.name)) > 1
          and strpos(letters_of(new.text), letters_of(person.name)) > 0
    ) then
        raise exception 'a sign never names anybody'
            using errcode = 'check_violation', constraint = 'sign_names_nobody';
    end if;
    plain := regexp_replace(plain, '(?<!\d)(?:12348|12345|12309|96110|110|119|120)(?!\d)', '#', 'g');
    if plain ~ '\d(?:[\s.·-]*\d){5,}' then
        raise exception 'a sign shows public hotlines only'
            using errcode = 'check_violation', constraint = 'sign_shows_no_number';
    end if;
    return new;
end $$;
create trigger sign_names_nobody before insert or update on signage
    for each row execute function sign_names_nobody();
