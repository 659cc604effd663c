package dev.headwater.api.xtream;

import dev.headwater.core.guide.Programme;
import java.time.Instant;
import java.util.List;

/** What channels show, when: {@link dev.headwater.core.guide.Guide#programmes}. */
@FunctionalInterface
public interface Schedule {
    /** The programmes of a channel of the guide that overlap a span, by their start. */
    List<Programme> programmes(String guideId, Instant from, Instant to);
}
