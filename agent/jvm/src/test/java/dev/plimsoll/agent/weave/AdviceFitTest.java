package dev.plimsoll.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.Test;

class AdviceFitTest {
  private static final ClassFileLocator CLASSES =
      ClassFileLocator.ForClassLoader.of(AdviceFitTest.class.getClassLoader());

  /** A library as the advice was written for it. */
  static class Library extends Base {
    String name = "library";

    String call() {
      return name;
    }

    String later() {
      return "since release 2";
    }
  }

  /** The release before. */
  static class OldLibrary extends Base {
    String name = "library";

    String call() {
      return name;
    }
  }

  /** One that is quite different. */
  static class OtherLibrary extends Base {
    String call() {
      return "library";
    }
  }

  static class Base {
    int inherited() {
      return 1;
    }
  }

  static final class UsesWhatWasAlwaysThere {
    private UsesWhatWasAlwaysThere() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Library library) {
      int unused = library.inherited() + library.name.length() + library.call().length();
    }
  }

  static final class UsesWhatCameLater {
    private UsesWhatCameLater() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Library library) {
      int unused = library.later().length();
    }
  }

  @Test
  void whatIsThereOrInheritedIsNotMissing() throws IOException {
    assertThat(missing(UsesWhatWasAlwaysThere.class, oldRelease())).isEmpty();
    assertThat(missing(UsesWhatCameLater.class, CLASSES)).isEmpty();
  }

  @Test
  void aMethodAFieldOrATypeThatThisReleaseLacksIsMissing() throws IOException {
    String library = Library.class.getName().replace('.', '/');
    assertThat(missing(UsesWhatCameLater.class, oldRelease()))
        .containsExactly(library + ".later()Ljava/lang/String;");
    assertThat(missing(UsesWhatWasAlwaysThere.class, ClassFileLocator.NoOp.INSTANCE))
        .containsExactly(Library.class.getName());
    assertThat(missing(UsesWhatWasAlwaysThere.class, released(OtherLibrary.class)))
        .containsExactly(library + ".name");
  }

  @Test
  void onlyTheSeamsThatFitAreWoven() throws IOException {
    Seam always = Seam.of(Library.class.getName(), "call()", getClass(), "UsesWhatWasAlwaysThere");
    Seam later = Seam.of(Library.class.getName(), "call()", getClass(), "UsesWhatCameLater");
    Seam elsewhere = Seam.of(Library.class.getName(), "no()", getClass(), "UsesWhatWasAlwaysThere");
    byte[] library = CLASSES.locate(Library.class.getName()).resolve();
    byte[] old = oldRelease().locate(Library.class.getName()).resolve();
    String type = Library.class.getName();
    ClassLoader loader = getClass().getClassLoader();
    assertThat(new Stitcher().stitch(type, old, List.of(later, elsewhere), loader)).isEmpty();
    assertThat(new Stitcher().stitch(type, old, List.of(always, later), loader))
        .isEqualTo(new Stitcher().stitch(type, old, List.of(always), loader))
        .isNotEqualTo(old);
    assertThat(new Stitcher().stitch(type, library, List.of(later), loader)).isNotEmpty();
  }

  private static ClassFileLocator oldRelease() {
    return released(OldLibrary.class);
  }

  private static ClassFileLocator released(Class<?> asLibrary) {
    byte[] bytes =
        new ByteBuddy().redefine(asLibrary).name(Library.class.getName()).make().getBytes();
    return new ClassFileLocator.Compound(
        ClassFileLocator.Simple.of(Library.class.getName(), bytes), CLASSES);
  }

  private static Set<String> missing(Class<?> advice, ClassFileLocator types) throws IOException {
    return AdviceFit.missing(
        CLASSES.locate(advice.getName()).resolve(), TypePool.Default.of(types));
  }
}
