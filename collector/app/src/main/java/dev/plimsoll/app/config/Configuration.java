package dev.plimsoll.app.config;

import dev.plimsoll.supervisor.spec.ServiceSpec;
import java.net.URI;
import java.util.List;

/**
 * What {@code plimsoll.yml} says, checked and with every default filled in.
 *
 * @param services in the order of the file
 * @param webhooks chat webhooks that take Slack's message shape
 */
public record Configuration(List<ServiceSpec> services, List<URI> webhooks) {
  public static final Configuration EMPTY = new Configuration(List.of(), List.of());
}
