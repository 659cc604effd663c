package dev.headwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WithheldStreamsTest {
    private EdgeFixture edge;

    @BeforeEach
    void start() throws IOException {
        edge = new EdgeFixture();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private int status(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(edge.origin() + edge.signed(path)))
                .build();
        return edge.client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void whatIsSignedAndCachedIsRefusedAtOnceAndServedAgainAfterwards() throws Exception {
        assertThat(status(EdgeFixture.SEGMENT)).isEqualTo(200);

        edge.server.withhold(Set.of(1, 2_147_483_647));
        assertThat(status(EdgeFixture.SEGMENT)).isEqualTo(403);

        edge.server.withhold(Set.of());
        assertThat(status(EdgeFixture.SEGMENT)).isEqualTo(200);
    }

    @Test
    void otherStreamsAreServedAsBefore() throws Exception {
        edge.server.withhold(Set.of(11, 10));

        assertThat(status(EdgeFixture.SEGMENT)).isEqualTo(200);
    }

    @Test
    void aConnectionThatGotSuchAnObjectIsClosed() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.server.port())) {
            socket.setSoTimeout(10_000);
            String request = "GET " + edge.signed(EdgeFixture.SEGMENT) + " HTTP/1.1\r\nHost: " + edge.host()
                    + "\r\nRange: bytes=0-0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');

            edge.server.withhold(Set.of(1));

            // To the end, which comes though the connection was to be kept.
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("TTP/1.1 206");
        }
    }

    @Test
    void anyNumberIsLookedAtWithoutHarm() {
        WithheldStreams withheld = new WithheldStreams();
        withheld.replace(Set.of(2_147_483_647, 7));

        assertThat(withheld.hold("hls/2147483647/a.ts")).isTrue();
        assertThat(withheld.hold("hls/7/a/b.ts")).isTrue();
        assertThat(withheld.hold("hls/77/a/b.ts")).isFalse();
        assertThat(withheld.hold("hls/4294967303/a.ts")).isFalse();
        assertThat(withheld.hold("hls/x/a.ts")).isFalse();
        assertThat(withheld.hold("other/7/a.ts")).isFalse();
    }
}
