package dev.headwater.edge;

import dev.headwater.core.playback.signing.CustomPolicy;
import dev.headwater.core.playback.signing.SigningKey;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.signing.UrlSigner;
import dev.headwater.core.store.ObjectMeta;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** A running edge over a {@link TestStore} with one segment in it, and a client who may sign. */
final class EdgeFixture implements AutoCloseable {
    static final String SEGMENT = "/hls/1/720p/2026030612/2026030612-1-7-00000000000000ab.ts";
    static final int SEGMENT_BYTES = 100_000;
    static final int MAX_CACHED = 200_000;

    static {
        Leaks.watch();
    }

    final TestClock clock = new TestClock();
    final TestStore store = new TestStore();
    final SigningKey key = SigningKey.generate();
    final UrlSigner signer = new UrlSigner(key);
    final byte[] segment = bytes(SEGMENT_BYTES);
    final EdgeServer server;
    final String scheme;
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    EdgeFixture() throws IOException {
        this(config());
    }

    EdgeFixture(EdgeConfig config) throws IOException {
        store.put(SEGMENT.substring(1), segment, ObjectMeta.segment());
        server = new EdgeServer(
                config, store, id -> Optional.of(key.publicKey()).filter(k -> id.equals(key.id())), clock);
        server.start();
        scheme = config.scheme();
    }

    static EdgeConfig config() {
        return EdgeConfig.of("127.0.0.1", 0).withCache(10_000_000, MAX_CACHED);
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    String host() {
        return "127.0.0.1:" + server.port();
    }

    String origin() {
        return scheme + "://" + host();
    }

    /** The path with the signature a redirect to its stream would carry now. */
    String signed(String path) {
        int stream = Integer.parseInt(path.split("/", -1)[2]);
        return path + "?" + new StreamSignatures(signer).query(origin(), stream, clock.instant());
    }

    /** A signature for any resource, valid from a minute ago for two minutes. */
    String query(String resource) {
        return signer.query(new CustomPolicy(
                resource,
                clock.instant().minus(Duration.ofMinutes(1)),
                clock.instant().plus(Duration.ofMinutes(1))));
    }

    HttpResponse<byte[]> get(String pathAndQuery, String... headers) throws IOException, InterruptedException {
        return send("GET", pathAndQuery, headers);
    }

    HttpResponse<byte[]> send(String method, String pathAndQuery, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + pathAndQuery))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    RawClient raw() throws IOException {
        return new RawClient(server.port());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
