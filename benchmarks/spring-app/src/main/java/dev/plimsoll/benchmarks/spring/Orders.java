package dev.plimsoll.benchmarks.spring;

import dev.plimsoll.benchmarks.spring.Order.Line;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Two queries and one JSON document a request. */
@RestController
class Orders {
  private final JdbcClient database;

  Orders(JdbcClient database) {
    this.database = database;
  }

  @GetMapping("/orders/{id}")
  ResponseEntity<Order> order(@PathVariable int id) {
    List<Line> lines =
        database
            .sql("select article, quantity, price from line where purchase = ? order by article")
            .param(id)
            .query((row, number) -> new Line(row.getString(1), row.getInt(2), row.getBigDecimal(3)))
            .list();
    BigDecimal total = lines.stream().map(Line::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    return ResponseEntity.of(
        database
            .sql("select customer from purchase where id = ?")
            .param(id)
            .query((row, number) -> new Order(id, row.getString(1), total, lines))
            .optional());
  }
}
