package dev.plimsoll.supervisor.local;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a supervisor's socket tells its process. */
record SocketName(long pid) {
  private static final Pattern FORM = Pattern.compile("sup-(\\d{1,18})\\.sock");

  static SocketName ofThisProcess() {
    return new SocketName(ProcessHandle.current().pid());
  }

  /** Empty if the file is not such a socket. */
  static Optional<SocketName> of(Path file) {
    Matcher matcher = FORM.matcher(String.valueOf(file.getFileName()));
    return matcher.matches()
        ? Optional.of(new SocketName(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }

  Path in(Path directory) {
    return directory.resolve("sup-" + pid + ".sock");
  }
}
