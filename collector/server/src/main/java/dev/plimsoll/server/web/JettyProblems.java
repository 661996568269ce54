package dev.plimsoll.server.web;

import dev.plimsoll.wire.json.Json;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors that happen before a request reaches us, such as a header too long, in the same form. */
final class JettyProblems implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Object told = request.getAttribute(ErrorHandler.ERROR_STATUS);
    int status = told instanceof Integer number ? number : response.getStatus();
    Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    String detail = message == null ? "the request could not be understood" : message.toString();
    String json = Json.line(ProblemException.json(status, detail));
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    Content.Sink.write(response, true, json, callback);
    return true;
  }
}
