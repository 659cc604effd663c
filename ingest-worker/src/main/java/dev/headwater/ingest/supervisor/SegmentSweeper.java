package dev.headwater.ingest.supervisor;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.SweptChannels;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes segments that left their window long enough ago, and all those of channels that were removed. A film that has
 * the id of a channel that was keeps what it has. One worker does
 * it for all. Nothing a window lists is ever deleted, whatever the clocks say: its sequence number is not below the window's.
 */
final class SegmentSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentSweeper.class);
    private static final String LEASE = "sweeper";
    private static final int PAGE = 1000;
    private static final Duration KEYS_EVERY = Duration.ofMinutes(10);
    /** The folder of an hour, in which nothing but live segments lies. */
    private static final Pattern LIVE = Pattern.compile("hls/\\d+/[^/]+/\\d{10}/[^/]+");

    private final IngestParts parts;
    private final Channels channels;
    private final Leases leases;
    private final SweptChannels swept;
    private Instant keysSweptAt = Instant.MIN;

    SegmentSweeper(IngestParts parts, Channels channels, Leases leases, SweptChannels swept) {
        this.parts = parts;
        this.channels = channels;
        this.leases = leases;
        this.swept = swept;
    }

    void remember(int channel) {
        swept.remember(channel);
    }

    void sweep() {
        if (parts.restoring().getAsBoolean()) {
            return;
        }
        Duration length = parts.config().sweepInterval().multipliedBy(3);
        if (leases.acquire(LEASE, parts.config().workerId(), length).isEmpty()) {
            return;
        }
        Instant now = parts.clock().instant();
        boolean withKeys = !now.isBefore(keysSweptAt.plus(KEYS_EVERY));
        keysSweptAt = withKeys ? now : keysSweptAt;
        Map<Integer, Channel> byId =
                channels.list().stream().collect(Collectors.toMap(Channel::id, Function.identity()));
        for (int id : swept.list()) {
            Channel channel = byId.get(id);
            boolean isRemoved = channel == null && !channels.exists(id);
            if (parts.restoring().getAsBoolean()) {
                return; // asked after the channel was looked for
            }
            if (withKeys) {
                // A day to spare: whole hours and days go at once.
                Duration kept = Duration.ofDays(channel == null ? 1 : channel.archiveDays() + 1L);
                parts.keys()
                        .removeUnusedSince(
                                id, now.minus(parts.config().retention()).minus(kept));
            }
            if (isRemoved) {
                sweepRemoved(id);
            } else if (channel != null && channel.archiveDays() == 0) {
                sweepLive(id);
            }
        }
    }

    private void sweepLive(int channel) {
        Optional<LiveWindow> window = parts.windows().find(channel);
        if (window.isEmpty()) {
            return;
        }
        long first = window.get().mediaSequence();
        Duration span = Duration.ofMillis(
                window.get().segments().stream().mapToLong(Segment::millis).sum());
        Instant before =
                parts.clock().instant().minus(parts.config().retention()).minus(span);
        delete(
                channel,
                object -> object.lastModified().isBefore(before)
                        && sequence(object.key())
                                .map(sequence -> sequence < first)
                                .orElse(false));
    }

    private void sweepRemoved(int channel) {
        Instant before = parts.clock().instant().minus(parts.config().retention());
        boolean empty = delete(channel, object -> object.lastModified().isBefore(before));
        if (empty) {
            parts.windows().delete(channel); // where no worker was there to see the channel go
            swept.forget(channel);
        }
    }

    /** Returns whether the channel has no live segment left. */
    private boolean delete(int channel, Predicate<ObjectInfo> old) {
        String prefix = SegmentKeys.stream(channel);
        boolean empty = true;
        int deleted = 0;
        @Nullable String after = null;
        do {
            Page<ObjectInfo> page = parts.objects().list(prefix, PAGE, after);
            List<ObjectInfo> live =
                    page.items().stream().filter(SegmentSweeper::isLive).toList();
            List<String> keys = live.stream().filter(old).map(ObjectInfo::key).toList();
            if (!keys.isEmpty()) {
                parts.objects().delete(keys);
            }
            empty &= keys.size() == live.size();
            deleted += keys.size();
            after = page.next();
        } while (after != null);
        LOG.debug("channel {}: {} objects swept", channel, deleted);
        return empty;
    }

    private static boolean isLive(ObjectInfo object) {
        return LIVE.matcher(object.key()).matches();
    }

    private static Optional<Long> sequence(String key) {
        String file = key.substring(key.lastIndexOf('/') + 1);
        return file.endsWith(".ts")
                ? SegmentName.parse(file.substring(0, file.length() - 3)).map(SegmentName::sequence)
                : Optional.empty();
    }
}
