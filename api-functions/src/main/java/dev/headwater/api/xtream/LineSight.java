package dev.headwater.api.xtream;

import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.Visibility;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Withheld;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Whether a line may be told of something: as lists decide it, for one thing and at this moment. */
@Singleton
final class LineSight {
    private final Bouquets bouquets;
    private final Withheld withheld;
    private final InstantSource clock;

    LineSight(Bouquets bouquets, Withheld withheld, InstantSource clock) {
        this.bouquets = bouquets;
        this.withheld = withheld;
        this.clock = clock;
    }

    boolean reaches(LineCall call, Content content) {
        Line line = call.line();
        return Visibility.of(content, withheld, line.lists().adult(), one -> bouquets.anyHolds(line.bouquets(), one))
                        == Visibility.VISIBLE
                && content.listed()
                        .rights()
                        .isOpen(clock.instant(), call.caller().country());
    }

    /** Whether an episode of a series that reaches a line does. */
    boolean reaches(Episode episode) {
        return !withheld.holdsStream(episode.id());
    }
}
