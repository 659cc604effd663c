package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.e2e.BrowserPlayer.Report;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An encrypted channel: players play it across new keys, and nobody else reads it. */
class EncryptedChannelTest {
    private static final int SECOND = 25;
    private static final int KEY_SECONDS = 4;
    private static final int PACKET = 188;
    private static final byte SYNC = 0x47;
    private static final Pattern KEY = Pattern.compile("METHOD=AES-128,URI=\"([0-9a-f]{16}\\.key)\"");

    private static HeadwaterProcess headwater;
    private static int secret;
    private static int open;

    @BeforeAll
    static void channelsOnAir(@TempDir Path data) throws Exception {
        Ffmpeg.assumePresent();
        headwater = HeadwaterProcess.up(data, "--no-demo", "--key-seconds", Integer.toString(KEY_SECONDS));
        secret = channel("Secret", "--encrypted");
        open = channel("Open", "--no-encrypted");
        Eventually.withinSeconds(60)
                .until(
                        "both channels are on air",
                        () -> headwater.command("channel", "list").findValuesAsText("state").stream()
                                .allMatch("on_air"::equals));
    }

    private static int channel(String name, String encrypted) throws Exception {
        return headwater
                .command("channel", "add", name, "--source", "testcard:", "--ladder", "tiny", encrypted)
                .path("id")
                .asInt();
    }

    @AfterAll
    static void stop() {
        if (headwater != null) {
            headwater.close();
        }
    }

    private static URI media(HeadwaterProcess.Line line, int channel) {
        return Http.uris(Http.get(line.channel(channel))).getFirst();
    }

    /** Of every key the playlist names at this moment. */
    private static Set<URI> keys(URI media) {
        Set<URI> keys = new TreeSet<>();
        Matcher named = KEY.matcher(Http.get(media).body());
        while (named.find()) {
            keys.add(media.resolve(named.group(1)));
        }
        return keys;
    }

    private static HttpResponse<byte[]> bytes(URI uri) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Tag("alone")
    @Test
    void playersPlayItAcrossNewKeysAsPlaylistAndAsStream() throws Exception {
        BrowserPlayer.assumePresent();
        HeadwaterProcess.Line line = headwater.line("ffmpeg", 2);
        URI media = media(headwater.line("counter", 1), secret);
        Set<URI> before = keys(media);
        try (Ffmpeg playlist = Ffmpeg.play(line.channel(secret));
                Ffmpeg stream = Ffmpeg.play(line.stream(secret, ".ts"));
                BrowserPlayer browser =
                        BrowserPlayer.play(headwater.line("browser", 1).channel(secret))) {
            browser.awaitPlayed(1, 40);
            int started = browser.reports().size();
            browser.awaitPlayed(2 * KEY_SECONDS, 40);
            playlist.awaitFrames(SECOND, 30);
            stream.awaitFrames(SECOND, 30);

            assertThat(keys(media)).as("keys that were not named before").anyMatch(key -> !before.contains(key));
            assertThat(browser.reports().stream().skip(started).map(Report::event))
                    .doesNotContain("waiting", "fatal");
            assertThat(playlist.frames()).hasSizeGreaterThan(2 * KEY_SECONDS * SECOND);
            assertThat(playlist.complaints()).isEmpty();
            assertThat(playlist.lost()).isZero();
            assertThat(stream.frames()).hasSizeGreaterThan(2 * KEY_SECONDS * SECOND);
            assertThat(stream.complaints()).isEmpty();
            assertThat(stream.lost()).isZero();
        }
    }

    @Test
    void whatIsStoredIsNoTransportStream() throws Exception {
        HeadwaterProcess.Line line = headwater.line("thief", 2);

        assertThat(syncs(bytes(Http.signedSegment(line.channel(open))).body())).isGreaterThan(0.99);
        assertThat(syncs(bytes(Http.signedSegment(line.channel(secret))).body()))
                .isLessThan(0.1);
    }

    private static double syncs(byte[] segment) {
        int packets = segment.length / PACKET;
        assertThat(packets).isGreaterThan(10);
        int found = 0;
        for (int i = 0; i < packets; i++) {
            found += segment[i * PACKET] == SYNC ? 1 : 0;
        }
        return (double) found / packets;
    }

    @Test
    void aKeyIsForWhoPlaysAndInNoLog() throws Exception {
        HeadwaterProcess.Line line = headwater.line("viewer", 1);
        URI media = media(line, secret);
        URI key = keys(media).iterator().next();
        HttpResponse<byte[]> given = bytes(key);
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(given.body()).hasSize(16);

        String name = Path.of(key.getPath()).getFileName().toString();
        URI foreign = media(headwater.line("stranger", 1), open).resolve(name);
        assertThat(Http.get(foreign).statusCode()).isEqualTo(404);

        for (var session : headwater.command("session", "list")) {
            if (session.path("line").asText().equals("viewer")) {
                headwater.command("session", "kick", session.path("id").asText());
            }
        }
        assertThat(Refused.after(System.nanoTime(), key.toString()))
                .as("who is kicked gets none")
                .isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(headwater.output())
                .doesNotContain(HexFormat.of().formatHex(given.body()))
                .doesNotContain(Base64.getEncoder().encodeToString(given.body()));
    }
}
