/** Which source is on air: feeds that are read side by side, the switch between them, the slate, and what is watched on the way. */
package dev.headwater.ingest.pipeline.onair;
