package dev.plimsoll.agent.boot;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Tells JVMs that only inherited the agent, by {@code JAVA_TOOL_OPTIONS} or a server's {@code
 * JAVA_OPTS}: tools of the JDK, builds, and the commands that control a server. Nobody wants to
 * watch them, and they are over before anything could be said of them.
 *
 * <p>Known by what the launcher was told to run. A JVM that is supervised, or attached to, is none:
 * somebody asked for it.
 */
final class HelperJvm {
  private static final Set<String> MODULES =
      Set.of(
          "java.base",
          "java.scripting",
          "jdk.compiler",
          "jdk.hotspot.agent",
          "jdk.jartool",
          "jdk.javadoc",
          "jdk.jcmd",
          "jdk.jconsole",
          "jdk.jdeps",
          "jdk.jfr",
          "jdk.jlink",
          "jdk.jpackage",
          "jdk.jshell");

  private static final Set<String> CLASSES =
      Set.of(
          "org.codehaus.plexus.classworlds.launcher.Launcher", // Maven
          "org.apache.maven.wrapper.MavenWrapperMain",
          "org.apache.maven.surefire.booter.ForkedBooter",
          "org.apache.tools.ant.launch.Launcher",
          "org.apache.tools.ant.Main",
          "xsbt.boot.Boot", // sbt
          "org.apache.catalina.util.ServerInfo", // Tomcat's version
          "org.apache.karaf.client.Main",
          "org.apache.karaf.main.Status",
          "org.apache.karaf.main.Stop",
          "org.apache.solr.cli.SolrCLI",
          "org.apache.spark.launcher.Main",
          "org.apache.zookeeper.ZooKeeperMain",
          "weblogic.WLST");

  private static final List<String> PACKAGES =
      List.of(
          "org.gradle.",
          "worker.org.gradle.",
          "org.mvndaemon.",
          "org.jetbrains.kotlin.daemon.",
          "com.sun.enterprise.admin.cli.", // GlassFish
          "kafka.admin.",
          "kafka.tools.",
          "org.apache.kafka.tools.",
          "org.apache.cassandra.tools.",
          "org.elasticsearch.tools.launchers.");

  private static final List<String> JARS =
      List.of(
          "gradle-wrapper.jar",
          "maven-wrapper.jar",
          "sbt-launch.jar",
          "surefirebooter",
          "jboss-cli-client.jar",
          "admin-cli.jar",
          "glassfish-client.jar");

  /** Programs that are servers unless one of these words is among their arguments. */
  private static final Map<String, Set<String>> SERVERS =
      Map.of(
          "org.apache.catalina.startup.Bootstrap", Set.of("stop", "configtest"),
          "start.jar", Set.of("--stop", "--list-config", "--list-modules", "--version"), // Jetty
          "activemq.jar", Set.of("stop", "status", "query", "browse"),
          "jboss-modules.jar",
              Set.of(
                  "org.jboss.as.cli",
                  "org.jboss.as.add-user",
                  "org.jboss.as.domain-add-user",
                  "org.jboss.as.patching",
                  "org.wildfly.security.elytron-tool"));

  private HelperJvm() {}

  /**
   * Whether the command is a helper's.
   *
   * @param command main class, {@code module/class} or jar with arguments, as in {@code
   *     sun.java.command}
   */
  static boolean runs(String command) {
    StringTokenizer words = new StringTokenizer(command);
    String main = words.hasMoreTokens() ? words.nextToken() : "";
    String file = main.substring(main.lastIndexOf('/') + 1);
    if (main.endsWith(".jar")) {
      return startsWithAny(file, JARS) || controls(file, words);
    }
    int slash = main.indexOf('/');
    return (slash > 0 && MODULES.contains(main.substring(0, slash)))
        || CLASSES.contains(file)
        || startsWithAny(file, PACKAGES)
        || controls(file, words);
  }

  private static boolean startsWithAny(String file, List<String> beginnings) {
    for (String beginning : beginnings) {
      if (file.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  private static boolean controls(String program, StringTokenizer arguments) {
    Set<String> orders = SERVERS.getOrDefault(program, Set.of());
    while (arguments.hasMoreTokens()) {
      if (orders.contains(arguments.nextToken())) {
        return true;
      }
    }
    return false;
  }
}
