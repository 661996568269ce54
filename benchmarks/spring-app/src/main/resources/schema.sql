create table purchase (id int primary key, customer varchar(80) not null);
create table line (
  purchase int not null references purchase,
  article varchar(80) not null,
  quantity int not null,
  price decimal(10, 2) not null
);
