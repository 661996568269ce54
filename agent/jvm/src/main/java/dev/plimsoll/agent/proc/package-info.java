/** What the kernel tells of the process: /proc and the cgroup files. */
@NullMarked
package dev.plimsoll.agent.proc;

import org.jspecify.annotations.NullMarked;
