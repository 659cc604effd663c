package dev.headwater.standalone.check.ts;

/**
 * A PES packet that has a time: a picture, or some frames of sound.
 *
 * @param pts presentation time in 1/90,000 s, of 33 bits
 * @param key whether a decoder may begin with it
 * @param afterBreak whether the stream says that it does not follow on what was before (discontinuity_indicator)
 */
public record TsUnit(long pts, boolean key, boolean afterBreak) {}
