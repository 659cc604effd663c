package dev.headwater.edge.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.RangeNotSatisfiableException;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.testing.ClosedPort;
import dev.headwater.edge.origin.StubOrigin.Fault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OriginObjectsTest {
    private static final String KEY = "hls/1/720p/2026030612/2026030612-1-7-00000000000000ab.ts";
    private static final byte[] BYTES = bytes(300_000);

    private StubOrigin stub;
    private Origin origin;

    @BeforeEach
    void start() throws IOException {
        stub = new StubOrigin();
        stub.put(KEY, BYTES);
        stub.put("hls/1/empty", new byte[0]);
        origin = new Origin(config());
    }

    @AfterEach
    void stop() {
        origin.close();
        stub.close();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private OriginConfig config() {
        return OriginConfig.of(stub.address(), StubOrigin.TOKEN)
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    /** Where the origin says nothing at all. */
    private OriginConfig hasty() {
        return config().withTimeouts(Duration.ofMillis(300), Duration.ofMillis(300));
    }

    /** Where it has to answer before it is silent, however busy the machine is. */
    private OriginConfig patient() {
        return config().withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(3));
    }

    private Blob get(ByteRange range) {
        return origin.objects().get(KEY, range).orElseThrow();
    }

    @Test
    void readsAnObjectWithItsMeta() {
        try (Blob blob = get(ByteRange.ALL)) {
            assertThat(blob.totalLength()).isEqualTo(BYTES.length);
            assertThat(blob.length()).isEqualTo(BYTES.length);
            assertThat(blob.etag()).startsWith("\"").endsWith("\"");
            assertThat(blob.meta()).isEqualTo(ObjectMeta.segment());
            assertThat(blob.file()).isEmpty();
            assertThat(blob.readAll()).isEqualTo(BYTES);
        }
        assertThat(origin.objects()
                        .get("hls/1/empty", ByteRange.ALL)
                        .orElseThrow()
                        .readAll())
                .isEmpty();
        assertThat(origin.objects().get("hls/1/none", ByteRange.ALL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "10,299990", "299999,1", "100,1000", "299000,5000", "5,9223372036854775807"})
    void readsAPart(long offset, long length) {
        try (Blob blob = get(new ByteRange(offset, length))) {
            int end = (int) Math.min(BYTES.length, offset + Math.min(length, BYTES.length));
            assertThat(blob.offset()).isEqualTo(offset);
            assertThat(blob.totalLength()).isEqualTo(BYTES.length);
            assertThat(blob.readAll()).isEqualTo(Arrays.copyOfRange(BYTES, (int) offset, end));
        }
    }

    @Test
    void aRangeBehindTheEnd() {
        assertThatThrownBy(() -> get(new ByteRange(300_000, 1)))
                .isInstanceOfSatisfying(
                        RangeNotSatisfiableException.class,
                        e -> assertThat(e.totalLength()).isEqualTo(300_000));
    }

    @Test
    void aTokenTheOriginDoesNotKnow() {
        try (Origin stranger = new Origin(OriginConfig.of(stub.address(), "another-t0ken"))) {
            assertThatThrownBy(() -> stranger.objects().get(KEY, ByteRange.ALL))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("token")
                    .hasMessageNotContaining("another-t0ken");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "ELSEWHERE"})
    void anOriginAtFault(Fault fault) {
        stub.fault(fault);
        assertThatThrownBy(() -> get(ByteRange.ALL)).isInstanceOf(StoreException.class);
        assertThat(stub.keyReads).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ETag:",
                "ETag:W/\"weak\"",
                "ETag:bare",
                "ETag:\"two\", \"tags\"",
            })
    void anObjectWithoutAStrongTagIsNone(String header) {
        stub.headers(Map.of("ETag", header.substring("ETag:".length())));
        assertThatThrownBy(() -> get(ByteRange.ALL)).isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes 0-9/300000", "bytes 10-18/300000", "bytes 10-19/*", "chunks 10-19/300000"})
    void anotherPartThanTheOneAskedForIsRefused(String contentRange) {
        stub.headers(Map.of("Content-Range", contentRange));
        assertThatThrownBy(() -> get(new ByteRange(10, 10))).isInstanceOf(StoreException.class);
    }

    @Test
    void anOriginThatIsNotThere() throws IOException {
        try (ClosedPort closed = new ClosedPort();
                Origin none = new Origin(
                        OriginConfig.of(URI.create("http://127.0.0.1:" + closed.number()), StubOrigin.TOKEN))) {
            assertThatThrownBy(() -> none.objects().get(KEY, ByteRange.ALL))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("127.0.0.1:" + closed.number())
                    .hasMessageNotContaining(StubOrigin.TOKEN);
        }
    }

    @Test
    void anOriginThatTakesTheRequestAndHangs() {
        stub.fault(Fault.SILENT);
        try (Origin hasty = new Origin(hasty())) {
            assertThatThrownBy(() -> hasty.objects().get(KEY, ByteRange.ALL))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in time");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HALF", "CUT"})
    void anOriginThatHangsOrEndsInTheMiddle(Fault fault) {
        stub.fault(fault);
        try (Origin patient = new Origin(patient());
                Blob blob = patient.objects().get(KEY, ByteRange.ALL).orElseThrow()) {
            assertThatThrownBy(blob::readAll).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void anObjectAboveTheLimit() {
        try (Origin small = new Origin(config().withLimits(BYTES.length - 1, 1))) {
            assertThatThrownBy(() -> small.objects().get(KEY, ByteRange.ALL)).isInstanceOf(StoreException.class);
        }
        try (Origin enough = new Origin(config().withLimits(BYTES.length, 1))) {
            assertThat(enough.objects().get(KEY, ByteRange.ALL)).isPresent();
        }
    }

    @Test
    void partsHaveTheirOwnNumberOfSeatsAndGiveThemBack() {
        ByteRange part = new ByteRange(0, 1000);
        try (Origin one = new Origin(patient().withLimits(BYTES.length, 1))) {
            OriginObjects objects = one.objects();
            try (Blob first = objects.get(KEY, part).orElseThrow()) {
                assertThatThrownBy(() -> objects.get(KEY, part))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("too many");
                assertThat(objects.get(KEY, ByteRange.ALL).orElseThrow().readAll())
                        .isEqualTo(BYTES);
                assertThat(first.readAll()).hasSize(1000);
            }
            // What fails gives its seat back, too.
            assertThat(objects.get("hls/1/none", part)).isEmpty();
            assertThatThrownBy(() -> objects.get(KEY, new ByteRange(400_000, 1)))
                    .isInstanceOf(RangeNotSatisfiableException.class);
            assertThat(objects.get(KEY, part)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a",
                "http://",
                "http://user:word@a:1",
                "http://a:1/path//more",
                "http://a:1?query",
                "http://a:1#part",
                "a:8080",
                "mailto:a",
            })
    void addressesThatAreNoOrigin(String address) {
        assertThatThrownBy(() -> OriginConfig.of(URI.create(address), "t"))
                .isInstanceOf(Exception.class)
                .hasMessageNotContaining("word@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "line\nbreak", "ä"})
    void tokensThatAreNone(String token) {
        assertThatThrownBy(() -> OriginConfig.of(URI.create("http://a:1"), token))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsItsTokenToItself() {
        assertThat(config().toString()).doesNotContain(StubOrigin.TOKEN);
    }
}
