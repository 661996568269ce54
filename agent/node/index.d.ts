/**
 * Starts the agent in this process; once, however often it is called. Never throws. The usual way
 * is `--require plimsoll-agent/register`.
 */
export function start(): void;

/** Takes the agent out of this process: what it patched is as it was, its sockets are closed. */
export function detach(): void;

/** UUID of this run; undefined where the agent stays silent. */
export function run(): string | undefined;
