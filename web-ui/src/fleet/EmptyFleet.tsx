import { CopyCommand } from '../app/CopyCommand';

export function EmptyFleet() {
  return (
    <section class="empty" data-testid="empty">
      <h1>Nothing reports here yet</h1>
      <p>Start a service under Plimsoll; it appears on this page within two seconds.</p>
      <CopyCommand command="./plimsoll run --name my-service -- java -jar app.jar" />
      <p>Or look at a whole incident first: a push server that leaks, is dumped and replaced.</p>
      <CopyCommand command="./plimsoll demo" />
    </section>
  );
}
