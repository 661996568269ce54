/** What the collector is told, and what it asks for. */
@NullMarked
package dev.plimsoll.supervisor.report;

import org.jspecify.annotations.NullMarked;
