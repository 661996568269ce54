import type { ComponentChildren } from 'preact';
import { toggleTheme, useTheme } from '../theme/theme';
import { Logo } from './Logo';

export function Header({ children }: { children?: ComponentChildren }) {
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header class="head">
      <a class="brand" href="/" aria-label="Plimsoll, fleet">
        <Logo />
        <span>Plimsoll</span>
      </a>
      <nav>
        <a href="/">Fleet</a>
        {children}
      </nav>
      <button
        type="button"
        class="plain theme"
        data-testid="theme"
        title={`Change to the ${other} theme`}
        onClick={toggleTheme}
      >
        {other === 'dark' ? 'Dark' : 'Light'}
      </button>
    </header>
  );
}
