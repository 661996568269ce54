package dev.plimsoll.agent.programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Configuration;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * An application with an event of its own that records when told: {@code start}, {@code stop}; and
 * says whether its event is enabled.
 */
public final class Recording {

  /** The application's event. */
  @Name("app.Own")
  public static final class OwnEvent extends Event {}

  private Recording() {}

  public static void main(String[] args) throws Exception {
    new OwnEvent().isEnabled();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    jdk.jfr.Recording recording = null;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("start")) {
        recording = new jdk.jfr.Recording(Configuration.getConfiguration("default"));
        recording.start();
        new OwnEvent().commit();
        System.out.println("enabled " + new OwnEvent().isEnabled());
      } else if (line.equals("stop")) {
        recording.stop();
        recording.dump(Path.of(args[0]));
        recording.close();
        count(Path.of(args[0]));
      } else {
        System.out.println("enabled " + new OwnEvent().isEnabled());
      }
    }
  }

  private static void count(Path file) throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      String name = event.getEventType().getName();
      if (!name.startsWith("jdk.")) {
        counts.merge(name, 1, Integer::sum);
      }
    }
    counts.forEach((name, count) -> System.out.println("recorded " + name + " " + count));
  }
}
