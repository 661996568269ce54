/**
 * Starts the agent in this process; once, however often it is called. Never throws. The usual way
 * is `--require plimsoll-agent/register`.
 */
export function start(): void;

/**
 * Starts the agent in a process that has run for a while, as `plimsoll attach PID` does.
 *
 * @param environment the variables that an agent which is there from the start finds in the
 *     environment, such as `PLIMSOLL_COLLECTOR`
 * @returns UUID of the run; undefined where the agent could not start
 */
export function attach(environment: Record<string, string>): string | undefined;

/** Takes the agent out of this process: what it patched is as it was, its sockets are closed. */
export function detach(): void;

/** UUID of this run; undefined where the agent stays silent. */
export function run(): string | undefined;
