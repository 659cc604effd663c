package dev.headwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.playback.signing.CustomPolicy;
import dev.headwater.core.store.ObjectMeta;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A film's file while its signature ends: what is running runs on, and nothing more of it is begun. */
class FileOutlivesSignatureTest {
    private static final String FILM = "/hls/3/file/movie.mp4";
    /** More than the buffers between the two ends of a connection hold: it is not sent before it is read. */
    private static final int LENGTH = 48_000_000;

    private static final Duration VALID = Duration.ofMinutes(1);

    private EdgeFixture edge;
    private byte[] film;

    @BeforeEach
    void start() throws IOException {
        edge = new EdgeFixture();
        film = EdgeFixture.bytes(LENGTH);
        edge.store.put(FILM.substring(1), film, ObjectMeta.segment());
    }

    @AfterEach
    void stop() {
        edge.close();
        assertThat(edge.store.open).hasValue(0);
    }

    @Test
    void aRunningRequestGoesOnAndASeekIsRefused() throws Exception {
        String url = FILM + "?"
                + edge.signer.query(new CustomPolicy(
                        edge.origin() + FILM,
                        edge.clock.instant().minus(VALID),
                        edge.clock.instant().plus(VALID)));
        HttpResponse<InputStream> running = edge.client.send(
                HttpRequest.newBuilder(URI.create(edge.origin() + url)).build(), BodyHandlers.ofInputStream());
        assertThat(running.statusCode()).isEqualTo(200);
        try (InputStream body = running.body()) {
            byte[] first = body.readNBytes(1_000);
            edge.clock.advance(VALID.minusSeconds(1));
            HttpResponse<byte[]> lastSecond = edge.get(url, "Range", "bytes=-1000");
            assertThat(lastSecond.statusCode()).isEqualTo(206);

            edge.clock.advance(Duration.ofSeconds(2));
            HttpResponse<byte[]> seek = edge.get(url, "Range", "bytes=1000000-2000000");
            assertThat(seek.statusCode()).isEqualTo(403);
            assertThat(seek.headers().firstValue("Content-Range")).isEmpty();
            assertThat(edge.get(url).statusCode()).isEqualTo(403);
            assertThat(edge.send("HEAD", url).statusCode()).isEqualTo(403);

            assertThat(first).isEqualTo(Arrays.copyOf(film, first.length));
            assertThat(body.readAllBytes()).isEqualTo(Arrays.copyOfRange(film, first.length, LENGTH));
        }
    }
}
