-- That a session was used is noted with whatever is asked at rush hour. Where no index has a part in it and the page has
-- room, a row is changed in its place; what has run out is looked for once in an hour, and may cost a look at all.
drop index sessions_expiry;
alter table sessions set (fillfactor = 80);
