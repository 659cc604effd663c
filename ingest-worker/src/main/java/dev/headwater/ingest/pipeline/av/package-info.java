/** What all of the child does with FFmpeg's libraries: errors, the log, names of codecs, decoders, filters, the pace of time. */
package dev.headwater.ingest.pipeline.av;
