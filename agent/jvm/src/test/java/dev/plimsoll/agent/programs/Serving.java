package dev.plimsoll.agent.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Uses a library's class from its own loader and from that of a deployed application. Commands, a
 * line each: {@code begin PATH}, {@code deploy}, {@code deployed-begin PATH}, {@code end}, {@code
 * undeploy}. Prints {@code undeployed} when the loader of the application is gone.
 */
public final class Serving {
  private static final List<Object> OPEN = new ArrayList<>();

  private Serving() {}

  public static void main(String[] args) throws Exception {
    // Loaded before the agent has begun to watch.
    OPEN.add(new Exchange("/before"));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ClassLoader application = Serving.class.getClassLoader();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "begin" -> OPEN.add(new Exchange(words[1]));
        case "deploy" -> application = deploy();
        case "deployed-begin" -> OPEN.add(exchange(application, words[1]));
        case "end" -> endAll();
        case "undeploy" -> {
          OPEN.clear();
          WeakReference<ClassLoader> gone = new WeakReference<>(application);
          application = Serving.class.getClassLoader();
          awaitGone(gone);
        }
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private static ClassLoader deploy() throws IOException {
    URL classes = Serving.class.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
  }

  private static Object exchange(ClassLoader loader, String path) throws Exception {
    return loader
        .loadClass(Exchange.class.getName())
        .getConstructor(String.class)
        .newInstance(path);
  }

  private static void endAll() throws Exception {
    for (Object exchange : OPEN) {
      exchange.getClass().getMethod("close").invoke(exchange);
    }
    OPEN.clear();
  }

  private static void awaitGone(WeakReference<@Nullable ClassLoader> loader) {
    while (loader.get() != null) {
      System.gc();
    }
    System.out.println("undeployed");
  }
}
