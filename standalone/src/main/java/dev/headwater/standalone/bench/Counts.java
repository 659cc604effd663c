package dev.headwater.standalone.bench;

/**
 * What a server under test has done since it began.
 *
 * @param sessionWrites of sessions, leases and live windows
 * @param objectReads of the object store
 * @param published segments listed
 * @param heapBytes in use
 */
record Counts(long sessionWrites, long objectReads, long published, long heapBytes) {}
