package dev.plimsoll.server.web;

import dev.plimsoll.server.commands.CommandDesk;
import dev.plimsoll.server.dumps.DumpDesk;
import dev.plimsoll.server.fleet.Fleet;
import dev.plimsoll.server.ingest.Ingest;
import dev.plimsoll.server.policy.PolicyBook;
import dev.plimsoll.store.Store;
import dev.plimsoll.store.StoreException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: the API, the pages, and one form for every error. */
public final class WebServer implements AutoCloseable {

  /** The rooms that the API opens onto. */
  public record Rooms(
      Store store,
      Fleet fleet,
      Ingest ingest,
      CommandDesk commands,
      DumpDesk dumps,
      PolicyBook policies,
      long largestDump,
      Clock clock) {}

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final long STOP_WITHIN_MS = 3_000;
  private static final long IDLE_MS = 300;

  private final Javalin javalin;
  private final int port;

  private WebServer(Javalin javalin) {
    this.javalin = javalin;
    this.port = javalin.port();
  }

  /**
   * Starts listening.
   *
   * @throws BindException if the port is taken or the host is not this machine's
   */
  public static WebServer start(Rooms rooms, String host, int port, @Nullable URI publicUrl)
      throws BindException {
    CallerCheck callers = new CallerCheck(host, publicUrl);
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config);
              config.routes.before(callers::check);
              addRoutes(config.routes, rooms);
              addErrors(config.routes);
            });
    try {
      javalin.start(host, port);
    } catch (RuntimeException e) {
      javalin.stop();
      throw bindFailure(e);
    }
    return new WebServer(javalin);
  }

  public int port() {
    return port;
  }

  /** Finishes the requests at hand. */
  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.GZIP;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new JettyProblems());
          server.setStopTimeout(STOP_WITHIN_MS);
          server.setHandler(new GracefulHandler()); // else requests at hand are cut off
          server.addEventListener(new ShortGoodbye());
        });
  }

  /** Connections on which nothing happens need not be waited for. */
  private static final class ShortGoodbye implements LifeCycle.Listener {
    @Override
    public void lifeCycleStarting(LifeCycle server) {
      for (Connector connector : ((Server) server).getConnectors()) {
        ((AbstractConnector) connector).setShutdownIdleTimeout(IDLE_MS);
      }
    }
  }

  private static void addRoutes(RoutesConfig routes, Rooms rooms) {
    Bodies bodies = new Bodies();
    new HealthApi(rooms.store(), rooms.clock()).addTo(routes);
    new IngestApi(rooms.ingest(), bodies).addTo(routes);
    new FleetApi(rooms.store(), rooms.fleet(), rooms.policies(), rooms.clock()).addTo(routes);
    new TimelineApi(rooms.store()).addTo(routes);
    new EventsApi(rooms.store()).addTo(routes);
    new CommandsApi(rooms.store(), rooms.commands(), rooms.dumps(), bodies).addTo(routes);
    new DumpsApi(rooms.store(), rooms.dumps(), rooms.largestDump()).addTo(routes);
    new UiPages().addTo(routes);
  }

  private static void addErrors(RoutesConfig routes) {
    routes.exception(
        ProblemException.class, (e, ctx) -> Answers.problem(ctx, e.status(), e.json()));
    routes.exception(StoreException.class, WebServer::storeFailed);
    routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          String detail = "%s %s: %s".formatted(ctx.method(), ctx.path(), e.getMessage());
          Answers.problem(ctx, e.getStatus(), ProblemException.json(e.getStatus(), detail));
        });
    routes.exception(IOException.class, WebServer::senderGone);
    routes.exception(
        Exception.class,
        (e, ctx) -> {
          LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
          String detail = "the collector failed; its log says why";
          Answers.problem(ctx, 500, ProblemException.json(500, detail));
        });
  }

  private static void storeFailed(StoreException e, Context ctx) {
    LOG.warn("{} {}: {}", ctx.method(), ctx.path(), e.getMessage());
    int status = e.kind() == StoreException.Kind.FULL ? 507 : 503;
    Answers.problem(ctx, status, ProblemException.json(status, String.valueOf(e.getMessage())));
  }

  private static void senderGone(IOException e, Context ctx) {
    LOG.debug("{} {}: {}", ctx.method(), ctx.path(), e.toString());
    String detail = "the request could not be read to its end";
    Answers.problem(ctx, 400, ProblemException.json(400, detail));
  }

  private static BindException bindFailure(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException bind) {
        return bind;
      }
    }
    if (String.valueOf(e.getMessage()).contains("Port already in use")) {
      return new BindException("Address already in use");
    }
    throw e;
  }
}
