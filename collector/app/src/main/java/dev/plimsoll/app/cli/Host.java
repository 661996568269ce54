package dev.plimsoll.app.cli;

import dev.plimsoll.supervisor.warden.Wardens;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What this host has to give.
 *
 * @param handsDownSockets whether children can inherit listening sockets
 * @param memory bytes that programs could still take; empty if unknown
 * @param disk bytes free where heap dumps and logs go
 * @param state folder where they go
 */
record Host(boolean handsDownSockets, OptionalLong memory, long disk, Path state) {
  static Host ofThis(Path state) {
    File there = state.toFile();
    while (!there.exists() && there.getParentFile() != null) {
      there = there.getParentFile();
    }
    return new Host(Wardens.handDownSockets(), available(), there.getUsableSpace(), state);
  }

  private static OptionalLong available() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
