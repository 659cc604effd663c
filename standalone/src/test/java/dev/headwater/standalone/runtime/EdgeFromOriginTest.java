package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.origin.OriginAccess;
import dev.headwater.core.playback.signing.SigningKey;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.signing.UrlSigner;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import dev.headwater.edge.EdgeConfig;
import dev.headwater.edge.EdgeProcess;
import dev.headwater.edge.origin.OriginConfig;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both sides of the way from the store to an edge elsewhere, over sockets. */
@Timeout(120)
class EdgeFromOriginTest {
    private static final String TOKEN = "s3cret-token";
    private static final String SEGMENT = "/hls/1/720p/2026030612/2026030612-1-7-00000000000000ab.ts";
    private static final String MOVIE = "/hls/2/file/movie.mp4";

    private final SigningKey key = SigningKey.generate();
    private final Opened store = new Opened(new InMemoryObjectStore());
    private final byte[] segment = bytes(500_000);
    private final byte[] movie = bytes(40_000_000);
    private final HttpClient client = HttpClient.newHttpClient();
    private ApplicationContext origin;
    private EdgeProcess edge;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private volatile Set<Integer> withheld = Set.of();

    @BeforeEach
    void start() throws IOException {
        store.put(SEGMENT.substring(1), segment, ObjectMeta.segment());
        store.put(MOVIE.substring(1), movie, new ObjectMeta("video/mp4", null, null));
        origin = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .properties(Map.of(
                        "micronaut.server.host",
                        "127.0.0.1",
                        "micronaut.server.port",
                        -1,
                        "micronaut.security.enabled",
                        false,
                        "micronaut.server.netty.compression-threshold",
                        -1))
                .start();
        origin.registerSingleton(FrontDoor.class, FrontDoor.DIRECT);
        origin.registerSingleton(ObjectStore.class, store);
        origin.registerSingleton(OriginAccess.class, new OriginAccess() {
            @Override
            public boolean accepts(String bearerToken) {
                return bearerToken.equals(TOKEN);
            }

            @Override
            public Map<String, PublicKey> keys() {
                return Map.of(key.id(), key.publicKey());
            }

            @Override
            public Set<Integer> withheld() {
                return withheld;
            }
        });
        int port = origin.getBean(EmbeddedServer.class).start().getPort();
        edge = EdgeProcess.start(
                EdgeConfig.of("127.0.0.1", 0).withCache(20_000_000, 4_000_000),
                OriginConfig.of(URI.create("http://127.0.0.1:" + port), TOKEN),
                InstantSource.system());
        until(edge::isReady);
    }

    @AfterEach
    void stop() {
        client.close();
        edge.close();
        until(() -> store.open.get() == 0);
        origin.close();
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private HttpRequest.Builder request(String path) {
        int stream = Integer.parseInt(path.split("/", -1)[2]);
        String query = new StreamSignatures(new UrlSigner(key)).query(edge.address(), stream, Instant.now());
        return HttpRequest.newBuilder(URI.create(edge.address() + path + "?" + query));
    }

    @Test
    void whatTheOriginWithholdsIsRefusedThoughItIsCached() throws Exception {
        assertThat(status(SEGMENT)).isEqualTo(200);

        withheld = Set.of(Integer.parseInt(SEGMENT.split("/", -1)[2]));

        until(() -> status(SEGMENT) == 403);
        withheld = Set.of();
        until(() -> status(SEGMENT) == 200);
    }

    private int status(String path) {
        try {
            return client.send(request(path).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSegmentIsReadOnceAndKeepsItsMeta() throws Exception {
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> response = client.send(request(SEGMENT).build(), BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(segment);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("video/mp2t");
            assertThat(response.headers().firstValue("Cache-Control")).hasValue(ObjectMeta.IMMUTABLE);
        }
        assertThat(store.opened).hasValue(1);
    }

    @Test
    void aFilmIsStreamedWholeAndInPart() throws Exception {
        HttpResponse<byte[]> whole = client.send(request(MOVIE).build(), BodyHandlers.ofByteArray());
        assertThat(whole.body()).isEqualTo(movie);
        assertThat(whole.headers().firstValue("Cache-Control")).isEmpty();
        HttpResponse<byte[]> part = client.send(
                request(MOVIE).header("Range", "bytes=39000000-39999999").build(), BodyHandlers.ofByteArray());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(movie, 39_000_000, 40_000_000));
    }

    @Test
    void aViewerWhoLeavesLeavesNothingOpenAtTheOrigin() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (InputStream body = client.send(request(MOVIE).build(), BodyHandlers.ofInputStream())
                    .body()) {
                assertThat(body.read()).isNotNegative();
            }
        }
        until(() -> store.open.get() == 0);
        assertThat(client.send(request(SEGMENT).build(), BodyHandlers.ofByteArray())
                        .body())
                .isEqualTo(segment);
    }

    /** A store that counts what was opened in it, and what is open still. */
    private static final class Opened implements ObjectStore {
        private final ObjectStore store;
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();

        private Opened(ObjectStore store) {
            this.store = store;
        }

        @Override
        public Optional<Blob> get(String key, ByteRange range) {
            return store.get(key, range).map(this::watched);
        }

        private Blob watched(Blob blob) {
            opened.incrementAndGet();
            open.incrementAndGet();
            AtomicBoolean closed = new AtomicBoolean();
            InputStream body = new FilterInputStream(blob.body()) {
                @Override
                public void close() throws IOException {
                    super.close();
                    if (closed.compareAndSet(false, true)) {
                        open.decrementAndGet();
                    }
                }
            };
            return new Blob(
                    blob.totalLength(), blob.offset(), blob.length(), blob.etag(), blob.meta(), body, blob.file());
        }

        @Override
        public String put(String key, byte[] bytes, ObjectMeta meta) {
            return store.put(key, bytes, meta);
        }

        @Override
        public String put(String key, InputStream body, ObjectMeta meta) {
            return store.put(key, body, meta);
        }

        @Override
        public boolean putIfAbsent(String key, byte[] bytes, ObjectMeta meta) {
            return store.putIfAbsent(key, bytes, meta);
        }

        @Override
        public Page<ObjectInfo> list(String prefix, int limit, @Nullable String after) {
            return store.list(prefix, limit, after);
        }

        @Override
        public void delete(Collection<String> keys) {
            store.delete(keys);
        }
    }
}
