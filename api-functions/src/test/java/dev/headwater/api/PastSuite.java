package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.line.SessionOperations;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.takedown.Takedown;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What a channel showed, by every address and in every way of writing a time that apps have. */
abstract class PastSuite extends HttpSuite {
    private static final String WORD = "s3cret-word";
    private static final int SEGMENTS = 90;
    private static final Format FORMAT = new Format(2, List.of(Fill.HIGH, Fill.LOW));

    private final Fill fill = new Fill(headend);
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private final List<String> names = new ArrayList<>();
    private Instant start = Instant.EPOCH;
    private int line;
    private int channel;
    private int silent;

    @Override
    void fill() {
        line = fill.line("ada", WORD).id();
        channel = fill.channel("One", "News", c -> Fill.described(c, "https://x.example/l.png", "one.tv", 7))
                .id();
        silent = fill.channel("Two", "News").id();
        fill.edge("edge-1", 8081);
        start = headend.clock().instant().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MINUTES);
        record(start, SEGMENTS);
    }

    private void record(Instant from, int count) {
        Random random = new Random(7);
        List<Recorded> kept = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = from.plusSeconds(2L * i);
            SegmentName name = SegmentName.of(at, 1, i, i);
            byte[] bytes = new byte[188 * (80 + i)];
            random.nextBytes(bytes);
            whole.writeBytes(bytes);
            names.add(name + ".ts");
            headend.stores().objects().put(SegmentKeys.segment(channel, "720p", name), bytes, ObjectMeta.segment());
            kept.add(new Recorded(
                    new Segment(name.toString(), 2000, at, false), FORMAT, List.of((long) bytes.length, 188L)));
        }
        assertThat(headend.archive().tape(channel, 1).append(kept)).isTrue();
    }

    private String format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(start);
    }

    private List<String> starts() {
        return List.of(
                Long.toString(start.getEpochSecond()),
                Long.toString(start.toEpochMilli()),
                format("yyyy-MM-dd:HH-mm"),
                format("yyyy-MM-dd:HH-mm-ss"),
                format("yyyy-MM-dd_HH-mm"),
                format("yyyy-MM-dd:HH:mm"),
                format("yyyy-MM-dd:HH:mm:ss"),
                format("yyyy-MM-dd'%3A'HH-mm"),
                format("yyyy-MM-dd'%20'HH:mm"),
                format("yyyy-MM-dd'+'HH:mm:ss"),
                format("yyyy-MM-dd'T'HH:mm:ss'Z'"),
                format("yyyy-MM-dd'T'HH:mm:ss'%2B00:00'"),
                format("yyyy-MM-dd'T'HH:mm:ss'+00:00'"));
    }

    private List<String> addresses(String at, String extension) {
        String query = "username=ada&password=" + WORD + "&stream=" + channel + "&start=" + at
                + "&duration=2&extension=" + extension;
        return List.of(
                "/timeshift/ada/" + WORD + "/2/" + at + "/" + channel + "." + extension,
                "/timeshifts/ada/" + WORD + "/2/" + channel + "/" + at + "." + extension,
                "/streaming/timeshift.php?" + query,
                "/timeshift.php?" + query);
    }

    private String address(String at, String extension) {
        return addresses(at, extension).getFirst();
    }

    private String epoch() {
        return Long.toString(start.getEpochSecond());
    }

    private int held() {
        return headend.sessions().live(line, ConnectionLimit.of(1)).size();
    }

    private List<String> kinds() {
        return new SessionOperations(headend.sessions(), headend.lines(), headend.catalog())
                .list.action().apply(Call.LOCAL, new ListQuery(null, null, null, null, null)).items().stream()
                        .map(SessionOperations.View::kind)
                        .toList();
    }

    @Test
    void aPlaylistOfThePastIsListedAsCatchUp() {
        assertThat(app.get(app.get(address(epoch(), "m3u8")).uris().getFirst()).status())
                .isEqualTo(200);
        assertThat(kinds()).containsExactly("catchup");
    }

    @Test
    void aFileOfThePastIsListedAsCatchUp() {
        assumeTrue(door.streams());
        assertThat(app.get(address(epoch(), "ts")).status()).isEqualTo(200);
        assertThat(kinds()).containsExactly("catchup");
    }

    @Test
    void everyAddressAndEveryStartLeadsToTheSamePlaylist() {
        for (String at : starts()) {
            for (String address : addresses(at, "m3u8")) {
                Reply entry = app.get(address);
                assertThat(entry.status()).as(address).isEqualTo(200);
                assertThat(entry.header("Content-Type")).hasValue("application/vnd.apple.mpegurl");
                Reply media = app.get(entry.uris().getFirst());
                assertThat(media.uris()).as(address).isEqualTo(names.subList(0, 60));
                assertThat(media.text()).contains("#EXT-X-PLAYLIST-TYPE:VOD").endsWith("#EXT-X-ENDLIST\n");
            }
        }
        assertThat(held()).isPositive();
    }

    @Test
    void whoDoesNotSayAsWhatGetsAPlaylistWhereThereIsNothingElse() {
        int fragments = fill.channel("Three", "News", Fill::ofFragments).id();
        String name = SegmentName.of(start, 1, 0, 0).toString();
        assertThat(headend.archive()
                        .tape(fragments, 1)
                        .append(List.of(new Recorded(
                                new Segment(name, 2000, start, false, null, name), FORMAT, List.of(1L, 1L)))))
                .isTrue();
        String address = "/timeshift.php?username=ada&password=" + WORD + "&stream=" + fragments + "&start=" + epoch()
                + "&duration=2";
        Reply entry = app.get(address);
        assertThat(entry.status()).isEqualTo(200);
        assertThat(app.get(entry.uris().getFirst()).uris()).containsExactly(name + ".m4s");
    }

    @Test
    void itsSegmentsAreRedirectedAsAnyAre() {
        String media = app.get(address(epoch(), "m3u8")).uris().getFirst();
        Reply segment = app.get(app.segmentPaths(media).getFirst());
        assertThat(segment.status()).isEqualTo(302);
        assertThat(segment.header("Location").orElseThrow())
                .startsWith("http://tv.example:8081/hls/" + channel + "/720p/"
                        + names.getFirst().substring(0, 10) + "/" + names.getFirst());
    }

    @Test
    void aLiveAddressIsShiftedByUtc() {
        for (String live : List.of("/live/ada/" + WORD + "/%d.m3u8", "/ada/" + WORD + "/%d.m3u8")) {
            String address = live.formatted(channel) + "?utc=" + (start.getEpochSecond() + 60) + "&lutc="
                    + headend.clock().instant().getEpochSecond();
            Reply entry = app.get(address);
            assertThat(entry.status()).isEqualTo(200);
            String media = app.get(entry.uris().getFirst()).text();
            assertThat(media)
                    .contains("#EXT-X-PLAYLIST-TYPE:EVENT")
                    .contains("\n" + names.get(30) + "\n")
                    .doesNotContain(names.get(29), "#EXT-X-ENDLIST");
        }
        assertThat(app.get("/live/ada/" + WORD + "/" + channel + ".m3u8?utc=soon")
                        .status())
                .isEqualTo(400);
    }

    /** Of hours, and asked for again every few seconds while it grows. */
    @Test
    void aLongPlaylistIsCompressedForWhoTakesThat() throws IOException {
        record(start.plusSeconds(2L * SEGMENTS), 200);
        String media = app.get("/timeshift/ada/" + WORD + "/30/" + epoch() + "/" + channel + ".m3u8")
                .uris()
                .getFirst();
        Reply plain = app.get(media);
        assertThat(plain.header("Content-Encoding")).isEmpty();
        Reply zipped = app.send(Ask.get(media).with("Accept-Encoding", "gzip"));
        assertThat(zipped.header("Content-Encoding")).hasValue("gzip");
        assertThat(zipped.header("Vary").orElseThrow()).containsIgnoringCase("Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void whatIsAskedForWronglyIsSaid() {
        for (String at : List.of("yesterday", "202601012000", "2026-13-01:00-00", "2026-01-01:25-00", "-", "12")) {
            for (String extension : List.of("m3u8", "ts")) {
                for (String address : addresses(at, extension)) {
                    assertThat(app.get(address).status()).as(address).isEqualTo(400);
                }
            }
        }
        for (String minutes : List.of("0", "-5", "x", "99999999999")) {
            assertThat(app.get("/timeshift/ada/" + WORD + "/" + minutes + "/" + epoch() + "/" + channel + ".m3u8")
                            .status())
                    .as(minutes)
                    .isEqualTo(400);
        }
        assertThat(app.get("/timeshift.php?username=ada&password=" + WORD + "&stream=" + channel)
                        .status())
                .isEqualTo(400);
        for (String path : List.of(
                "/timeshift/ada/" + WORD + "/2/" + epoch() + "/" + channel + ".avi",
                "/timeshift/ada/" + WORD + "/2/" + epoch() + "/99.m3u8",
                "/timeshift/ada/" + WORD + "/2/" + epoch() + "/99999999999.m3u8",
                "/timeshift/ada/" + WORD + "/2/" + epoch(),
                "/timeshift/ada/" + WORD + "/2/" + epoch() + "/" + silent + ".m3u8")) {
            assertThat(app.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(app.get("/timeshift/ada/wrong/2/" + epoch() + "/" + channel + ".m3u8")
                        .status())
                .isEqualTo(401);
        assertThat(held()).isZero();
    }

    @Test
    void onlyASpanThatHoldsNothingIsNotFound() {
        String before = Long.toString(start.minusSeconds(120).getEpochSecond());
        assertThat(app.get(address(before, "m3u8")).status()).isEqualTo(404);
        String earlier = "/timeshift/ada/" + WORD + "/3/" + before + "/" + channel + ".m3u8";
        assertThat(app.get(app.get(earlier).uris().getFirst()).uris()).isEqualTo(names.subList(0, 30));
        // A day is too much for one playlist: its beginning is shown.
        String day = "/timeshift/ada/" + WORD + "/1440/" + epoch() + "/" + channel + ".m3u8";
        assertThat(app.get(app.get(day).uris().getFirst()).uris()).isEqualTo(names);
    }

    @Test
    void aFileHasItsLengthAndAnyPartOfIt() {
        assumeTrue(door.streams());
        byte[] all = Arrays.copyOf(
                whole.toByteArray(),
                Stream.iterate(0, i -> i + 1)
                        .limit(60)
                        .mapToInt(i -> 188 * (80 + i))
                        .sum());
        for (String at : starts()) {
            for (String address : addresses(at, "ts")) {
                Reply head = app.send(Ask.of("HEAD", address));
                assertThat(head.status()).as(address).isEqualTo(200);
                assertThat(head.header("Content-Type")).hasValue("video/mp2t");
                assertThat(head.header("Content-Length")).hasValue(Integer.toString(all.length));
            }
        }
        String address = address(epoch(), "ts");
        Reply got = app.get(address);
        assertThat(got.body()).isEqualTo(all);
        assertThat(got.header("Accept-Ranges")).hasValue("bytes");
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(all.length);
            int to = from + random.nextInt(all.length - from);
            Reply part = app.send(Ask.get(address).with("Range", "bytes=" + from + "-" + to));
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.header("Content-Range")).hasValue("bytes " + from + "-" + to + "/" + all.length);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(all, from, to + 1));
        }
        Reply tail = app.send(Ask.get(address).with("Range", "bytes=-1000"));
        assertThat(tail.body()).isEqualTo(Arrays.copyOfRange(all, all.length - 1000, all.length));
        Reply beyond = app.send(Ask.get(address).with("Range", "bytes=" + all.length + "-"));
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).hasValue("bytes */" + all.length);
    }

    /** IPTVnator asks for one address after the other until one plays. */
    @Test
    void looksTakeNoConnection() {
        for (String extension : List.of("m3u8", "ts")) {
            for (String address : addresses(epoch(), extension)) {
                assertThat(app.send(Ask.of("HEAD", address)).status()).isIn(200, 302);
                if (extension.equals("m3u8")) {
                    assertThat(app.get(address).status()).isEqualTo(200);
                }
                if (door.streams()) {
                    assertThat(app.send(Ask.get(address).with("Range", "bytes=0-1023"))
                                    .status())
                            .isIn(200, 206);
                }
            }
        }
        String any =
                "/timeshift.php?username=ada&password=" + WORD + "&stream=" + channel + "&duration=2&start=" + epoch();
        assertThat(app.send(Ask.of("HEAD", any)).status()).isIn(200, 302);
        assertThat(held()).isZero();
    }

    @Test
    void whatWasTakenDownPlaysNowhere() {
        headend.takedowns()
                .order(Takedown.Target.CHANNEL, channel, new Takedown.Order("not licensed", null, false), "owner");
        headend.clock().advance(Duration.ofSeconds(2));
        for (String extension : List.of("m3u8", "ts")) {
            for (String address : addresses(epoch(), extension)) {
                assertThat(app.get(address).status()).as(address).isEqualTo(403);
            }
        }
    }
}
