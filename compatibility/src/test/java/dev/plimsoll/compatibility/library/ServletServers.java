package dev.plimsoll.compatibility.library;

import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Servlet containers; the servlets are named so that one code does for both APIs. */
final class ServletServers {
  private ServletServers() {}

  static int tomcat(String servlet) throws Exception {
    Path base = Files.createTempDirectory("tomcat");
    base.toFile().deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", base.toString());
    Wrapper wrapper = Tomcat.addServlet(context, "held", servlet);
    wrapper.setAsyncSupported(true);
    wrapper.addMapping("/");
    tomcat.getConnector();
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  /**
   * Of whichever version is there.
   *
   * @param handler its {@code ServletContextHandler}, which was in another package each time
   */
  static int jetty(String handler, String servlet) throws Exception {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Object context = Class.forName(handler).getConstructor().newInstance();
    Object holder =
        context
            .getClass()
            .getMethod("addServlet", String.class, String.class)
            .invoke(context, servlet, "/*");
    holder.getClass().getMethod("setAsyncSupported", boolean.class).invoke(holder, true);
    Server.class.getMethod("setHandler", Handler.class).invoke(server, context);
    server.start();
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  static int undertow() throws Exception {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(ServletServers.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("held")
            .addServlet(
                Servlets.servlet("held", HeldServlets.Jakarta.class)
                    .addMapping("/*")
                    .setAsyncSupported(true));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    io.undertow.Undertow server =
        io.undertow.Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(2)
            .setWorkerThreads(64)
            .setHandler(manager.start())
            .build();
    server.start();
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }
}
