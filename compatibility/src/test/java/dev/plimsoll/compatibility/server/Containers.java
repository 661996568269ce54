package dev.plimsoll.compatibility.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Servers that other people's applications are put into. */
final class Containers {
  private static final String WILDFLY = "39.0.1.Final";
  private static final String JETTY = "12.0.31";
  private static final String FELIX = "7.0.5";

  private Containers() {}

  static List<Server> all() {
    return List.of(
        new Tomcat("10.1.55"), new Tomcat("11.0.18"), new Jetty(), new WildFly(), new Felix());
  }

  private record Tomcat(String version) implements Server {
    @Override
    public String name() {
      return "Tomcat " + version;
    }

    @Override
    public boolean runsOn(int java) {
      return true;
    }

    @Override
    public Installed install(Site site) throws Exception {
      int port = site.freePort();
      int stopPort = site.freePort();
      site.central().unpack("org.apache.tomcat:tomcat:zip:" + version, site.folder());
      Path xml = site.folder().resolve("conf/server.xml");
      String plain = Files.readString(xml);
      Files.writeString(
          xml,
          plain
              .replace("port=\"8080\"", "port=\"" + port + "\"")
              .replace("port=\"8005\"", "port=\"" + stopPort + "\""));
      WebApp.war(site, site.folder().resolve("webapps/hello.war"));
      String script = site.folder().resolve("bin/catalina.sh").toString();
      // JAVA_OPTS and not CATALINA_OPTS: the process that stops the server inherits it too.
      return new Installed(
          List.of(script, "run"),
          Map.of("JAVA_OPTS", site.agentOption(), "JAVA_HOME", site.jdk().home().toString()),
          Site.http(
              port,
              "/hello/now",
              "/hello/later",
              "/examples/servlets/servlet/HelloWorldExample",
              "/examples/jsp/jsp2/el/basic-arithmetic.jsp"),
          List.of(script, "stop"));
    }
  }

  private record Jetty() implements Server {
    @Override
    public String name() {
      return "Jetty " + JETTY;
    }

    @Override
    public boolean runsOn(int java) {
      return true;
    }

    @Override
    public Installed install(Site site) throws Exception {
      int port = site.freePort();
      Path home = site.folder().resolve("home");
      Path base = Files.createDirectories(site.folder().resolve("base"));
      site.central().unpack("org.eclipse.jetty:jetty-home:zip:" + JETTY, home);
      String start = home.resolve("start.jar").toString();
      site.run(
          site.plainJava(List.of("-jar", start, "--add-modules=http,ee10-deploy,ee10-annotations")),
          base);
      WebApp.war(site, base.resolve("webapps/hello.war"));
      return Installed.of(
          site.java(
              List.of(
                  "-Xmx256m",
                  "-jar",
                  start,
                  "jetty.base=" + base,
                  "jetty.http.port=" + port,
                  "jetty.http.host=127.0.0.1")),
          Site.http(port, "/hello/now", "/hello/later"));
    }
  }

  private record WildFly() implements Server {
    @Override
    public String name() {
      return "WildFly " + WILDFLY;
    }

    @Override
    public boolean runsOn(int java) {
      return true;
    }

    @Override
    public Installed install(Site site) throws Exception {
      int port = site.freePort();
      int console = site.freePort();
      site.central().unpack("org.wildfly:wildfly-dist:zip:" + WILDFLY, site.folder());
      WebApp.war(site, site.folder().resolve("standalone/deployments/hello.war"));
      Path bin = site.folder().resolve("bin");
      return new Installed(
          List.of(
              bin.resolve("standalone.sh").toString(),
              "-Djboss.http.port=" + port,
              "-Djboss.https.port=" + site.freePort(),
              "-Djboss.management.http.port=" + console),
          Map.of(
              "PREPEND_JAVA_OPTS", site.agentOption(), "JAVA_HOME", site.jdk().home().toString()),
          Site.http(port, "/hello/now", "/hello/later", "/"),
          List.of(
              bin.resolve("jboss-cli.sh").toString(),
              "--connect",
              "--controller=127.0.0.1:" + console,
              "--command=shutdown"));
    }
  }

  /** An OSGi container: class loaders that show a bundle nothing that it does not import. */
  private record Felix() implements Server {
    @Override
    public String name() {
      return "Apache Felix " + FELIX;
    }

    @Override
    public boolean runsOn(int java) {
      return true;
    }

    @Override
    public Installed install(Site site) throws Exception {
      int port = site.freePort();
      Path bundles = Files.createDirectories(site.folder().resolve("bundle"));
      String[] parts = {
        "org.apache.felix:org.apache.felix.http.jetty:5.1.32",
        "org.apache.felix:org.apache.felix.http.servlet-api:3.0.0",
        // Of later releases the bundle needs another that finds service providers.
        "org.slf4j:slf4j-api:1.7.36",
        "org.slf4j:slf4j-simple:1.7.36"
      };
      for (String part : parts) {
        Path jar = site.central().file(part);
        Files.copy(jar, bundles.resolve(jar.getFileName().toString()));
      }
      List<Path> felix =
          site.central().classPath("org.apache.felix:org.apache.felix.main:" + FELIX);
      WebApp.bundle(
          site,
          List.of(felix.get(0), site.central().file("jakarta.servlet:jakarta.servlet-api:6.0.0")),
          bundles.resolve("hello.jar"));
      return Installed.of(
          site.java(
              List.of(
                  "-Xmx256m",
                  "-Dorg.osgi.service.http.port=" + port,
                  "-Dfelix.auto.deploy.action=install,start",
                  "-Dgosh.args=--nointeractive",
                  "-jar",
                  felix.get(0).toString())),
          Site.http(port, "/hello"));
    }
  }
}
