import { Component, createElement, type ComponentChild, type FunctionComponent } from 'preact';

/**
 * Draws a component again only when one of its properties is another value. Pages here are told of
 * something new several times a second; most of what they consist of has not changed then.
 */
export function memo<P extends object>(inner: FunctionComponent<P>): FunctionComponent<P> {
  class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return !same(this.props as P, next as P);
    }
    override render(): ComponentChild {
      return createElement(inner, this.props as P);
    }
  }
  return Memo as unknown as FunctionComponent<P>;
}

function same<P extends object>(a: P, b: P): boolean {
  const keys = Object.keys(b) as (keyof P)[];
  return keys.length === Object.keys(a).length && keys.every((k) => Object.is(a[k], b[k]));
}
