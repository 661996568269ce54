export function NotFound({ what }: { what: string }) {
  return (
    <main class="page">
      <section class="empty" data-testid="not-found">
        <h1>Not found</h1>
        <p>{what}</p>
        <p>
          <a href="/">To the fleet</a>
        </p>
      </section>
    </main>
  );
}
