package dev.headwater.api.ts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.hls.keys.SegmentCipher;
import dev.headwater.core.playback.Seat.Standing;
import dev.headwater.core.playback.StreamAnswer.Replays;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

class PastStreamsTest {
    private static final int CHANNEL = 7;
    private static final int SEGMENT = 188 * 2000;
    private static final Format FORMAT = new Format(2, List.of(Studio.rendition("720p")));
    private static final int VIEWERS = 3;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final TestClock clock = TestClock.fixed();
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong largest = new AtomicLong();
    private final ObjectReader watched = (key, range) -> objects.get(key, range).map(this::watched);
    private final ContentKeys keys =
            new ContentKeys(new InMemoryTableStore(), new InMemorySecretStore(), new SecureRandom(), clock);
    private final ManualBeats beats = new ManualBeats(clock);
    private final PastStreams streams = new PastStreams(watched, keys, clock, beats, VIEWERS * PastBytes.HELD);
    private final TestSeat seat = new TestSeat();
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final List<Recorded> segments = new ArrayList<>();
    private String household = "1@192.0.2.1";
    private final Random random = new Random(5);

    private void record(int count, @Nullable ContentKey key) {
        for (int i = 0; i < count; i++) {
            int number = segments.size();
            SegmentName name = SegmentName.of(START.plusSeconds(2L * number), 1, number, number);
            byte[] bytes = new byte[SEGMENT + 188 * number];
            random.nextBytes(bytes);
            all.writeBytes(bytes);
            objects.put(
                    SegmentKeys.segment(CHANNEL, "720p", name),
                    key == null ? bytes : SegmentCipher.encrypt(key, name, bytes),
                    ObjectMeta.segment());
            segments.add(new Recorded(
                    new Segment(
                            name.toString(),
                            2000,
                            START.plusSeconds(2L * number),
                            false,
                            key == null ? null : key.id()),
                    FORMAT,
                    List.of((long) bytes.length)));
        }
    }

    private Replays piece() {
        return new Replays(CHANNEL, segments, seat, household);
    }

    private Taker open(long offset, long length) {
        Taker taker = new Taker();
        streams.open(piece(), offset, length).orElseThrow().chunks().subscribe(taker);
        return taker;
    }

    private Taker open() {
        return open(0, all.size());
    }

    private Blob watched(Blob blob) {
        open.incrementAndGet();
        largest.accumulateAndGet(blob.length(), Math::max);
        InputStream body = new FilterInputStream(blob.body()) {
            private boolean closed;

            @Override
            public void close() throws IOException {
                open.addAndGet(closed ? 0 : -1);
                closed = true;
                super.close();
            }
        };
        return new Blob(blob.totalLength(), blob.offset(), blob.length(), blob.etag(), blob.meta(), body, blob.file());
    }

    /** A viewer that takes as much as it is told to. */
    private final class Taker implements Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private @Nullable Subscription subscription;
        private @Nullable Throwable error;
        private boolean complete;

        void take(int bytes) {
            int before = taken.size();
            while (taken.size() - before < bytes && !complete && error == null) {
                int now = taken.size();
                if (subscription != null) {
                    subscription.request(1);
                }
                beats.pass(Duration.ZERO);
                if (taken.size() == now) {
                    return;
                }
            }
        }

