/**
 * The child: one source in, segments out, through FFmpeg's libraries in its own process. It knows no store, no key and no
 * database, and says what it made as frames on stdout. Whoever holds a native object here closes it.
 */
package dev.headwater.ingest.pipeline;
