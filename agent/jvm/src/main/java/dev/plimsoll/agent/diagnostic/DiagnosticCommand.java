package dev.plimsoll.agent.diagnostic;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The commands behind {@code jcmd}, by their bean. The first use starts the platform's MBean
 * server, so none is made unless somebody has asked for something that only they can tell.
 */
final class DiagnosticCommand {
  private static final String BEAN = "com.sun.management:type=DiagnosticCommand";
  private static final String[] SIGNATURE = {String[].class.getName()};

  private DiagnosticCommand() {}

  /**
   * Runs the command and returns what it prints.
   *
   * @param name as the bean has it, such as {@code gcClassHistogram}
   * @throws JMException if this VM does not have it, or it failed
   */
  static String run(String name, String... arguments) throws JMException {
    Object[] parameters = {arguments};
    Object text =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(new ObjectName(BEAN), name, parameters, SIGNATURE);
    return String.valueOf(text);
  }
}
