/** Not an incident: much garbage, little that lives. Whatever alarms on it alarms on health. */
@NullMarked
package dev.plimsoll.samples.storm;

import org.jspecify.annotations.NullMarked;
