package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.archive.Archive;
import dev.headwater.core.archive.Retention;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentForm;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Stills;
import dev.headwater.core.hls.SweptChannels;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.Page;
import dev.headwater.ingest.supervisor.children.RecentlySaid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
 * Deletes segments that left their window long enough ago, of channels with an archive whole hours of what is older than
 * that is kept, and all those of channels that were removed. A film that has the id of a channel that was keeps what it
 * has. One worker does it for all. Nothing a window lists is ever deleted, whatever the clocks say: its sequence number is not below the window's.
 */
public final class SegmentSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentSweeper.class);
    private static final String LEASE = "sweeper";
    private static final int PAGE = 1000;
    private static final Duration KEYS_EVERY = Duration.ofMinutes(10);
    /** How often all there is of an archive is looked through for what it does not know of: it may be a million objects. */
    private static final Duration LOOK_THROUGH = Duration.ofDays(1);

    private static final int RENDITION_PART = 2;
    private static final int HOUR_PART = 3;
    /** A head is for segments that begin in the hour of its name. */
    private static final Duration HEAD_SERVES = Duration.ofHours(1);

    /** The folder of an hour, in which nothing but live segments lies. */
    private static final Pattern LIVE = Pattern.compile("hls/\\d+/[^/]+/\\d{10}/[^/]+");

    private final IngestParts parts;
    private final Channels channels;
    private final Leases leases;
    private final SweptChannels swept;
    private final RecentlySaid said;
    private Instant keysSweptAt = Instant.MIN;
    private final Archive archive;
    private final Map<Integer, Instant> lookedThrough = new HashMap<>();

    public SegmentSweeper(IngestParts parts, Channels channels, Leases leases, SweptChannels swept) {
        this.parts = parts;
        this.channels = channels;
        this.leases = leases;
        this.swept = swept;
        this.said = new RecentlySaid(parts.nanos());
        this.archive = parts.archiving().archive();
    }

    void remember(int channel) {
        swept.remember(channel);
    }

    public void sweep() {
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
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            try {
                sweep(id, byId.get(id), withKeys, now);
            } catch (RuntimeException e) { // the others' segments pile up as well
                if (said.isNews(id + e.toString())) {
                    LOG.warn("channel {} can not be swept: {}", id, e.toString());
                }
            }
        }
    }

    private void sweep(int id, @Nullable Channel channel, boolean withKeys, Instant now) {
        boolean isRemoved = channel == null && !channels.exists(id);
        if (parts.restoring().getAsBoolean()) {
            return; // asked after the channel was looked for
        }
        if (isRemoved) {
            sweepRemoved(id);
        } else if (channel != null && channel.archiveDays() == 0) {
            archive.forget(id);
            sweepLive(id);
        } else if (channel != null) {
            sweepArchive(id, Duration.ofDays(channel.archiveDays()));
        }
        if (withKeys && (isRemoved || channel != null)) { // of one that can not be read nobody knows how long it keeps
            // A day to spare: whole hours and days go at once.
            Duration kept = Duration.ofDays(channel == null ? 1 : channel.archiveDays() + 1L);
            parts.keys()
                    .removeUnusedSince(id, now.minus(parts.config().retention()).minus(kept));
        }
    }

    /** The archive says which hours there are; what it does not know of, since it could not be written, is looked for. */
    private void sweepArchive(int channel, Duration kept) {
        Instant now = parts.clock().instant();
        String first = Retention.oldestStored(now, kept);
        long listed =
                parts.windows().find(channel).map(LiveWindow::mediaSequence).orElse(Long.MAX_VALUE);
        Predicate<ObjectInfo> isOver = object ->
                sequence(object.key()).filter(sequence -> sequence < listed).isPresent();
        for (Optional<Archive.Hour> hour = archive.oldest(channel);
                hour.isPresent() && hour.get().name().compareTo(first) < 0;
                hour = archive.oldest(channel)) {
            if (parts.restoring().getAsBoolean()) {
                return;
            }
            for (String rendition : hour.get().renditions()) {
                delete(channel, SegmentKeys.hour(channel, rendition, hour.get().name()), isOver);
            }
            archive.forget(channel, hour.get());
        }
        Instant before = lookedThrough.get(channel);
        if (before == null || !before.plus(LOOK_THROUGH).isAfter(now)) {
            delete(
                    channel,
                    SegmentKeys.stream(channel),
                    isOver.and(object -> hour(object.key()).compareTo(first) < 0));
            lookedThrough.put(channel, now);
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
                SegmentKeys.stream(channel),
                object -> object.lastModified().isBefore(isHead(object.key()) ? before.minus(HEAD_SERVES) : before)
                        && !isListedHead(window.get(), object.key())
                        && sequence(object.key())
                                .map(sequence -> sequence < first)
                                .orElse(false));
    }

    private static boolean isListedHead(LiveWindow window, String key) {
        return isHead(key)
                && window.segments().stream()
                        .anyMatch(segment -> segment.head() != null && key.contains("/" + segment.head() + "."));
    }

    private void sweepRemoved(int channel) {
        Instant before = parts.clock().instant().minus(parts.config().retention());
        archive.forget(channel);
        boolean empty = delete(
                channel,
                SegmentKeys.stream(channel),
                object -> object.lastModified().isBefore(before));
        if (empty) {
            new Stills(parts.objects()).delete(channel);
            parts.windows().delete(channel); // where no worker was there to see the channel go
            swept.forget(channel);
        }
    }

    /** Returns whether no live segment is left. */
    private boolean delete(int channel, String prefix, Predicate<ObjectInfo> old) {
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
        } while (after != null && !Thread.currentThread().isInterrupted());
        LOG.debug("channel {}: {} objects swept", channel, deleted);
        return empty && after == null;
    }

    private static boolean isLive(ObjectInfo object) {
        return LIVE.matcher(object.key()).matches();
    }

    private static String hour(String key) {
        return key.split("/", -1)[HOUR_PART];
    }

    /** By its name: empty of what is none of a window's. */
    private static Optional<Long> sequence(String key) {
        String file = key.substring(key.lastIndexOf('/') + 1);
        String rendition = key.split("/", -1)[RENDITION_PART];
        return SegmentForm.ofFile(rendition, file)
                .flatMap(form -> SegmentName.parse(
                        file.substring(0, file.length() - form.extension().length())))
                .map(SegmentName::sequence);
    }

    private static boolean isHead(String key) {
        return key.endsWith(SegmentForm.HEAD.extension());
    }
}
