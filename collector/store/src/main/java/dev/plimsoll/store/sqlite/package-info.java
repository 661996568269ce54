/** The store in one SQLite file. */
@NullMarked
package dev.plimsoll.store.sqlite;

import org.jspecify.annotations.NullMarked;
