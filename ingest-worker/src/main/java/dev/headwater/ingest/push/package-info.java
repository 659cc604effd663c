/** Ports at which a worker hears that somebody sends to a channel it does not make. */
@org.jspecify.annotations.NullMarked
package dev.headwater.ingest.push;
