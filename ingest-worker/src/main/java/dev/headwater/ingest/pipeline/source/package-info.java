/** Where packets come from: files, playlists of files, networks and devices, each opened, guarded and read as one input. */
package dev.headwater.ingest.pipeline.source;
