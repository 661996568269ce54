package dev.plimsoll.agent.weave;

/**
 * One place where something is woven in. Only names: reading a catalogue of seams loads neither the
 * weaving library, nor the advice, nor anything of the woven class.
 *
 * @param type binary name of the class; where it is missing nothing happens
 * @param method {@code name(parameters)}, the name {@code <init>} for constructors; a parameter is
 *     the binary name of its type, {@code *} for any, and {@code ..} at the end for any number.
 *     Where the class has no such method nothing happens
 * @param advice binary name of the advice class, whose code is copied into the method
 */
public record Seam(String type, String method, String advice) {

  /**
   * A seam whose advice is a nested class of its catalogue.
   *
   * @param advice simple name of the nested class
   */
  public static Seam of(String type, String method, Class<?> catalogue, String advice) {
    return new Seam(type, method, catalogue.getName() + "$" + advice);
  }
}
