insert into purchase select x, 'customer ' || mod(x, 97) from system_range(1, 1000);
insert into line
  select p.x, 'article ' || l.x, 1 + mod(p.x * l.x, 5), 0.99 + mod(p.x + 7 * l.x, 90)
  from system_range(1, 1000) p, system_range(1, 8) l;
create index line_purchase on line (purchase);
