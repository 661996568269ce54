/** The hull gauge, loaded to just under its marks. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <path class="logo-water" d="M3.9 15 L4.6 20 Q5.6 29 13 29 Q20.4 29 21.4 20 L22.1 15 Z" />
      <path class="logo-hull" d="M2.5 4 L4.6 20 Q5.6 29 13 29 Q20.4 29 21.4 20 L23.5 4" />
      <path class="logo-hull" d="M24 7 h6 M23.6 11.5 h6 M23 16 h6" />
    </svg>
  );
}
