@NullMarked
package dev.plimsoll.store.sqlite;

import org.jspecify.annotations.NullMarked;
