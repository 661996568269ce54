/** One child process: its command, its output, its end. */
@NullMarked
package dev.plimsoll.supervisor.process;

import org.jspecify.annotations.NullMarked;
