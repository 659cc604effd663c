package dev.headwater.core.guide;

/**
 * What an import did.
 *
 * @param channels of the file that have programmes within the days kept
 * @param programmes within the days kept
 * @param outside programmes on other days
 * @param skipped elements that could not be read by themselves
 * @param daysWritten days of a channel that were new or had changed
 * @param daysUnchanged days of a channel that were left as they were
 * @param daysRemoved days of a channel that the source has no more
 * @param daysCut days of a channel of which not all programmes fit
 */
public record GuideReport(
        int channels,
        int programmes,
        int outside,
        int skipped,
        int daysWritten,
        int daysUnchanged,
        int daysRemoved,
        int daysCut) {}
