package dev.headwater.api.ts;

import dev.headwater.core.TestClock;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.hls.keys.SegmentCipher;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes channels and slates, as a worker would, over stores in memory. */
final class Studio {
    static final int CHANNEL = 7;
    private static final int WINDOW = 6;
    private static final int MILLIS = 2000;

    final TestClock clock;
    final CountedReads objects = new CountedReads();
    private final InMemoryTableStore tables = new InMemoryTableStore();
    final LiveWindows windows = new LiveWindows(tables);
    final Slates slates = new Slates(tables);
    final ContentKeys keys;
    private @Nullable Versioned<LiveWindow> read;

    Studio(TestClock clock) {
        this.clock = clock;
        this.keys = new ContentKeys(tables, new InMemorySecretStore(), new SecureRandom(), clock);
    }

    static Rendition rendition(String name) {
        return new Rendition(name, "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 3_000_000, 2_500_000);
    }

    /** Makes a segment and lists it. */
    void publish(byte[] packets, boolean discontinuity) {
        publish(window().nextSequence(), packets, discontinuity);
    }

    /** Makes a segment, encrypts it and lists it. */
    void publish(byte[] packets, ContentKey key) {
        long sequence = window().nextSequence();
        SegmentName name = SegmentName.of(clock.instant(), 1, sequence, sequence);
        store(name, SegmentCipher.encrypt(key, name, packets));
        Segment segment = new Segment(name.toString(), MILLIS, clock.instant(), false, key.id());
        write(window().append(segment, WINDOW, clock.instant()));
    }

    private void store(SegmentName name, byte[] bytes) {
        objects.put(
                SegmentKeys.segment(CHANNEL, window().renditions().getFirst().name(), name),
                bytes,
                ObjectMeta.segment());
    }

    void publish(byte[] packets) {
        publish(packets, false);
    }

    private void publish(long sequence, byte[] packets, boolean discontinuity) {
        SegmentName name = SegmentName.of(clock.instant(), 1, sequence, sequence);
        store(name, packets);
        Segment segment = new Segment(name.toString(), MILLIS, clock.instant(), discontinuity);
        write(window().append(segment, WINDOW, clock.instant()));
    }

    /** From now on the channel is made otherwise, and nothing of before is listed. */
    void remake(String rendition) {
        LiveWindow now = window();
        write(new LiveWindow(
                CHANNEL,
                now.fence(),
                now.state(),
                null,
                2,
                now.nextSequence(),
                0,
                List.of(rendition(rendition)),
                List.of(),
                clock.instant()));
    }

    /** From now on the channel is made of fragments: one is listed, and nothing of before. */
    void publishFragment() {
        if (window().segments().getLast().head() == null) {
            remake("720p");
        }
        String name =
                SegmentName.of(clock.instant(), 1, window().nextSequence(), 1).toString();
        Segment segment = new Segment(name, MILLIS, clock.instant(), true, null, name);
        write(window().append(segment, WINDOW, clock.instant()));
    }

    void state(ChannelState state) {
        write(window().inState(state, null, clock.instant()));
    }

    void slate(SlateReason reason, byte[] packets) {
        SegmentName name = SegmentName.of(clock.instant(), 0, 0, reason.hashCode());
        objects.put(SegmentKeys.segment(Slate.STREAM, reason.rendition(), name), packets, ObjectMeta.segment());
        Segment segment = new Segment(name.toString(), MILLIS, clock.instant(), false);
        slates.save(new Slate(reason, 1, rendition(reason.rendition()), List.of(segment)));
    }

    LiveWindow window() {
        return read == null
                ? LiveWindow.empty(CHANNEL, 1, 2, clock.instant())
                        .withRenditions(List.of(rendition("720p"), rendition("360p")), clock.instant())
                : read.value();
    }

    private void write(LiveWindow window) {
        read = windows.replace(read, window).orElseThrow();
    }
}
