package dev.headwater.core.playback;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.Credentials;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.Lines;
import dev.headwater.core.account.Visibility;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Playable;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.SlateReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether a line may watch something, looked at with every request. */
final class Gate {
    private static final int CACHED_CONTENT = 10_000;

    private final Authenticator authenticator;
    private final Lines lines;
    private final Bouquets bouquets;
    private final Catalog catalog;
    private final Withheld withheld;
    private final InstantSource clock;
    private final Cache<Integer, Optional<Playable>> recent;

    Gate(
            Authenticator authenticator,
            Lines lines,
            Bouquets bouquets,
            Catalog catalog,
            Withheld withheld,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.lines = lines;
        this.bouquets = bouquets;
        this.catalog = catalog;
        this.withheld = withheld;
        this.clock = clock;
        this.recent = Caches.expiring(clock, Caches.MOMENT, CACHED_CONTENT);
    }

    sealed interface Verdict {
        /** It may. */
        record Open(Line line, Content content) implements Verdict {}

        /** It may not, and is to be told why. */
        record Told(Line line, Content content, SlateReason reason) implements Verdict {}

        /** It may not. */
        record Shut(Refusal reason) implements Verdict {}
    }

    /** Of a viewer that comes in with its credentials. */
    Verdict enter(Credentials credentials, int id, Viewer viewer) {
        return switch (authenticator.login(credentials, viewer.client())) {
            case Authenticator.Unknown unknown -> new Verdict.Shut(Refusal.BAD_CREDENTIALS);
            case Authenticator.Throttled throttled -> new Verdict.Shut(Refusal.THROTTLED);
            case Authenticator.Known known -> enter(known.line(), id, viewer);
        };
    }

    /** Of a viewer that has been let in before: kick aside, nothing stays as it was then. */
    Verdict goOn(int lineId, Instant letIn, int id, Viewer viewer) {
        return lines.find(lineId)
                .filter(line -> !letIn.isBefore(line.passwordSince()))
                .map(line -> enter(line, id, viewer))
                .orElseGet(() -> new Verdict.Shut(Refusal.FORBIDDEN));
    }

    private Verdict enter(Line line, int id, Viewer viewer) {
        return recent.get(id, catalog::playable)
                .map(playable -> watch(line, playable, viewer))
                .orElseGet(() -> new Verdict.Shut(Refusal.UNKNOWN));
    }

    private Verdict watch(Line line, Playable playable, Viewer viewer) {
        Content content = playable.content();
        if (withheld.holdsStream(playable.id())) {
            return new Verdict.Shut(Refusal.FORBIDDEN);
        }
        Visibility visibility =
                Visibility.of(content, withheld, line.lists().adult(), one -> bouquets.anyHolds(line.bouquets(), one));
        if (visibility != Visibility.VISIBLE) {
            return new Verdict.Shut(Refusal.FORBIDDEN);
        }
        Instant now = clock.instant();
        return switch (line.statusAt(now)) {
            case ACTIVE ->
                content.listed().rights().isOpen(now, viewer.country())
                        ? new Verdict.Open(line, content)
                        : new Verdict.Told(line, content, SlateReason.NO_RIGHTS);
            case EXPIRED -> new Verdict.Told(line, content, SlateReason.EXPIRED);
            case BANNED -> new Verdict.Told(line, content, SlateReason.BANNED);
            case DISABLED -> new Verdict.Shut(Refusal.FORBIDDEN);
        };
    }
}
