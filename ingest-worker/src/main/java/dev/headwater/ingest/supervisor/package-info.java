/**
 * Keeps channels on air: leases, child processes, upload, live windows, retention. It knows nothing of FFmpeg; what is
 * native happens in a process that may die.
 *
 * <p>{@code fleet} decides which channels are made here, {@code channel} makes one, {@code title} packages films, and {@code
 * children} are the processes behind both.
 */
package dev.headwater.ingest.supervisor;
