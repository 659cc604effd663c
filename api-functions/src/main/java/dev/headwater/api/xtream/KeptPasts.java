package dev.headwater.api.xtream;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.guide.Programme;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which programmes of a channel can be played again: those that are over, and between the first and the last that is kept.
 * A gap in between is not looked for: that would be to read all there is of a week, for each channel an app shows. Two small
 * items are read, and remembered for a moment.
 */
@Singleton
final class KeptPasts {
    private static final Duration REMEMBERED = Duration.ofSeconds(20);
    private static final int CHANNELS = 10_000;

    private final Archive archive;
    private final Cache<Asked, Optional<Kept>> recent;

    KeptPasts(Archive archive, InstantSource clock) {
        this.archive = archive;
        this.recent = Caches.expiring(clock, REMEMBERED, CHANNELS);
    }

    private record Asked(int channel, int days) {}

    private record Kept(Instant first, Instant last) {}

    Predicate<Programme> of(Channel channel, Instant now) {
        Optional<Kept> kept = channel.archiveDays() == 0
                ? Optional.empty()
                : recent.get(new Asked(channel.id(), channel.archiveDays()), asked -> read(asked, now));
        return programme -> kept.filter(range -> !programme.stop().isAfter(now)
                        && programme.start().isBefore(range.last())
                        && programme.stop().isAfter(range.first()))
                .isPresent();
    }

    private Optional<Kept> read(Asked asked, Instant now) {
        Instant oldest = now.minus(Duration.ofDays(asked.days()));
        return archive.first(asked.channel(), oldest)
                .flatMap(first -> archive.last(asked.channel())
                        .map(last -> new Kept(first.isBefore(oldest) ? oldest : first, last)));
    }
}
