/**
 * The child: sources in, segments out, through FFmpeg's libraries in its own process. It knows no store, no key and no
 * database, and says what it made as frames on stdout. Whoever holds a native object here closes it.
 *
 * <p>Its parts stand in the order in which media goes through them: {@code source}, {@code onair}, {@code encode}; {@code
 * title} is the same for films, and {@code av} what all of them share.
 */
package dev.headwater.ingest.pipeline;
