package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.listen.HeldSocket;
import dev.plimsoll.supervisor.listen.ServicePorts;
import dev.plimsoll.wire.control.ControlMessage.Binding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ports of one run: which sockets it has inherited, and which of them it serves. */
final class RunPorts {
  private final String run;
  private final ServicePorts service;
  private final Set<Integer> served = new HashSet<>();
  private final Set<HeldSocket> claimed = new HashSet<>();
  private List<HeldSocket> inherited = List.of();
  private @Nullable Integer refused;

  RunPorts(String run, ServicePorts service) {
    this.run = run;
    this.service = service;
  }

  /** The sockets that the process is to be started with; empty if there are none to be had. */
  synchronized List<HeldSocket> inherit() throws IOException {
    inherited = service.sockets();
    return inherited;
  }

  /** The process was started with the sockets that the service has now. */
  synchronized void inherited() {
    inherited = service.held();
  }

  /** The run's descriptor of the socket that listens there; empty if it must bind by itself. */
  synchronized OptionalInt find(Binding binding) {
    InetSocketAddress address = address(binding);
    OptionalInt descriptor =
        address == null ? OptionalInt.empty() : service.find(inherited, address, binding.backlog());
    refused = descriptor.isEmpty() && address != null ? Integer.valueOf(binding.port()) : refused;
    descriptor.ifPresent(
        number -> claimed.add(inherited.get(number - ServicePorts.FIRST_DESCRIPTOR)));
    return descriptor;
  }

  /** Numeric, so that nobody is asked what a name means. */
  private static @Nullable InetSocketAddress address(Binding binding) {
    if (binding.port() == 0) {
      return null;
    }
    String host = binding.address();
    if (host == null) {
      return new InetSocketAddress(binding.port());
    }
    if (!host.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.%a-z]*")) {
      return null;
    }
    try {
      InetAddress address = InetAddress.getByName(host);
      // Any address of IPv4 is any address to a socket that takes both.
      return address.isAnyLocalAddress()
          ? new InetSocketAddress(binding.port())
          : new InetSocketAddress(address, binding.port());
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** From now on the run accepts there. */
  synchronized void serve(int port, int descriptor) {
    service.take(run, inherited, descriptor);
    served.add(port);
  }

  /** The run says that it listens there: on a socket of the service's, if that has the port. */
  synchronized void servesAlready(int port) {
    if (served.contains(port)) {
      return;
    }
    service
        .descriptorOf(inherited, port)
        .ifPresent(
            descriptor -> {
              claimed.add(inherited.get(descriptor - ServicePorts.FIRST_DESCRIPTOR));
              serve(port, descriptor);
            });
  }

  /** Ports of ours that this run accepts from. */
  synchronized Set<Integer> served() {
    return Set.copyOf(served);
  }

  /** The port that it was told to bind itself, because we could not; null if none. */
  synchronized @Nullable Integer refused() {
    return refused;
  }

  /** Whether the supervisor holds the port, for this run or for another one of the service. */
  boolean has(int port) {
    return service.has(port);
  }

  /** The run has ended. Its ports stay, for the next one. */
  void leave() {
    service.leave(run);
  }

  /** Ports that this run was given and nobody accepts from any more are closed. */
  synchronized void giveUpUnused() {
    service.giveUpUnused(claimed);
  }
}
