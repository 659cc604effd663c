/** A subscriber's data: all that is stored of one line, to be handed out or erased. */
@NullMarked
package dev.headwater.core.subscriber;

import org.jspecify.annotations.NullMarked;
