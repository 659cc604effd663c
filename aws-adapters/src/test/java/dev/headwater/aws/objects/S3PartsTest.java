package dev.headwater.aws.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.aws.FaultyProxy;
import dev.headwater.aws.FaultyProxy.Fault;
import dev.headwater.aws.FaultyProxy.Request;
import dev.headwater.aws.S3Buckets;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.aws.client.AwsLimits;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Objects too large for one request. */
final class S3PartsTest {
    private static final AwsLimits LONG = new AwsLimits(Duration.ofSeconds(15), Duration.ofSeconds(30), 2);
    private static final ObjectMeta META = new ObjectMeta("video/mp4", "max-age=60", null);
    private static final int PART = S3ObjectStore.PART_MIB << 20;
    private static final byte[] LARGE = new byte[2 * PART + 1_234];

    @RegisterExtension
    static final S3Buckets BUCKETS = new S3Buckets();

    private final AtomicInteger left = new AtomicInteger();
    private FaultyProxy proxy;
    private AwsClients clients;
    private String bucket;
    private ObjectStore store;

    @BeforeAll
    static void fill() {
        new Random(1).nextBytes(LARGE);
    }

    @BeforeEach
    void open() throws IOException {
        bucket = BUCKETS.make();
        proxy = FaultyProxy.before(BUCKETS.endpoint());
        clients = new AwsClients(BUCKETS.by(proxy.endpoint()));
        store = new S3ObjectStore(clients.s3(LONG), bucket, new Random(2));
    }

    @AfterEach
    void close() throws IOException {
        clients.close();
        proxy.close();
        BUCKETS.remove(bucket);
    }

    @Test
    void aLargeBodyComesBackWithItsMetaAndEqualTags() {
        String etag = store.put("film.mp4", new ByteArrayInputStream(LARGE), META);
        try (Blob blob = store.get("film.mp4", ByteRange.ALL).orElseThrow()) {
            assertThat(blob.etag()).isEqualTo(etag).matches("\"[^\"]+\"");
            assertThat(blob.meta()).isEqualTo(META);
            assertThat(Arrays.equals(blob.readAll(), LARGE)).isTrue();
        }
        try (Blob blob = store.get("film.mp4", new ByteRange(PART - 2, 4)).orElseThrow()) {
            assertThat(blob.readAll()).isEqualTo(Arrays.copyOfRange(LARGE, PART - 2, PART + 2));
        }
        assertThat(store.put("bytes.mp4", LARGE, META)).isEqualTo(etag);
        isNothingLeft();
    }

    @Test
    void aBodyOfExactlyOnePartIsTheSameHoweverItIsPut() {
        byte[] part = Arrays.copyOf(LARGE, PART);
        assertThat(store.put("a", new ByteArrayInputStream(part), META)).isEqualTo(store.put("b", part, META));
        assertThat(store.get("a", ByteRange.ALL).orElseThrow().totalLength()).isEqualTo(PART);
        byte[] less = Arrays.copyOf(LARGE, PART - 1);
        assertThat(store.put("a", new ByteArrayInputStream(less), META)).isEqualTo(store.put("b", less, META));
    }

