package dev.plimsoll.compatibility.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls by each of the named clients when told: {@code call NAME URL TIMES}, {@code cancel NAME}
 * for all of its calls, {@code forget NAME} to let go of those that are over.
 */
public final class ClientsProgram {
  private ClientsProgram() {}

  public static void main(String[] names) throws Exception {
    Map<String, Caller> callers = new HashMap<>();
    Map<String, List<Runnable>> calls = new HashMap<>();
    try {
      for (String name : names) {
        callers.put(name, caller(name));
        calls.put(name, new ArrayList<>());
      }
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
      System.exit(1);
    }
    Console.serve(
        "ready",
        words -> {
          List<Runnable> begun = calls.get(words[1]);
          if (words[0].equals("cancel")) {
            begun.forEach(Runnable::run);
            begun.clear();
          } else if (words[0].equals("forget")) {
            begun.clear();
            System.gc();
          } else {
            for (int i = 0; i < Integer.parseInt(words[3]); i++) {
              begun.add(callers.get(words[1]).call(words[2]));
            }
          }
          return "done";
        });
  }

  private static Caller caller(String name) throws Exception {
    return switch (name) {
      case "apache5" -> ApacheCallers.classic5();
      case "apache5async" -> ApacheCallers.async5();
      case "apache4" -> Apache4Callers.start();
      case "okhttp" -> OkHttpCallers.sync();
      case "okhttpasync" -> OkHttpCallers.async();
      case "netty" -> NettyCallers.codec();
      case "reactor" -> NettyCallers.reactor();
      case "vertx" -> VertxCallers.start();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
