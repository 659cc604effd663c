/** The function that has films made: events in, orders out. */
@NullMarked
package dev.headwater.functions.transcode;

import org.jspecify.annotations.NullMarked;