        void hangUp() {
            if (subscription != null) {
                subscription.cancel();
            }
            beats.pass(Duration.ZERO);
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes);
            taken.writeBytes(bytes);
        }

        @Override
        public void onError(Throwable t) {
            error = t;
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }

    @Test
    void anyPartIsSentExactlyAlsoOfWhatIsEncrypted() {
        record(4, null);
        record(3, keys.make(CHANNEL, 1, Duration.ofHours(1)));
        record(2, null);
        for (int i = 0; i < 60; i++) {
            int from = random.nextInt(all.size());
            int length = 1 + random.nextInt(all.size() - from);
            Taker taker = open(from, length);
            taker.take(Integer.MAX_VALUE);
            assertThat(taker.taken.toByteArray()).isEqualTo(Arrays.copyOfRange(all.toByteArray(), from, from + length));
            assertThat(taker.complete).isTrue();
        }
        assertThat(beats.repeating()).isZero();
    }

    /** There are few connections to an object store, and a segment has up to 16 MB. */
    @Test
    void whoTakesItSlowlyKeepsNoObjectOpenAndLittleInMemory() {
        record(2, null);
        record(2, keys.make(CHANNEL, 1, Duration.ofHours(1)));
        Taker taker = open();
        while (!taker.complete) {
            taker.take(1);
            assertThat(open).hasValue(0);
        }
        assertThat(largest).hasValueLessThanOrEqualTo(PastBytes.HELD + 2 * SegmentCipher.BLOCK);
        assertThat(taker.taken.toByteArray()).isEqualTo(all.toByteArray());
    }

    @Test
    void whoFindsNoRoomIsTurnedAwayUntilAnotherLeaves() {
        record(9, null);
        Taker first = open();
        first.take(1000);
        for (int i = 1; i < VIEWERS; i++) {
            open().take(1000);
        }
        assertThat(streams.open(piece(), 0, all.size())).isEmpty();
        first.hangUp();
        assertThat(streams.open(piece(), 0, all.size())).isPresent();
    }

    @Test
    void aLookTakesNoSeat() {
        record(9, null);
        Taker taker = open();
        taker.take(200_000);
        beats.pass(Duration.ofMillis(1500));
        taker.hangUp();
        beats.pass(Duration.ofSeconds(5));
        assertThat(seat.looks).isZero();
        assertThat(beats.repeating()).isZero();
    }

    @Test
    void theSeatIsTakenAfterAQuarterOfAMegabyte() {
        record(9, null);
        Taker taker = open();
        taker.take((int) PastStream.LOOKED_AT);
        assertThat(seat.looks).isZero();
        taker.take(1);
        assertThat(seat.looks).isEqualTo(1);
        taker.take(500_000);
        assertThat(seat.looks).isEqualTo(1);
        beats.pass(Duration.ofSeconds(3));
        assertThat(seat.looks).isBetween(3, 5);
    }

    /** A minute of radio has some 500 KB: whoever asked for one after the other would need no seat. */
    @Test
    void whoLooksAllTheTimeTakesASeat() {
        record(2, null);
        for (int i = 0; i < 2; i++) {
            look(250_000);
            assertThat(seat.looks).isZero();
        }
        look(100_000);
        assertThat(seat.looks).isPositive();
        seat.looks = 0;
        household = "1@192.0.2.2";
        look(100_000);
        assertThat(seat.looks).as("somebody else may look").isZero();
        household = "1@192.0.2.1";
        clock.advance(Duration.ofMinutes(1));
        look(100_000);
        assertThat(seat.looks).as("and who looks again later").isZero();
    }

    private void look(int bytes) {
        Taker taker = open();
        taker.take(bytes);
        taker.hangUp();
    }

    @Test
    void theSeatIsTakenAfterTwoSeconds() {
        record(9, null);
        open().take(1000);
        beats.pass(Duration.ofMillis(1750));
        assertThat(seat.looks).isZero();
        beats.pass(Duration.ofMillis(1250));
        assertThat(seat.looks).isPositive();
    }

    @Test
    void ofAPartInTheMiddleItIsTakenAtOnce() {
        record(20, null);
        open(all.size() - 1_000_000, 1000).take(1);
        assertThat(seat.looks).as("players look at the end").isZero();
        open(1_000_000, 1000).take(1);
        assertThat(seat.looks).isPositive();
    }

    @Test
    void whoLosesItsSeatIsCutOff() {
        record(9, null);
        Taker taker = open();
        taker.take(1_500_000);
        seat.standing = new Standing.Over();
        beats.pass(Duration.ofSeconds(2));
        assertThat(taker.error).isInstanceOf(StreamCutException.class);
        assertThat(beats.repeating()).isZero();
    }

    @Test
    void whoTakesNothingForFifteenSecondsIsCutOff() {
        record(9, null);
        Taker taker = open();
        taker.take(500_000);
        beats.pass(Duration.ofSeconds(14));
        assertThat(taker.error).isNull();
        beats.pass(Duration.ofSeconds(2));
        assertThat(taker.error).isInstanceOf(StreamCutException.class);
    }

    @Test
    void whatIsNotThereAnyMoreCutsItShort() {
        record(9, null);
        objects.delete(List.of(SegmentKeys.segment(
                CHANNEL,
                "720p",
                SegmentName.parse(segments.get(2).segment().name()).orElseThrow())));
        Taker taker = open();
        taker.take(Integer.MAX_VALUE);
        assertThat(taker.error).isInstanceOf(StreamCutException.class);
        assertThat(taker.taken.size()).isEqualTo(2 * SEGMENT + 188);
    }

    @Test
    void aServerThatStopsCutsThemOff() {
        record(9, null);
        Taker taker = open();
        taker.take(1000);
        streams.close();
        assertThat(taker.error).isInstanceOf(StreamCutException.class);
    }
}
