package dev.headwater.standalone.check.ts;

/**
 * A program clock reference.
 *
 * @param ticks in 1/90,000 s
 * @param afterBreak whether a new time base begins here
 */
public record TsClock(int pid, long ticks, boolean afterBreak) {}
