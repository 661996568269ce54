package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.guest.Leaving;
import dev.plimsoll.agent.guest.Trouble;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Tells whoever attaches to this JVM that the agent is in it: by the JVM's agent properties, which
 * {@code VirtualMachine.getAgentProperties} reads, and the application's system properties are not.
 */
final class Presence {
  private static final String NAME = "dev.plimsoll.agent";
  private static final String HOME = "jdk.internal.vm";

  private Presence() {}

  /** The agent has begun; the property goes when the agent does. */
  static void tell(Settings settings, Instrumentation instrumentation) {
    try {
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of(HOME, Set.of(Presence.class.getModule())),
          Map.of(),
          Set.of(),
          Map.of());
      Properties properties =
          (Properties)
              Class.forName(HOME + ".VMSupport").getMethod("getAgentProperties").invoke(null);
      String how = settings.isSupervised() ? "supervised " : "alone ";
      properties.setProperty(NAME, how + settings.run());
      Leaving.undo(() -> properties.remove(NAME));
    } catch (ReflectiveOperationException | RuntimeException e) {
      Trouble.count("presence", e);
    }
  }
}
