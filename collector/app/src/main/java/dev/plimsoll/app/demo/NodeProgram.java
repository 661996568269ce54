package dev.plimsoll.app.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sample program for Node.
 *
 * @param file the program
 * @param heapMib max heap
 */
record NodeProgram(Path file, int heapMib) {
  /** With the Node that is on the path. */
  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add("node");
    command.add("--max-old-space-size=" + heapMib);
    command.add(file.toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
