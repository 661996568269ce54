package dev.plimsoll.benchmarks.subject;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * Tomcat with a web application in a class loader of its own. {@code /admin/redeploy} puts a new
 * one in its place, {@code /admin/loaders} tells how many loaders of former ones are still there.
 * When it serves it says {@code serving PORT}.
 */
public final class SoakServer {
  private static final int THREADS = 20;

  private final Tomcat tomcat = new Tomcat();
  private final Path folder = Files.createTempDirectory("soak");
  private final List<WeakReference<ClassLoader>> former = new ArrayList<>();
  private Context application;

  private SoakServer() throws IOException {}

  public static void main(String[] args) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    new SoakServer().start();
  }

  private void start() throws IOException, LifecycleException {
    tomcat.setBaseDir(folder.resolve("base").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxThreads", Integer.toString(THREADS));
    Path webApp = webApp();
    application = deploy(webApp);
    Context admin = tomcat.addContext("/admin", folder.toString());
    Tomcat.addServlet(admin, "admin", new Admin(webApp));
    admin.addServletMappingDecoded("/*", "admin");
    tomcat.start();
    System.out.println("serving " + tomcat.getConnector().getLocalPort());
  }

  /** A folder with the servlet's class, which its loader prefers to the one on the class path. */
  private Path webApp() throws IOException {
    String name = SoakServlet.class.getName().replace('.', '/') + ".class";
    Path webApp = folder.resolve("app");
    Path copy = webApp.resolve("WEB-INF/classes").resolve(name);
    Files.createDirectories(copy.getParent());
    try (InputStream in = SoakServlet.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(in, copy);
    }
    Files.writeString(webApp.resolve("file"), "opened and closed");
    return webApp;
  }

  private Context deploy(Path webApp) {
    Context context = tomcat.addContext("", webApp.toString());
    Tomcat.addServlet(context, "soak", SoakServlet.class.getName());
    context.addServletMappingDecoded("/*", "soak");
    return context;
  }

  private synchronized String redeploy(Path webApp) {
    former.add(new WeakReference<>(application.getLoader().getClassLoader()));
    tomcat.getHost().removeChild(application);
    application = deploy(webApp);
    return "redeployed";
  }

  private synchronized String loaders() {
    former.removeIf(loader -> loader.get() == null);
    return Integer.toString(former.size());
  }

  @SuppressWarnings("serial")
  private final class Admin extends HttpServlet {
    private final transient Path webApp;

    Admin(Path webApp) {
      this.webApp = webApp;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String order = new File(request.getRequestURI()).getName();
      response.getWriter().print(order.equals("redeploy") ? redeploy(webApp) : loaders());
    }
  }
}
