package dev.headwater.api.xtream;

import java.time.Instant;
import java.util.List;

/** What channels show, when. */
@FunctionalInterface
public interface Schedule {
    /** The programmes of a channel of the guide that overlap a span, by their start. */
    List<Show> shows(String guideId, Instant from, Instant to);

    /** A programme. Texts are empty where there is none; {@code stop} is the first moment it is over. */
    record Show(Instant start, Instant stop, String title, String description, String lang) {}
}
