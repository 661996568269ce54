package hello;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/** One resource, answered as JSON. */
@Path("/hello")
public class Hello {
  @GET
  public Map<String, String> hello() {
    return Map.of("text", "hello");
  }
}