    @Test
    void onePartIsInMemoryAtATime() {
        AtomicLong read = new AtomicLong();
        AtomicLong mostAhead = new AtomicLong();
        AtomicLong sent = new AtomicLong();
        proxy.plan(request -> {
            if (isPart(request)) {
                mostAhead.accumulateAndGet(read.get() - sent.getAndAdd(PART), Math::max);
            }
            return new Fault.None();
        });
        store.put(
                "film.mp4",
                new FilterInputStream(new ByteArrayInputStream(LARGE)) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        int got = super.read(buffer, offset, length);
                        read.addAndGet(Math.max(0, got));
                        return got;
                    }
                },
                META);
        assertThat(mostAhead).hasValueBetween(1L, (long) PART);
    }

    @Test
    void partsThatFailOnceAreSentAgain() {
        plan(S3PartsTest::isPart, 1, new Fault.LostReply());
        store.put("film.mp4", LARGE, META);
        isWhole();
    }

    @Test
    void partsThatFailLeaveNothing() {
        plan(
                request -> String.valueOf(request.target().getQuery()).contains("partNumber=2"),
                9,
                S3FaultsTest.error(503, "SlowDown"));
        assertThatThrownBy(() -> store.put("film.mp4", LARGE, META))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("the object film.mp4 can not be stored", bucket, "SlowDown");
        isNothingThere();
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() {
        InputStream broken = breaking(() -> {
            throw new IOException("broken");
        });
        assertThatThrownBy(() -> store.put("film.mp4", broken, META))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("its body can not be read");
        isNothingThere();
    }

    @Test
    void aBodyThatBreaksAsNobodyExpectsLeavesNothing() {
        InputStream broken = breaking(() -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> store.put("film.mp4", broken, META)).isInstanceOf(IllegalStateException.class);
        isNothingThere();
    }

    @Test
    void anEndThatFailsLeavesNothing() {
        plan(S3PartsTest::isEnd, 9, S3FaultsTest.error(500, "InternalError"));
        assertThatThrownBy(() -> store.put("film.mp4", LARGE, META)).isInstanceOf(StoreException.class);
        isNothingThere();
    }

    @Test
    void anEndWhoseAnswerIsLostIsAnEnd() {
        plan(S3PartsTest::isEnd, 1, new Fault.LostReply());
        assertThat(store.put("film.mp4", LARGE, META))
                .isEqualTo(store.get("film.mp4", ByteRange.ALL).orElseThrow().etag());
        isWhole();
        isNothingLeft();
    }

    /** However often it is asked: the object is there, and known by its mark. */
    @Test
    void anEndWhoseAnswersAreAllLostIsAnEnd() {
        plan(S3PartsTest::isEnd, 9, new Fault.LostReply());
        store.put("film.mp4", LARGE, META);
        isWhole();
        isNothingLeft();
    }

    /** S3 may say 200 first and what went wrong in the body. */
    @Test
    void anEndThatFailsAfterItsStatusFails() {
        plan(S3PartsTest::isEnd, 9, S3FaultsTest.error(200, "InternalError"));
        assertThatThrownBy(() -> store.put("film.mp4", LARGE, META)).isInstanceOf(StoreException.class);
        isNothingThere();
    }

    /** Its last bytes can not be read. */
    private static InputStream breaking(Callable<Integer> end) {
        return new FilterInputStream(new ByteArrayInputStream(LARGE)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    return in.available() == 0 ? end.call() : super.read(buffer, offset, length);
                } catch (IOException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    private void plan(Predicate<Request> which, int times, Fault fault) {
        left.set(times);
        proxy.plan(request -> which.test(request) && left.getAndDecrement() > 0 ? fault : new Fault.None());
    }

    private static boolean isPart(Request request) {
        return request.method().equals("PUT")
                && String.valueOf(request.target().getQuery()).contains("partNumber=");
    }

    private static boolean isEnd(Request request) {
        return request.method().equals("POST")
                && String.valueOf(request.target().getQuery()).contains("uploadId=");
    }

    private void isWhole() {
        assertThat(Arrays.equals(
                        store.get("film.mp4", ByteRange.ALL).orElseThrow().readAll(), LARGE))
                .isTrue();
    }

    private void isNothingThere() {
        assertThat(store.get("film.mp4", ByteRange.ALL)).isEmpty();
        assertThat(store.list("", 10, null).items()).isEmpty();
        isNothingLeft();
    }

    private void isNothingLeft() {
        assertThat(BUCKETS.clients()
                        .s3()
                        .listMultipartUploads(request -> request.bucket(bucket))
                        .uploads())
                .isEmpty();
    }
}
