-- The story of a person is read by its own order.
create index audit_view on audit (person, at desc) where action in ('view_person', 'view_checkin');
