package dev.plimsoll.agent.programs;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * At each line of input opens nine connections to a database that it had none to before, and closes
 * four of them.
 */
public final class Querying {
  private static final List<Object> HELD = new ArrayList<>();

  private Querying() {}

  public static void main(String[] args) throws Exception {
    // Drivers are loaded first, as in any service by the time it is asked for something.
    DriverManager.getConnection(args[0]).close();
    System.out.println("loaded");
    for (int i = 0; System.in.read() >= 0; i++) {
      connect(args[0].replace("shop", "shop" + i));
    }
  }

  private static void connect(String url) throws SQLException {
    for (int i = 0; i < 9; i++) {
      Connection connection = DriverManager.getConnection(url);
      HELD.add(connection);
      if (i < 4) {
        connection.close();
      }
    }
  }
}
