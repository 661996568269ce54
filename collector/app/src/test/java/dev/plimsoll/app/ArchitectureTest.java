package dev.plimsoll.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the modules go one way. Read from the compiled modules themselves, so that a
 * module that is not on this module's class path (the agent) is held to them, too.
 */
class ArchitectureTest {

  /** Module, and the rooms it may use beside its own. */
  private static final Map<String, List<String>> ARROWS = new LinkedHashMap<>();

  static {
    ARROWS.put("agent/wire:wire", List.of());
    ARROWS.put("agent/jvm:agent", List.of("wire"));
    ARROWS.put("agent/supervisor:supervisor", List.of("wire"));
    ARROWS.put("collector/heap:heap", List.of());
    ARROWS.put("collector/doctor:doctor", List.of("wire"));
    ARROWS.put("collector/store:store", List.of("wire"));
    ARROWS.put("collector/server:server", List.of("doctor", "store", "heap", "wire"));
    ARROWS.put("samples:samples", List.of());
    ARROWS.put("benchmarks:benchmarks", List.of("wire", "supervisor"));
    ARROWS.put("benchmarks/spring-app:benchmarks", List.of());
    ARROWS.put("collector/app:app", List.of("server", "supervisor", "wire", "store", "heap"));
  }

  @Test
  void theArrowsBetweenTheModulesGoOneWay() {
    ARROWS.forEach(
        (module, allowed) -> {
          String room = module.substring(module.indexOf(':') + 1);
          String[] forbidden =
              ARROWS.keySet().stream()
                  .map(other -> other.substring(other.indexOf(':') + 1))
                  .filter(other -> !other.equals(room) && !allowed.contains(other))
                  .map(other -> "dev.plimsoll." + other + "..")
                  .toArray(String[]::new);
          noClasses()
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(forbidden)
              .as("classes of " + module)
              .allowEmptyShould(true)
              .check(classesOf(module));
        });
  }

  @Test
  void everyModuleWithCodeIsHeldToTheArrows() throws Exception {
    Path root = root();
    TreeSet<String> modules = new TreeSet<>();
    try (var poms = Files.find(root, 3, (path, file) -> path.endsWith("pom.xml"))) {
      poms.map(Path::getParent)
          .filter(module -> Files.isDirectory(module.resolve("src/main/java/dev/plimsoll")))
          .forEach(module -> modules.add(root.relativize(module).toString()));
    }
    modules.remove("testkit");

    assertThat(ARROWS.keySet().stream().map(key -> key.substring(0, key.indexOf(':'))))
        .containsExactlyInAnyOrderElementsOf(modules);
  }

  private static JavaClasses classesOf(String module) {
    Path classes =
        root().resolve(module.substring(0, module.indexOf(':'))).resolve("target/classes");
    assertThat(classes).isDirectory();
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPath(classes);
  }

  private static Path root() {
    return Path.of("").toAbsolutePath().getParent().getParent();
  }
}
