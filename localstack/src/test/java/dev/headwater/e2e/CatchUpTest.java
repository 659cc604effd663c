package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.KodiCatchup;
import dev.headwater.api.M3u;
import dev.headwater.e2e.HeadwaterProcess.Line;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel records from its first second on; what it showed is played by players and found by clients. */
class CatchUpTest {
    private static final int CHANNEL = 1;
    private static final int SECOND = 25;
    private static final Duration BEFORE = Duration.ofSeconds(45);
    private static final DateTimeFormatter XMLTV =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss '+0000'").withZone(ZoneOffset.UTC);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @TempDir
    private Path folder;

    @Test
    void whatWasShownIsPlayedAgain() throws Exception {
        Ffmpeg.assumePresent();
        try (HeadwaterProcess headwater = HeadwaterProcess.up(folder.resolve("data"), "--no-demo")) {
            headwater.command(
                    "channel",
                    "add",
                    "One",
                    "--source",
                    "testcard:",
                    "--ladder",
                    "tiny",
                    "--archive-days",
                    "1",
                    "--guide-id",
                    "one.tv");
            Line line = headwater.line("past", 2);
            Eventually.withinSeconds(60)
                    .until(
                            "the channel is on air",
                            () -> headwater
                                    .command("channel", "list")
                                    .findValuesAsText("state")
                                    .contains("on_air"));
            Instant first = Playlist.read(Playlist.mediaOf(line.channel(CHANNEL)))
                    .entries()
                    .getFirst()
                    .start();
            guide(headwater, first.plusSeconds(8));
            startOverGrows(line, first);
            // Of a minute only the last fifteen seconds were recorded: it begins with what there is.
            Instant start = first.minus(BEFORE).truncatedTo(ChronoUnit.SECONDS);
            String file = past(line, start, "ts");
            awaitPast(line, start);
            byte[] whole = sameBytesEitherWay(line, start);
            partsAreExact(file, whole);
            playersPlay(line, start);
            clientsFindIt(line, start, whole.length);
        }
    }

    /** One programme that ends while the channel records, and one that follows. */
    private void guide(HeadwaterProcess headwater, Instant change) throws Exception {
        Files.writeString(folder.resolve("guide.xml"), """
                <tv><channel id="one.tv"><display-name>One</display-name></channel>
                <programme channel="one.tv" start="%s" stop="%s"><title>Over soon</title></programme>
                <programme channel="one.tv" start="%s" stop="%s"><title>Later</title></programme></tv>""".formatted(
                        XMLTV.format(change.minus(Duration.ofHours(1))),
                        XMLTV.format(change),
                        XMLTV.format(change),
                        XMLTV.format(change.plus(Duration.ofHours(1)))));
        headwater.command("guide", "add", "own", folder.resolve("guide.xml").toString());
        headwater.command("guide", "import", "own");
    }

    private static String past(Line line, Instant start, String extension) {
        return line.base() + "/timeshift/" + line.name() + "/" + line.password() + "/1/" + start.getEpochSecond() + "/"
                + CHANNEL + "." + extension;
    }

    /** A player that began at the beginning finds more each time it looks. */
    private static void startOverGrows(Line line, Instant first) {
        URI media = Playlist.mediaOf(line.channel(CHANNEL) + "?utc=" + first.getEpochSecond() + "&lutc="
                + Instant.now().getEpochSecond());
        String before = Http.get(media).body();
        assertThat(before).contains("#EXT-X-PLAYLIST-TYPE:EVENT").doesNotContain("#EXT-X-ENDLIST");
        int known = Playlist.read(media).entries().size();
        Eventually.withinSeconds(20)
                .until("it has grown", () -> Playlist.read(media).entries().size() >= known + 2);
        assertThat(Http.get(media).body()).startsWith(before);
    }

    private static void awaitPast(Line line, Instant start) {
        Eventually.withinSeconds(60)
                .until(
                        "the minute is over",
                        () -> Http.get(Playlist.mediaOf(past(line, start, "m3u8")))
                                .body()
                                .endsWith("#EXT-X-ENDLIST\n"));
    }

    private static byte[] get(URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(headers.length > 0 ? 206 : 200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
        return answer.body();
    }

    /** Segments from the edges one behind the other are the file. */
    private static byte[] sameBytesEitherWay(Line line, Instant start) throws Exception {
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (URI segment : Http.uris(Http.get(Playlist.mediaOf(past(line, start, "m3u8"))))) {
            together.writeBytes(get(segment));
        }
        byte[] whole = get(URI.create(past(line, start, "ts")));
        assertThat(whole).isEqualTo(together.toByteArray());
        return whole;
    }

    private static void partsAreExact(String file, byte[] whole) throws Exception {
        for (int from : List.of(0, 188, whole.length / 3, whole.length - 1)) {
            int to = Math.min(whole.length - 1, from + whole.length / 2);
            assertThat(get(URI.create(file), "Range", "bytes=" + from + "-" + to))
                    .isEqualTo(Arrays.copyOfRange(whole, from, to + 1));
        }
    }

    private static void playersPlay(Line line, Instant start) throws Exception {
        for (String extension : List.of("ts", "m3u8")) {
            try (Ffmpeg player = Ffmpeg.play(past(line, start, extension))) {
                player.awaitEnd(Duration.ofSeconds(30));
                assertThat(player.complaints()).as(extension).isEmpty();
                assertThat(player.frames()).as(extension).hasSizeGreaterThan(12 * SECOND);
                assertThat(player.lost()).as(extension).isZero();
            }
        }
        try (Ffmpeg player = Ffmpeg.play(past(line, start, "ts"), "-ss", "8")) {
            player.awaitEnd(Duration.ofSeconds(30));
            assertThat(player.frames()).hasSizeBetween(4 * SECOND, 14 * SECOND);
        }
    }

    private static void clientsFindIt(Line line, Instant start, int length) throws Exception {
        M3u list = M3u.parse(Http.get(line.base() + "/get.php?username=" + line.name() + "&password=" + line.password()
                        + "&type=m3u_plus&output=ts")
                .body());
        String kodi = new KodiCatchup(ZoneId.of("Asia/Kathmandu"), Instant.now())
                .url(list.entries().getFirst(), start, Duration.ofMinutes(1))
                .orElseThrow();
        assertThat(get(URI.create(kodi))).hasSize(length);

        // It asks by the minute: by that in which recording began.
        Instant minute = start.plus(BEFORE).truncatedTo(ChronoUnit.MINUTES);
        JsonNode found = NodeModules.run(
                "conformance/run.mjs", "past", line.base(), line.name(), line.password(), minute.toString());
        assertThat(found.path("bytes").asInt()).isPositive();
        assertThat(found.path("archived").asInt()).isEqualTo(1);
    }
}
