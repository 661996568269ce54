package dev.plimsoll.compatibility.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.artifact.JavaScopes;

/** Servers and libraries from Maven Central, each with its own dependencies. */
final class Central {
  private static final RemoteRepository CENTRAL =
      new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2/")
          .build();

  private final RepositorySystem system = new RepositorySystemSupplier().get();
  private final DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();

  Central() {
    String local =
        System.getProperty(
            "maven.repo.local", Path.of(System.getProperty("user.home"), ".m2/repository") + "");
    // Profiles in other people's POMs are activated by properties such as java.version.
    session.setSystemProperties(System.getProperties());
    session.setLocalRepositoryManager(
        system.newLocalRepositoryManager(session, new LocalRepository(local)));
  }

  /**
   * Jars of a class path.
   *
   * @param coordinates {@code group:artifact:version}, each with what it needs at run time
   */
  List<Path> classPath(String... coordinates) throws Exception {
    CollectRequest collect = new CollectRequest();
    collect.addRepository(CENTRAL);
    for (String one : coordinates) {
      collect.addDependency(new Dependency(new DefaultArtifact(one), JavaScopes.RUNTIME));
    }
    List<Path> jars = new ArrayList<>();
    for (ArtifactResult result :
        system
            .resolveDependencies(session, new DependencyRequest(collect, null))
            .getArtifactResults()) {
      if (result.getArtifact().getExtension().equals("jar")) {
        jars.add(result.getArtifact().getFile().toPath());
      }
    }
    return jars;
  }

  /** One file, without its dependencies; {@code group:artifact:extension:version}. */
  Path file(String coordinates) throws Exception {
    return system
        .resolveArtifact(
            session, new ArtifactRequest(new DefaultArtifact(coordinates), List.of(CENTRAL), null))
        .getArtifact()
        .getFile()
        .toPath();
  }

  /** Unpacks a zip, without the one folder that everything in it lies in. */
  void unpack(String coordinates, Path folder) throws Exception {
    try (InputStream file = Files.newInputStream(file(coordinates));
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        unpack(entry, zip, folder);
      }
    }
  }

  private static void unpack(ZipEntry entry, InputStream content, Path folder) throws IOException {
    String inner = entry.getName().substring(entry.getName().indexOf('/') + 1);
    Path target = folder.resolve(inner).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("leads out of its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    Files.copy(content, target);
    if (inner.endsWith(".sh") && !target.toFile().setExecutable(true)) {
      throw new IOException("can't be made executable: " + target);
    }
  }
}
