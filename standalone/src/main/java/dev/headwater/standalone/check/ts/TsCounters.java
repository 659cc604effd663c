package dev.headwater.standalone.check.ts;

/**
 * Continuity counters of one PID.
 *
 * @param before what the packet before the first one had
 * @param last of the last packet
 */
public record TsCounters(int before, int last) {}
