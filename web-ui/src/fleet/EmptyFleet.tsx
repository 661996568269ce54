import { CopyCommand } from '../app/CopyCommand';

export function EmptyFleet() {
  return (
    <section class="empty" data-testid="empty">
      <h1>Nothing reports here yet</h1>
      <p>Start a service under Plimsoll; it appears on this page within two seconds.</p>
      <CopyCommand command="./plimsoll run --name my-service -- java -jar app.jar" />
      <p class="quiet">
        A JVM that already has its own start script needs only the agent:{' '}
        <code>-javaagent:plimsoll-agent.jar=service=my-service</code>
      </p>
    </section>
  );
}
