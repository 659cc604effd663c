/** What a child and its supervisor say to each other: the job on stdin, frames on stdout. Neither side's code is here. */
package dev.headwater.ingest.frames;
