package dev.plimsoll.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelperJvmTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdk.compiler/com.sun.tools.javac.Main -d out A.java",
        "jdk.jcmd/sun.tools.jps.Jps -l",
        "java.base/sun.security.tools.keytool.Main -list",
        "org.codehaus.plexus.classworlds.launcher.Launcher clean install",
        "org.gradle.launcher.daemon.bootstrap.GradleDaemon 8.5",
        "worker.org.gradle.process.internal.worker.GradleWorkerMain 'Gradle Test Executor 1'",
        "/w/gradle/wrapper/gradle-wrapper.jar build",
        "/w/target/surefire/surefirebooter-20260101120000_3.jar /w/target/surefire 2026",
        "org.apache.catalina.startup.Bootstrap stop",
        "/opt/wildfly/jboss-modules.jar -mp /opt/wildfly/modules org.jboss.as.cli --connect",
        "/opt/jetty/start.jar STOP.PORT=8079 --stop",
        "kafka.admin.TopicCommand --list",
        "org.apache.kafka.tools.TopicCommand --list",
        "org.apache.cassandra.tools.NodeTool status",
      })
  void toolsBuildsAndControlCommandsAreHelpers(String command) {
    assertThat(HelperJvm.runs(command)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "com.example.Shop stop",
        "/opt/shop.jar --stop",
        "com.example.shop/com.example.Main",
        "org.apache.catalina.startup.Bootstrap start",
        "/opt/wildfly/jboss-modules.jar -mp /opt/wildfly/modules org.jboss.as.standalone",
        "/opt/jetty/start.jar",
        "kafka.Kafka config/server.properties",
        "org.apache.cassandra.service.CassandraDaemon",
        "jdk.httpserver/sun.net.httpserver.simpleserver.Main",
      })
  void whatServesIsNone(String command) {
    assertThat(HelperJvm.runs(command)).isFalse();
  }
}
