create table if not exists tenant_origin (origin varchar(320) primary key);
