package dev.headwater.api.xtream;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.archive.KeptTimes;
import dev.headwater.core.archive.Retention;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.guide.Programme;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * Which programmes of a channel can be played again: those that are over, and of whose time anything is kept, to ten minutes.
 * A small item of each day is read, and remembered for a moment.
 */
@Singleton
final class KeptPasts {
    private static final Duration REMEMBERED = Duration.ofSeconds(20);
    private static final int CHANNELS = 10_000;

    private final Archive archive;
    private final Cache<Asked, KeptTimes> recent;

    KeptPasts(Archive archive, InstantSource clock) {
        this.archive = archive;
        this.recent = Caches.expiring(clock, REMEMBERED, CHANNELS);
    }

    private record Asked(int channel, int days) {}

    Predicate<Programme> of(Channel channel, Instant now) {
        if (channel.archiveDays() == 0) {
            return programme -> false;
        }
        KeptTimes kept = recent.get(new Asked(channel.id(), channel.archiveDays()), asked -> read(asked, now));
        return programme -> !programme.stop().isAfter(now) && kept.any(programme.start(), programme.stop());
    }

    private KeptTimes read(Asked asked, Instant now) {
        return archive.keptSince(asked.channel(), Retention.oldestShown(now, Duration.ofDays(asked.days())));
    }
}
