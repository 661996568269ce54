package dev.plimsoll.benchmarks.spring;

import java.math.BigDecimal;
import java.util.List;

/** An order with its lines, as the shop answers it. */
record Order(int id, String customer, BigDecimal total, List<Line> lines) {

  /** One article of an order. */
  record Line(String article, int quantity, BigDecimal price) {
    BigDecimal cost() {
      return price.multiply(BigDecimal.valueOf(quantity));
    }
  }
}
