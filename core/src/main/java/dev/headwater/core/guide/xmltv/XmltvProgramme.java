package dev.headwater.core.guide.xmltv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A programme as a file has it, its texts cut to what is kept.
 *
 * @param channel id of the channel it is on
 * @param start epoch seconds
 * @param stop epoch seconds; {@link #UNKNOWN}: the file does not say
 * @param subtitle empty: none, as every text here
 * @param icon absolute http or https URL; null: none
 * @param season from 1; 0: unknown, as the episode
 */
public record XmltvProgramme(
        String channel,
        long start,
        long stop,
        String title,
        String subtitle,
        String description,
        String lang,
        List<String> categories,
        @Nullable String icon,
        int season,
        int episode) {
    public static final long UNKNOWN = Long.MIN_VALUE;
}
