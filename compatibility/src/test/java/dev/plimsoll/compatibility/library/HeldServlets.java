package dev.plimsoll.compatibility.library;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The same servlet twice, once for each name of the API. */
public final class HeldServlets {
  private HeldServlets() {}

  public static final class Jakarta extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      String path = request.getRequestURI();
      if (path.endsWith("-error")) {
        throw new ServletException("on purpose");
      } else if (path.endsWith("-async")) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        Gate.afterwards(context::complete);
      } else {
        if (path.endsWith("-held")) {
          Gate.pass();
        }
        response.getWriter().println("hello from " + path);
      }
    }
  }

  public static final class Javax extends javax.servlet.http.HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(
        javax.servlet.http.HttpServletRequest request,
        javax.servlet.http.HttpServletResponse response)
        throws javax.servlet.ServletException, IOException {
      String path = request.getRequestURI();
      if (path.endsWith("-error")) {
        throw new javax.servlet.ServletException("on purpose");
      } else if (path.endsWith("-async")) {
        javax.servlet.AsyncContext context = request.startAsync();
        context.setTimeout(0);
        Gate.afterwards(context::complete);
      } else {
        if (path.endsWith("-held")) {
          Gate.pass();
        }
        response.getWriter().println("hello from " + path);
      }
    }
  }
}
