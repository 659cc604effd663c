package dev.headwater.core.store;

import static dev.headwater.core.store.ObjectStoreContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One object: bytes, ranges, tags, meta. */
interface ObjectReadsContract {
    String KEY = "hls/1/720p/2026112013/2026112013-1-2-00ff00ff00ff00ff.ts";
    ObjectMeta META = ObjectMeta.segment();

    ObjectStore store();

    @Test
    default void anAbsentObjectIsEmpty() {
        assertThat(store().get(KEY, ByteRange.ALL)).isEmpty();
        store().put(KEY, bytes("x"), META);
        assertThat(store().get("hls/1", ByteRange.ALL)).isEmpty();
        assertThat(store().get(KEY + "/more", ByteRange.ALL)).isEmpty();
    }

    @Test
    default void whatWasPutIsRead() throws IOException {
        byte[] random = new byte[1_500_000];
        new Random(1).nextBytes(random);
        String etag = store().put(KEY, random, META);
        try (Blob blob = store().get(KEY, ByteRange.ALL).orElseThrow()) {
            assertThat(blob.totalLength()).isEqualTo(random.length);
            assertThat(blob.offset()).isZero();
            assertThat(blob.length()).isEqualTo(random.length);
            assertThat(blob.etag()).isEqualTo(etag).matches("\"[^\"]+\"");
            assertThat(blob.meta()).isEqualTo(META);
            assertSlice(blob, random);
            assertThat(blob.readAll()).isEqualTo(random);
        }
    }

    @Test
    default void rangesAreCutAtTheEnd() throws IOException {
        byte[] all = bytes("0123456789");
        store().put(KEY, all, META);
        long[][] ranges = {{0, 1}, {3, 4}, {9, 1}, {9, 100}, {4, Long.MAX_VALUE}, {0, 10}, {0, 11}};
        for (long[] range : ranges) {
            int end = (int) (range[1] > 10 - range[0] ? 10 : range[0] + range[1]);
            byte[] expected = Arrays.copyOfRange(all, (int) range[0], end);
            try (Blob blob = store().get(KEY, new ByteRange(range[0], range[1])).orElseThrow()) {
                assertThat(blob.totalLength()).isEqualTo(10);
                assertThat(blob.offset()).isEqualTo(range[0]);
                assertThat(blob.length()).isEqualTo(expected.length);
                assertSlice(blob, expected);
                assertThat(blob.body().readAllBytes()).isEqualTo(expected);
                assertThat(blob.body().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    default void aRangeBehindTheEndIsNotSatisfiable() {
        store().put(KEY, bytes("0123456789"), META);
        assertThatThrownBy(() -> store().get(KEY, new ByteRange(10, 1)))
                .isInstanceOfSatisfying(
                        RangeNotSatisfiableException.class,
                        e -> assertThat(e.totalLength()).isEqualTo(10));
        assertThat(store().get("absent", new ByteRange(10, 1))).isEmpty();
    }

    @Test
    default void anEmptyObjectIsReadWhole() {
        store().put(KEY, new byte[0], META);
        try (Blob blob = store().get(KEY, ByteRange.ALL).orElseThrow()) {
            assertThat(blob.totalLength()).isZero();
            assertThat(blob.readAll()).isEmpty();
        }
        assertThatThrownBy(() -> store().get(KEY, new ByteRange(0, 5)))
                .isInstanceOf(RangeNotSatisfiableException.class);
    }

    @Test
    default void equalBytesHaveEqualTags() {
        String etag = store().put("a", bytes("same"), META);
        assertThat(store().put("b", new ByteArrayInputStream(bytes("same")), new ObjectMeta("a/b", null, null)))
                .isEqualTo(etag);
        assertThat(store().put("c", bytes("other"), META)).isNotEqualTo(etag);
    }

    @Test
    default void aStreamIsReadToItsEndAndNotClosed() {
        byte[] random = new byte[3_000_000];
        new Random(2).nextBytes(random);
        store().put(
                        KEY,
                        new FilterInputStream(new ByteArrayInputStream(random)) {
                            @Override
                            public void close() {
                                throw new AssertionError("closed");
                            }
                        },
                        META);
        assertThat(read(KEY)).isEqualTo(random);
    }

    @Test
    default void aStreamThatBreaksLeavesWhatWas() {
        store().put(KEY, bytes("before"), META);
        assertThatThrownBy(() -> store().put(
                                KEY,
                                new FilterInputStream(new ByteArrayInputStream(new byte[100_000])) {
                                    @Override
                                    public int read(byte[] buffer, int offset, int length) throws IOException {
                                        if (in.available() < 50_000) {
                                            throw new IOException("broken");
                                        }
                                        return super.read(buffer, offset, Math.min(length, 10_000));
                                    }
                                },
                                META))
                .isInstanceOf(StoreException.class);
        assertThat(read(KEY)).isEqualTo(bytes("before"));
    }

    @Test
    default void metaComesBack() {
        for (ObjectMeta meta : new ObjectMeta[] {
            new ObjectMeta("application/json; charset=utf-8", "no-store", "gzip"),
            new ObjectMeta("video/mp4", null, null),
            new ObjectMeta("text/xml", null, "gzip"),
            new ObjectMeta("text/plain", "max-age=5", null)
        }) {
            store().put(KEY, bytes("x"), meta);
            try (Blob blob = store().get(KEY, ByteRange.ALL).orElseThrow()) {
                assertThat(blob.meta()).isEqualTo(meta);
            }
        }
    }

    @Test
    default void aPutReplacesWhatWas() {
        String old = store().put(KEY, bytes("a longer body"), META);
        String now = store().put(KEY, bytes("short"), META);
        assertThat(now).isNotEqualTo(old);
        assertThat(read(KEY)).isEqualTo(bytes("short"));
    }

    @Test
    default void aPutIfAbsentLeavesWhatWas() {
        assertThat(store().putIfAbsent(KEY, bytes("first"), META)).isTrue();
        assertThat(store().putIfAbsent(KEY, bytes("second"), META)).isFalse();
        assertThat(read(KEY)).isEqualTo(bytes("first"));
    }

    private byte[] read(String key) {
        return store().get(key, ByteRange.ALL).orElseThrow().readAll();
    }

    /** Where the bytes stand in a file too, they are the same there. */
    private static void assertSlice(Blob blob, byte[] expected) throws IOException {
        if (blob.file().isPresent()) {
            Blob.FileSlice slice = blob.file().get();
            byte[] file = Files.readAllBytes(slice.path());
            int position = Math.toIntExact(slice.position());
            assertThat(Arrays.copyOfRange(file, position, position + Math.toIntExact(slice.length())))
                    .isEqualTo(expected);
        }
    }
}
