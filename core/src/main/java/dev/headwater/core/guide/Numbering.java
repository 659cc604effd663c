package dev.headwater.core.guide;

/**
 * Which part of a series a programme is.
 *
 * @param season from 1; 0: unknown
 * @param episode from 1; 0: unknown
 */
public record Numbering(int season, int episode) {
    private static final int MAX = 1_000_000;

    public Numbering {
        if (season < 0 || episode < 0 || season > MAX || episode > MAX || season + episode == 0) {
            throw new IllegalArgumentException("seasons and episodes count from 1, and one of them is known");
        }
    }

    /** As XMLTV's {@code xmltv_ns} spells it: counted from 0, unknown parts left empty. */
    public String xmltvNs() {
        return (season == 0 ? "" : season - 1) + "." + (episode == 0 ? "" : episode - 1) + ".";
    }
}
