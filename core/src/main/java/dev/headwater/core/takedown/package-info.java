/** Takedowns: content that is withheld from everybody at once, with its objects and the copies of them. */
@NullMarked
package dev.headwater.core.takedown;

import org.jspecify.annotations.NullMarked;
