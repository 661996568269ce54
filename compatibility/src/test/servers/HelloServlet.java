import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers at once, and from another thread. */
@WebServlet(
    urlPatterns = {"/now", "/later"},
    asyncSupported = true)
public class HelloServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().equals("/now")) {
      answer(response, "now");
      return;
    }
    AsyncContext context = request.startAsync();
    context.start(
        () -> {
          try {
            answer((HttpServletResponse) context.getResponse(), "later");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          context.complete();
        });
  }

  private static void answer(HttpServletResponse response, String text) throws IOException {
    response.setContentType("text/plain");
    response.getWriter().println("hello " + text);
  }
}
