package dev.plimsoll.compatibility.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs what a server is to serve. */
final class WebApp {
  private static final String SERVLET_API = "jakarta.servlet:jakarta.servlet-api:6.0.0";

  private WebApp() {}

  /** A web archive with a servlet that answers at once and one that answers later. */
  static void war(Site site, Path war) throws Exception {
    site.compiled(site.central().classPath(SERVLET_API), "HelloServlet.java");
    pack(site.folder().resolve("classes"), "WEB-INF/classes/", new Manifest(), war);
  }

  /** A bundle that registers a servlet. */
  static void bundle(Site site, List<Path> classPath, Path jar) throws Exception {
    site.compiled(classPath, "HelloBundle.java");
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "hello");
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Bundle-Activator", "HelloBundle");
    main.putValue("Import-Package", "org.osgi.framework,jakarta.servlet,jakarta.servlet.http");
    pack(site.folder().resolve("classes"), "", manifest, jar);
  }

  private static void pack(Path classes, String prefix, Manifest manifest, Path target)
      throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target), manifest)) {
      Files.walkFileTree(
          classes,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              jar.putNextEntry(new JarEntry(prefix + classes.relativize(file)));
              Files.copy(file, jar);
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }
}
