package dev.headwater.api.xtream;

import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.Visibility;
import dev.headwater.core.catalog.Content;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Whether a line may be told of something: as lists decide it, for one thing and at this moment. */
@Singleton
final class LineSight {
    private final Bouquets bouquets;
    private final InstantSource clock;

    LineSight(Bouquets bouquets, InstantSource clock) {
        this.bouquets = bouquets;
        this.clock = clock;
    }

    boolean reaches(LineCall call, Content content) {
        Line line = call.line();
        return Visibility.of(content, line.lists().adult(), one -> bouquets.anyHolds(line.bouquets(), one))
                        == Visibility.VISIBLE
                && content.listed()
                        .rights()
                        .isOpen(clock.instant(), call.caller().country());
    }
}
