/** Tickets: what stands in a URI in place of a password. */
package dev.headwater.core.playback.ticket;
