package dev.plimsoll.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes that are there already, without loading any.
 *
 * <p>By {@code ClassLoader.findLoadedClass}, one lookup a name. Going through {@code
 * getAllLoadedClasses} by name instead would make the JVM keep a {@code String} for the name of
 * each class of the application.
 */
final class LoadedClasses {
  private final MethodHandle find;

  /** Usable when {@code java.lang} is open to the agent. */
  LoadedClasses() throws IllegalAccessException {
    try {
      this.find =
          MethodHandles.privateLookupIn(ClassLoader.class, MethodHandles.lookup())
              .findVirtual(
                  ClassLoader.class,
                  "findLoadedClass",
                  MethodType.methodType(Class.class, String.class));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The classes of these names, whichever loader of the application has defined them. */
  List<Class<?>> findAll(Instrumentation instrumentation, Collection<String> types) {
    List<Class<?>> found = new ArrayList<>();
    if (!types.isEmpty()) {
      for (ClassLoader loader : loaders(instrumentation)) {
        for (String type : types) {
          Class<?> here = find(loader, type);
          if (here != null) {
            found.add(here);
          }
        }
      }
    }
    return found;
  }

  /**
   * The class of this name if the loader has defined it; null if not, or not yet.
   *
   * @param loader the platform's stands for all of the JDK, for classes that are known to be there
   */
  @Nullable Class<?> find(ClassLoader loader, String type) {
    try {
      if (Loom.isJdk(loader)) {
        return Class.forName(type, false, loader);
      }
      Class<?> found = (Class<?>) find.invokeExact(loader, type);
      // A loader also knows classes that its parent defined for it.
      return found != null && found.getClassLoader() == loader ? found : null;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The loaders of the application that have defined anything. */
  private static Set<ClassLoader> loaders(Instrumentation instrumentation) {
    Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = loaded.getClassLoader();
      if (loader != null) {
        loaders.add(loader);
      }
    }
    loaders.remove(ClassLoader.getPlatformClassLoader());
    loaders.remove(LoadedClasses.class.getClassLoader());
    return loaders;
  }
}
