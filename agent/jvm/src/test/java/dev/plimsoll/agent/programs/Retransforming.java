package dev.plimsoll.agent.programs;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that is an agent too. {@code retransform} has a class of the JDK transformed again,
 * {@code open FILE} opens a file and keeps it.
 */
public final class Retransforming {
  private static final List<FileInputStream> HELD = new ArrayList<>();
  private static Instrumentation instrumentation;

  private Retransforming() {}

  public static void premain(String args, Instrumentation given) {
    instrumentation = given;
  }

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("retransform")) {
        instrumentation.retransformClasses(FileInputStream.class);
        System.out.println("retransformed");
      } else if (line.startsWith("open ")) {
        HELD.add(new FileInputStream(line.substring("open ".length())));
      }
    }
    for (FileInputStream held : HELD) {
      held.close();
    }
  }
}
