package dev.headwater.core.guide;

import java.time.LocalDate;

/**
 * One guide id's programmes of a day, not packed yet.
 *
 * @param bytes as {@link ProgrammeCodec} writes them, in order, none overlapping
 * @param first second of the day when the first one starts
 * @param programmes how many there are
 * @param isCut whether there were more than fit
 */
record PlainDay(LocalDate day, byte[] bytes, long first, int programmes, boolean isCut) {}
