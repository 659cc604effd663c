/** Senders for trying sources on one machine: who tests or drills ingest feeds it with these. */
@NullMarked
package dev.headwater.ingest.feeds;

import org.jspecify.annotations.NullMarked;
