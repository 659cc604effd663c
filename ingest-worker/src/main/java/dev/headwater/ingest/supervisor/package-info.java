/**
 * Keeps channels on air: leases, child processes, upload, live windows, retention. It knows nothing of FFmpeg; what is
 * native happens in a process that may die.
 */
package dev.headwater.ingest.supervisor;
